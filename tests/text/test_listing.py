"""The listing: a program that trains as the trainer does, and shows what its lines leave."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from notebook import execute
from runs import PENALTIES, any_settings

from streetlight_gui.core import DivergenceError, Problem, Trainer
from streetlight_gui.core.nn.activations import ACTIVATIONS
from streetlight_gui.core.nn.penalty import Penalty, PenaltyKind
from streetlight_gui.core.replay.phases import stages
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.trace import Trace
from streetlight_gui.text.listing import listing

BOOK = Settings.choose(Problem.preset("streetlights"))


def parameters_of(variables, settings):
    last = len(settings.hidden) + 1
    arrays = [variables[f"weights_{k}_{k + 1}"] for k in range(last)]
    if settings.bias:
        arrays += [variables[f"bias_{k + 1}"] for k in range(last)]
    return np.concatenate([array.reshape(-1) for array in arrays])


def assert_trains_alike(settings, iterations, trainer):
    """Compare the program with a trainer that has made as many iterations."""
    variables = execute(settings, iterations)
    found, expected = parameters_of(variables, settings), trainer.network.parameters
    np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(variables["errors"], trainer.errors, rtol=1e-12, atol=1e-25)


@given(any_settings(), st.integers(0, 12))
def test_the_listing_is_a_program_that_trains_as_the_trainer_does(settings, iterations):
    trainer = Trainer.of(settings)
    try:
        trainer.run(iterations)
    except DivergenceError:
        assume(False)
    assume(trainer.errors.max(initial=0) < 1000)  # else the last digits grow into the first
    assert_trains_alike(settings, iterations, trainer)


@pytest.mark.parametrize("activation", sorted(ACTIVATIONS))
@pytest.mark.parametrize("hidden", [(), (4,), (3, 2), (5, 4, 3)])
def test_the_listing_trains_with_every_choice(activation, hidden):
    shape = replace(BOOK.with_hidden(hidden), activations=(activation,) * len(hidden), alpha=0.1)
    for bias, batch, order_seed, penalty in product(
        (False, True), (1, 2, 3, 0), (None, 8), PENALTIES
    ):
        others = {"batch": batch, "order_seed": order_seed, "penalty": penalty}
        settings = replace(shape, bias=bias, **others)
        trainer = Trainer.of(settings)
        trainer.run(10)
        assert_trains_alike(settings, 10, trainer)


def test_the_books_listing_trains_bitwise_as_the_trainer():
    trainer = Trainer.of(BOOK)
    trainer.run(60)
    assert (parameters_of(execute(BOOK, 60), BOOK) == trainer.network.parameters).all()


@given(any_settings(), st.integers(1, 4))
def test_each_line_shows_what_the_program_left_in_its_variable(settings, iterations):
    trainer = Trainer.of(settings)
    try:
        trainer.run(iterations - 1)
        trainer.step(settings.sampler.updates_per_iteration - 1)
        trace = Trace(trainer.coming)  # of the program's last update
        trainer.step(1)
    except DivergenceError:
        assume(False)
    left = execute(settings, iterations, watched=True)["left"]
    for k, line in enumerate(listing(settings)):
        shown = line.value(trace)
        assert shown.shape == left[k].shape, line.code
        np.testing.assert_allclose(shown, left[k], rtol=1e-9, atol=1e-12, err_msg=line.code)


@pytest.mark.parametrize("hidden", [(), (4,), (3, 2), (5, 4, 3)])
@pytest.mark.parametrize("bias", [False, True])
def test_the_lines_run_in_the_order_of_the_stages(hidden, bias):
    order = [None, *stages(hidden)]
    lines = listing(replace(BOOK.with_hidden(hidden), bias=bias, batch=2, order_seed=1))
    places = [order.index(line.stage) for line in lines]
    assert places == sorted(places)
    assert set(places) == set(range(len(order))) - ({len(order) - 2} if not hidden else set())


def test_the_books_network_has_the_books_lines():
    assert [line.code for line in listing(BOOK)] == [
        "for iteration in range(iterations):",
        "    layer_2_error = 0",
        "    for i in range(len(lights)):",
        "        layer_0 = lights[i:i+1]",
        "        layer_1 = relu(np.dot(layer_0, weights_0_1))",
        "        layer_2 = np.dot(layer_1, weights_1_2)",
        "        layer_2_error += np.sum((layer_2 - answers[i:i+1]) ** 2)",
        "        layer_2_delta = layer_2 - answers[i:i+1]",
        "        layer_1_delta = layer_2_delta.dot(weights_1_2.T) * relu2deriv(layer_1)",
        "        weights_1_2 -= alpha * layer_1.T.dot(layer_2_delta)",
        "        weights_0_1 -= alpha * layer_0.T.dot(layer_1_delta)",
    ]


def test_every_choice_has_its_own_words():
    settings = replace(
        BOOK.with_hidden((3, 2)),
        activations=("linear", "tanh"),
        bias=True,
        penalty=Penalty(PenaltyKind.L1, 0.01),
        batch=3,
        order_seed=7,
    )
    assert [line.code.strip() for line in listing(settings)] == [
        "for iteration in range(iterations):",
        "layer_3_error = 0",
        "order = np.random.default_rng([7, iteration]).permutation(len(lights))",
        "for i in range(0, len(lights), 3):",
        "layer_0 = lights[order[i:i+3]]",
        "layer_1 = np.dot(layer_0, weights_0_1) + bias_1",
        "layer_2 = tanh(np.dot(layer_1, weights_1_2) + bias_2)",
        "layer_3 = np.dot(layer_2, weights_2_3) + bias_3",
        "layer_3_error += np.sum((layer_3 - answers[order[i:i+3]]) ** 2)",
        "layer_3_delta = (layer_3 - answers[order[i:i+3]]) / len(layer_0)",
        "layer_2_delta = layer_3_delta.dot(weights_2_3.T) * tanh2deriv(layer_2)",
        "layer_1_delta = layer_2_delta.dot(weights_1_2.T)",
        "weights_2_3 -= alpha * (layer_2.T.dot(layer_3_delta) + 0.01 * np.sign(weights_2_3))",
        "weights_1_2 -= alpha * (layer_1.T.dot(layer_2_delta) + 0.01 * np.sign(weights_1_2))",
        "weights_0_1 -= alpha * (layer_0.T.dot(layer_1_delta) + 0.01 * np.sign(weights_0_1))",
        "bias_3 -= alpha * layer_3_delta.sum(axis=0)",
        "bias_2 -= alpha * layer_2_delta.sum(axis=0)",
        "bias_1 -= alpha * layer_1_delta.sum(axis=0)",
    ]


def test_a_line_of_weights_or_bias_concerns_the_same_matrix():
    lines = listing(replace(BOOK, bias=True, penalty=PENALTIES[2]))
    assert {line.variable: line.matrix for line in lines if line.matrix is not None} == {
        "weights_1_2": 1,
        "weights_0_1": 0,
        "bias_2": 1,
        "bias_1": 0,
    }
    layers = [(line.variable, line.layer) for line in lines if line.layer is not None]
    assert all(name.startswith(f"layer_{layer}") for name, layer in layers)
    assert len(layers) == 6
