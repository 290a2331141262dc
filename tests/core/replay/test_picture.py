"""What the diagram shows: values, what carries, units that do not fire, and sentences."""

import re

import numpy as np
import pytest
from book import book_trainer
from numpy.testing import assert_array_equal
from runs import gradients

from streetlight_gui.core import Network, Problem
from streetlight_gui.core.checks.formatting import terse
from streetlight_gui.core.nn.parts import Edge, Unit
from streetlight_gui.core.problems.problem import all_patterns
from streetlight_gui.core.replay.phases import Phase, Stage
from streetlight_gui.core.replay.picture import Moment, Picture
from streetlight_gui.core.training.trace import Trace, Update
from streetlight_gui.text.description import NOTES, describe_part
from streetlight_gui.ui.network.diagram import Diagram


@pytest.fixture(scope="module")
def trained_network():
    return book_trainer(iterations=60).network


@pytest.fixture
def picture(trained_network):
    return Picture(trained_network, (1, 0, 1))


def note_of(picture, unit):
    return NOTES[picture.not_firing(unit)]


def notes(picture, layer=1):
    return [note_of(picture, Unit(layer, k)) for k in range(picture.network.sizes[layer])]


@pytest.mark.parametrize("pattern", all_patterns(3).tolist())
def test_hidden_1_and_3_never_fire_after_the_books_run(trained_network, pattern):
    picture = Picture(trained_network, pattern)
    assert picture.never_fires[1].tolist() == [True, False, True, False]
    assert [note == "never fires" for note in notes(picture)] == [True, False, True, False]


def test_a_unit_that_fires_for_other_patterns_does_not_fire_here(trained_network):
    nothing_on = Picture(trained_network, (0, 0, 0))
    assert notes(nothing_on) == ["never fires", "not firing", "never fires", "not firing"]


def test_a_unit_that_fires_for_no_example_says_so(trained_network):
    fires = (Picture(trained_network, (1, 0, 1)).responses[1] > 0)[:, 1]
    assert 0 < fires.sum() < 8
    patterns = all_patterns(3)
    for rows, note in ((~fires, "fires for no example"), (fires, "not firing")):
        problem = Problem(patterns[rows], np.zeros(rows.sum()))
        there = Picture(trained_network, patterns[~fires][0], problem=problem)
        assert (note_of(there, Unit(1, 0)), note_of(there, Unit(1, 1))) == ("never fires", note)
        words = describe_part(there, Unit(1, 1))
        assert words.endswith(", but for no example in training") == (note != "not firing")
        assert (
            note_of(Picture(trained_network, patterns[fires][0], problem=problem), Unit(1, 1)) == ""
        )


def test_a_unit_that_fires_has_no_note(picture):
    fires = picture.layers[1] > 0
    assert fires.any()
    assert [note == "" for note in notes(picture)] == fires.tolist()


# Fires for a brightness from 0.2 to 0.8 of its one light, so for no on-off pattern.
BUMP = Network([[[-1.0, 1.0]], [[-1.0], [-1.0]], [[1.0]]], "relu", [[0.2, -0.8], [0.1], [0.0]])
BUMP_UNIT = Unit(2, 0)


def test_a_unit_that_fires_for_a_dimmed_lamp_is_not_said_to_never_fire():
    shown, off = Picture(BUMP, (0.5,)), Picture(BUMP, (1.0,))
    assert shown.value(BUMP_UNIT) == 0.1
    assert (note_of(shown, BUMP_UNIT), note_of(off, BUMP_UNIT)) == ("", "never fires")
    assert describe_part(shown, BUMP_UNIT).endswith(
        "= 0.100000, fires for none of the 2 on-off patterns"
    )
    assert describe_part(off, BUMP_UNIT).endswith("never fires: it is 0 for all 2 patterns")


@pytest.mark.parametrize(
    ("patterns", "note", "words"),
    [
        ([[0.5], [1], [0.5]], "not firing", "fires for none of the 2 on-off patterns"),
        ([[0.95]], "never fires", "never fires: it is 0 for all 2 patterns and for every example"),
        ([[0], [1]], "never fires", "never fires: it is 0 for all 2 patterns"),
    ],
)
def test_a_unit_that_fires_for_an_example_is_not_said_to_never_fire(patterns, note, words):
    problem = Problem(patterns, np.zeros(len(patterns)))
    picture = Picture(BUMP, (1.0,), problem=problem)
    assert note_of(picture, BUMP_UNIT) == note
    assert describe_part(picture, BUMP_UNIT).endswith(f"= 0, {words}")


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


def test_what_is_not_0_fires(picture):
    fires = [layer.tolist() for layer in picture.fires]
    assert fires == [[value != 0 for value in layer] for layer in picture.layers]
    assert {value for layer in fires for value in layer} == {True, False}


def test_parameters_are_in_the_order_of_the_edges():
    """Weights in the order of Diagram.edges, then biases in the order of their own."""
    network = Network([[[1, 2], [3, 4]], [[5], [6]]], biases=[[7, 8], [9]])
    assert network.parameters.tolist() == [1, 2, 3, 4, 5, 6, 7, 8, 9]
    for parameter, edge in enumerate(Diagram((2, 2, 1), 600, 400, bias=True).edges, start=1):
        assert f" = {parameter}, " in describe_part(Picture(network, (1, 1)), edge)


def test_an_edge_carries_something_where_its_source_fires():
    network = Network([[[1.0, -1.0], [1.0, 1.0]], [[1.0], [1.0]]])
    carries = Picture(network, (1, 0)).carries
    assert carries.tolist() == [True, True, False, False, True, False]


def test_a_negative_source_carries_too():
    picture = Picture(Network([[[-1.0]], [[1.0]]], "linear"), (1,))
    assert picture.carries.tolist() == [True, True]


def test_a_bias_always_carries_something():
    network = Network([[[1.0, -1.0]], [[1.0], [1.0]]], "relu", [[0.5, -0.5], [0.0]])
    carries = Picture(network, (0,)).carries
    assert carries.tolist() == [False, False, True, False, True, True, True]


def test_an_edge_is_described_by_its_name_its_weight_and_its_ends(picture, trained_network):
    weight = terse(trained_network.weights[0][2, 1])
    found = describe_part(picture, Edge(0, 2, 1))
    assert found == f"weights_0_1[2, 1] = {weight}, from light 3 to unit 2 of layer_1"


def test_an_edge_to_the_output_says_so(picture, trained_network):
    weight = terse(trained_network.weights[1][3, 0])
    found = describe_part(picture, Edge(1, 3, 0))
    assert found == f"weights_1_2[3, 0] = {weight}, from unit 4 of layer_1 to the output"


def test_a_unit_is_described_by_its_value_and_how_often_it_fires(picture):
    value = terse(picture.layers[1][1])
    count = np.count_nonzero(picture.responses[1][:, 1])
    found = describe_part(picture, Unit(1, 1))
    assert found == f"unit 2 of layer_1 = {value}, fires for {count} of 8 patterns"


def test_a_dead_unit_is_described_as_such(picture):
    assert "never fires: it is 0 for all 8 patterns" in describe_part(picture, Unit(1, 0))


def test_the_output_is_described_by_its_value(picture):
    assert (
        describe_part(picture, Unit(2, 0)) == f"layer_2, the output = {terse(picture.prediction)}"
    )


def test_no_sentence_says_minus_zero():
    picture = Picture(Network([[[-1.0]], [[-0.0]]], "linear", [[-0.0], [-0.0]]), (0,))
    parts = [Edge(1, 0, 0), Edge(0, 1, 0), Edge(1, 1, 0), Unit(1, 0), Unit(2, 0)]
    assert not any("-0" in describe_part(picture, part) for part in parts)


# Bias units.


@pytest.fixture
def biased():
    return Picture(Network([[[1.0], [2.0]], [[3.0]]], "relu", [[-4.0], [0.25]]), (1, 1))


@pytest.mark.parametrize("layer", [0, 1])
def test_a_bias_unit_is_one_and_needs_no_note(biased, layer):
    unit = Unit(layer, biased.network.sizes[layer])
    assert biased.value(unit) == 1
    assert note_of(biased, unit) == ""
    assert describe_part(biased, unit) == f"the bias unit of layer_{layer} = 1, always"


def test_a_bias_is_described_by_its_name_its_value_and_its_unit(biased):
    hidden, output = describe_part(biased, Edge(0, 2, 0)), describe_part(biased, Edge(1, 1, 0))
    assert hidden == "bias_1[0] = -4, the bias of unit 1 of layer_1"
    assert output == "bias_2[0] = 0.250000, the bias of the output"


def test_a_bias_may_stop_a_unit_for_every_pattern(biased):
    assert biased.prediction == 0.25
    assert note_of(biased, Unit(1, 0)) == "never fires"


# A moment inside an update.


def moment(stage, row):
    network = Network([[[1.0, -1.0], [2.0, 0.5]], [[3.0], [5.0]]])
    patterns, targets = np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([1.0, 0.0])
    trace = Trace(Update(network, patterns, targets, alpha=0.5))
    return Moment(trace, stage, row)


UPDATE = Stage(Phase.UPDATE, 2)


@pytest.mark.parametrize(
    ("row", "hidden", "output", "error"), [(0, [1, 0], 3, 4), (1, [2, 0.5], 8.5, 72.25)]
)
def test_a_moment_has_the_numbers_of_the_example_one_looks_at(row, hidden, output, error):
    found = moment(UPDATE, row)
    assert [found.activation(Unit(1, k)) for k in range(2)] == hidden
    assert found.activation(Unit(2, 0)) == output
    assert found.error == error


def test_a_moments_deltas_are_those_of_the_mean():
    deltas = [[moment(UPDATE, row).delta(Unit(k, 0)) for k in (1, 2)] for row in (0, 1)]
    assert deltas == [[3, 1], [12.75, 4.25]]


@pytest.mark.parametrize(
    ("stage", "reached", "values"),
    [
        (Stage(Phase.FORWARD, 1), 1, [0.0, 2.0, None]),
        (Stage(Phase.OUTPUT, 2), 2, [0.0, 2.0, 8.5]),
        (UPDATE, 2, [0.0, 2.0, 8.5]),
    ],
)
def test_a_picture_shows_as_much_as_is_computed_at_its_moment(stage, reached, values):
    inside = moment(stage, 1)
    picture = Picture(inside.trace.network, (0, 1), inside)
    assert picture.reached == reached
    assert [picture.value(Unit(layer, 0)) for layer in range(3)] == values
    assert ("not computed yet" in describe_part(picture, Unit(2, 0))) == (reached == 1)
    assert picture.carries.tolist() == [False, False, True, True] + [reached == 2] * 2
    biased = Picture(inside.trace.network.rebuilt("relu", bias=True), (0, 1), inside)
    assert biased.carries[6:].tolist() == [True, True, reached == 2]


def test_after_the_update_a_picture_shows_the_weights_as_they_are_and_tells_what_was():
    inside = moment(UPDATE, 0)
    after = inside.trace.network.with_parameters(inside.trace.parameters_after)
    picture, output = Picture(after, (1, 0), inside), Unit(2, 0)
    assert picture.value(output) == picture.prediction == after.predict([(1, 0)])[0] != 3
    assert picture.value_before(output) == 3
    assert describe_part(picture, output) == (
        f"layer_2, the output = {terse(picture.prediction)}, 3 before this update, delta 1"
    )
    before = terse(inside.trace.network.weights[1][0, 0])
    edge = f"weights_1_2[0, 0] = {terse(after.weights[1][0, 0])}, {before} before this update, "
    assert describe_part(picture, Edge(1, 0, 0)).startswith(edge)
    idle = Edge(0, 0, 1)  # no example that has this light on fires this unit
    assert " = -1 as before this update, " in describe_part(picture, idle)


def test_a_weight_that_an_update_hardly_moves_does_not_look_as_before():
    start = Network([[[0.5]], [[0.5]]])
    trace = Trace(Update(start, np.array([[1.0]]), np.array([1.0]), 1e-9))
    after = start.with_parameters(trace.parameters_after)
    told = describe_part(Picture(after, (1,), Moment(trace, UPDATE, 0)), Edge(0, 0, 0))
    now, before = re.search(r"= (\S+), (\S+) before this update", told).groups()
    assert float(now) > float(before) == 0.5


@pytest.mark.parametrize("stage", [Stage(Phase.FORWARD, 1), Stage(Phase.BACKPROPAGATE, 2)])
def test_before_the_update_there_is_nothing_that_was(stage):
    inside = moment(stage, 1)
    picture = Picture(inside.trace.network, (0, 1), inside)
    assert picture.is_answered == (stage.phase is not Phase.FORWARD)
    parts = [Unit(1, 0), Unit(2, 0), Edge(0, 0, 0), Edge(1, 0, 0)]
    assert not any("before this update" in describe_part(picture, part) for part in parts)


@pytest.mark.parametrize("activation", ["tanh", "linear"])
def test_a_unit_that_is_always_0_but_has_a_gradient_may_fire_yet(activation):
    problem = Problem.preset("streetlights")
    network = Network([np.zeros((3, 1)), [[1.0]]], activation)
    assert gradients(network, problem.patterns, problem.targets)[0].any()
    picture = Picture(network, (1, 0, 1), problem=problem)
    assert note_of(picture, Unit(1, 0)) == "not firing"
    assert "fires for none of the 8 on-off patterns" in describe_part(picture, Unit(1, 0))
