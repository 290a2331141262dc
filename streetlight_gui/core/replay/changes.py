"""What a person changes on the way of a run."""

from dataclasses import dataclass, replace

from streetlight_gui.core.problems.answered import Answered
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.trainer import Trainer


@dataclass(frozen=True)
class Change:
    """What a person changed at a moment of a run: all settings, or one weight.

    A run made again from its settings, with each change at its moment, is the same bit for bit.

    Attributes:
        updates: when: after this many updates.
        settings: all settings from then on, or None where they stay.
        weight: the index of a changed weight among all of them end to end, or None.
        value: that weight's new value.
        begins_anew: the iteration under way begins anew, whatever the settings were before: they
            have come back at this moment to what they had been.
    """

    updates: int
    settings: Settings | None = None
    weight: int | None = None
    value: float = 0.0
    begins_anew: bool = False

    def apply(self, trainer: Trainer) -> None:
        """Make the change on a trainer."""
        if self.settings is not None:
            trainer.apply(self.settings)
        if self.weight is not None:
            trainer.set_weight(self.weight, self.value)
        if self.begins_anew:
            trainer.begin_iteration_anew()


@dataclass(frozen=True)
class MadeChange:
    """A change that was made, and how things stood after it.

    Attributes:
        updates: when; a run's start counts as a change before everything else, at -1.
        change: the change.
        settings: those from then on.
        iteration: how many iterations were finished.
        beginning: after how many updates the iteration under way began.
    """

    updates: int
    change: Change
    settings: Settings
    iteration: int = 0
    beginning: int = 0

    def holding_out(self, held_out: Answered) -> "MadeChange":
        """Return the same with other answers held out."""
        settings = self.settings.holding_out(held_out)
        is_of_settings = self.change.settings is not None
        change = replace(self.change, settings=settings) if is_of_settings else self.change
        return replace(self, change=change, settings=settings)

    @property
    def size(self) -> int:
        """How many updates an iteration has from then on."""
        return self.settings.sampler.updates_per_iteration
