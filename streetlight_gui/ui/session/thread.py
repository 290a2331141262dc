"""The thread that trains, from its start to its end, and what passes to it and back."""

import weakref
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, Signal

from streetlight_gui.core.training.settings import Settings
from streetlight_gui.ui.session.worker import TrainingWorker
from streetlight_gui.ui.widgets.throttle import Throttle

_DISPLAY_INTERVAL_S = 0.012  # below the worker's: that sets the pace, jitter does not add up


class TrainingThread(QObject):
    """Takes commands to the worker, and its newest snapshot to the display at the display's pace.

    Signals:
        snapshot_changed: the newest Snapshot, at most about 60 times a second.
        running_changed: whether a run is under way; who hears of its end has seen where it ended.
        stopped: what made training end by itself, as the worker tells it.
        described: a SavedSession, when asked for.
        run_changed: as the worker tells it.
    """

    snapshot_changed = Signal(object)
    running_changed = Signal(bool)
    stopped = Signal(object)
    described = Signal(object)
    run_changed = Signal(int, object, int)

    _command = Signal(object)  # for the worker

    def __init__(self, settings: Settings, parent: QObject) -> None:
        """Start the thread; the first snapshot arrives soon after.

        Args:
            settings: of the first run.
            parent: keeps this. Without one Python would take the worker away from under a thread
                that still runs.
        """
        super().__init__(parent)
        self._display = Throttle(self.snapshot_changed.emit, _DISPLAY_INTERVAL_S, self)
        self._thread, worker = QThread(self), TrainingWorker(settings)
        self.host(worker)
        self._command.connect(worker.obey)
        worker.snapshot_ready.connect(self._display.offer)
        worker.running_changed.connect(self._display.flush)
        worker.running_changed.connect(self.running_changed)
        worker.stopped.connect(self._display.flush)
        worker.stopped.connect(self.stopped)
        worker.described.connect(self.described)
        worker.run_changed.connect(self.run_changed)
        self._worker = worker  # nothing else holds it
        # Once only: when it is shut down or destroyed, or Python ends.
        self._end = weakref.finalize(self, _end, self._thread)
        self.destroyed.connect(self._end)
        self._thread.start()

    def host(self, worker: QObject) -> None:
        """Let something live on the thread, for as long as that runs; somebody else holds it."""
        worker.moveToThread(self._thread)
        self._thread.finished.connect(worker.deleteLater)

    def send(self, what: Callable[..., None], arguments: tuple[object, ...], edits: int) -> None:
        """Let the worker do one of its methods on its thread, after so many edits in all."""
        self._command.emit((what, arguments, edits))

    def shut_down(self) -> None:
        """Stop the thread and wait for its end; nothing works, and nothing is told, after this."""
        self._display.stop()
        self._end()
        for receiver in (self, self._display):  # of what is on its way
            QCoreApplication.removePostedEvents(receiver, QEvent.Type.MetaCall.value)


def _end(thread: QThread) -> None:
    """Stop the thread: destroyed while it runs, it would abort the process."""
    thread.quit()
    thread.wait()
