"""Each bad input's sentence says what is allowed; what is allowed is accepted."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from streetlight_gui.core import limits
from streetlight_gui.core.penalty import Penalty, PenaltyKind
from streetlight_gui.core.schedule import Schedule

ALPHA = "alpha must be a number above 0 and at most 1000"
SEED = "seed must be a whole number from 0 to 4,294,967,295"
ITERATIONS = "iterations must be a whole number from 1 to 1,000,000"
EVERY = "every must be a whole number from 1 to 1,000,000"
HIDDEN = (
    "hidden must be up to 3 layers of 1 to 16 units, written like 4 or 8,8, or none, not '{text}'"
)
STOP_AFTER = "stop after must be a whole number from 1 to 1,000,000, or 'never'"


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: Penalty("L1", 0.1), "the penalty's kind must be one of PenaltyKind.NONE, .*'L1'"),
        (lambda: Penalty(PenaltyKind.L1, -1), "rate must be a number from 0 to 10, not -1"),
        (lambda: Penalty(PenaltyKind.L2, math.nan), "rate must be a number from 0 to 10, not nan"),
        (lambda: Schedule(0), "examples must be a whole number, 1 or more, not 0"),
        (lambda: Schedule(4, -1), "batch must be a whole number, 0 or more, not -1"),
        (lambda: Schedule(4, 2.5), "batch must be a whole number, 0 or more, not 2.5"),
        (lambda: Schedule(4, 1, -1), "order seed must be a whole number from 0 to .*, not -1"),
    ],
)
def test_no_penalty_and_no_schedule_is_made_of_what_is_not_allowed(make, sentence):
    with pytest.raises(ValueError, match=sentence):
        make()


def sentence_of(parse, value):
    with pytest.raises(ValueError, match="must be") as refusal:
        parse(value)
    return str(refusal.value)


@pytest.mark.parametrize("text", ["0", "-1", "nan", "inf", "-inf", "1e400", "1001", "fast", ""])
def test_alpha_from_text_is_refused(text):
    found = sentence_of(limits.parse_alpha, text)
    assert found.startswith(f"{ALPHA}, not ")
    assert text in found


@pytest.mark.parametrize(("text", "alpha"), [("0.2", 0.2), ("1e-9", 1e-9), ("1000", 1000)])
def test_alpha_from_text(text, alpha):
    assert limits.parse_alpha(text) == alpha


@pytest.mark.parametrize("text", ["-1", "4294967296", "1.5", "x", "", "nan", "1e3"])
def test_seed_from_text_is_refused(text):
    found = sentence_of(limits.parse_seed, text)
    assert found.startswith(f"{SEED}, not ")
    assert text in found


@pytest.mark.parametrize("seed", [0, 1, 2**32 - 1])
def test_seed_from_text(seed):
    assert limits.parse_seed(str(seed)) == limits.check_seed(seed) == seed


@pytest.mark.parametrize(
    "text", ["0", "17", "4,x", "4,4,4,4", "4,", ",", "", "-1", "2.5", "8 8", "4,0", "nothing"]
)
def test_hidden_from_text_is_refused(text):
    assert sentence_of(limits.parse_hidden, text) == HIDDEN.format(text=text)


@pytest.mark.parametrize(
    ("text", "hidden"),
    [("4", (4,)), ("8,8", (8, 8)), ("1,16,3", (1, 16, 3)), ("none", ()), (" None ", ())],
)
def test_hidden_from_text(text, hidden):
    assert limits.parse_hidden(text) == hidden


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(-3, 20), min_size=1, max_size=5))
def test_hidden_sizes_within_limits_are_accepted_and_no_others(sizes):
    text = ",".join(map(str, sizes))
    if len(sizes) <= 3 and all(1 <= size <= 16 for size in sizes):
        assert limits.parse_hidden(text) == limits.check_hidden(sizes) == tuple(sizes)
    else:
        assert "up to 3 layers of 1 to 16 units" in sentence_of(limits.parse_hidden, text)
        assert "up to 3 layers of 1 to 16 units" in sentence_of(limits.check_hidden, sizes)


@pytest.mark.parametrize("text", ["0", "-3", "1000001", "1.5", "many", ""])
def test_iterations_from_text_are_refused(text):
    assert sentence_of(limits.parse_iterations, text).startswith(f"{ITERATIONS}, not ")
    assert sentence_of(limits.parse_every, text).startswith(f"{EVERY}, not ")


@pytest.mark.parametrize("count", [1, 60, 1_000_000])
def test_iterations_from_text(count):
    assert limits.parse_iterations(str(count)) == limits.parse_every(str(count)) == count


@pytest.mark.parametrize("text", ["-1", "1000001", "soon", "1.5", ""])
def test_stop_after_from_text_is_refused(text):
    assert sentence_of(limits.parse_stop_after, text) == f"{STOP_AFTER}, not {text!r}"


@pytest.mark.parametrize(
    ("text", "count"), [("never", 0), (" Never", 0), ("0", 0), ("150", 150), ("1000000", 1_000_000)]
)
def test_stop_after_from_text(text, count):
    assert limits.parse_stop_after(text) == count


@pytest.mark.parametrize(
    ("check", "value", "sentence"),
    [
        (limits.check_alpha, 0, f"{ALPHA}, not 0"),
        (limits.check_alpha, -1, f"{ALPHA}, not -1"),
        (limits.check_alpha, math.nan, f"{ALPHA}, not nan"),
        (limits.check_alpha, math.inf, f"{ALPHA}, not inf"),
        (limits.check_alpha, "fast", f"{ALPHA}, not "),
        (limits.check_seed, -1, f"{SEED}, not -1"),
        (limits.check_seed, 2**32, f"{SEED}, not 4294967296"),
        (limits.check_seed, 1.5, f"{SEED}, not 1.5"),
        (limits.check_seed, math.nan, f"{SEED}, not nan"),
        (limits.check_seed, math.inf, f"{SEED}, not inf"),
        (limits.check_seed, "x", f"{SEED}, not "),
        (limits.check_hidden, (17,), "hidden must be up to 3 layers of 1 to 16 units"),
        (limits.check_hidden, (2.5,), "hidden must be up to 3 layers of 1 to 16 units"),
        (limits.check_hidden, ("4",), "hidden must be up to 3 layers of 1 to 16 units"),
        (lambda count: limits.check_count("steps", count), -3, "steps must be a whole number, 0"),
        (lambda count: limits.check_count("steps", count), 1.5, "steps must be a whole number, 0"),
        (limits.check_hidden, 4, "hidden must be up to 3 layers of 1 to 16 units"),
        (limits.check_hidden, np.array([[4]]), "hidden must be up to 3 layers of 1 to 16 units"),
        (limits.check_hidden, np.array(4), "hidden must be up to 3 layers of 1 to 16 units"),
        (limits.check_light, 1.5, "a light must be a number from 0 (off) to 1 (on), not 1.5"),
        (limits.check_light, "on", "a light must be a number from 0 (off) to 1 (on), not 'on'"),
        (limits.parse_light, "x", "a light must be a number from 0 (off) to 1 (on), not 'x'"),
        (limits.check_answer, math.nan, "an answer must be a finite number, 1 for WALK and 0"),
        (limits.check_weight, "x", "a weight must be a finite number, not 'x'"),
        (limits.check_rate, -1, "rate must be a number from 0 to 10, not -1"),
        (limits.check_rate, math.nan, "rate must be a number from 0 to 10, not nan"),
        (limits.parse_rate, "11", "rate must be a number from 0 to 10, not '11'"),
        (lambda index: limits.check_index("place", index, 3), 3, "place must be a whole number fr"),
        (limits.check_lights, 7, "lights must be a whole number from 1 to 6, not 7"),
    ],
)
def test_a_value_from_a_program_is_refused_with_the_same_sentence(check, value, sentence):
    assert sentence_of(check, value).startswith(sentence)


def test_a_whole_number_written_as_a_float_is_a_whole_number():
    assert limits.check_seed(3.0) == 3
    assert isinstance(limits.check_seed(3.0), int)


@pytest.mark.parametrize(
    "check",
    [
        limits.check_alpha,
        limits.check_light,
        limits.check_answer,
        limits.check_weight,
        limits.check_seed,
    ],
)
def test_whole_numbers_too_large_for_a_float_are_refused_in_words(check):
    with pytest.raises(ValueError, match="must be a"):
        check(10**400)
