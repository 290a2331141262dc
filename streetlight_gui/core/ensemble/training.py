"""Trains many networks as `Trainer` does, block by block.

A network is finished once an iteration leaves all its weights as they were, to the last bit: each
later one would do the same, with the same error. So end those that are stuck with gradients of 0,
and those that have learned as well as floats allow. Others that have learned go on, for their error
still falls.
"""

from collections.abc import Sequence

import numpy as np

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.ensemble.course import Course
from streetlight_gui.core.ensemble.trained import Trained
from streetlight_gui.core.training.settings import Settings

_BLOCK_WEIGHTS = 2**16  # of all networks of a block: with what training needs, they fit the cache
_NARROWEST, _WIDEST = 512, 8192  # networks: in fewer, calls cost more than numbers


def block_width(parameters: int) -> int:
    """Return how many networks of so many parameters are best trained side by side."""
    return min(max(_BLOCK_WEIGHTS // parameters, _NARROWEST), _WIDEST)


@np.errstate(all="ignore")
def train(
    settings: Settings,
    parameters: Array,
    iterations: int,
    watched: Sequence[int] = (),
    width: int | None = None,
    is_long: bool = False,
) -> Trained:
    """Train networks from given parameters on.

    Args:
        settings: what training needs; their seed and given weights are not asked for.
        parameters: (parameters, n), of which the result's are a copy.
        iterations: how many, at least 1.
        watched: iterations, from 1, whose errors are wanted.
        width: how many networks are trained side by side, if not as many as is best.
        is_long: whether so much is trained, here or in other calls, that compiling pays.
    """
    trained = Trained.begun(parameters.copy(), len(watched))
    width = width or block_width(len(parameters))
    for first in range(0, parameters.shape[1], width):
        part = trained.part(slice(first, first + width))
        Course(settings, part, watched, is_long).run(iterations)
    return trained
