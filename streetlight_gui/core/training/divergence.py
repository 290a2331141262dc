"""Training that runs away."""

import numpy as np

from streetlight_gui.core.nn.network import Network
from streetlight_gui.core.nn.penalty import Penalty
from streetlight_gui.core.problems.problem import Problem


class DivergenceError(ArithmeticError):
    """Training has run away: an error is no longer a finite number."""


def runaway(
    place: str, problem: Problem, given: Network, alpha: float, penalty: Penalty
) -> DivergenceError:
    """Return the error that says where an error is not finite, and what is too large.

    Args:
        place: the update, such as 'iteration 3 at example 1'.
        problem: the training set.
        given: the network whose weights only updates have changed since.
        alpha: the learning rate of the updates.
        penalty: on large weights.
    """
    if not _is_finite(problem, given):
        return DivergenceError(
            f"Training stopped in {place}: the error is not finite, whatever alpha is. "
            "The answers or the weights are too large. Restart with smaller ones."
        )
    cause = f"alpha {alpha:g} is too large"
    if penalty.is_on:
        cause = f"alpha {alpha:g} or the penalty's strength {penalty.strength:g} is too large"
    return DivergenceError(
        f"Training stopped in {place}: the error is no longer finite. {cause}. "
        "Restart with a smaller one."
    )


def _is_finite(problem: Problem, network: Network) -> bool:
    """Tell whether no example's error, and not even the sum of all answers' squares, overflows."""
    with np.errstate(all="ignore"):
        errors = np.square(network.predict(problem.patterns) - problem.targets)
    return problem.has_finite_squares and bool(np.isfinite(errors).all())
