"""Moves in time: what a person lets training do that changes nothing, and where that leads."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from streetlight_gui.core.replay.cursor import StepUnit
from streetlight_gui.core.replay.saved_session import SavedSession
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.ui.session.thread import TrainingThread
from streetlight_gui.ui.session.worker import TrainingWorker


class TrainingMoves(QObject):
    """The main thread's side of training: it sends commands, and tells what comes of them.

    Attributes:
        running: whether a run is under way, as far as this thread has heard.
        edits: how many were made, undone and redone; a snapshot tells how many it knows.
        moment: counts on whenever a person goes elsewhere.
        host: lets something live on the thread that trains.

    Signals:
        snapshot_changed: the newest Snapshot, at most about 60 times a second.
        running_changed: whether a run is under way.
        stopped: the DivergenceError that ended training; None where the stop rule ended a run.
        described: a SavedSession, when asked for, which tells nothing of the window.
        edits_sent: with each command how many edits there are.
    """

    snapshot_changed = Signal(object)
    running_changed = Signal(bool)
    stopped = Signal(object)
    described = Signal(object)
    edits_sent = Signal(int)

    def __init__(self, settings: Settings, parent: QObject) -> None:
        """Begin a run; its first snapshot arrives soon after. The parent keeps this."""
        super().__init__(parent)
        self.running, self.edits, self.moment = False, 0, 0
        self._thread = TrainingThread(settings, self)
        self._thread.snapshot_changed.connect(self._take)
        self._thread.running_changed.connect(self._set_running)
        self._thread.stopped.connect(self.stopped)
        self._thread.described.connect(self._describe)
        self.host = self._thread.host
        self._send(TrainingWorker.show)

    def toggle(self) -> None:
        """Run if paused, pause if running."""
        self._move(TrainingWorker.toggle)

    def pause(self) -> None:
        """Pause the run, if there is one: the next edits are made at one moment."""
        self.running = False
        self._move(TrainingWorker.pause)

    def step(self, unit: StepUnit) -> None:
        """Pause, and go on to the end of one unit."""
        self._move(TrainingWorker.step, unit)

    def step_back(self, unit: StepUnit) -> None:
        """Pause, and go back by one unit."""
        self._move(TrainingWorker.step_back, unit)

    def look_at_phases(self, is_on: bool) -> None:
        """Show the phases of the example under way, or no longer, without going anywhere."""
        self._send(TrainingWorker.look_at_phases, is_on)

    def go_to(self, updates: int) -> None:
        """Pause, and show the moment at which this many updates had been made."""
        self._move(TrainingWorker.go_to, updates)

    def go_to_iteration(self, iteration: int) -> None:
        """Pause, and show the moment at which this many iterations were finished."""
        self._move(TrainingWorker.go_to_iteration, iteration)

    def go_live(self) -> None:
        """Pause, and show the run's end."""
        self._move(TrainingWorker.go_live)

    def set_speed(self, examples_per_second: float) -> None:
        """Run at another speed at once; infinity is as fast as the machine goes."""
        self._send(TrainingWorker.set_speed, examples_per_second)

    def describe(self) -> None:
        """Ask what makes all this again; `described` tells."""
        self._thread.send(TrainingWorker.describe, (), self.edits)

    def shut_down(self) -> None:
        """Stop the thread and wait for its end; nothing works after this."""
        self._send(TrainingWorker.pause)
        self._thread.shut_down()
        self.running = False

    def _move(self, what: Callable[..., None], *arguments: object) -> None:
        """Let the worker go elsewhere in time: the next edit is one of another moment."""
        self.moment += 1
        self._send(what, *arguments)

    def _send(self, what: Callable[..., None], *arguments: object) -> None:
        """Let the worker do something, one of its methods, on its thread."""
        self.edits_sent.emit(self.edits)
        self._thread.send(what, arguments, self.edits)

    @Slot(object)
    def _take(self, snapshot: Snapshot) -> None:
        self.snapshot_changed.emit(snapshot)

    @Slot(object)
    def _describe(self, saved: SavedSession) -> None:
        self.described.emit(saved)

    @Slot(bool)
    def _set_running(self, running: bool) -> None:
        self.running = running
        self.running_changed.emit(running)
