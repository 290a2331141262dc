"""A snapshot is one moment: numbered, read-only, and unmoved by further training."""

import dataclasses

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from streetlight_gui.core import Network, Problem
from streetlight_gui.core.cursor import Cursor
from streetlight_gui.core.run import Run
from streetlight_gui.core.settings import Settings
from streetlight_gui.core.snapshot import Snapshot

START = Settings.choose(Problem.preset("streetlights"))


@pytest.fixture
def run():
    return Run(START)


@pytest.fixture
def live_trainer(run):
    return run.live


@pytest.fixture
def take(run):
    return lambda _trainer: Snapshot.take(7, Cursor(run), shows_each_example=True)


def arrays_of(snapshot):
    curves = [snapshot.online_curve, snapshot.frozen_curve]
    return [
        *snapshot.network.weights,
        *(values for curve in curves for values in (curve.iterations, curve.errors)),
        snapshot.pattern,
    ]


def test_before_training(live_trainer, take):
    snapshot = take(live_trainer)
    assert (snapshot.iteration, snapshot.example, snapshot.updates) == (0, 0, 0)
    assert snapshot.online_error is None
    assert snapshot.frozen_error is None
    assert snapshot.pattern.tolist() == [1, 0, 1]
    assert len(snapshot.online_curve.errors) == len(snapshot.frozen_curve.errors) == 0


def test_what_a_snapshot_is_told(live_trainer, take):
    live_trainer.alpha = 0.3
    snapshot = take(live_trainer)
    assert (snapshot.run, snapshot.settings, snapshot.alpha) == (7, START, 0.3)
    assert snapshot.shows_each_example


@pytest.mark.parametrize(
    ("examples", "iteration", "example"),
    [(1, 0, 1), (3, 0, 3), (4, 1, 4), (5, 1, 1), (8, 2, 4), (242, 60, 2)],
)
def test_iteration_and_example_are_counted_from_one(
    live_trainer, examples, iteration, example, take
):
    live_trainer.step(examples)
    snapshot = take(live_trainer)
    assert (snapshot.iteration, snapshot.example) == (iteration, example)
    assert snapshot.pattern.tolist() == START.problem.patterns[example - 1].tolist()


def test_errors_are_those_of_the_last_finished_iteration(live_trainer, take):
    live_trainer.step(18)
    snapshot = take(live_trainer)
    assert snapshot.online_error == live_trainer.errors[3]
    assert snapshot.frozen_error == live_trainer.frozen_errors[3]
    assert_array_equal(snapshot.online_curve.errors, live_trainer.errors)
    assert_array_equal(snapshot.frozen_curve.errors, live_trainer.frozen_errors)
    assert snapshot.online_curve.iterations.tolist() == [1, 2, 3, 4]


def test_further_training_changes_nothing_in_it(live_trainer, take):
    live_trainer.run(iterations=5)
    snapshot = take(live_trainer)
    before = [values.copy() for values in arrays_of(snapshot)]
    live_trainer.run(iterations=5)
    assert not np.array_equal(live_trainer.network.weights[0], snapshot.network.weights[0])
    for found, expected in zip(arrays_of(snapshot), before, strict=True):
        assert_array_equal(found, expected)
    assert snapshot.iteration == 5


def test_all_its_arrays_are_read_only(live_trainer, take):
    live_trainer.run(iterations=5)
    assert [values.flags.writeable for values in arrays_of(take(live_trainer))] == [False] * 7


def test_its_fields_cannot_be_set(live_trainer, take):
    with pytest.raises(dataclasses.FrozenInstanceError):
        take(live_trainer).network = Network.random(3)
