"""Where the error of a run is going: at a standstill, rising, or above where it has been."""

from dataclasses import dataclass

import numpy as np

from streetlight_gui.core.history import Curve

STANDSTILL = 50  # iterations
_SAME = 1e-3  # errors that differ by less than this part of the last one are the same
_WINDOW = 20  # iterations
_RISE = 1.5  # times the lowest error


@dataclass(frozen=True)
class Rise:
    """An error that rose.

    Attributes:
        low: the lowest error.
        high: the highest error since.
        iterations: from the lowest error to now.
    """

    low: float
    high: float
    iterations: int


def standstill(curve: Curve) -> int:
    """Return for how many iterations, up to the last, the error has been the same within 0.1 %.

    A curve may leave iterations out. It keeps the extremes of those it leaves out, so between two
    points of the same error there was no other.
    """
    if not len(curve.errors):
        return 0
    last = curve.errors[-1]
    others = np.flatnonzero(np.abs(curve.errors - last) > _SAME * last)
    first = int(others[-1]) + 1 if len(others) else 0
    return int(curve.iterations[-1] - curve.iterations[first]) + 1


def recent_rise(curve: Curve) -> Rise | None:
    """Return how the error rose within the last 20 iterations to 1.5 times its lowest or more.

    Small enough steps against the gradient never raise an error, so where nothing else changes a
    rise is the learning rate's doing. Small rises are left out: the online error measures each
    example with other weights, which moves it a little at any learning rate.
    """
    if not len(curve.errors):
        return None
    now = curve.iterations[-1]
    errors = curve.errors[np.searchsorted(curve.iterations, now - _WINDOW) :]
    since_lowest = int(errors[::-1].argmin())  # points, from the newest of the lowest errors
    low, high = errors[-1 - since_lowest], errors[-1 - since_lowest :].max()
    if high < _RISE * low or high == low:
        return None
    return Rise(float(low), float(high), int(now - curve.iterations[-1 - since_lowest]))


def lowest_before(curve: Curve) -> tuple[int, float] | None:
    """Return the iteration and value of the lowest error, if the last is 1.5 times that or more."""
    if not len(curve.errors):
        return None
    lowest = int(curve.errors.argmin())
    low, last = float(curve.errors[lowest]), float(curve.errors[-1])
    if last < _RISE * low or last == low:
        return None
    return int(curve.iterations[lowest]), low
