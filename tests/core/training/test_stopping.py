"""When a run stops by itself, and when an answer counts as right."""

from types import SimpleNamespace

import numpy as np
import pytest

from streetlight_gui.core import Network, Problem, Trainer
from streetlight_gui.core.problems.values import are_right
from streetlight_gui.core.training.stopping import StopRule


def standing_at(iteration, error=0.5, index=0, *, all_right=False):
    """Return what a rule asks of a trainer that stands there."""
    state = SimpleNamespace(online_error=error)
    return SimpleNamespace(
        iteration=iteration, index=index, state=state, are_all_right=lambda: all_right
    )


@pytest.mark.parametrize(
    ("rule", "trained", "error", "all_right", "stops"),
    [
        (StopRule(), 149, 0.0, True, False),
        (StopRule(), 150, 9.0, False, True),
        (StopRule(), 151, 9.0, False, True),  # it was set lower during the run
        (StopRule(1), 1, 9.0, False, True),
        (StopRule(0), 10**6, 0.0, True, False),
        (StopRule(0, error_below=0.01), 9, 0.01, True, False),
        (StopRule(0, 0.01), 9, 0.0099, False, True),
        (StopRule(0, all_right=True), 9, 0.5, False, False),
        (StopRule(0, None, True), 1, 0.5, True, True),
        (StopRule(150, 0.01, True), 149, 0.02, False, False),
    ],
)
def test_a_run_goes_on_until_its_rule_ends_it(rule, trained, error, all_right, stops):
    trainer = standing_at(5 + trained, error, all_right=all_right)
    assert rule.ends(trainer, began=5) is stops


def test_a_run_ends_nowhere_but_where_an_iteration_does():
    assert StopRule(2).ends(standing_at(3), began=1)
    assert not StopRule(2).ends(standing_at(3, index=1), began=1)
    assert not StopRule(0, 1.0).ends(standing_at(3), began=3)


@pytest.mark.parametrize(
    ("rule", "watches"),
    [
        (StopRule(), False),
        (StopRule(0), False),
        (StopRule(0, 0.5), True),
        (StopRule(all_right=True), True),
    ],
)
def test_only_an_iteration_count_needs_no_watching(rule, watches):
    assert rule.watches == watches


# Right answers.


@pytest.mark.parametrize(
    ("prediction", "target", "is_right"),
    [
        (0.5, 1, True),
        (0.4999, 1, False),
        (7.0, 1, True),
        (0.5, 0, False),
        (0.4999, 0, True),
        (-7.0, 0, True),
        (0.3, 0.7, True),
        (0.3, 0.8, False),
        (2.49, 2, True),
        (2.51, 2, False),
        (-1.0, -1.4, True),
        (np.nan, 1, False),
        (np.nan, 0, False),
        (np.nan, 0.3, False),
        (np.inf, 1, True),
        (-np.inf, 1, False),
    ],
)
def test_walk_and_stop_need_their_side_other_numbers_to_be_near(prediction, target, is_right):
    assert are_right(np.array([prediction]), np.array([float(target)])).tolist() == [is_right]


def test_all_are_right_when_each_example_is():
    problem = Problem([[1, 0], [0, 1], [1, 1]], [1, 0, 0.75])
    right, wrong = Network([[[0.5], [0.49]]]), Network([[[0.5], [0.5]]])
    assert Trainer(problem, right).are_all_right()
    assert not Trainer(problem, wrong).are_all_right()


def test_all_are_right_is_asked_of_the_weights_as_they_are():
    trainer = Trainer(Problem.preset("streetlights"), Network.random(3, (4,), 1))
    told = []
    for _ in range(30):
        predictions = trainer.network.predict(trainer.problem.patterns)
        told.append(trainer.are_all_right())
        assert told[-1] == bool(((predictions >= 0.5) == (trainer.problem.targets == 1)).all())
        trainer.run(1)
    assert {False, True} == set(told)
    assert told[-1]
