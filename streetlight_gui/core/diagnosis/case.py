"""What a network does with every example at a moment, what each teaches, and how it came there."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.diagnosis.error_trend import iterations_alike
from streetlight_gui.core.diagnosis.examples import (
    Examples,
    distinct_examples,
    lowest_constant_error,
)
from streetlight_gui.core.nn.network import Network
from streetlight_gui.core.nn.penalty import NO_PENALTY, Penalty
from streetlight_gui.core.nn.propagation import Propagation
from streetlight_gui.core.problems.problem import Problem, all_patterns
from streetlight_gui.core.problems.values import are_right
from streetlight_gui.core.training.history import Curve

Flags = NDArray[np.bool_]

STANDSTILL = 50  # iterations
SMALL = 0.01  # error for each example, on average: answers are off by 0.1
_RUN_AWAY = 1e6
_PART = 1000  # examples at once: BLAS shares more among threads, at many times the cost


@dataclass(frozen=True)
class Case:
    """A network on its way through training, measured on the training set.

    Arrays have one row for each different example, (n, ...). Lists have one array for each layer,
    the input first, the output last. Numbers that have run away are inf or nan.

    Attributes:
        network: the weights.
        problem: the training set.
        errors: the online errors that led here.
        alpha: the learning rate.
        penalty: on large weights.
        batch: how many examples share an update.
    """

    network: Network
    problem: Problem
    errors: Curve
    alpha: float
    penalty: Penalty = NO_PENALTY
    batch: int = 1

    @cached_property
    def examples(self) -> Examples:
        """The different examples."""
        return distinct_examples(self.problem)

    @cached_property
    def layers(self) -> list[Array]:
        """The activations, (n, size)."""
        return self._passes[: len(self.network.sizes)]

    @cached_property
    def sensitivities(self) -> list[Array]:
        """`d(output) / d(z)`, (n, size), z being a unit's weighted sum; the first is empty.

        Times the output's delta they are the deltas of backpropagation.
        """
        return self._passes[len(self.network.sizes) :]

    @cached_property
    def deltas(self) -> Array:
        """`output - target` of each example, (n,)."""
        return np.subtract(self.layers[-1][:, 0], self.examples.targets)

    @cached_property
    def error(self) -> float:
        """The frozen error: the sum of the squared deltas over the training set."""
        return self.examples.sum_of_squares(self.deltas)

    @property
    def is_finite(self) -> bool:
        """Whether all weights, activations and errors are finite numbers."""
        on_off = self.network.forward(all_patterns(self.problem.lights))
        numbers = self.network.parameters, *self.layers, *on_off, self.deltas, self.errors.errors
        return all(np.isfinite(each).all() for each in numbers) and bool(np.isfinite(self.error))

    @cached_property
    def are_right(self) -> Flags:
        """Whether each example gets the right answer, (n,)."""
        return are_right(self.layers[-1][:, 0], self.examples.targets)

    @cached_property
    def is_learned(self) -> bool:
        """Whether every answer is right and the error is small."""
        return bool(self.are_right.all()) and self.error <= SMALL * len(self.problem)

    @cached_property
    def has_run_away(self) -> bool:
        """Whether the error is a million times what it is where every output is 0.

        From there a smaller alpha takes ages to come back, if it does; a restart does not.
        """
        return self.error > _RUN_AWAY * max(self.examples.sum_of_squares(self.examples.targets), 1)

    @cached_property
    def iterations_alike(self) -> int:
        """For how many iterations the error has been the same."""
        return iterations_alike(self.errors)

    @property
    def is_stuck(self) -> bool:
        """Whether the error has stayed the same for 50 iterations, or no longer gets low."""
        for_ever = self.is_constant and lowest_constant_error(self.problem) > 0
        return self.has_no_gradient or for_ever or self.iterations_alike >= STANDSTILL

    @cached_property
    def moves_weights(self) -> Flags:
        """Whether the gradient of each example's output in any weight is other than 0, (n,).

        The gradient in the weights between two layers is the lower layer's activations times the
        upper layer's sensitivities.
        """
        moves = np.zeros(len(self.deltas), dtype=np.bool_)
        for below, above in self._neighbours():
            moves |= below.any(axis=1) & above.any(axis=1)
        return moves

    @property
    def squared_gradients(self) -> Array:
        """The squared length of the gradient of each example's output in all parameters, (n,)."""
        squares = np.zeros(len(self.deltas))
        for below, above in self._neighbours():
            squares += ((below**2).sum(axis=1) + self._bias) * (above**2).sum(axis=1)
        return squares

    @property
    def squared_gradient(self) -> float:
        """The squared length of the gradient that training uses, summed over the training set."""
        square = 0.0
        for below, above in self._neighbours():
            deltas = above * (self.examples.counts * self.deltas)[:, np.newaxis]
            square += float(((below.T @ deltas) ** 2).sum())
            square += self._bias * float((deltas.sum(axis=0) ** 2).sum())
        return square

    @cached_property
    def has_no_gradient(self) -> bool:
        """Whether no example changes any weight or bias, now and so for ever, penalties aside."""
        if self.network.biases:  # the output's bias always moves
            return not self.deltas.any()
        return not (self.moves_weights & (self.deltas != 0)).any()

    @cached_property
    def is_constant(self) -> bool:
        """Whether every example gets the same output, and always will, penalties aside.

        That is so where no unit of some layer fires for any example: its own weights and those
        before it have gradient 0. It is so too where the last hidden layer is 0 for every example
        and the weights behind it are, as from a start with all weights 0.
        """
        if any(self.is_silent(k) for k in self.hidden):
            return True
        return not any(array.any() for array in (self.layers[-2], *self.sensitivities[1:-1]))

    @property
    def can_be_heard(self) -> Flags:
        """For which examples a unit could fire, (n,): not where no light nor bias is on."""
        can: Flags = np.any(self.examples.patterns, axis=1)
        return np.ones_like(can) if self.network.biases else can

    @property
    def hidden(self) -> range:
        """The numbers of the hidden layers, from 1."""
        return range(1, len(self.layers) - 1)

    def is_silent(self, k: int) -> bool:
        """Tell whether a layer is of relu units none of which fires for any example."""
        return self.network.activations[k - 1].name == "relu" and not self.layers[k].any()

    @property
    def _bias(self) -> float:
        """What each bias is the weight of: a unit that is always 1, or none."""
        return 1.0 if self.network.biases else 0.0

    def _neighbours(self) -> Iterator[tuple[Array, Array]]:
        """Return each layer's activations, with the sensitivities of the layer above it."""
        return zip(self.layers[:-1], self.sensitivities[1:], strict=True)

    @cached_property
    def _passes(self) -> list[Array]:
        parts = []
        for k in range(0, len(self.examples.targets), _PART):
            patterns = self.examples.patterns[k : k + _PART]
            layout, parameters = self.network.layout, self.network.parameters
            passes = Propagation(layout, parameters, len(patterns), averages=False)
            passes.forward(patterns)
            passes.deltas[-1].fill(1.0)  # d(output) / d(output)
            passes.backpropagate(patterns.T)
            parts.append([*passes.layers, *passes.deltas])
        return [np.concatenate(arrays) for arrays in zip(*parts, strict=True)]
