"""Start weights that leave no example without a unit that fires: such an example learns nothing."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from streetlight_gui.core.nn.network import Network
from streetlight_gui.core.problems.problem import Problem

_MOST_SEEDS = 1000  # a millisecond each at most
_OTHERWISE = 1  # the book's


def fitting_seed(problem: Problem, hidden: Sequence[int]) -> int:
    """Return the first seed at which every example with a light on fires a unit of each layer.

    An example with all lights off fires none without a bias, whatever the seed. Where no seed
    fits, it is the book's.

    Args:
        problem: the training set.
        hidden: units of each hidden layer, which are relu.
    """
    return next(_fitting(problem, hidden, range(_MOST_SEEDS)), _OTHERWISE)


def is_fitting_seed(seed: int, problem: Problem, hidden: Sequence[int]) -> bool:
    """Tell whether a seed is the first that fits, as `fitting_seed` means it."""
    fits = [*_fitting(problem, hidden, [seed])]
    return bool(fits) and seed == fitting_seed(problem, hidden)  # quick: some seed fits


def _fitting(problem: Problem, hidden: Sequence[int], seeds: Iterable[int]) -> Iterator[int]:
    patterns = np.unique(problem.patterns[problem.patterns.any(axis=1)], axis=0)
    for seed in seeds:
        layers = Network.random(problem.lights, hidden, seed).forward(patterns)[1:-1]
        if all((layer > 0).any(axis=1).all() for layer in layers):
            yield seed
