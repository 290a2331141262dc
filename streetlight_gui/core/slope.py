"""The error as a function of one weight, all else held: where gradient descent takes it."""

from dataclasses import dataclass

import numpy as np

from streetlight_gui.core.activations import Array
from streetlight_gui.core.network import Network
from streetlight_gui.core.propagation import Propagation, join_weights, split_weights

_POINTS = 121
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


def slope(network: Network, index: int, patterns: Array, targets: Array, alpha: float) -> Slope:
    """Measure the error over some examples along one weight.

    Args:
        network: the weights.
        index: which weight, among all of them end to end.
        patterns: (n, lights), one example or the whole training set.
        targets: (n,).
        alpha: the learning rate.
    """
    parameters = join_weights(network.weights)
    weight = float(parameters[index])
    gradient = float(join_weights(network.backpropagate(patterns, targets))[index])
    step_to = weight - alpha * gradient
    reach = max(1.2 * abs(step_to - weight), 0.5)
    weights = np.linspace(weight - reach, weight + reach, _POINTS)
    errors = _errors_along(network, parameters, index, patterns, targets, weights)
    at_weight, there = _errors_along(
        network, parameters, index, patterns, targets, np.array([weight, step_to])
    )
    return Slope(weight, float(at_weight), gradient, step_to, float(there), weights, errors)


def _errors_along(
    network: Network, parameters: Array, index: int, patterns: Array, targets: Array, values: Array
) -> Array:
    changed = parameters.copy()
    propagation = Propagation(
        split_weights(changed, network.sizes), network.activations, len(patterns)
    )
    errors, column = np.empty(len(values)), targets[:, np.newaxis]
    with np.errstate(all="ignore"):
        for k, value in enumerate(values):
            changed[index] = value
            propagation.forward(patterns)
            errors[k] = propagation.compare(column)
    return errors
