"""Which examples each update of a run trains on."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from streetlight_gui.core.checks.limits import MAX_SEED, count, whole

_EXAMPLES, _BATCH = count("examples", least=1), count("batch")
_ORDER_SEED = whole("order seed", 0, MAX_SEED)


@dataclass(frozen=True)
class BatchSampler:
    """The order of examples, and how many share one update.

    Attributes:
        examples: how many examples an iteration has, 1 or more.
        batch_size: how many share an update, the last of an iteration perhaps fewer; 0 for all, and
            so is any number above that of the examples.
        order_seed: shuffles them anew in each iteration, 0 to 2**32 - 1; None leaves them as given.

    Raises:
        ValueError: a number that is not allowed.
    """

    examples: int
    batch_size: int = 1
    order_seed: int | None = None

    def __post_init__(self) -> None:
        examples, batch_size = _EXAMPLES.check(self.examples), _BATCH.check(self.batch_size)
        vars(self).update(examples=examples, batch_size=batch_size)
        if self.order_seed is not None:
            vars(self).update(order_seed=_ORDER_SEED.check(self.order_seed))

    @property
    def batch(self) -> int:
        """How many examples share an update."""
        return min(self.batch_size, self.examples) or self.examples

    @property
    def updates_per_iteration(self) -> int:
        """How many updates an iteration has."""
        return -(-self.examples // self.batch)

    def updates_for(self, examples: int) -> int:
        """Return how many updates train on about so many examples, at least 1."""
        return max(1, examples // self.batch)

    def order(self, iteration: int) -> NDArray[np.intp]:
        """Return the indices of the examples, (examples,), in an iteration, counted from 0."""
        if self.order_seed is None:
            return np.arange(self.examples)
        # A learner can make it again, for any iteration without those before it.
        return np.random.default_rng([self.order_seed, iteration]).permutation(self.examples)
