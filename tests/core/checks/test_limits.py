"""Each bad input's sentence says what is allowed; what is allowed is accepted."""

import math
from fractions import Fraction
from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from streetlight_gui.core.checks import limits
from streetlight_gui.core.nn.penalty import Penalty, PenaltyKind
from streetlight_gui.core.training.batch_sampler import BatchSampler

ALPHA = "alpha must be a number above 0 and at most 1000"
SEED = "seed must be a whole number from 0 to 4,294,967,295"
ITERATIONS = "iterations must be a whole number from 1 to 1,000,000"
EVERY = "every must be a whole number from 1 to 1,000,000"
HIDDEN = (
    "hidden must be up to 3 layers of 1 to 16 units, written like 4 or 8,8, or none, not '{text}'"
)
SIZES = "hidden must be up to 3 layers of 1 to 16 units, a sequence such as (4,), or () for none"
LIGHT = "a light must be a number from 0 (off) to 1 (on)"
STRENGTH = "strength must be a number from 0 to 10"
PLACE = "place must be a whole number from 0 to 2"
STOP_AFTER = "stop after must be a whole number from 1 to 1,000,000, or 'never', which is 0"


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: Penalty("L1", 0.1), "the penalty's kind must be one of PenaltyKind.NONE, .*'L1'"),
        (lambda: Penalty(PenaltyKind.L1, -1), "strength must be a number from 0 to 10, not -1"),
        (
            lambda: Penalty(PenaltyKind.L2, math.nan),
            "strength must be a number from 0 to 10, not nan",
        ),
        (lambda: BatchSampler(0), "examples must be a whole number, 1 or more, not 0"),
        (lambda: BatchSampler(4, -1), "batch must be a whole number, 0 or more, not -1"),
        (lambda: BatchSampler(4, 2.5), "batch must be a whole number, 0 or more, not 2.5"),
        (lambda: BatchSampler(4, 1, -1), "order seed must be a whole number from 0 to .*, not -1"),
    ],
)
def test_no_penalty_and_no_sampler_is_made_of_what_is_not_allowed(make, sentence):
    with pytest.raises(ValueError, match=sentence):
        make()


def sentence_of(parse, value):
    with pytest.raises(ValueError, match="must be") as refusal:
        parse(value)
    return str(refusal.value)


@pytest.mark.parametrize("text", ["0", "-1", "nan", "inf", "-inf", "1e400", "1001", "fast", ""])
def test_alpha_from_text_is_refused(text):
    found = sentence_of(limits.ALPHA.parse, text)
    assert found.startswith(f"{ALPHA}, not ")
    assert text in found


@pytest.mark.parametrize(("text", "alpha"), [("0.2", 0.2), ("1e-9", 1e-9), ("1000", 1000)])
def test_alpha_from_text(text, alpha):
    assert limits.ALPHA.parse(text) == alpha


@pytest.mark.parametrize("text", ["-1", "4294967296", "1.5", "x", "", "nan", "1e3"])
def test_seed_from_text_is_refused(text):
    found = sentence_of(limits.SEED.parse, text)
    assert found.startswith(f"{SEED}, not ")
    assert text in found


@pytest.mark.parametrize("seed", [0, 1, 2**32 - 1])
def test_seed_from_text(seed):
    assert limits.SEED.parse(str(seed)) == limits.SEED.check(seed) == seed


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
    assert sentence_of(limits.ITERATIONS.parse, text).startswith(f"{ITERATIONS}, not ")
    every = limits.whole("every", 1, limits.MAX_ITERATIONS)
    assert sentence_of(every.parse, text).startswith(f"{EVERY}, not ")


@pytest.mark.parametrize("count", [1, 60, 1_000_000])
def test_iterations_from_text(count):
    assert limits.ITERATIONS.parse(str(count)) == count


@pytest.mark.parametrize("text", ["-1", "1000001", "soon", "1.5", ""])
def test_stop_after_from_text_is_refused(text):
    assert sentence_of(limits.STOP_AFTER.parse, text) == f"{STOP_AFTER}, not {text!r}"


@pytest.mark.parametrize(
    ("text", "count"),
    [("0", 0), ("150", 150), ("1000000", 1_000_000), ("never", 0), (" Never ", 0)],
)
def test_stop_after_from_text(text, count):
    assert limits.STOP_AFTER.parse(text) == count


@pytest.mark.parametrize("text", ["never", ""])
def test_a_word_is_no_number_where_a_rule_has_none(text):
    assert sentence_of(limits.SEED.parse, text) == f"{SEED}, not {text!r}"


@pytest.mark.parametrize("number", [2**53 + 1, 10**400, np.int64(2**53 + 1)])
def test_whole_numbers_of_any_size_stay_as_they_are(number):
    for rule in (limits.count("steps"), limits.whole("place", 0, 10**400)):
        assert rule.check(number) == number
        assert type(rule.check(number)) is int
    assert BatchSampler(4, number).batch_size == number
    assert limits.count("steps").parse(str(2**53 + 1)) == 2**53 + 1


@pytest.mark.parametrize("value", [math.inf, np.inf, np.float32(np.inf), math.nan, 2.5j])
def test_no_count_is_endless(value):
    assert sentence_of(limits.count("steps").check, value).startswith("steps must be a whole")


def test_numbers_of_any_kind_are_taken_and_become_python_s():
    for number in (np.float32(0.25), Fraction(1, 4), np.float64(0.25)):
        assert type(limits.ALPHA.check(number)) is float
        assert limits.ALPHA.check(number) == 0.25
    assert type(limits.SEED.check(np.float64(3))) is int
    assert limits.ALPHA.check(3) == 3.0
    assert type(limits.ALPHA.check(3)) is float
    for number in (np.float32(0), Fraction(1, 10**400), Fraction(10**400), 10**400):
        assert sentence_of(limits.ALPHA.check, number).startswith(ALPHA)


@pytest.mark.parametrize(
    ("check", "value", "rule"),
    [
        *((limits.ALPHA.check, value, ALPHA) for value in (0, -1, math.nan, math.inf, "fast")),
        *((limits.SEED.check, v, SEED) for v in (-1, 2**32, 1.5, math.nan, math.inf, "x", None)),
        *((limits.check_hidden, value, SIZES) for value in (4, 2.5, None, (17,), (2.5,), ("4",))),
        *((limits.check_hidden, value, SIZES) for value in ("4", "", "none", (4,) * 4)),
        (limits.check_hidden, np.array([[4]]), SIZES),
        (limits.check_hidden, np.array(4), SIZES),
        *((limits.LIGHT.check, value, LIGHT) for value in (1.5, -0.1, math.nan, "on")),
        (
            limits.ANSWER.check,
            math.nan,
            "an answer must be a finite number, 1 for WALK and 0 for STOP",
        ),
        (limits.WEIGHT.check, "x", "a weight must be a finite number such as -0.25"),
        *((limits.STRENGTH.check, value, STRENGTH) for value in (-1, 10.5, math.nan)),
        (limits.count("steps").check, -3, "steps must be a whole number, 0 or more"),
        (limits.count("steps").check, 1.5, "steps must be a whole number, 0 or more"),
        (limits.whole("place", 0, 2).check, 3, PLACE),
        (limits.LIGHTS.check, 7, "lights must be a whole number from 1 to 6"),
    ],
)
def test_a_value_from_a_program_is_refused_with_a_sentence_that_ends_with_it(check, value, rule):
    assert sentence_of(check, value) == f"{rule}, not {value!r}"


@pytest.mark.parametrize(
    "text", ["1_0", "\N{ARABIC-INDIC DIGIT THREE}", "0x10", "1__0", "infinity", "1e", "--1", "1 0"]
)
def test_what_only_python_reads_as_a_number_is_none(text):
    for parse in (
        limits.ALPHA.parse,
        limits.LIGHT.parse,
        limits.STRENGTH.parse,
        limits.WEIGHT.parse,
    ):
        assert sentence_of(parse, text).endswith(f"not {text!r}")
    for parse in (
        limits.SEED.parse,
        limits.ITERATIONS.parse,
        limits.parse_hidden,
        limits.UNITS.parse,
    ):
        assert sentence_of(parse, text).endswith(f"not {text!r}")


@pytest.mark.parametrize("parse", [limits.ALPHA.parse, limits.LIGHT.parse, limits.WEIGHT.parse])
def test_a_decimal_comma_is_refused_by_its_name(parse):
    assert sentence_of(parse, "0,5").endswith(", with a decimal point, not '0,5'")
    for parse_others in (limits.SEED.parse, limits.STOP_AFTER.parse, limits.parse_hidden):
        assert "decimal point" not in sentence_of(parse_others, "1,x")
        assert "decimal point" not in sentence_of(parse_others, "50,1,000")
    assert "decimal point" not in sentence_of(limits.SEED.parse, "0,5")


@pytest.mark.parametrize("text", [" 3", "3 ", "+3", "03"])
def test_spaces_a_sign_and_zeros_do_no_harm(text):
    assert limits.SEED.parse(text) == limits.ALPHA.parse(text) == 3
    assert limits.parse_hidden(f"{text},4") == (3, 4)


@pytest.mark.parametrize("parse", [limits.SEED.parse, limits.ALPHA.parse, limits.parse_hidden])
@pytest.mark.parametrize("text", ["9" * 5000, "x" * 5000])
def test_a_sentence_stays_a_sentence(parse, text):
    assert sentence_of(parse, text).endswith(f"not '{text[:40]}'...")


@pytest.mark.parametrize(
    "values",
    [
        *([[1, 0], [1]], [["on"]], "on", [10**400]),
        *(["1", "0"], "1", [None], None, [b"1"]),  # which NumPy would make numbers of
        *([1 + 2j], np.array([1 + 2j]), np.array(["2020-01-01"], "M8[D]"), np.array([1], "m8[D]")),
    ],
)
def test_what_is_no_array_of_numbers_is_refused(values):
    found = sentence_of(partial(limits.as_array, "patterns"), values)
    assert found.startswith("patterns must be numbers, in rows of the same length, not ")


@pytest.mark.parametrize(
    "values", [[True, 0], [Fraction(1, 2), 0.25], np.array([1, 2], "u1"), [], 3]
)
def test_numbers_of_every_kind_make_an_array(values):
    found = limits.as_array("patterns", values)
    assert found.dtype == np.float64
    assert found.tolist() == np.asarray(values, dtype=np.float64).tolist()


def test_an_array_of_floats_is_not_copied():
    values = np.array([1.0, 2.0])
    assert limits.as_array("patterns", values) is values


@pytest.mark.parametrize(
    ("found", "text"),
    [
        (np.float64(1.5), "1.5"),
        (np.array([[1.0, 0.0], [0.0, 1.0]]), "array([[1., 0.], [0., 1.]])"),
        (list(range(20)), "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 1..."),
        ("1\n2", "'1\\n2'"),
        ("a\nb" * 10, repr("a\nb" * 10)),
        ("x" * 41, f"'{'x' * 40}'..."),
    ],
)
def test_what_is_wrong_is_shown_on_one_line_and_cut_with_a_mark(found, text):
    assert limits.shown(found) == text


def test_a_number_that_python_does_not_write_is_shown_in_words():
    assert limits.shown(10**5000) == "something too long to be written"


@pytest.mark.parametrize(
    "rule", [limits.LIGHT, limits.ANSWER, limits.WEIGHT, limits.STRENGTH, limits.SEED]
)
@pytest.mark.parametrize("zero", ["-0", -0.0, np.float32(-0.0)])
def test_no_number_is_minus_zero(rule, zero):
    found = rule.parse(zero) if isinstance(zero, str) else rule.check(zero)
    assert math.copysign(1, found) == 1


def test_a_whole_number_written_as_a_float_is_a_whole_number():
    assert limits.SEED.check(3.0) == 3
    assert isinstance(limits.SEED.check(3.0), int)


@pytest.mark.parametrize(
    "check",
    [
        limits.ALPHA.check,
        limits.LIGHT.check,
        limits.ANSWER.check,
        limits.WEIGHT.check,
        limits.SEED.check,
    ],
)
def test_whole_numbers_too_large_for_a_float_are_refused_in_words(check):
    with pytest.raises(ValueError, match="must be a"):
        check(10**400)
