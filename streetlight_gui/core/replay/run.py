"""A training run that can be revisited at any moment, however long it is.

Training is deterministic: from a keyframe and the list of what a person changed on the way, any
moment can be computed again, bit for bit. Keyframes are thinned as the run grows: there are never
more than some thousand, which take at most 16 MB, and what lies between two of them grows with the
run. A change takes about 1 KB beside its keyframe; where it edits the training set, also
what `SharedExamples` says. Changes are never forgotten: without one, no later moment is exact.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from streetlight_gui.core.replay.changes import Change, Changes
from streetlight_gui.core.training.history import ErrorHistory
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.trainer import Trainer
from streetlight_gui.core.training.trainer_state import TrainerState

_FIRST_SPACING = 64  # examples between keyframes, doubled each time there are too many
_MOST_KEYFRAMES = 8192
_MOST_BYTES = 16_000_000  # of keyframes
_STATE_BYTES = 400  # of a keyframe beside its parameters


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
    """

    def __init__(self, settings: Settings) -> None:
        """Begin a run."""
        self.settings = settings
        self.live = Trainer.of(settings, ErrorHistory(bounded=True))
        self._changes = Changes(settings)
        self._change_iterations: list[int] = []
        self._keyframes = [self.live.state]
        self._spacing = _FIRST_SPACING  # in examples: updates have more or fewer of them by turns
        self._stretches = [_Stretch(0, 0, settings.sampler.updates_per_iteration)]

    def __len__(self) -> int:
        """How many updates were made."""
        return self.live.updates

    @property
    def changes(self) -> list[Change]:
        """What a person changed on the way, in order."""
        return self._changes.all

    @property
    def change_times(self) -> tuple[int, ...]:
        """After how many updates a person changed something, in order."""
        return self._changes.times

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
                self._add_keyframe(self.live.state)

    def change(self, change: Change) -> None:
        """Make a change at the run's end, where its time must be."""
        changes = self._changes.with_one_more(change)
        change.apply(self.live)
        kept = self._change_iterations[: len(changes.all) - 1]
        self._changes, self._change_iterations = changes, [*kept, self.live.iteration]
        if change.settings is not None and self.live.index == 0:
            sampler = change.settings.sampler
            stretch = _Stretch(len(self), self.live.iteration, sampler.updates_per_iteration)
            self._stretches = [s for s in self._stretches if s.updates < len(self)] + [stretch]

    def unchanged_since(self, updates: int) -> int:
        """Return how many iterations were finished at the last change before or at a moment."""
        latest = bisect_right(self.change_times, updates)
        return self._change_iterations[latest - 1] if latest else 0

    def settings_at(self, updates: int) -> Settings:
        """Return the settings that the next update of a moment is made with."""
        return self._changes.settings_before(updates + 1)

    def at(self, updates: int) -> Trainer:
        """Return another trainer as the run's was at a moment."""
        trainer = self._before_changes_at(updates)
        self.replay(trainer, updates)
        return trainer

    def replay(self, trainer: Trainer, updates: int) -> None:
        """Train a trainer that stands on this run on to a moment, through every change."""
        changes = self._changes.between(trainer.updates, updates)
        _train_through(trainer, changes, updates)

    def branch(self, updates: int) -> "Run":
        """Return a run with the same past that ends at a moment; this one stays as it is.

        The moment gets a keyframe: what comes next, such as one more change, need not compute it
        again.
        """
        moment = self._before_changes_at(updates)
        keyframe = moment.state
        self.replay(moment, updates)
        branch = Run(self.settings)
        branch.live.history = self.live.history.until(
            moment.iteration, moment.online_error, moment.frozen_error
        )
        branch.live.apply(self.settings_at(updates))
        branch.live.restore(moment.state)
        branch._changes = self._changes.until(updates)
        branch._change_iterations = self._change_iterations[: len(branch.changes)]
        branch._spacing = self._spacing
        branch._keyframes = self._keyframes[: self._keyframes_until(updates - 1)]
        branch._add_keyframe(keyframe)
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
        return self.settings_at(len(self)).sampler.batch

    def _stretch_at(self, updates: int) -> _Stretch:
        """Return the stretch that the update after a moment belongs to."""
        latest = bisect_right(self._stretches, updates, key=lambda stretch: stretch.updates)
        return self._stretches[latest - 1]

    def _keyframes_until(self, updates: int) -> int:
        return bisect_right(self._keyframes, updates, key=_time_of)

    def _before_changes_at(self, updates: int) -> Trainer:
        """Return another trainer as the run's came to a moment, before any change there."""
        keyframe = self._keyframes[self._keyframes_until(updates) - 1]
        settings = self._changes.settings_before(keyframe.updates)
        trainer = Trainer.of(settings, ErrorHistory(bounded=True))
        trainer.restore(keyframe)
        changes = self._changes.between(trainer.updates, updates - 1)
        _train_through(trainer, changes, updates)
        return trainer

    def _add_keyframe(self, state: TrainerState) -> None:
        self._keyframes.append(state)
        if len(self._keyframes) > _MOST_KEYFRAMES or self.memory > _MOST_BYTES:
            self._thin_keyframes()

    def _thin_keyframes(self) -> None:
        self._keyframes = self._keyframes[::2]
        self._spacing = 2 * max(self._spacing, self._rows)  # an update at least lay between them


def _train_through(trainer: Trainer, changes: list[Change], updates: int) -> None:
    for change in changes:
        trainer.step(change.updates - trainer.updates)
        change.apply(trainer)
    trainer.step(updates - trainer.updates)


def _time_of(state: TrainerState) -> int:
    return state.updates
