"""Examples as many networks see them: only the lights that are on cost anything."""

from typing import NamedTuple

import numpy as np

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.problems.answered import Answered

Light = tuple[int, Array | None]


class Example(NamedTuple):
    """A pattern and its answer.

    Attributes:
        lights: which are on, each with its value; None for one that is fully on, whose product with
            a weight is the weight.
        target: the answer, an array of no dimensions: NumPy is faster with one.
    """

    lights: tuple[Light, ...]
    target: Array


def examples_of(answered: Answered) -> list[Example]:
    """Return the examples of patterns (n, lights) and targets (n,)."""
    return [
        Example(_lights_of(pattern), np.array(target))
        for pattern, target in zip(answered.patterns, answered.targets, strict=True)
    ]


def _lights_of(pattern: Array) -> tuple[Light, ...]:
    on = np.flatnonzero(pattern)
    chosen = on if len(on) else [0]  # at 0: a sum needs a term
    return tuple(
        (int(light), None if pattern[light] == 1 else np.array(pattern[light])) for light in chosen
    )
