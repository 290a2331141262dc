"""Numbers typed into the settings: what is allowed is read, and the rest gets a sentence."""

import pytest

from streetlight_gui.core.checks import limits

UNITS = "units must be a whole number from 1 to 16, not "
STRENGTH = "strength must be a number from 0 to 10, not "
BATCH = "batch must be a whole number from 1 to 10,000, not "
BOUND = "the error to stop below must be a number above 0 and at most 1,000,000, not "


@pytest.mark.parametrize(
    ("parse", "text", "start"),
    [
        *((limits.UNITS.parse, text, UNITS) for text in ("0", "17", "2.5", "", "four")),
        *(
            (limits.STRENGTH.parse, text, STRENGTH)
            for text in ("-1", "10.1", "nan", "inf", "", "weak")
        ),
        *((limits.BATCH.parse, text, BATCH) for text in ("0", "10001", "1.5", "", "all")),
        *(
            (limits.ERROR_BOUND.parse, text, BOUND)
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
        (limits.UNITS.parse, "1", 1),
        (limits.UNITS.parse, "16", 16),
        (limits.STRENGTH.parse, "0", 0),
        (limits.STRENGTH.parse, "10", 10),
        (limits.STRENGTH.parse, "1e-3", 0.001),
        (limits.BATCH.parse, "1", 1),
        (limits.BATCH.parse, "10000", 10_000),
        (limits.ERROR_BOUND.parse, "1e-300", 1e-300),
        (limits.ERROR_BOUND.parse, "1000000", 1_000_000),
    ],
)
def test_what_is_allowed_is_read(parse, text, number):
    assert parse(text) == number
