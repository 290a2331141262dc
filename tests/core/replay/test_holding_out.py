"""Runs with other answers held out: the same weights at every moment, with errors of their own."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_array_equal
from runs import any_settings, bits

from streetlight_gui.core import DivergenceError, Problem
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.replay import run as runs
from streetlight_gui.core.replay.changes import Change
from streetlight_gui.core.replay.cursor import Cursor, StepUnit
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.settings import Settings

STREETLIGHTS = PRESETS["streetlights"]
RULE = STREETLIGHTS.rule.rows


def train(run, updates):
    try:
        run.train(updates)
    except DivergenceError:
        return


def judged(run, held_out):
    """Return the held-out error after each iteration, from the weights of that moment."""
    errors = []
    for iteration in range(1, run.live.iteration + 1):
        network = run.at(run.start_of_iteration(iteration)).network
        errors.append(((network.predict(held_out[0]) - held_out[1]) ** 2).sum())
    return np.array(errors)


@given(any_settings(), st.integers(1, 40), st.integers(0, 30), st.data())
def test_every_moment_has_the_same_weights(settings, before, after, data):
    run = Run(settings)
    train(run, before)
    run.change(Change(len(run), weight=0, value=0.25))
    train(run, after)
    held_out = Problem(np.full((2, settings.problem.lights), 0.5), [1, 0]).rows
    other = run.holding_out(held_out)
    assert other.changes == run.changes
    assert len(other) == len(run)
    moment = data.draw(st.integers(0, len(run)))
    assert bits(other.at(moment).network) == bits(run.at(moment).network)
    assert other.settings_at(moment) == run.settings_at(moment).holding_out(held_out)
    for each in (run, other):
        train(each, 9)
    assert bits(other.live.network) == bits(run.live.network)
    for name in ("online", "frozen"):
        mine, others = (getattr(each.live.history, name).recent for each in (run, other))
        assert mine.tobytes() == others.tobytes()
    assert len(other.live.history.held_out) == other.live.iteration


def test_what_was_trained_before_is_judged_too():
    run = Run(Settings.choose(STREETLIGHTS))
    run.train(26)
    other = run.holding_out(RULE)
    other.train(15)
    np.testing.assert_allclose(other.live.history.held_out.recent, judged(other, RULE), rtol=1e-12)
    assert np.isnan(run.live.history.held_out.recent).all()


def test_of_a_long_run_the_beginning_is_judged_at_keyframes(monkeypatch):
    monkeypatch.setattr(runs, "_MOST_JUDGED", 400)
    run = Run(Settings.choose(STREETLIGHTS))
    run.train(4 * 500)
    run.change(Change(len(run), weight=1, value=0.5))
    run.train(4 * 500)
    other = run.holding_out(RULE)
    curve = other.live.history.held_out.curve()
    assert curve.iterations[0] <= 16
    assert 4 <= np.diff(curve.iterations).max() <= 32
    assert_array_equal(curve.iterations[-80:], np.arange(921, 1001))
    np.testing.assert_allclose(curve.errors, judged(other, RULE)[curve.iterations - 1], rtol=1e-12)
    assert_array_equal(other.live.history.online.recent, run.live.history.online.recent)
    other.train(4 * 4000)
    curve = other.live.history.held_out.curve()
    assert (curve.iterations[0], curve.iterations[-1]) == (16, 5000)


@pytest.mark.parametrize("steps", [0, 3, 7])
@pytest.mark.parametrize("moment", [0, 5, 30])
def test_a_person_stays_where_they_are(steps, moment):
    cursor = Cursor(Run(Settings.choose(STREETLIGHTS)))
    cursor.advance(30)
    cursor.go_to(moment)
    for _ in range(steps):
        cursor.step(StepUnit.PHASE)
    other = cursor.holding_out(RULE)
    before, after = (Snapshot.take(1, each, shows_each_example=True) for each in (cursor, other))
    assert bits(after.network) == bits(before.network)
    for name in ("updates", "iteration", "stage", "is_by_phase", "is_live", "run_length"):
        assert getattr(after, name) == getattr(before, name), name
    assert after.settings == before.settings.holding_out(RULE)
    other.step(StepUnit.PHASE)
    cursor.step(StepUnit.PHASE)
    assert other.stage == cursor.stage


def test_going_back_in_time_takes_no_answer_away():
    cursor = Cursor(Run(Settings.choose(STREETLIGHTS)))
    cursor.advance(40)
    other = cursor.holding_out(RULE)
    other.go_to(3)
    assert other.settings.problem.held_out_count == 4
    branch = other.changed(Change(3, weight=0, value=1.0))
    branch.advance(9)
    assert len(branch.run.live.history.held_out) == branch.trainer.iteration == 3
    np.testing.assert_allclose(
        branch.run.live.history.held_out.recent, judged(branch.run, RULE), rtol=1e-12
    )


def test_changes_of_settings_on_the_way_hold_out_the_same():
    run = Run(Settings.choose(STREETLIGHTS))
    run.train(10)
    run.change(Change(10, settings=replace(run.settings, alpha=0.1)))
    run.train(20)
    other = run.holding_out(RULE)
    for moment in (0, 9, 10, 11, 30):
        assert other.at(moment).problem == run.at(moment).problem.holding_out(RULE)
        assert other.at(moment).alpha == run.at(moment).alpha
    np.testing.assert_allclose(other.live.history.held_out.recent, judged(other, RULE), rtol=1e-12)


def test_the_run_before_does_not_grow_with_the_other():
    run = Run(Settings.choose(STREETLIGHTS))
    run.train(100)
    memory, errors = run.memory, run.live.errors.tobytes()
    run.holding_out(RULE).train(1000)
    assert (run.memory, len(run), run.live.errors.tobytes()) == (memory, 100, errors)


def test_a_change_that_holds_out_too_leaves_the_phase_and_the_iteration():
    cursor = Cursor(Run(Settings.choose(STREETLIGHTS)))
    cursor.advance(6)
    cursor.step(StepUnit.PHASE)
    changed = cursor.changed(Change(6, settings=cursor.settings.holding_out(RULE)))
    assert changed.stage == cursor.stage
    assert changed.trainer.index == cursor.trainer.index == 2
