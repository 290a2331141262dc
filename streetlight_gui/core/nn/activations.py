"""The activation functions of hidden layers, each with its derivative.

Both work in place on preallocated arrays, because training calls them millions of times. The
derivative is written in terms of the activation `a = f(z)`, not of `z`: all four allow it, and the
forward pass then need not keep `z`. Callers switch NumPy's overflow warnings off, once for many
calls.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from streetlight_gui.core.checks.arrays import Array

# Operands as 0-d arrays: NumPy converts a Python float anew at each call, at twice the cost.
_ZERO = np.array(0.0)
_ONE = np.array(1.0)


@dataclass(frozen=True)
class Activation:
    """A function `a = f(z)` of a hidden unit.

    Attributes:
        name: as a person writes it, such as 'relu'.
        apply: replaces the array's values z by f(z).
        derivative: writes f'(z), expressed in a = f(z), into its second argument.
    """

    name: str
    apply: Callable[[Array], None]
    derivative: Callable[[Array, Array], None]


def _relu(layer: Array) -> None:
    np.maximum(layer, _ZERO, out=layer)


def _tanh(layer: Array) -> None:
    np.tanh(layer, out=layer)


def _tanh_derivative(layer: Array, out: Array) -> None:
    np.multiply(layer, layer, out)
    np.subtract(_ONE, out, out)


def _sigmoid(layer: Array) -> None:
    np.negative(layer, out=layer)
    np.exp(layer, out=layer)  # inf for a very negative z, which gives the right limit, 0
    np.add(_ONE, layer, out=layer)
    np.divide(_ONE, layer, out=layer)


def _sigmoid_derivative(layer: Array, out: Array) -> None:
    np.subtract(_ONE, layer, out)
    np.multiply(layer, out, out)


def _linear(layer: Array) -> None:
    """Leave the values as they are: a = z."""


def _linear_derivative(_layer: Array, out: Array) -> None:
    out.fill(1.0)


# relu: a is never negative, so its sign is 1 where a > 0 and 0 elsewhere.
ACTIVATIONS = {
    activation.name: activation
    for activation in (
        Activation("relu", _relu, np.sign),
        Activation("tanh", _tanh, _tanh_derivative),
        Activation("sigmoid", _sigmoid, _sigmoid_derivative),
        Activation("linear", _linear, _linear_derivative),
    )
}


def check_activation(name: str) -> Activation:
    """Return the activation of that name, or raise ValueError with the names there are."""
    if name not in ACTIVATIONS:
        raise ValueError(f"activation must be one of {', '.join(ACTIVATIONS)}, not {name!r}")
    return ACTIVATIONS[name]
