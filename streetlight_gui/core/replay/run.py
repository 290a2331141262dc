"""A run of training that can be revisited: keyframes, and exact replay of what lies between.

Training is deterministic: from a keyframe and the list of what a person changed on the way, any
moment can be computed again, bit for bit. Keyframes are thinned as the run grows: there are never
more than some thousand, which take at most 16 MB, and what lies between two of them grows with the
run. A change takes about 1 KB beside its keyframe; where it edits the training set, also
what `SharedExamples` says. Changes are never forgotten: without one, no later moment is exact.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from copy import copy
from dataclasses import replace
from operator import attrgetter

from streetlight_gui.core.problems.answered import Answered
from streetlight_gui.core.replay.changes import Change, MadeChange
from streetlight_gui.core.training.history import ErrorHistory, ErrorSeries
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.trainer import Trainer
from streetlight_gui.core.training.workspace import TrainerState

_FIRST_SPACING = 64  # examples between keyframes, doubled each time there are too many
_MOST_KEYFRAMES = 8192
_MOST_BYTES = 16_000_000  # of keyframes
_STATE_BYTES = 400  # of a keyframe beside its parameters
# Where answers are held out, so much of the past is judged by them: it takes a tenth of a second.
_MOST_JUDGED = 8_000  # examples that are trained on again
_MOST_POINTS = 300  # of the time before


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
        self._changes = [MadeChange(-1, Change(0, settings), settings)]
        self._keyframes = [self.live.state]
        self._spacing = _FIRST_SPACING  # in examples: updates have more or fewer of them by turns

    def __len__(self) -> int:
        """How many updates were made."""
        return self.live.updates

    @property
    def changes(self) -> list[Change]:
        """What a person changed on the way, in order."""
        return [made.change for made in self._changes[1:]]

    def train(self, updates: int) -> None:
        """Make this many updates at the run's end.

        Raises:
            DivergenceError: an error is no longer finite; the run ends before that update.
        """
        end, sampler = len(self) + updates, self._changes[-1].settings.sampler
        while len(self) < end:
            spacing = sampler.updates_for(self._spacing)
            next_keyframe = (len(self) // spacing + 1) * spacing
            self.live.step(min(end, next_keyframe) - len(self))
            if len(self) == next_keyframe:
                self._add_keyframe(self.live.state)

    def change(self, change: Change) -> None:
        """Make a change at the run's end, where its time must be.

        An earlier one of the same settings or weight, made at the same moment, is void.
        """
        change.apply(self.live)
        updates, (iteration, index) = len(self), (self.live.iteration, self.live.index)
        settings = change.settings or self._changes[-1].settings
        what = updates, change.weight
        kept = [each for each in self._changes if (each.updates, each.change.weight) != what]
        if len(kept) < len(self._changes) and not index:  # perhaps because of what is void
            change = replace(change, begins_anew=True)
        made = MadeChange(updates, change, settings, iteration, updates - index)
        self._changes = [*kept, made]

    def unchanged_since(self, updates: int) -> int:
        """Return how many iterations were finished at the last change before or at a moment."""
        return self._latest(updates).iteration

    def settings_at(self, updates: int) -> Settings:
        """Return the settings that the next update of a moment is made with."""
        return self._latest(updates).settings

    def at(self, updates: int) -> Trainer:
        """Return another trainer as the run's was at a moment."""
        trainer = self._from(self._keyframes[_until(updates, self._keyframes) - 1])
        self.replay(trainer, updates)
        return trainer

    def replay(self, trainer: Trainer, updates: int) -> None:
        """Train a trainer that stands on this run on to a moment, through every change.

        Those of the moment where it stands are made once more, which changes nothing.
        """
        first, last = _until(trainer.updates - 1, self._changes), _until(updates, self._changes)
        for made in self._changes[first:last]:
            trainer.step(made.updates - trainer.updates)
            made.change.apply(trainer)
        trainer.step(updates - trainer.updates)

    def branch(self, updates: int) -> "Run":
        """Return a run with the same past that ends at a moment; this one stays as it is.

        The moment gets a keyframe: what comes next, such as one more change, need not compute it
        again.
        """
        branch, moment = copy(self), self.at(updates)
        errors = moment.state.online_error, moment.state.frozen_error
        moment.history = self.live.history.until(moment.iteration, *errors)
        branch.live = moment
        branch._changes = self._changes[: _until(updates, self._changes)]
        branch._keyframes = self._keyframes[: _until(updates - 1, self._keyframes)]
        branch._add_keyframe(moment.state)
        return branch

    def holding_out(self, held_out: Answered) -> "Run":
        """Return the same run with these answers held out at every moment; this one stays.

        No weight depends on them, so no moment is another one. What their errors were is computed
        again: of recent iterations all, of a long past those at keyframes.
        """
        run, rows = copy(self), self._changes[-1].settings.sampler.batch
        run._changes = [made.holding_out(held_out) for made in self._changes]
        run.settings, run._keyframes = run._changes[0].settings, [*self._keyframes]
        holds_out = len(held_out.targets) > 0
        most = _MOST_JUDGED // rows if holds_out else 0
        first = min(_until(len(self) - most - 1, self._keyframes), len(self._keyframes) - 1)
        run.live = run._from(self._keyframes[first])
        past = run._judged_keyframes(first, held_out) if holds_out else ()
        run.live.history.held_out = ErrorSeries(True, run.live.iteration, past)
        run.replay(run.live, len(self))
        errors = run.live.state.online_error, run.live.state.frozen_error
        history = self.live.history.until(run.live.iteration, *errors)
        history.held_out = run.live.history.held_out
        run.live.history = history
        return run

    def iteration_start_before(self, updates: int) -> int:
        """Return the last moment before this one at which an iteration begins; 0 at the start."""
        made = self._latest(updates - 1)
        return max(0, updates - 1 - (updates - 1 - made.beginning) % made.size)

    def iteration_end_after(self, updates: int) -> int:
        """Return the first moment after this one at which an iteration ends, or is given up."""
        made = self._latest(updates)
        end = updates + made.size - (updates - made.beginning) % made.size
        beginnings = (made.beginning for made in self._changes)
        return min((each for each in beginnings if updates < each < end), default=end)

    def start_of_iteration(self, iteration: int) -> int:
        """Return the first moment at which so many iterations are finished."""
        before = bisect_left(self._changes, iteration, key=attrgetter("iteration"))
        made = self._changes[max(before - 1, 0)]
        return made.beginning + (iteration - made.iteration) * made.size

    @property
    def memory(self) -> int:
        """About how many bytes its keyframes take."""
        return len(self._keyframes) * (self._keyframes[0].parameters.nbytes + _STATE_BYTES)

    def limit_memory(self, most: int) -> None:
        """Keep fewer keyframes, so that they take no more bytes than these; jumps take longer."""
        rows = self._changes[-1].settings.sampler.batch
        while self.memory > most and len(self._keyframes) > 1:
            self._keyframes = self._keyframes[::2]
            self._spacing = 2 * max(self._spacing, rows)  # an update at least lay between them

    def _from(self, keyframe: TrainerState) -> Trainer:
        """Return another trainer that stands at a keyframe."""
        trainer = Trainer.of(self.settings_at(keyframe.updates - 1), ErrorHistory(bounded=True))
        trainer.restore(keyframe)
        return trainer

    def _judged_keyframes(self, end: int, held_out: Answered) -> list[tuple[int, float]]:
        """Return iterations that some keyframes before one lie at the end of, and their errors."""
        ends = [
            state
            for state in self._keyframes[1 : end + 1]
            if not state.index and self._latest(state.updates).updates < state.updates
        ]
        return [
            (state.iteration, self._from(state).network.propagation(*held_out).error)
            for state in ends[:: len(ends) // _MOST_POINTS + 1]
        ]

    def _latest(self, updates: int) -> MadeChange:
        """Return the last change before a moment, or at it."""
        return self._changes[_until(updates, self._changes) - 1]

    def _add_keyframe(self, state: TrainerState) -> None:
        self._keyframes.append(state)
        of_one = self.memory // len(self._keyframes)
        self.limit_memory(min(_MOST_BYTES, _MOST_KEYFRAMES * of_one))


def _until(updates: int, sequence: Sequence[MadeChange] | Sequence[TrainerState]) -> int:
    """Return how many of a sequence in order of time lie at a moment or before it."""
    return bisect_right(sequence, updates, key=attrgetter("updates"))
