"""Bands of errors, and what an axis shows of them."""

import numpy as np
import pytest

from streetlight_gui.core.ensemble.bands import SHARES, Bands
from streetlight_gui.core.ensemble.density import density_of


def bands_of(*errors):
    return Bands.of(density_of(range(1, len(errors) + 1), np.array(errors)))


def test_bands_lie_between_quantiles_of_the_errors():
    errors = 10 ** np.random.default_rng(3).uniform(-9, 2, (4, 300))
    bands = bands_of(*errors)
    wanted = np.log10(np.quantile(errors, SHARES, axis=1, method="inverted_cdf").T)
    assert np.abs(bands.logarithms - wanted).max() <= 0.1001
    assert (bands.starts, bands.iterations) == (300, (1, 2, 3, 4))


@pytest.mark.parametrize(
    ("later", "span"),
    [
        ([0.1, 1, 10], (-1, 1.1)),
        ([0, 1e-40, 1], (-10, 0.1)),  # learned as well as floats allow
        ([1, 1e5, 1e6], (0, 2.05)),  # about to run away
        ([0.1, np.inf, np.inf], (-1, 0.1)),
    ],
)
def test_an_axis_shows_ten_decades_below_the_beginning_and_two_above(later, span):
    assert bands_of([1.0, 1.0, 1.0], later).span == pytest.approx(span, abs=0.1)


def test_an_axis_of_nothing_but_what_ran_away_has_its_place():
    assert bands_of([np.inf, np.inf]).span == pytest.approx((8, 8), abs=0.1)
