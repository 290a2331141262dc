"""What a run is made of, and the run made again from it, a part at a time."""

from collections import deque
from dataclasses import dataclass

from streetlight_gui.core.replay.changes import Change
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.training.settings import Settings


@dataclass(frozen=True)
class Recipe:
    """Enough to make a run again, bit for bit.

    Attributes:
        settings: those it began with.
        changes: what a person changed on the way, in order of time.
        updates: how many were made in all.
    """

    settings: Settings
    changes: tuple[Change, ...] = ()
    updates: int = 0

    @classmethod
    def of(cls, run: Run) -> "Recipe":
        """Take down a run as it is now."""
        return cls(run.settings, tuple(run.changes), len(run))


class Remake:
    """A run that is being made again.

    Attributes:
        run: as far as it has come.
    """

    def __init__(self, recipe: Recipe) -> None:
        """Begin at the start weights."""
        self.run = Run(recipe.settings)
        self._changes, self._end = deque(recipe.changes), recipe.updates

    @property
    def is_done(self) -> bool:
        """Whether the run is whole."""
        return len(self.run) == self._end and not self._changes

    @property
    def share(self) -> float:
        """How much of the run is made, from 0 to 1."""
        return len(self.run) / self._end if self._end else 1.0

    def go_on(self, updates: int) -> None:
        """Make up to this many updates more, with the changes on the way.

        Raises:
            DivergenceError: an error is no longer finite, as it was not when the run was made.
        """
        end = min(len(self.run) + updates, self._end)
        while self._changes and self._changes[0].updates <= end:
            change = self._changes.popleft()
            self.run.train(change.updates - len(self.run))
            self.run.change(change)
        self.run.train(end - len(self.run))
