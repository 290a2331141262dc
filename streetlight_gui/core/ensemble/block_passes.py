"""Passes of many networks through one example at a time, in arrays that are made once.

The arithmetic is that of `core/nn/propagation.py`, with the networks last: each weight is a row of
all networks' values of it, and each operation works on whole rows. It is in the same order but for
alpha, by which an example's delta is multiplied before it is spread: last digits differ. Lights
that are off are left out, which only leaves out zeros. Nothing goes from one network to another.
"""

import numpy as np

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.ensemble.examples import Example, Light
from streetlight_gui.core.nn.activations import Activation
from streetlight_gui.core.nn.layers import Layout

_ZERO = np.array(0.0)


class BlockPasses:
    """Forward and backward passes of n networks of one layout through one example.

    Attributes:
        networks: how many there are.
        layers: arrays (size of the layer, n), from the first hidden layer to the output. Where the
            first sums are the weights themselves, an output is not written to it.
        gradient: (parameters, n) half of d(error) / d(parameter), summed by `backpropagate`; None
            where each example's update is made at once.
    """

    gradient: Array | None

    def __init__(self, layout: Layout, parameters: Array, alpha: Array | None = None) -> None:
        """Prepare passes.

        Args:
            layout: of the networks.
            parameters: (parameters, n), which may change in place.
            alpha: the learning rate where going back makes each example's update at once; without
                one it sums gradients.
        """
        self.networks = networks = parameters.shape[1]
        self.layers = [np.empty((size, networks)) for size in layout.sizes[1:]]
        self._deltas = [np.empty_like(layer) for layer in self.layers]
        self._slopes = [np.empty_like(layer) for layer in self.layers[:-1]]
        self._squares, self._terms = np.empty(networks), np.empty_like(self.layers[0])
        self._activations = layout.activations
        self._weights, self._biases = layout.split(parameters)
        self._products = [np.empty_like(weights) for weights in self._weights[1:]]
        self.gradient = np.empty_like(parameters) if alpha is None else None
        changed = parameters if self.gradient is None else self.gradient
        self._changed, self._changed_biases = layout.split(changed)
        self._alpha, self._change = alpha, np.add if alpha is None else np.subtract

    def forward(self, example: Example) -> Array:
        """Compute every layer for an example; return the outputs (n,), not to be changed."""
        sums = self._first_sums(example)
        steps = zip(self._activations, self.layers, self._weights[1:], strict=False)
        for k, (activation, layer, weights) in enumerate(steps, start=1):
            activation.apply(sums, layer)
            sums = self.layers[k]
            np.einsum("in,ion->on", layer, weights, out=sums)
            if self._biases:
                np.add(sums, self._biases[k], sums)
        outputs: Array = sums[0]
        return outputs

    def compare(self, outputs: Array, target: Array) -> Array:
        """Set the outputs' deltas, `output - target`; return their squares (n,)."""
        delta = np.subtract(outputs, target, self._deltas[-1][0])
        np.square(delta, self._squares)
        return self._squares

    def backpropagate(self, example: Example, rows: Array | None = None) -> None:
        """Compute the hidden layers' deltas from the outputs', and add or take off the gradient.

        The deltas of a layer come from the weights above it as they were before their update; where
        each example's update is made at once, all are times alpha.

        Args:
            example: the one that `forward` was given.
            rows: how many examples share the update, whose mean error counts; None for one.
        """
        delta = self._deltas[-1]
        if rows is not None:
            np.divide(delta, rows, delta)
        if self._alpha is not None:  # here it is one number a network, not one a weight
            np.multiply(delta, self._alpha, delta)
        for k in range(len(self._activations), 0, -1):
            layer, below, slope = self.layers[k - 1], self._deltas[k - 1], self._slopes[k - 1]
            product = np.multiply(layer[:, np.newaxis], delta, self._products[k - 1])
            if len(delta) == 1:
                np.multiply(self._weights[k][:, 0], delta, below)
            else:
                np.einsum("on,ion->in", delta, self._weights[k], out=below)
            self._apply(product, self._changed[k])
            if self._biases:
                self._apply(delta, self._changed_biases[k])
            _derive(self._activations[k - 1], layer, slope)
            delta = np.multiply(below, slope, below)
        self._change_first(example, delta)

    def _first_sums(self, example: Example) -> Array:
        """Return the sums of the layer above the lights, perhaps a view of the weights."""
        sums = self.layers[0]
        total = self._term(example.lights[0], sums)
        for light in example.lights[1:]:
            total = np.add(total, self._term(light, self._terms), sums)
        if self._biases:
            np.add(total, self._biases[0], sums)
        return sums if self._biases else total

    def _term(self, light: Light, out: Array) -> Array:
        """Return what a light adds to the first sums, perhaps the weights themselves."""
        number, value = light
        weights: Array = self._weights[0][number]
        return weights if value is None else np.multiply(weights, value, out)

    def _change_first(self, example: Example, delta: Array) -> None:
        weights, whole = self._changed[0], list(self._changed_biases[:1])
        for light, value in example.lights:
            if value is None:
                whole.append(weights[light])
            else:
                self._apply(np.multiply(delta, value, self._terms), weights[light])
        self._apply(delta, *whole)

    def _apply(self, product: Array, *changed: Array) -> None:
        """Change parameters, or sums of gradients, by a product."""
        for each in changed:
            self._change(each, product, each)


def _derive(activation: Activation, layer: Array, slope: Array) -> None:
    """Write an activation's derivative into `slope`; relu's in half the time of the sign."""
    if activation.name == "relu":
        np.greater(layer, _ZERO, out=slope)
    else:
        activation.derivative(layer, slope)
