"""What training needs at hand; it can be made anew at any time."""

from functools import cached_property

import numpy as np

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.nn.network import Network
from streetlight_gui.core.nn.penalty import Penalty
from streetlight_gui.core.nn.propagation import ForwardPass, Propagation, split_parameters
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.training.batch_sampler import BatchSampler

Batch = tuple[Array, Array, Array]  # patterns (rows, lights), their transpose, targets (rows, 1)


_BLOCK = 256  # batches laid out at once: thousands of them take longer than most looks at them


class Workspace:
    """The batches of one iteration, and the arrays that passes through the network fill.

    Each is made when it is first needed: after an edit of a large training set often none is.
    """

    def __init__(
        self, problem: Problem, sampler: BatchSampler, network: Network, parameters: Array
    ) -> None:
        """Prepare passes for parameters whose values may change in place.

        Args:
            problem: the training set.
            sampler: fits the problem.
            network: gives the shape and the activations.
            parameters: its weights and biases, as `join_parameters` lays them out.
        """
        self._parameters, self._weights = parameters, parameters[: network.weight_count]
        self._patterns, self.targets = problem.patterns, problem.targets[:, None]
        self._sampler, self._rows = sampler, sampler.batch
        self._is_uneven = len(self._patterns) % self._rows > 0
        weights, biases = split_parameters(parameters, network.sizes, bool(network.biases))
        self._layers = weights, biases, network.activations
        self._in_order = self._patterns, self.targets
        self._blocks: dict[int, list[Batch]] = {}

    @cached_property
    def full_batch(self) -> Propagation:
        """Passes of a whole batch."""
        return Propagation(*self._layers, self._rows, averages=True)

    @cached_property
    def last_batch(self) -> Propagation:
        """Passes of an iteration's last batch, where it is smaller."""
        return Propagation(*self._layers, len(self._patterns) % self._rows, averages=True)

    @cached_property
    def everything(self) -> ForwardPass:
        """Passes of all examples at once."""
        return ForwardPass(*self._layers, len(self._patterns))

    def plan(self, iteration: int) -> None:
        """Take the examples in the order of an iteration."""
        if self._sampler.order_seed is None:
            return  # the same in every iteration
        order = self._sampler.order(iteration)
        self._in_order = self._patterns[order], self.targets[order]
        for values in self._in_order:
            values.setflags(write=False)  # snapshots hand them out
        self._blocks = {}

    def batch(self, index: int) -> Batch:
        """Return one batch of the iteration that is planned."""
        return self._block(index // _BLOCK)[index % _BLOCK]

    def next_batches(self, index: int, most: int) -> list[Batch]:
        """Return some batches from this one on, at most so many, all of one size."""
        first = index % _BLOCK
        batches = self._block(index // _BLOCK)[first : first + most]
        if self._is_uneven and len(batches) > 1 and len(batches[-1][0]) < self._rows:
            batches.pop()
        return batches

    def train(
        self, batches: list[Batch], alpha: Array, penalty: Penalty | None, error: float
    ) -> float:
        """Train on batches of one size. Each call here counts for speed.

        Args:
            batches: some that follow each other.
            alpha: the learning rate, an array of no dimensions: NumPy is faster with one.
            penalty: on large weights, if any.
            error: of the iteration before them.

        Returns:
            The error of the iteration after them, each measured before its own update. One that
            is not finite stays so in the sum, which therefore need be looked at only once.
        """
        passes, parameters, weights = self._passes_for(batches), self._parameters, self._weights
        forward, compare, backpropagate = passes.forward, passes.compare, passes.backpropagate
        gradient, multiply, subtract = passes.gradient, np.multiply, np.subtract
        for pattern, columns, target in batches:
            forward(pattern)
            error += compare(target)
            backpropagate(columns)
            if penalty is not None:
                penalty.add_to(gradient, weights)
            multiply(gradient, alpha, gradient)
            subtract(parameters, gradient, parameters)
        return error

    def _passes_for(self, batches: list[Batch]) -> Propagation:
        """Return the passes for batches of one size."""
        is_full = not self._is_uneven or len(batches[0][0]) == self._rows
        return self.full_batch if is_full else self.last_batch

    def _block(self, number: int) -> list[Batch]:
        """Return `_BLOCK` batches, or the rest."""
        block = self._blocks.get(number)
        if block is None:
            (patterns, targets), rows = self._in_order, self._rows
            first = number * _BLOCK * rows
            block = self._blocks[number] = [
                (patterns[k : k + rows], patterns.T[:, k : k + rows], targets[k : k + rows])
                for k in range(first, min(first + _BLOCK * rows, len(patterns)), rows)
            ]
        return block
