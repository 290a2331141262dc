"""Trying other starts, on the thread that trains."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from streetlight_gui.core.diagnosis.trials import first_that_learns
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.stopping import StopRule
from streetlight_gui.ui.session.pace import BURST_INTERVAL_S, BurstBudget


class StartSearch(QObject):
    """Trains from start after start, in bursts: between them it can be ended.

    It touches no run.

    Signals:
        ended: the number of a search, and the Tried that came of it.
    """

    ended = Signal(int, object)

    def __init__(self) -> None:
        """Wait for something to try."""
        super().__init__()
        self._number, self._trials = 0, first_that_learns((), StopRule())
        self._budget, self._timer = BurstBudget(), QTimer(self)
        self._timer.setInterval(int(1000 * BURST_INTERVAL_S))
        self._timer.timeout.connect(self._try_on)

    @Slot(int, object, object)
    def begin(self, number: int, starts: list[Settings], rule: StopRule) -> None:
        """Try these, in place of any others; with no start there is nothing to try."""
        self._number, self._trials = number, first_that_learns(starts, rule)
        self._timer.start()

    @Slot()
    def end(self) -> None:
        """Try no more."""
        self._timer.stop()

    @Slot()
    def _try_on(self) -> None:
        self._budget.begin()
        try:
            while not self._budget.is_spent:
                next(self._trials)
        except StopIteration as result:
            self._timer.stop()
            self.ended.emit(self._number, result.value)
        except Exception:
            self._timer.stop()  # what is broken is told once
            raise
