"""What a run is made of, and the run made again from it, a part at a time."""

from collections.abc import Generator
from contextlib import suppress
from dataclasses import dataclass

from streetlight_gui.core.replay.changes import Change
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.training.divergence import DivergenceError
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.trainer import Trainer

_CHUNK = 64  # examples between two looks at whether to go on


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

    @property
    def settings_at_end(self) -> Settings:
        """The settings after the last change."""
        changed = (each.settings for each in reversed(self.changes) if each.settings is not None)
        return next(changed, self.settings)

    @property
    def is_changed_on_the_way(self) -> bool:
        """Whether anything was changed after the first update."""
        return any(change.updates for change in self.changes)

    @property
    def has_edited_start(self) -> bool:
        """Whether weights were changed before the first update: the settings do not tell them."""
        at_start = [each for each in self.changes if not each.updates]
        edited = {each.weight: each.value for each in at_start if each.weight is not None}
        if not edited:
            return False
        start = self.settings.network().parameters
        return any(start[index] != value for index, value in edited.items())


def trained_again(recipe: Recipe) -> Trainer:
    """Return a trainer at the end of a recipe's run, with the errors of every iteration.

    Raises:
        DivergenceError: this machine's arithmetic runs away on the way.
    """
    trainer = Trainer.of(recipe.settings)
    for change in recipe.changes:
        trainer.step(change.updates - trainer.updates)
        change.apply(trainer)
    trainer.step(recipe.updates - trainer.updates)
    return trainer


def remade(recipe: Recipe) -> Generator[float, None, Run]:
    """Make a run again; the generator's value is the run.

    It pauses after every few examples, with the share of the run that is made, from 0 to 1. Where
    this machine's arithmetic runs away on the way, which the run did not, it ends there.
    """
    run = Run(recipe.settings)
    with suppress(DivergenceError):
        for change in recipe.changes:
            yield from _train_to(change.updates, run, recipe)
            run.change(change)
        yield from _train_to(recipe.updates, run, recipe)
    return run


def _train_to(end: int, run: Run, recipe: Recipe) -> Generator[float, None, None]:
    while len(run) < end:
        most = run.settings_at(len(run)).sampler.updates_for(_CHUNK)
        run.train(min(end - len(run), most))
        yield len(run) / recipe.updates
