"""Why the error of an update's examples has no slope along a weight."""

from enum import Enum, auto

import numpy as np

from streetlight_gui.core.nn.parts import Edge
from streetlight_gui.core.training.trace import Trace


class Flat(Enum):
    """What makes each product of delta and input 0: the first that holds for all examples."""

    INPUT_OFF = auto()
    RIGHT = auto()
    NOT_FIRING = auto()
    LEVEL = auto()
    NOTHING_BACK = auto()
    EITHER = auto()


def why_flat(trace: Trace, edge: Edge) -> Flat | None:
    """Say why an update's examples leave a weight alone; None where they do not, or it adds to 0.

    NOT_FIRING is a unit that is 0 and whose activation has no slope there, LEVEL one without slope
    at another value. To a unit comes NOTHING_BACK through weights of 0, or through units that do
    not fire. EITHER is one for some examples and another for others.
    """
    deltas = trace.deltas[edge.layer + 1][:, edge.target]
    inputs = trace.layers[edge.layer][:, edge.source : edge.source + 1]  # a bias has none
    if inputs.size and not inputs.any():
        return Flat.INPUT_OFF
    if not trace.deltas[-1].any():
        return Flat.RIGHT
    if deltas.any():
        return None if not inputs.size or (deltas * inputs[:, 0]).any() else Flat.EITHER
    values = trace.layers[edge.layer + 1][:, edge.target]
    slopes = np.empty_like(values)
    trace.network.activations[edge.layer].derivative(values, slopes)
    if not slopes.any():
        return Flat.LEVEL if values.any() else Flat.NOT_FIRING
    back = trace.deltas[edge.layer + 2] @ trace.network.weights[edge.layer + 1][edge.target]
    return Flat.EITHER if back.any() else Flat.NOTHING_BACK
