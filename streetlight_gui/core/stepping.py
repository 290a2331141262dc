"""What one step is, forth and back."""

from enum import Enum

DEFAULT_STOP_AFTER = 150  # iterations, after which a run stops by itself


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

    def examples_left(self, updates: int, updates_per_iteration: int) -> int:
        """Return how many examples to train from here to the end of the unit."""
        if not self.iterations:
            return 1
        into_iteration = updates % updates_per_iteration
        return self.iterations * updates_per_iteration - into_iteration

    def lands_at(self, updates: int, updates_per_iteration: int, *, is_mid_example: bool) -> int:
        """Return after how many examples a step back lands."""
        if not self.iterations:
            return max(0, updates if is_mid_example else updates - 1)
        boundary = updates - updates % updates_per_iteration
        if boundary < updates or is_mid_example:
            boundary += updates_per_iteration  # going to its beginning counts as the first
        return max(0, boundary - self.iterations * updates_per_iteration)
