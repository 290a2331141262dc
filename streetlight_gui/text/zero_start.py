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
    name, output = settings.activations[-1], np.zeros(1)
    ACTIVATIONS[name].apply(output, output)
    if output.any():
        fate = "the units of a layer stay alike: their gradients are the same"
    elif settings.bias:
        fate = "only the output's bias can learn: every other gradient is 0"
    else:
        fate = "nothing can ever learn: every gradient is 0"
    return f"Every weight starts at 0. With {name} {fate}"
