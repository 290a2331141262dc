"""What training computes in one update, number for number."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from streetlight_gui.core.checks.arrays import Array, FrozenCopies, read_only
from streetlight_gui.core.nn.network import Network
from streetlight_gui.core.nn.penalty import NO_PENALTY, Penalty


@dataclass(frozen=True, eq=False)
class Update(FrozenCopies):
    """All that decides one update, which may be under way or to come.

    Attributes:
        network: the weights before it.
        patterns: (rows, lights) of its examples, one unless training goes in batches.
        targets: (rows,) their answers.
        alpha: the learning rate.
        penalty: on large weights.
        iteration: the iteration it belongs to, from 0.
        index: which update of its iteration it is, from 0.
        error_before: the error of the iteration's examples before it.
        averages: it follows the mean error of its examples, as training does, not the sum.
    """

    network: Network
    patterns: Array
    targets: Array
    alpha: float
    penalty: Penalty = NO_PENALTY
    iteration: int = 0
    index: int = 0
    error_before: float = 0.0
    averages: bool = True


class Trace:
    """Everything that training computes in an update, bit for bit what the trainer computes.

    All arrays are read-only.

    Attributes:
        update: what decided it.
        network: the weights before it.
        layers: activations of every layer, arrays (rows, units), input first.
        error: the sum of `(layer_L - target) ** 2`.
        iteration_error: the error of the iteration's examples up to these.
        deltas: the book's `layer_k_delta`, arrays (rows, units); the first, of the input, is empty.
        gradients: `layer_k.T.dot(layer_k+1_delta)`, arrays shaped like the weights.
        gradient: half of d(error)/d(parameter) for all parameters, with what a penalty adds.
        change: what the update subtracts from all parameters: `alpha * gradient`.
        parameters_after: all weights end to end, then all biases, after the update.
        weights_after: the weights after it.
        biases_after: the biases after it; () without bias.
    """

    def __init__(self, update: Update) -> None:
        """Compute all phases of an update."""
        self.update, self.network = update, update.network
        parameters, layout = update.network.parameters, update.network.layout
        patterns = update.patterns.copy()  # the layers become read-only
        passes = update.network.propagation(patterns, update.targets, averages=update.averages)
        self.gradient, self.error = passes.gradient.copy(), passes.error
        with np.errstate(all="ignore"):  # what runs away shows as inf or nan
            update.penalty.add_to(self.gradient, parameters[: layout.weight_count])
            self.change = read_only(update.alpha * self.gradient)
            self.parameters_after = read_only(parameters - self.change)
        self.weights_after, self.biases_after = layout.split(self.parameters_after)
        self.iteration_error = update.error_before + self.error
        self.layers, self.deltas, self.gradients = passes.layers, passes.deltas, passes.gradients
        for values in (*self.layers, *self.deltas, *self.gradients, self.gradient):
            read_only(values)

    def __reduce__(self) -> tuple[object, ...]:
        """Be copied and pickled by computing it again, bit for bit."""
        return Trace, (self.update,)

    def row_of(self, pattern: Sequence[float]) -> int | None:
        """Return which of the update's examples a pattern is, or None."""
        rows = np.flatnonzero((self.update.patterns == np.asarray(pattern)).all(axis=1))
        return int(rows[0]) if len(rows) else None
