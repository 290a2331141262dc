"""Which examples each update of a run trains on."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Indices = NDArray[np.intp]


@dataclass(frozen=True)
class Schedule:
    """The order of examples, and how many share one update.

    Attributes:
        examples: how many examples an iteration has.
        batch_size: how many share an update, the last of an iteration perhaps fewer; 0 for all.
        order_seed: shuffles them anew in each iteration; None leaves them as given.
    """

    examples: int
    batch_size: int = 1
    order_seed: int | None = None

    @property
    def batch(self) -> int:
        """How many examples share an update."""
        return min(self.batch_size, self.examples) or self.examples

    @property
    def updates_per_iteration(self) -> int:
        """How many updates an iteration has."""
        return -(-self.examples // self.batch)

    def order(self, iteration: int) -> Indices:
        """Return the order of the examples in an iteration, counted from 0, (examples,)."""
        if self.order_seed is None:
            return np.arange(self.examples)
        return _shuffled(self.order_seed, iteration, self.examples)


@lru_cache(maxsize=64)
def _shuffled(seed: int, iteration: int, examples: int) -> Indices:
    """Return an order that a learner can make again, for any iteration without those before it."""
    order = np.random.default_rng([seed, iteration]).permutation(examples)
    order.setflags(write=False)
    return order
