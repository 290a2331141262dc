"""Which units fire at all: for an on-off pattern, or for an example of the training set."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from streetlight_gui.core.activations import Array
from streetlight_gui.core.problem import Problem

_KEPT_PROBLEMS = 8  # as many as one goes to and fro between


def firing_units(on_off: Array, in_training: Array) -> NDArray[np.bool_]:
    """Tell of each unit of a layer whether it is ever other than 0, (units,).

    Args:
        on_off: (2**lights, units) the layer's activations for every on-off pattern.
        in_training: (n, units) those for the examples; on-off ones may be left out.
    """
    fires: NDArray[np.bool_] = np.logical_or(on_off.any(axis=0), in_training.any(axis=0))
    return fires


@lru_cache(_KEPT_PROBLEMS)
def dimmed_patterns(problem: Problem) -> Array:
    """Return the training set's patterns that are not on-off, (n, lights), each once, read-only."""
    is_dimmed = ((problem.patterns != 0) & (problem.patterns != 1)).any(axis=1)
    patterns: Array = np.unique(problem.patterns[is_dimmed], axis=0)
    patterns.setflags(write=False)
    return patterns
