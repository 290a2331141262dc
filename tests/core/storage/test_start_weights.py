"""Start weights as text: exact there and back, and a sentence for what cannot be read."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from streetlight_gui.core import Network, Problem
from streetlight_gui.core.storage.start_weights import parse_start_weights, start_weights_text
from streetlight_gui.core.training.settings import Settings

BOOK = Settings.choose(Problem.preset("streetlights"))
NO_HIDDEN, WITH_BIAS = BOOK.with_hidden(()), replace(BOOK, bias=True)
PLAIN = "[[[0.5], [0.48], [-0.7]]]"


@st.composite
def networks(draw):
    hidden = tuple(draw(st.lists(st.integers(1, 4), max_size=3)))
    weight = st.floats(allow_nan=False, allow_infinity=False)
    sizes = (3, *hidden, 1)
    weights = [
        draw(st.lists(st.lists(weight, min_size=m, max_size=m), min_size=n, max_size=n))
        for n, m in pairwise(sizes)
    ]
    biases = [draw(st.lists(weight, min_size=m, max_size=m)) for m in sizes[1:]]
    return Network(weights, "tanh", biases if draw(st.booleans()) else ())


@given(networks())
def test_text_and_back_is_exact(network):
    settings = replace(BOOK.with_hidden(network.hidden), bias=bool(network.biases))
    settings = replace(settings, activations=("tanh",) * len(network.hidden))
    found = parse_start_weights(start_weights_text(network), settings)
    assert np.array_equal(found.parameters, network.parameters)
    assert bool(found.biases) == bool(network.biases)
    assert [one.name for one in found.activations] == [one.name for one in network.activations]


def test_the_text_is_one_list_of_rows_for_each_matrix():
    assert start_weights_text(Network([[[0.5], [0.48], [-0.7]]])) == (
        "[[[0.5],\n  [0.48],\n  [-0.7]]]"
    )


def test_whole_numbers_are_numbers():
    found = parse_start_weights("[[[1], [0], [-2]]]", NO_HIDDEN)
    assert found.weights[0].tolist() == [[1.0], [0.0], [-2.0]]


def test_the_bias_is_the_last_row():
    found = parse_start_weights("[[[1], [2], [3], [4]]]", replace(NO_HIDDEN, bias=True))
    assert found.weights[0].tolist() == [[1.0], [2.0], [3.0]]
    assert found.biases[0].tolist() == [4.0]


def test_weights_that_ran_away_are_not_written():
    network = Network([[[1.0]]]).with_parameters(np.array([np.inf]))
    with pytest.raises(ValueError, match="no longer finite"):
        start_weights_text(network)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "must be JSON such as .*line 1, column 1 cannot be read"),
        ("[[[0.5], [0.48]\n, [-0.7]]", "line 2, column 10 cannot be read"),
        ("hello", "must be JSON"),
        (PLAIN + "x", "Extra data"),
        ("[" * 100_000, "not so deep"),
        ("0.5", "must be one matrix in a list, weights_0_1, not 0.5"),
        ("null", "must be one matrix in a list, weights_0_1, not null"),
        ('{"a": 1}', "must be one matrix in a list, weights_0_1, not an object"),
        ("[]", "not a list of 0 items"),
        ("[0.5]", "weights_0_1 must be 3 rows of 1 number, not 0.5"),
        ("[[[1], [2]]]", "weights_0_1 must be 3 rows of 1 number, not a list of 2 rows"),
        ("[[[1], [2], [3], [4]]]", "not a list of 4 rows"),
        ("[[[1], [2, 5], [3]]]", "weights_0_1 .* of 1 number; row 2 is a list of 2 numbers"),
        ("[[1, 2, 3]]", "row 1 is 1.0"),
        ("[[[1], [NaN], [3]]]", "number 1 in row 2 of weights_0_1 must be a finite number, not Na"),
        ("[[[1], [2], [1e999]]]", "row 3 of weights_0_1 must be a finite number, not Infinity"),
        (f"[[[1], [2], [1{'0' * 5000}]]]", "row 3 .* a finite number, not Infinity"),
        ("[[[1], [true], [3]]]", "a finite number, not true"),
        ('[[["1"], [2], [3]]]', 'a finite number, not "1"'),
        ("[[[1], [2], [null]]]", "a finite number, not null"),
    ],
)
def test_what_cannot_be_read_gets_a_sentence(text, sentence):
    with pytest.raises(ValueError, match=sentence) as refusal:
        parse_start_weights(text, NO_HIDDEN)
    assert len(str(refusal.value)) < 200


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        (BOOK, "must be 2 matrices in a list, weights_0_1 and weights_1_2, not a list of 1 item"),
        (BOOK.with_hidden((2, 2)), "weights_0_1, weights_1_2 and weights_2_3"),
        (replace(NO_HIDDEN, bias=True), r"must be 4 rows \(the last is the bias\) of 1 number"),
    ],
)
def test_weights_of_other_layers_are_refused(settings, sentence):
    with pytest.raises(ValueError, match=sentence):
        parse_start_weights(PLAIN, settings)
