"""Training that runs away."""

from streetlight_gui.core.penalty import Penalty


class DivergenceError(ArithmeticError):
    """Training has run away: an error is no longer a finite number."""

    def __init__(self, place: str, alpha: float, penalty: Penalty) -> None:
        """Say where it happened, and with what."""
        cause = f"alpha {alpha:g} is too large"
        if penalty.is_on:
            cause = f"alpha {alpha:g} or the penalty's rate {penalty.rate:g} is too large"
        super().__init__(
            f"Training stopped in {place}: the error is no longer finite. {cause}. Restart with a "
            "smaller one."
        )
