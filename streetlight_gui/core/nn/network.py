"""A feed-forward network as a value: its weights never change; training makes new networks."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from streetlight_gui.core.checks.arrays import Array, Immutable
from streetlight_gui.core.checks.limits import LIGHTS, SEED, as_array, check_hidden
from streetlight_gui.core.nn.activations import Activation, check_activation
from streetlight_gui.core.nn.layers import (
    Layout,
    Shape,
    check_activations,
    check_biases,
    check_weights,
)
from streetlight_gui.core.nn.propagation import ForwardPass, Propagation


class Network(Immutable):
    """Layers of units: lights, hidden layers, one linear output; without bias as in the book.

    Attributes:
        weights: read-only arrays (fan_in, fan_out), one per pair of neighbouring layers.
        biases: read-only arrays (fan_out,), one for each matrix; () without bias.
        parameters: all weights end to end, then all biases, read-only, in one vector.
        sizes: units of every layer, from the lights to the output.
        activations: the hidden layers' activations, one each.
        layout: both of them, and whether there are biases.

    Source: Trask, Grokking Deep Learning, chapter 6.
    """

    weights: tuple[Array, ...]
    biases: tuple[Array, ...]
    parameters: Array
    sizes: tuple[int, ...]
    activations: tuple[Activation, ...]
    layout: Layout

    def __init__(
        self,
        weights: Sequence[ArrayLike],
        activation: str | Sequence[str] = "relu",
        biases: Sequence[ArrayLike] = (),
    ) -> None:
        """Make a network of given weights.

        Args:
            weights: matrices (fan_in, fan_out) that fit each other; the last has one column.
            activation: of all hidden layers, or one for each: relu, tanh, sigmoid or linear.
            biases: vectors (fan_out,), one for each matrix; () for a network without bias.

        Raises:
            ValueError: shapes that do not fit, too many lights, layers or units, an unknown
                activation, or a number that is not finite.
        """
        matrices = [as_array(f"weights_{k}_{k + 1}", matrix) for k, matrix in enumerate(weights)]
        vectors = [as_array(f"bias_{k + 1}", bias) for k, bias in enumerate(biases)]
        check_weights(matrices)
        check_biases(vectors, matrices)
        sizes = (len(matrices[0]), *(matrix.shape[1] for matrix in matrices))
        activations = check_activations(activation, len(sizes) - 2)
        parameters = np.concatenate([array.reshape(-1) for array in (*matrices, *vectors)])
        self._hold(parameters, Layout(sizes, activations, bool(vectors)))

    def __repr__(self) -> str:
        names = "".join(f", {activation.name}" for activation in self.activations)
        bias = ", with biases" if self.biases else ""
        return f"<Network {'-'.join(map(str, self.sizes))}{names}{bias}>"

    def __getstate__(self) -> dict[str, object]:
        """Return what a copy or a pickle needs: weights and biases are views of the parameters."""
        return {"parameters": self.parameters, "layout": self.layout}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take over a state; a copied or unpickled array comes writable."""
        self._hold(**state)

    @classmethod
    def random(
        cls,
        lights: int,
        hidden: Sequence[int] = (4,),
        seed: int = 1,
        activation: str | Sequence[str] = "relu",
        *,
        bias: bool = False,
    ) -> "Network":
        """Make a network with the book's start weights, `2 * random - 1`, layer by layer.

        `RandomState` is NumPy's legacy generator. The book uses it; the modern `default_rng`
        gives other numbers for the same seed.

        Args:
            lights: units of the input layer, 1 to 6.
            hidden: units of each hidden layer, up to three layers of 1 to 16; () for none.
            seed: 0 to 2**32 - 1.
            activation: of all hidden layers, or one for each.
            bias: give every unit a bias, 0 at first; the weights are the same as without.

        Raises:
            ValueError: a size, seed or activation that is not allowed.
        """
        sizes = [LIGHTS.check(lights), *check_hidden(hidden), 1]
        draw = np.random.RandomState(SEED.check(seed)).random_sample
        weights = [2 * draw(shape) - 1 for shape in pairwise(sizes)]
        return cls(weights, activation, [np.zeros(size) for size in sizes[1:] if bias])

    def with_parameters(self, parameters: Array) -> "Network":
        """Make a network of the same shape whose (parameters,) are a copy of this vector's values.

        Nothing is checked: training makes such networks at every frame, and when it has run away
        their weights may not be finite.
        """
        network = Network.__new__(Network)
        network._hold(parameters.copy(), self.layout)
        return network

    def rebuilt(self, activation: str | Sequence[str], *, bias: bool) -> "Network":
        """Make a network of the same weights, with other activations, with or without bias.

        Where nothing would be other, it is this one.

        Args:
            activation: of all hidden layers, or one for each.
            bias: keep the biases, or add new ones that are 0; without, they go.

        Raises:
            ValueError: an unknown activation, or not one for each hidden layer.
        """
        layout = Layout(self.sizes, check_activations(activation, len(self.hidden)), bias)
        if layout == self.layout:
            return self
        biases = self.biases or [np.zeros(size) for size in self.sizes[1:]]
        return Network(self.weights, activation, biases if bias else ())

    @property
    def shape(self) -> Shape:
        """The sizes, and whether there are biases: networks of one shape have the same parts."""
        return self.sizes, self.layout.has_biases

    @property
    def lights(self) -> int:
        """Units of the input layer."""
        return len(self.weights[0])

    @property
    def hidden(self) -> tuple[int, ...]:
        """Units of each hidden layer."""
        return self.sizes[1:-1]

    def forward(self, patterns: ArrayLike) -> list[Array]:
        """Compute all layers for patterns.

        Args:
            patterns: (n, lights).

        Returns:
            New arrays (n, size of the layer), a copy of the patterns first. Numbers that run away
            are inf or nan.

        Raises:
            ValueError: patterns of another shape.
        """
        layer_0 = self._check_patterns(patterns)
        passes = ForwardPass(self.layout, self.parameters, len(layer_0))
        with np.errstate(all="ignore"):  # what runs away shows as inf or nan, not as a warning
            passes.forward(layer_0)
        return [layer_0.copy(), *passes.layers[1:]]

    def sums(self, layer: int, patterns: ArrayLike) -> Array:
        """Compute what a layer's activation is applied to: z = inputs @ weights + bias.

        Args:
            layer: from 1, the first above the lights.
            patterns: (n, lights).

        Returns:
            (n, size of the layer). Numbers that run away are inf or nan.
        """
        kinds = list(self.activations)
        kinds[layer - 1 : layer] = [check_activation("linear")] * (layer <= len(kinds))
        network = Network.__new__(Network)
        network._hold(self.parameters, replace(self.layout, activations=tuple(kinds)))
        return network.forward(patterns)[layer]

    def predict(self, patterns: ArrayLike) -> Array:
        """Predict for patterns (n, lights); return (n,). WALK means 0.5 or more.

        Raises:
            ValueError: patterns of another shape.
        """
        return self.forward(patterns)[-1][:, 0]

    def propagation(
        self, patterns: ArrayLike, targets: ArrayLike, *, averages: bool = False
    ) -> Propagation:
        """Go forward and back, as training does: the result has layers, error, deltas, gradient.

        Args:
            patterns: (n, lights).
            targets: (n,).
            averages: of the mean error of the patterns, as in a batch; otherwise of their sum.

        Raises:
            ValueError: patterns of another shape, or not one target for each.
        """
        layer_0, answers = self._check_patterns(patterns), as_array("targets", targets)
        rows = len(layer_0)
        if answers.shape != (rows,):
            rule = f"there must be one target for each of the {rows} patterns"
            raise ValueError(f"{rule}, not the shape {answers.shape}")
        passes = Propagation(self.layout, self.parameters, rows, averages=averages)
        with np.errstate(all="ignore"):
            passes.forward(layer_0)
            passes.error = passes.compare(answers[:, np.newaxis])
            passes.backpropagate(layer_0.T)
        return passes

    def _values(self) -> tuple[object, ...]:
        return self.layout, (self.parameters + 0.0).tobytes()  # -0.0 is 0.0

    def _hold(self, parameters: Array, layout: Layout) -> None:
        parameters.setflags(write=False)
        weights, biases = layout.split(parameters)
        vars(self).update(parameters=parameters, weights=weights, biases=biases, layout=layout)
        vars(self).update(sizes=layout.sizes, activations=layout.activations)

    def _check_patterns(self, patterns: ArrayLike) -> Array:
        layer_0 = np.asarray(as_array("patterns", patterns), order="C")
        if layer_0.ndim != 2 or layer_0.shape[1] != self.lights:
            rule = f"patterns must have the shape (n, {self.lights}), one column for each light"
            raise ValueError(f"{rule}, not {layer_0.shape}")
        return layer_0
