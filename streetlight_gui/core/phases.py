"""The five phases of training on one example, and what they compute."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

import numpy as np

from streetlight_gui.core.activations import Array
from streetlight_gui.core.network import Network
from streetlight_gui.core.propagation import Propagation


class Phase(Enum):
    """A phase of training on one example, numbered as a person counts them."""

    FORWARD = 1
    OUTPUT = 2
    COMPARE = 3
    BACKPROPAGATE = 4
    UPDATE = 5

    @property
    def title(self) -> str:
        """What happens in it."""
        return _TITLES[self]


_TITLES = {
    Phase.FORWARD: "hidden layers forward",
    Phase.OUTPUT: "output",
    Phase.COMPARE: "error and delta",
    Phase.BACKPROPAGATE: "backpropagate",
    Phase.UPDATE: "update the weights",
}


@dataclass(frozen=True)
class Stage:
    """One stop on the way through an example: a phase, and in phase 1 the layer it computes."""

    phase: Phase
    layer: int


def stages(hidden: Sequence[int]) -> tuple[Stage, ...]:
    """Return every stop on the way through an example of a network with these hidden layers.

    Phase 1 has a stop for each hidden layer, so none without hidden layers.
    """
    last = len(hidden) + 1
    forward = tuple(Stage(Phase.FORWARD, layer) for layer in range(1, last))
    return (
        *forward,
        *(
            Stage(phase, last)
            for phase in (Phase.OUTPUT, Phase.COMPARE, Phase.BACKPROPAGATE, Phase.UPDATE)
        ),
    )


class ExampleTrace:
    """Everything that training computes for one example, bit for bit what the trainer computes.

    Attributes:
        network: the weights before the update.
        pattern: (lights,) the example's pattern.
        target: its answer.
        alpha: the learning rate.
        layers: activations of every layer, arrays (1, units), input first.
        error: `(layer_L - target) ** 2`.
        deltas: the book's `layer_k_delta`, arrays (1, units); the first, of the input, is empty.
        gradients: `layer_k.T.dot(layer_k+1_delta)`, arrays shaped like the weights.
    """

    def __init__(self, network: Network, pattern: Array, target: float, alpha: float) -> None:
        """Compute all phases of training this network on one example."""
        self.network, self.pattern, self.target, self.alpha = network, pattern, target, alpha
        propagation = Propagation(network.weights, network.activations, rows=1)
        with np.errstate(all="ignore"):
            propagation.forward(np.ascontiguousarray(pattern[np.newaxis, :]))
            self.error = propagation.compare(np.array([[target]]))
            propagation.backpropagate()
        self.layers, self.deltas = propagation.layers, propagation.deltas
        self.gradients = propagation.gradients

    @cached_property
    def changes(self) -> tuple[Array, ...]:
        """What the update subtracts: `alpha * gradient`, arrays shaped like the weights."""
        return tuple(self.alpha * gradient for gradient in self.gradients)

    @cached_property
    def weights_after(self) -> tuple[Array, ...]:
        """The weights after the update."""
        weights = zip(self.network.weights, self.changes, strict=True)
        return tuple(before - change for before, change in weights)
