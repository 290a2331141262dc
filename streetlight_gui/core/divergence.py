"""Training that runs away."""


class DivergenceError(ArithmeticError):
    """Training has run away: an example's error is no longer a finite number."""

    def __init__(self, iteration: int, update: int, alpha: float, *, is_batch: bool) -> None:
        """Say where it happened (both counted from 1) and with which learning rate."""
        super().__init__(
            f"Training stopped in iteration {iteration} at {'batch' if is_batch else 'example'} "
            f"{update}: the error is no longer finite. alpha {alpha:g} is too large. Restart with "
            "a smaller one."
        )
