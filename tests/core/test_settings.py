"""What a run starts from, and how far a step goes."""

import pytest
from numpy.testing import assert_array_equal

from streetlight_gui.core import Network, Problem
from streetlight_gui.core.settings import Settings
from streetlight_gui.core.stepping import StepUnit

STREETLIGHTS, MIDDLE_LIGHT = Problem.preset("streetlights"), Problem.preset("middle-light")


def choices(start):
    return start.problem.name, start.hidden, start.alpha, start.seed


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (Settings.choose(STREETLIGHTS), ("streetlights", (4,), 0.2, 1)),
        (Settings.choose(MIDDLE_LIGHT), ("middle-light", (), 0.1, None)),
        (Settings.choose(MIDDLE_LIGHT, hidden=(4,)), ("middle-light", (4,), 0.1, 1)),
        (Settings.choose(MIDDLE_LIGHT, seed=0), ("middle-light", (), 0.1, 0)),
        (Settings.choose(STREETLIGHTS, (), 0.5, 7), ("streetlights", (), 0.5, 7)),
    ],
)
def test_what_is_left_open_comes_from_the_problem(start, expected):
    assert choices(start) == expected


def test_a_seed_makes_the_network():
    network = Settings.choose(STREETLIGHTS, hidden=(2, 3), seed=5).network()
    for found, expected in zip(network.weights, Network.random(3, (2, 3), 5).weights, strict=True):
        assert_array_equal(found, expected)


def test_a_seed_wins_over_the_given_weights():
    network = Settings.choose(MIDDLE_LIGHT, seed=1).network()
    assert_array_equal(network.weights[0], Network.random(3, (), 1).weights[0])


def test_without_a_seed_the_given_weights_are_used():
    network = Settings.choose(MIDDLE_LIGHT).network()
    assert network.weights[0].tolist() == [[0.5], [0.48], [-0.7]]


def test_without_a_seed_weights_of_other_layers_are_not_made_up():
    with pytest.raises(ValueError, match="middle-light gives no weights for these layers"):
        Settings(MIDDLE_LIGHT, hidden=(4,), alpha=0.1, seed=None).network()


@pytest.mark.parametrize(
    ("unit", "trained", "left"),
    [
        (StepUnit.EXAMPLE, 0, 1),
        (StepUnit.EXAMPLE, 3, 1),
        (StepUnit.ITERATION, 0, 4),
        (StepUnit.ITERATION, 1, 3),
        (StepUnit.ITERATION, 7, 1),
        (StepUnit.ITERATION, 8, 4),
        (StepUnit.TEN_ITERATIONS, 0, 40),
        (StepUnit.TEN_ITERATIONS, 5, 39),
    ],
)
def test_a_step_ends_at_the_boundary_of_its_unit(unit, trained, left):
    assert unit.examples_left(trained, updates_per_iteration=4) == left
