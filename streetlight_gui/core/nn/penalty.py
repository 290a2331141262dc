"""A penalty on large weights, added to the gradient of each update."""

from dataclasses import dataclass
from enum import Enum

import numpy as np

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.checks.limits import STRENGTH


class PenaltyKind(Enum):
    """Which size of the weights is penalised."""

    NONE = "none"
    L1 = "L1"
    L2 = "L2"


@dataclass(frozen=True)
class Penalty:
    """What keeps weights small; biases are free.

    Training minimises half the error plus `strength * sum(abs(w))` for L1, or plus
    `strength / 2 * sum(w ** 2)` for L2: like the book's delta, the gradient has no factor 2.

    Attributes:
        kind: none, L1 or L2.
        strength: how strong it is, 0 to 10.

    Raises:
        ValueError: a kind that is no `PenaltyKind`, or a strength that is not allowed.
    """

    kind: PenaltyKind = PenaltyKind.NONE
    strength: float = 0.0

    def __post_init__(self) -> None:
        if self.kind not in [*PenaltyKind]:
            names = ", ".join(map(str, PenaltyKind))
            raise ValueError(f"the penalty's kind must be one of {names}, not {self.kind!r}")
        vars(self).update(strength=STRENGTH.check(self.strength))

    @property
    def is_on(self) -> bool:
        """Whether it changes anything."""
        return self.kind is not PenaltyKind.NONE and self.strength > 0

    def add_to(self, gradient: Array, weights: Array) -> None:
        """Add it, if it is on, in place to a gradient of all parameters; weights come first.

        Args:
            gradient: (parameters,) half of d(error)/d(parameter).
            weights: (weights,) all weights, without the biases.
        """
        if self.is_on:
            pull = np.sign(weights) if self.kind is PenaltyKind.L1 else weights
            gradient[: weights.size] += self.strength * pull

    def of(self, weights: Array) -> float:
        """Return the penalty of all weights (weights,), to be compared with half an error."""
        sizes = np.abs(weights) if self.kind is PenaltyKind.L1 else weights**2 / 2
        return self.strength * float(sizes.sum()) if self.is_on else 0.0


NO_PENALTY = Penalty()
