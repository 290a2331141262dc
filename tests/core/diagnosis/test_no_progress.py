"""What to try where an error stays: told by how far the gradient should have taken it."""

import numpy as np
import pytest
from diagnosed import settings_of

from streetlight_gui.core import Network, Problem
from streetlight_gui.core.diagnosis.case import Case
from streetlight_gui.core.diagnosis.finding import Kind, Remedy
from streetlight_gui.core.diagnosis.pace import is_stuck, no_progress, wrong_answers
from streetlight_gui.core.training.history import Curve

CONTRADICTION = Problem([[1], [1]], [0, 1])
MORE = (Remedy.ADD_HIDDEN_LAYER,)


def standstill(error, iterations):
    return Curve(np.arange(1, iterations + 1), np.full(iterations, error))


def found(weight, iterations, alpha, batch=1):
    """Stand still with the one weight w whose error is w**2 + (1 - w)**2, at least 0.5."""
    curve = standstill(weight**2 + (1 - weight) ** 2, iterations)
    case = Case(Network([[[weight]]]), settings_of(CONTRADICTION, alpha), curve)
    case.batch = batch
    return list(no_progress(case))


def promised_drop(weight, iterations, batch):
    """Return by how much steps of alpha 1 against the gradient should have lowered the error."""
    return 2 * (2 * weight - 1) ** 2 * iterations / batch


@pytest.mark.parametrize("batch", [1, 3])
@pytest.mark.parametrize("iterations", [50, 700])
@pytest.mark.parametrize("weight", [0.56, 0.9])
def test_steps_that_should_have_shown_are_too_large(weight, iterations, batch):
    error = weight**2 + (1 - weight) ** 2
    just = 0.01 * error / promised_drop(weight, iterations, batch)
    (larger,) = found(weight, iterations, 1.01 * just, batch)
    (smaller,) = found(weight, iterations, 0.99 * just, batch)
    assert larger.remedies == (Remedy.SMALLER_ALPHA, *MORE)
    assert Remedy.SMALLER_ALPHA not in smaller.remedies
    assert larger.kind is smaller.kind is Kind.NO_PROGRESS


@pytest.mark.parametrize(
    ("alpha", "batch", "is_tiny"), [(0.002, 41, True), (0.002, 42, False), (0.00201, 41, False)]
)
def test_a_tiny_alpha_is_too_small_where_the_books_would_have_shown(alpha, batch, is_tiny):
    """The book's is 0.2; with it 50 steps of 41 examples would lower this error by 1 %."""
    (finding,) = found(0.551, 50, alpha, batch)
    assert finding.remedies == ((Remedy.LARGER_ALPHA, *MORE) if is_tiny else MORE)


@pytest.mark.parametrize(("weight", "is_low"), [(0.5, True), (0.549, True), (0.551, False)])
def test_an_error_within_one_percent_of_the_lowest_asks_for_other_examples(weight, is_low):
    (finding,) = found(weight, 50, 1e-6)
    assert (finding.remedies == (Remedy.EDIT_EXAMPLES,)) == is_low


def test_the_error_is_the_last_one_and_the_count_is_of_those_alike():
    errors = np.full(100, 2.0)
    errors[40:] = 0.8204
    errors[-1] = 0.82
    curve = Curve(np.arange(1, 101), errors)
    (finding,) = no_progress(Case(Network([[[0.9]]]), settings_of(CONTRADICTION, 0.2), curve))
    assert finding.facts == {"iterations": 60, "error": 0.82}


def test_fifty_iterations_make_a_standstill_and_one_less_does_not():
    assert found(0.9, 49, 0.2) == []
    assert len(found(0.9, 50, 0.2)) == 1


@pytest.mark.parametrize(("iterations", "remedies"), [(0, ()), (1, (Remedy.RUN_ON,)), (50, ())])
def test_running_on_is_tried_once_something_has_run_and_until_it_stands_still(iterations, remedies):
    case = Case(Network([[[0.9]]]), settings_of(CONTRADICTION, 0.2), standstill(0.82, iterations))
    (finding,) = wrong_answers(case)
    assert finding.kind is Kind.WRONG_ANSWERS
    assert finding.remedies == remedies


@pytest.mark.parametrize(("targets", "is_for_ever"), [([1, 1], False), ([1, 0.9], True)])
def test_one_output_for_all_may_be_learned_where_there_is_one_answer(targets, is_for_ever):
    """No hidden unit fires, so that only the output's bias learns."""
    stopped = Network([[[-1.0]], [[1.0]]], biases=[[-1.0], [0.0]])
    case = Case(stopped, settings_of(Problem([[0], [1]], targets), 0.2), standstill(2.0, 1))
    assert case.is_constant
    assert is_stuck(case) == is_for_ever
