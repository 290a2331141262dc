"""Batches, order, bias and penalties: gradients, steps of any size, and which examples come."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from runs import PENALTIES, any_settings

from streetlight_gui.core import DivergenceError, Network, Problem, Trainer
from streetlight_gui.core.nn.penalty import Penalty, PenaltyKind
from streetlight_gui.core.training.batch_sampler import BatchSampler
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.trace import Trace

STEP = 1e-5  # of the finite differences
ACTIVATIONS = ["relu", "tanh", "sigmoid", "linear"]
BOOK = Settings.choose(Problem.preset("streetlights"))
SEVEN = Problem(np.arange(21).reshape(7, 3) / 20, [0, 1, 1, 0, 1, 0, 0.5])
STRENGTH = 0.3


def half_the_error(network, parameters, patterns, targets):
    """Half of the mean of the squares, the plain way."""
    changed = network.with_parameters(parameters)
    return np.mean((changed.predict(patterns) - targets) ** 2) / 2


def finite_differences(function, parameters):
    """Return d(function)/d(parameter) for each, by moving it a little both ways."""
    shifts = STEP * np.eye(len(parameters))
    differences = [function(parameters + shift) - function(parameters - shift) for shift in shifts]
    return np.array(differences) / (2 * STEP)


def is_near_a_kink(network, patterns):
    """Tell whether a hidden sum is so near 0 that a small change of a weight crosses it."""
    layers = network.forward(patterns)
    biases = network.biases or [0.0] * len(network.weights)
    below = zip(layers[:-2], network.weights[:-1], biases[:-1], strict=True)
    sums = [layer @ weights + bias for layer, weights, bias in below]
    return any(((z != 0) & (np.abs(z) < 1e-3)).any() for z in sums)


def weights_of(network):
    return np.concatenate([matrix.reshape(-1) for matrix in network.weights])


@pytest.mark.parametrize("depth", [0, 1, 2, 3])
@pytest.mark.parametrize("activation", ACTIVATIONS)
@given(kind=st.sampled_from(PenaltyKind), data=st.data())
def test_an_update_follows_the_finite_difference_of_its_batch_and_penalty(
    activation, depth, kind, data
):
    chosen = data.draw(any_settings(depth, activation, largest=4))
    trainer = Trainer.of(replace(chosen, penalty=Penalty(kind, STRENGTH)))
    try:
        trainer.step(data.draw(st.integers(0, 8)))
    except DivergenceError:
        assume(False)
    coming = trainer.coming
    network, count = coming.network, weights_of(coming.network).size
    assume(half_the_error(network, network.parameters, coming.patterns, coming.targets) < 10)
    assume(activation != "relu" or not is_near_a_kink(network, coming.patterns))
    assume(kind is not PenaltyKind.L1 or (np.abs(weights_of(network)) > 1e-3).all())
    sizes = {PenaltyKind.NONE: lambda w: 0 * w, PenaltyKind.L1: np.abs}
    size = sizes.get(kind, lambda w: w**2 / 2)

    def objective(parameters):
        penalty = STRENGTH * size(parameters[:count]).sum()
        return half_the_error(network, parameters, coming.patterns, coming.targets) + penalty

    slopes = finite_differences(objective, network.parameters)
    change = Trace(coming).change / trainer.alpha
    np.testing.assert_allclose(change, slopes, rtol=1e-5, atol=1e-7)
    try:
        trainer.step(1)
    except DivergenceError:
        return
    moved = (network.parameters - trainer.network.parameters) / trainer.alpha
    np.testing.assert_allclose(moved, slopes, rtol=1e-5, atol=1e-7)


# In steps of any size.


def state_of(trainer):
    state = trainer.state
    return (
        *(state.updates, state.iteration, state.index, state.parameters.tobytes()),
        *(state.iteration_error, state.online_error, state.frozen_error),
        *(trainer.errors.tobytes(), trainer.frozen_errors.tobytes()),
    )


@given(any_settings(), st.lists(st.integers(0, 25), min_size=1, max_size=8))
def test_updates_in_steps_of_any_size_equal_one_run_bitwise(chosen, pieces):
    whole, parts, ones = (Trainer.of(chosen) for _ in range(3))
    try:
        whole.step(sum(pieces))
    except DivergenceError:
        assume(False)
    for piece in pieces:
        parts.step(piece)
    for _ in range(sum(pieces)):
        ones.step(1)
    assert state_of(parts) == state_of(ones) == state_of(whole)


@given(any_settings(), st.integers(0, 20), st.integers(0, 20))
def test_a_restored_state_goes_on_bitwise(chosen, before, after):
    whole, restored = Trainer.of(chosen), Trainer.of(chosen)
    try:
        whole.step(before)
        state = whole.state
        whole.step(after)
    except DivergenceError:
        assume(False)
    restored.step(before + after)
    restored.restore(state)
    restored.step(after)
    assert state_of(restored)[:7] == state_of(whole)[:7]


@given(any_settings(), st.integers(0, 3))
def test_run_ends_at_the_end_of_an_iteration(chosen, iterations):
    trainer, size = Trainer.of(chosen), chosen.sampler.updates_per_iteration
    try:
        trainer.step(1)
        trainer.run(iterations)
    except DivergenceError:
        assume(False)
    is_whole = size == 1  # then the first update was an iteration of its own
    finished = iterations + is_whole
    assert trainer.updates == (max(finished * size, 1))
    assert (trainer.iteration, len(trainer.errors)) == (finished, finished)


# Which examples come.


@pytest.mark.parametrize(
    ("batch", "rows"),
    [(1, [1] * 7), (2, [2, 2, 2, 1]), (3, [3, 3, 1]), (5, [5, 2]), (7, [7]), (9, [7]), (0, [7])],
)
@pytest.mark.parametrize("order_seed", [None, 4])
def test_an_iteration_takes_every_example_once_in_batches(batch, rows, order_seed):
    chosen = replace(BOOK.with_problem(SEVEN), batch=batch, order_seed=order_seed)
    trainer, found = Trainer.of(chosen), []
    for index, size in enumerate(rows):
        coming = trainer.coming
        assert (coming.index, coming.iteration) == (index, 0)
        assert coming.patterns.shape == (size, 3)
        assert coming.targets.shape == (size,)
        found += [(*p, t) for p, t in zip(coming.patterns.tolist(), coming.targets, strict=True)]
        trainer.step(1)
    examples = [(*p, t) for p, t in zip(SEVEN.patterns.tolist(), SEVEN.targets, strict=True)]
    assert sorted(found) == sorted(examples)
    assert (found == examples) == (order_seed is None)
    assert (trainer.iteration, trainer.index) == (1, 0)


@pytest.mark.parametrize("batch", [1, 2, 7])
@pytest.mark.parametrize("order_seed", [None, 4])
def test_a_long_iteration_takes_its_examples_in_the_order_they_have(batch, order_seed):
    many = Problem(np.arange(1801)[:, np.newaxis] / 1801, np.arange(1801) % 2)
    chosen = replace(BOOK.with_problem(many), batch=batch, order_seed=order_seed, alpha=0.001)
    trainer, found = Trainer.of(chosen), []
    while not trainer.iteration:
        found.append(trainer.coming.patterns)
        trainer.step(1)
    order = np.arange(1801)
    if order_seed is not None:
        order = np.random.default_rng([order_seed, 0]).permutation(1801)
    assert np.array_equal(np.concatenate(found), many.patterns[order])
    assert [len(each) for each in found[:-1]] == [batch] * (1801 // batch - (1801 % batch == 0))
    whole = Trainer.of(chosen)
    whole.run(1)
    assert state_of(whole) == state_of(trainer)


@pytest.mark.parametrize("seed", [0, 4, 2**32 - 1])
@pytest.mark.parametrize("batch", [1, 2, 0])
def test_shuffled_order_can_be_made_again_for_any_iteration(seed, batch):
    trainer = Trainer.of(
        replace(BOOK.with_problem(SEVEN), batch=batch, order_seed=seed, alpha=0.01)
    )
    for iteration in range(100):
        order = np.random.default_rng([seed, iteration]).permutation(7)
        assert trainer.coming.patterns.tolist() == SEVEN.patterns[order[: batch or 7]].tolist()
        assert trainer.coming.targets.tolist() == SEVEN.targets[order[: batch or 7]].tolist()
        trainer.run(1)


@pytest.mark.parametrize(("order_seed", "orders"), [(None, []), (3, [0, 1, 2, 3, 4])])
def test_examples_are_shuffled_once_for_each_iteration(monkeypatch, order_seed, orders):
    made, real = [], BatchSampler.order

    def order(sampler, iteration):
        made.append(iteration)
        return real(sampler, iteration)

    monkeypatch.setattr(BatchSampler, "order", order)
    trainer = Trainer.of(replace(BOOK.with_problem(SEVEN), order_seed=order_seed))
    for _ in range(5 * 7 - 1):
        trainer.step(1)
        assert len(trainer.coming.patterns) == 1
    assert made == orders


def test_the_error_of_an_iteration_is_the_sum_over_its_batches_each_before_its_update():
    trainer, errors = Trainer.of(replace(BOOK.with_problem(SEVEN), batch=3, bias=True)), []
    for _ in range(3):
        coming = trainer.coming
        errors.append(np.sum((coming.network.predict(coming.patterns) - coming.targets) ** 2))
        trainer.step(1)
    assert trainer.errors.tolist() == pytest.approx([sum(errors)], rel=1e-12)
    frozen = np.sum((trainer.network.predict(SEVEN.patterns) - SEVEN.targets) ** 2)
    assert trainer.frozen_errors.tolist() == pytest.approx([frozen], rel=1e-12)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"batch": 0}, {"batch": 7}),
        ({"batch": 7}, {"batch": 50}),
        ({"batch": 1}, {}),
        ({"penalty": Penalty(PenaltyKind.L1, 0.0)}, {}),
        ({"penalty": Penalty(PenaltyKind.L2, 0.0)}, {}),
        ({"penalty": Penalty(PenaltyKind.NONE, 5.0)}, {}),
    ],
)
def test_settings_that_say_the_same_train_the_same(one, other):
    trainers = [Trainer.of(replace(BOOK.with_problem(SEVEN), **chosen)) for chosen in (one, other)]
    for trainer in trainers:
        trainer.run(20)
    assert state_of(trainers[0]) == state_of(trainers[1])


# From zero.


def trained_from_zero(name, *, bias, hidden=(4,)):
    names = (name,) * len(hidden)
    zeros = replace(BOOK.with_hidden(hidden), activations=names, seed=None, bias=bias)
    trainer = Trainer.of(zeros)
    trainer.run(50)
    return trainer.network


@pytest.mark.parametrize("name", ["relu", "tanh", "linear"])
@pytest.mark.parametrize("hidden", [(4,), (3, 2), (5, 4, 3)])
def test_without_bias_all_stays_zero(name, hidden):
    assert not trained_from_zero(name, bias=False, hidden=hidden).parameters.any()


@pytest.mark.parametrize("name", ["relu", "tanh", "linear"])
def test_with_bias_only_the_outputs_learns(name):
    network = trained_from_zero(name, bias=True)
    assert not network.parameters[:-1].any()
    assert network.biases[-1].item() == pytest.approx(0.5, abs=0.2)


@pytest.mark.parametrize("bias", [False, True])
def test_sigmoid_units_learn_and_stay_alike(bias):
    network = trained_from_zero("sigmoid", bias=bias)
    assert network.parameters.all()
    for weights in network.weights[0].T:
        assert (weights == network.weights[0][:, 0]).all()


def test_without_a_hidden_layer_zero_does_no_harm():
    assert trained_from_zero("relu", bias=False, hidden=()).parameters.all()


# A penalty, by itself.


@pytest.mark.parametrize(
    ("kind", "pull", "size"),
    [
        (PenaltyKind.NONE, [0, 0, 0], 0),
        (PenaltyKind.L1, [0.5, -0.5, 0], 2.5),
        (PenaltyKind.L2, [1, -1.5, 0], 3.25),
    ],
)
def test_a_penalty_pulls_to_zero_and_stops_there(kind, pull, size):
    weights = np.array([2.0, -3.0, 0.0])
    gradient = np.array([0.0, 0.0, 0.0, 7.0])
    Penalty(kind, 0.5).add_to(gradient, weights)
    assert gradient.tolist() == [*pull, 7]  # the last one is a bias
    assert Penalty(kind, 0.5).of(weights) == size
    assert Penalty(kind, 0.5).is_on == (kind is not PenaltyKind.NONE)
    assert not Penalty(kind, 0.0).is_on
    assert Penalty(kind) == Penalty(kind, 0.0)
    assert Penalty(kind, 0.0).of(weights) == 0


@pytest.mark.parametrize("penalty", PENALTIES[1:])
def test_a_penalty_leaves_smaller_weights_and_the_biases_alone(penalty):
    network = Network([[[1.0]]], biases=[[1.0]])
    dark = Problem([[0.0]], [1.0])  # no light: no gradient but the penalty's
    trainer = Trainer(dark, network, 0.1, penalty=penalty)
    trainer.run(10)
    assert 0 < trainer.network.weights[0].item() < 1
    assert trainer.network.biases[0].item() == 1
