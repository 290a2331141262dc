"""The weighted sums that reach the units of a layer, before their activation."""

from numpy.typing import ArrayLike

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.nn.network import Network


def sums_of(network: Network, layer: int, patterns: ArrayLike) -> Array:
    """Return z of each unit of a layer for patterns (n, lights), (n, size of the layer).

    They are the activations of a network whose layer is linear, and all else the same.

    layer: from 1; the last is the output, which is linear anyway.

    Raises:
        ValueError: patterns of another shape, or weights that are not finite.
    """
    names = [activation.name for activation in network.activations]
    names[layer - 1 : layer] = ["linear"] * len(names[layer - 1 : layer])
    return network.rebuilt(names, bias=bool(network.biases)).forward(patterns)[layer]
