"""The lowest errors are bounds that hold, and that are met."""

import numpy as np
import pytest
from diagnosed import problems
from hypothesis import given
from hypothesis import strategies as st

from streetlight_gui.core.diagnosis.examples import distinct_examples, lowest_linear_error


@given(problems(), st.integers(0, 2**32 - 1))
def test_contradictions_bound_the_error_of_any_function(problem, seed):
    answers = {}
    for pattern, target in zip(problem.patterns, problem.targets, strict=True):
        answers.setdefault(tuple(pattern), []).append(target)
    generator = np.random.RandomState(seed)

    def error_of(function):
        return sum(
            (function(p) - target) ** 2 for p, targets in answers.items() for target in targets
        )

    lowest = distinct_examples(problem).lowest_error
    means = {pattern: np.mean(targets) for pattern, targets in answers.items()}
    assert error_of(means.get) == pytest.approx(lowest, rel=1e-9, abs=1e-12)
    spread = 10.0 ** generator.randint(-6, 2)
    other = {pattern: mean + spread * generator.randn() for pattern, mean in means.items()}
    assert error_of(other.get) >= lowest * (1 - 1e-12)
    if all(len(set(targets)) == 1 for targets in answers.values()):
        assert lowest == 0


@given(problems(), st.booleans(), st.integers(0, 2**32 - 1))
def test_least_squares_bound_the_error_of_any_linear_network(problem, bias, seed):
    generator = np.random.RandomState(seed)
    lowest = lowest_linear_error(problem, bias=bias)
    ones = np.ones((len(problem), 1))
    inputs = np.hstack([problem.patterns, ones]) if bias else problem.patterns
    best = np.linalg.pinv(inputs) @ problem.targets
    for weights in (best, best + 0.01 * generator.randn(len(best)), generator.randn(len(best))):
        error = ((inputs @ weights - problem.targets) ** 2).sum()
        assert error >= lowest * (1 - 1e-9)
    best_error = ((inputs @ best - problem.targets) ** 2).sum()
    assert best_error == pytest.approx(lowest, rel=1e-6, abs=1e-4)
    assert lowest >= distinct_examples(problem).lowest_error * (1 - 1e-9) - 1e-6
    if bias:
        assert lowest <= distinct_examples(problem).lowest_constant_error * (1 + 1e-9) + 1e-6


@given(problems())
def test_a_constant_does_no_better_than_the_mean(problem):
    lowest = distinct_examples(problem).lowest_constant_error
    assert lowest == pytest.approx(len(problem) * problem.targets.var(), rel=1e-9, abs=1e-9)
    off = (problem.patterns == 0).all(axis=1)
    assert distinct_examples(problem).lowest_all_off_error == pytest.approx(
        (problem.targets[off] ** 2).sum()
    )
