"""The layers of a network: how its parameters lie in one vector, and what fits together."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.checks.limits import LIGHTS, check_hidden
from streetlight_gui.core.nn.activations import Activation, check_activation

Shape = tuple[tuple[int, ...], bool]  # units of every layer, and whether there are biases


@dataclass(frozen=True)
class Layout:
    """The layers of a network, without its weights.

    Attributes:
        sizes: units of every layer, from the lights to the output.
        activations: the hidden layers' activations, one each.
        has_biases: whether every unit above the lights has a bias.
    """

    sizes: tuple[int, ...]
    activations: tuple[Activation, ...]
    has_biases: bool

    @property
    def weight_count(self) -> int:
        """How many weights there are, which come first among the parameters; biases follow."""
        return sum(fan_in * fan_out for fan_in, fan_out in pairwise(self.sizes))

    @property
    def parameter_count(self) -> int:
        """How many weights and biases there are."""
        return self.weight_count + (sum(self.sizes[1:]) if self.has_biases else 0)

    def split(self, parameters: Array) -> tuple[tuple[Array, ...], tuple[Array, ...]]:
        """View one vector as the matrices (fan_in, fan_out) and the biases (fan_out,) in it.

        Of many networks' parameters (parameters, n) these have another axis, (..., n).
        """
        weights, biases, start = [], [], 0  # NumPy's `split` would cost ten times as much
        networks = parameters.shape[1:]
        for fan_in, fan_out in pairwise(self.sizes):
            end = start + fan_in * fan_out
            weights.append(parameters[start:end].reshape(fan_in, fan_out, *networks))
            start = end
        for size in self.sizes[1:] if self.has_biases else ():
            biases.append(parameters[start : start + size])
            start += size
        return tuple(weights), tuple(biases)


def check_activations(names: str | Sequence[str], layers: int) -> tuple[Activation, ...]:
    """Return the activations of so many layers, given by one name for all or by one for each.

    Raises:
        ValueError: not one for each, or an unknown name.
    """
    names = [names] * layers if isinstance(names, str) else names
    if len(names) != layers:
        rule = f"there must be one activation for each of the {layers} hidden layers"
        raise ValueError(f"{rule}, not {len(names)}")
    return tuple(check_activation(name) for name in names)


def check_weights(weights: Sequence[Array]) -> None:
    """Raise ValueError if matrices (fan_in, fan_out) do not fit each other, or the limits."""
    if not weights:
        raise ValueError("a network needs at least one matrix of weights")
    for k, matrix in enumerate(weights):
        if matrix.ndim != 2:
            rule = f"weights_{k}_{k + 1} must have the shape (fan_in, fan_out)"
            raise ValueError(f"{rule}, not {matrix.shape}")
    for k, (left, right) in enumerate(pairwise(weights)):
        if left.shape[1] != len(right):
            made = f"weights_{k}_{k + 1} makes {left.shape[1]} units"
            raise ValueError(f"{made} but weights_{k + 1}_{k + 2} takes {len(right)}")
    if weights[-1].shape[1] != 1:
        raise ValueError(f"the output must be one unit, not {weights[-1].shape[1]}")
    LIGHTS.check(len(weights[0]))
    check_hidden([len(matrix) for matrix in weights[1:]])
    if not all(np.isfinite(matrix).all() for matrix in weights):
        raise ValueError("every weight must be a finite number")


def check_biases(biases: Sequence[Array], weights: Sequence[Array]) -> None:
    """Raise ValueError if there are biases, but not a vector (fan_out,) for each matrix."""
    needed, found = [(w.shape[1],) for w in weights], [bias.shape for bias in biases]
    if biases and found != needed:
        raise ValueError(f"the biases must have the shapes {needed}, not {found}")
    if not all(np.isfinite(bias).all() for bias in biases):
        raise ValueError("every bias must be a finite number")
