"""The parts of a network: which edges there are, and which parameter each is."""

import pytest

from streetlight_gui.core import Network
from streetlight_gui.core.nn.parts import Edge, edge_name, edges_of, has_part, weight_index


@pytest.mark.parametrize("bias", [False, True])
@pytest.mark.parametrize("hidden", [(), (4,), (2, 5)])
def test_each_edge_is_one_parameter_and_there_are_no_others(hidden, bias):
    network = Network.random(3, hidden, 1, bias=bias)
    edges = edges_of(network.shape)
    assert [weight_index(network.sizes, edge) for edge in edges] == [*range(len(edges))]
    assert len(edges) == network.parameters.size
    anywhere = [Edge(k, i, j) for k in range(4) for i in range(7) for j in range(7)]
    assert {edge for edge in anywhere if has_part(network, edge)} == set(edges)


def test_an_edge_has_the_notebooks_name():
    assert edge_name(Edge(1, 2, 0), (3, 4, 1)) == "weights_1_2[2, 0]"
    assert edge_name(Edge(0, 3, 2), (3, 4, 1)) == "bias_1[2]"
