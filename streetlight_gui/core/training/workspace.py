"""What training needs at hand; it can be made anew at any time."""

from functools import cached_property

import numpy as np

from streetlight_gui.core.checks.arrays import Array, read_only
from streetlight_gui.core.nn.layers import Layout
from streetlight_gui.core.nn.penalty import Penalty
from streetlight_gui.core.nn.propagation import ForwardPass, Propagation
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.training.batch_sampler import BatchSampler

Batch = tuple[Array, Array, Array]  # patterns (rows, lights), their transpose, targets (rows, 1)

_BLOCK = 256  # batches laid out at once: thousands of them take longer than most looks at them


class Workspace:
    """The batches of one iteration, and the arrays that passes through the network fill.

    Each is made when it is first needed: after an edit of a large training set often none is.
    """

    def __init__(
        self, problem: Problem, sampler: BatchSampler, layout: Layout, parameters: Array
    ) -> None:
        """Prepare passes for parameters whose values may change in place.

        Args:
            problem: the training set.
            sampler: fits the problem.
            layout: of the network.
            parameters: its weights and biases.
        """
        self._layout, self._parameters, self._sampler = layout, parameters, sampler
        self._weights = parameters[: layout.weight_count]
        self._patterns, self._targets = problem.patterns, problem.targets[:, None]
        blocks: dict[int, list[Batch]] = {}
        self._plan = -1, self._patterns, self._targets, blocks  # of an iteration
        self._passes: dict[int, Propagation] = {}  # by rows: an iteration's last batch may be small

    @cached_property
    def _everything(self) -> ForwardPass:
        return ForwardPass(self._layout, self._parameters, len(self._patterns))

    def predictions(self) -> Array:
        """Return the predictions for all examples, (n,), until the next pass."""
        return self._everything.forward(self._patterns)[:, 0]

    def frozen_error(self) -> float:
        """Return the error of all examples under the weights as they are."""
        self._everything.forward(self._patterns)
        return self._everything.compare(self._targets)

    def next_batches(self, iteration: int, index: int, most: int = 1) -> list[Batch]:
        """Return some batches of an iteration from one on, at most so many, all of one size."""
        if self._sampler.order_seed is not None and self._plan[0] != iteration:
            order = self._sampler.order(iteration)  # snapshots hand these arrays out
            values = read_only(self._patterns[order]), read_only(self._targets[order])
            self._plan = iteration, *values, {}
        _, patterns, targets, blocks = self._plan
        number, first = divmod(index, _BLOCK)
        if number not in blocks:
            rows = self._sampler.batch
            blocks[number] = [
                (patterns[k : k + rows], patterns.T[:, k : k + rows], targets[k : k + rows])
                for k in range(number * _BLOCK * rows, len(patterns), rows)[:_BLOCK]
            ]
        batches = blocks[number][first : first + most]
        if len(batches[-1][0]) < len(batches[0][0]):
            batches.pop()
        return batches

    def train(self, batches: list[Batch], alpha: Array, penalty: Penalty, error: float) -> float:
        """Train on batches of one size. Each call here counts for speed.

        Args:
            batches: some that follow each other.
            alpha: the learning rate, an array of no dimensions: NumPy is faster with one.
            penalty: on large weights.
            error: of the iteration before them.

        Returns:
            The error of the iteration after them, each measured before its own update. One that
            is not finite stays so in the sum, which therefore need be looked at only once.
        """
        rows, parameters, weights = len(batches[0][0]), self._parameters, self._weights
        if rows not in self._passes:
            self._passes[rows] = Propagation(self._layout, parameters, rows, averages=True)
        passes, is_penalised = self._passes[rows], penalty.is_on
        forward, compare, backpropagate = passes.forward, passes.compare, passes.backpropagate
        gradient, multiply, subtract = passes.gradient, np.multiply, np.subtract
        for pattern, columns, target in batches:
            forward(pattern)
            error += compare(target)
            backpropagate(columns)
            if is_penalised:
                penalty.add_to(gradient, weights)
            multiply(gradient, alpha, gradient)
            subtract(parameters, gradient, parameters)
        return error
