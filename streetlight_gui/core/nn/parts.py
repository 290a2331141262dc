"""The parts of a network by their place in it: its units and its edges."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from streetlight_gui.core.nn.network import Network


@dataclass(frozen=True)
class Unit:
    """A unit of the network: unit `index` of layer `layer`, both from 0.

    The one after a layer's last is its bias unit, where there is bias: it is always 1.
    """

    layer: int
    index: int


@dataclass(frozen=True)
class Edge:
    """The weight from unit `source` of layer `layer` to unit `target` of the next, from 0.

    From a bias unit it is the bias of the target.
    """

    layer: int
    source: int
    target: int


Part = Unit | Edge


def weight_index(sizes: Sequence[int], edge: Edge) -> int:
    """Return which weight an edge is, among all of them end to end; biases follow."""
    weights = [fan_in * fan_out for fan_in, fan_out in pairwise(sizes)]
    if edge.source == sizes[edge.layer]:
        return sum(weights) + sum(sizes[1 : edge.layer + 1]) + edge.target
    return sum(weights[: edge.layer]) + edge.source * sizes[edge.layer + 1] + edge.target


def is_edge(network: Network, edge: Edge) -> bool:
    """Tell whether a network has this edge; one of another shape may not."""
    sizes = network.sizes
    has_target = edge.layer < len(sizes) - 1 and edge.target < sizes[edge.layer + 1]
    return has_target and edge.source < sizes[edge.layer] + network.layout.has_biases


def edge_name(edge: Edge, sizes: Sequence[int]) -> str:
    """Return what the notebook calls the weight or the bias of an edge."""
    if edge.source == sizes[edge.layer]:
        return f"bias_{edge.layer + 1}[{edge.target}]"
    return f"weights_{edge.layer}_{edge.layer + 1}[{edge.source}, {edge.target}]"
