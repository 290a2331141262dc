"""Training that runs away."""

from streetlight_gui.core.penalty import Penalty


class DivergenceError(ArithmeticError):
    """Training has run away: an error is no longer a finite number."""


def too_large_steps(place: str, alpha: float, penalty: Penalty) -> DivergenceError:
    """Return the error that says where updates have made an error infinite, and with what."""
    cause = f"alpha {alpha:g} is too large"
    if penalty.is_on:
        cause = f"alpha {alpha:g} or the penalty's rate {penalty.rate:g} is too large"
    return DivergenceError(
        f"Training stopped in {place}: the error is no longer finite. {cause}. Restart with a "
        "smaller one."
    )


def too_large_start(place: str) -> DivergenceError:
    """Return the error that says that an error is infinite whatever alpha is."""
    return DivergenceError(
        f"Training stopped in {place}: the error is not finite, whatever alpha is. The answers or "
        "the weights are too large. Restart with smaller ones."
    )
