"""The axes of the error plot, and how much they span."""

import math

from PySide6.QtGui import QFont

import pyqtgraph as pg  # isort: skip  (takes the Qt binding that is imported already)

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.ui.widgets.text_sizes import length

Ticks = list[tuple[float | None, list[float]]]  # values, with what is between two of them

_WIDTH = 76  # in a font of 12 pixels; curves do not move when a tick gets a longer text
_TICK_ROOM = 22  # that a tick's text needs, too
_SHORTEST_X = 20  # iterations
_OTHERS_X = 200  # iterations of another run that are seen beside however short a run,
_OTHERS_SHARE = 4  # or so many times the run: beside all of a long one it would have no width
_LARGEST_Y = 1e300  # pyqtgraph cannot lay out an axis much beyond
_TICK_TEXT_ROOM = 12  # pixels
_NICE = (1.0, 1.5, 2.0, 3.0, 5.0, 7.0, 10.0)


class ErrorAxis(pg.AxisItem):  # type: ignore[misc]
    """Marks whole powers of ten on a log axis, and 2 and 5 between them when there is room.

    pyqtgraph's own log ticks crowd when an axis spans few decades. Values come as log10(error).
    """

    _tick_room = _TICK_ROOM

    def setTickFont(self, font: QFont) -> None:
        """Make room for ticks in this font."""
        super().setTickFont(font)
        self._tick_room = length(_TICK_ROOM, font)
        self.setWidth(length(_WIDTH, font))

    def logTickValues(self, minVal: float, maxVal: float, size: float, stdTicks: object) -> Ticks:
        """Return the log10 of the errors to mark."""
        decade_room = size / max(maxVal - minVal, 1e-9)
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


def x_end(iterations: int, longest_other: int) -> float:
    """Return where the axis of iterations ends: beyond the run, and as much of others.

    Args:
        iterations: of the run.
        longest_other: the last iteration of any other run; 0 without one.
    """
    of_others = min(longest_other, max(_OTHERS_X, _OTHERS_SHARE * iterations))
    return 1.02 * _round_up(max(_SHORTEST_X, iterations, of_others))


def y_range(errors: Array, height: float, *, is_log: bool) -> tuple[float, float]:
    """Return the ends of the axis of errors, with room for the text of a tick at either end.

    Args:
        errors: all that are seen, as the axis measures them: on a log axis log10(error).
        height: of the plot, in pixels.
        is_log: whether the axis is logarithmic.
    """
    if is_log:
        low, high = math.floor(errors.min(initial=0.0)), math.ceil(errors.max(initial=0.1))
    else:
        largest = min(float(errors.max(initial=0.0)), _LARGEST_Y)
        low, high = 0.0, _round_up(max(largest, 1e-6))
    room = (high - low) * _TICK_TEXT_ROOM / max(height, 100)
    return low - room, high + room


def _round_up(value: float) -> float:
    """Return the next round number, so that axes grow in jumps and not at every frame."""
    magnitude = 10.0 ** math.floor(math.log10(value))
    return next(step * magnitude for step in _NICE if value <= step * magnitude * (1 + 1e-12))


def _power_text(value: float) -> str:
    """Write errors near 1 in full, far ones as powers of ten."""
    power = math.floor(value + 1e-9)
    return f"{10**value:.4g}" if -3 <= value <= 3 else f"{10 ** (value - power):.0f}e{power}"
