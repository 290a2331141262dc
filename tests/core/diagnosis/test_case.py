"""What is measured of a network: where it has learned, and from where on it has run away."""

import numpy as np
import pytest
from diagnosed import NO_ERRORS, settings_of, trainings
from hypothesis import given

from streetlight_gui.core import Network, Problem
from streetlight_gui.core.diagnosis.case import Case


def case_of(outputs, targets):
    """Measure a network of as many lights as examples, each of which has an output of its own."""
    network = Network([np.array(outputs, dtype=np.float64)[:, np.newaxis]])
    problem = Problem(np.eye(len(targets)), targets)
    return Case(network, settings_of(problem, 0.2), NO_ERRORS)


@given(trainings())
def test_squared_gradients_are_those_of_backpropagation(training):
    problem, network = training
    case = Case(network, settings_of(problem, 0.2), NO_ERRORS)
    whole = network.propagation(problem.patterns, problem.targets).gradient
    assert case.squared_gradient == pytest.approx(whole @ whole, rel=1e-9, abs=1e-12)
    for pattern, square in zip(case.examples.patterns, case.squared_gradients, strict=True):
        of_output = network.propagation([pattern], network.predict([pattern]) - 1).gradient
        assert square == pytest.approx(of_output @ of_output, rel=1e-6, abs=1e-9)


@pytest.mark.parametrize(
    ("outputs", "targets", "has_run_away"),
    [
        ([1000], [0], False),
        ([1000.0002], [0], True),
        ([1001], [1], False),
        ([1001.0002], [1], True),
        ([1000, 1000], [0, 1.5], False),
        ([2002], [2], False),
        ([-1998.0002], [2], True),
        ([1000, 1001.0003], [1, 1], False),
        ([1001.0001, 1001.0001], [1, 1], True),
    ],
)
def test_an_error_a_million_times_that_of_zeros_has_run_away(outputs, targets, has_run_away):
    """Where all answers are 0 or less than 1, a million is meant."""
    assert case_of(outputs, targets).has_run_away == has_run_away


@pytest.mark.parametrize(
    ("outputs", "targets", "is_learned"),
    [
        ([0.901], [1], True),
        ([0.899], [1], False),
        ([0.86, 1], [1, 1], True),
        ([0.858, 1], [1, 1], False),
        ([1.141, 1, 0, 0.2], [1, 1, 0, 0.2], True),
        ([1, 0.75, 1, 1, 1, 1], [1, 1, 1, 1, 1, 1], False),
    ],
)
def test_it_has_learned_where_the_error_is_a_hundredth_for_each_example(
    outputs, targets, is_learned
):
    assert case_of(outputs, targets).is_learned == is_learned


def test_one_wrong_answer_is_enough_for_not_having_learned():
    problem = Problem([[1]] * 99 + [[0.4]], [0] * 99 + [0.6])
    case = Case(Network([[[0.0]]]), settings_of(problem, 0.2), NO_ERRORS)
    assert case.error < 0.01 * len(problem)
    assert not case.is_learned
