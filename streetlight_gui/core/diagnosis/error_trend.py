"""How the error went: whether it falls, and since when it is small."""

from enum import Enum, auto

import numpy as np

from streetlight_gui.core.diagnosis.case import SMALL, Case
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.history import Curve

_LOOK_BACK = 10  # iterations over which the error's trend is measured
_NOTABLE = 0.01  # of the error


class Trend(Enum):
    """Where the frozen error has gone in the last ten iterations, by more than 1 %, or not."""

    FALLING = auto()
    STEADY = auto()
    RISING = auto()


def trend(curve: Curve) -> Trend | None:
    """Compare the last error with the one ten iterations before, or with the first after that."""
    if len(curve.errors) < 2:
        return None
    last = float(curve.errors[-1])
    first = np.searchsorted(curve.iterations, curve.iterations[-1] - _LOOK_BACK)
    before = float(curve.errors[min(first, len(curve.errors) - 2)])
    if abs(last - before) <= _NOTABLE * before:
        return Trend.STEADY
    return Trend.FALLING if last < before else Trend.RISING


def learned_after(case: Case, frozen: Curve) -> int | None:
    """Return the iteration since which the error has been small; None where it is not known."""
    if not case.is_learned:
        return None
    large = np.flatnonzero(frozen.errors > SMALL * len(case.problem))
    first = int(large[-1]) + 1 if len(large) else 0
    if first == len(frozen.errors):
        return None
    iteration = int(frozen.iterations[first])
    before = int(frozen.iterations[first - 1]) if first else 0
    return iteration if iteration == before + 1 else None


def since_change(snapshot: Snapshot, curve: Curve, last: float | None) -> Curve:
    """Return the errors up to a moment, since the person last changed something."""
    now = snapshot.iteration
    known = (curve.iterations > snapshot.unchanged_since) & (curve.iterations < now)
    iterations, errors = curve.iterations[known], curve.errors[known]
    if now > snapshot.unchanged_since and last is not None:
        # Of the distant past the curve has extremes only, this moment knows its own error.
        iterations, errors = np.append(iterations, now), np.append(errors, last)
    return Curve(iterations, errors)
