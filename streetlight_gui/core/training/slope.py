"""The error as a function of one weight, all else held: where gradient descent takes it."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from streetlight_gui.core.checks.arrays import Array, are_drawable
from streetlight_gui.core.nn.propagation import ForwardPass
from streetlight_gui.core.training.trace import Trace, Update

_POINTS, _FEWEST_POINTS = 121, 21
_MOST_PASSES = 200_000  # examples times points: the curve of many examples has fewer points
_LEAST_REACH = 0.5  # of the curve to either side of a weight that is not large
_DOUBLINGS = 10  # of the reach, in search of the lowest error
_AS_LOW = 0.01  # of the way down: where an error only nears a bound, that is not to be met
_MARGIN = 0.08  # of what must be seen, beyond it
_H = 1e-5  # of a difference, for weights below 10: smaller ones round, larger ones bend
_ROUNDED = 2e-15  # of an error may be wrong in its last digits


@dataclass(frozen=True)
class GradientCheck:
    """A slope measured without backpropagation: `(f(w + h) - f(w - h)) / 2h`.

    Attributes:
        h: how far to either side, a power of ten.
        numeric: the slope measured so.
        derivative: the slope by backpropagation.
        rounding: by how much `numeric` may be wrong because numbers have 16 digits.
    """

    h: float
    numeric: float
    derivative: float
    rounding: float

    @property
    def digits(self) -> int:
        """In how many significant digits both agree, 0 to 15."""
        apart, size = abs(self.numeric - self.derivative), abs(self.derivative)
        if not apart:
            return 15
        return min(math.floor(-math.log10(apart / size)), 15) if apart < size else 0

    @property
    def agrees(self) -> bool:
        """Whether they agree in a digit at least, or as far as rounding lets them.

        Where they do not, the curve bends within h.
        """
        return self.digits > 0 or abs(self.numeric - self.derivative) <= self.rounding


@dataclass(frozen=True, eq=False)
class Slope:
    """The error along one weight.

    Attributes:
        trace: the update's numbers.
        index: which weight it is, among all of them end to end.
        weight: where it stands before the update.
        error: the error there.
        gradient: what training uses there: half of d(error)/d(weight), as in the book.
        step_to: where `weight - alpha * gradient` takes it.
        error_there: the error there, all else held.
        weights: (n,) values of the weight, rising, from below to above both of them and the one
            of the lowest error, if that is not too far.
        errors: (n,) the error at each.
        check: of the gradient.
    """

    trace: Trace
    index: int
    weight: float
    error: float
    gradient: float
    step_to: float
    error_there: float
    weights: Array
    errors: Array
    check: GradientCheck

    @property
    def is_finite(self) -> bool:
        """Whether all its numbers are, so that it can be drawn."""
        numbers = [self.error, self.step_to, self.error_there, *self.weights, *self.errors]
        return are_drawable(numbers)

    @property
    def derivative(self) -> float:
        """d(error)/d(weight), the slope of the curve: twice the gradient that training uses."""
        return 2 * self.gradient

    def along(self, weights: Array) -> "Slope":
        """Return the same slope with its curve along other values of the weight, (n,), rising."""
        errors = ErrorAlong(self.trace.update, self.index)(weights)
        return replace(self, weights=weights, errors=errors)


class ErrorAlong:
    """What an update makes smaller, as a function of one weight.

    It is the error over the update's examples, and what a penalty adds to it: that counts twice,
    because training follows half of the error's derivative.
    """

    def __init__(self, update: Update, index: int) -> None:
        """Prepare for one weight, by its place among all of them end to end."""
        network, rows = update.network, len(update.patterns)
        self._update, self._index = update, index
        self._parameters = network.parameters.copy()
        self._passes = ForwardPass(network.layout, self._parameters, rows)
        self._weights = self._parameters[: network.layout.weight_count]
        self._divisor = rows if update.averages else 1

    def __call__(self, weights: Iterable[float]) -> Array:
        """Return the error at each of these values of the weight, (n,); what runs away is inf."""
        return np.array([self._error(weight) for weight in weights])

    @np.errstate(all="ignore")
    def _error(self, weight: float) -> float:
        self._parameters[self._index] = weight
        self._passes.forward(self._update.patterns)
        error = self._passes.compare(self._update.targets[:, np.newaxis]) / self._divisor
        return error + 2 * self._update.penalty.of(self._weights)


@np.errstate(all="ignore")  # what runs away is inf or nan, and `is_finite` tells
def slope(update: Update, index: int) -> Slope:
    """Measure what an update makes smaller, along one weight from before it.

    Args:
        update: on these examples.
        index: which weight, among all of them end to end.
    """
    trace, along = Trace(update), ErrorAlong(update, index)
    weight, step_to = float(update.network.parameters[index]), float(trace.parameters_after[index])
    gradient, (error, error_there) = float(trace.gradient[index]), along([weight, step_to]).tolist()
    ends = weight, step_to
    if are_drawable(ends):
        ends = _ends(along, weight, step_to)
    points = min(_POINTS, max(_FEWEST_POINTS, _MOST_PASSES // len(update.patterns)))
    weights, check = np.linspace(*ends, points), _check(along, weight, 2 * gradient)
    numbers = index, weight, error, gradient, step_to, error_there
    return Slope(trace, *numbers, weights, along(weights), check)


def _check(along: ErrorAlong, weight: float, derivative: float) -> GradientCheck:
    h = _H * 10.0 ** max(math.floor(math.log10(abs(weight) or 1.0)), 0)
    right, left = along([weight + h, weight - h]).tolist()
    rounding = _ROUNDED * max(right, left) / h
    return GradientCheck(h, (right - left) / (2 * h), derivative, rounding)


def _ends(along: ErrorAlong, weight: float, step_to: float) -> tuple[float, float]:
    """Return between which values of the weight its curve has all that must be seen of it."""
    least = max(_LEAST_REACH, abs(weight) / 8)
    distances = max(abs(step_to - weight), least) * 2.0 ** np.arange(_DOUBLINGS)
    places = np.concatenate([weight - distances[::-1], [weight], weight + distances])
    lowest = _around_lowest(along, np.linspace(*_around_lowest(along, places, weight), 9), weight)
    seen = weight - least, weight + least, step_to, *lowest
    room = _MARGIN * (max(seen) - min(seen))
    unit = 2.0 ** math.floor(math.log2(room))  # ends jump, and not at every update
    return math.floor((min(seen) - room) / unit) * unit, math.ceil((max(seen) + room) / unit) * unit


def _around_lowest(along: ErrorAlong, places: Array, weight: float) -> tuple[float, float]:
    """Return the neighbours, among places, of the nearest to a weight with the lowest error."""
    errors = np.nan_to_num(along(places), nan=np.inf)
    error, low = along([weight])[0], errors.min()
    is_low = errors <= low + _AS_LOW * max(error - low, 0)
    nearest = int(np.where(is_low, np.abs(places - weight), np.inf).argmin())
    return float(places[max(nearest - 1, 0)]), float(places[min(nearest + 1, len(places) - 1)])
