"""Numbers typed into the settings: what is allowed is read, and the rest gets a sentence."""

import pytest

from streetlight_gui.core.checks import typed

UNITS = "units must be a whole number from 1 to 16, not "
STRENGTH = "strength must be a number from 0 to 10, not "
BATCH = "batch must be a whole number from 1 to 10,000, not "
BOUND = "the error to stop below must be a number above 0 and at most 1,000,000, not "


@pytest.mark.parametrize(
    ("parse", "text", "start"),
    [
        *((typed.parse_units, text, UNITS) for text in ("0", "17", "2.5", "", "four")),
        *(
            (typed.parse_strength, text, STRENGTH)
            for text in ("-1", "10.1", "nan", "inf", "", "weak")
        ),
        *((typed.parse_batch, text, BATCH) for text in ("0", "10001", "1.5", "", "all")),
        *(
            (typed.parse_error_bound, text, BOUND)
            for text in ("0", "-0.1", "nan", "inf", "1e7", "", "low")
        ),
    ],
)
def test_what_is_not_allowed_gets_a_sentence(parse, text, start):
    with pytest.raises(ValueError, match="must be") as refusal:
        parse(text)
    assert str(refusal.value).startswith(start)
    assert text in str(refusal.value)


@pytest.mark.parametrize(
    ("parse", "text", "number"),
    [
        (typed.parse_units, "1", 1),
        (typed.parse_units, "16", 16),
        (typed.parse_strength, "0", 0),
        (typed.parse_strength, "10", 10),
        (typed.parse_strength, "1e-3", 0.001),
        (typed.parse_batch, "1", 1),
        (typed.parse_batch, "10000", 10_000),
        (typed.parse_error_bound, "1e-300", 1e-300),
        (typed.parse_error_bound, "1000000", 1_000_000),
    ],
)
def test_what_is_allowed_is_read(parse, text, number):
    assert parse(text) == number
