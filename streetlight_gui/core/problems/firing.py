"""Which units never fire: neither for an on-off pattern nor for an example of the training set."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.nn.network import Network
from streetlight_gui.core.problems.problem import Problem, all_patterns, parts_of


@lru_cache(2)  # as many as one goes to and fro between
def dimmed_patterns(problem: Problem) -> Array:
    """Return the training set's patterns that are not on-off, (n, lights), read-only."""
    is_dimmed = ((problem.patterns != 0) & (problem.patterns != 1)).any(axis=1)
    patterns: Array = problem.patterns[is_dimmed]
    patterns.setflags(write=False)
    return patterns


@lru_cache(2)  # those of the moment, whatever pattern they answer
def never_firing(network: Network, problem: Problem | None) -> tuple[NDArray[np.bool_], ...]:
    """Tell per layer and unit whether it is 0 for every on-off pattern and for every example.

    Only relu units are said to be so: where others are 0, they have a gradient all the same.

    problem: the training set; None if it is not known.
    """
    is_relu = [False, *(each.name == "relu" for each in network.activations), False]
    silent = [np.full(size, relu) for size, relu in zip(network.sizes, is_relu, strict=True)]
    dimmed = [] if problem is None else parts_of(dimmed_patterns(problem))
    for patterns in [all_patterns(network.lights), *dimmed]:
        if any(units.any() for units in silent):
            layers = zip(silent, network.forward(patterns), strict=True)
            silent = [units & ~layer.any(axis=0) for units, layer in layers]
    for units in silent:
        units.setflags(write=False)
    return tuple(silent)
