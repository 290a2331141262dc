"""The lowest error that a training set allows: to every network, and to networks of some kinds.

All are errors of one set of weights, summed over the examples. They depend on the training set
alone, so they are computed once and kept.
"""

from functools import lru_cache

import numpy as np

from streetlight_gui.core.diagnosis.examples import KEPT_PROBLEMS, contradictions, distinct_examples
from streetlight_gui.core.problems.problem import Problem

_ROUNDING = 1e-12  # of the largest answer squared, for each example: a 0, but for rounding


@lru_cache(KEPT_PROBLEMS)
def lowest_error(problem: Problem) -> float:
    """Return the error below which no network gets, 0 unless examples contradict each other.

    All examples of one pattern get one output. The sum of its squared distances from their answers
    is least where it is the mean of these.
    """
    return sum(examples.spread() for examples in contradictions(problem))


@lru_cache(KEPT_PROBLEMS)
def lowest_constant_error(problem: Problem) -> float:
    """Return the error below which no network gets that gives every example the same output."""
    return distinct_examples(problem).spread()


@lru_cache(KEPT_PROBLEMS)
def lowest_all_off_error(problem: Problem) -> float:
    """Return the error below which no network gets whose output is 0 when all lights are off."""
    examples = distinct_examples(problem)
    is_off = ~examples.patterns.any(axis=1)
    return examples.sum_of_squares(np.where(is_off, examples.targets, 0.0))


@lru_cache(2 * KEPT_PROBLEMS)
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
