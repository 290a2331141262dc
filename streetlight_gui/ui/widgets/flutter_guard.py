"""Keeps values that flutter from flashing, however many there are, and never shows an old one."""

import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Qt, QTimer, Signal

_CALM_S = 0.3  # between two changes that may both be shown
_SETTLED_S = 0.37  # without a change, for a value that fluttered to be shown again


class FlutterGuard(QObject):
    """Tells which of many values change too often to be shown.

    A value may be shown at once; one that changes again too soon may not until it rests. So what
    is shown is the newest value or that there is none for now: six changes a second at most, or
    three flashes (WCAG 2.3.1).

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
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.settled)
        self._of: object = None
        self._values: NDArray[np.generic] = np.zeros(0)
        self._changed_at, self._flutters = np.zeros(0), np.zeros(0, dtype=np.bool_)

    def flutters(self, values: NDArray[np.generic], of: object = None) -> NDArray[np.bool_]:
        """Take the newest values; return which of them change too often to be shown now.

        Args:
            values: an array of any shape.
            of: what they are values of; those of something else have nothing to do with those
                before, and none of them flutters.
        """
        if of != self._of or values.shape != self._values.shape:
            self._values, self._of = values, of
            self._changed_at = np.full(values.shape, -np.inf)
            self._flutters = np.zeros(values.shape, dtype=np.bool_)
        changed = values != self._values
        if not changed.any() and not self._flutters.any():
            return self._flutters
        now = self._clock()
        settled = self._flutters & (now - self._changed_at >= _SETTLED_S)
        self._changed_at[settled] = now  # showing it again is a change, too
        is_soon = now - self._changed_at < _CALM_S
        self._flutters = np.where(changed, is_soon, self._flutters & ~settled)
        self._changed_at[changed] = now
        self._values = values
        if self._flutters.any():
            self._timer.start(int(_SETTLED_S * 1000) + 1)
        return self._flutters

    def accept(self, values: NDArray[np.generic], *, only_last: bool = False) -> None:
        """Show values at once, because a person asked for them.

        Args:
            values: of the same thing as before; those of another one wait.
            only_last: show what has changed in the last column, and nothing else.
        """
        if values.shape == self._values.shape:
            where = np.ones(values.shape, dtype=np.bool_)
            if only_last:
                where = values != self._values
                where[..., :-1] = False
            self._values = np.where(where, values, self._values)
            self._changed_at[where] = self._clock()
            self._flutters = self._flutters & ~where
