"""All the patterns: which there are, how they are judged, and what they say as text."""

import csv
import io
import math
from types import SimpleNamespace

import numpy as np
import pytest
from book import book_trainer
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_equal

from streetlight_gui.core import Network, Problem
from streetlight_gui.core.problems.patterns import Judgement, PatternList
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.problems.problem import all_patterns
from streetlight_gui.core.problems.values import are_right
from streetlight_gui.core.storage.problem_file import parse_examples
from streetlight_gui.text.known_words import count_text
from streetlight_gui.text.pattern_text import Column, Grade, PatternText

ON, OFF = 1.0, 0.0
brightness = st.sampled_from([OFF, ON, ON, OFF, 0.1, 0.9, -0.0])
answers = st.sampled_from([0.0, 1.0, -0.0, 0.3, -2.0])
numbers = st.one_of(st.floats(), st.sampled_from([0.5, math.nan, math.inf, -math.inf, -0.0]))


@st.composite
def problems(draw):
    lights = draw(st.integers(1, 6))
    pattern = st.lists(brightness, min_size=lights, max_size=lights)
    examples = draw(st.lists(st.tuples(pattern, answers), min_size=1, max_size=12))
    return Problem([pattern for pattern, _ in examples], [answer for _, answer in examples])


def oracle(predictions):
    """Stand in for a network that gives these predictions, in the rows' order."""
    return SimpleNamespace(predict=lambda patterns: np.array(predictions)[: len(patterns)])


def judged(problem, predictions):
    rows = PatternList(problem)
    return PatternText(rows, Judgement(rows, oracle(predictions)))


def street(predictions=(0.0, 0.2, 0.7, 0.6, 0.0, 0.4, 0.0, 0.0)):
    return judged(Problem.preset("streetlights"), predictions)


def column(text, which):
    return [text.cell(row, which) for row in range(len(text.rows))]


def test_the_streetlights_count_up_half_of_them_never_seen():
    rows = PatternList(Problem.preset("streetlights"))
    assert rows.patterns.tolist() == all_patterns(3).tolist()
    assert rows.in_training.tolist() == [False, True] * 4
    assert rows.never_seen == 4
    assert rows.examples[5] == (1,)


def test_dimmed_patterns_come_first_in_the_training_sets_order():
    problem = Problem([[0.9, 0], [1, 0], [0.2, 0.8], [0.9, 0]], [0, 1, 1, 0])
    rows = PatternList(problem)
    assert rows.patterns.tolist() == [[0.9, 0], [0.2, 0.8], [0, 0], [0, 1], [1, 0], [1, 1]]
    assert rows.examples[0] == (1, 4)
    assert rows.in_training.tolist() == [True, True, False, False, True, False]


@given(problems())
def test_every_pattern_has_one_row(problem):
    rows = PatternList(problem)
    patterns = [tuple(pattern) for pattern in rows.patterns.tolist()]
    assert len(set(patterns)) == len(patterns) == len(rows)
    wanted = {*map(tuple, problem.patterns.tolist()), *map(tuple, all_patterns(problem.lights))}
    assert set(patterns) == wanted
    for row, pattern in enumerate(patterns):
        assert rows.row_of(pattern) == row
        targets = problem.examples.answers_to(pattern)
        assert rows.in_training[row] == bool(targets)
        if targets:
            assert rows.targets[row] == targets[0]
    assert sorted(k for found in rows.examples for k in found) == [*range(1, len(problem) + 1)]


@given(problems(), st.data())
def test_examples_and_rows_are_judged_one_by_one(problem, data):
    rows = PatternList(problem)
    predictions = data.draw(st.lists(numbers, min_size=len(rows), max_size=len(rows)))
    judgement = Judgement(rows, oracle(predictions))
    of_examples = np.array([predictions[rows.row_of(tuple(p))] for p in problem.patterns])
    assert judgement.examples_right == are_right(of_examples, problem.targets).sum()
    for row, prediction in enumerate(predictions):
        found = rows.answers[row]
        alone = are_right(np.array([prediction]), np.array(found[:1])).all()
        assert judgement.is_right[row] == (len(found) == 1 and alone)
        assert judgement.walks[row] == (prediction >= 0.5)
        errors = [(prediction - answer) * (prediction - answer) for answer in found]
        most = max(errors, default=math.nan)
        assert_equal(judgement.errors[row], most)


@given(problems(), st.data())
def test_no_text_fails_and_none_is_minus_zero(problem, data):
    rows = PatternList(problem)
    predictions = data.draw(st.lists(numbers, min_size=len(rows), max_size=len(rows)))
    text = PatternText(rows, Judgement(rows, oracle(predictions)))
    for row in range(len(rows)):
        for which in Column:
            assert text.tip(row, which) or (which is Column.ERROR and not rows.answers[row])
            for word in text.cell(row, which).split():
                assert not word.startswith("-") or float(word.rstrip(",")) < 0
        assert len(text.cell(row, Column.PREDICTION)) <= 9


def test_a_network_answers_the_rows_as_it_answers_alone():
    network = book_trainer(iterations=60).network
    rows = PatternList(Problem.preset("streetlights"))
    predictions = Judgement(rows, network).predictions
    assert_allclose(predictions, network.predict(rows.patterns), rtol=1e-13)


def test_a_long_training_set_is_predicted_in_parts_without_a_seam():
    random = np.random.RandomState(1)
    problem = Problem(random.random_sample((2500, 3)), random.random_sample(2500) > 0.5)
    network = Network.random(3, (4,), 1)
    rows = PatternList(problem)
    assert len(rows) == 2508
    predictions = Judgement(rows, network).predictions
    assert_allclose(predictions, network.predict(rows.patterns), rtol=1e-12)


@pytest.mark.parametrize(
    ("problem", "says"),
    [
        (Problem.preset("streetlights"), "2 of 4 right, 4 patterns never seen"),
        (Problem([[0.5]], [0]), "1 of 1 right, 2 patterns never seen"),
        (Problem([[0]], [0]), "1 of 1 right, 1 pattern never seen"),
        (Problem([[0], [1]], [0, 1]), "1 of 2 right, every pattern seen"),
        (Problem([[0], [0], [1]], [0, 1, 0]), "2 of 3 right, every pattern seen"),
    ],
)
def test_the_count_is_of_examples(problem, says):
    rows = PatternList(problem)
    right = Judgement(rows, oracle(np.zeros(len(rows)))).examples_right
    assert count_text(rows, right, 0) == says
    assert count_text(rows, None, 0) == says.replace(str(right), "\N{HORIZONTAL ELLIPSIS}", 1)


def test_what_the_columns_say():
    text = street()
    assert column(text, Column.TRAINING) == ["never seen", "in training"] * 4
    assert text.cell(5, Column.LIGHTS) == "1 0 1"
    assert column(text, Column.ANSWER)[:4] == ["never seen", "STOP", "never seen", "WALK"]
    assert text.cell(1, Column.PREDICTION) == "0.2000"
    verdicts = ["STOP", "STOP, right", "WALK", "WALK, right", "STOP", "STOP, wrong"]
    assert column(text, Column.VERDICT)[:6] == verdicts
    assert column(text, Column.ERROR)[:6] == ["", "0.0400", "", "0.160", "", "0.360"]
    assert text.tip(5, Column.LIGHTS) == "1 0 1: example 1 of the training set"
    assert text.tip(3, Column.PREDICTION) == "0.6"
    assert text.tip(5, Column.ERROR) == "(0.4 - 1) ** 2 = 0.36"


def test_contradicting_answers_are_never_right():
    text = judged(Problem([[1], [1], [0], [1]], [1, 0, 0.3, 1]), [0.4, 1.5])
    assert text.cell(1, Column.ANSWER) == "WALK / STOP"
    assert text.cell(1, Column.VERDICT) == "WALK, contradiction"
    assert text.cell(1, Column.ERROR) == "2.25"  # of STOP, which is missed most
    assert text.tip(1, Column.ERROR).split("\n") == [
        "(1.5 - 1) ** 2 = 0.25",
        "(1.5 - 0) ** 2 = 2.25",
    ]
    assert text.judgement.examples_right == 3
    assert text.cell(0, Column.ANSWER) == "0.3"
    assert text.cell(0, Column.VERDICT) == "STOP, right"


def test_numbers_that_have_run_away_are_shown_as_they_are():
    predictions = [1e200, math.nan, math.inf, -math.inf, -1e-9, -12.34567, 123.456, -99999]
    text = judged(Problem(all_patterns(3), np.zeros(8)), predictions)
    shown = ["1.0e+200", "nan", "inf", "-inf", "-1e-09", "-12.346", "123.46", "-1.0e+05"]
    assert column(text, Column.PREDICTION) == shown
    assert column(text, Column.ERROR)[:4] == ["inf", "nan", "inf", "inf"]
    assert text.cell(1, Column.VERDICT) == "STOP, wrong"


def test_the_verdict_sorts_what_is_wrong_first_and_the_unseen_last():
    text = street()
    order = np.argsort(text.sort_keys(Column.VERDICT), kind="stable")
    grades = [text.grade(row) for row in order]
    assert grades == [Grade.WRONG, *[Grade.RIGHT] * 3, *[None] * 4]


def test_text_for_a_spreadsheet_reads_as_the_table_does():
    text = street()
    lines = text.tab_separated([5, 0]).splitlines()
    assert lines[0].split("\t") == [
        *("in training", "lights", "answer", "prediction", "verdict", "error")
    ]
    assert lines[1].split("\t") == [
        *("in training", "1 0 1", "WALK", "0.4000", "STOP, wrong", "0.360")
    ]
    assert lines[2].split("\t") == ["never seen", "0 0 0", "never seen", "0.0000", "STOP", ""]
    assert len(lines) == 3


@given(problems(), st.integers(0, 99))
def test_csv_is_exact(problem, seed):
    rows = PatternList(problem)
    text = PatternText(rows, Judgement(rows, Network.random(problem.lights, (4,), seed)))
    written = text.comma_separated(range(len(rows)))
    assert "-0.0," not in written
    read = [*csv.DictReader(io.StringIO(written))]
    expected = [(row, answer) for row in range(len(rows)) for answer in rows.answers[row] or [None]]
    assert len(read) == len(expected)
    for line, (row, answer) in zip(read, expected, strict=True):
        prediction = text.judgement.predictions[row]
        lights = [float(line[f"light_{k + 1}"]) for k in range(problem.lights)]
        assert lights == rows.patterns[row].tolist()
        assert float(line["prediction"]) == prediction
        assert line["in_training"] == str(answer is not None)
        if answer is None:
            assert line["answer"] == line["error"] == ""
        else:
            assert float(line["answer"]) == answer
            assert float(line["error"]) == np.square(prediction - answer)


@pytest.mark.parametrize("name", list(PRESETS))
def test_every_preset_has_a_table(name):
    problem = Problem.preset(name)
    rows = PatternList(problem)
    text = PatternText(rows, Judgement(rows, Network.random(problem.lights, (4,), 1)))
    assert text.tab_separated(range(len(rows))).count("\n") == len(rows) + 1


@given(problems(), st.integers(0, 99), st.booleans(), st.booleans())
def test_copied_csv_opens_as_the_examples_it_holds(problem, seed, named, holds_out):
    others = Problem(problem.patterns[:1], [0.75]) if holds_out else None
    names = [*(f"x{k}" for k in range(problem.lights)), "output"] if named else ()
    held_out = others and (others.patterns, others.targets)
    problem = Problem(problem.patterns, problem.targets, held_out=held_out, names=names)
    rows = PatternList(problem)
    text = PatternText(rows, Judgement(rows, Network.random(problem.lights, (4,), seed)))
    found = parse_examples(text.comma_separated(range(len(rows))))
    assert found.names == problem.names
    examples, opened = (
        {(*pattern, answer) for pattern, answer in zip(*map(np.ndarray.tolist, each), strict=True)}
        for each in (problem.examples, found.examples)
    )
    assert opened == examples
    assert found.held_out_count == (holds_out and (*problem.patterns[0], 0.75) not in examples)
