"""Passes through a network, forward or forward and back, in arrays that are made once.

All that computes with the weights of one network goes through here: training, predictions, and the
gradients that tests compare with finite differences. There is one arithmetic, so its last digits
agree. Many networks at once have theirs in `core/ensemble/`.
"""

import numpy as np

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.nn.layers import Layout


class ForwardPass:
    """Forward passes of `rows` patterns at a time, with no arrays for going back.

    With L weight matrices there are layers 0 to L; layer 0 is the input, layer L the output, which
    is linear. Arrays are reused from call to call: copy what is to last.

    Attributes:
        layers: L + 1 arrays (rows, size of the layer); the first is the pattern given to `forward`.
    """

    def __init__(self, layout: Layout, parameters: Array, rows: int) -> None:
        """Prepare passes of so many patterns; changing the parameters in place is allowed."""
        self.layers = [np.empty((rows, size)) for size in layout.sizes]
        self._output, self._rows = self.layers[-1], rows
        self._output_delta, self._squares = np.empty_like(self._output), np.empty(rows)
        self._output_delta_row = self._output_delta.reshape(-1)
        weights, biases = layout.split(parameters)
        applied = [*(activation.apply for activation in layout.activations), None]
        steps = zip(weights, self.layers[1:], biases or [None] * len(weights), applied, strict=True)
        self._forward_steps = list(steps)

    def forward(self, pattern: Array) -> Array:
        """Compute every layer from `pattern` (rows, lights); return the output (rows, 1)."""
        self.layers[0] = layer = pattern
        for weights, above, bias, activate in self._forward_steps:
            layer.dot(weights, above)
            if bias is not None:
                np.add(above, bias, above)
            if activate is not None:
                activate(above, above)
            layer = above
        return layer

    def compare(self, target: Array) -> float:
        """Set the output's delta, `output - target`; return the error, the sum of its squares.

        target: (rows, 1). The book's delta has no factor 2: it is half of d(error)/d(output).
        """
        np.subtract(self._output, target, self._output_delta)
        if self._rows == 1:  # twice as fast as the general case, for training one by one
            delta: float = self._output_delta.item()
            return delta * delta
        np.square(self._output_delta_row, self._squares)
        error: float = np.add.reduce(self._squares).item()  # in the order of `np.sum`
        return error


class Propagation(ForwardPass):
    """Forward and backward passes of `rows` patterns at a time.

    Attributes:
        deltas: L + 1 arrays like `layers`; deltas[k] is half of d(error) / d(z of layer k), the
            book's `layer_k_delta`. The first is unused and empty.
        gradient: half of d(error) / d(parameter) for all weights and biases, end to end in one
            vector like the parameters.
        gradients: the part of the weights, viewed as matrices shaped like them: the book's
            `layer_k.T.dot(layer_k+1_delta)`.
        error: of the rows, if `Network.propagation` went through them.

    Source: Trask, Grokking Deep Learning, chapter 6; the mean over a batch, chapters 4 and 8.
    """

    error: float

    def __init__(self, layout: Layout, parameters: Array, rows: int, *, averages: bool) -> None:
        """Prepare passes like those of a `ForwardPass`.

        averages: deltas and gradient are those of the mean error of the rows, not of the sum.
        """
        super().__init__(layout, parameters, rows)
        hidden, weights = self.layers[1:-1], layout.split(parameters)[0]
        self.deltas = [np.array([]), *map(np.zeros_like, hidden), self._output_delta]
        self.gradient = np.zeros_like(parameters)
        self.gradients, bias_gradients = layout.split(self.gradient)
        self._first_gradient = self.gradients[0]
        deltas = self.deltas[1:] if layout.has_biases else []
        self._bias_steps = list(zip(deltas, bias_gradients, strict=True))
        self._divisor = np.array(float(rows)) if averages and rows > 1 else None
        theirs = self.gradients[1:], weights[1:], self.deltas[1:-1], layout.activations
        self._backward_steps = [
            (layer, layer.T, gradient, matrix.T, delta, activation.derivative, np.zeros_like(layer))
            for layer, gradient, matrix, delta, activation in zip(hidden, *theirs, strict=True)
        ][::-1]

    def backpropagate(self, columns: Array) -> None:
        """Compute the hidden layers' deltas from the output's, and with them the gradient.

        Where the passes average, the output's delta is divided by the rows first.

        columns: (lights, rows), the transpose of the pattern that `forward` was given. Training
        keeps this view of each example: making it anew costs a fiftieth of the time.
        """
        delta, multiply = self._output_delta, np.multiply
        if self._divisor is not None:
            np.divide(delta, self._divisor, delta)
        for layer, transposed, gradient, weights, below, derive, slope in self._backward_steps:
            transposed.dot(delta, gradient)
            delta.dot(weights, below)
            derive(layer, slope)
            multiply(below, slope, below)
            delta = below
        columns.dot(delta, self._first_gradient)
        for delta, bias_gradient in self._bias_steps:
            delta.sum(axis=0, out=bias_gradient)
