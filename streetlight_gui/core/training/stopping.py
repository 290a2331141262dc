"""When a run stops by itself."""

from dataclasses import dataclass

DEFAULT_STOP_AFTER = 150  # iterations


@dataclass(frozen=True)
class StopRule:
    """What ends a run, whichever comes first; it is looked at after each finished iteration.

    Attributes:
        iterations: so many from its beginning; 0 for never.
        error_below: the online error of an iteration is below this; None for never.
        all_right: every answer of the training set is right, with the weights as they are then.
    """

    iterations: int = DEFAULT_STOP_AFTER
    error_below: float | None = None
    all_right: bool = False

    @property
    def watches(self) -> bool:
        """Whether each iteration has to be looked at."""
        return self.error_below is not None or self.all_right

    def stops(self, trained: int, online_error: float | None, *, all_right: bool) -> bool:
        """Tell whether a run ends here.

        Args:
            trained: iterations since the run's beginning, at least 1.
            online_error: of the last of them.
            all_right: whether every answer of the training set is right.
        """
        bound, error = self.error_below, online_error
        is_below = bound is not None and error is not None and error < bound
        is_long = 0 < self.iterations <= trained
        return is_long or is_below or (self.all_right and all_right)
