"""Where units and edges lie, and what lies under a point."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from streetlight_gui.core import Network
from streetlight_gui.core.nn.parts import Edge, Unit, edge_name, weight_index
from streetlight_gui.ui.network.diagram import Diagram, centres, radius

BOOK = (3, 4, 1)
# 0 to 3 hidden layers of 1 to 16 units after 1 to 6 lights.
layer_sizes = st.tuples(st.integers(1, 6), st.lists(st.integers(1, 16), max_size=3)).map(
    lambda parts: (parts[0], *parts[1], 1)
)
widths, heights = st.integers(480, 2000), st.integers(190, 1500)


def along(curve, t):
    """Return the points (n, 2) of a cubic Bezier curve (4, 2) at t (n,)."""
    t = np.asarray(t)[:, np.newaxis]
    start, one, two, end = curve
    return (1 - t) ** 3 * start + 3 * t * (1 - t) ** 2 * one + 3 * t**2 * (1 - t) * two + t**3 * end


def middle(diagram, edge):
    return along(diagram.curves[diagram.edges.index(edge)], [0.5])[0]


def distance_to_edge(diagram, edge, point):
    curve = along(diagram.curves[diagram.edges.index(edge)], np.linspace(0, 1, 500))
    return np.hypot(*(curve - point).T).min()


def all_units(diagram):
    """Return every unit, bias units too."""
    return [Unit(k, i) for k, places in enumerate(diagram.positions) for i in range(len(places))]


@given(st.integers(1, 16), heights, st.booleans())
def test_centres_lie_inside_evenly_and_symmetrically(count, height, bias):
    ys = centres(count, height, bias=bias)
    assert len(ys) == count
    assert 0 < ys[0] <= ys[-1] < height
    assert np.allclose(ys + ys[::-1], ys[0] + ys[-1])
    assert np.allclose(np.diff(ys), (ys[-1] - ys[0]) / max(count - 1, 1))


@given(st.integers(1, 15), heights, st.booleans())
def test_centres_of_all_layers_share_one_middle(count, height, bias):
    ys, more = centres(count, height, bias=bias), centres(count + 1, height, bias=bias)
    assert ys.mean() == pytest.approx(more.mean())


@given(st.integers(2, 16), heights, st.booleans())
def test_units_below_each_other_do_not_touch(count, height, bias):
    gap = np.diff(centres(count, height, bias=bias)).min()
    assert 0 < 2 * radius(count, height, bias=bias) < gap


@given(layer_sizes, widths, heights, st.booleans(), st.floats(1, 3), st.floats(-9, 9))
def test_where_text_is_larger_so_is_all_else(sizes, width, height, bias, scale, weight):
    plain = Diagram(sizes, width, height, bias=bias)
    larger = Diagram(sizes, scale * width, scale * height, bias=bias, scale=scale)
    assert np.allclose(larger.curves, scale * plain.curves, atol=4)  # of a margin beside biases
    assert np.allclose(larger.radii, scale * np.array(plain.radii))
    weights = np.array([weight])
    assert np.allclose(larger.widths(weights), scale * plain.widths(weights))


@given(layer_sizes, widths, heights, st.booleans())
def test_all_units_lie_inside_the_picture_from_left_to_right(sizes, width, height, bias):
    diagram = Diagram(sizes, width, height, bias=bias)
    inner = [size + bias for size in sizes[:-1]]
    assert [len(layer) for layer in diagram.positions] == [*inner, 1]
    for unit in all_units(diagram):
        place, reach = diagram.positions[unit.layer][unit.index], diagram.radius_of(unit)
        assert (place - reach >= 0).all()
        assert (place + reach <= (width, height)).all()
    columns = [layer[0, 0] for layer in diagram.positions]
    assert columns[0] == 0
    assert (np.diff(columns) > 0).all()


@given(layer_sizes, widths, heights)
def test_a_bias_unit_lies_below_all_others_and_touches_none(sizes, width, height):
    diagram = Diagram(sizes, width, height, bias=True)
    for unit in all_units(diagram):
        if diagram.is_bias(unit):
            place, others = diagram.positions[unit.layer][-1], diagram.positions[unit.layer][:-1]
            gap = np.hypot(*(others - place).T) - diagram.radii[unit.layer]
            assert (others[:, 1] < place[1]).all()
            assert (gap > diagram.radius_of(unit)).all()


def test_edges_are_in_the_order_of_the_weights_in_memory():
    diagram = Diagram((2, 2, 1), 600, 400)
    assert diagram.edges == [
        *(Edge(0, 0, 0), Edge(0, 0, 1), Edge(0, 1, 0), Edge(0, 1, 1)),
        *(Edge(1, 0, 0), Edge(1, 1, 0)),
    ]
    assert diagram.curves.shape == (6, 4, 2)


def test_biases_follow_all_the_weights():
    diagram = Diagram((2, 2, 1), 600, 400, bias=True)
    assert diagram.edges[:6] == Diagram((2, 2, 1), 600, 400).edges
    assert diagram.edges[6:] == [Edge(0, 2, 0), Edge(0, 2, 1), Edge(1, 2, 0)]
    assert diagram.curves.shape == (9, 4, 2)


@given(layer_sizes, st.booleans())
def test_an_edges_index_is_its_place_among_the_parameters_of_a_network(sizes, bias):
    edges = Diagram(sizes, 600, 400, bias=bias).edges
    assert [weight_index(sizes, edge) for edge in edges] == list(range(len(edges)))
    network = Network.random(sizes[0], sizes[1:-1], bias=bias)
    network = network.with_parameters(np.arange(network.parameters.size) + 0.5)
    for edge, parameter in zip(edges, network.parameters, strict=True):
        if edge.source == sizes[edge.layer]:
            assert network.biases[edge.layer][edge.target] == parameter
        else:
            assert network.weights[edge.layer][edge.source, edge.target] == parameter


@pytest.mark.parametrize(
    ("edge", "name", "index"),
    [
        (Edge(0, 2, 1), "weights_0_1[2, 1]", 9),
        (Edge(1, 3, 0), "weights_1_2[3, 0]", 15),
        (Edge(0, 3, 0), "bias_1[0]", 16),
        (Edge(0, 3, 3), "bias_1[3]", 19),
        (Edge(1, 4, 0), "bias_2[0]", 20),
    ],
)
def test_an_edge_is_called_what_the_notebook_calls_it(edge, name, index):
    assert edge_name(edge, BOOK) == name
    assert weight_index(BOOK, edge) == index


@given(layer_sizes, widths, heights, st.booleans())
def test_an_edge_goes_from_border_to_border_of_its_units(sizes, width, height, bias):
    diagram = Diagram(sizes, width, height, bias=bias)
    for edge, curve in zip(diagram.edges, diagram.curves, strict=True):
        source = diagram.positions[edge.layer][edge.source]
        target = diagram.positions[edge.layer + 1][edge.target]
        reach = diagram.radius_of(Unit(edge.layer, edge.source))
        assert curve[0] - source == pytest.approx((reach, 0))
        assert target - curve[3] == pytest.approx((diagram.radii[edge.layer + 1], 0))


@pytest.mark.parametrize("bias", [False, True])
def test_the_middle_of_each_of_the_books_edges_hits_that_edge(bias):
    diagram = Diagram(BOOK, 640, 480, bias=bias)
    hits = [diagram.part_at(*middle(diagram, edge)) for edge in diagram.edges]
    assert hits == diagram.edges


@given(layer_sizes, widths, heights, st.booleans(), st.data())
def test_the_middle_of_any_edge_hits_an_edge_that_passes_there(sizes, width, height, bias, data):
    diagram = Diagram(sizes, width, height, bias=bias)
    edge = data.draw(st.sampled_from(diagram.edges))
    point = middle(diagram, edge)  # where edges cross, several pass
    hit = diagram.part_at(*point)
    assert isinstance(hit, Edge)
    assert distance_to_edge(diagram, hit, point) < 2


@given(layer_sizes, widths, heights, st.booleans())
@example((6, 16, 16, 1), 800, 250, True)
def test_every_place_in_a_unit_hits_that_unit(sizes, width, height, bias):
    diagram = Diagram(sizes, width, height, bias=bias)
    for unit in all_units(diagram):
        place, reach = diagram.positions[unit.layer][unit.index], diagram.radius_of(unit)
        for offset in ((0, 0), (0, -0.99), (0, 0.99), (-0.99, 0), (0.99, 0), (0.6, -0.6)):
            assert diagram.part_at(*(place + reach * np.array(offset))) == unit


@given(layer_sizes, widths, heights, st.data())
def test_far_away_there_is_nothing(sizes, width, height, data):
    diagram = Diagram(sizes, width, height)
    x, y = data.draw(st.floats(-500, 2500)), data.draw(st.floats(-500, 2000))
    for outside in ((-20, y), (width + 20, y), (x, -20), (x, height + 20)):
        assert diagram.part_at(*outside) is None


def test_between_two_edges_that_lie_far_apart_there_is_nothing():
    diagram = Diagram((2, 1), 900, 600)
    left, right = diagram.positions[0][0], diagram.positions[0][1]
    assert diagram.part_at(60, (left[1] + right[1]) / 2) is None


@pytest.mark.parametrize("offset", [-6, 6])
def test_an_edge_is_hit_some_pixels_beside_it(offset):
    diagram = Diagram((1, 1), 600, 400)
    x, y = middle(diagram, Edge(0, 0, 0))
    assert diagram.part_at(x, y + offset) == Edge(0, 0, 0)
    assert diagram.part_at(x, y + 3 * offset) is None


def test_a_unit_lies_over_the_edges_that_end_at_it():
    diagram = Diagram(BOOK, 640, 480)
    x, y = diagram.positions[1][2]
    assert diagram.part_at(x - 0.95 * diagram.radii[1], y) == Unit(1, 2)
