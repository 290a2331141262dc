"""The five phases of an update: of training on one example, or on one batch."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from streetlight_gui.core.checks.limits import whole


class Phase(Enum):
    """A phase of an update, numbered as a person counts them."""

    FORWARD = 1
    OUTPUT = 2
    COMPARE = 3
    BACKPROPAGATE = 4
    UPDATE = 5


PHASE_NUMBER = whole("phase", 1, len(Phase))  # as a person writes it


@dataclass(frozen=True)
class Stage:
    """One stop on the way through an update: a phase, and in phase 1 the layer it computes."""

    phase: Phase
    layer: int


def stages(hidden: Sequence[int]) -> tuple[Stage, ...]:
    """Return every stop on the way through an update of a network with these hidden layers.

    Phase 1 has a stop for each hidden layer, so none without hidden layers.
    """
    last = len(hidden) + 1
    forward = [Stage(Phase.FORWARD, layer) for layer in range(1, last)]
    return (*forward, *(Stage(phase, last) for phase in Phase if phase is not Phase.FORWARD))
