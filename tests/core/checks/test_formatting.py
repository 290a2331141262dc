"""Numbers as text: digits enough, exact where it says exact, never minus zero."""

import math
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from streetlight_gui.core.checks.formatting import (
    ARROW,
    ELLIPSIS,
    counted,
    exact,
    exact_terse,
    fitted,
    fixed,
    moved,
    plain,
    rounded,
    short,
    terse,
    told_apart,
)

finite = st.floats(allow_nan=False, allow_infinity=False)
tiny = st.floats(-0.01, 0.01)


def significant_digits(text):
    mantissa = text.lower().partition("e")[0]
    return len(mantissa.lstrip("-").replace(".", "").lstrip("0"))


@given(finite)
@example(-0.0)
def test_exact_text_reads_back_as_the_same_number(value):
    assert float(exact(value)) == value
    assert not math.copysign(1, float(exact(value))) < 0 or value < 0


@given(finite.filter(bool))
def test_plain_has_at_least_six_significant_digits(value):
    assert significant_digits(plain(value)) >= 6
    assert float(plain(value)) == pytest.approx(value, rel=5.1e-6, abs=5e-324)


@given(finite | tiny)
@example(-0.0)
@example(-0.004)
@example(-1e-300)
def test_no_text_is_minus_zero(value):
    for text in (plain(value), short(value), fixed(value, 15), exact(value)):
        assert float(text) != 0 or not text.startswith("-")


@given(finite | tiny)
@example(1e-13)
@example(-5e-324)
def test_what_is_not_0_never_reads_as_0(value):
    for text in (short(value), plain(value), terse(value), rounded(value)):
        assert (float(text) == 0) == (value == 0)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.48043384, "0.480434"),
        (1.5055622665134859e-05, "1.50556e-05"),
        (1.0, "1.00000"),
        (123456.0, "123456"),
        (-0.0, "0.00000"),
    ],
)
def test_plain(value, text):
    assert plain(value) == text


def test_plain_with_other_digits():
    assert plain(0.48043384, digits=4) == "0.4804"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.914, "0.91"),
        (-0.914, "-0.91"),
        (-0.004, "-0.004"),
        (0.005, "0.01"),
        (1.3e-13, "1e-13"),
        (-5e-324, "-5e-324"),
        (-0.0, "0.00"),
        (-0.006, "-0.01"),
        (12345.0, "1e+04"),
        (-1000.0, "-1e+03"),
    ],
)
def test_short(value, text):
    assert short(value) == text


@given(finite | tiny, st.integers(6, 12))
@example(-1.5e-300, 7)
@example(-1234.5, 6)
@example(-0.0, 6)
@example(1.5e308, 6)
def test_a_fitted_number_has_its_room_and_is_never_taken_for_another(value, room):
    text = fitted(value, room)
    assert len(text) <= room
    assert text != ELLIPSIS or abs(value) >= 1e100 or 0 < abs(value) < 1e-99
    apart = Decimal(0 if text == ELLIPSIS else text) - Decimal(value)  # 2e+308 is no float
    assert text == ELLIPSIS or abs(apart) <= abs(Decimal(value)) / 2


@given(one=st.floats(-1e6, 1e6), by=st.one_of(tiny, st.sampled_from([0.0, 1e-17, -1e-300, 1.0])))
def test_two_numbers_are_told_apart_and_equal_ones_alike(one, by):
    numbers = one, one + by
    texts = told_apart(*numbers)
    assert (texts[0] == texts[1]) == (numbers[0] == numbers[1])
    for text, number in zip(texts, numbers, strict=True):
        assert math.isclose(float(text), number, rel_tol=0.5, abs_tol=0.006)


@given(before=st.floats(-99, 99), by=tiny.filter(bool), digits=st.sampled_from([2, 3, 4]))
def test_a_move_never_looks_like_none(before, by, digits):
    was, way, amount = moved(before, by, digits).split(" ")
    assert was == plain(before, digits)
    if way == ARROW:
        assert amount == plain(before + by, digits) != was
    else:
        assert math.isclose(float(way + amount), by, rel_tol=0.5)


@pytest.mark.parametrize(
    ("value", "room", "text"),
    [
        (-0.165956, 12, "-0.165956"),
        (-0.165956, 6, "-0.166"),
        (0.440649, 6, "0.441"),
        (-0.0141064, 9, "-0.014106"),
        (1.50556e-05, 6, "2e-05"),
        (0.0, 6, "0"),
        (-1.0, 6, "-1"),
        (-1234.5, 6, "-1e+03"),
        (-math.inf, 6, "-inf"),
        (math.nan, 6, "nan"),
        (-2.5e-300, 6, ELLIPSIS),
    ],
)
def test_fitted(value, room, text):
    assert fitted(value, room) == text


def test_fixed_has_the_decimals_asked_for():
    assert [fixed(-1.25, 4), fixed(2e-16, 15)] == ["-1.2500", "0.000000000000000"]


@pytest.mark.parametrize("value", [math.inf, -math.inf, math.nan])
def test_numbers_that_ran_away_are_written_too(value):
    assert plain(value) == short(value) == exact(value) == str(value)


@pytest.mark.parametrize(
    ("value", "text"),
    [(1, "1"), (-0.0, "0"), (0.1 + 0.2, "0.30000000000000004"), (1e-9, "1e-09"), (1e22, "1e+22")],
)
def test_whole_numbers_need_no_point_to_be_exact(value, text):
    assert exact_terse(value) == text
    assert float(text) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (-0.0, "0"),
        (1.0, "1"),
        (999.0, "999"),
        (-999.0, "-999"),
        (1000.0, "1000.00"),
        (0.5, "0.500000"),
        (-1.5, "-1.50000"),
    ],
)
def test_small_whole_numbers_are_terse(value, text):
    assert terse(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.0, "1"),
        (0.48043384, "0.4804"),
        (1.32456, "1.325"),
        (-0.0, "0"),
        (math.inf, "no finite number"),
        (math.nan, "no finite number"),
    ],
)
def test_rounded(value, text):
    assert rounded(value) == text


@pytest.mark.parametrize(("count", "text"), [(0, "0 rows"), (1, "1 row"), (1024, "1,024 rows")])
def test_how_many_there_are_is_written_with_the_noun_that_fits(count, text):
    assert counted(count, "row") == text
