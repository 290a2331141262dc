"""Lights and answers as text, and text as lights and answers."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streetlight_gui.core.checks import limits
from streetlight_gui.core.checks.formatting import exact_terse
from streetlight_gui.core.problems import values
from streetlight_gui.text import examples as words

finite = st.floats(allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("answer", "text"),
    [(1, "WALK"), (0, "STOP"), (-0.0, "STOP"), (0.5, "0.5"), (-12.5, "-12.5"), (1 / 3, "0.333333")],
)
def test_answers_are_words_or_six_digits(answer, text):
    assert words.answer_text(answer) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (-0.0, "0"),
        (1, "1"),
        (0.3, "0.3"),
        (0.25, "0.25"),
        (0.999, "1.00"),
        (0.004, "0.004"),
        (1e-9, "1e-09"),
    ],
)
def test_lights_take_few_characters(value, text):
    assert words.light_text(value) == text


@given(finite)
def test_exact_answers_read_back(answer):
    assert values.parse_answer(words.exact_answer_text(answer)) == answer


@given(st.floats(0, 1))
def test_exact_lights_read_back(value):
    assert limits.LIGHT.parse(exact_terse(value)) == value
    assert len(words.light_text(value)) <= (4 if value >= 0.005 or not value else len("5e-324"))
    assert (float(words.light_text(value)) == 0) == (value == 0)


@pytest.mark.parametrize(
    ("text", "answer"),
    [("walk", 1), (" STOP ", 0), ("Walk", 1), ("-3e2", -300), (".5", 0.5), ("-0", 0)],
)
def test_answers_are_read(text, answer):
    found = values.parse_answer(text)
    assert found == answer
    assert math.copysign(1, found) == (1 if answer >= 0 else -1)


@pytest.mark.parametrize("text", ["", "go", "walk stop", "nan", "inf", "-inf", "1e999", "0,5"])
def test_other_answers_are_refused(text):
    with pytest.raises(
        ValueError, match="an answer must be WALK, STOP or a finite number"
    ) as found:
        values.parse_answer(text)
    assert repr(text) in str(found.value)


@pytest.mark.parametrize("text", ["", "on", "walk", "nan", "-0.1", "1.01", "2", "inf"])
def test_other_lights_are_refused(text):
    with pytest.raises(ValueError, match=r"a light must be a number from 0 .* to 1") as found:
        limits.LIGHT.parse(text)
    assert repr(text) in str(found.value)


def test_steps_leave_no_binary_dust():
    up, down = [0.0], [1.0]
    for _ in range(12):
        up.append(values.stepped_light(up[-1], 1))
        down.append(values.stepped_light(down[-1], -1))
    tenths = [k / 10 for k in range(11)]
    assert up == [*tenths, 1.0, 1.0]
    assert down == [*tenths[::-1], 0.0, 0.0]


@given(st.floats(0, 1), st.integers(-30, 30))
def test_steps_stay_between_off_and_on(value, steps):
    stepped = values.stepped_light(value, steps)
    assert 0 <= stepped <= 1
    assert stepped == pytest.approx(min(max(value + steps / 10, 0), 1), abs=1e-9)


@pytest.mark.parametrize(("value", "toggled"), [(0, 1), (1, 0), (0.3, 0), (1e-9, 0)])
def test_a_dimmed_light_goes_off(value, toggled):
    assert values.toggled_light(value) == toggled


@pytest.mark.parametrize(
    ("answer", "toggled"), [(0, 1), (1, 0), (0.5, 0), (0.4, 1), (-9, 1), (7, 0)]
)
def test_an_answer_goes_to_the_other_side(answer, toggled):
    assert values.toggled_answer(answer) == toggled
