"""How much the axes of the error plot span."""

import math

from streetlight_gui.core.checks.arrays import Array

_SHORTEST_X = 20  # iterations
_GHOSTS_X = 200  # iterations of a ghost that are seen beside however short a run,
_GHOSTS_SHARE = 4  # or so many times the run: beside all of a long ghost it would have no width
_LARGEST_Y = 1e300  # pyqtgraph cannot lay out an axis much beyond
_TICK_TEXT_ROOM = 12  # pixels
_NICE = (1.0, 1.5, 2.0, 3.0, 5.0, 7.0, 10.0)


def x_end(iterations: int, longest_ghost: int) -> float:
    """Return where the axis of iterations ends: beyond the run, and as many of the ghosts'.

    Args:
        iterations: of the run.
        longest_ghost: the last iteration of any ghost; 0 without one.
    """
    of_ghosts = min(longest_ghost, max(_GHOSTS_X, _GHOSTS_SHARE * iterations))
    return 1.02 * _round_up(max(_SHORTEST_X, iterations, of_ghosts))


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
