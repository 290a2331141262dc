"""The start weights of many networks at once."""

import numpy as np

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.ensemble.mersenne_twister import first_samples
from streetlight_gui.core.nn.layers import Layout


def start_parameters(layout: Layout, seeds: range) -> Array:
    """Make the parameters of `Network.random` for each of many seeds, with the very same bits.

    Args:
        layout: of the networks.
        seeds: whole numbers from 0 to 2**32 - 1.

    Returns:
        (parameters, seeds): all weights end to end, then the biases, which are 0.
    """
    samples = first_samples(seeds, layout.weight_count)
    parameters = np.zeros((layout.parameter_count, len(seeds)))
    np.subtract(2 * samples, 1, out=parameters[: layout.weight_count])
    return parameters
