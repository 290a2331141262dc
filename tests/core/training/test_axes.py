"""Values of axes as a person types them."""

import pytest

from streetlight_gui.core.nn.penalty import NO_PENALTY, Penalty, PenaltyKind
from streetlight_gui.core.training.axes import AxisKind, parse_values, typed_text

READ = pytest.mark.parametrize(
    ("kind", "text", "values"),
    [
        (AxisKind.ALPHA, "0.05, 0.1,.2 ,1e-3", (0.05, 0.1, 0.2, 0.001)),
        (AxisKind.ALPHA, "0.2, 0.1, 0.20", (0.2, 0.1)),
        (AxisKind.HIDDEN, "none, 4, 8-8", ((), (4,), (8, 8))),
        (AxisKind.UNITS, "1, 16", (1, 16)),
        (AxisKind.LAYERS, "3,1", (3, 1)),
        (AxisKind.ACTIVATION, "relu, tanh", ("relu", "tanh")),
        (AxisKind.BATCH, "1, 2, ALL", (1, 2, 0)),
        (AxisKind.ITERATIONS, "1,1000000", (1, 1_000_000)),
        (
            AxisKind.PENALTY,
            "none, L1 0.1,l2  1e-3",
            (NO_PENALTY, Penalty(PenaltyKind.L1, 0.1), Penalty(PenaltyKind.L2, 0.001)),
        ),
    ],
)


@READ
def test_values_are_read(kind, text, values):
    assert parse_values(kind, text) == values


@READ
def test_values_are_written_as_they_are_read(kind, text, values):
    written = typed_text(kind, values)
    assert parse_values(kind, written) == values
    if kind in {AxisKind.HIDDEN, AxisKind.UNITS, AxisKind.ACTIVATION}:
        assert written == text


@pytest.mark.parametrize(
    ("kind", "text", "sentence"),
    [
        (
            AxisKind.ALPHA,
            "0.1, fast",
            "alpha must be a number above 0 and at most 1000, not ' fast",
        ),
        (AxisKind.ALPHA, "", "alpha must be a number above 0 and at most 1000, not ''"),
        (AxisKind.ALPHA, "0.1,", "alpha must be a number above 0"),
        (AxisKind.UNITS, "4, 17", "units must be a whole number from 1 to 16, not ' 17'"),
        (AxisKind.UNITS, "8-8", "units must be a whole number from 1 to 16, not '8-8'"),
        (AxisKind.LAYERS, "0", "hidden layers must be a whole number from 1 to 3, not '0'"),
        (AxisKind.HIDDEN, "0", "hidden must be up to 3 layers of 1 to 16 units"),
        (AxisKind.HIDDEN, "4,1-x", "units, written like 4 or 8-8, or none, not '1-x'"),
        (AxisKind.ACTIVATION, "step", "activation must be one of relu, tanh, sigmoid, linear"),
        (AxisKind.BATCH, "-1", "batch must be a whole number from 1 to 10,000, or 'all'"),
        (AxisKind.ITERATIONS, "1,000", "iterations must be a whole number from 1 to 1,000,000"),
        (AxisKind.PENALTY, "0.1", "a penalty must be written like L1 0.001, L2 0.01 or none; its"),
        (AxisKind.PENALTY, "L2", "strength must be a number from 0 to 10, not 'L2'"),
        (AxisKind.PENALTY, "L1 11", "a number from 0 to 10, not 'L1 11'"),
        (AxisKind.PENALTY, "none 1", "not 'none 1'"),
        (AxisKind.PENALTY, "L3 1", "not 'L3 1'"),
    ],
)
def test_what_is_not_allowed_is_refused_with_what_is(kind, text, sentence):
    with pytest.raises(ValueError, match=sentence):
        parse_values(kind, text)
