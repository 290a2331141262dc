"""What one step is, forward and back."""

from enum import Enum


class StepUnit(Enum):
    """How far one press of Step or Step back goes; a unit ends at its own boundary."""

    PHASE = "one phase"
    EXAMPLE = "one example"
    ITERATION = "one iteration"
    TEN_ITERATIONS = "ten iterations"

    @property
    def iterations(self) -> int:
        """How many iterations the unit has; 0 for those shorter than one."""
        return {StepUnit.ITERATION: 1, StepUnit.TEN_ITERATIONS: 10}.get(self, 0)
