"""Keeps a value that flutters from flashing, without ever showing an old one."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

CALM_S = 0.3  # between two changes that may both be shown
SETTLED_S = 0.37  # without a change, for a value that fluttered to be shown again


class FlutterGuard(QObject):
    """Passes on a value at once; one that changes again too soon is None until it rests.

    So what is shown is the newest value or that there is none for now: six changes a second at
    most, or three flashes (WCAG 2.3.1).

    Signals:
        passed: the value to show now, or None while it flutters.
    """

    passed = Signal(object)

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, parent: QObject | None = None
    ) -> None:
        """Begin with nothing shown; `clock` gives seconds."""
        super().__init__(parent)
        self._clock = clock
        self._newest: object = None
        self._shown: object = None
        self._changed_at = -CALM_S
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.release)

    def offer(self, value: object) -> None:
        """Show another value, unless the last one came just now."""
        if value == self._newest:
            return
        is_calm = self._clock() - self._changed_at >= CALM_S
        self._newest, self._changed_at = value, self._clock()
        self._show(value if is_calm else None)
        if not is_calm:
            self._timer.start(round(1000 * SETTLED_S))

    def force(self, value: object) -> None:
        """Show a value at once, because a person asked for it."""
        self._timer.stop()
        self._newest, self._changed_at = value, self._clock()
        self._show(value)

    @Slot()
    def release(self) -> None:
        """Show the newest value, if it has rested."""
        if self._shown == self._newest:
            return
        left = self._changed_at + SETTLED_S - self._clock()
        if left > 0:
            self._timer.start(int(left * 1000) + 1)
        else:
            self._changed_at = self._clock()
            self._show(self._newest)

    def _show(self, value: object) -> None:
        if value != self._shown:
            self._shown = value
            self.passed.emit(value)
