"""When an answer counts as right."""

import numpy as np
from numpy.typing import NDArray

from streetlight_gui.core.checks.arrays import Array

WALK_THRESHOLD = 0.5  # WALK means this or more


def are_right(predictions: Array, targets: Array) -> NDArray[np.bool_]:
    """Tell for each prediction (n,) whether it answers its target (n,) rightly.

    WALK (1) and STOP (0) are right on their own side of 0.5, however far. Any other number is
    right within 0.5. A prediction that is not a number is never right.
    """
    is_word = (targets == 0) | (targets == 1)
    same_side = (predictions >= WALK_THRESHOLD) == (targets >= WALK_THRESHOLD)
    near = np.abs(predictions - targets) < WALK_THRESHOLD
    return np.where(is_word, same_side & ~np.isnan(predictions), near)
