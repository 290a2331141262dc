"""Answers that are held out: measured after each iteration, never trained on."""

import copy
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from runs import any_settings, bits

from streetlight_gui.core import DivergenceError, Network, Problem, Trainer
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.training.history import ErrorSeries

STREETLIGHTS = PRESETS["streetlights"]
WITH_RULE = STREETLIGHTS.problem.holding_out(STREETLIGHTS.rule.rows)


def held_out_of(data, lights, least=0):
    """Draw patterns with answers to hold out, of any lights and any size."""
    row = st.lists(st.sampled_from([0.0, 0.3, 1.0]), min_size=lights, max_size=lights)
    patterns = data.draw(st.lists(row, min_size=least, max_size=6))
    sizes = st.sampled_from([0.0, 1.0, -2.5, 1e200])
    return patterns, [data.draw(sizes) for _ in patterns]


def trained(settings, updates):
    trainer = Trainer.of(settings)
    try:
        trainer.step(updates)
    except DivergenceError as divergence:
        return trainer, divergence.args
    return trainer, ()


@given(any_settings(), st.integers(0, 40), st.data())
def test_held_out_answers_change_no_weight_and_no_error(settings, updates, data):
    without, reason = trained(settings, updates)
    held_out = held_out_of(data, settings.problem.lights)
    having, same_reason = trained(settings.holding_out(held_out), updates)
    assert same_reason == reason
    assert bits(having.network) == bits(without.network)
    assert having.errors.tobytes() == without.errors.tobytes()
    assert having.frozen_errors.tobytes() == without.frozen_errors.tobytes()


@given(any_settings(), st.integers(0, 20), st.integers(0, 20), st.data())
def test_holding_answers_out_on_the_way_changes_no_weight(settings, before, after, data):
    without, _ = trained(settings, before + after)
    having, reason = trained(settings, before)
    having.apply(settings.holding_out(held_out_of(data, settings.problem.lights, least=1)))
    known = having.iteration
    if not reason:
        try:
            having.step(after)
        except DivergenceError:
            assert having.updates == without.updates
    assert (having.iteration, having.index) == (without.iteration, without.index)
    assert bits(having.network) == bits(without.network)
    assert np.isnan(having.held_out_errors[:known]).all()
    assert not np.isnan(having.held_out_errors[known:]).any()


def test_each_error_is_the_sum_of_squares_under_the_weights_of_its_iteration():
    trainer = Trainer(WITH_RULE, Network.random(3, (4,), seed=1), alpha=0.2)
    expected = []
    for _ in range(60):
        trainer.run(1)
        prediction = trainer.network.predict(WITH_RULE.held_out.patterns)
        expected.append(sum((prediction - WITH_RULE.held_out.targets) ** 2))
    assert_allclose(trainer.held_out_errors, expected, rtol=1e-12)


def test_who_learned_the_four_mornings_may_have_another_rule():
    trainer = Trainer(WITH_RULE, Network.random(3, (4,), seed=13), alpha=0.2)
    trainer.run(300)
    assert trainer.frozen_errors[-1] < 1e-9
    predictions = trainer.network.predict([[0, 0, 0], [0, 1, 0], [1, 0, 0], [1, 1, 0]])
    assert_allclose(trainer.held_out_errors[-1], ((predictions - [0, 1, 1, 0]) ** 2).sum())
    assert trainer.held_out_errors[-1] > 1


def test_without_held_out_answers_there_is_no_error_of_them():
    trainer = Trainer(STREETLIGHTS.problem, Network.random(3, (4,), seed=1))
    trainer.run(3)
    assert np.isnan(trainer.held_out_errors).tolist() == [True] * 3


def test_an_answer_too_large_to_be_squared_stops_nothing():
    problem = STREETLIGHTS.problem.holding_out(([[0, 0, 0]], [1e200]))
    trainer = Trainer(problem, Network.random(3, (4,), seed=1))
    trainer.run(2)
    assert trainer.held_out_errors.tolist() == [math.inf] * 2


def test_an_update_that_runs_away_leaves_as_many_errors_of_each_kind():
    problem = Problem.preset("middle-light").holding_out(([[1, 1, 1]], [1]))
    trainer = Trainer(problem, Network.random(3, (), seed=1), alpha=1.5)
    with pytest.raises(DivergenceError):
        trainer.run(300)
    assert len(trainer.held_out_errors) == len(trainer.errors) == 209


def test_a_copied_trainer_goes_on_with_what_is_held_out():
    trainer = Trainer(WITH_RULE, Network.random(3, (4,), seed=1))
    trainer.run(2)
    copied = copy.deepcopy(trainer)
    for each in (trainer, copied):
        each.run(3)
    assert_array_equal(copied.held_out_errors, trainer.held_out_errors)
    assert copied.problem == WITH_RULE


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 4000)), min_size=1, max_size=4))
def test_a_long_series_keeps_its_gaps_and_the_extremes_beside_them(stretches):
    errors = np.concatenate(
        [
            np.arange(count) % 97 + 1.0 if known else np.full(count, np.nan)
            for known, count in stretches
        ]
    )
    series = ErrorSeries(bounded=True)
    for error in errors.tolist():
        series.append(error)
    curve = series.curve()
    assert_array_equal(curve.errors, errors[curve.iterations - 1])
    if (~np.isnan(errors)).any():
        assert np.nanmax(curve.errors) == np.nanmax(errors)
        assert np.nanmin(curve.errors) == np.nanmin(errors)
    lasting = np.flatnonzero(np.diff(np.isnan(errors))) + 1  # the last iteration of each stretch
    assert np.isin(lasting, curve.iterations).all() or len(errors) > 4096


@pytest.mark.parametrize("gap_first", [True, False])
def test_the_largest_error_beside_a_gap_is_kept(gap_first):
    known, gap = np.ones(1999), np.full(4001, np.nan)
    known[0 if gap_first else -1] = 50.0
    series = ErrorSeries(bounded=True)
    for error in np.concatenate([gap, known, gap] if gap_first else [known, gap]).tolist():
        series.append(error)
    assert np.nanmax(series.curve().errors) == 50
