"""The parts of a network by their place in it: its units and its edges."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.nn.layers import Shape
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


def edges_of(shape: Shape) -> list[Edge]:
    """Return every edge in the order of a network's parameters: all weights, then all biases."""
    sizes, has_biases = shape
    fans = list(enumerate(pairwise(sizes)))
    edges = [Edge(k, *ends) for k, fan in fans for ends in product(*map(range, fan))]
    biases = [Edge(k, fan[0], target) for k, fan in fans for target in range(fan[1])]
    return edges + biases if has_biases else edges


def has_part(network: Network, part: Part) -> bool:
    """Tell whether a network has this unit or edge; one of another shape may not."""
    sizes, bias = network.sizes, network.layout.has_biases
    if isinstance(part, Unit):
        is_last = part.layer == len(sizes) - 1
        return part.layer < len(sizes) and part.index < sizes[part.layer] + (bias and not is_last)
    has_target = part.layer < len(sizes) - 1 and part.target < sizes[part.layer + 1]
    return has_target and part.source < sizes[part.layer] + bias


def parameter_names(count: int, has_biases: bool) -> list[str]:
    """Return what the notebook calls so many matrices of weights, and then their biases."""
    weights = [f"weights_{k}_{k + 1}" for k in range(count)]
    return weights + [f"bias_{k + 1}" for k in range(count) if has_biases]


def named_parameters(network: Network) -> dict[str, Array]:
    """Return all weights, then all biases, by their names."""
    arrays = *network.weights, *network.biases
    names = parameter_names(len(network.weights), network.layout.has_biases)
    return dict(zip(names, arrays, strict=True))


def edge_name(edge: Edge, sizes: Sequence[int]) -> str:
    """Return what the notebook calls the weight or the bias of an edge."""
    if edge.source == sizes[edge.layer]:
        return f"bias_{edge.layer + 1}[{edge.target}]"
    return f"weights_{edge.layer}_{edge.layer + 1}[{edge.source}, {edge.target}]"
