"""The main thread's side of training: it owns thread and worker, and speaks for both."""

from dataclasses import replace

from PySide6.QtCore import QObject, Qt, QThread, QTimer, Signal, Slot

from streetlight_gui.core.limits import MAX_SEED
from streetlight_gui.core.problem import Problem
from streetlight_gui.core.snapshot import Snapshot
from streetlight_gui.core.start import FIRST_SEED, Start
from streetlight_gui.core.stepping import StepUnit
from streetlight_gui.ui.worker import TrainingWorker

_DISPLAY_INTERVAL_MS = 12  # below the worker's 16: the worker sets the pace, jitter does not add up


class TrainingSession(QObject):
    """Sends commands to the worker and passes on its newest snapshot at the display's pace.

    Attributes:
        start: the settings that Restart goes back to.
        running: whether a run is under way, as far as this thread has heard.

    Signals:
        start_changed: the settings that Restart goes back to, when they are others.
        snapshot_changed: the newest Snapshot, at most about 60 times a second.
        running_changed: whether a run is under way.
        stopped: a sentence on why a run ended by itself.
    """

    start_changed = Signal(object)
    snapshot_changed = Signal(object)
    running_changed = Signal(bool)
    stopped = Signal(str)

    _begin = Signal(object)
    _toggle = Signal()
    _pause = Signal()
    _step = Signal(object)
    _alpha = Signal(float)
    _speed = Signal(float)
    _stop_after = Signal(int)

    def __init__(self, start: Start, parent: QObject | None = None) -> None:
        """Start the thread; the first snapshot arrives soon after."""
        super().__init__(parent)
        self.start = start
        self.running = False
        self._newest: Snapshot | None = None
        self._display_timer = QTimer(self)
        self._display_timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._display_timer.setSingleShot(True)
        self._display_timer.setInterval(_DISPLAY_INTERVAL_MS)
        self._display_timer.timeout.connect(self._deliver)
        self._thread = QThread(self)
        self._thread.setObjectName("training")
        self._worker = TrainingWorker()
        self._worker.moveToThread(self._thread)
        self._connect_worker()
        self._thread.start()
        self._begin.emit(start)

    def toggle(self) -> None:
        """Run if paused, pause if running."""
        self._toggle.emit()

    def pause(self) -> None:
        """Pause the run, if there is one."""
        self._pause.emit()

    def step(self, unit: StepUnit) -> None:
        """Pause, and train to the end of one unit."""
        self._step.emit(unit)

    def restart(self) -> None:
        """Go back to the same start weights; alpha stays as it is set."""
        self._begin.emit(self.start)

    def new_start(self) -> None:
        """Start from the weights of the next seed."""
        seed = self.start.seed
        self.set_seed(FIRST_SEED if seed is None else (seed + 1) % (MAX_SEED + 1))

    def set_seed(self, seed: int | None) -> None:
        """Start from the weights of this seed, or for None from those the problem gives."""
        self._set_start(replace(self.start, seed=seed))
        self.restart()

    def open_problem(self, problem: Problem) -> None:
        """Start on another problem, with the settings that come with it."""
        self._set_start(Start.choose(problem))
        self.restart()

    def set_alpha(self, alpha: float) -> None:
        """Use another learning rate at once."""
        self._set_start(replace(self.start, alpha=alpha))
        self._alpha.emit(alpha)

    def set_speed(self, examples_per_second: float) -> None:
        """Run at another speed at once; infinity is as fast as the machine goes."""
        self._speed.emit(examples_per_second)

    def set_stop_after(self, iterations: int) -> None:
        """Stop runs after this many iterations; 0 for never."""
        self._stop_after.emit(iterations)

    def shut_down(self) -> None:
        """Stop the thread and wait for its end; nothing works after this."""
        self._display_timer.stop()
        self._pause.emit()
        self._thread.quit()
        self._thread.wait()

    def _set_start(self, start: Start) -> None:
        self.start = start
        self.start_changed.emit(start)

    def _connect_worker(self) -> None:
        worker = self._worker
        self._begin.connect(worker.begin)
        self._toggle.connect(worker.toggle)
        self._pause.connect(worker.pause)
        self._step.connect(worker.step)
        self._alpha.connect(worker.set_alpha)
        self._speed.connect(worker.set_speed)
        self._stop_after.connect(worker.set_stop_after)
        worker.snapshot_ready.connect(self._receive)
        worker.running_changed.connect(self._set_running)
        worker.stopped.connect(self.stopped)
        self._thread.finished.connect(worker.deleteLater)

    @Slot(object)
    def _receive(self, snapshot: Snapshot) -> None:
        """Keep the newest snapshot; show it at once unless the last one was just now."""
        if self._thread.isFinished():
            return  # it was on its way when the session ended
        self._newest = snapshot
        if not self._display_timer.isActive():
            self._deliver()

    @Slot()
    def _deliver(self) -> None:
        if self._newest is not None:
            snapshot, self._newest = self._newest, None
            self._display_timer.start()
            self.snapshot_changed.emit(snapshot)

    @Slot(bool)
    def _set_running(self, running: bool) -> None:
        self.running = running
        self.running_changed.emit(running)
