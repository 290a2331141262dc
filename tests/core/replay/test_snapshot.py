"""A snapshot is one moment: numbered, read-only, and unmoved by further training."""

import pickle
from dataclasses import FrozenInstanceError, replace

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from streetlight_gui.core import Network, Problem
from streetlight_gui.core.replay.changes import Change
from streetlight_gui.core.replay.cursor import Cursor, StepUnit
from streetlight_gui.core.replay.phases import Phase, Stage
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.trace import Trace, Update

START = Settings.choose(Problem.preset("streetlights"))
BATCHES = replace(START, batch=3, bias=True, order_seed=5)


def run_of(updates, settings=START):
    run = Run(settings)
    run.train(updates)
    return run


def take(run):
    return Snapshot.take(7, Cursor(run), shows_each_example=True)


def arrays_of(snapshot):
    curves = [snapshot.online_curve, snapshot.frozen_curve]
    return [
        *snapshot.network.weights,
        *snapshot.network.biases,
        snapshot.network.parameters,
        *(values for curve in curves for values in (curve.iterations, curve.errors)),
        snapshot.pattern,
        snapshot.coming.patterns,
        snapshot.coming.targets,
    ]


def test_before_training():
    snapshot = take(Run(START))
    assert (snapshot.iteration, snapshot.updates_of_iteration, snapshot.updates) == (0, 0, 0)
    assert snapshot.updates_in_view == 0
    assert (snapshot.stage, snapshot.trace) == (None, None)
    assert snapshot.online_error is None
    assert snapshot.frozen_error is None
    assert snapshot.pattern.tolist() == [1, 0, 1]
    assert len(snapshot.online_curve.errors) == len(snapshot.frozen_curve.errors) == 0


def traced(trace):
    return [*trace.layers, *trace.deltas, *trace.gradients, trace.gradient, trace.parameters_after]


@pytest.mark.parametrize("settings", [START, BATCHES])
def test_what_comes_out_of_a_pickle_is_the_same_and_read_only(settings):
    snapshot = take(run_of(30, settings))
    unpickled = pickle.loads(pickle.dumps(snapshot))  # noqa: S301 - our own
    both = ([*arrays_of(each), *traced(each.trace)] for each in (snapshot, unpickled))
    for before, after in zip(*both, strict=True):
        assert_array_equal(after, before)
        assert not after.flags.writeable


def test_what_a_snapshot_is_told():
    run, other = Run(START), replace(START, alpha=0.3)
    run.change(Change(0, settings=other))
    snapshot = take(run)
    assert (snapshot.run, snapshot.settings, snapshot.settings.alpha) == (7, other, 0.3)
    assert snapshot.coming.alpha == 0.3
    assert snapshot.change_times == (0,)
    assert snapshot.shows_each_example


def test_a_start_is_edited_where_weights_are_others_before_the_first_update():
    run, own = Run(START), float(START.network().parameters[3])
    run.change(Change(0, settings=replace(START, alpha=0.3)))
    assert not take(run).has_edited_start
    run.change(Change(0, weight=3, value=0.5))
    assert take(run).has_edited_start
    assert not take(run).is_changed_on_the_way
    run.change(Change(0, weight=3, value=own))
    assert not take(run).has_edited_start
    run.train(4)
    run.change(Change(4, weight=3, value=0.5))
    assert not take(run).has_edited_start
    assert take(run).is_changed_on_the_way


@pytest.mark.parametrize(
    ("updates", "iteration", "place"),
    [(1, 0, 1), (3, 0, 3), (4, 1, 4), (5, 1, 1), (8, 2, 4), (242, 60, 2)],
)
def test_iteration_and_place_are_counted_from_one(updates, iteration, place):
    snapshot = take(run_of(updates))
    assert (snapshot.iteration, snapshot.updates_of_iteration) == (iteration, place)
    assert (snapshot.updates, snapshot.updates_in_view) == (updates, updates)
    assert snapshot.pattern.tolist() == START.problem.patterns[place - 1].tolist()
    assert not snapshot.is_by_batch


@pytest.mark.parametrize(("updates", "iteration", "place"), [(1, 0, 1), (2, 1, 2), (7, 3, 1)])
def test_a_batch_is_one_update_and_shows_its_first_example(updates, iteration, place):
    snapshot = take(run_of(updates, BATCHES))
    assert (snapshot.iteration, snapshot.updates_of_iteration) == (iteration, place)
    order = np.random.default_rng([5, (updates - 1) // 2]).permutation(4)
    patterns = START.problem.patterns[order[3 * (place - 1) :][:3]]
    assert snapshot.trace.update.patterns.tolist() == patterns.tolist()
    assert snapshot.pattern.tolist() == patterns[0].tolist()
    assert snapshot.is_by_batch


@pytest.mark.parametrize(("batch", "is_by_batch"), [(1, False), (2, True), (4, True), (0, True)])
def test_a_batch_is_more_than_one_example(batch, is_by_batch):
    assert take(Run(replace(START, batch=batch))).is_by_batch == is_by_batch
    single = replace(START.with_problem(Problem([[1, 0, 1]], [1])), batch=batch)
    assert not take(Run(single)).is_by_batch


def test_inside_an_update_the_one_in_view_is_the_one_to_come():
    cursor = Cursor(run_of(5))
    cursor.step(StepUnit.PHASE)
    snapshot = Snapshot.take(7, cursor, shows_each_example=True)
    assert (snapshot.updates, snapshot.updates_in_view, snapshot.updates_of_iteration) == (5, 6, 2)
    assert snapshot.stage == Stage(Phase.FORWARD, 1)
    assert snapshot.is_by_phase
    assert snapshot.trace.update.patterns.tolist() == snapshot.coming.patterns.tolist()


def test_in_the_past_both_the_moment_and_the_runs_end_are_told():
    cursor = Cursor(run_of(50))
    cursor.go_to(9)
    snapshot = Snapshot.take(7, cursor, shows_each_example=True)
    assert (snapshot.updates, snapshot.iteration, snapshot.is_live) == (9, 2, False)
    assert (snapshot.run_length, snapshot.run_iterations) == (50, 12)
    assert snapshot.online_error == cursor.run.live.errors[1]
    assert len(snapshot.online_curve.errors) == 12


@pytest.mark.parametrize(("settings", "updates"), [(START, 18), (BATCHES, 9)])
def test_errors_are_those_of_the_last_finished_iteration(settings, updates):
    run = run_of(updates, settings)
    snapshot = take(run)
    assert snapshot.online_error == run.live.errors[3]
    assert snapshot.frozen_error == run.live.frozen_errors[3]
    assert_array_equal(snapshot.online_curve.errors, run.live.errors)
    assert_array_equal(snapshot.frozen_curve.errors, run.live.frozen_errors)
    assert snapshot.online_curve.iterations.tolist() == [1, 2, 3, 4]


@pytest.mark.parametrize("settings", [START, BATCHES])
def test_further_training_changes_nothing_in_it(settings):
    run = Run(settings)
    run.train(5 * settings.sampler.updates_per_iteration)
    snapshot = take(run)
    arrays = [*arrays_of(snapshot), *snapshot.trace.layers, *snapshot.trace.gradients]
    before = [values.copy() for values in arrays]
    run.train(20)
    assert not np.array_equal(run.live.network.weights[0], snapshot.network.weights[0])
    for found, expected in zip(arrays, before, strict=True):
        assert_array_equal(found, expected)
    assert snapshot.iteration == 5


@pytest.mark.parametrize("settings", [START, BATCHES])
def test_all_its_arrays_are_read_only(settings):
    snapshot = take(run_of(20, settings))
    trace, arrays = snapshot.trace, arrays_of(snapshot)
    arrays += [*trace.layers, *trace.deltas, *trace.gradients, trace.gradient, trace.change]
    arrays += [trace.parameters_after, *trace.weights_after, *trace.biases_after]
    assert len(arrays) == (27 if settings.bias else 23)
    assert not any(values.flags.writeable for values in arrays)


def test_a_trace_leaves_the_arrays_it_was_made_from_writable():
    pattern = np.array([[1.0, 0.0, 1.0]])
    trace = Trace(Update(Network.random(3), pattern, np.ones(1), 0.2))
    assert pattern.flags.writeable
    pattern[0] = 0.5
    assert trace.layers[0].tolist() == [[1, 0, 1]]


def test_its_fields_cannot_be_set():
    with pytest.raises(FrozenInstanceError):
        take(Run(START)).network = Network.random(3)
