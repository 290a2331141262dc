"""The examples of a training set without repetitions, and the lowest errors that they allow.

All are errors of one set of weights, summed over the training set. They depend on that alone, so
they are found once and kept, for as many problems as one goes to and fro between.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from streetlight_gui.core.checks.arrays import Array, read_only
from streetlight_gui.core.problems.patterns import equal_patterns, equal_rows
from streetlight_gui.core.problems.problem import Problem

_ROUNDING = 1e-12  # of the largest answer squared, for each example: a 0, but for rounding


@dataclass(frozen=True)
class Examples:
    """Examples of a training set, each of them once, in the order in which they first come.

    Attributes:
        patterns: (n, lights).
        targets: (n,).
        counts: (n,) how often each is in the training set.
        groups: (n,) which pattern each has: the same number for the same pattern.
    """

    patterns: Array
    targets: Array
    counts: NDArray[np.intp]
    groups: NDArray[np.intp]

    def sum_of_squares(self, values: Array) -> float:
        """Return the sum of the squares of one number for each example (n,), repetitions too."""
        return float(self.counts @ values**2)

    @cached_property
    def lowest_error(self) -> float:
        """The error below which no network gets, 0 unless examples contradict each other.

        All examples of one pattern get one output. The sum of its squared distances from their
        answers is least where it is the mean of these.
        """
        counts = np.bincount(self.groups, self.counts)
        means = np.bincount(self.groups, self.counts * self.targets) / counts
        is_shared = np.bincount(self.groups)[self.groups] > 1
        return self.sum_of_squares(np.where(is_shared, self.targets - means[self.groups], 0.0))

    @cached_property
    def lowest_constant_error(self) -> float:
        """The error below which no network gets that gives every example the same output."""
        mean = float(self.counts @ self.targets) / float(self.counts.sum())
        return self.sum_of_squares(self.targets - mean)

    @cached_property
    def lowest_all_off_error(self) -> float:
        """The error below which no network gets whose output is 0 when all lights are off."""
        return self.sum_of_squares(np.where(self.patterns.any(axis=1), 0.0, self.targets))


@lru_cache(2)
def distinct_examples(problem: Problem) -> Examples:
    """Return the examples of a training set without repetitions; the arrays are read-only."""
    equal = shown = equal_patterns(problem)
    if (problem.targets != problem.targets[shown.first][shown.group]).any():
        equal = equal_rows(np.column_stack([problem.patterns, problem.targets]))
    first = equal.first
    patterns, targets = read_only(problem.patterns[first]), read_only(problem.targets[first])
    counts, groups = read_only(np.bincount(equal.group)), read_only(shown.group[first])
    return Examples(patterns, targets, counts, groups)


@lru_cache(4)
def lowest_linear_error(problem: Problem, *, bias: bool) -> float:
    """Return the error below which no linear network gets, by least squares.

    A linear network's output is `patterns @ weights`, with bias `patterns @ weights + b`: then the
    bias is the weight of a column of ones.
    """
    light = float(np.abs(problem.patterns).max()) or 1.0  # in these units squares stay finite
    answer = float(np.abs(problem.targets).max()) or 1.0
    inputs = np.hstack([problem.patterns / light, np.ones((len(problem), int(bias)))])
    targets = problem.targets / answer
    deltas = inputs @ np.linalg.lstsq(inputs, targets, rcond=None)[0] - targets
    error = float(deltas @ deltas)
    return 0.0 if error <= _ROUNDING * len(problem) else error * answer * answer
