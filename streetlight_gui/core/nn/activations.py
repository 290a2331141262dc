"""The activation functions of hidden layers, each with its derivative.

Both write into preallocated arrays, because training calls them millions of times. The derivative
is written in terms of the activation `a = f(z)`, not of `z`: all four allow it, and the forward
pass then need not keep `z`. Callers switch NumPy's overflow warnings off, once for many calls.
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
        apply: writes f(z) into its second argument, which may be z itself.
        derivative: writes f'(z), expressed in a = f(z), into its second argument.
    """

    name: str
    apply: Callable[[Array, Array], object]
    derivative: Callable[[Array, Array], object]

    def __reduce__(self) -> tuple[object, ...]:
        """Be pickled by name."""
        return check_activation, (self.name,)


def _sigmoid(z: Array, a: Array) -> None:
    np.exp(np.negative(z, a), a)  # inf for a very negative z, which gives the right limit, 0
    np.divide(_ONE, np.add(_ONE, a, a), a)


# relu: a is never negative, so its sign is 1 where a > 0 and 0 elsewhere.
ACTIVATIONS = {
    activation.name: activation
    for activation in (
        Activation("relu", lambda z, a: np.maximum(z, _ZERO, out=a), np.sign),
        Activation("tanh", np.tanh, lambda a, d: np.subtract(_ONE, np.multiply(a, a, d), d)),
        Activation("sigmoid", _sigmoid, lambda a, d: np.multiply(a, np.subtract(_ONE, a, d), d)),
        Activation("linear", np.positive, lambda _, d: d.fill(1.0)),
    )
}


def check_activation(name: str) -> Activation:
    """Return the activation of that name, or raise ValueError with the names there are."""
    if name not in ACTIVATIONS:
        raise ValueError(f"activation must be one of {', '.join(ACTIVATIONS)}, not {name!r}")
    return ACTIVATIONS[name]
