"""What becomes of a network whose weights are all 0 at the start."""

import numpy as np

from streetlight_gui.core.nn.activations import ACTIVATIONS
from streetlight_gui.core.training.settings import Settings


def zero_start_words(settings: Settings) -> str:
    """Say what becomes of a network whose weights are all 0 at the start.

    Without an output from the last hidden layer, the gradient of the weights behind it is 0; and
    while those are 0, so is the gradient of all before them.
    """
    if not settings.hidden:
        return "Every weight starts at 0: without a hidden layer that does no harm"
    name = settings.activations[-1]
    if _of_zero(name) != 0:
        return (
            f"Every weight starts at 0. With {name} the units of a layer stay alike: their "
            "gradients are the same"
        )
    if settings.bias:
        return (
            f"Every weight starts at 0. With {name} only the output's bias can learn: every "
            "other gradient is 0"
        )
    return f"Every weight starts at 0. With {name} nothing can ever learn: every gradient is 0"


def _of_zero(activation: str) -> float:
    value = np.zeros(1)
    ACTIVATIONS[activation].apply(value, value)
    return float(value[0])
