"""Which rows of a table are the same."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.checks.limits import MAX_LIGHTS
from streetlight_gui.core.problems.problem import Problem

Indices = NDArray[np.intp]

_KEPT_PROBLEMS = 2  # as many as one goes to and fro between
_FACTORS = np.random.default_rng(0).integers(2**64, size=MAX_LIGHTS + 1, dtype=np.uint64) | 1


@dataclass(frozen=True, eq=False)
class EqualRows:
    """The rows of a table in groups of equal ones, which come in the order of their first rows.

    Attributes:
        first: (groups,) the first row of each group.
        group: (rows,) the group of each row.
    """

    first: Indices
    group: Indices

    @classmethod
    def of(cls, rows: Array) -> "EqualRows":
        """Group rows (n, columns) by their hashes; NumPy's `unique` takes twenty times as long.

        There are at most as many columns as lights and an answer.
        """
        hashes = (rows + 0.0).view(np.uint64) @ _FACTORS[: rows.shape[1]]  # -0.0 becomes 0.0
        order = np.argsort(hashes, kind="stable")  # equal rows stay in their order
        begins = _begins(rows[order])
        if np.count_nonzero(begins) > np.count_nonzero(_begins(hashes[order, np.newaxis])):
            order = np.lexsort(rows.T)  # other rows may have the same hash
            begins = _begins(rows[order])
        first = order[begins]
        by_first = np.argsort(first)
        number = np.empty_like(by_first)
        number[by_first] = np.arange(len(first))
        group = np.empty(len(rows), dtype=np.intp)
        group[order] = number[np.cumsum(begins) - 1]
        return cls(first[by_first], group)


@lru_cache(_KEPT_PROBLEMS)
def equal_patterns(problem: Problem) -> EqualRows:
    """Return which examples of a training set show the same pattern."""
    return EqualRows.of(problem.patterns)


def _begins(in_order: NDArray[np.generic]) -> NDArray[np.bool_]:
    """Tell of each row whether it differs from the one before it."""
    return np.append(True, (in_order[1:] != in_order[:-1]).any(axis=1))
