"""What training needs at hand; it can be made anew at any time."""

import math
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from streetlight_gui.core.checks.arrays import Array, FrozenCopies, read_only
from streetlight_gui.core.nn.layers import Layout
from streetlight_gui.core.nn.penalty import Penalty
from streetlight_gui.core.nn.propagation import ForwardPass, Propagation
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.problems.values import are_right
from streetlight_gui.core.training.batch_sampler import BatchSampler
from streetlight_gui.core.training.history import ErrorHistory

Batch = tuple[Array, Array, Array]  # patterns (rows, lights), their transpose, targets (rows, 1)

_BLOCK = 256  # batches laid out at once: thousands of them take longer than most looks at them


@dataclass(frozen=True, eq=False)
class TrainerState(FrozenCopies):
    """What a trainer needs to go on from a moment, apart from its settings.

    Attributes:
        parameters: all weights end to end, then all biases, read-only.
        given: those that only updates have changed since, read-only.
        updates: how many were made in all.
        iteration: how many iterations are finished.
        index: how many updates of the unfinished iteration are made.
        iteration_error: the online error of the examples of the unfinished iteration so far.
        online_error: of the last finished iteration; None before the first.
        frozen_error: of the last finished iteration; None before the first.
    """

    parameters: Array
    given: Array
    updates: int = 0
    iteration: int = 0
    index: int = 0
    iteration_error: float = 0.0
    online_error: float | None = None
    frozen_error: float | None = None

    def __post_init__(self) -> None:
        read_only(self.parameters)
        read_only(self.given)


class _Plan(NamedTuple):
    """The examples of an iteration in its order, and the blocks of batches made of them so far."""

    iteration: int
    patterns: Array
    targets: Array
    blocks: dict[int, list[Batch]]


class Workspace:
    """The batches of one iteration, and the arrays that passes through the network fill.

    Each is made when it is first needed: after an edit of a large training set often none is.
    """

    def __init__(
        self, problem: Problem, sampler: BatchSampler, layout: Layout, parameters: Array
    ) -> None:
        """Prepare training a network of this layout from these parameters, which stay."""
        self._layout, self._parameters, self._sampler = layout, parameters.copy(), sampler
        self._weights = self._parameters[: layout.weight_count]
        self._patterns, self._targets = problem.patterns, problem.targets[:, None]
        self._held_out_patterns, targets = problem.held_out
        self._held_out_targets, self._holds_out = targets[:, None], len(targets) > 0
        self._plan = _Plan(-1, self._patterns, self._targets, {})
        self._passes: dict[int, Propagation] = {}  # by rows: an iteration's last batch may be small

    @cached_property
    def _everything(self) -> ForwardPass:
        return ForwardPass(self._layout, self._parameters, len(self._patterns))

    @cached_property
    def _held_out(self) -> ForwardPass:
        return ForwardPass(self._layout, self._parameters, len(self._held_out_patterns))

    def are_all_right(self) -> bool:
        """Tell whether every example of the training set gets the right answer."""
        return bool(are_right(self._everything.forward(self._patterns), self._targets).all())

    def _held_out_error(self) -> float:
        """Return the error of what is held out, perhaps inf; nan where nothing is."""
        if not self._holds_out:
            return math.nan
        self._held_out.forward(self._held_out_patterns)
        return self._held_out.compare(self._held_out_targets)

    def next_batches(self, iteration: int, index: int, most: int = 1) -> list[Batch]:
        """Return some batches of an iteration from one on, at most so many, all of one size."""
        if self._sampler.order_seed is not None and self._plan.iteration != iteration:
            order = self._sampler.order(iteration)  # snapshots hand these arrays out
            values = read_only(self._patterns[order]), read_only(self._targets[order])
            self._plan = _Plan(iteration, *values, {})
        _, patterns, targets, blocks = self._plan
        block, start = divmod(index, _BLOCK)
        if block not in blocks:
            rows = self._sampler.batch
            blocks[block] = [
                (patterns[k : k + rows], patterns.T[:, k : k + rows], targets[k : k + rows])
                for k in range(block * _BLOCK * rows, len(patterns), rows)[:_BLOCK]
            ]
        batches = blocks[block][start : start + most]
        if len(batches[-1][0]) < len(batches[0][0]):
            batches.pop()
        return batches

    def train(
        self, state: TrainerState, updates: int, alpha: Array, penalty: Penalty, log: ErrorHistory
    ) -> TrainerState | None:
        """Make so many updates.

        Args:
            state: where this stands.
            updates: how many.
            alpha: the learning rate, an array of no dimensions: NumPy is faster with one.
            penalty: on large weights.
            log: gets the errors of each iteration that is finished.

        Returns:
            The state after them, or None where a number is no longer finite.
        """
        iteration, index, error, made = state.iteration, state.index, state.iteration_error, 0
        errors, size = (state.online_error, state.frozen_error), self._sampler.updates_per_iteration
        while made < updates:
            batches = self.next_batches(iteration, index, updates - made)
            error = self._update(batches, alpha, penalty, error)
            made, index = made + len(batches), index + len(batches)
            if index == size:
                self._everything.forward(self._patterns)
                errors = error, self._everything.compare(self._targets)
                if not all(map(math.isfinite, errors)):
                    return None
                log.append(*errors, self._held_out_error())
                iteration, index, error = iteration + 1, 0, 0.0
        if not (math.isfinite(error) and np.isfinite(self._parameters).all()):
            return None
        progress = state.updates + updates, iteration, index, error
        return TrainerState(self._parameters.copy(), state.given, *progress, *errors)

    def _update(self, batches: list[Batch], alpha: Array, penalty: Penalty, error: float) -> float:
        """Train on batches of one size. Each call here counts for speed.

        Given the error of the iteration before them, return that after them; each is measured
        before its own update. One that is not finite stays so in the sum.
        """
        rows, parameters = len(batches[0][0]), self._parameters
        if rows not in self._passes:
            self._passes[rows] = Propagation(self._layout, parameters, rows, averages=True)
        passes, weights = self._passes[rows], self._weights
        is_penalised, forward, compare = penalty.is_on, passes.forward, passes.compare
        gradient, backpropagate = passes.gradient, passes.backpropagate
        multiply, subtract = np.multiply, np.subtract
        for pattern, columns, target in batches:
            forward(pattern)
            error += compare(target)
            backpropagate(columns)
            if is_penalised:
                penalty.add_to(gradient, weights)
            multiply(gradient, alpha, gradient)
            subtract(parameters, gradient, parameters)
        return error
