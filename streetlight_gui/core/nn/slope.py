"""The error as a function of one weight, all else held: where gradient descent takes it."""

from dataclasses import dataclass

import numpy as np

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.nn.network import Network
from streetlight_gui.core.nn.penalty import NO_PENALTY, Penalty
from streetlight_gui.core.nn.propagation import ForwardPass

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


@dataclass(frozen=True)
class Objective:
    """What training makes smaller: the error over some examples, and what a penalty adds to it.

    Attributes:
        patterns: (n, lights).
        targets: (n,).
        penalty: counts twice, because training follows half of the error's derivative.
        averages: the mean over the examples, as a batch is trained; otherwise their sum.
    """

    patterns: Array
    targets: Array
    penalty: Penalty = NO_PENALTY
    averages: bool = False

    def along(self, network: Network, index: int, values: Array) -> Array:
        """Return the error (n,) at each of these values (n,) of one parameter, all else held."""
        changed, layout, rows = network.parameters.copy(), network.layout, len(self.patterns)
        weights, passes = changed[: layout.weight_count], ForwardPass(layout, changed, rows)
        errors, column = np.empty(len(values)), self.targets[:, np.newaxis]
        for k, value in enumerate(values):
            changed[index] = value
            passes.forward(self.patterns)
            error = passes.compare(column) / (rows if self.averages else 1)
            errors[k] = error + 2 * self.penalty.of(weights)
        return errors


@np.errstate(all="ignore")  # what runs away is inf or nan, and `is_finite` tells
def slope(network: Network, index: int, objective: Objective, alpha: float) -> Slope:
    """Measure an error along one weight.

    Args:
        network: the weights.
        index: which weight, among all of them end to end.
        objective: what training makes smaller.
        alpha: the learning rate.
    """
    weight = float(network.parameters[index])
    passes = network.propagation(objective.patterns, objective.targets, averages=objective.averages)
    objective.penalty.add_to(passes.gradient, network.parameters[: network.layout.weight_count])
    gradient = float(passes.gradient[index])
    step_to = weight - alpha * gradient
    reach = max(1.2 * abs(step_to - weight), 0.5)
    points = min(_POINTS, max(_FEWEST_POINTS, _MOST_PASSES // len(objective.patterns)))
    weights = np.linspace(weight - reach, weight + reach, points)
    along = objective.along(network, index, np.array([weight, step_to, *weights]))
    return Slope(weight, float(along[0]), gradient, step_to, float(along[1]), weights, along[2:])
