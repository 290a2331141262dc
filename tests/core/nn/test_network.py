"""The network: start weights, forward pass, gradients, and what it refuses."""

import re

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from runs import gradients, zero_network

from streetlight_gui.core import Network
from streetlight_gui.core.nn.activations import ACTIVATIONS, check_activation
from streetlight_gui.core.problems.problem import all_patterns

STEP = 1e-5  # of the finite differences


def error_of(weights, activation, patterns, targets):
    return np.sum((Network(weights, activation).predict(patterns) - targets) ** 2)


def finite_differences(network, activation, patterns, targets):
    """Return d(error)/d(weight) for every weight, by moving each a little both ways."""
    slopes = [np.zeros(matrix.shape) for matrix in network.weights]
    for k, slope in enumerate(slopes):
        for index in np.ndindex(slope.shape):
            errors = []
            for shift in (STEP, -STEP):
                weights = [matrix.copy() for matrix in network.weights]
                weights[k][index] += shift
                errors.append(error_of(weights, activation, patterns, targets))
            slope[index] = (errors[0] - errors[1]) / (2 * STEP)
    return slopes


def is_near_a_kink(network, patterns):
    """Tell whether a hidden sum is so near 0 that a small change of a weight crosses it."""
    layers = network.forward(patterns)
    sums = [layer @ w for layer, w in zip(layers[:-2], network.weights[:-1], strict=True)]
    return any(((z != 0) & (np.abs(z) < 1e-3)).any() for z in sums)


@pytest.mark.parametrize("depth", [0, 1, 2, 3])
@pytest.mark.parametrize("activation", ["relu", "tanh", "sigmoid", "linear"])
@given(data=st.data())
def test_gradient_is_half_of_the_finite_difference(activation, depth, data):
    lights = data.draw(st.integers(1, 4))
    hidden = data.draw(st.lists(st.integers(1, 5), min_size=depth, max_size=depth))
    network = Network.random(lights, hidden, data.draw(st.integers(0, 10**6)), activation)
    rows = data.draw(st.lists(st.integers(0, 2**lights - 1), min_size=1, max_size=4))
    patterns = all_patterns(lights)[rows]
    targets = np.array([data.draw(st.floats(-2, 2)) for _ in rows])
    assume(activation != "relu" or not is_near_a_kink(network, patterns))
    slopes = finite_differences(network, activation, patterns, targets)
    for gradient, slope in zip(gradients(network, patterns, targets), slopes, strict=True):
        assert_allclose(2 * gradient, slope, rtol=1e-5, atol=1e-6)


@given(st.integers(1, 6), st.lists(st.integers(1, 16), max_size=3), st.integers(0, 2**32 - 1))
def test_start_weights_are_the_legacy_generators_layer_by_layer(lights, hidden, seed):
    network = Network.random(lights, hidden, seed)
    np_random = np.random.RandomState(seed)
    sizes = [lights, *hidden, 1]
    assert network.sizes == tuple(sizes)
    for k, weights in enumerate(network.weights):
        expected = 2 * np_random.random_sample((sizes[k], sizes[k + 1])) - 1
        assert_array_equal(weights, expected, strict=True)


def test_forward_by_hand():
    network = Network([[[1.0, -1.0], [2.0, 0.5]], [[3.0], [5.0]]])
    layer_0, layer_1, layer_2 = network.forward([[1, 0], [0, 1], [1, 1]])
    assert layer_0.tolist() == [[1, 0], [0, 1], [1, 1]]
    assert layer_1.tolist() == [[1, 0], [2, 0.5], [3, 0]]
    assert layer_2.tolist() == [[3], [8.5], [9]]
    assert network.predict([[0, 1]]).tolist() == [8.5]


def test_forward_by_hand_with_biases():
    network = Network([[[1.0], [2.0]], [[3.0]]], "relu", [[-1.5], [0.25]])
    _, layer_1, layer_2 = network.forward([[1, 0], [0, 1]])
    assert layer_1.tolist() == [[0], [0.5]]
    assert layer_2.tolist() == [[0.25], [1.75]]


def test_gradient_by_hand_with_biases():
    """One pattern is silent: it moves the output's bias alone."""
    network = Network([[[1.0], [2.0]], [[3.0]]], "relu", [[-1.5], [0.25]])
    gradient = network.propagation([[1, 0], [0, 1]], [0, 1]).gradient
    assert gradient.tolist() == [0, 2.25, 0.375, 2.25, 1]
    below, above = gradients(network, [[1, 0], [0, 1]], [0, 1])
    assert (below.tolist(), above.tolist()) == ([[0], [2.25]], [[0.375]])


def test_the_output_has_no_activation():
    network = Network([[[2.0]], [[-3.0]]], "sigmoid")
    assert network.predict([[0.0]]).tolist() == [-1.5]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("relu", [0, 0, 2]),
        ("tanh", np.tanh([-1, 0, 2])),
        ("sigmoid", 1 / (1 + np.exp([1, 0, -2]))),
        ("linear", [-1, 0, 2]),
    ],
)
def test_values_of_each_activation(name, expected):
    layer = Network([[[-1.0, 0.0, 2.0]], [[1.0]] * 3], name).forward([[1]])[1]
    assert_allclose(layer[0], expected, rtol=1e-15)


def test_each_hidden_layer_may_have_its_own_activation():
    network = Network([[[-2.0]], [[3.0]], [[1.0]]], ["linear", "relu"])
    assert [layer.item() for layer in network.forward([[1]])] == [1, -2, 0, 0]


def test_relu_lets_nothing_back_where_the_unit_does_not_fire():
    network = Network([[[-1.0, 1.0, 0.0]], [[2.0], [3.0], [4.0]]])
    below, above = gradients(network, [[1]], [1])
    assert below.tolist() == [[0, 6, 0]]
    assert above.tolist() == [[0], [2], [0]]


def test_gradients_of_several_patterns_are_summed():
    network = Network.random(3, (4,), 1)
    patterns, targets = all_patterns(3), np.linspace(0, 1, 8)
    together = gradients(network, patterns, targets)
    one_by_one = [gradients(network, [p], [t]) for p, t in zip(patterns, targets, strict=True)]
    for k in range(2):
        assert_allclose(together[k], sum(g[k] for g in one_by_one), rtol=1e-12, atol=1e-15)


def test_sigmoid_of_very_large_sums_reaches_its_limits_without_a_warning():
    network = Network([[[1e4, -1e4]], [[1.0], [1.0]]], "sigmoid")
    assert network.forward([[1]])[1].tolist() == [[1, 0]]


def test_weights_are_read_only_copies():
    given_weights = np.array([[0.5], [0.25]])
    network = Network([given_weights])
    given_weights[:] = 9
    assert network.weights[0].tolist() == [[0.5], [0.25]]
    with pytest.raises(ValueError, match="read-only"):
        network.weights[0][0, 0] = 1


def test_with_parameters_makes_a_read_only_network_of_the_same_shape():
    network = Network.random(2, (2,), 1, "tanh")
    parameters = np.arange(6.0)
    other = network.with_parameters(parameters)
    parameters[:] = 0
    assert [w.tolist() for w in other.weights] == [[[0, 1], [2, 3]], [[4], [5]]]
    assert [activation.name for activation in other.activations] == ["tanh"]
    with pytest.raises(ValueError, match="read-only"):
        other.weights[1][0] = 7


def test_with_parameters_keeps_the_biases_apart():
    network = Network.random(2, (2,), 1, bias=True).with_parameters(np.arange(9.0))
    assert [b.tolist() for b in network.biases] == [[6, 7], [8]]
    assert [w.tolist() for w in network.weights] == [[[0, 1], [2, 3]], [[4], [5]]]
    with pytest.raises(ValueError, match="read-only"):
        network.biases[0][0] = 7


@given(st.integers(1, 6), st.lists(st.integers(1, 16), max_size=3), st.booleans())
def test_parameters_are_all_weights_end_to_end_and_then_all_biases(lights, hidden, bias):
    network = Network.random(lights, hidden, bias=bias)
    network = network.with_parameters(np.arange(network.parameters.size))
    arrays = [*network.weights, *network.biases]
    assert len(arrays) == (1 + bias) * (len(hidden) + 1)
    assert_array_equal(np.concatenate([a.reshape(-1) for a in arrays]), network.parameters)
    assert not network.parameters.flags.writeable


def test_bias_leaves_the_start_weights_as_they_are_and_starts_at_zero():
    plain, biased = Network.random(3, (4,), 1), Network.random(3, (4,), 1, bias=True)
    for ours, theirs in zip(biased.weights, plain.weights, strict=True):
        assert_array_equal(ours, theirs)
    assert [b.tolist() for b in biased.biases] == [[0] * 4, [0]]
    assert plain.biases == ()


def test_a_network_rebuilt_keeps_its_weights():
    network = Network([[[1.0]], [[2.0]]], "relu", [[3.0], [4.0]])
    without = network.rebuilt("tanh", bias=False)
    assert without.parameters.tolist() == [1, 2]
    assert [activation.name for activation in without.activations] == ["tanh"]
    assert without.rebuilt(["relu"], bias=True).parameters.tolist() == [1, 2, 0, 0]
    assert network.rebuilt("linear", bias=True).parameters.tolist() == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("biases", "sentence"),
    [
        ([[0.0]], r"biases must have the shapes \[\(2,\), \(1,\)\], not \[\(1,\)\]"),
        ([[0.0, 0.0], 0.0], r"not \[\(2,\), \(\)\]"),
        ([[0.0], [0.0, 0.0]], r"not \[\(1,\), \(2,\)\]"),
        ([[0.0, np.nan], [0.0]], "every bias must be a finite number"),
        ([[0.0, 0.0], [np.inf]], "every bias must be a finite number"),
        ([[0.0, 0.0], ["none"]], "bias_2 must be numbers"),
    ],
)
def test_biases_that_do_not_fit_are_refused(biases, sentence):
    with pytest.raises(ValueError, match=sentence):
        Network([np.ones((3, 2)), np.ones((2, 1))], biases=biases)


@pytest.mark.parametrize(
    ("targets", "shape"), [([], "(0,)"), ([1], "(1,)"), ([1, 0, 1], "(3,)"), ([[1, 0]], "(1, 2)")]
)
def test_a_gradient_needs_one_target_for_each_pattern(targets, shape):
    with pytest.raises(ValueError, match=re.escape(f"2 patterns, not the shape {shape}")):
        Network.random(3).propagation([[1, 0, 1], [0, 0, 1]], targets)


@pytest.mark.parametrize(
    ("weights", "sentence"),
    [
        ([], "at least one matrix"),
        ([np.ones((3, 4)), [["all"]]], "weights_1_2 must be numbers"),
        ([np.ones((3, 4)), np.ones(4)], r"weights_1_2 must have the shape \(fan_in, fan_out\)"),
        ([[1.0, 2.0]], r"weights_0_1 must have the shape \(fan_in, fan_out\), not \(2,\)"),
        ([np.ones((3, 4)), np.ones((3, 1))], "weights_0_1 makes 4 units but weights_1_2 takes 3"),
        ([[[1]], [[1, 1]], [[1]]], "weights_1_2 makes 2 units but weights_2_3 takes 1"),
        ([np.ones((3, 2))], "the output must be one unit, not 2"),
        ([np.ones((7, 1))], "lights must be a whole number from 1 to 6, not 7"),
        ([np.ones((3, 17)), np.ones((17, 1))], r"layers of 1 to 16 units.* not \[17\]"),
        ([np.ones((1, 1))] * 5, "hidden must be up to 3 layers"),
        ([[[np.nan]]], "every weight must be a finite number"),
        ([[[1.0]], [[np.inf]]], "every weight must be a finite number"),
    ],
)
def test_weights_that_make_no_network_are_refused(weights, sentence):
    with pytest.raises(ValueError, match=sentence):
        Network(weights)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"lights": 0}, "lights must be a whole number from 1 to 6, not 0"),
        ({"lights": 7}, "lights must be a whole number from 1 to 6, not 7"),
        ({"hidden": (0,)}, "layers of 1 to 16 units"),
        ({"hidden": (4, 4, 4, 4)}, "up to 3 layers"),
        ({"seed": -1}, "seed must be a whole number from 0 to 4,294,967,295, not -1"),
        ({"seed": 2**32}, "seed must be a whole number from 0 to 4,294,967,295, not 4294967296"),
        ({"activation": "softmax"}, "activation must be one of relu, tanh, sigmoid, linear"),
        ({"activation": ["relu", "tanh"]}, "one activation for each of the 1 hidden layers, not 2"),
    ],
)
def test_random_network_refuses_what_is_out_of_range(arguments, sentence):
    with pytest.raises(ValueError, match=sentence):
        Network.random(**{"lights": 3, **arguments})


@pytest.mark.parametrize("patterns", [[1, 0, 1], [[1, 0]], [[[1, 0, 1]]]])
def test_patterns_of_another_shape_are_refused(patterns):
    with pytest.raises(ValueError, match=r"patterns must have the shape \(n, 3\)"):
        Network.random(3).predict(patterns)


def test_activations_are_found_by_name():
    assert list(ACTIVATIONS) == ["relu", "tanh", "sigmoid", "linear"]
    assert check_activation("tanh").name == "tanh"


def test_what_forward_returns_is_ones_own():
    patterns = np.array([[1.0, 0.0, 1.0]])
    layers = Network.random(3).forward(patterns)
    layers[0][:] = 7
    assert patterns.tolist() == [[1, 0, 1]]


@pytest.mark.parametrize(
    ("network", "text"),
    [
        (Network.random(3), "<Network 3-4-1, relu>"),
        (zero_network(2, (), bias=True), "<Network 2-1, with biases>"),
        (Network.random(2, (3, 5), 1, ["tanh", "linear"]), "<Network 2-3-5-1, tanh, linear>"),
    ],
)
def test_a_network_says_its_layers_and_their_activations(network, text):
    assert repr(network) == text


def test_the_weights_are_counted_without_the_biases():
    network = Network.random(3, (4,), bias=True)
    assert network.layout.weight_count == 16
    assert len(network.parameters) == 21
