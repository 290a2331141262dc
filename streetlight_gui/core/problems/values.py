"""Lights and answers as numbers: how a switch changes them, and when a prediction is right."""

import math

import numpy as np
from numpy.typing import NDArray

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.checks.formatting import dusted
from streetlight_gui.core.checks.limits import RefusedError, parse_number

WALK, STOP = 1.0, 0.0
WALK_THRESHOLD = 0.5  # WALK means this or more


def are_right(predictions: Array, targets: Array) -> NDArray[np.bool_]:
    """Tell for each prediction whether it answers its target rightly; both have one shape.

    WALK (1) and STOP (0) are right on their own side of 0.5, however far. Any other number is
    right within 0.5. A prediction that is not a number is never right.
    """
    is_word = (targets == STOP) | (targets == WALK)
    same_side = (predictions >= WALK_THRESHOLD) == (targets >= WALK_THRESHOLD)
    near = np.abs(predictions - targets) < WALK_THRESHOLD
    return np.where(is_word, same_side & ~np.isnan(predictions), near)


def parse_answer(text: str) -> float:
    """Read an answer, walk, stop or a number; raise ValueError where it is none."""
    answer = {"walk": WALK, "stop": STOP}.get(text.strip().lower(), parse_number(text) + 0.0)
    if not math.isfinite(answer):
        raise RefusedError("an answer must be WALK, STOP or a finite number such as 0.5", text)
    return answer


def toggled_light(value: float) -> float:
    """Switch a light: what is off goes on, what is on or dimmed goes off."""
    return 1.0 if value == 0 else 0.0


def toggled_answer(answer: float) -> float:
    """Return STOP for WALK and WALK for STOP; other numbers go to the other side of 0.5."""
    return STOP if answer >= WALK_THRESHOLD else WALK


def stepped_light(value: float, steps: int) -> float:
    """Brighten by steps of 0.1, or dim, from 0 to 1."""
    return min(max(dusted(value + steps * 0.1), 0.0), 1.0)
