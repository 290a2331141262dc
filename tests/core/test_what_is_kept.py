"""What is found of a problem is kept for going to and fro, and let go after that."""

import gc
import weakref

import pytest

from streetlight_gui.core import Network, Problem
from streetlight_gui.core.diagnosis.examples import distinct_examples, lowest_linear_error
from streetlight_gui.core.problems.patterns import (
    dimmed_patterns,
    equal_patterns,
    firing_elsewhere,
    never_firing,
)

BETWEEN_TWO = [
    equal_patterns,
    dimmed_patterns,
    distinct_examples,
    lambda problem: never_firing(Network.random(1, (2,), len(problem)), problem),
    lambda problem: firing_elsewhere(Network.random(1, (2,), len(problem)), problem),
]


def of_both_kinds(problem):
    """Ask as two networks do, with bias and without."""
    return [lowest_linear_error(problem, bias=bias) for bias in (False, True)]


@pytest.mark.parametrize("ask", [*BETWEEN_TWO, of_both_kinds])
def test_problems_are_kept_for_going_to_and_fro_between_two(ask):
    problems = [Problem([[0.5]] * k, range(k), "kept") for k in range(1, 6)]
    for problem in problems:
        ask(problem)
    those = [weakref.ref(problem) for problem in problems]
    del problem, problems
    gc.collect()
    assert [problem() is not None for problem in those] == [False] * 3 + [True] * 2


@pytest.mark.parametrize("ask", BETWEEN_TWO[:3])
def test_what_was_found_of_two_problems_is_not_found_again(ask):
    one, other = Problem([[0.5]], [0], "one"), Problem([[0.25]], [1], "other")
    first = ask(one)
    ask(other)
    assert ask(one) is first
