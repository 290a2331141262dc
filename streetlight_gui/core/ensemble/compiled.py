"""Training an example at a time, as the book does, compiled by numba (the extra `fast`).

The arithmetic is that of `block_passes`. But a few networks at a time go through all examples of an
iteration, so that they stay in the nearest cache, and no operation costs a call.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.nn.layers import Layout
from streetlight_gui.core.problems.answered import Answered

_AT_ONCE = 256  # networks whose weights and layers fit the nearest cache

_compiled = njit(cache=True)
_inlined = njit(inline="always")


class _Shape(NamedTuple):
    """A layout in types that numba knows.

    Attributes:
        sizes: (layers,) units of every layer, from the lights to the output.
        is_relu: (layers,) whether sums below 0 become 0 in a layer.
        weights: how many there are, which come first among the parameters; biases follow.
    """

    sizes: NDArray[np.int64]
    is_relu: NDArray[np.bool_]
    weights: int


class CompiledTraining:
    """Trains n networks, whose hidden layers are relu or linear, an iteration at a time."""

    def __init__(self, layout: Layout, parameters: Array, alpha: float) -> None:
        """Prepare training these parameters (parameters, n), which change in place."""
        is_relu = [False, *(each.name == "relu" for each in layout.activations), False]
        self._shape = _Shape(np.array(layout.sizes), np.array(is_relu), layout.weight_count)
        self._parameters, self._alpha = parameters, alpha
        self._layers, self._deltas = np.zeros((2, sum(layout.sizes), _AT_ONCE))

    def train(self, examples: Answered, errors: Array) -> None:
        """Train on each example once, in order, and add its squared errors to `errors` (n,)."""
        own = self._parameters, self._layers, self._deltas
        _train(self._shape, *own, *examples, self._alpha, errors)


@_compiled
def _train(
    shape: _Shape,
    parameters: Array,
    layers: Array,
    deltas: Array,
    patterns: Array,
    targets: Array,
    alpha: float,
    errors: Array,
) -> None:
    """Train some networks at a time on each example once.

    Args:
        shape: of the networks.
        parameters: (parameters, n), which change in place.
        layers: (units of all layers, networks at a time) is written to, lights first.
        deltas: as layers.
        patterns: (examples, lights).
        targets: (examples,).
        alpha: the learning rate.
        errors: (n,) to which squared errors are added.
    """
    for first in range(0, len(errors), _AT_ONCE):
        part = slice(first, min(first + _AT_ONCE, len(errors)))
        for k in range(len(targets)):
            for light in range(len(patterns[k])):
                layers[light] = patterns[k, light]
            _forward(shape, parameters, part, layers)
            _compare(layers[-1], targets[k], alpha, deltas[-1], errors[part])
            _backward(shape, parameters, part, layers, deltas)


@_compiled
def _forward(shape: _Shape, parameters: Array, part: slice, layers: Array) -> None:
    """Compute the layers (units, networks) above the lights, which come first among them.

    Lights that are off are left out, which only leaves out zeros.
    """
    weight = below = 0
    for k in range(1, len(shape.sizes)):
        fan_in, fan_out = shape.sizes[k - 1], shape.sizes[k]
        for o in range(fan_out):
            above = below + fan_in + o
            layers[above] = 0.0
            for i in range(fan_in):
                if k > 1 or layers[i, 0] != 0.0:
                    row = parameters[weight + i * fan_out + o, part]
                    _add_products(layers[above], layers[below + i], row)
            bias = shape.weights + above - shape.sizes[0]
            if bias < len(parameters):  # else there are none
                _add(layers[above], parameters[bias, part])
            if shape.is_relu[k]:
                _rectify(layers[above])
        weight += fan_in * fan_out
        below += fan_in


@_compiled
def _compare(outputs: Array, target: float, alpha: float, delta: Array, errors: Array) -> None:
    """Set the output's deltas (networks,), times alpha, which all others are computed from."""
    for n in range(len(errors)):
        difference = outputs[n] - target
        errors[n] += difference * difference
        delta[n] = difference * alpha


@_compiled
def _backward(shape: _Shape, parameters: Array, part: slice, layers: Array, deltas: Array) -> None:
    """Update all parameters; a layer's deltas come from the weights above it as they were.

    deltas: (units, networks), of which the output's are set.
    """
    weight, above = shape.weights, len(layers)
    for k in range(len(shape.sizes) - 1, 0, -1):
        fan_in, fan_out = shape.sizes[k - 1], shape.sizes[k]
        weight, above = weight - fan_in * fan_out, above - fan_out
        for i in range(fan_in):
            below = above - fan_in + i
            deltas[below] = 0.0
            for o in range(fan_out):
                row, delta = parameters[weight + i * fan_out + o, part], deltas[above + o]
                if k > 1:
                    _add_products(deltas[below], delta, row)
                if k > 1 or layers[i, 0] != 0.0:
                    _descend_by_products(row, layers[below], delta)
            if shape.is_relu[k - 1]:
                _derive(deltas[below], layers[below])
        for o in range(above, above + fan_out):
            bias = shape.weights + o - shape.sizes[0]
            if bias < len(parameters):
                _descend(parameters[bias, part], deltas[o])


@_inlined
def _add(sums: Array, row: Array) -> None:
    for n in range(len(row)):
        sums[n] += row[n]


@_inlined
def _add_products(sums: Array, factors: Array, row: Array) -> None:
    for n in range(len(row)):
        sums[n] += factors[n] * row[n]


@_inlined
def _rectify(sums: Array) -> None:
    for n in range(len(sums)):
        sums[n] = max(sums[n], 0.0)


@_inlined
def _derive(delta: Array, layer: Array) -> None:
    for n in range(len(delta)):
        delta[n] *= 1.0 if layer[n] > 0.0 else 0.0


@_inlined
def _descend(row: Array, delta: Array) -> None:
    for n in range(len(row)):
        row[n] -= delta[n]


@_inlined
def _descend_by_products(row: Array, inputs: Array, delta: Array) -> None:
    for n in range(len(row)):
        row[n] -= inputs[n] * delta[n]
