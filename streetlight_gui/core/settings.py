"""From where a run starts: everything that decides its numbers."""

from dataclasses import dataclass

from streetlight_gui.core.network import Network
from streetlight_gui.core.problem import Problem

FIRST_SEED = 1


@dataclass(frozen=True)
class Settings:
    """The settings of a run before its first example.

    Attributes:
        problem: the training set.
        hidden: the sizes of the hidden layers.
        alpha: the learning rate.
        seed: makes the start weights; None for those the problem gives.
    """

    problem: Problem
    hidden: tuple[int, ...]
    alpha: float
    seed: int | None

    @classmethod
    def choose(
        cls,
        problem: Problem,
        hidden: tuple[int, ...] | None = None,
        alpha: float | None = None,
        seed: int | None = None,
    ) -> "Settings":
        """Fill what is left open: from the problem, and with seed 1 where it gives no weights."""
        sizes = problem.hidden if hidden is None else hidden
        if seed is None and not problem.gives_weights(sizes):
            seed = FIRST_SEED
        return cls(problem, sizes, problem.alpha if alpha is None else alpha, seed)

    def network(self) -> Network:
        """Make the network that training starts from.

        Raises:
            ValueError: no seed, and the problem gives no weights for these layers.
        """
        if self.seed is not None:
            return Network.random(self.problem.lights, self.hidden, self.seed)
        if self.problem.start_weights is None or not self.problem.gives_weights(self.hidden):
            raise ValueError(f"{self.problem.name} gives no weights for these layers: give a seed")
        return Network(self.problem.start_weights)
