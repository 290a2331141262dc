"""A training run that can be revisited at any moment, in bounded memory.

Training is deterministic: from a keyframe and the list of what a person changed on the way, any
moment can be computed again, bit for bit. Keyframes are thinned as the run grows: there are never
more than some thousand, and what lies between two of them grows with the run.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from streetlight_gui.core.history import ErrorHistory
from streetlight_gui.core.settings import Settings
from streetlight_gui.core.trainer import Trainer
from streetlight_gui.core.trainer_state import TrainerState

_FIRST_SPACING = 64  # examples between keyframes, doubled each time there are too many
_MOST_KEYFRAMES = 8192
_MOST_BYTES = 16_000_000  # of keyframes
_STATE_BYTES = 400  # of a keyframe beside its parameters


@dataclass(frozen=True)
class Change:
    """What a person changed during a run.

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


@dataclass(frozen=True)
class _Stretch:
    """A part of a run in which every iteration has the same number of updates.

    Attributes:
        updates: where it begins, at the start of an iteration.
        iteration: which one, counted from 0.
        size: updates per iteration.
    """

    updates: int
    iteration: int
    size: int


class Run:
    """A run from its start to its newest update.

    Attributes:
        settings: those it began with.
        live: the trainer at the newest update; train it through `train`.
        changes: what a person changed on the way, in order.
    """

    def __init__(self, settings: Settings) -> None:
        """Begin a run."""
        self.settings = settings
        self.live = Trainer.of(settings, ErrorHistory(bounded=True))
        self.changes: list[Change] = []
        self._change_iterations: list[int] = []
        self._keyframes = [self.live.state]
        self._spacing = _FIRST_SPACING  # in examples: updates have more or fewer of them by turns
        self._stretches = [_Stretch(0, 0, settings.schedule.updates_per_iteration)]

    def __len__(self) -> int:
        """How many updates were made."""
        return self.live.updates

    def train(self, updates: int) -> None:
        """Make this many updates at the run's end.

        Raises:
            DivergenceError: an error is no longer finite; the run ends before that update.
        """
        end, rows = len(self) + updates, self._rows
        while len(self) < end:
            spacing = max(1, self._spacing // rows)
            next_keyframe = (len(self) // spacing + 1) * spacing
            self.live.step(min(end, next_keyframe) - len(self))
            if len(self) == next_keyframe:
                self._add_keyframe()

    def change(self, change: Change) -> None:
        """Make a change at the run's end, where its time must be."""
        kept = self._kept_beside(change)
        change.apply(self.live)
        self._change_iterations = [*self._change_iterations[: len(kept)], self.live.iteration]
        self.changes = [*kept, change]
        if change.settings is not None and self.live.index == 0:
            schedule = change.settings.schedule
            stretch = _Stretch(len(self), self.live.iteration, schedule.updates_per_iteration)
            self._stretches = [s for s in self._stretches if s.updates < len(self)] + [stretch]

    def unchanged_since(self, updates: int) -> int:
        """Return how many iterations were finished at the last change before or at a moment."""
        latest = bisect_right(self.changes, updates, key=lambda change: change.updates)
        return self._change_iterations[latest - 1] if latest else 0

    def settings_at(self, updates: int) -> Settings:
        """Return the settings that the next update of a moment is made with."""
        return self._settings_before(updates + 1)

    def at(self, updates: int) -> Trainer:
        """Return another trainer as the run's was at a moment."""
        keyframe = self._keyframes[self._keyframes_until(updates) - 1]
        settings = self._settings_before(keyframe.updates)
        trainer = Trainer.of(settings, ErrorHistory(bounded=True))
        trainer.restore(keyframe)
        self.replay(trainer, updates)
        return trainer

    def replay(self, trainer: Trainer, updates: int) -> None:
        """Train a trainer that stands on this run on to a moment, through every change."""
        for change in self._changes_from(trainer.updates):
            if change.updates > updates:
                break
            trainer.step(change.updates - trainer.updates)
            change.apply(trainer)
        trainer.step(updates - trainer.updates)

    def branch(self, updates: int) -> "Run":
        """Return a run with the same past that ends at a moment; this one stays as it is."""
        moment = self.at(updates)
        branch = Run(self.settings)
        branch.live.history = self.live.history.until(
            moment.iteration, moment.online_error, moment.frozen_error
        )
        branch.live.apply(self.settings_at(updates))
        branch.live.restore(moment.state)
        branch.changes = [c for c in self.changes if c.updates <= updates]
        branch._change_iterations = self._change_iterations[: len(branch.changes)]
        branch._spacing = self._spacing
        branch._keyframes = self._keyframes[: self._keyframes_until(updates)]
        branch._stretches = [s for s in self._stretches if s.updates <= updates]
        return branch

    def iteration_start_before(self, updates: int) -> int:
        """Return the last moment before this one at which an iteration begins; 0 at the start."""
        if updates <= 0:
            return 0
        stretch = self._stretch_at(updates - 1)
        return updates - 1 - (updates - 1 - stretch.updates) % stretch.size

    def iteration_end_after(self, updates: int) -> int:
        """Return the first moment after this one at which an iteration ends, or is given up."""
        stretch = self._stretch_at(updates)
        end = updates + stretch.size - (updates - stretch.updates) % stretch.size
        later = (s.updates for s in self._stretches if updates < s.updates < end)
        return min(later, default=end)

    def start_of_iteration(self, iteration: int) -> int:
        """Return the first moment at which so many iterations are finished."""
        latest = bisect_left(self._stretches, iteration, key=lambda stretch: stretch.iteration)
        stretch = self._stretches[max(latest - 1, 0)]
        return stretch.updates + (iteration - stretch.iteration) * stretch.size

    def rest(self) -> None:
        """Let go of working memory while nobody looks at the run."""
        self.live.rest()

    @property
    def memory(self) -> int:
        """About how many bytes its keyframes take."""
        return len(self._keyframes) * self._keyframe_bytes

    def limit_memory(self, most: int) -> None:
        """Keep fewer keyframes, so that they take no more bytes than these; jumps take longer."""
        while self.memory > most and len(self._keyframes) > 1:
            self._thin_keyframes()

    @property
    def _keyframe_bytes(self) -> int:
        return int(self._keyframes[0].parameters.nbytes) + _STATE_BYTES

    @property
    def _rows(self) -> int:
        """How many examples share an update at the run's end."""
        return self.settings_at(len(self)).schedule.batch

    def _kept_beside(self, change: Change) -> list[Change]:
        """Return the changes without those at the run's end that a new one there makes void.

        Settings that come back to the examples and the order they had before the moment hide that
        the unfinished iteration began anew in between. So one change that began it is kept.
        """
        void = [c for c in self.changes if c.updates == len(self) and c.kind == change.kind]
        if change.settings is not None:
            before = self._settings_before(len(self))
            if not change.settings.begins_anew_after(before):
                there = [c for c in void if c.settings and c.settings.begins_anew_after(before)]
                void = [c for c in void if c not in there[:1]]
        return [c for c in self.changes if c not in void]

    def _settings_before(self, updates: int) -> Settings:
        """Return the settings after all changes made before a moment."""
        found = self.settings
        for change in self.changes:
            if change.settings is not None and change.updates < updates:
                found = change.settings
        return found

    def _stretch_at(self, updates: int) -> _Stretch:
        """Return the stretch that the update after a moment belongs to."""
        latest = bisect_right(self._stretches, updates, key=lambda stretch: stretch.updates)
        return self._stretches[latest - 1]

    def _keyframes_until(self, updates: int) -> int:
        return bisect_right(self._keyframes, updates, key=_time_of)

    def _changes_from(self, updates: int) -> Sequence[Change]:
        first = next(
            (k for k, c in enumerate(self.changes) if c.updates >= updates), len(self.changes)
        )
        return self.changes[first:]

    def _add_keyframe(self) -> None:
        self._keyframes.append(self.live.state)
        if len(self._keyframes) > _MOST_KEYFRAMES or self.memory > _MOST_BYTES:
            self._thin_keyframes()

    def _thin_keyframes(self) -> None:
        self._keyframes = self._keyframes[::2]
        self._spacing = 2 * max(self._spacing, self._rows)  # an update at least lay between them


def _time_of(state: TrainerState) -> int:
    return state.updates
