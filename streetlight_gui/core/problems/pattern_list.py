"""Every pattern that can be shown to a network, with the training set's answers to it."""

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.checks.formatting import ELLIPSIS
from streetlight_gui.core.nn.network import Network
from streetlight_gui.core.problems.problem import Problem, all_patterns
from streetlight_gui.core.problems.verdict import WALK_THRESHOLD, are_right

Pattern = tuple[float, ...]

_PART = 1000  # rows predicted at once: sharing more among threads costs BLAS fifty times as much

_Value = TypeVar("_Value", int, float)


class PatternList:
    """The dimmed patterns of a training set, then all on-off patterns counting up, once each.

    Attributes:
        problem: the training set.
        patterns: (rows, lights), read-only.
        answers: of each row its different answers, in the training set's order; () if never seen.
        examples: of each row the examples that show it, counted from 1; () if never seen.
        targets: (rows,) the first answer; nan if never seen.
        in_training: (rows,) whether the training set shows the pattern.
        contradicts: (rows,) whether it gives the pattern more than one answer.
    """

    def __init__(self, problem: Problem) -> None:
        """List the patterns of this problem."""
        self.problem = problem
        shown = [_key(pattern) for pattern in problem.patterns]
        dimmed = dict.fromkeys(key for key in shown if not set(key) <= {0.0, 1.0})
        keys = [*dimmed, *map(_key, all_patterns(problem.lights))]
        self._row_of = {key: row for row, key in enumerate(keys)}
        self._row_of_example = np.array([self._row_of[key] for key in shown])
        self.patterns = np.array(keys)
        self.patterns.setflags(write=False)
        self._parts = [self.patterns[k : k + _PART] for k in range(0, len(keys), _PART)]
        self.examples = self._gather(list(range(1, len(shown) + 1)))
        self.answers = self._gather(problem.targets.tolist())
        self.in_training = np.array([bool(found) for found in self.answers])
        self.contradicts = np.array([len(found) > 1 for found in self.answers])
        self.targets = np.array([found[0] if found else np.nan for found in self.answers])
        self._lowest = np.array([min(found, default=np.nan) for found in self.answers])
        self._highest = np.array([max(found, default=np.nan) for found in self.answers])

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.patterns)

    @property
    def never_seen(self) -> int:
        """How many rows have no answer."""
        return len(self) - int(self.in_training.sum())

    def row_of(self, pattern: Pattern) -> int | None:
        """Return the row of a pattern; None if it is neither on-off nor in training."""
        return self._row_of.get(tuple(pattern))

    def pattern(self, row: int) -> Pattern:
        """Return the pattern of a row."""
        return _key(self.patterns[row])

    def judge(self, network: Network) -> "Judgement":
        """Let a network predict every row, and compare that with the answers."""
        predictions = np.concatenate([network.predict(part) for part in self._parts])
        with np.errstate(all="ignore"):  # of weights that have run away
            errors = np.maximum(
                (predictions - self._lowest) ** 2, (predictions - self._highest) ** 2
            )
            examples = are_right(predictions[self._row_of_example], self.problem.targets)
            return Judgement(
                predictions=predictions,
                walks=predictions >= WALK_THRESHOLD,
                is_right=are_right(predictions, self.targets) & ~self.contradicts,
                errors=errors,
                examples_right=int(examples.sum()),
            )

    def count_text(self, examples_right: int | None) -> str:
        """Say how many examples are right, and how many patterns no example shows.

        examples_right: of a judgement; None where that changes too fast to tell.
        """
        count = ELLIPSIS if examples_right is None else examples_right
        right = f"{count} of {len(self.problem)} right in training"
        if not self.never_seen:
            return f"{right}, every pattern seen"
        noun = "pattern" if self.never_seen == 1 else "patterns"
        return f"{right}, {self.never_seen} {noun} never seen"

    def _gather(self, values: list[_Value]) -> list[tuple[_Value, ...]]:
        """Give each row the different ones of its examples' values."""
        found: list[dict[_Value, None]] = [{} for _ in range(len(self))]
        for row, value in zip(self._row_of_example.tolist(), values, strict=True):
            found[row][value] = None
        return [tuple(values) for values in found]


@dataclass(frozen=True)
class Judgement:
    """How the rows' predictions compare with the answers; arrays have one number for each row.

    Attributes:
        predictions: of the network.
        walks: whether the prediction means WALK.
        is_right: whether the answer is met; False where there are none, or contradicting ones.
        errors: `(prediction - answer) ** 2`, nan if never seen; of contradicting answers, that of
            the one missed most.
        examples_right: how many examples of the training set are right.
    """

    predictions: Array
    walks: NDArray[np.bool_]
    is_right: NDArray[np.bool_]
    errors: Array
    examples_right: int


def _key(pattern: Array) -> Pattern:
    return tuple(float(value) for value in pattern)
