"""Patterns with the answers to them, checked."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.checks.limits import ANSWER, LIGHT, LIGHTS, RefusedError, as_array


class Answered(NamedTuple):
    """Patterns with the answers to them, read-only.

    Attributes:
        patterns: (n, lights); 1 for a light that is on, 0 for one that is off.
        targets: (n,); 1 for WALK, 0 for STOP.
    """

    patterns: Array
    targets: Array

    def answers_to(self, pattern: Sequence[float]) -> tuple[float, ...]:
        """Return the different answers to a pattern, in their order; several contradict."""
        rows = (self.patterns == np.asarray(pattern)).all(axis=1)
        return tuple(dict.fromkeys(self.targets[rows].tolist()))


def answered(patterns: ArrayLike, targets: ArrayLike) -> Answered:
    """Check patterns (n, lights) and the answers to them (n,) or (n, 1), and copy them.

    Raises:
        ValueError: no examples, not one answer for each pattern, or a number that is not allowed.
    """
    answers = as_array("answers", targets)
    if answers.ndim == 2 and answers.shape[1] == 1:
        answers = answers[:, 0]
    examples = Answered(_copied("patterns", patterns), _copied("answers", answers))
    _check_examples(*examples)
    return examples


def _check_examples(patterns: Array, targets: Array) -> None:
    if patterns.ndim != 2 or not len(patterns):
        raise ValueError(f"patterns must have the shape (examples, lights), not {patterns.shape}")
    LIGHTS.check(patterns.shape[1])
    if targets.shape != (len(patterns),):
        raise ValueError(
            f"there must be one answer for each of the {len(patterns)} patterns, "
            f"not the shape {targets.shape}"
        )
    outside = ~((patterns >= 0) & (patterns <= 1))  # nan, too
    if outside.any():
        raise RefusedError(LIGHT.sentence, patterns[outside][0].item())
    if not np.isfinite(targets).all():
        raise RefusedError(ANSWER.sentence, targets[~np.isfinite(targets)][0].item())


def _copied(name: str, values: ArrayLike) -> Array:
    return np.array(as_array(name, values), order="C") + 0.0  # -0.0 becomes 0.0
