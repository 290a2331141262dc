"""Why the error has no slope along a weight."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from runs import trainers

from streetlight_gui.core import Network
from streetlight_gui.core.nn.parts import Edge, has_part, weight_index
from streetlight_gui.core.training.flat import Flat, why_flat
from streetlight_gui.core.training.trace import Trace, Update


def edges_of(network):
    sizes = network.sizes
    every = (
        Edge(layer, source, target)
        for layer, (sources, targets) in enumerate(pairwise(sizes))
        for source in range(sources + 1)
        for target in range(targets)
    )
    return [edge for edge in every if has_part(network, edge)]


@given(trainers())
def test_a_reason_is_given_where_the_examples_leave_a_weight_alone_and_only_there(trainer):
    update = trainer.coming
    trace, network = Trace(update), update.network
    plain = network.propagation(update.patterns, update.targets, averages=update.averages)
    answers = network.predict(update.patterns)
    for edge in edges_of(network):
        index = weight_index(network.sizes, edge)
        why, gradient = why_flat(trace, edge), plain.gradient[index]
        assert why is None or gradient == 0
        if len(update.patterns) == 1:
            assert (why is None) == (gradient != 0)
        moved = network.parameters.copy()
        moved[index] += 0.5
        if why is Flat.INPUT_OFF:
            other = network.with_parameters(moved).predict(update.patterns)
            assert (other == answers).all()
        if why is Flat.RIGHT:
            assert (answers == update.targets).all()
        if why is Flat.NOT_FIRING:
            assert (network.forward(update.patterns)[edge.layer + 1][:, edge.target] == 0).all()


@pytest.mark.parametrize(
    ("lights", "answers", "first", "last", "activation", "why"),
    [
        ([[0.0]], [1.0], 1.0, 1.0, "relu", Flat.INPUT_OFF),
        ([[0.0], [0.0]], [1.0, 0.0], 1.0, 1.0, "relu", Flat.INPUT_OFF),
        ([[1.0]], [1.0], 1.0, 1.0, "relu", Flat.RIGHT),
        ([[1.0]], [1.0], -1.0, 1.0, "relu", Flat.NOT_FIRING),
        ([[1.0]], [0.5], 1000.0, 1.0, "tanh", Flat.LEVEL),
        ([[1.0]], [1.0], 1.0, 0.0, "relu", Flat.NOTHING_BACK),
        ([[0.0], [1.0]], [1.0, 1.0], 1.0, 1.0, "relu", Flat.EITHER),  # not firing, and right
        ([[0.0], [1.0]], [1.0, 1.0], 1.0, 1.0, "linear", Flat.EITHER),  # off, and right
        ([[1.0], [1.0]], [0.0, 2.0], 1.0, 1.0, "relu", None),  # it adds to 0
        ([[1.0]], [0.5], 1.0, 1.0, "relu", None),
    ],
)
def test_each_reason(lights, answers, first, last, activation, why):
    network = Network([[[first]], [[last]]], activation)
    update = Update(network, np.array(lights), np.array(answers), 0.1)
    assert why_flat(Trace(update), Edge(0, 0, 0)) is why


def test_a_bias_has_no_input_that_could_be_off():
    network = Network([[[1.0]]], biases=[[0.0]])
    update = Update(network, np.array([[0.0]]), np.array([1.0]), 0.1)
    assert why_flat(Trace(update), Edge(0, 0, 0)) is Flat.INPUT_OFF
    assert why_flat(Trace(update), Edge(0, 1, 0)) is None
