"""How a weight looks: the sign's colour, a width that grows with its size, faded if idle."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from streetlight_gui.ui.widgets.colours import (
    THINNEST,
    WIDEST,
    cell_colours,
    edge_colours,
    edge_widths,
    number_grounds,
)
from streetlight_gui.ui.widgets.theme import DARK, HIGH_CONTRAST, LIGHT, rgb

BLUE, ORANGE, GROUND = (30, 90, 220), (230, 120, 20), (250, 250, 245)
COLOURS = replace(LIGHT, positive="#1e5adc", negative="#e67814", card="#fafaf5", cell="#fafaf5")
weights_of_any_size = st.floats(allow_nan=False, allow_infinity=False)
usual_weights = st.floats(-100, 100)


def one_edge(weight, carries):
    return edge_colours(np.array([weight]), np.array([carries]), COLOURS)[0]


def distance_to_ground(colour):
    return float(np.abs(np.asarray(colour, dtype=float) - GROUND).sum())


@given(usual_weights.filter(bool))
def test_colour_of_an_edge_is_its_sign(weight):
    assert tuple(one_edge(weight, carries=True)) == (BLUE if weight > 0 else ORANGE)


@given(usual_weights)
def test_an_edge_that_carries_nothing_fades_towards_the_ground(weight):
    faded, full = one_edge(weight, carries=False), one_edge(weight, carries=True)
    assert 0 < distance_to_ground(faded) < 0.65 * distance_to_ground(full)


@given(weights_of_any_size, weights_of_any_size)
def test_width_grows_with_the_size_of_a_weight(one, other):
    small, large = sorted([one, other], key=abs)
    thin, wide = edge_widths(np.array([small, large]))
    assert THINNEST <= thin <= wide <= WIDEST


@given(usual_weights)
def test_width_does_not_depend_on_the_sign(weight):
    one, other = edge_widths(np.array([weight, -weight]))
    assert one == other


def test_width_of_typical_weights_differs_visibly():
    nothing, half, one, three = edge_widths(np.array([0, 0.5, 1, -3]))
    assert nothing == THINNEST
    assert half - nothing > 1
    assert one - half > 1
    assert three - one > 1


def test_weights_that_ran_away_are_drawn_without_a_warning():
    weights = np.array([np.nan, np.inf, -np.inf])
    assert edge_widths(weights).tolist() == [THINNEST, WIDEST, WIDEST]
    colours = edge_colours(weights, np.array([True, True, False]), COLOURS)
    assert tuple(colours[1]) == BLUE
    assert distance_to_ground(colours[2]) < distance_to_ground(ORANGE)


def test_responses_go_from_the_ground_to_full_colour():
    cells = cell_colours(np.array([0, 0.5, 1, 7, -1, np.nan, -np.inf]), COLOURS)
    nothing, half, *full = [tuple(map(int, cell)) for cell in cells]
    assert nothing == GROUND
    assert abs(distance_to_ground(half) - 0.5 * distance_to_ground(BLUE)) < 2
    assert full == [BLUE, BLUE, ORANGE, GROUND, ORANGE]


@given(usual_weights.filter(lambda weight: abs(weight) > 0.1))
def test_the_ground_of_a_number_leans_to_the_colour_of_its_edge(weight):
    red, _, blue = number_grounds(np.array([weight]), COLOURS)[0].tolist()
    assert (blue > red) == (weight > 0)


@given(weights_of_any_size, weights_of_any_size)
def test_the_ground_is_deeper_the_wider_the_edge(one, other):
    small, large = sorted([one, other], key=abs)
    pale, deep = number_grounds(np.array([abs(small), abs(large)]), COLOURS)
    assert distance_to_ground(pale) <= distance_to_ground(deep)


def test_nothing_has_no_colour_as_nan_has_none():
    grounds = number_grounds(np.array([0.0, np.nan]), COLOURS)
    assert grounds.tolist() == [list(GROUND)] * 2


def luminance(colour):
    """Return the relative luminance as WCAG defines it."""
    parts = np.asarray(colour) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return linear @ [0.2126, 0.7152, 0.0722]


@pytest.mark.parametrize("theme", [LIGHT, DARK, HIGH_CONTRAST])
@given(weight=weights_of_any_size)
def test_digits_can_be_read_on_every_ground(theme, weight):
    (ground,) = number_grounds(np.array([weight]), theme)
    dark, bright = sorted([luminance(ground), luminance(rgb(theme.text))])
    assert (bright + 0.05) / (dark + 0.05) >= 4.5
