"""What an update would be with another weight, or another alpha, as far as that can be drawn."""

from collections.abc import Callable
from dataclasses import replace
from enum import Enum, auto

from streetlight_gui.core.checks.limits import ALPHA
from streetlight_gui.core.training.slope import Slope, slope

_LEAST_SHARE = 0.002  # of the curve's width: the shortest step asked for
_HALVINGS = 60  # of what lies between a value that can be drawn and one that cannot


class Stop(Enum):
    """Why a weight, or the end of a step, is not where it was asked for."""

    END = auto()
    RUNS_AWAY = auto()
    UPHILL = auto()
    LARGEST_ALPHA = auto()


def with_weight(found: Slope, wanted: float) -> tuple[Slope, Stop | None]:
    """Let the weight of a slope have another value, the nearest to a wanted one.

    It stays on the slope's curve, and where its own curve is finite.
    """
    update = found.trace.update

    def moved(weight: float) -> Slope:
        parameters = update.network.parameters.copy()
        parameters[found.index] = weight
        return slope(
            replace(update, network=update.network.with_parameters(parameters)), found.index
        )

    weight = _clamped(found, wanted)
    return _nearest(found, moved, found.weight, weight, None if weight == wanted else Stop.END)


def with_step_to(found: Slope, wanted: float) -> tuple[Slope, Stop | None]:
    """Let the update of a slope have another alpha, so that its step ends near a wanted weight.

    The gradient must not be 0. Alpha has three digits.
    """
    update, end = found.trace.update, _clamped(found, wanted)
    stop, least = None if end == wanted else Stop.END, _width(found) * _LEAST_SHARE
    alpha = (found.weight - end) / found.gradient
    if alpha < least / abs(found.gradient):
        alpha, stop = least / abs(found.gradient), Stop.UPHILL
    alpha = float(f"{alpha:.3g}")
    if alpha > ALPHA.high:
        alpha, stop = ALPHA.high, Stop.LARGEST_ALPHA
    return _nearest(
        found, lambda a: slope(replace(update, alpha=a), found.index), update.alpha, alpha, stop
    )


def _nearest(
    found: Slope, make: Callable[[float], Slope], good: float, wanted: float, stop: Stop | None
) -> tuple[Slope, Stop | None]:
    """Make the slope of a wanted value, or of the nearest between a good one and it; keep curve."""
    made = make(wanted)
    if not made.is_finite:
        stop, made = Stop.RUNS_AWAY, make(good)
        for _ in range(_HALVINGS):
            middle = make((good + wanted) / 2)
            if middle.is_finite:
                good, made = (good + wanted) / 2, middle
            else:
                wanted = (good + wanted) / 2
    return replace(made, weights=found.weights, errors=found.errors), stop


def _clamped(found: Slope, weight: float) -> float:
    return float(min(max(weight, found.weights[0]), found.weights[-1]))


def _width(found: Slope) -> float:
    return float(found.weights[-1] - found.weights[0])
