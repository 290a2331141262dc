"""Keeps values that flutter from flashing, however many there are."""

import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from streetlight_gui.ui.widgets.flutter_guard import CALM_S, SETTLED_S


class ArrayGuard(QObject):
    """Does for each of many values what a FlutterGuard does for one.

    Signals:
        settled: values that fluttered may have come to rest; offer them again.
    """

    settled = Signal()

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, parent: QObject | None = None
    ) -> None:
        """Begin without values; `clock` gives seconds."""
        super().__init__(parent)
        self._clock = clock
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.settled)
        self.begin(np.zeros(0))

    def begin(self, values: NDArray[np.generic]) -> None:
        """Take other values, which have nothing to do with those before."""
        self._values = values
        self._changed_at = np.full(values.shape, -np.inf)
        self._flutters = np.zeros(values.shape, dtype=np.bool_)

    def accept(self, values: NDArray[np.generic], where: NDArray[np.bool_]) -> None:
        """Show at once those values that a person, or another guard, has changed.

        Args:
            values: in the shape of those at the beginning.
            where: which of them; those that are as before go on fluttering if they did.
        """
        changed = where & (values != self._values)
        self._values = np.where(changed, values, self._values)
        self._changed_at[changed] = self._clock()
        self._flutters = self._flutters & ~changed

    def flutters(self, values: NDArray[np.generic]) -> NDArray[np.bool_]:
        """Take the newest values; return which of them change too often to be shown now.

        Args:
            values: in the shape of those at the beginning.
        """
        changed = values != self._values
        if not changed.any() and not self._flutters.any():
            return self._flutters
        now = self._clock()
        settled = self._flutters & (now - self._changed_at >= SETTLED_S)
        self._changed_at[settled] = now  # showing it again is a change, too
        is_soon = now - self._changed_at < CALM_S
        self._flutters = np.where(changed, is_soon, self._flutters & ~settled)
        self._changed_at[changed] = now
        self._values = values
        if self._flutters.any():
            self._timer.start(int(SETTLED_S * 1000) + 1)
        return self._flutters
