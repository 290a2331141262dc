"""The notebook's variables at one moment, each as a table whose rows and columns have names."""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from streetlight_gui.core.nn.parts import Edge
from streetlight_gui.core.replay.phases import Phase, stages
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.text.description import PHASES
from streetlight_gui.text.examples import answer_text, pattern_text
from streetlight_gui.text.listing import listing

NOT_YET = "not computed yet"
_NO_EXAMPLE = "Nothing has run yet: the first step fills in layers and deltas."
_TOO_FAST = "Examples pass too fast to be named; a step shows one."
_BEFORE = "The weights are those before this update."
_AFTER = "Layers and deltas are from before this update."
_SPECIAL = re.compile(r"\b(inf|nan)\b")
_NUMBERS = {
    "alpha": "the learning rate",
    "iteration": "which iteration it is, counted from 0",
    "i": "where in the training set it is, counted from 0",
}
_ERROR = "the error of this iteration's examples up to now"


@dataclass(frozen=True, eq=False)
class Variable:
    """A variable and its value, seen as a table.

    Attributes:
        name: as the listing writes it.
        value: (rows, columns), a single number as (1, 1); None where no line has computed it yet.
        shape: as NumPy gives it; () for a single number.
        size: the rows and columns to leave room for: a batch may have fewer examples than others.
        row, column: write what the one of an index stands for; '' for nothing.
        words: say what a number is, from those of its row and its column.
        is_fresh: the line that ran last has computed it.
        matrix: the index of the weights or biases it is, or None.
        is_bias: it is a bias.
    """

    name: str
    value: NDArray[Any] | None
    shape: tuple[int, ...]
    size: tuple[int, int]
    row: Callable[[int], str]
    column: Callable[[int], str]
    words: str
    is_fresh: bool = False
    matrix: int | None = None
    is_bias: bool = False

    @property
    def title(self) -> str:
        """Its name, and its shape if it has one."""
        return f"{self.name} {self.shape}" if self.shape else self.name

    @property
    def description(self) -> str:
        """Say what it is, for who hears it."""
        state = NOT_YET if self.value is None else "just computed" if self.is_fresh else ""
        return ", ".join(filter(None, (self.name, f"shape {self.shape}", state)))

    def number(self, row: int, column: int) -> float | None:
        """Return one number, if there is one."""
        if self.value is None or row >= len(self.value):
            return None
        return float(self.value[row, column])

    def read(self, row: int, column: int, write: Callable[[float], str]) -> str:
        """Say in words which number is where, and write it."""
        indices = (row, column) if len(self.shape) == 2 else (row + column,)
        name = f"{self.name}{list(indices)}" if self.shape else self.name
        words = self.words.format(row=self.row(row), column=self.column(column))
        number = self.number(row, column)
        return f"{name}, {words}: {NOT_YET if number is None else write(number)}"

    def edge(self, row: int, column: int, sizes: tuple[int, ...]) -> Edge | None:
        """Return the edge whose weight a number is, in a network of these sizes."""
        if self.matrix is None:
            return None
        return Edge(self.matrix, sizes[self.matrix] if self.is_bias else row, column)

    def as_numpy(self) -> str:
        """Write an assignment that gives the variable its value, to the last digit."""
        if self.value is None:
            return f"# {self.name}: {NOT_YET}\n"
        rows = [_SPECIAL.sub(r"np.\1", repr(row)) for row in _whole_digits(self.value)]
        match len(self.shape):
            case 0:
                return f"{self.name} = {rows[0][1:-1]}\n"
            case 1:
                inner = ", ".join(row[1:-1] for row in rows)
                return f"{self.name} = np.array([{inner}])\n"
        lines = "".join(f"    {row},\n" for row in rows)
        return f"{self.name} = np.array([\n{lines}])\n"

    def as_csv(self) -> str:
        """Write its numbers to the last digit, with the names of rows and columns."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow([self.name, *map(self.column, range(self.size[1]))])
        for k, row in enumerate([] if self.value is None else _whole_digits(self.value)):
            writer.writerow([self.row(k), *map(repr, row)])
        return text.getvalue()


def moment_text(snapshot: Snapshot) -> str:
    """Say which example the variables are of, and whether the weights are older or newer."""
    trace, stage = snapshot.trace, snapshot.stage
    if trace is None or stage is None:
        return _NO_EXAMPLE
    if not snapshot.shows_each_example:
        return f"{_TOO_FAST}\n{_AFTER}"
    pattern, count = pattern_text(trace.update.patterns[0].tolist()), len(trace.update.patterns)
    example = f"{pattern}, answer {answer_text(float(trace.update.targets[0]))}"
    who = example if count == 1 else f"{count:,} examples from {pattern} on"
    where = f"phase {stage.phase.value}: {PHASES[stage.phase]}"
    return f"{who}; {where}\n{_AFTER if stage.phase is Phase.UPDATE else _BEFORE}"


def variables(snapshot: Snapshot) -> list[Variable]:
    """Return all variables, in the order of the diagram: forward, back, and the others."""
    moment, last = _Moment(snapshot), len(snapshot.network.sizes) - 1
    found = [moment.layer(0)]
    for k in range(1, last + 1):
        found += [moment.weights(k), *moment.biases(k), moment.layer(k)]
    found += [moment.delta(k) for k in range(last, 0, -1)]
    found += [moment.number(name) for name in (f"layer_{last}_error", "alpha", "i", "iteration")]
    return found + moment.training_set()


class _Moment:
    """Makes the variables of a moment."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Find out what each line that has run left in its variable."""
        self._snapshot, self._sizes = snapshot, snapshot.network.sizes
        order = {None: -1} | {s: k for k, s in enumerate(stages(snapshot.network.hidden))}
        trace, reached = snapshot.trace, order[snapshot.stage]
        ran = [line for line in listing(snapshot.traced_settings) if order[line.stage] <= reached]
        self._left = {line.variable: line.value(trace) for line in ran if trace is not None}
        self._left["alpha"] = np.array(snapshot.settings.alpha)
        self._fresh = {line.variable for line in ran if trace and line.stage == snapshot.stage}
        self._patterns = trace.update.patterns if trace else np.empty((0, 0))

    def layer(self, k: int) -> Variable:
        return self._of_examples(f"layer_{k}", k, "{column} for {row}")

    def delta(self, k: int) -> Variable:
        return self._of_examples(f"layer_{k}_delta", k, "delta of {column} for {row}")

    def weights(self, k: int) -> Variable:
        """Return those that lead to a layer."""
        name, value = f"weights_{k - 1}_{k}", self._snapshot.network.weights[k - 1]
        rows, columns, words = self._units(k - 1), self._units(k), "from {row} to {column}"
        size, is_fresh = (len(value), value.shape[1]), name in self._fresh
        return Variable(name, value, size, size, rows, columns, words, is_fresh, k - 1)

    def biases(self, k: int) -> list[Variable]:
        """Return the bias of a layer, if it has one."""
        name, columns, words = f"bias_{k}", self._units(k), "bias of {column}"
        return [
            Variable(
                name,
                value[np.newaxis],
                value.shape,
                (1, len(value)),
                _nothing,
                columns,
                words,
                name in self._fresh,
                matrix=k - 1,
                is_bias=True,
            )
            for value in self._snapshot.network.biases[k - 1 : k]
        ]

    def number(self, name: str) -> Variable:
        value, words = self._left.get(name), _NUMBERS.get(name, _ERROR)
        table, is_fresh = None if value is None else value.reshape(1, 1), name in self._fresh
        return Variable(name, table, (), (1, 1), _nothing, _nothing, words, is_fresh)

    def training_set(self) -> list[Variable]:
        problem, words = self._snapshot.settings.problem, "{column} of {row}"
        answers, size = problem.targets[:, np.newaxis], (len(problem), problem.lights)
        lights, answer = self._units(0), _always("answer")
        return [
            Variable("lights", problem.patterns, size, size, _example, lights, words),
            Variable("answers", answers, answers.shape, (len(problem), 1), _example, answer, words),
        ]

    def _of_examples(self, name: str, k: int, words: str) -> Variable:
        value, size = self._left.get(name), (self._batch, self._sizes[k])
        shape, is_fresh = size if value is None else value.shape, name in self._fresh
        return Variable(name, value, shape, size, self._pattern, self._units(k), words, is_fresh)

    def _pattern(self, row: int) -> str:
        patterns = self._patterns
        return pattern_text(patterns[row].tolist()) if row < len(patterns) else "no example"

    @property
    def _batch(self) -> int:
        return self._snapshot.traced_settings.sampler.batch

    def _units(self, k: int) -> Callable[[int], str]:
        """Return what writes the names of a layer's units."""
        if k == len(self._sizes) - 1:
            return _always("output")
        kind = "hidden" if k else "light"
        return lambda unit: f"{kind} {unit + 1}"


def _always(text: str) -> Callable[[int], str]:
    return lambda _: text


_nothing = _always("")


def _example(row: int) -> str:
    return f"example {row + 1}"


def _whole_digits(value: NDArray[Any]) -> list[list[float]]:
    """Return rows of numbers as Python writes them in full, without a negative zero."""
    rows: list[list[float]] = (value if value.dtype.kind in "iu" else value + 0.0).tolist()
    return rows
