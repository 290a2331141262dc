"""One pass through a network and back, in arrays that are made once.

Everything that computes with weights goes through here: training, predictions, and the gradients
that tests compare with finite differences. There is one arithmetic, so its last digits agree.
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from streetlight_gui.core.activations import Activation, Array


class Propagation:
    """Forward and backward passes of `rows` patterns at a time.

    With L weight matrices there are layers 0 to L; layer 0 is the input, layer L the output, which
    is linear. Arrays are reused from call to call: copy what is to last.

    Attributes:
        layers: L + 1 arrays (rows, size of the layer); the first is the pattern given to `forward`.
        deltas: L + 1 arrays like `layers`; deltas[k] is half of d(error) / d(z of layer k), the
            book's `layer_k_delta`. The first is unused and empty.
        gradient: the book's `layer_k.T.dot(layer_k+1_delta)` for all matrices, end to end in one
            vector as `join_weights` lays them out.
        gradients: the same memory, viewed as matrices shaped like the weights.

    Source: Trask, Grokking Deep Learning, chapter 6.
    """

    def __init__(
        self, weights: Sequence[Array], activations: Sequence[Activation], rows: int
    ) -> None:
        """Prepare passes for these weights; changing their values in place is allowed."""
        sizes = [len(weights[0]), *(matrix.shape[1] for matrix in weights)]
        self.layers = [np.zeros((rows, size)) for size in sizes]
        self.deltas = [np.zeros((0, 0)), *(np.zeros((rows, size)) for size in sizes[1:])]
        self.gradient = np.zeros(sum(matrix.size for matrix in weights))
        self.gradients = split_weights(self.gradient, sizes)
        self._rows = rows
        self._output, self._output_delta = self.layers[-1], self.deltas[-1]
        self._flat_output_delta = self._output_delta.reshape(-1)
        hidden = range(1, len(sizes) - 1)
        self._hidden_forward = [
            (weights[k - 1], self.layers[k], activations[k - 1].apply) for k in hidden
        ]
        self._output_weights = weights[-1]
        self._hidden_backward = [
            (
                self.layers[k],
                self.layers[k].T,
                self.gradients[k],
                weights[k].T,
                self.deltas[k],
                activations[k - 1].derivative,
                np.zeros((rows, sizes[k])),
            )
            for k in reversed(hidden)
        ]

    def forward(self, pattern: Array) -> Array:
        """Compute every layer from `pattern` (rows, lights); return the output (rows, 1)."""
        self.layers[0] = layer = pattern
        for weights, hidden, activate in self._hidden_forward:
            layer.dot(weights, hidden)
            activate(hidden)
            layer = hidden
        return layer.dot(self._output_weights, self._output)

    def compare(self, target: Array) -> float:
        """Set the output's delta, `output - target`; return the error, the sum of its squares.

        target: (rows, 1). The book's delta has no factor 2: it is half of d(error)/d(output).
        """
        np.subtract(self._output, target, self._output_delta)
        if self._rows == 1:  # twice as fast as the general case, for training one by one
            delta: float = self._output_delta.item()
            return delta * delta
        return float(self._flat_output_delta.dot(self._flat_output_delta))

    def backpropagate(self) -> None:
        """Compute the hidden layers' deltas from the output's, and with them the gradient."""
        delta, multiply = self._output_delta, np.multiply
        for layer, transposed, gradient, weights, below, derive, slope in self._hidden_backward:
            transposed.dot(delta, gradient)
            delta.dot(weights, below)
            derive(layer, slope)
            multiply(below, slope, below)
            delta = below
        self.layers[0].T.dot(delta, self.gradients[0])


def join_weights(weights: Sequence[Array]) -> Array:
    """Lay all matrices end to end, row by row, in one new vector."""
    return np.concatenate([matrix.reshape(-1) for matrix in weights])


def split_weights(parameters: Array, sizes: Sequence[int]) -> tuple[Array, ...]:
    """View one vector as the matrices (sizes[k], sizes[k + 1]) laid end to end in it."""
    shapes = list(pairwise(sizes))
    ends = np.cumsum([fan_in * fan_out for fan_in, fan_out in shapes])
    parts = np.split(parameters, ends[:-1])
    return tuple(part.reshape(shape) for part, shape in zip(parts, shapes, strict=True))
