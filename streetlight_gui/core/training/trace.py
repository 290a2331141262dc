"""What training computes in one update, number for number."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.nn.network import Network
from streetlight_gui.core.nn.penalty import NO_PENALTY, Penalty
from streetlight_gui.core.nn.propagation import split_parameters


@dataclass(frozen=True, eq=False)
class Update:
    """All that decides one update, which may be under way or to come.

    Attributes:
        network: the weights before it.
        patterns: (rows, lights) of its examples, one unless training goes in batches.
        targets: (rows,) their answers.
        alpha: the learning rate.
        penalty: on large weights.
        iteration: the iteration it belongs to, from 0.
        number: which update of its iteration it is, from 0.
        first: the place of its first example in the iteration's order, from 0.
        error_before: the error of the iteration's examples before it.
    """

    network: Network
    patterns: Array
    targets: Array
    alpha: float
    penalty: Penalty = NO_PENALTY
    iteration: int = 0
    number: int = 0
    first: int = 0
    error_before: float = 0.0


class Trace:
    """Everything that training computes in an update, bit for bit what the trainer computes.

    All arrays are read-only.

    Attributes:
        update: what decided it.
        layers: activations of every layer, arrays (rows, units), input first.
        error: the sum of `(layer_L - target) ** 2`.
        iteration_error: the error of the iteration's examples up to these.
        deltas: the book's `layer_k_delta`, arrays (rows, units); the first, of the input, is empty.
        gradients: `layer_k.T.dot(layer_k+1_delta)`, arrays shaped like the weights.
    """

    def __init__(self, update: Update) -> None:
        """Compute all phases of an update."""
        self.update = update
        propagation = update.network.propagation(len(update.patterns), averages=True)
        patterns = np.array(update.patterns, order="C")
        with np.errstate(all="ignore"):
            propagation.forward(patterns)
            self.error = propagation.compare(update.targets[:, np.newaxis])
            propagation.backpropagate(patterns.T)
        self.iteration_error = update.error_before + self.error
        self.layers, self.deltas = propagation.layers, propagation.deltas
        self.gradients = propagation.gradients
        self._gradient = propagation.gradient
        for values in (*self.layers, *self.deltas, *self.gradients, self._gradient):
            _read_only(values)

    @property
    def network(self) -> Network:
        """The weights before the update."""
        return self.update.network

    def row_of(self, pattern: Sequence[float]) -> int | None:
        """Return which of the update's examples a pattern is, or None."""
        rows = np.flatnonzero((self.update.patterns == np.asarray(pattern)).all(axis=1))
        return int(rows[0]) if len(rows) else None

    @cached_property
    def change(self) -> Array:
        """What the update subtracts from all parameters: `alpha * gradient`, with any penalty."""
        gradient, network = self._gradient.copy(), self.network
        with np.errstate(all="ignore"):  # what runs away shows as inf or nan
            if self.update.penalty.is_on:
                self.update.penalty.add_to(gradient, network.parameters[: network.weight_count])
            return _read_only(self.update.alpha * gradient)

    @cached_property
    def parameters_after(self) -> Array:
        """All weights end to end, then all biases, after the update."""
        with np.errstate(all="ignore"):
            return _read_only(self.network.parameters - self.change)

    @cached_property
    def weights_after(self) -> tuple[Array, ...]:
        """The weights after the update."""
        return self._split(self.parameters_after)[0]

    @cached_property
    def biases_after(self) -> tuple[Array, ...]:
        """The biases after the update; () without bias."""
        return self._split(self.parameters_after)[1]

    def _split(self, parameters: Array) -> tuple[tuple[Array, ...], tuple[Array, ...]]:
        return split_parameters(parameters, self.network.sizes, bool(self.network.biases))


def _read_only(values: Array) -> Array:
    values.setflags(write=False)
    return values
