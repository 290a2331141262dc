"""Counts of errors that add up, their quantiles, and the interval of a share."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from streetlight_gui.core.ensemble.density import density_of
from streetlight_gui.core.ensemble.share import wilson


@given(
    seed=st.integers(0, 999),
    shares=st.lists(st.floats(0, 1), min_size=1, max_size=5),
    cut=st.integers(0, 50),
)
def test_quantiles_are_right_to_a_tenth_of_a_decade_however_starts_are_cut(seed, shares, cut):
    errors = 10 ** np.random.default_rng(seed).uniform(-31, 7, (2, 50))
    whole = density_of([1, 10], errors)
    parts = density_of([1, 10], errors[:, :cut]) + density_of([1, 10], errors[:, cut:])
    assert whole.counts.tolist() == parts.counts.tolist()
    expected = np.quantile(errors, shares, axis=1, method="inverted_cdf").T
    np.testing.assert_allclose(np.log10(parts.quantiles(shares)), np.log10(expected), atol=0.1001)


def test_what_is_too_small_or_ran_away_is_counted_at_the_ends():
    counts = density_of([3], np.array([[0.0, 1e-40, np.inf, 1e9]])).counts
    assert (counts[0, 0], counts[0, -1], counts.sum()) == (2, 2, 4)


def test_counts_of_other_iterations_do_not_add_up():
    errors = np.ones((1, 3))
    with pytest.raises(ValueError, match="the same iterations"):
        density_of([1], errors) + density_of([2], errors)


# Newcombe, Two-sided confidence intervals for the single proportion, 1998, table I, method 3.
@pytest.mark.parametrize(
    ("successes", "tries", "interval"),
    [
        (81, 263, (0.2553, 0.3662)),
        (15, 148, (0.0624, 0.1605)),
        (0, 20, (0, 0.1611)),
        (1, 29, (0.0061, 0.1718)),
    ],
)
def test_wilsons_interval(successes, tries, interval):
    assert wilson(successes, tries) == pytest.approx(interval, abs=5e-5)


@given(tries=st.integers(1, 10**6), data=st.data())
def test_the_interval_ends_where_the_share_is_1_96_deviations_off(tries, data):
    successes = data.draw(st.integers(0, tries))
    for end in wilson(successes, tries):
        variance = end * (1 - end) / tries
        distance = successes / tries - end
        assert distance**2 == pytest.approx(1.959964**2 * variance, rel=1e-5, abs=1e-15)
