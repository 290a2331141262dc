"""Training that has run away: where it did, and what is to blame."""

import numpy as np

from streetlight_gui.core.nn.network import Network
from streetlight_gui.core.problems.problem import Problem


class DivergenceError(ArithmeticError):
    """Training has run away: an error is no longer a finite number.

    Attributes:
        iteration: the iteration of the update that did it, from 0.
        index: which update of its iteration that is, from 0.
        batch: how many examples share an update.
        alpha: the learning rate, which is too large; None where it is not to blame, but answers or
            given weights that no error is finite with.
        strength: of the penalty, which may be too strong instead; None without one.
    """

    def __init__(
        self,
        iteration: int,
        index: int,
        batch: int = 1,
        alpha: float | None = None,
        strength: float | None = None,
    ) -> None:
        super().__init__(iteration, index, batch, alpha, strength)  # for copies and pickles
        self.iteration, self.index, self.batch = iteration, index, batch
        self.alpha, self.strength = alpha, strength

    def __str__(self) -> str:
        place = f"update {self.index + 1} of iteration {self.iteration + 1}"
        return f"the error is not finite at {place}"


@np.errstate(all="ignore")
def are_errors_finite(network: Network, problem: Problem) -> bool:
    """Tell whether a network has a finite error on each example, and their sum could be one."""
    errors = np.square(network.predict(problem.patterns) - problem.targets)
    return problem.has_finite_squares and bool(np.isfinite(errors).all())
