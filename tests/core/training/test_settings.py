"""The settings of a run: what is left open, what it starts from, and what goes on with it."""

import copy
from dataclasses import replace

import pytest
from numpy.testing import assert_array_equal
from runs import zero_network

from streetlight_gui.core import Network, Problem
from streetlight_gui.core.nn.penalty import Penalty, PenaltyKind
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.training.batch_sampler import BatchSampler
from streetlight_gui.core.training.settings import Settings

STREETLIGHTS, MIDDLE_LIGHT = PRESETS["streetlights"], PRESETS["middle-light"]
MIDDLE = Settings.choose(MIDDLE_LIGHT)


def choices(start):
    return start.problem.name, start.hidden, start.alpha, start.seed


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (Settings.choose(STREETLIGHTS), ("streetlights", (4,), 0.2, 1)),
        (Settings.choose(MIDDLE_LIGHT), ("middle-light", (), 0.1, None)),
        (Settings.choose(MIDDLE_LIGHT, hidden=(4,)), ("middle-light", (4,), 0.1, 1)),
        (Settings.choose(MIDDLE_LIGHT, seed=0), ("middle-light", (), 0.1, 0)),
        (Settings.choose(STREETLIGHTS, (), 0.5, 7), ("streetlights", (), 0.5, 7)),
    ],
)
def test_what_is_left_open_comes_from_the_problem(start, expected):
    assert choices(start) == expected


def test_a_seed_makes_the_network():
    network = Settings.choose(STREETLIGHTS, hidden=(2, 3), seed=5).network()
    for found, expected in zip(network.weights, Network.random(3, (2, 3), 5).weights, strict=True):
        assert_array_equal(found, expected)


def test_a_seed_wins_over_the_given_weights():
    network = Settings.choose(MIDDLE_LIGHT, seed=1).network()
    assert_array_equal(network.weights[0], Network.random(3, (), 1).weights[0])


def test_without_a_seed_the_given_weights_are_used():
    network = Settings.choose(MIDDLE_LIGHT).network()
    assert network.weights[0].tolist() == [[0.5], [0.48], [-0.7]]


@pytest.mark.parametrize("bias", [False, True])
def test_a_network_of_zeros_predicts_zero(bias):
    problem, names = Problem.preset("streetlights"), ("tanh", "relu")
    network = Settings(problem, (4, 2), names, alpha=0.1, seed=None, bias=bias).network()
    assert (network.sizes, bool(network.biases)) == ((3, 4, 2, 1), bias)
    assert not network.parameters.any()
    assert network.predict(problem.patterns).tolist() == [0] * 4


def test_without_a_seed_and_given_weights_all_start_at_zero():
    settings = Settings(MIDDLE_LIGHT.problem, (4,), ("relu",), alpha=0.1, seed=None)
    network = settings.network()
    assert network.sizes == (3, 4, 1)
    assert not network.parameters.any()


def test_given_weights_of_other_layers_are_not_made_up():
    given = MIDDLE_LIGHT.given
    settings = Settings(MIDDLE_LIGHT.problem, (4,), ("relu",), alpha=0.1, seed=None, given=given)
    with pytest.raises(ValueError, match="one activation for each of the 0 hidden layers, not 1"):
        settings.network()


def test_the_network_has_the_activations_and_the_bias_that_are_set():
    settings = replace(Settings.choose(STREETLIGHTS, (2, 3)), activations=("tanh", "linear"))
    for bias in (False, True):
        network = replace(settings, bias=bias).network()
        assert [activation.name for activation in network.activations] == ["tanh", "linear"]
        assert [b.tolist() for b in network.biases] == ([[0] * 2, [0] * 3, [0]] if bias else [])
        seeded = Network.random(3, (2, 3), 1)
        for found, expected in zip(network.weights, seeded.weights, strict=True):
            assert_array_equal(found, expected)


def test_given_biases_are_used_where_there_is_bias():
    given = Network([[[0.5], [0.25], [0]]], biases=[[2.0]])
    settings = replace(Settings.choose(STREETLIGHTS, ()), seed=None, given=given)
    assert settings.network().biases == ()
    assert replace(settings, bias=True).network().biases[0].tolist() == [2]


@pytest.mark.parametrize("preset", PRESETS.values(), ids=PRESETS)
def test_the_books_settings_train_one_by_one_without_bias_or_penalty(preset):
    book = Settings.choose(preset).as_in_the_book()
    assert (book.bias, book.penalty.is_on, book.batch, book.order_seed) == (False, False, 1, None)
    assert set(book.activations) <= {"relu"}
    if preset is MIDDLE_LIGHT:
        assert choices(book) == ("middle-light", (), 0.1, None)
    elif preset.given is None:
        assert choices(book) == (preset.problem.name, (4,), 0.2, 1)


# Changing settings.


def test_more_layers_are_relu_and_fewer_keep_their_activations():
    settings = replace(Settings.choose(STREETLIGHTS, (2, 3)), activations=("tanh", "sigmoid"))
    wider, less = settings.with_hidden((2, 5, 1)), settings.with_hidden((7,))
    assert (wider.hidden, wider.activations) == ((2, 5, 1), ("tanh", "sigmoid", "relu"))
    assert (less.hidden, less.activations) == ((7,), ("tanh",))
    assert settings.with_hidden(()).activations == ()


@pytest.mark.parametrize(
    ("hidden", "names"),
    [
        ((), ("relu",)),
        ((3,), ("tanh", "relu")),
        ((3, 2), ("tanh", "tanh", "relu")),
        ((3, 2, 1), ("tanh", "tanh", "tanh")),  # there may be no more
    ],
)
def test_a_layer_more_comes_before_the_output_if_there_can_be_one(hidden, names):
    settings = replace(Settings.choose(STREETLIGHTS, hidden), activations=("tanh",) * len(hidden))
    after = settings.with_layer_added()
    assert (after.hidden, after.activations) == ((*hidden, 4)[:3], names)


def test_a_layer_with_other_units_keeps_its_activation_and_without_any_goes():
    settings = replace(Settings.choose(STREETLIGHTS, (2, 3)), activations=("tanh", "sigmoid"))
    for layer, hidden in ((0, (7, 3)), (1, (2, 7))):
        after = settings.with_units(layer, 7)
        assert (after.hidden, after.activations) == (hidden, ("tanh", "sigmoid"))
    after = settings.with_units(0, 0)
    assert (after.hidden, after.activations) == ((3,), ("sigmoid",))


@pytest.mark.parametrize(("seed", "after"), [(1, 2), (0, 1), (2**32 - 1, 0), (None, 1)])
def test_the_next_seed_follows_and_after_the_last_comes_the_first(seed, after):
    start = replace(Settings.choose(STREETLIGHTS), seed=seed)
    assert start.next_start() == replace(start, seed=after)


def test_given_weights_go_where_they_do_not_fit():
    given = Settings.choose(MIDDLE_LIGHT)
    assert (given.seed, given.given) == (None, MIDDLE_LIGHT.given)
    deeper = given.with_hidden((4,))
    assert (deeper.seed, deeper.given) == (1, None)
    two_lights = given.with_problem(Problem([[1, 0]], [1]))
    assert (two_lights.seed, two_lights.given) == (1, None)
    assert given.with_problem(STREETLIGHTS.problem).given is MIDDLE_LIGHT.given
    assert given.with_hidden(()) == given


def test_a_seed_outlives_given_weights_that_do_not_fit():
    seeded = replace(Settings.choose(MIDDLE_LIGHT), seed=7).with_hidden((4,))
    assert (seeded.seed, seeded.given) == (7, None)


def test_a_start_of_zeros_stays_one_in_every_shape():
    zeros = replace(Settings.choose(STREETLIGHTS), seed=None)
    assert zeros.with_hidden((2, 2)).seed is None
    assert not zeros.with_hidden((2, 2)).network().parameters.any()


def test_the_sampler_is_that_of_the_problem():
    settings = replace(Settings.choose(STREETLIGHTS), batch=3, order_seed=9)
    assert settings.sampler == BatchSampler(4, 3, 9)
    assert settings.sizes == (3, 4, 1)


BOOK = Settings.choose(STREETLIGHTS)
OWN = Problem([[0, 1, 1], [1, 1, 1]], [0, 1])


@pytest.mark.parametrize(
    ("settings", "goes_on"),
    [
        (replace(BOOK, alpha=0.5), True),
        (replace(BOOK, activations=("tanh",)), True),
        (replace(BOOK, penalty=Penalty(PenaltyKind.L2, 0.1)), True),
        (replace(BOOK, batch=0), True),
        (replace(BOOK, order_seed=3), True),
        (BOOK.with_problem(OWN), True),
        (BOOK.with_problem(Problem([[0, 1]], [0])), False),
        (BOOK.with_hidden((5,)), False),
        (BOOK.with_hidden((4, 4)), False),
        (replace(BOOK, bias=True), False),
        (replace(BOOK, seed=2), False),
        (replace(BOOK, seed=None), False),
        (replace(BOOK, given=zero_network(3)), False),
    ],
)
def test_training_goes_on_where_the_shape_and_the_start_stay(settings, goes_on):
    assert settings.goes_on_from(BOOK) == goes_on
    assert BOOK.goes_on_from(settings) == goes_on


def test_training_goes_on_where_given_weights_are_the_same_numbers():
    copied = replace(MIDDLE, given=Network([[[0.5], [0.48], [-0.7]]]))
    others = replace(MIDDLE, given=Network([[[0.5], [0.48], [-0.75]]]))
    assert copied.goes_on_from(MIDDLE)
    assert copied == MIDDLE
    assert not others.goes_on_from(MIDDLE)


def test_biases_count_in_given_weights_where_there_is_bias():
    given = Network([[[0.5], [0.48], [-0.7]]], biases=[[2.0]])
    without = replace(MIDDLE, given=given)
    assert MIDDLE.goes_on_from(without)
    assert not replace(MIDDLE, bias=True).goes_on_from(replace(without, bias=True))


def test_activations_are_no_part_of_given_weights():
    hidden = replace(Settings.choose(STREETLIGHTS), seed=None, given=zero_network(3))
    assert hidden.goes_on_from(replace(hidden, given=zero_network(3, activation="tanh")))


def test_an_iteration_does_not_begin_anew_for_the_same_examples():
    copied = MIDDLE.with_problem(copy.deepcopy(MIDDLE.problem))
    assert copied.problem is not MIDDLE.problem
    assert not copied.begins_anew_after(MIDDLE)
    assert copied == MIDDLE
    assert hash(copied) == hash(MIDDLE)
