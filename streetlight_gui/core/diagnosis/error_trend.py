"""Where the error of a run is going: the same for long, rising, or above where it has been."""

import numpy as np

from streetlight_gui.core.training.history import Curve

_SAME = 1e-3  # errors are the same that differ by no more than this part of the last one
_WINDOW = 20  # iterations
_RISE = 2  # times the lowest error


def iterations_alike(curve: Curve) -> int:
    """Return for how many iterations, up to the last one, the error has been the same within 0.1 %.

    A thinned curve leaves out iterations, but never an extreme. So between two of its points that
    are the same as the last one, no other error was left out.
    """
    if not len(curve.errors):
        return 0
    last = curve.errors[-1]
    others = np.flatnonzero(np.abs(curve.errors - last) > _SAME * last)
    first = int(others[-1]) + 1 if len(others) else 0
    return int(curve.iterations[-1] - curve.iterations[first]) + 1


def recent_rise(curve: Curve) -> dict[str, float]:
    """Return how the error rose in the last 20 iterations, if to twice its lowest or more.

    That is the lowest error, the highest one after it, and the iterations from the lowest to now.

    A small enough step against its gradient lowers an error. So where weights, examples and
    settings stay, a rise is due to the size of the steps. Small rises are left out: the online
    error measures each example with other weights, and shuffled examples come in another order.
    A rise ends with a new lowest error, or 20 iterations after the lowest one.
    """
    if not len(curve.errors):
        return {}
    now = curve.iterations[-1]
    errors = curve.errors[np.searchsorted(curve.iterations, now - _WINDOW) :]
    points_since_lowest = int(errors[::-1].argmin())
    rising = errors[len(errors) - 1 - points_since_lowest :]
    low, high = float(rising[0]), float(rising.max())
    if high == low or high < _RISE * low:
        return {}
    iterations = int(now - curve.iterations[-1 - points_since_lowest])
    return {"low": low, "high": high, "iterations": iterations}


def lower_before(curve: Curve) -> dict[str, float]:
    """Return the iteration and the value of the lowest error, if the last is twice it or more.

    The last iteration is the moment shown, so the lowest one was before.
    """
    if not len(curve.errors):
        return {}
    lowest = int(curve.errors.argmin())
    low, last = float(curve.errors[lowest]), float(curve.errors[-1])
    if last == low or last < _RISE * low:
        return {}
    return {"iteration": int(curve.iterations[lowest]), "low": low}
