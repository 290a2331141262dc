"""Which rows of a table are the same."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.problems.problem import Problem


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


@lru_cache(2)
def equal_patterns(problem: Problem) -> EqualRows:
    """Return which examples of a training set show the same pattern."""
    return equal_rows(problem.patterns)
