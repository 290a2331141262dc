"""Error curves: everything recent, real points of the past, bounded memory."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from streetlight_gui.core.training.history import Curve, ErrorHistory, ErrorSeries

MOST_POINTS = 20_000  # over both curves
RECENT = 2000


def errors_with_extremes(count, seed=0):
    """Make cheap errors whose global extremes lie far in the past."""
    errors = np.random.RandomState(seed).random_sample(count) + 1
    errors[count // 7] = 50.0
    errors[count // 5] = 0.001
    return errors


def filled(errors, bounded=True):
    series = ErrorSeries(bounded)
    for error in errors.tolist():
        series.append(error)
    return series


def assert_points_are_real(curve, errors):
    assert (np.diff(curve.iterations) > 0).all()
    assert_array_equal(curve.errors, errors[curve.iterations - 1])


@pytest.fixture(scope="module")
def long_errors():
    return errors_with_extremes(300_000)


@pytest.fixture(scope="module")
def long_series(long_errors):
    return filled(long_errors)


def test_a_long_series_is_thinned_to_real_points(long_series, long_errors):
    curve = long_series.curve()
    assert len(long_series) == 300_000
    assert_points_are_real(curve, long_errors)
    assert curve.iterations[-1] == 300_000


def test_a_long_series_keeps_both_extremes(long_series, long_errors):
    curve = long_series.curve()
    assert curve.errors.max() == long_errors.max() == 50
    assert curve.errors.min() == long_errors.min() == 0.001


def test_a_long_series_keeps_the_last_iterations_one_by_one(long_series, long_errors):
    curve = long_series.curve()
    assert_array_equal(curve.iterations[-RECENT:], np.arange(300_000 - RECENT, 300_000) + 1)
    assert_array_equal(curve.errors[-RECENT:], long_errors[-RECENT:])
    assert_array_equal(long_series.recent[-RECENT:], long_errors[-RECENT:])


def test_a_long_series_still_shows_its_whole_past(long_series):
    iterations = long_series.curve().iterations
    assert iterations[0] < 1000
    assert np.diff(iterations).max() < 3000


def test_a_long_series_keeps_its_beginning_one_by_one(long_series):
    assert_array_equal(long_series.curve().iterations[:1000], np.arange(1000) + 1)


def test_wherever_one_looks_a_long_series_has_points_close_by(long_series):
    iterations = long_series.curve().iterations
    gaps = np.diff(iterations)
    assert (gaps <= np.maximum(iterations[1:] / 10, 1)).all()
    assert (gaps <= 300_000 / 200).all()


def test_both_curves_stay_within_their_points_however_long_the_run(long_errors):
    history = ErrorHistory(bounded=True)
    most = 0
    for count, error in enumerate(long_errors[:150_000].tolist(), start=1):
        history.append(error, -error)
        if count % 1009 == 0:
            points = len(history.online.curve().errors) + len(history.frozen.curve().errors)
            most = max(most, points)
    assert RECENT < most <= MOST_POINTS


@given(st.integers(7, 15_000), st.integers(0, 10**6))
def test_a_bounded_series_of_any_length_keeps_real_points_and_extremes(count, seed):
    errors = errors_with_extremes(count, seed)
    curve = filled(errors).curve()
    assert_points_are_real(curve, errors)
    assert (curve.errors.min(), curve.errors.max()) == (errors.min(), errors.max())


@pytest.mark.parametrize("chunks", [4, 8, 11, 16, 19, 35])
def test_buckets_of_equal_width_are_merged_until_they_are_few(monkeypatch, chunks):
    """Without those by octaves, 8 at most cover all that is not kept one by one."""
    module = "streetlight_gui.core.training.history"
    monkeypatch.setattr(f"{module}._BUCKETS_OF_RUN", 8)
    monkeypatch.setattr(f"{module}._BUCKETS_OF_OCTAVE", 0)
    monkeypatch.setattr(f"{module}._BEGINNING", 1)
    series = filled(errors_with_extremes(1024 * (chunks + 2) + 1))
    thinned = len(series.curve().errors) - len(series.recent)
    assert 2 * 4 < thinned <= 2 * 8


def test_beyond_the_beginning_an_octave_has_32_buckets_of_two_points(monkeypatch):
    """Without those of equal width, in a run of which 16,384 iterations are thinned."""
    monkeypatch.setattr("streetlight_gui.core.training.history._BUCKETS_OF_RUN", 1)
    series = filled(errors_with_extremes(1024 * 18 + 1))
    thinned = series.curve().iterations[: -len(series.recent)]
    assert (thinned < 1024).sum() == 1023
    for start in (1024, 2048, 4096, 8192):
        assert ((thinned >= start) & (thinned < 2 * start)).sum() == 2 * 32


@pytest.mark.parametrize("count", [3071, 3072, 3073, 4096, 4097, 20_000])
def test_two_to_three_thousand_iterations_are_kept_one_by_one(count):
    kept = len(filled(errors_with_extremes(count)).recent)
    assert kept <= 3 * 1024
    assert kept == count or kept > 2 * 1024


def test_steadily_falling_errors_are_thinned_evenly():
    errors = 1 / np.arange(1.0, 60_001)
    curve = filled(errors).curve()
    assert_points_are_real(curve, errors)
    assert curve.errors[0] == 1
    assert len(curve.errors) < 10_000


def test_equal_errors_are_thinned_too():
    errors = np.full(60_000, 2.0)
    curve = filled(errors).curve()
    assert_points_are_real(curve, errors)
    assert len(curve.errors) < 10_000


def test_an_unbounded_series_keeps_everything():
    errors = errors_with_extremes(20_000)
    series = filled(errors, bounded=False)
    assert_array_equal(series.recent, errors)
    assert_array_equal(series.curve().errors, errors)
    assert_array_equal(series.curve().iterations, np.arange(1, 20_001))


@pytest.mark.parametrize("bounded", [True, False])
def test_an_empty_series(bounded):
    series = ErrorSeries(bounded)
    assert len(series) == len(series.recent) == len(series.curve().iterations) == 0


@pytest.mark.parametrize("bounded", [True, False])
def test_last_is_the_newest_error(bounded):
    series = ErrorSeries(bounded)
    for error in (3.0, 1.0, 2.0):
        series.append(error)
        assert series.recent[-1] == error
    assert series.recent.tolist() == [3, 1, 2]


def test_history_keeps_online_and_frozen_errors_apart():
    history = ErrorHistory()
    history.append(online=2.0, frozen=1.0)
    history.append(online=4.0, frozen=3.0)
    assert history.online.recent.tolist() == [2, 4]
    assert history.frozen.recent.tolist() == [1, 3]


def test_curves_are_read_only(long_series):
    curve = long_series.curve()
    for values in (curve.iterations, curve.errors):
        with pytest.raises(ValueError, match="read-only"):
            values[0] = 1


def test_a_curve_does_not_grow_with_its_series():
    series = filled(np.array([3.0, 2.0]))
    curve = series.curve()
    series.append(1.0)
    assert curve.errors.tolist() == [3, 2]


@given(
    st.integers(1, 5) | st.integers(1, 3000),
    st.integers(0, 5) | st.integers(0, 500),
    st.integers(0, 10**6),
    st.data(),
)
def test_a_thinned_curve_has_few_real_points_and_the_same_extremes(count, most, seed, data):
    errors = np.random.RandomState(seed).random_sample(count) + 1
    anywhere = st.integers(0, count - 1) | st.sampled_from([0, count - 1])
    errors[data.draw(anywhere)], errors[data.draw(anywhere)] = 50.0, 0.001
    curve = filled(errors, bounded=False).curve().thinned(most)
    assert len(curve.errors) <= max(most, 2)
    assert_points_are_real(curve, errors)
    assert (curve.errors.min(), curve.errors.max()) == (errors.min(), errors.max())


@pytest.mark.parametrize("most", [8, 12, 16, 20])
def test_thinning_a_long_curve_leaves_out_one_point_of_those_asked_for(long_series, most):
    """Of each bucket two stay, but the last one has a single iteration."""
    assert len(long_series.curve().thinned(most).errors) == most - 1


@pytest.mark.parametrize("count", [5000, 300_000])
def test_a_thinned_curve_tells_of_its_beginning_and_of_its_whole_length(count):
    curve = filled(errors_with_extremes(count)).curve().thinned(1000)
    assert (curve.iterations <= 200).sum() > 60
    assert np.diff(curve.iterations).max() <= count / 80


def test_a_curve_short_enough_is_not_thinned():
    curve = Curve(np.array([1, 2, 3]), np.array([3.0, 1.0, 2.0]))
    thinned = curve.thinned(3)
    assert thinned.iterations.tolist() == [1, 2, 3]
    assert thinned.errors.tolist() == [3, 1, 2]
    assert not thinned.errors.flags.writeable


@pytest.mark.parametrize("iteration", [1, 2, 1024, 1025, 5000, 99_999, 100_000])
def test_a_copy_until_an_iteration_ends_there(long_series, long_errors, iteration):
    copy = long_series.until(iteration, long_errors[iteration - 1])
    curve = copy.curve()
    assert len(copy) == curve.iterations[-1] == iteration
    assert copy.recent[-1] == curve.errors[-1] == long_errors[iteration - 1]
    copy.append(7.5)
    assert (len(copy), copy.recent[-1]) == (iteration + 1, 7.5)
    assert copy.curve().iterations[-1] == iteration + 1
    assert len(long_series) == len(long_errors)


def test_a_copy_until_the_last_iteration_that_is_thinned_ends_with_its_error(
    long_series, long_errors
):
    thinned = len(long_series) - len(long_series.recent)
    copy = long_series.until(thinned, long_errors[thinned - 1])
    assert copy.recent.tolist() == [long_errors[thinned - 1]]
    assert copy.curve().iterations[-1] == len(copy) == thinned
