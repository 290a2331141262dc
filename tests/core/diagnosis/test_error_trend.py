"""Where an error is going, against plain loops over all errors."""

import judge
import numpy as np
import pytest
from diagnosed import NO_ERRORS
from hypothesis import given
from hypothesis import strategies as st

from streetlight_gui.core.diagnosis.pace import iterations_alike, lower_before, recent_rise
from streetlight_gui.core.training.history import Curve, ErrorSeries

errors_lists = st.lists(
    st.sampled_from([0.0, 1.0, 1.0005, 0.9995, 1.1, 2.0, 4.0, 1e-20, 1e300]),
    min_size=1,
    max_size=60,
)


@given(errors_lists)
def test_trends_are_those_that_a_plain_loop_reads(errors):
    curve = Curve(np.arange(1, len(errors) + 1), np.array(errors))
    found = recent_rise(curve)
    assert iterations_alike(curve) == judge.iterations_alike(errors)
    assert judge.rise(errors) == (tuple(found.values()) or None)
    assert judge.loss(errors) == (tuple(lower_before(curve).values()) or None)


@pytest.mark.parametrize(
    ("low", "now", "is_twice"), [(1, 1.999, False), (1, 2, True), (1, 2.9, True), (0, 0, False)]
)
def test_a_rise_or_a_loss_is_to_twice_the_lowest_or_more(low, now, is_twice):
    errors = [3.0, low, now]
    curve = Curve(np.array([5, 7, 9]), np.array(errors))
    rise, loss = {"low": low, "high": now, "iterations": 2}, {"iteration": 7, "low": low}
    assert recent_rise(curve) == (rise if is_twice else {})
    assert lower_before(curve) == (loss if is_twice else {})


@pytest.mark.parametrize(("ago", "is_seen"), [(20, True), (21, False)])
def test_a_rise_is_of_the_last_20_iterations(ago, is_seen):
    errors = np.full(30, 2.0)
    errors[-1 - ago] = 1.0
    assert bool(recent_rise(Curve(np.arange(1, 31), errors))) == is_seen


def test_a_thinned_curve_never_tells_of_a_longer_standstill_than_there_was():
    series = ErrorSeries(bounded=True)
    for iteration in range(1, 30_001):
        series.append(1.0 if iteration > 9_000 else 2.0 - iteration % 7 / 10)
    count = iterations_alike(series.curve())
    assert 20_900 <= count <= 21_000
    assert not recent_rise(series.curve())


def test_no_curve_tells_nothing():
    assert iterations_alike(NO_ERRORS) == 0
    assert not recent_rise(NO_ERRORS)
    assert not lower_before(NO_ERRORS)
