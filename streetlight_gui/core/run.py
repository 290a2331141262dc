"""A training run that can be revisited at any moment, in bounded memory.

Training is deterministic: from a keyframe and the list of what a person changed on the way, any
moment can be computed again, bit for bit. Keyframes are thinned as the run grows, so that a moment
is never more than a few thousand examples away from one.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from streetlight_gui.core.history import ErrorHistory
from streetlight_gui.core.settings import Settings
from streetlight_gui.core.trainer import Trainer, TrainerState

_FIRST_SPACING = 64  # examples between keyframes, doubled each time there are too many
_MOST_KEYFRAMES = 8192


@dataclass(frozen=True)
class Change:
    """What a person changed during a run.

    Attributes:
        updates: when: after this many examples.
        alpha: the new learning rate, or None.
        weight: the index of a changed weight among all of them end to end, or None.
        value: that weight's new value.
    """

    updates: int
    alpha: float | None = None
    weight: int | None = None
    value: float = 0.0

    def apply(self, trainer: Trainer) -> None:
        """Make the change on a trainer."""
        if self.alpha is not None:
            trainer.alpha = self.alpha
        if self.weight is not None:
            trainer.set_weight(self.weight, self.value)


class Run:
    """A run from its start to its newest example.

    Attributes:
        settings: the settings it began with.
        live: the trainer at the newest example; train it through `train`.
        changes: what a person changed on the way, in order.
    """

    def __init__(self, settings: Settings) -> None:
        """Begin a run."""
        self.settings = settings
        self.live = self._fresh_trainer(ErrorHistory(bounded=True))
        self.changes: list[Change] = []
        self._keyframes = [self.live.state]
        self._spacing = _FIRST_SPACING

    def __len__(self) -> int:
        """How many examples were trained."""
        return self.live.updates

    def train(self, examples: int) -> None:
        """Train this many examples at the run's end.

        Raises:
            DivergenceError: an error is no longer finite; the run ends before that example.
        """
        end = len(self) + examples
        while len(self) < end:
            next_keyframe = (len(self) // self._spacing + 1) * self._spacing
            self.live.step(min(end, next_keyframe) - len(self))
            if len(self) == next_keyframe:
                self._add_keyframe()

    def change(self, change: Change) -> None:
        """Make a change at the run's end, where its time must be."""
        change.apply(self.live)
        self.changes.append(change)

    def at(self, updates: int) -> Trainer:
        """Return another trainer as the run's was at a moment, with that moment's last errors.

        Its history holds the iterations replayed on the way, the last finished one among them.
        """
        size = len(self.settings.problem)
        # From a whole iteration before, so that its errors are computed again, too.
        latest = max(0, (updates // size - 1) * size)
        trainer = self._fresh_trainer(ErrorHistory(bounded=True))
        self._restore_before(trainer, latest)
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
        history = moment.history
        branch = Run(self.settings)
        branch.live = self._fresh_trainer(
            self.live.history.until(moment.iteration, history.online.last, history.frozen.last)
        )
        branch.live.restore(moment.state)
        branch.live.alpha = moment.alpha
        branch.changes = [c for c in self.changes if c.updates <= updates]
        branch._spacing = self._spacing
        branch._keyframes = self._keyframes[: self._keyframes_until(updates)]
        return branch

    def _fresh_trainer(self, history: ErrorHistory) -> Trainer:
        return Trainer(self.settings.problem, self.settings.network(), self.settings.alpha, history)

    def _restore_before(self, trainer: Trainer, updates: int) -> None:
        """Put a trainer on the last keyframe that is not after a moment."""
        keyframe = self._keyframes[self._keyframes_until(updates) - 1]
        for change in self.changes:
            if change.alpha is not None and change.updates < keyframe.updates:
                trainer.alpha = change.alpha
        trainer.restore(keyframe)

    def _keyframes_until(self, updates: int) -> int:
        return bisect_right(self._keyframes, updates, key=_time_of)

    def _changes_from(self, updates: int) -> Sequence[Change]:
        first = next(
            (k for k, c in enumerate(self.changes) if c.updates >= updates),
            len(self.changes),
        )
        return self.changes[first:]

    def _add_keyframe(self) -> None:
        self._keyframes.append(self.live.state)
        if len(self._keyframes) > _MOST_KEYFRAMES:
            self._keyframes = self._keyframes[::2]
            self._spacing *= 2


def _time_of(state: TrainerState) -> int:
    return state.updates
