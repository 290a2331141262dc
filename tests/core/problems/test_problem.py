"""Problems: patterns and targets, what comes with them, and what is refused."""

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from streetlight_gui.core import Network, Problem
from streetlight_gui.core.problems.presets import PRESETS, Preset
from streetlight_gui.core.problems.problem import all_patterns
from streetlight_gui.core.training.settings import Settings


@pytest.mark.parametrize("name", PRESETS)
def test_presets_are_found_by_name(name):
    problem = Problem.preset(name)
    assert problem is PRESETS[name].problem
    assert problem.name == name


def test_an_unknown_preset_names_those_there_are():
    sentence = f"problem must be one of {', '.join(PRESETS)}, not 'traffic'"
    with pytest.raises(ValueError, match=sentence):
        Problem.preset("traffic")


def test_length_is_the_number_of_examples_and_lights_that_of_a_pattern():
    problem = Problem([[0, 1], [1, 0.5], [0, 0]], [1, 2.5, 0])
    assert (len(problem), problem.lights) == (3, 2)


def test_what_is_left_open_is_as_in_the_book():
    preset = Preset(Problem([[1]], [1]))
    assert preset.problem.name == "own"
    assert (preset.hidden, preset.alpha, preset.seed) == ((4,), 0.2, 1)
    assert preset.given is None


def test_what_comes_with_a_problem_is_kept():
    preset = Preset(Problem([[1]], [1], name="mine"), hidden=[2, 3], alpha=0.5, seed=7)
    assert preset.problem.name == "mine"
    assert (preset.hidden, preset.alpha, preset.seed) == ((2, 3), 0.5, 7)


def test_patterns_and_targets_are_read_only_copies():
    patterns = np.array([[1.0, 0.0]])
    problem = Problem(patterns, [1])
    patterns[:] = 5
    assert problem.patterns.tolist() == [[1, 0]]
    for values in (problem.patterns, problem.targets):
        with pytest.raises(ValueError, match="read-only"):
            values[0] = 3


@pytest.mark.parametrize(
    ("patterns", "targets", "sentence"),
    [
        ([], [], "patterns must have the shape"),
        ([1, 0, 1], [1], r"patterns must have the shape \(examples, lights\), not \(3,\)"),
        ([[1, 0]], [1, 0], r"one answer for each of the 1 patterns, not the shape \(2,\)"),
        ([[1, 0]], [[1], [0]], "one answer for each"),
        ([[1, 0], [0, 1]], [[1, 0]], "one answer for each"),
        ([[1, 0]], [[[1]]], "one answer for each"),
        ([[0] * 7], [1], "lights must be a whole number from 1 to 6, not 7"),
        ([[np.nan]], [1], r"a light must be a number from 0 \(off\) to 1 \(on\), not nan"),
        ([[0, 1], [1, 2.0]], [1, 0], r"a light must be a number from 0 .* to 1 \(on\), not 2.0"),
        ([[-0.1]], [1], "a light must be a number from 0 .*, not -0.1"),
        ([[1]], [np.inf], "an answer must be a finite number, 1 for WALK and 0 for STOP, not inf"),
    ],
)
def test_bad_examples_are_refused(patterns, targets, sentence):
    with pytest.raises(ValueError, match=sentence):
        Problem(patterns, targets)


def test_answers_may_come_as_a_column_as_in_the_book():
    walk_stop = np.array([[1, 0, 1]])
    problem = Problem([[1, 0], [0, 1], [1, 1]], walk_stop.T)
    assert problem.targets.tolist() == [1, 0, 1]
    assert not problem.targets.flags.writeable
    assert Problem([[1]], [[0]]).targets.shape == (1,)
    edited = problem.edited([[1, 0]], [[0]])
    assert edited.targets.tolist() == [0]


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        ({"alpha": -1}, "alpha must be a number above 0 and at most 1000, not -1"),
        ({"hidden": (17,)}, "hidden must be up to 3 layers of 1 to 16 units"),
        ({"seed": 2**32}, "seed must be a whole number from 0 to 4,294,967,295, not 4294967296"),
        ({"given": Network([[[1.0]]]), "hidden": ()}, "those of a 2-1 network, not 1-1"),
        ({"given": Network.random(2, (3,))}, "those of a 2-4-1 network, not 2-3-1"),
    ],
)
def test_what_no_network_could_be_trained_with_is_refused(chosen, sentence):
    with pytest.raises(ValueError, match=sentence):
        Preset(Problem([[1, 0]], [1]), **chosen)


def test_sizes_may_come_as_an_array():
    assert Preset(Problem([[1]], [1]), hidden=np.array([3, 2])).hidden == (3, 2)
    assert Network.random(2, np.array([3])).hidden == (3,)


@pytest.mark.parametrize(
    ("pattern", "targets"), [((1, 0, 1), (1,)), ((1, 1, 1), (0,)), ((0, 0, 0), ()), ((1, 0, 0), ())]
)
def test_a_pattern_that_is_never_shown_has_no_targets(pattern, targets):
    assert Problem.preset("streetlights").examples.answers_to(pattern) == targets


def test_contradicting_examples_give_a_pattern_each_different_target():
    problem = Problem([[1, 0], [0, 1], [1, 0], [1, 0]], [1, 0.5, 0, 1])
    assert problem.examples.answers_to((1, 0)) == (1, 0)


def test_given_start_weights_are_those_of_the_problems_own_hidden_layers():
    preset = Preset(Problem([[1, 0]], [1]), (), seed=7, given=Network([[[0.5], [-0.7]]]))
    own, other = Settings.choose(preset), Settings.choose(preset, hidden=(4,))
    assert (own.seed, own.given) == (None, preset.given)
    assert own.network().weights[0].tolist() == [[0.5], [-0.7]]
    assert (other.seed, other.given) == (7, None)


def test_a_chosen_seed_wins_over_given_start_weights():
    chosen = Settings.choose(PRESETS["middle-light"], seed=3)
    assert (chosen.seed, chosen.given) == (3, None)


def test_without_start_weights_the_problems_seed_makes_them():
    settings = Settings.choose(Preset(Problem([[1, 0]], [1]), seed=7))
    assert (settings.seed, settings.given) == (7, None)
    assert_array_equal(settings.network().weights[0], Network.random(2, (4,), 7).weights[0])


def test_all_patterns_count_up_with_light_1_as_the_first_digit():
    assert all_patterns(2).tolist() == [[0, 0], [0, 1], [1, 0], [1, 1]]


@pytest.mark.parametrize("lights", range(1, 7))
def test_all_patterns_spell_their_own_number(lights):
    spelled = ["".join(str(int(light)) for light in row) for row in all_patterns(lights)]
    assert spelled == [format(number, f"0{lights}b") for number in range(2**lights)]


def test_a_problem_says_how_large_it_is():
    assert repr(Problem.preset("xor")) == "<Problem 'xor': 4 examples of 2 lights>"


def test_no_light_and_no_answer_is_minus_zero():
    problem = Problem([[-0.0, 1]], [-0.0])
    assert not np.signbit(problem.patterns).any()
    assert not np.signbit(problem.targets).any()
