"""A variable of the notebook as a table whose rows and columns have names, and as text."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray

from streetlight_gui.core.nn.parts import Edge, Part, Unit
from streetlight_gui.core.storage.tables.cells import csv_text

NOT_YET = "not computed yet"
_SPECIAL = re.compile(r"\b(inf|nan)\b")


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
        layer: the layer whose units compute it; None for others, and for the lights.
        matrix: the index of the weights or biases it is, or None.
        is_bias: it is a bias.
        is_delta: it is a layer's deltas.
    """

    name: str
    value: NDArray[Any] | None
    shape: tuple[int, ...]
    size: tuple[int, int]
    row: Callable[[int], str]
    column: Callable[[int], str]
    words: str
    is_fresh: bool = False
    layer: int | None = None
    matrix: int | None = None
    is_bias: bool = False
    is_delta: bool = False

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

    def part(self, row: int, column: int, sizes: tuple[int, ...]) -> Part | None:
        """Return what a number is of in a network of these sizes: an edge, or else a unit."""
        if self.matrix is not None:
            return Edge(self.matrix, sizes[self.matrix] if self.is_bias else row, column)
        return None if self.layer is None else Unit(self.layer, column)

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
        header = [self.name, *map(self.column, range(self.size[1]))]
        numbers = [] if self.value is None else _whole_digits(self.value)
        rows = ([self.row(k), *map(repr, row)] for k, row in enumerate(numbers))
        return csv_text([header, *rows])


def _whole_digits(value: NDArray[Any]) -> list[list[float]]:
    """Return rows of numbers as Python writes them in full, without a negative zero."""
    rows: list[list[float]] = (value if value.dtype.kind in "iu" else value + 0.0).tolist()
    return rows
