"""What a person changed during a run, in order of time."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.trainer import Trainer


@dataclass(frozen=True)
class Change:
    """What a person changed at a moment of a run.

    Attributes:
        updates: when: after this many updates.
        settings: all settings from then on, or None where they stay.
        weight: the index of a changed weight among all of them end to end, or None.
        value: that weight's new value.
    """

    updates: int
    settings: Settings | None = None
    weight: int | None = None
    value: float = 0.0

    @property
    def kind(self) -> tuple[bool, int | None]:
        """What it changes: of two changes of one kind at one moment, the later one holds."""
        return self.settings is None, self.weight

    def apply(self, trainer: Trainer) -> None:
        """Make the change on a trainer."""
        if self.settings is not None:
            trainer.apply(self.settings)
        if self.weight is not None:
            trainer.set_weight(self.weight, self.value)


class Changes:
    """The changes of a run, found by their time without a look at all of them.

    Attributes:
        all: the changes, in order.
        times: after how many updates each was made, in order.
    """

    def __init__(self, settings: Settings) -> None:
        """Begin with the settings of a run's start."""
        self._start = settings
        self.all: list[Change] = []
        self.times: tuple[int, ...] = ()
        self._of_settings: list[Change] = []

    def until(self, updates: int) -> "Changes":
        """Return those made up to a moment, and at it."""
        return self._first(bisect_right(self.times, updates))

    def between(self, first: int, last: int) -> list[Change]:
        """Return those made at two moments and between them."""
        return self.all[bisect_left(self.times, first) : bisect_right(self.times, last)]

    def settings_before(self, updates: int) -> Settings:
        """Return the settings after all changes made before a moment."""
        latest = self._settings_until(updates - 1)
        return self._of_settings[latest - 1].settings or self._start if latest else self._start

    def with_one_more(self, change: Change) -> "Changes":
        """Return these with a change at the end, without those that it makes void.

        They were made at the same moment. Settings that come back to the examples and the order
        they had before it hide that the unfinished iteration began anew in between. So one change
        that began it is kept.
        """
        earlier = bisect_left(self.times, change.updates)
        there = self.all[earlier:]
        void = [made for made in there if made.kind == change.kind]
        if change.settings is not None:
            before = self.settings_before(change.updates)
            if not change.settings.begins_anew_after(before):
                began = [c for c in void if c.settings and c.settings.begins_anew_after(before)]
                void = [made for made in void if made not in began[:1]]
        changes = self._first(earlier)
        for made in (*(made for made in there if made not in void), change):
            changes._append(made)
        return changes

    def _first(self, count: int) -> "Changes":
        changes = Changes(self._start)
        changes.all, changes.times = self.all[:count], self.times[:count]
        until = changes.times[-1] if count else -1
        changes._of_settings = self._of_settings[: self._settings_until(until)]
        return changes

    def _append(self, change: Change) -> None:
        self.all.append(change)
        self.times += (change.updates,)
        if change.settings is not None:
            self._of_settings.append(change)

    def _settings_until(self, updates: int) -> int:
        return bisect_right(self._of_settings, updates, key=_time_of)


def _time_of(change: Change) -> int:
    return change.updates
