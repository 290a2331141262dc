"""Keeps what changes by itself from flashing."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

SHORTEST_STAY_S = 1 / 3  # no more than three changes a second (WCAG 2.3.1)


class FlashGuard(QObject):
    """Passes on a value that keeps changing, each for a third of a second at least.

    Attributes:
        shown: the value passed on last; None before the first.

    Signals:
        passed: a value that may be shown now.
    """

    passed = Signal(object)

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, parent: QObject | None = None
    ) -> None:
        """Begin with nothing shown; `clock` gives seconds."""
        super().__init__(parent)
        self._clock = clock
        self.shown: object = None
        self._waiting: object = None
        self._changed_at = -SHORTEST_STAY_S
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.release)

    def offer(self, value: object) -> None:
        """Show a value as soon as the one before has stayed long enough."""
        self._waiting = value
        if not self._timer.isActive():
            self.release()

    def force(self, value: object) -> None:
        """Show a value at once, because a person asked for it."""
        self._timer.stop()
        self._waiting = value
        self._pass()

    @Slot()
    def release(self) -> None:
        """Show the value that waits, if it is another one and its time has come."""
        if self._waiting != self.shown and self._has_stayed(SHORTEST_STAY_S):
            self._pass()

    def _has_stayed(self, seconds: float) -> bool:
        """Tell whether the last change was so long ago; if not, look again when it will be."""
        left = self._changed_at + seconds - self._clock()
        if left > 0:
            self._timer.start(int(left * 1000) + 1)
        return left <= 0

    def _pass(self) -> None:
        self._changed_at = self._clock()
        self._show(self._waiting)

    def _show(self, value: object) -> None:
        self.shown = value
        self.passed.emit(value)
