"""The vertical axis of the error plot."""

import math

import numpy as np
import pyqtgraph as pg
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from streetlight_gui.ui.widgets.text_sizes import length

_WIDTH = 76  # in a font of 12 pixels; curves do not move when a tick gets a longer text
_TICK_ROOM = 22  # that a tick's text needs, too


class ErrorAxis(pg.AxisItem):  # type: ignore[misc]
    """Marks whole powers of ten on a log axis, and 2 and 5 between them when there is room.

    pyqtgraph's own log ticks crowd when an axis spans few decades. Values come as log10(error).
    """

    def __init__(self) -> None:
        """Make the axis, on the left."""
        super().__init__("left")
        self.enableAutoSIPrefix(enable=False)
        self.setLabel("error")
        self.setTickFont(QApplication.font())

    def setTickFont(self, font: QFont) -> None:
        """Make room for ticks in this font."""
        super().setTickFont(font)
        self._tick_room = length(_TICK_ROOM, font)
        self.setWidth(length(_WIDTH, font))

    def logTickValues(
        self,
        minVal: float,
        maxVal: float,
        size: float,
        stdTicks: object,
    ) -> list[tuple[float | None, list[float]]]:
        """Return the log10 of the errors to mark."""
        span = max(maxVal - minVal, 1e-9)
        decade_room = size / span
        step = max(1, math.ceil(self._tick_room / decade_room))
        first, last = math.ceil(minVal - 1e-9), math.floor(maxVal + 1e-9)
        decades = [float(k) for k in range(first, last + 1) if k % step == 0]
        if decade_room < 2.8 * self._tick_room:
            return [(float(step), decades)]
        between = [k + math.log10(m) for k in range(first - 1, last + 1) for m in (2, 5)]
        return [(1.0, decades), (None, [v for v in between if minVal <= v <= maxVal])]

    def logTickStrings(self, values: list[float], scale: float, spacing: float | None) -> list[str]:
        """Write errors near 1 in full, far ones as powers of ten."""
        return [_power_text(value) for value in values]


def _power_text(value: float) -> str:
    if -3 <= value <= 3:
        return f"{10**value:.4g}"
    mantissa = float(np.round(10 ** (value - math.floor(value + 1e-9)), 6))
    return f"{mantissa:g}e{math.floor(value + 1e-9)}"
