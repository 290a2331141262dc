"""Problems: presets, patterns and targets, and what is refused."""

import numpy as np
import pytest

from streetlight_gui.core import Problem
from streetlight_gui.core.problem import PRESETS, all_patterns


@pytest.mark.parametrize("name", ["streetlights", "middle-light"])
def test_presets_are_found_by_name(name):
    problem = Problem.preset(name)
    assert problem.name == name
    assert problem.about.endswith(".")
    assert problem.lights == 3


def test_an_unknown_preset_names_those_there_are():
    with pytest.raises(ValueError, match="one of streetlights, middle-light, not 'traffic'"):
        Problem.preset("traffic")


def test_length_is_the_number_of_examples():
    assert {name: len(problem) for name, problem in PRESETS.items()} == {
        "streetlights": 4,
        "middle-light": 6,
    }


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
        ([[1, 0]], [[1]], "one answer for each"),
        ([[0] * 7], [1], "lights must be a whole number from 1 to 6, not 7"),
        ([[np.nan]], [1], "must be a finite number"),
        ([[1]], [np.inf], "must be a finite number"),
    ],
)
def test_bad_examples_are_refused(patterns, targets, sentence):
    with pytest.raises(ValueError, match=sentence):
        Problem(patterns, targets)


@pytest.mark.parametrize(
    ("pattern", "target"), [((1, 0, 1), 1), ((1, 1, 1), 0), ((0, 0, 0), None), ((1, 0, 0), None)]
)
def test_target_of_a_pattern_is_none_where_it_is_never_shown(pattern, target):
    assert Problem.preset("streetlights").target_of(pattern) == target


def test_given_start_weights_belong_to_the_problems_own_hidden_layers():
    problem = Problem.preset("middle-light")
    assert problem.gives_weights(())
    assert not problem.gives_weights((4,))
    assert not Problem.preset("streetlights").gives_weights((4,))


def test_all_patterns_count_up_with_light_1_as_the_first_digit():
    assert all_patterns(2).tolist() == [[0, 0], [0, 1], [1, 0], [1, 1]]


@pytest.mark.parametrize("lights", range(1, 7))
def test_all_patterns_spell_their_own_number(lights):
    spelled = ["".join(str(int(light)) for light in row) for row in all_patterns(lights)]
    assert spelled == [format(number, f"0{lights}b") for number in range(2**lights)]
