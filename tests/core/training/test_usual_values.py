"""Values around the settings at hand."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streetlight_gui.core.checks.limits import ALPHA
from streetlight_gui.core.nn.penalty import NO_PENALTY, Penalty, PenaltyKind
from streetlight_gui.core.training.axes import AxisKind, parse_values
from streetlight_gui.core.training.settings import BOOK, Settings
from streetlight_gui.core.training.usual_values import usual_values
from streetlight_gui.text.axis_words import typed_text

BOOKS = Settings.choose(BOOK)
KINDS = [kind for kind in AxisKind if kind is not AxisKind.HIDDEN]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (AxisKind.ALPHA, "0.05, 0.1, 0.2, 0.4"),
        (AxisKind.UNITS, "1, 2, 4, 8, 16"),
        (AxisKind.LAYERS, "1, 2, 3"),
        (AxisKind.ACTIVATION, "relu, tanh, sigmoid, linear"),
        (AxisKind.BATCH, "1, 2, all"),
        (AxisKind.PENALTY, "none, L2 0.001, L2 0.01, L2 0.1"),
        (AxisKind.ITERATIONS, "100, 300, 1000, 3000"),
    ],
)
def test_around_the_book(kind, text):
    assert typed_text(kind, usual_values(kind, BOOKS)) == text


@given(
    st.floats(1e-300, 1000),
    st.lists(st.integers(1, 16), max_size=3),
    st.integers(0, 100),
    st.sampled_from([*PenaltyKind]),
    st.floats(0, 10),
)
def test_the_settings_at_hand_are_among_them_and_can_be_typed(alpha, hidden, batch, kind, strength):
    penalty = NO_PENALTY if kind is PenaltyKind.NONE else Penalty(kind, strength)
    settings = BOOKS.with_hidden(tuple(hidden))
    settings = replace(settings, alpha=alpha, batch=batch, penalty=penalty)
    values = {each: usual_values(each, settings) for each in KINDS}
    for each, found in values.items():
        assert parse_values(each, typed_text(each, found)) == found
    assert alpha in values[AxisKind.ALPHA]
    assert batch in values[AxisKind.BATCH]
    assert {*hidden[-1:]} <= {*values[AxisKind.UNITS]}
    assert not penalty.is_on or penalty in values[AxisKind.PENALTY]


@pytest.mark.parametrize("alpha", [ALPHA.low, 900.0])
def test_around_alphas_at_the_ends_are_those_that_are_allowed(alpha):
    found = usual_values(AxisKind.ALPHA, replace(BOOKS, alpha=alpha))
    assert found == {ALPHA.low: (ALPHA.low, 2 * ALPHA.low), 900.0: (225.0, 450.0, 900.0)}[alpha]
