"""The patterns of a training set: which are the same, which are dimmed, what no unit fires for."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from streetlight_gui.core.checks.arrays import Array, read_only
from streetlight_gui.core.nn.network import Network
from streetlight_gui.core.problems.problem import Problem, all_patterns


class EqualRows(NamedTuple):
    """The rows of a table in groups of equal ones, which come in the order of their first rows.

    Attributes:
        first: (groups,) the first row of each group.
        group: (rows,) the group of each row.
    """

    first: NDArray[np.intp]
    group: NDArray[np.intp]


def equal_rows(rows: Array) -> EqualRows:
    """Group rows (n, columns) by their bytes; NumPy's `unique` takes many times as long."""
    table = np.ascontiguousarray(rows) + 0.0  # -0.0 becomes 0.0
    numbers: dict[bytes, int] = {}
    found = table.view(f"V{table.itemsize * table.shape[1]}").ravel().tolist()
    group = np.array([numbers.setdefault(row, len(numbers)) for row in found], dtype=np.intp)
    return EqualRows(np.unique(group, return_index=True)[1], group)


@lru_cache(2)  # as many as one goes to and fro between
def equal_patterns(problem: Problem) -> EqualRows:
    """Return which examples of a training set show the same pattern."""
    return equal_rows(problem.patterns)


@lru_cache(2)
def dimmed_patterns(problem: Problem) -> Array:
    """Return the training set's patterns that are not on-off, (n, lights), read-only."""
    is_dimmed = ((problem.patterns != 0) & (problem.patterns != 1)).any(axis=1)
    return read_only(problem.patterns[is_dimmed])


def parts_of(patterns: Array) -> list[Array]:
    """Split patterns (n, lights) where a network is to answer many.

    Of more at once BLAS shares the work among threads, at fifty times the cost.
    """
    return [patterns[k : k + 1000] for k in range(0, len(patterns), 1000)]


@lru_cache(2)  # networks of the moment, whatever pattern they answer
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
    return tuple(map(read_only, silent))
