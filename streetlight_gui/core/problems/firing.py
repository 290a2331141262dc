"""Which units fire at all: for an on-off pattern, or for an example of the training set."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.nn.network import Network
from streetlight_gui.core.problems.problem import Problem, all_patterns

Flags = NDArray[np.bool_]

_PART = 1000  # patterns at once: BLAS shares more among threads, at many times the cost


@lru_cache(2)
def dimmed_patterns(problem: Problem) -> Array:
    """Return the training set's patterns that are not on-off, (n, lights), read-only."""
    is_dimmed = ((problem.patterns != 0) & (problem.patterns != 1)).any(axis=1)
    patterns: Array = problem.patterns[is_dimmed]
    patterns.setflags(write=False)
    return patterns


@lru_cache(2)
def never_firing(network: Network, problem: Problem | None) -> tuple[Flags, ...]:
    """Tell per layer and unit whether it is 0 for every on-off pattern and for every example.

    Only relu units are said to be so: where others are 0, they have a gradient all the same.

    problem: the training set; None if it is not known.
    """
    is_relu = [False, *(each.name == "relu" for each in network.activations), False]
    layers = network.forward(all_patterns(network.lights))
    silent: list[Flags] = [
        np.logical_and(~layer.any(axis=0), relu)
        for layer, relu in zip(layers, is_relu, strict=True)
    ]
    dimmed = () if problem is None else dimmed_patterns(problem)
    for k in range(0, len(dimmed), _PART):
        if not any(units.any() for units in silent):
            break
        layers = network.forward(dimmed[k : k + _PART])
        silent = [units & ~layer.any(axis=0) for units, layer in zip(silent, layers, strict=True)]
    for units in silent:
        units.setflags(write=False)
    return tuple(silent)
