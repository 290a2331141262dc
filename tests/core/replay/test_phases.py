"""The five phases of an update: its stops, and its numbers against a calculation by hand."""

import numpy as np
import pytest
from book import book_trainer
from hypothesis import given
from runs import PENALTIES, bits, gradients, trainers

from streetlight_gui.core import DivergenceError, Network, Problem
from streetlight_gui.core.replay.cursor import Cursor, StepUnit
from streetlight_gui.core.replay.phases import Phase, Stage, stages
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.trace import Trace, Update
from streetlight_gui.text.description import PHASES

ALPHA = 0.2

# The first example of the book's run, by hand.


def first_example():
    """Compute the first example with plain numbers: lights 1 0 1, answer 1."""
    w01, w12 = [matrix.tolist() for matrix in Network.random(3, (4,), seed=1).weights]
    z = [1 * w01[0][j] + 0 * w01[1][j] + 1 * w01[2][j] for j in range(4)]
    layer_1 = [value if value > 0 else 0.0 for value in z]
    output = sum(layer_1[j] * w12[j][0] for j in range(4))
    delta_2 = output - 1
    delta_1 = [delta_2 * w12[j][0] if layer_1[j] > 0 else 0.0 for j in range(4)]
    new_01 = [[w01[i][j] - ALPHA * (1, 0, 1)[i] * delta_1[j] for j in range(4)] for i in range(3)]
    new_12 = [[w12[j][0] - ALPHA * layer_1[j] * delta_2] for j in range(4)]
    return layer_1, output, delta_2, delta_1, new_01, new_12


def assert_close(ours, theirs):
    np.testing.assert_allclose(ours, theirs, rtol=1e-12, atol=1e-15)


def test_the_five_phases_of_the_first_example_by_hand():
    layer_1, output, delta_2, delta_1, new_01, new_12 = first_example()
    start = Settings.choose(Problem.preset("streetlights"))
    cursor = Cursor(Run(start))
    begin = [matrix.tolist() for matrix in start.network().weights]

    cursor.step(StepUnit.PHASE)
    assert cursor.stage == Stage(Phase.FORWARD, 1)
    assert cursor.trace.layers[0].tolist() == [[1, 0, 1]]
    assert_close(cursor.trace.layers[1], [layer_1])

    cursor.step(StepUnit.PHASE)
    assert cursor.stage == Stage(Phase.OUTPUT, 2)
    assert_close(cursor.trace.layers[2], [[output]])

    cursor.step(StepUnit.PHASE)
    assert cursor.stage == Stage(Phase.COMPARE, 2)
    assert cursor.trace.update.targets.tolist() == [1]
    assert_close(cursor.trace.error, delta_2**2)
    assert_close(cursor.trace.deltas[2], [[delta_2]])

    cursor.step(StepUnit.PHASE)
    assert cursor.stage == Stage(Phase.BACKPROPAGATE, 2)
    assert_close(cursor.trace.deltas[1], [delta_1])
    assert [matrix.tolist() for matrix in cursor.trainer.network.weights] == begin

    cursor.step(StepUnit.PHASE)
    assert cursor.stage == Stage(Phase.UPDATE, 2)
    assert_close(cursor.trace.weights_after[0], new_01)
    assert_close(cursor.trace.weights_after[1], new_12)
    assert_close(cursor.trainer.network.weights[0], new_01)
    assert_close(cursor.trainer.network.weights[1], new_12)
    assert cursor.updates == 1


def test_the_first_example_has_the_numbers_one_reads_in_a_notebook():
    trace = Trace(book_trainer().coming)
    assert trace.layers[1][0].round(6).tolist() == [0, 0.518282, 0, 0]
    assert round(float(trace.layers[2][0, 0]), 6) == 0.391943
    assert round(float(trace.deltas[2][0, 0]), 6) == -0.608057
    assert round(trace.error, 6) == 0.369733
    assert trace.deltas[1][0].round(6).tolist() == [0, -0.459834, 0, 0]


# A batch of two with a bias, by hand: one hidden unit z = 2a - b + 1, output 3h - 1.


def batch_of_two(penalty):
    network = Network([[[2.0], [-1.0]], [[3.0]]], "relu", [[1.0], [-1.0]])
    patterns, targets = np.array([[1.0, 0.5], [0.0, 2.0]]), np.array([4.5, 1.0])
    return Trace(Update(network, patterns, targets, alpha=0.5, penalty=penalty, error_before=0.25))


def test_a_batch_by_hand():
    trace = batch_of_two(PENALTIES[0])
    assert [layer.tolist() for layer in trace.layers[1:]] == [[[2.5], [0]], [[6.5], [-1]]]
    assert (trace.error, trace.iteration_error) == (8, 8.25)
    assert [delta.tolist() for delta in trace.deltas[1:]] == [[[3], [0]], [[1], [-1]]]
    assert [gradient.tolist() for gradient in trace.gradients] == [[[3], [1.5]], [[2.5]]]
    assert trace.change.tolist() == [1.5, 0.75, 1.25, 1.5, 0]
    assert [matrix.tolist() for matrix in trace.weights_after] == [[[0.5], [-1.75]], [[1.75]]]
    assert [bias.tolist() for bias in trace.biases_after] == [[-0.5], [-1]]
    assert trace.parameters_after.tolist() == [0.5, -1.75, 1.75, -0.5, -1]


@pytest.mark.parametrize(
    ("penalty", "pulls"),
    [(PENALTIES[1], [0.01, -0.01, 0.01, 0, 0]), (PENALTIES[2], [0.2, -0.1, 0.3, 0, 0])],
)
def test_a_penalty_pulls_the_weights_and_not_the_biases(penalty, pulls):
    free, pulled = batch_of_two(PENALTIES[0]), batch_of_two(penalty)
    assert_close(pulled.change - free.change, 0.5 * np.array(pulls))
    assert [gradient.tolist() for gradient in pulled.gradients] == [[[3], [1.5]], [[2.5]]]


def test_an_update_by_itself_is_the_one_a_trainer_comes_to_first():
    coming = book_trainer().coming
    alone = Update(coming.network, coming.patterns, coming.targets, 0.2)
    assert vars(alone) == vars(coming)


def test_a_trace_knows_its_examples():
    trace = batch_of_two(PENALTIES[0])
    assert [trace.row_of(p) for p in [(1, 0.5), (0, 2), (0, 0)]] == [0, 1, None]


# Stages.


@pytest.mark.parametrize("hidden", [(), (4,), (3, 2), (5, 4, 3)])
def test_an_example_stops_at_each_hidden_layer_and_each_later_phase(hidden):
    found = stages(hidden)
    last = len(hidden) + 1
    assert [stage.layer for stage in found] == [*range(1, last), last, last, last, last]
    assert [stage.phase.value for stage in found] == [1] * len(hidden) + [2, 3, 4, 5]


def test_the_phases_are_numbered_and_titled():
    assert [phase.value for phase in Phase] == [1, 2, 3, 4, 5]
    assert len({PHASES[phase] for phase in Phase}) == 5
    assert PHASES[Phase.COMPARE] == "error and delta"


# The trace.


@given(trainers())
def test_a_trace_ends_in_bitwise_the_weights_that_training_ends_in(trainer):
    trace = Trace(trainer.coming)
    before = trainer.network
    try:
        trainer.step(1)
    except DivergenceError:
        return
    after = trainer.network
    assert trace.parameters_after.tobytes() == bits(after)
    assert bits(trace.network) == bits(before)
    for ours, theirs in zip(trace.weights_after, after.weights, strict=True):
        assert ours.tobytes() == np.ascontiguousarray(theirs).tobytes()
    for ours, theirs in zip(trace.biases_after, after.biases, strict=True):
        assert ours.tobytes() == theirs.tobytes()


@given(trainers())
def test_a_trace_has_the_mean_of_the_gradients_that_the_network_gives(trainer):
    trace = Trace(trainer.coming)
    rows = len(trace.update.patterns)
    found = gradients(trace.network, trace.update.patterns, trace.update.targets)
    for ours, theirs in zip(trace.gradients, found, strict=True):
        if rows == 1:
            assert np.array_equal(ours, theirs)
        np.testing.assert_allclose(rows * ours, theirs, rtol=1e-12, atol=1e-15)


@given(trainers())
def test_the_error_of_the_iteration_grows_by_each_updates_error(trainer):
    trace = Trace(trainer.coming)
    try:
        trainer.step(1)
    except DivergenceError:
        return
    is_last = trainer.index == 0
    found = trainer.errors[-1] if is_last else trainer.coming.error_before
    assert found == trace.iteration_error == trace.update.error_before + trace.error
