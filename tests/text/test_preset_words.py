"""What a person calls a problem."""

import pytest

from streetlight_gui.core import Problem
from streetlight_gui.core.problems import problem_edits as edits
from streetlight_gui.text.preset_words import PRESET_WORDS, title_of, words_of


@pytest.mark.parametrize("name", PRESET_WORDS)
def test_a_preset_has_its_title_edited_or_not(name):
    problem = Problem.preset(name)
    assert title_of(problem) == PRESET_WORDS[name].title
    edited = edits.with_answer(problem, 0, 0.25)
    assert title_of(edited) == f"{PRESET_WORDS[name].title} (edited)"


@pytest.mark.parametrize("name", ["mine", *PRESET_WORDS, "xor.csv", "xor (edited)", "(edited) x"])
def test_any_other_problem_has_its_own_name_edited_or_not(name):
    problem = Problem([[1, 0, 1]], [0.5], name=name)
    assert title_of(problem) == name
    edited = edits.with_light_added(edits.with_answer(problem, 0, 1.0))
    assert title_of(edited) == f"{name.removesuffix(' (edited)')} (edited)"


@pytest.mark.parametrize("name", PRESET_WORDS)
def test_only_a_preset_itself_has_its_words(name):
    preset = Problem.preset(name)
    assert words_of(preset) is PRESET_WORDS[name]
    assert words_of(Problem(*preset.examples, name)) is None
    assert words_of(edits.with_light_added(preset)) is None
