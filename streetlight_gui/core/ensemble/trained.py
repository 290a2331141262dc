"""What training many networks leaves behind."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from streetlight_gui.core.checks.arrays import Array

LEARNED_BELOW = 0.01  # the online error of the last iteration of a network that has learned


class Trained(NamedTuple):
    """n networks after so many iterations; the weights of one that has run away mean nothing.

    Attributes:
        parameters: (parameters, n).
        errors: (n,) the online errors of the last iteration; inf where it has run away.
        watched_errors: (k, n) those of the watched iterations; inf from where it ran away on.
        learned_at: (n,) the iteration, from 1, since which the error has been below 0.01 to the
            end; 0 where it is not.
        ran_away_at: (n,) the iteration, from 1, that could not be finished; 0 for none.
    """

    parameters: Array
    errors: Array
    watched_errors: Array
    learned_at: NDArray[np.int32]
    ran_away_at: NDArray[np.int32]

    @classmethod
    def begun(cls, parameters: Array, watched: int) -> "Trained":
        """Return networks before their first iteration, of which so many will be watched."""
        networks = parameters.shape[1]
        errors, watched_errors = np.full(networks, np.inf), np.full((watched, networks), np.inf)
        return cls(parameters, errors, watched_errors, *np.zeros((2, networks), dtype=np.int32))

    def part(self, networks: slice) -> "Trained":
        """View some of the networks."""
        return Trained(
            self.parameters[:, networks],
            self.errors[networks],
            self.watched_errors[:, networks],
            self.learned_at[networks],
            self.ran_away_at[networks],
        )
