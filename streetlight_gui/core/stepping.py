"""What one step is."""

from enum import Enum

DEFAULT_STOP_AFTER = 150  # iterations, after which a run stops by itself


class StepUnit(Enum):
    """How far one press of Step goes; a unit ends at its own boundary."""

    EXAMPLE = "one example"
    ITERATION = "one iteration"
    TEN_ITERATIONS = "ten iterations"

    def examples_left(self, examples_trained: int, examples_per_iteration: int) -> int:
        """Return how many examples to train from here to the end of the unit."""
        if self is StepUnit.EXAMPLE:
            return 1
        iterations = 10 if self is StepUnit.TEN_ITERATIONS else 1
        into_iteration = examples_trained % examples_per_iteration
        return iterations * examples_per_iteration - into_iteration
