"""Forward passes for display: the numbers of training, without what only training needs."""

import tracemalloc

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from streetlight_gui.core import Network
from streetlight_gui.core.nn.activations import ACTIVATIONS
from streetlight_gui.core.problems.problem import all_patterns


@given(
    st.integers(1, 6),
    st.lists(st.integers(1, 16), max_size=3),
    st.sampled_from(sorted(ACTIVATIONS)),
    st.booleans(),
)
def test_a_forward_pass_is_bit_for_bit_that_of_training(lights, hidden, activation, bias):
    network = Network.random(lights, hidden, 1, activation, bias=bias)
    patterns = all_patterns(lights)
    training = network.propagation(patterns, np.zeros(len(patterns)))
    for shown, trained in zip(network.forward(patterns), training.layers, strict=True):
        assert_array_equal(shown, trained, strict=True)
    assert_array_equal(network.predict(patterns), training.layers[-1][:, 0])


def test_a_forward_pass_takes_no_memory_for_going_back():
    network, patterns = Network.random(6, (16, 16, 16), 1), np.zeros((10_000, 6))
    tracemalloc.start()
    layers = network.forward(patterns)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1.2 * sum(layer.nbytes for layer in layers)
