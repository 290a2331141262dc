"""A training set as CSV: a header `light_1,...,light_n,answer`, then one row per example.

Spreadsheets and pandas read and write such text. Written numbers are exact: reading them gives
bitwise the same patterns and targets.
"""

import csv
import io
import re
from collections.abc import Iterator
from itertools import zip_longest

from streetlight_gui.core.checks.formatting import exact_terse
from streetlight_gui.core.checks.limits import LIGHT, MAX_EXAMPLES, MAX_LIGHTS, RefusedError, shown
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.problems.values import parse_answer

MAX_BYTES = 2**22  # more than twice what the longest problem takes
_MAX_LINES = 100_000
SIZE_RULE = (
    f"at most {MAX_BYTES // 2**20} MB, {_MAX_LINES:,} lines and {MAX_EXAMPLES:,} rows are allowed"
)
_TRUTH = {"true": "1", "false": "0"}  # as spreadsheets write it
_ANSWER = "answer"
_LIGHTS = [f"light_{k}" for k in range(1, MAX_LIGHTS + 1)]
_HEADER = f"the header must be light_1 to light_n, with n from 1 to {MAX_LIGHTS}, and answer"


class BadLineError(ValueError):
    """What is wrong in a line, counted from 1 as a text editor does, and perhaps in a column."""

    def __init__(self, line: int, sentence: str, column: str = "") -> None:
        place = f"line {line}, {column}" if column else f"line {line}"
        super().__init__(f"{place}: {sentence}")


def format_examples(problem: Problem) -> str:
    """Return a problem's examples as text, in lines that end with a line feed."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*_LIGHTS[: problem.lights], _ANSWER])
    for pattern, target in zip(problem.patterns.tolist(), problem.targets.tolist(), strict=True):
        writer.writerow([exact_terse(number) for number in (*pattern, target)])
    return text.getvalue()


def parse_examples(text: str) -> tuple[list[list[float]], list[float]]:
    """Return the patterns and the targets in a text.

    Cells are split by commas, semicolons or tabs, whichever makes the most of the first row. Unless
    it is commas, numbers may have decimal commas. Columns may stand in any order, and those without
    a name must be empty. Lights are from 0 (off) to 1 (on), answers WALK, STOP or finite numbers;
    TRUE is 1, FALSE is 0.

    Raises:
        BadLineError: the text is no such table; the sentence says where and why.
    """
    separator = max(",;\t", key=lambda each: len(_first(_rows(text, each, strict=False))[1]))
    rows = _rows(text, separator)
    table = _Table(*_first(rows), has_decimal_commas=separator != ",")
    examples: list[dict[str, float]] = []
    for line, cells in rows:
        if len(examples) == MAX_EXAMPLES:
            raise BadLineError(line, f"at most {MAX_EXAMPLES:,} rows are allowed, this is one more")
        examples.append(table.read_row(line, cells))
    if not examples:
        raise BadLineError(
            table.line, f"no rows follow the header; there must be 1 to {MAX_EXAMPLES:,}"
        )
    lights = [name for name in _LIGHTS if name in table.columns]
    patterns = [[example[name] for name in lights] for example in examples]
    return patterns, [example[_ANSWER] for example in examples]


def _first(rows: Iterator[tuple[int, list[str]]]) -> tuple[int, list[str]]:
    return next(rows, (1, []))


def _rows(text: str, separator: str, *, strict: bool = True) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not blank, each with the number of the line it begins in."""
    lines = io.StringIO(text, newline="")  # as the csv module asks for, with any line end
    reader = csv.reader(lines, delimiter=separator, skipinitialspace=True, strict=strict)
    line = 1
    try:
        for row in reader:
            if line > _MAX_LINES:
                raise BadLineError(line, SIZE_RULE)
            cells = [cell.strip() for cell in row]
            if any(cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        allowed = "it must be numbers between commas, semicolons or tabs"
        raise BadLineError(line, f"this is not CSV ({error}); {allowed}") from None


class _Table:
    """Reads rows by their header.

    Attributes:
        line: the header's.
        columns: their names; '' for none.
    """

    def __init__(self, line: int, header: list[str], *, has_decimal_commas: bool) -> None:
        """Make sure that the columns are light_1 to light_n and answer, in any order."""
        self.line = line
        self.columns = [name.lower() for name in _without_empty_end(header, 0)]
        self._width = len(header)
        self._has_commas = has_decimal_commas
        self._sign, self._sign_line = "", 0  # the first decimal sign, and where it stands
        self._check_header()

    def read_row(self, line: int, cells: list[str]) -> dict[str, float]:
        """Return the number in each column."""
        named = len(self.columns)
        cells = _without_empty_end(cells, named)
        if not named <= len(cells) <= self._width:
            raise BadLineError(
                line, f"there must be {named} cells, one for each column, not {len(cells)}"
            )
        numbers = {}
        for place, (name, cell) in enumerate(zip_longest(self.columns, cells, fillvalue=""), 1):
            if name:
                numbers[name] = self._read_cell(line, name, cell)
            elif cell:
                rule = "the column has no name in the header, so its cells must be empty"
                raise BadLineError(line, f"{rule}, not {shown(cell)}", f"column {place}")
        return numbers

    def _read_cell(self, line: int, column: str, cell: str) -> float:
        text = _TRUTH.get(cell.lower(), cell)
        if self._has_commas:
            text = text.replace(",", ".")
        try:
            number = parse_answer(text) if column == _ANSWER else LIGHT.parse(text)
        except RefusedError as refusal:
            raise BadLineError(line, f"{refusal.rule}, not {shown(cell)}", column) from None
        self._check_sign(line, column, cell)
        return number

    def _check_sign(self, line: int, column: str, cell: str) -> None:
        """Refuse points and commas in one file: 12.500 beside 0,5 may be meant as thousands."""
        sign = next((each for each in ",." if each in cell), "")
        if sign and not self._sign:
            self._sign, self._sign_line = sign, line
        if sign and sign != self._sign:
            rule = "decimals must be written with the same sign throughout"
            found = f"not with {sign!r} as in {shown(cell)}, after {self._sign!r}"
            raise BadLineError(line, f"{rule}, {found} in line {self._sign_line}", column)

    def _check_header(self) -> None:
        names = list(filter(None, self.columns))
        for name in names:
            wrong = _wrong_with_column(name, names)
            if wrong:
                raise BadLineError(self.line, f"the column {shown(name)} {wrong}; {_HEADER}")
        for name in (*_LIGHTS[: max(1, len(names) - names.count(_ANSWER))], _ANSWER):
            if name not in names:
                raise BadLineError(self.line, f"the column {name!r} is missing; {_HEADER}")


def _wrong_with_column(name: str, columns: list[str]) -> str:
    if name not in (*_LIGHTS, _ANSWER):
        is_light = re.fullmatch("light_[1-9][0-9]*", name)
        return f"is one too many: the lights end with {_LIGHTS[-1]}" if is_light else "is unknown"
    return "is there more than once" if columns.count(name) > 1 else ""


def _without_empty_end(cells: list[str], least: int) -> list[str]:
    """Return at least so many cells, without those at the end that are empty."""
    end = len(cells)
    while end > least and not cells[end - 1]:
        end -= 1
    return cells[:end]
