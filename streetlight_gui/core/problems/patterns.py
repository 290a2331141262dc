"""Patterns: which are the same or dimmed, which no unit fires for, and all that can be shown."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from streetlight_gui.core.checks.arrays import Array, read_only
from streetlight_gui.core.nn.network import Network
from streetlight_gui.core.problems.problem import Problem, all_patterns
from streetlight_gui.core.problems.values import WALK_THRESHOLD, are_right

Pattern = tuple[float, ...]


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
def shows_held_out(problem: Problem) -> bool:
    """Tell whether an example in training shows a pattern whose answer is held out, too."""
    group, trained = equal_rows(problem.rows.patterns).group, len(problem)
    return bool(np.isin(group[trained:], group[:trained]).any())


@lru_cache(2)
def dimmed_patterns(problem: Problem) -> Array:
    """Return the training set's patterns that are not on-off, (n, lights), read-only."""
    return read_only(_dimmed(problem.patterns))


def parts_of(patterns: Array) -> list[Array]:
    """Split patterns (n, lights) where a network is to answer many.

    Of more at once BLAS shares the work among threads, at fifty times the cost.
    """
    return [patterns[k : k + 1000] for k in range(0, len(patterns), 1000)]


@lru_cache(2)  # networks of the moment, whatever pattern they answer
def never_firing(network: Network, problem: Problem | None) -> tuple[NDArray[np.bool_], ...]:
    """Tell per layer (units,) whether a unit is 0 for every on-off pattern and every example.

    Only relu units are said to be so: where others are 0, they have a gradient all the same.

    problem: the training set; None if it is not known.
    """
    dimmed = [] if problem is None else parts_of(dimmed_patterns(problem))
    return _firing_for_none(network, [all_patterns(network.lights), *dimmed])


@lru_cache(2)
def firing_elsewhere(network: Network, problem: Problem | None) -> tuple[NDArray[np.bool_], ...]:
    """Tell per layer (units,) whether a relu unit fires for on-off patterns, but for no example."""
    examples = [] if problem is None else parts_of(problem.patterns)
    both = zip(_firing_for_none(network, examples), never_firing(network, problem), strict=True)
    return tuple(read_only(none & ~never & bool(examples)) for none, never in both)


def _firing_for_none(network: Network, tables: list[Array]) -> tuple[NDArray[np.bool_], ...]:
    """Tell per layer (units,) whether a unit is relu and 0 for all of these patterns."""
    is_relu = [False, *(each.name == "relu" for each in network.activations), False]
    found = [np.full(size, relu) for size, relu in zip(network.sizes, is_relu, strict=True)]
    for patterns in tables:
        if any(units.any() for units in found):
            layers = zip(found, network.forward(patterns), strict=True)
            found = [units & ~layer.any(axis=0) for units, layer in layers]
    return tuple(map(read_only, found))


class PatternList:
    """The dimmed patterns of a problem, then all on-off patterns counting up, once each.

    Attributes:
        problem: the training set, and what is held out.
        patterns: (rows, lights), read-only.
        answers: of each row its different answers, in the order of the problem's rows; () for none.
        examples: of each row those of the problem's rows that show it, counted from 1.
        targets: (rows,) the first answer; nan for none.
        has_answer: (rows,) whether there is any.
        in_training: (rows,) whether the training set shows the pattern.
        held_out: (rows,) whether an answer to it is held out.
        contradicts: (rows,) whether there is more than one answer to it.
        never_seen: how many rows are not in training.
        lowest, highest: (rows,) of its answers; nan for none.
        row_of_example: (problem's rows,) the row of each.
    """

    def __init__(self, problem: Problem) -> None:
        """List the patterns of this problem."""
        self.problem = problem
        on_off = all_patterns(problem.lights)
        every = problem.rows
        shown = np.vstack([_dimmed(every.patterns), on_off, every.patterns])
        first, group = equal_rows(shown)
        self.patterns = read_only(shown[first])
        self.row_of_example = group[-len(every.targets) :]
        self._row_of = dict(zip(map(tuple, self.patterns.tolist()), range(len(self)), strict=True))
        examples: list[dict[int, float]] = [{} for _ in self.patterns]
        answers = zip(self.row_of_example.tolist(), every.targets.tolist(), strict=True)
        for number, (row, answer) in enumerate(answers, start=1):
            examples[row][number] = answer
        self.examples = [tuple(found) for found in examples]
        self.answers = [tuple(dict.fromkeys(found.values())) for found in examples]
        self.has_answer = np.array([bool(found) for found in self.answers])
        self.in_training, self.held_out = np.zeros((2, len(self)), dtype=np.bool_)
        self.in_training[self.row_of_example[: len(problem)]] = True
        self.held_out[self.row_of_example[len(problem) :]] = True
        self.contradicts = np.array([len(found) > 1 for found in self.answers])
        self.targets = np.array([found[0] if found else np.nan for found in self.answers])
        self.never_seen = len(self) - int(self.in_training.sum())
        self.lowest = np.array([min(found, default=np.nan) for found in self.answers])
        self.highest = np.array([max(found, default=np.nan) for found in self.answers])

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.patterns)

    def row_of(self, pattern: Pattern) -> int | None:
        """Return the row of a pattern; None if it is neither on-off nor in training."""
        return self._row_of.get(tuple(pattern))


class Judgement:
    """How a network's predictions compare with the answers; arrays have a number for each row.

    Attributes:
        predictions: of the network.
        walks: whether the prediction means WALK.
        is_right: whether the answer is met; False where there are none, or contradicting ones.
        errors: `(prediction - answer) ** 2`, nan for none; of contradicting answers, that of
            the one missed most.
        examples_right: how many examples of the training set are right.
        held_out_right: how many of those that are held out.
    """

    @np.errstate(all="ignore")  # of weights that have run away
    def __init__(self, rows: PatternList, network: Network) -> None:
        """Let a network predict every row, and compare that with the answers."""
        predictions = np.concatenate([network.predict(part) for part in parts_of(rows.patterns)])
        self.predictions, self.walks = predictions, predictions >= WALK_THRESHOLD
        self.is_right = are_right(predictions, rows.targets) & ~rows.contradicts
        misses = [(predictions - answers) ** 2 for answers in (rows.lowest, rows.highest)]
        self.errors: Array = np.maximum(*misses)
        rights = are_right(predictions[rows.row_of_example], rows.problem.rows.targets)
        self.examples_right = int(rights[: len(rows.problem)].sum())
        self.held_out_right = int(rights[len(rows.problem) :].sum())


def _dimmed(patterns: Array) -> Array:
    dimmed: Array = patterns[((patterns != 0) & (patterns != 1)).any(axis=1)]
    return dimmed
