"""What a diagnosis consists of: sentences, and what to try."""

import math
from dataclasses import dataclass
from enum import Enum


class Remedy(Enum):
    """Something to try; the value is the words of its button."""

    RUN_ON = "Run on"
    RESTART = "Restart"
    NEW_START = "New start"
    SMALLER_ALPHA = "Smaller alpha"
    RESTART_SMALLER = "Restart with a smaller alpha"
    LARGER_ALPHA = "Larger alpha"
    ADD_UNIT = "Add a unit"
    ADD_HIDDEN_LAYER = "Add a hidden layer"
    ADD_BIAS = "Add biases"
    USE_RELU = "Use relu"
    EDIT_EXAMPLES = "Edit the examples"


@dataclass(frozen=True)
class Finding:
    """One thing that is true of a network at a moment.

    Attributes:
        text: one sentence with its numbers.
        remedies: what to try, the most promising first; () where there is nothing to do.
    """

    text: str
    remedies: tuple[Remedy, ...] = ()


def rounded_text(value: float) -> str:
    """Write a number with up to four significant digits: '1', '0.4804', '1.325', never '-0'."""
    return f"{value + 0.0:.4g}" if math.isfinite(value) else "no finite number"
