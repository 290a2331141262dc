"""Every pattern that can be shown to a network, with the training set's answers to it."""

import numpy as np

from streetlight_gui.core.checks.arrays import Array, read_only
from streetlight_gui.core.nn.network import Network
from streetlight_gui.core.problems.patterns import dimmed_patterns, equal_rows, parts_of
from streetlight_gui.core.problems.problem import Problem, all_patterns
from streetlight_gui.core.problems.values import WALK_THRESHOLD, are_right

Pattern = tuple[float, ...]


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
        never_seen: how many rows have no answer.
        lowest, highest: (rows,) of its answers; nan if never seen.
        row_of_example: (examples,) the row of each example.
    """

    def __init__(self, problem: Problem) -> None:
        """List the patterns of this problem."""
        self.problem = problem
        shown = dimmed_patterns(problem), all_patterns(problem.lights), problem.patterns
        first, group = equal_rows(np.vstack(shown))
        self.patterns = read_only(np.vstack(shown)[first])
        self.row_of_example = group[-len(problem) :]
        self._row_of = dict(zip(map(tuple, self.patterns.tolist()), range(len(self)), strict=True))
        examples: list[dict[int, float]] = [{} for _ in self.patterns]
        answers = zip(self.row_of_example.tolist(), problem.targets.tolist(), strict=True)
        for number, (row, answer) in enumerate(answers, start=1):
            examples[row][number] = answer
        self.examples = [tuple(found) for found in examples]
        self.answers = [tuple(dict.fromkeys(found.values())) for found in examples]
        self.in_training = np.array([bool(found) for found in self.answers])
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
        errors: `(prediction - answer) ** 2`, nan if never seen; of contradicting answers, that of
            the one missed most.
        examples_right: how many examples of the training set are right.
    """

    @np.errstate(all="ignore")  # of weights that have run away
    def __init__(self, rows: PatternList, network: Network) -> None:
        """Let a network predict every row, and compare that with the answers."""
        predictions = np.concatenate([network.predict(part) for part in parts_of(rows.patterns)])
        self.predictions, self.walks = predictions, predictions >= WALK_THRESHOLD
        self.is_right = are_right(predictions, rows.targets) & ~rows.contradicts
        misses = [(predictions - answers) ** 2 for answers in (rows.lowest, rows.highest)]
        self.errors: Array = np.maximum(*misses)
        examples = are_right(predictions[rows.row_of_example], rows.problem.targets)
        self.examples_right = int(examples.sum())
