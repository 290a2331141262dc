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

    def reason(self, trained: int, online_error: float | None, *, all_right: bool) -> str:
        """Return a sentence on why a run stops here, or '' if it goes on.

        Args:
            trained: iterations since the run's beginning, at least 1.
            online_error: of the last of them.
            all_right: whether every answer of the training set is right.
        """
        after = f"after {trained:,} iteration{'s' if trained != 1 else ''}"
        if self.all_right and all_right:
            return f"Stopped {after}: all answers are right."
        below = self.error_below
        if below is not None and online_error is not None and online_error < below:
            return f"Stopped {after}: the error is below {below:g}."
        if self.iterations and trained > self.iterations:  # it was set lower during the run
            return f"Stopped {after}: {self.iterations:,} are set now."
        if self.iterations and trained == self.iterations:
            return f"Stopped {after}, as set."
        return ""
