"""The runs of a session that a person has left, and the way back to them.

Memory is bounded: at most 50 are kept, each as what makes it again, its weights at the end and at
most 1,000 points of its errors. Of the oldest that have no name nothing stays.
"""

import weakref
from collections.abc import Generator
from dataclasses import dataclass, field, replace

import numpy as np

from streetlight_gui.core.nn.network import Network
from streetlight_gui.core.replay.cursor import Cursor, Place
from streetlight_gui.core.replay.recipe import Recipe, remade
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.training.history import Curve
from streetlight_gui.core.training.settings import Settings

MOST_RUNS = 50
MOST_POINTS = 1000  # of the errors of each
LONGEST_NAME = 60  # characters


@dataclass(frozen=True)
class Title:
    """What a run is called.

    Attributes:
        ordinal: how many runs of the session there were up to it.
        name: that a person gave it; '' for none.
    """

    ordinal: int = 1
    name: str = ""


@dataclass(frozen=True)
class PastRun:
    """A run that was left.

    Attributes:
        number: by which branches know it.
        title: what it is called.
        recipe: what makes it again.
        weights_at_end: end to end, then all biases.
        place: where in it the person stood.
        curve: its errors while training.
        left_at: when it was left, in seconds since 1970; no matter whether runs are the same.
        kept: the run itself, for as long as Undo could bring it back.
    """

    number: int = field(compare=False)
    title: Title
    recipe: Recipe
    weights_at_end: tuple[float, ...]
    place: Place
    curve: Curve = field(compare=False)
    left_at: float = field(compare=False)
    kept: weakref.ref[Run] | None = field(default=None, compare=False, repr=False)

    @classmethod
    def of(cls, number: int, cursor: Cursor, left_at: float) -> "PastRun":
        """Take down a run that is left now; whoever lists it gives it a title."""
        run, live = cursor.run, cursor.run.live
        weights = tuple(live.network.parameters.tolist())
        curve = live.history.online.curve().thinned(MOST_POINTS)
        recipe, kept = Recipe.of(run), weakref.ref(run)
        return cls(number, Title(), recipe, weights, cursor.place, curve, left_at, kept)

    @property
    def settings(self) -> Settings:
        """Those at its end."""
        return self.recipe.settings_at_end

    @property
    def network(self) -> Network:
        """That at its end."""
        return self.settings.network().with_parameters(np.array(self.weights_at_end))

    @property
    def is_trained(self) -> bool:
        """Whether it ever was."""
        return self.recipe.updates > 0


@dataclass(frozen=True)
class PastRuns:
    """All runs of a session but the present one, and what that is called.

    Attributes:
        runs: those that were left, in the order of their titles.
        present: the number of the present one.
        title: of the present one.
    """

    runs: tuple[PastRun, ...] = ()
    present: int = field(default=-1, compare=False)
    title: Title = Title()

    def gone_on(self, number: int, left: PastRun) -> "PastRuns":
        """Return them when a person has gone on to another run, a new one or one of these.

        Args:
            number: of that run.
            left: the one that was left, which is kept if it was trained or has a name.
        """
        is_kept = left.is_trained or self.title.name
        past = self.keeping(replace(left, title=self.title)) if is_kept else self
        found = next((run for run in past.runs if run.number == number), None)
        last = max((run.title.ordinal for run in past.runs), default=0)
        title = Title(last + 1) if found is None else found.title
        return replace(past.without(number), present=number, title=title)

    def keeping(self, run: PastRun) -> "PastRuns":
        """Return them with one more, in place of one of the same number."""
        others = self.without(run.number).runs
        every = sorted((*others, run), key=lambda each: each.title.ordinal)
        while len(every) > MOST_RUNS:
            every.remove(next((run for run in every if not run.title.name), every[0]))
        return replace(self, runs=tuple(every))

    def without(self, number: int) -> "PastRuns":
        """Return them without that of a number, if there is one."""
        return replace(self, runs=tuple(run for run in self.runs if run.number != number))

    def title_of(self, number: int) -> Title:
        """Return what one of them, or the present one, is called."""
        found = (run.title for run in self.runs if run.number == number)
        return next(found, self.title)

    def named(self, number: int, name: str) -> "PastRuns":
        """Return them with another name for one of them, or for the present one."""
        if number == self.present:
            return replace(self, title=replace(self.title, name=name))
        return replace(self, runs=tuple(_named(run, number, name) for run in self.runs))


def revisited(past: PastRun) -> Generator[float, None, Cursor]:
    """Make a run again as `remade` does, or at once where it is kept; its value is the place in it.

    What becomes of it from there changes nothing of the one that is kept.
    """
    kept = None if past.kept is None else past.kept()
    run = (yield from remade(past.recipe)) if kept is None else kept.branch(len(kept))
    cursor = Cursor(run)
    cursor.stand_at(past.place)
    return cursor


def _named(run: PastRun, number: int, name: str) -> PastRun:
    return replace(run, title=replace(run.title, name=name)) if run.number == number else run
