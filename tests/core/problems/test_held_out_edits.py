"""Edits of what is held out: rows behind those in training, and never one of them."""

import copy
import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from streetlight_gui.core import Problem
from streetlight_gui.core.problems import problem_edits as edits
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.problems.problem import OWN

BOOK = Problem.preset("streetlights")
RULE = PRESETS["streetlights"].rule.rows
RULED = BOOK.holding_out(RULE)

brightness = st.sampled_from([0.0, 0.3, 1.0])
answers = st.sampled_from([0.0, 1.0, 0.5])


@st.composite
def problems(draw, least=0):
    """Draw problems of any number of rows, some of them held out."""
    lights = draw(st.integers(1, 3))
    row = st.lists(brightness, min_size=lights, max_size=lights)
    rows = draw(st.lists(st.tuples(row, answers), min_size=1 + least, max_size=9))
    trained = draw(st.integers(1, len(rows) - least))
    patterns, targets = map(list, zip(*rows, strict=True))
    held_out = patterns[trained:], targets[trained:]
    return Problem(patterns[:trained], targets[:trained], "mine", held_out)


def parts(problem):
    """Return the rows in training, and those held out, as tuples with the answer last."""
    rows = [tuple(row) for row in np.column_stack(problem.rows).tolist()]
    assert len(rows) == len(problem) + problem.held_out_count
    return rows[: len(problem)], rows[len(problem) :]


def test_the_streetlights_leave_out_four_patterns_whose_answers_the_rule_knows():
    assert BOOK.held_out_count == 0
    assert parts(RULED)[1] == [(0, 0, 0, 0), (0, 1, 0, 1), (1, 0, 0, 1), (1, 1, 0, 0)]
    assert [Problem.preset("all-eight").examples.answers_to(p) for p in RULE.patterns] == [
        (target,) for target in RULE.targets
    ]


def test_holding_out_leaves_the_training_set_and_its_name():
    assert (RULED.name, len(RULED), repr(RULED)) == (
        *("streetlights", 4),
        "<Problem 'streetlights': 4 examples of 3 lights, 4 held out>",
    )
    assert parts(RULED)[0] == parts(BOOK)[0]
    assert RULED.trains_as(BOOK)
    assert RULED.holding_out(None) == BOOK
    assert hash(RULED.holding_out(([], []))) == hash(BOOK)
    for values in (*RULED.rows, *RULED.held_out, RULED.patterns, RULED.targets):
        assert not values.flags.writeable


def test_what_is_held_out_makes_another_problem_of_the_same_training():
    other = BOOK.holding_out((RULE.patterns, 1 - RULE.targets))
    assert len({BOOK, RULED, other, BOOK.holding_out(RULE)}) == 3
    moved = Problem(BOOK.patterns[:3], BOOK.targets[:3], BOOK.name, (BOOK.patterns[3:], [0]))
    assert moved != BOOK
    assert not moved.trains_as(BOOK)


@pytest.mark.parametrize("duplicate", [copy.deepcopy, lambda x: pickle.loads(pickle.dumps(x))])  # noqa: S301 - our own
def test_a_copy_holds_out_the_same(duplicate):
    copied = duplicate(RULED)
    assert copied == RULED
    assert parts(copied) == parts(RULED)


@pytest.mark.parametrize(
    ("held_out", "sentence"),
    [
        (([[1, 0]], [1]), "held-out patterns must have 3 lights, not 2"),
        (([[1, 0, 2]], [1]), r"a light must be a number from 0 \(off\) to 1 \(on\), not 2"),
        (([[1, 0, 0]], [1, 0]), "one answer for each of the 1 patterns"),
        (([[1, 0, 0]], [np.nan]), "an answer must be a finite number"),
    ],
)
def test_what_cannot_be_held_out_is_refused(held_out, sentence):
    with pytest.raises(ValueError, match=sentence):
        BOOK.holding_out(held_out)
    with pytest.raises(ValueError, match=sentence):
        Problem(BOOK.patterns, BOOK.targets, held_out=held_out)


@given(problems(), st.data())
def test_rows_change_their_use_and_come_last_on_the_new_side(problem, data):
    (trained, held_out), count = parts(problem), len(problem) + problem.held_out_count
    rows = sorted(data.draw(st.sets(st.integers(0, count - 1))))
    every = trained + held_out
    kept = [row for k, row in enumerate(trained) if k not in rows]
    if kept:
        gone = [row for k, row in enumerate(trained) if k in rows]
        assert parts(edits.with_use(problem, rows, held_out=True)) == (kept, held_out + gone)
    else:
        with pytest.raises(ValueError, match="must keep at least 1 example"):
            edits.with_use(problem, rows, held_out=True)
    taken = [row for k, row in enumerate(every) if k >= len(trained) and k in rows]
    left = [row for k, row in enumerate(every) if k >= len(trained) and k not in rows]
    after = edits.with_use(problem, rows, held_out=False)
    assert parts(after) == (trained + taken, left)
    assert after.name == problem.name
    assert after.origin.is_edited == bool(taken)


@given(problems(), st.data())
def test_a_held_out_answer_is_given_replaced_and_taken_back(problem, data):
    pattern = tuple(data.draw(st.tuples(*[brightness] * problem.lights)))
    answer = data.draw(answers)
    trained, held_out = parts(problem)
    places = [k for k, row in enumerate(held_out) if row[:-1] == pattern]
    others = [row for row in held_out if row[:-1] != pattern]
    after = edits.with_held_out_answer(problem, pattern, answer)
    others.insert(places[0] if places else len(others), (*pattern, answer))
    assert parts(after) == (trained, others)
    assert after.held_out.answers_to(pattern) == (answer,)
    without = edits.with_held_out_answer(after, pattern, None)
    assert without.held_out.answers_to(pattern) == ()
    assert (after.name, after.origin) == (without.name, without.origin) == ("mine", OWN)
    assert after.trains_as(problem)


@given(problems(least=1), st.data())
def test_rows_that_are_held_out_are_edited_like_others(problem, data):
    trained, held_out = parts(problem)
    k = data.draw(st.integers(0, len(held_out) - 1))
    row, to = len(trained) + k, data.draw(st.integers(0, len(held_out) - 1))
    pattern, moved = held_out[k][:-1], held_out.copy()
    moved.insert(to, moved.pop(k))
    others = held_out[:k] + held_out[k + 1 :]
    for after, expected in (
        (edits.with_answer(problem, row, 7), [*held_out[:k], (*pattern, 7), *held_out[k + 1 :]]),
        (
            edits.with_light(problem, row, 0, 0.7),
            [*held_out[:k], (0.7, *held_out[k][1:]), *held_out[k + 1 :]],
        ),
        (edits.with_example_duplicated(problem, row), [*held_out[: k + 1], *held_out[k:]]),
        (edits.without_examples(problem, [row]), others),
        (edits.with_example_moved(problem, row, len(trained) + to), moved),
    ):
        assert parts(after) == (trained, expected)
        assert (after.name, after.origin) == ("mine", OWN)


@given(problems(), st.data())
def test_edits_of_the_training_set_leave_what_is_held_out(problem, data):
    row, held_out = data.draw(st.integers(0, len(problem) - 1)), parts(problem)[1]
    pattern = [0.0] * problem.lights
    for after in (
        edits.with_answer(problem, row, 7),
        edits.with_example_added(problem, pattern, 1),
        edits.with_example_duplicated(problem, row),
        edits.with_example_moved(problem, row, len(problem) - 1),
        edits.without_examples(problem, [row] if len(problem) > 1 else []),
    ):
        assert parts(after)[1] == held_out
    assert parts(edits.with_light_added(problem))[1] == [(*r[:-1], 0, r[-1]) for r in held_out]


def test_no_row_is_moved_across_the_border_of_its_use():
    with pytest.raises(ValueError, match="example must be a whole number from 1 to 4, not 5"):
        edits.with_example_moved(RULED, 3, 4)
    with pytest.raises(ValueError, match="example must be a whole number from 5 to 8, not 4"):
        edits.with_example_moved(RULED, 4, 3)


def test_one_example_at_least_stays_in_training():
    with pytest.raises(ValueError, match="must keep at least 1 example"):
        edits.without_examples(RULED, range(4))


def test_a_held_out_answer_that_a_trained_one_denies_is_told_as_a_contradiction():
    problem = edits.with_held_out_answer(RULED, (1, 0, 1), 0)
    assert edits.contradicted_by(problem).tolist() == [8, -1, -1, -1, -1, -1, -1, -1, 0]
    same = edits.with_held_out_answer(RULED, (1, 0, 1), 1)
    assert (edits.contradicted_by(same) == -1).all()


def test_a_pattern_with_an_answer_held_out_is_no_unseen_one():
    problem = edits.with_held_out_answer(BOOK, (0, 0, 0), 0)
    assert edits.unseen_pattern(BOOK) == (0, 0, 0)
    assert edits.unseen_pattern(problem) == (0, 1, 0)
