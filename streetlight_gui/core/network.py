"""A feed-forward network as a value: its weights never change; training makes new networks."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike

from streetlight_gui.core.activations import Array, check_activation
from streetlight_gui.core.limits import check_hidden, check_lights, check_seed
from streetlight_gui.core.propagation import Propagation, split_weights

WALK_THRESHOLD = 0.5


class Network:
    """Layers of units without bias: lights, hidden layers, one linear output.

    Attributes:
        weights: read-only arrays (fan_in, fan_out), one per pair of neighbouring layers.
        activations: the hidden layers' activations, one each.

    Source: Trask, Grokking Deep Learning, chapter 6.
    """

    def __init__(
        self, weights: Sequence[ArrayLike], activation: str | Sequence[str] = "relu"
    ) -> None:
        """Make a network of given weights.

        Args:
            weights: matrices (fan_in, fan_out) that fit each other; the last has one column.
            activation: of all hidden layers, or one for each: relu, tanh, sigmoid or linear.

        Raises:
            ValueError: shapes that do not fit, too many lights, layers or units, an unknown
                activation, or a weight that is not a finite number.
        """
        self.weights = tuple(_read_only(matrix) for matrix in weights)
        _check_shapes(self.weights)
        names = [activation] * len(self.hidden) if isinstance(activation, str) else [*activation]
        if len(names) != len(self.hidden):
            raise ValueError(
                f"there must be one activation for each of the {len(self.hidden)} hidden layers, "
                f"not {len(names)}"
            )
        self.activations = tuple(check_activation(name) for name in names)

    @classmethod
    def random(
        cls,
        lights: int,
        hidden: Sequence[int] = (4,),
        seed: int = 1,
        activation: str | Sequence[str] = "relu",
    ) -> "Network":
        """Make a network with the book's start weights, `2 * random - 1`, layer by layer.

        `RandomState` is NumPy's legacy generator. The book uses it; the modern `default_rng`
        gives other numbers for the same seed.

        Args:
            lights: units of the input layer, 1 to 6.
            hidden: units of each hidden layer, up to three layers of 1 to 16; () for none.
            seed: 0 to 2**32 - 1.
            activation: of all hidden layers, or one for each.

        Raises:
            ValueError: a size, seed or activation that is not allowed.
        """
        sizes = [check_lights(lights), *check_hidden(hidden), 1]
        generator = np.random.RandomState(check_seed(seed))
        weights = [
            2 * generator.random_sample((fan_in, fan_out)) - 1
            for fan_in, fan_out in pairwise(sizes)
        ]
        return cls(weights, activation)

    def with_parameters(self, parameters: Array) -> "Network":
        """Make a network of the same shape whose weights are a copy of this vector's values.

        Nothing is checked: training makes such networks at every frame, and when it has run away
        their weights may not be finite.
        """
        network = Network.__new__(Network)
        copy = parameters.copy()
        copy.setflags(write=False)
        network.weights = split_weights(copy, self.sizes)
        network.activations = self.activations
        return network

    @property
    def sizes(self) -> tuple[int, ...]:
        """Units of every layer, from the lights to the output."""
        return (len(self.weights[0]), *(matrix.shape[1] for matrix in self.weights))

    @property
    def lights(self) -> int:
        """Units of the input layer."""
        return len(self.weights[0])

    @property
    def hidden(self) -> tuple[int, ...]:
        """Units of each hidden layer."""
        return self.sizes[1:-1]

    def forward(self, patterns: ArrayLike) -> list[Array]:
        """Compute all layers for patterns (n, lights); return arrays (n, size), input first."""
        return self._propagate(patterns).layers

    def predict(self, patterns: ArrayLike) -> Array:
        """Predict for patterns (n, lights); return (n,). WALK means 0.5 or more."""
        return self.forward(patterns)[-1][:, 0]

    def backpropagate(self, patterns: ArrayLike, targets: ArrayLike) -> tuple[Array, ...]:
        """Compute the gradients that training uses, summed over the patterns.

        Args:
            patterns: (n, lights).
            targets: (n,).

        Returns:
            Arrays shaped like `weights`: half of d(error)/d(weight), where the error is the sum of
            `(prediction - target) ** 2`. The book leaves out the factor 2.
        """
        propagation = self._propagate(patterns)
        column = np.asarray(targets, dtype=np.float64).reshape(-1, 1)
        if len(column) != len(propagation.layers[0]):
            raise ValueError(
                f"there must be one target for each of the {len(propagation.layers[0])} patterns, "
                f"not {len(column)}"
            )
        with np.errstate(all="ignore"):
            propagation.compare(column)
            propagation.backpropagate()
        return propagation.gradients

    def _propagate(self, patterns: ArrayLike) -> Propagation:
        layer_0 = self._check_patterns(patterns)
        propagation = Propagation(self.weights, self.activations, len(layer_0))
        with np.errstate(all="ignore"):  # what runs away shows as inf or nan, not as a warning
            propagation.forward(layer_0)
        return propagation

    def _check_patterns(self, patterns: ArrayLike) -> Array:
        layer_0 = np.ascontiguousarray(patterns, dtype=np.float64)
        if layer_0.ndim != 2 or layer_0.shape[1] != self.lights:
            raise ValueError(
                f"patterns must have the shape (n, {self.lights}), one column for each light, "
                f"not {layer_0.shape}"
            )
        return layer_0


def _read_only(matrix: ArrayLike) -> Array:
    copy = np.array(matrix, dtype=np.float64, order="C")
    copy.setflags(write=False)
    return copy


def _check_shapes(weights: tuple[Array, ...]) -> None:
    if not weights:
        raise ValueError("a network needs at least one matrix of weights")
    for k, matrix in enumerate(weights):
        if matrix.ndim != 2:
            raise ValueError(
                f"weights_{k}_{k + 1} must have the shape (fan_in, fan_out), not {matrix.shape}"
            )
    for k, (left, right) in enumerate(pairwise(weights)):
        if left.shape[1] != len(right):
            raise ValueError(
                f"weights_{k}_{k + 1} makes {left.shape[1]} units but "
                f"weights_{k + 1}_{k + 2} takes {len(right)}"
            )
    if weights[-1].shape[1] != 1:
        raise ValueError(f"the output must be one unit, not {weights[-1].shape[1]}")
    check_lights(len(weights[0]))
    check_hidden([len(matrix) for matrix in weights[1:]])
    if not all(np.isfinite(matrix).all() for matrix in weights):
        raise ValueError("every weight must be a finite number")
