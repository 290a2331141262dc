"""Edits of a training set: what changes, what stays, and what is refused."""

import copy

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from streetlight_gui.core import Problem
from streetlight_gui.core.checks.limits import MAX_EXAMPLES
from streetlight_gui.core.problems import problem_edits as edits
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.text.examples import ExampleCells

LIGHTS_SENTENCE = r"a light must be a number from 0 \(off\) to 1 \(on\), not "
ANSWER_SENTENCE = "an answer must be a finite number, 1 for WALK and 0 for STOP, not "
BOOK = Problem.preset("streetlights")
GIVEN = PRESETS["middle-light"]

brightness = st.sampled_from([0.0, -0.0, 0.3, 1.0])
answers = st.sampled_from([0.0, 1.0, 0.5, -7.25])


@st.composite
def problems(draw):
    lights, examples = draw(st.integers(1, 6)), draw(st.integers(1, 8))
    row = st.lists(brightness, min_size=lights, max_size=lights)
    return Problem(
        draw(st.lists(row, min_size=examples, max_size=examples)),
        draw(st.lists(answers, min_size=examples, max_size=examples)),
        name="mine",
    )


def rows_of(problem):
    """Return the examples as tuples, the answer last."""
    columns = np.column_stack([problem.patterns, problem.targets])
    return [tuple(row) for row in columns.tolist()]


def assert_is_edited(edited, problem):
    assert edited.name == "mine"
    assert edited.origin == (None, rows_of(edited) != rows_of(problem))
    for values in (edited.patterns, edited.targets):
        assert not values.flags.writeable


@given(problems(), st.data())
def test_an_added_example_comes_last(problem, data):
    pattern = data.draw(st.tuples(*[brightness] * problem.lights))
    answer = data.draw(answers)
    edited = edits.with_example_added(problem, pattern, answer)
    assert rows_of(edited) == [*rows_of(problem), (*pattern, answer)]
    assert_is_edited(edited, problem)


@given(problems(), st.data())
def test_removed_examples_leave_the_others_in_order(problem, data):
    gone = data.draw(st.sets(st.integers(0, len(problem) - 1), max_size=len(problem) - 1))
    edited = edits.without_examples(problem, sorted(gone))
    assert rows_of(edited) == [row for k, row in enumerate(rows_of(problem)) if k not in gone]
    assert_is_edited(edited, problem)


@given(problems(), st.data())
def test_a_duplicate_comes_right_after_its_example(problem, data):
    row = data.draw(st.integers(0, len(problem) - 1))
    edited = edits.with_example_duplicated(problem, row)
    expected = rows_of(problem)
    expected.insert(row, expected[row])
    assert rows_of(edited) == expected
    assert_is_edited(edited, problem)


@given(problems(), st.data())
def test_a_moved_example_leaves_the_others_in_order(problem, data):
    row = data.draw(st.integers(0, len(problem) - 1))
    to = data.draw(st.integers(0, len(problem) - 1))
    edited = edits.with_example_moved(problem, row, to)
    expected = rows_of(problem)
    expected.insert(to, expected.pop(row))
    assert rows_of(edited) == expected
    assert rows_of(edits.with_example_moved(edited, to, row)) == rows_of(problem)
    assert_is_edited(edited, problem)


@given(problems(), st.data())
def test_one_light_of_one_example_changes(problem, data):
    row = data.draw(st.integers(0, len(problem) - 1))
    light = data.draw(st.integers(0, problem.lights - 1))
    value = data.draw(st.floats(0, 1))
    edited = edits.with_light(problem, row, light, value)
    expected = problem.patterns.copy()
    expected[row, light] = value
    assert np.array_equal(edited.patterns, expected)
    assert np.array_equal(edited.targets, problem.targets)
    assert not np.signbit(edited.patterns[row, light])
    assert_is_edited(edited, problem)


@given(problems(), st.data())
def test_one_answer_changes(problem, data):
    row = data.draw(st.integers(0, len(problem) - 1))
    answer = data.draw(st.floats(allow_nan=False, allow_infinity=False))
    edited = edits.with_answer(problem, row, answer)
    expected = problem.targets.copy()
    expected[row] = answer
    assert np.array_equal(edited.targets, expected)
    assert np.array_equal(edited.patterns, problem.patterns)
    assert_is_edited(edited, problem)


def test_names_stay_with_their_lights():
    problem = Problem([[1, 0], [0, 1]], [1, 0], names=["a", "light_3", "q"])
    added = edits.with_light_added(problem)
    assert added.names == ("a", "light_3", "light_3 (2)", "q")
    assert edits.with_light_removed(added, 1).names == ("a", "light_3 (2)", "q")
    assert edits.with_answer(added, 0, 7).names == added.names
    for other in (problem.holding_out(([[1, 1]], [1])), edits.without_examples(problem, [0])):
        assert other.names == problem.names
    assert problem != Problem(*problem.rows)
    assert problem.trains_as(Problem(*problem.rows))
    assert (
        edits.with_light_removed(Problem([[1, 0]], [1], names=["a", "light_2", "answer"]), 0).names
        == ()
    )


@pytest.mark.parametrize(
    "names",
    [
        ["a"],
        ["a", "A"],
        ["a", ""],
        ["a", " b"],
        ["a", "b\n"],
        ["use", "b"],
        ["a", "b" * 41],
        ["a", 1],
    ],
)
def test_names_that_are_not_allowed_are_refused(names):
    with pytest.raises(ValueError, match="name"):
        Problem([[1]], [1], names=names)


@given(problems(), st.data())
def test_lights_come_last_and_go_anywhere(problem, data):
    light = data.draw(st.integers(0, problem.lights - 1))
    if problem.lights < 6:
        added = edits.with_light_added(problem)
        assert np.array_equal(added.patterns[:, :-1], problem.patterns)
        assert not added.patterns[:, -1].any()
        assert_is_edited(added, problem)
    if problem.lights > 1:
        removed = edits.with_light_removed(problem, light)
        left = [k for k in range(problem.lights) if k != light]
        assert np.array_equal(removed.patterns, problem.patterns[:, left])
        assert np.array_equal(removed.targets, problem.targets)
        assert_is_edited(removed, problem)


@given(problems())
def test_contradictions_are_the_rows_that_another_row_denies(problem):
    denied_by = [
        [
            other
            for other in range(len(problem))
            if (problem.patterns[row] == problem.patterns[other]).all()
            and problem.targets[row] != problem.targets[other]
        ]
        for row in range(len(problem))
    ]
    assert edits.contradicted_by(problem).tolist() == [(found or [-1])[0] for found in denied_by]
    cells = ExampleCells(problem)
    assert cells.contradicting == sum(map(bool, denied_by))
    notes = [cells.text(row, cells.columns - 1) for row in range(len(problem))]
    assert notes == [f"contradicts example {found[0] + 1}" if found else "" for found in denied_by]


def test_lights_off_with_and_without_a_sign_contradict_each_other():
    problem = Problem([[0.0], [-0.0], [1]], [1, 0, 0])
    assert edits.contradicted_by(problem).tolist() == [1, 0, -1]


@given(problems())
def test_the_unseen_pattern_is_the_first_that_no_example_shows(problem):
    pattern = edits.unseen_pattern(problem)
    assert len(pattern) == problem.lights
    number = int("".join(str(int(light)) for light in pattern), 2)
    shown = {tuple(row) for row in problem.patterns.tolist()}
    counting = [
        tuple(float(digit) for digit in format(k, f"0{problem.lights}b"))
        for k in range(2**problem.lights)
    ]
    unseen = [k for k, each in enumerate(counting) if each not in shown]
    assert number == (unseen or [0])[0]


def test_an_edited_preset_says_of_which_it_comes():
    once = edits.with_answer(BOOK, 0, 0)
    back = edits.with_answer(once, 0, BOOK.targets[0])
    assert {each.name for each in (BOOK, once, back)} == {"streetlights"}
    assert BOOK.origin == ("streetlights", False)
    assert once.origin == back.origin == ("streetlights", True)
    assert back.trains_as(BOOK)
    assert back != BOOK
    assert copy.deepcopy(back) == back


def test_a_problem_by_the_name_of_a_preset_is_none():
    own = Problem(*BOOK.examples, BOOK.name)
    assert own.origin == (None, False)
    assert own != BOOK


def test_start_weights_of_a_preset_are_there_to_come_back_to_while_they_fit():
    start = Settings.choose(GIVEN, seed=7)
    edited = start.with_problem(
        edits.with_example_moved(edits.with_answer(start.problem, 0, 5), 0, 3)
    )
    assert edited.preset_start is GIVEN.given
    wider = edited.with_problem(edits.with_light_added(edited.problem))
    assert wider.preset_start is None
    assert start.with_problem(edits.with_light_removed(start.problem, 0)).preset_start is None
    again = wider.with_problem(edits.with_light_removed(wider.problem, 3))
    assert again.preset_start is None


@pytest.mark.parametrize("value", [-0.1, 1.1, np.nan, np.inf, "1", None])
def test_lights_beyond_0_to_1_are_refused(value):
    with pytest.raises(ValueError, match=LIGHTS_SENTENCE):
        edits.with_light(BOOK, 0, 0, value)
    with pytest.raises(ValueError, match=LIGHTS_SENTENCE):
        edits.with_example_added(BOOK, (0, value, 0), 1)


@pytest.mark.parametrize("answer", [np.nan, np.inf, -np.inf, "walk", None])
def test_answers_that_are_no_finite_numbers_are_refused(answer):
    with pytest.raises(ValueError, match=ANSWER_SENTENCE):
        edits.with_answer(BOOK, 0, answer)
    with pytest.raises(ValueError, match=ANSWER_SENTENCE):
        edits.with_example_added(BOOK, (0, 0, 0), answer)


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (
            lambda: edits.with_answer(BOOK, 4, 1),
            "example must be a whole number from 1 to 4, not 5",
        ),
        (
            lambda: edits.with_answer(BOOK, -1, 1),
            "example must be a whole number from 1 to 4, not 0",
        ),
        (lambda: edits.with_light(BOOK, 4, 0, 1), "example must .* not 5"),
        (
            lambda: edits.with_light(BOOK, 0, 3, 1),
            "light must be a whole number from 1 to 3, not 4",
        ),
        (lambda: edits.with_example_duplicated(BOOK, 9), "example must .* not 10"),
        (lambda: edits.with_example_moved(BOOK, 0, 4), "example must .* not 5"),
        (lambda: edits.with_example_moved(BOOK, 4, 0), "example must .* not 5"),
        (lambda: edits.without_examples(BOOK, [0, 4]), "example must .* not 5"),
        (lambda: edits.without_examples(BOOK, range(4)), "must keep at least 1 example"),
        (lambda: edits.with_light_removed(BOOK, 3), "light must .* not 4"),
        (lambda: edits.with_light_removed(Problem([[1]], [1]), 0), "must keep at least 1 light"),
        (lambda: edits.with_light_added(Problem([[1] * 6], [1])), "at most 6 lights"),
        (lambda: edits.with_example_added(BOOK, (1, 0), 1), "must have 3 lights, not 2"),
    ],
)
def test_what_is_out_of_range_is_refused(edit, sentence):
    with pytest.raises(ValueError, match=sentence):
        edit()


def test_a_full_training_set_takes_every_edit_but_one_more_example():
    full = Problem(np.arange(MAX_EXAMPLES)[:, np.newaxis] % 2, np.zeros(MAX_EXAMPLES))
    for refused in (
        lambda: edits.with_example_duplicated(full, 0),
        lambda: edits.with_example_added(full, (1,), 1),
    ):
        with pytest.raises(ValueError, match="at most 10,000 examples"):
            refused()
    edited = edits.with_answer(full, MAX_EXAMPLES - 1, 1)
    assert np.flatnonzero(edits.contradicted_by(edited) >= 0).tolist() == list(
        range(1, MAX_EXAMPLES, 2)
    )
    assert edits.contradicted_by(edited)[-1] == 1
    assert len(edits.without_examples(full, range(1, MAX_EXAMPLES))) == 1
