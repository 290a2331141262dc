"""What the diagram shows: values, what carries, dead and silent units, and sentences."""

import numpy as np
import pytest
from book import book_trainer
from numpy.testing import assert_array_equal

from streetlight_gui.core import Network
from streetlight_gui.core.diagram import Edge, Unit
from streetlight_gui.core.picture import Picture
from streetlight_gui.core.problem import all_patterns


@pytest.fixture(scope="module")
def trained_network():
    return book_trainer(iterations=60).network


@pytest.fixture
def picture(trained_network):
    return Picture(trained_network, (1, 0, 1))


def notes(picture, layer=1):
    return [picture.note(Unit(layer, k)) for k in range(picture.network.sizes[layer])]


@pytest.mark.parametrize("pattern", all_patterns(3).tolist())
def test_hidden_1_and_3_never_fire_after_the_books_run(trained_network, pattern):
    picture = Picture(trained_network, pattern)
    assert picture.never_fires[1].tolist() == [True, False, True, False]
    assert [note == "never fires" for note in notes(picture)] == [True, False, True, False]


def test_a_unit_that_fires_for_other_patterns_is_silent_here(trained_network):
    nothing_on = Picture(trained_network, (0, 0, 0))
    assert notes(nothing_on) == ["never fires", "silent here", "never fires", "silent here"]


def test_a_unit_that_fires_has_no_note(picture):
    fires = picture.layers[1] > 0
    assert fires.any()
    assert [note == "" for note in notes(picture)] == fires.tolist()


def test_lights_and_the_output_have_no_note(trained_network):
    picture = Picture(trained_network, (0, 0, 0))
    assert picture.layers[2].item() == 0
    assert notes(picture, layer=0) == ["", "", ""]
    assert notes(picture, layer=2) == [""]


def test_layers_are_the_networks_answer_to_the_pattern(picture, trained_network):
    for found, expected in zip(picture.layers, trained_network.forward([(1, 0, 1)]), strict=True):
        assert_array_equal(found, expected[0])


def test_responses_are_those_to_every_pattern_in_counting_order(picture, trained_network):
    assert [responses.shape for responses in picture.responses] == [(8, 3), (8, 4), (8, 1)]
    assert_array_equal(picture.responses[0], all_patterns(3))
    assert_array_equal(picture.responses[2][:, 0], trained_network.predict(all_patterns(3)))


@pytest.mark.parametrize(
    ("output", "walks"), [(0.5, True), (0.4999, False), (2.0, True), (-1.0, False)]
)
def test_walk_means_a_half_or_more(output, walks):
    picture = Picture(Network([[[output]]]), (1,))
    assert picture.prediction == output
    assert picture.walks is walks


def test_weights_are_in_the_order_of_the_edges():
    picture = Picture(Network([[[1, 2], [3, 4]], [[5], [6]]]), (1, 1))
    assert picture.weights.tolist() == [1, 2, 3, 4, 5, 6]


def test_an_edge_carries_something_where_its_source_is_not_silent():
    network = Network([[[1.0, -1.0], [1.0, 1.0]], [[1.0], [1.0]]])
    carries = Picture(network, (1, 0)).carries
    assert carries.tolist() == [True, True, False, False, True, False]


def test_a_negative_source_carries_too():
    picture = Picture(Network([[[-1.0]], [[1.0]]], "linear"), (1,))
    assert picture.carries.tolist() == [True, True]


def test_an_edge_is_described_by_its_name_its_exact_weight_and_its_ends(picture, trained_network):
    weight = repr(float(trained_network.weights[0][2, 1]))
    found = picture.describe(Edge(0, 2, 1))
    assert found == f"weights_0_1[2, 1] = {weight}, from light 3 to unit 2 of layer_1"


def test_an_edge_to_the_output_says_so(picture, trained_network):
    weight = repr(float(trained_network.weights[1][3, 0]))
    found = picture.describe(Edge(1, 3, 0))
    assert found == f"weights_1_2[3, 0] = {weight}, from unit 4 of layer_1 to the output"


def test_a_unit_is_described_by_its_exact_value_and_how_often_it_fires(picture):
    value = repr(float(picture.layers[1][1]))
    count = np.count_nonzero(picture.responses[1][:, 1])
    found = picture.describe(Unit(1, 1))
    assert found == f"unit 2 of layer_1 = {value}, fires for {count} of 8 patterns"


def test_a_dead_unit_is_described_as_such(picture):
    assert "never fires: it is 0 for all 8 patterns" in picture.describe(Unit(1, 0))


def test_the_output_is_described_by_its_exact_value(picture):
    assert picture.describe(Unit(2, 0)) == f"layer_2, the output = {picture.prediction!r}"


def test_no_sentence_says_minus_zero():
    picture = Picture(Network([[[-1.0]], [[-0.0]]], "linear"), (0,))
    parts = [Edge(1, 0, 0), Unit(1, 0), Unit(2, 0)]
    assert not any("-0" in picture.describe(part) for part in parts)
