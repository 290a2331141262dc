"""The examples of a training set without repetitions.

They depend on the training set alone, so they are found once and kept.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.problems.equal_rows import EqualRows, equal_patterns
from streetlight_gui.core.problems.problem import Problem

KEPT_PROBLEMS = 2  # as many as one goes to and fro between


@dataclass(frozen=True)
class Examples:
    """Examples of a training set, each of them once, in the order in which they first come.

    Attributes:
        patterns: (n, lights), read-only.
        targets: (n,), read-only.
        counts: (n,) how often each is in the training set, read-only.
    """

    patterns: Array
    targets: Array
    counts: NDArray[np.intp]

    def __post_init__(self) -> None:
        for values in (self.patterns, self.targets, self.counts):
            values.setflags(write=False)

    def sum_of_squares(self, values: Array) -> float:
        """Return the sum of the squares of one number for each example (n,), repetitions too."""
        return float(self.counts @ values**2)

    def spread(self) -> float:
        """Return the sum of the squared deviations of the targets from their mean."""
        mean = float(self.counts @ self.targets) / int(self.counts.sum())
        return self.sum_of_squares(self.targets - mean)


@lru_cache(KEPT_PROBLEMS)
def distinct_examples(problem: Problem) -> Examples:
    """Return the examples of a training set without repetitions."""
    rows = np.column_stack([problem.patterns, problem.targets])
    equal = equal_patterns(problem)
    if _contradict(problem, equal):
        equal = EqualRows.of(rows)
    distinct, counts = rows[equal.first], np.bincount(equal.group)
    return Examples(distinct[:, :-1].copy(), distinct[:, -1].copy(), counts)


@lru_cache(KEPT_PROBLEMS)
def contradictions(problem: Problem) -> tuple[Examples, ...]:
    """Return, for each pattern that has more than one answer, its examples."""
    if not _contradict(problem, equal_patterns(problem)):
        return ()
    examples = distinct_examples(problem)
    group = EqualRows.of(examples.patterns).group
    shared = np.flatnonzero(np.bincount(group)[group] > 1)
    by_group = shared[np.argsort(group[shared], kind="stable")]
    together = np.split(by_group, np.flatnonzero(np.diff(group[by_group])) + 1)
    return tuple(
        Examples(examples.patterns[same], examples.targets[same], examples.counts[same])
        for same in together
        if len(same)
    )


def _contradict(problem: Problem, equal: EqualRows) -> bool:
    """Tell whether examples of equal patterns have different answers."""
    return bool((problem.targets != problem.targets[equal.first][equal.group]).any())
