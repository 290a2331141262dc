"""What takes long, a little at a time on the thread that trains."""

from collections.abc import Generator

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from streetlight_gui.ui.session.pace import BURST_INTERVAL_S, BurstBudget
from streetlight_gui.ui.session.session import TrainingSession


class LongTask(QObject):
    """Lets a generator go on in bursts, between which it can be ended; what it does touches no run.

    Signals:
        progressed: what the generator yielded last.
        ended: its value. Of a task that was ended by a person, or replaced, nobody hears.
    """

    progressed = Signal(object)
    ended = Signal(object)

    _begin = Signal(int, object)
    _end = Signal()

    def __init__(self, session: TrainingSession) -> None:
        """Have this session's thread to work on."""
        super().__init__(session)
        self._worker, self._number, self._is_on = _Worker(), 0, False
        session.host(self._worker)
        self._begin.connect(self._worker.begin)
        self._end.connect(self._worker.end)
        self._worker.progressed.connect(self._tell_progress)
        self._worker.ended.connect(self._tell_end)

    @property
    def is_on(self) -> bool:
        """Whether a task is under way."""
        return self._is_on

    def begin(self, steps: Generator[object, None, object]) -> None:
        """Begin a task, in place of another."""
        self._number += 1
        self._is_on = True
        self._begin.emit(self._number, steps)

    def end(self) -> None:
        """Go on no further."""
        self._is_on = False
        self._end.emit()

    @Slot(int, object)
    def _tell_progress(self, number: int, progress: object) -> None:
        if self._is_on and number == self._number:
            self.progressed.emit(progress)

    @Slot(int, object)
    def _tell_end(self, number: int, value: object) -> None:
        if self._is_on and number == self._number:
            self._is_on = False
            self.ended.emit(value)


class _Worker(QObject):
    """Works on the other thread; each signal begins with the task's number."""

    progressed = Signal(int, object)
    ended = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self._number = 0
        self._steps: Generator[object, None, object] | None = None
        self._budget, self._timer = BurstBudget(), QTimer(self)
        self._timer.setInterval(int(1000 * BURST_INTERVAL_S))
        self._timer.timeout.connect(self._go_on)

    @Slot(int, object)
    def begin(self, number: int, steps: Generator[object, None, object]) -> None:
        self._number, self._steps = number, steps
        self._timer.start()

    @Slot()
    def end(self) -> None:
        self._timer.stop()
        self._steps = None

    @Slot()
    def _go_on(self) -> None:
        self._budget.begin()
        progress: object = None
        try:
            while self._steps is not None and not self._budget.is_spent:
                progress = next(self._steps)
        except StopIteration as result:
            self.end()
            self.ended.emit(self._number, result.value)
        except Exception:
            self.end()  # what is broken is told once
            raise
        else:
            self.progressed.emit(self._number, progress)
