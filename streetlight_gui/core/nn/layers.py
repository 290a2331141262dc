"""Whether matrices and vectors make the layers of a network, and what to say if not."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.checks.limits import LIGHTS, check_hidden


def check_weights(weights: Sequence[Array]) -> None:
    """Raise ValueError if matrices do not follow each other, or are too many or too large."""
    if not weights:
        raise ValueError("a network needs at least one matrix of weights")
    for k, matrix in enumerate(weights):
        if matrix.ndim != 2:
            raise ValueError(
                f"weights_{k}_{k + 1} must have the shape (fan_in, fan_out), not {matrix.shape}"
            )
    for k, (left, right) in enumerate(pairwise(weights)):
        if left.shape[1] != len(right):
            raise ValueError(
                f"weights_{k}_{k + 1} makes {left.shape[1]} units but "
                f"weights_{k + 1}_{k + 2} takes {len(right)}"
            )
    if weights[-1].shape[1] != 1:
        raise ValueError(f"the output must be one unit, not {weights[-1].shape[1]}")
    LIGHTS.check(len(weights[0]))
    check_hidden([len(matrix) for matrix in weights[1:]])
    if not all(np.isfinite(matrix).all() for matrix in weights):
        raise ValueError("every weight must be a finite number")


def check_biases(biases: Sequence[Array], weights: Sequence[Array]) -> None:
    """Raise ValueError if there are biases, but not one vector for each matrix that fits it."""
    if not biases:
        return
    needed, found = [(w.shape[1],) for w in weights], [bias.shape for bias in biases]
    if found != needed:
        raise ValueError(f"the biases must have the shapes {needed}, not {found}")
    if not all(np.isfinite(bias).all() for bias in biases):
        raise ValueError("every bias must be a finite number")
