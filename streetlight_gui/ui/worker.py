"""Training on a thread of its own."""

import math
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from streetlight_gui.core.history import ErrorHistory
from streetlight_gui.core.snapshot import Snapshot
from streetlight_gui.core.start import Start
from streetlight_gui.core.stepping import DEFAULT_STOP_AFTER, StepUnit
from streetlight_gui.core.trainer import DivergenceError, Trainer

FOLLOWABLE_SPEED = 3.0  # examples per second: each is on screen for a third of a second

_BURST_INTERVAL_MS = 16
_BURST_BUDGET_S = 0.008
_CHUNK = 64  # examples between two looks at the clock


class TrainingWorker(QObject):
    """Owns the trainer; lives on the training thread.

    A timer of its own trains in bursts, and between them the thread's event loop takes commands as
    ordinary queued slots: no locks and no flags.

    Signals:
        snapshot_ready: a Snapshot after each burst or command that trained.
        running_changed: whether a run is under way.
        stopped: a sentence on why a run ended by itself.
    """

    snapshot_ready = Signal(object)
    running_changed = Signal(bool)
    stopped = Signal(str)

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        """Wait for `begin`; `clock` gives seconds."""
        super().__init__()
        self._clock = clock
        self._run = 0
        self._speed = math.inf
        self._stop_after = DEFAULT_STOP_AFTER
        self._first_iteration = 0
        self._credit = 0.0  # examples due at the speed asked for
        self._credited_at = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_BURST_INTERVAL_MS)
        self._timer.timeout.connect(self.train_burst)

    @Slot(object)
    def begin(self, start: Start) -> None:
        """Drop what was trained and make a fresh start."""
        self.pause()
        self._run += 1
        self._start = start
        self._trainer = Trainer(
            start.problem, start.network(), start.alpha, ErrorHistory(bounded=True)
        )
        self._emit_snapshot(shows_each_example=True)

    @Slot()
    def toggle(self) -> None:
        """Run if paused, pause if running."""
        if self._timer.isActive():
            self.pause()
        else:
            self._run_on()

    @Slot()
    def pause(self) -> None:
        """Train no further for now."""
        if self._timer.isActive():
            self._timer.stop()
            self.running_changed.emit(False)

    @Slot(object)
    def step(self, unit: StepUnit) -> None:
        """Pause, then train to the end of one unit."""
        self.pause()
        trainer = self._trainer
        self._train(unit.examples_left(trainer.examples_trained, len(trainer.problem)))
        self._emit_snapshot(shows_each_example=True)

    @Slot(float)
    def set_alpha(self, alpha: float) -> None:
        """Use another learning rate from the next update on."""
        self._trainer.alpha = alpha
        self._emit_snapshot(shows_each_example=self._shows_each_example)

    @Slot(float)
    def set_speed(self, examples_per_second: float) -> None:
        """Run at another speed from now on; infinity is as fast as the machine goes."""
        self._speed = examples_per_second
        self._credit, self._credited_at = min(self._credit, 1.0), self._clock()

    @Slot(int)
    def set_stop_after(self, iterations: int) -> None:
        """Stop a run after this many iterations from its beginning; 0 for never."""
        self._stop_after = iterations

    @Slot()
    def train_burst(self) -> None:
        """Train what is due, for no longer than the time a burst may take."""
        due = min(self._examples_due(), self._examples_before_stop())
        end = self._clock() + _BURST_BUDGET_S
        left = due
        while left > 0 and self._timer.isActive() and self._clock() < end:
            chunk = int(min(left, _CHUNK))
            self._train(chunk)
            left -= chunk
        if due > 0:
            self._emit_snapshot(shows_each_example=self._is_followable())
        if self._timer.isActive() and self._examples_before_stop() <= 0:
            trained = self._trainer.iteration - self._first_iteration
            self._stop(f"Stopped after {trained:,} iterations, as set.")

    def _run_on(self) -> None:
        self._first_iteration = self._trainer.iteration
        self._credit, self._credited_at = 1.0, self._clock()
        self._timer.start()
        self.running_changed.emit(True)

    def _examples_due(self) -> float:
        """Return how many examples the speed asks for since the last burst."""
        if math.isinf(self._speed):
            return math.inf
        now = self._clock()
        self._credit += (now - self._credited_at) * self._speed
        self._credited_at = now
        due = math.floor(self._credit)
        self._credit -= due
        return due

    def _examples_before_stop(self) -> float:
        if self._stop_after == 0:
            return math.inf
        end = (self._first_iteration + self._stop_after) * len(self._trainer.problem)
        return end - self._trainer.examples_trained

    def _train(self, examples: int) -> None:
        try:
            self._trainer.step(examples)
        except DivergenceError as divergence:
            self._stop(str(divergence))

    def _stop(self, reason: str) -> None:
        self.pause()
        self.stopped.emit(reason)

    def _is_followable(self) -> bool:
        return not self._timer.isActive() or self._speed <= FOLLOWABLE_SPEED

    def _emit_snapshot(self, *, shows_each_example: bool) -> None:
        self._shows_each_example = shows_each_example
        self.snapshot_ready.emit(
            Snapshot.take(
                self._run, self._start, self._trainer, shows_each_example=shows_each_example
            )
        )
