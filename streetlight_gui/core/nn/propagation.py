"""Passes through a network, forward or forward and back, in arrays that are made once.

Everything that computes with weights goes through here: training, predictions, and the gradients
that tests compare with finite differences. There is one arithmetic, so its last digits agree.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.nn.activations import Activation

Derive = Callable[[Array, Array], None]
_BackwardStep = tuple[Array, Array, Array, Array, Array, Derive, Array]


class ForwardPass:
    """Forward passes of `rows` patterns at a time, with no arrays for going back.

    With L weight matrices there are layers 0 to L; layer 0 is the input, layer L the output, which
    is linear. Arrays are reused from call to call: copy what is to last.

    Attributes:
        layers: L + 1 arrays (rows, size of the layer); the first is the pattern given to `forward`.
    """

    def __init__(
        self,
        weights: Sequence[Array],
        biases: Sequence[Array],
        activations: Sequence[Activation],
        rows: int,
    ) -> None:
        """Prepare passes for these parameters; changing their values in place is allowed.

        Args:
            weights: matrices (fan_in, fan_out).
            biases: vectors (fan_out,), one for each matrix, or none at all.
            activations: of the hidden layers.
            rows: how many patterns a pass takes.
        """
        hidden = [np.empty((rows, matrix.shape[1])) for matrix in weights[:-1]]
        self._output = np.empty((rows, weights[-1].shape[1]))
        self.layers = [np.empty((rows, len(weights[0]))), *hidden, self._output]
        self._rows, self._output_delta = rows, np.empty_like(self._output)
        self._output_delta_row, self._error = self._output_delta.T, np.empty((1, 1))
        self._output_weights, self._output_bias = weights[-1], biases[-1] if biases else None
        applied = [each.apply for each in activations]
        if biases:
            applied = [_after_adding(*each) for each in zip(biases, applied, strict=False)]
        self._hidden_forward = list(zip(weights, hidden, applied, strict=False))

    def forward(self, pattern: Array) -> Array:
        """Compute every layer from `pattern` (rows, lights); return the output (rows, 1)."""
        self.layers[0] = layer = pattern
        for weights, hidden, activate in self._hidden_forward:
            layer.dot(weights, hidden)
            activate(hidden)
            layer = hidden
        output = layer.dot(self._output_weights, self._output)
        if self._output_bias is not None:
            np.add(output, self._output_bias, output)
        return output

    def compare(self, target: Array) -> float:
        """Set the output's delta, `output - target`; return the error, the sum of its squares.

        target: (rows, 1). The book's delta has no factor 2: it is half of d(error)/d(output).
        """
        np.subtract(self._output, target, self._output_delta)
        if self._rows == 1:  # twice as fast as the general case, for training one by one
            delta: float = self._output_delta.item()
            return delta * delta
        error: float = self._output_delta_row.dot(self._output_delta, self._error).item()
        return error


class Propagation(ForwardPass):
    """Forward and backward passes of `rows` patterns at a time.

    Attributes:
        deltas: L + 1 arrays like `layers`; deltas[k] is half of d(error) / d(z of layer k), the
            book's `layer_k_delta`. The first is unused and empty.
        gradient: half of d(error) / d(parameter) for all weights and biases, end to end in one
            vector as `join_parameters` lays them out.
        gradients: the part of the weights, viewed as matrices shaped like them: the book's
            `layer_k.T.dot(layer_k+1_delta)`.

    Source: Trask, Grokking Deep Learning, chapter 6; the mean over a batch, chapters 4 and 8.
    """

    def __init__(
        self,
        weights: Sequence[Array],
        biases: Sequence[Array],
        activations: Sequence[Activation],
        rows: int,
        *,
        averages: bool = False,
    ) -> None:
        """Prepare passes; the arguments are those of a `ForwardPass`, and one more.

        Args:
            weights: matrices (fan_in, fan_out).
            biases: vectors (fan_out,), one for each matrix, or none at all.
            activations: of the hidden layers.
            rows: how many patterns a pass takes.
            averages: deltas and gradient are those of the mean error of the rows, not of the sum.
        """
        super().__init__(weights, biases, activations, rows)
        sizes = [len(weights[0]), *(matrix.shape[1] for matrix in weights)]
        hidden_deltas = [np.zeros((rows, size)) for size in sizes[1:-1]]
        self.deltas = [np.zeros((0, 0)), *hidden_deltas, self._output_delta]
        self.gradient = np.zeros(sum(array.size for array in (*weights, *biases)))
        self.gradients, bias_gradients = split_parameters(self.gradient, sizes, bool(biases))
        self._first_gradient = self.gradients[0]
        self._bias_steps = list(zip(self.deltas[1:], bias_gradients, strict=False))
        self._divisor = np.array(float(rows)) if averages and rows > 1 else None
        self._hidden_backward = [
            self._backward_step(k, weights[k], activations[k - 1])
            for k in reversed(range(1, len(weights)))
        ]

    def _backward_step(self, k: int, weights: Array, activation: Activation) -> _BackwardStep:
        """Lay out what takes the delta of the layer above to that of hidden layer k."""
        layer, slope = self.layers[k], np.zeros_like(self.layers[k])
        gradient, below = self.gradients[k], self.deltas[k]
        return layer, layer.T, gradient, weights.T, below, activation.derivative, slope

    def backpropagate(self, columns: Array) -> None:
        """Compute the hidden layers' deltas from the output's, and with them the gradient.

        Where the passes average, the output's delta is divided by the rows first.

        columns: (lights, rows), the transpose of the pattern that `forward` was given. Training
        keeps this view of each example: making it anew costs a fiftieth of the time.
        """
        delta, multiply = self._output_delta, np.multiply
        if self._divisor is not None:
            np.divide(delta, self._divisor, delta)
        for layer, transposed, gradient, weights, below, derive, slope in self._hidden_backward:
            transposed.dot(delta, gradient)
            delta.dot(weights, below)
            derive(layer, slope)
            multiply(below, slope, below)
            delta = below
        columns.dot(delta, self._first_gradient)
        if self._bias_steps:
            for delta, bias_gradient in self._bias_steps:
                delta.sum(axis=0, out=bias_gradient)


def _after_adding(bias: Array, apply: Callable[[Array], None]) -> Callable[[Array], None]:
    """Return what turns a layer's weighted sums into activations, in place."""

    def add_bias_and_apply(layer: Array) -> None:
        np.add(layer, bias, layer)
        apply(layer)

    return add_bias_and_apply


def join_parameters(weights: Sequence[Array], biases: Sequence[Array]) -> Array:
    """Lay all matrices end to end, row by row, then all biases, in one new vector."""
    return np.concatenate([array.reshape(-1) for array in (*weights, *biases)])


def split_parameters(
    parameters: Array, sizes: Sequence[int], has_biases: bool
) -> tuple[tuple[Array, ...], tuple[Array, ...]]:
    """View one vector as the matrices (sizes[k], sizes[k + 1]) and biases (sizes[k + 1],) in it."""
    weights, biases, start = [], [], 0  # NumPy's `split` would cost ten times as much
    for fan_in, fan_out in pairwise(sizes):
        end = start + fan_in * fan_out
        weights.append(parameters[start:end].reshape(fan_in, fan_out))
        start = end
    for size in sizes[1:] if has_biases else ():
        biases.append(parameters[start : start + size])
        start += size
    return tuple(weights), tuple(biases)
