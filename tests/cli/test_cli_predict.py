"""`streetlight predict`: trains, then answers one pattern."""

import re

import pytest
from command import BOOK, streetlight

from streetlight_gui.core import Network, Problem, Trainer

ANSWER = re.compile(r"(WALK|STOP) (-?\d+\.\d{3,})\n")


def answer(result):
    assert (result.code, result.err) == (0, "")
    word, number = ANSWER.fullmatch(result.out).groups()
    return word, float(number)


def test_the_books_pattern_walks():
    result = streetlight("predict", "--seed", 1, "--iterations", 60, 1, 0, 1)
    assert result.out.startswith("WALK 1.000")
    assert answer(result)[1] == pytest.approx(1.0, rel=1e-9)


@pytest.mark.parametrize("pattern", ["000", "001", "010", "011", "100", "101", "110", "111"])
def test_every_pattern_after_the_books_run(pattern):
    word, prediction = answer(streetlight("predict", *pattern))
    expected = BOOK["streetlights"]["computed"]["predictions_after_60"][pattern]
    assert prediction == pytest.approx(expected, rel=1e-9, abs=1e-15)
    assert word == ("WALK" if expected >= 0.5 else "STOP")


def test_the_options_of_train_apply():
    result = streetlight(
        *("predict", "--problem", "middle-light", "--hidden", "none", "--alpha", 0.1),
        *("--iterations", 40, 0, 1, 0),
    )
    assert answer(result)[0] == "WALK"


@pytest.mark.parametrize("lights", [(1,), (1, 0), (1, 0, 1, 0)])
def test_another_number_of_lights_is_refused(lights):
    result = streetlight("predict", *lights)
    assert result.code == 2
    sentence = f"streetlights has 3 lights: give 3 numbers from 0 to 1, not {len(lights)}"
    assert sentence in result.err
    assert result.out == ""


@pytest.mark.parametrize("light", ["2", "-1", "-0.5", "1.01", "on", "nan", "inf", ""])
def test_a_light_that_is_not_from_0_to_1_is_refused(light):
    result = streetlight("predict", 1, 0, light)
    assert (result.code, result.out) == (2, "")
    assert f"a light must be a number from 0 (off) to 1 (on), not {light!r}" in result.err


def test_a_dimmed_light():
    network = Network.random(lights=3, hidden=(4,), seed=1)
    trainer = Trainer(Problem.preset("dimmer"), network, alpha=0.2)
    trainer.run(60)
    expected = trainer.network.predict([[0.2, 0.75, 1]])[0]
    word, prediction = answer(streetlight("predict", "--problem", "dimmer", 0.2, ".75", 1))
    assert (word, prediction) == ("WALK", pytest.approx(expected, abs=1e-14))


def test_no_answer_is_given_where_training_ran_away():
    result = streetlight(
        *("predict", "--problem", "middle-light", "--seed", 1, "--alpha", 1.5),
        *("--iterations", 300, 1, 0, 1),
    )
    assert (result.code, result.out) == (1, "")
    assert "iteration 210" in result.err


def test_a_prediction_that_is_not_0_never_reads_as_0():
    # This run ends some 2e-16 below 0.
    result = streetlight("predict", "--seed", 5, "--alpha", 0.1, "--iterations", 1000, 1, 1, 1)
    word, prediction = answer(result)
    assert word == "STOP"
    assert -1e-14 < prediction < 0
