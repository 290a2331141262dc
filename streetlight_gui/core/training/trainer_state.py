"""Where a trainer stands, to come back to."""

from dataclasses import dataclass

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.nn.network import Network


@dataclass(frozen=True, eq=False)
class TrainerState:
    """What a trainer needs to go on from a moment, apart from its settings.

    Attributes:
        updates: where it stands.
        iteration: how many iterations are finished.
        index: how many updates of the unfinished iteration are made.
        parameters: all weights end to end, then all biases, read-only.
        iteration_error: the online error of the examples of the unfinished iteration so far.
        online_error: of the last finished iteration; None before the first.
        frozen_error: of the last finished iteration; None before the first.
        given: the network whose weights only updates have changed since.
    """

    updates: int
    iteration: int
    index: int
    parameters: Array
    iteration_error: float
    online_error: float | None
    frozen_error: float | None
    given: Network
