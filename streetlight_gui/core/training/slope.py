"""The error as a function of one weight, all else held: where gradient descent takes it."""

from dataclasses import dataclass

import numpy as np

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.nn.propagation import ForwardPass
from streetlight_gui.core.training.trace import Trace, Update

_POINTS, _FEWEST_POINTS = 121, 21
_MOST_PASSES = 200_000  # examples times points: the curve of many examples has fewer points
_LARGEST = 1e150  # beyond it, distances between points overflow


@dataclass(frozen=True)
class Slope:
    """The error along one weight.

    Attributes:
        weight: where the weight stands.
        error: the error there.
        gradient: what training uses there: half of d(error)/d(weight), as in the book.
        step_to: where `weight - alpha * gradient` takes it.
        error_there: the error there, all else held.
        weights: (n,) values of the weight around both, rising.
        errors: (n,) the error at each.
    """

    weight: float
    error: float
    gradient: float
    step_to: float
    error_there: float
    weights: Array
    errors: Array

    @property
    def is_finite(self) -> bool:
        """Whether all its numbers are, so that it can be drawn."""
        numbers = [self.error, self.step_to, self.error_there, *self.weights, *self.errors]
        return bool(np.abs(numbers).max() < _LARGEST)

    @property
    def derivative(self) -> float:
        """d(error)/d(weight), the slope of the curve: twice the gradient that training uses."""
        return 2 * self.gradient


@np.errstate(all="ignore")  # what runs away is inf or nan, and `is_finite` tells
def slope(update: Update, index: int) -> Slope:
    """Measure what an update makes smaller, along one weight from before it.

    It is the error over the update's examples, and what a penalty adds to it: that counts twice,
    because training follows half of the error's derivative.

    Args:
        update: on these examples.
        index: which weight, among all of them end to end.
    """
    trace, network, penalty = Trace(update), update.network, update.penalty
    weight, step_to = float(network.parameters[index]), float(trace.parameters_after[index])
    reach, rows = max(1.2 * abs(step_to - weight), 0.5), len(update.patterns)
    points = min(_POINTS, max(_FEWEST_POINTS, _MOST_PASSES // rows))
    weights = np.linspace(weight - reach, weight + reach, points)
    changed, errors = network.parameters.copy(), []
    passes, column = ForwardPass(network.layout, changed, rows), update.targets[:, np.newaxis]
    for value in (weight, step_to, *weights):
        changed[index] = value
        passes.forward(update.patterns)
        error = passes.compare(column) / (rows if update.averages else 1)
        errors.append(error + 2 * penalty.of(changed[: network.layout.weight_count]))
    gradient, along = float(trace.gradient[index]), np.array(errors[2:])
    return Slope(weight, errors[0], gradient, step_to, errors[1], weights, along)
