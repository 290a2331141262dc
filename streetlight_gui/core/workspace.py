"""What training needs at hand; it can be made anew at any time."""

import numpy as np

from streetlight_gui.core.activations import Array
from streetlight_gui.core.network import Network
from streetlight_gui.core.penalty import Penalty
from streetlight_gui.core.problem import Problem
from streetlight_gui.core.propagation import Propagation, split_parameters
from streetlight_gui.core.schedule import Schedule

Batch = tuple[Array, Array, Array]  # patterns (rows, lights), their transpose, targets (rows, 1)


class Workspace:
    """The batches of one iteration, and the arrays that passes through the network fill.

    Attributes:
        batches: those of the iteration that is planned, in order.
        full_batch: passes of a whole batch.
        last_batch: passes of an iteration's last batch, which may be smaller.
        everything: passes of all examples at once.
        targets: of all examples, (examples, 1).
    """

    def __init__(
        self, problem: Problem, schedule: Schedule, network: Network, parameters: Array
    ) -> None:
        """Prepare passes for parameters whose values may change in place.

        Args:
            problem: the training set.
            schedule: fits the problem.
            network: gives the shape and the activations.
            parameters: its weights and biases, as `join_parameters` lays them out.
        """
        self._parameters, self._weights = parameters, parameters[: network.weight_count]
        self.targets = problem.targets[:, None]
        self._patterns, self._schedule = problem.patterns, schedule
        weights, biases = split_parameters(parameters, network.sizes, bool(network.biases))

        def passes(rows: int, *, averages: bool) -> Propagation:
            return Propagation(weights, biases, network.activations, rows, averages=averages)

        self.full_batch, rest = passes(schedule.batch, averages=True), len(problem) % schedule.batch
        self.last_batch = passes(rest, averages=True) if rest else self.full_batch
        self.everything = passes(len(problem), averages=False)
        self._is_uneven = rest > 0
        self.batches: list[Batch] = []

    def plan(self, iteration: int) -> None:
        """Lay out the batches of an iteration."""
        if self.batches and self._schedule.order_seed is None:
            return  # the same in every iteration
        patterns, targets, rows = self._patterns, self.targets, self._schedule.batch
        if self._schedule.order_seed is not None:
            order = self._schedule.order(iteration)
            patterns, targets = patterns[order], targets[order]
            patterns.setflags(write=False)  # snapshots hand them out
            targets.setflags(write=False)
        self.batches = [
            (patterns[k : k + rows], patterns.T[:, k : k + rows], targets[k : k + rows])
            for k in range(0, len(patterns), rows)
        ]

    def next_batches(self, index: int, most: int) -> list[Batch]:
        """Return at most so many batches from this one on, all of one size."""
        batches = self.batches[index : index + most]
        if self._is_uneven and len(batches) > 1 and index + len(batches) == len(self.batches):
            batches.pop()
        return batches

    def train(
        self, batches: list[Batch], alpha: Array, penalty: Penalty | None, error: float
    ) -> float:
        """Train on batches of one size. Each call here counts for speed.

        Args:
            batches: some of `batches`, one after the other.
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
        is_last = self._is_uneven and batches[-1] is self.batches[-1]
        return self.last_batch if is_last else self.full_batch
