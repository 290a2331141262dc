"""Problems in CSV files. A file holds the examples; its stem is the problem's name.

A header `light_1,...,light_n,answer` is followed by one row per example. A column `use` says of
each whether it is there to `train` on or to `test` with, its answer held out. Spreadsheets and
pandas read and write such text. Written numbers are exact: reading them gives bitwise the same
patterns and targets.
"""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from streetlight_gui.core.checks.formatting import exact_terse, in_one_line
from streetlight_gui.core.checks.limits import LIGHT, MAX_EXAMPLES, MAX_LIGHTS, RefusedError, shown
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.problems.values import parse_answer
from streetlight_gui.core.storage.files import read_file, write_file

_MAX_BYTES = 2**22  # more than twice what the longest problem takes
_MAX_LINES = 100_000
_SIZE_RULE = (
    f"at most {_MAX_BYTES // 2**20} MB, {_MAX_LINES:,} lines and {MAX_EXAMPLES:,} rows are allowed"
)
_TRUTH = {"true": "1", "false": "0"}  # as spreadsheets write it
_ANSWER, _USE = "answer", "use"
_TRAIN, _TEST = "train", "test"
_LIGHTS = [f"light_{k}" for k in range(1, MAX_LIGHTS + 1)]
_HEADER = (
    f"the header must be light_1 to light_n, with n from 1 to {MAX_LIGHTS}, answer, and perhaps use"
)


class BadLineError(ValueError):
    """What is wrong in a line, counted from 1 as a text editor does, and perhaps in a column."""

    def __init__(self, line: int, sentence: str, column: str = "") -> None:
        place = f"line {line}, {column}" if column else f"line {line}"
        super().__init__(f"{place}: {sentence}")


def read_problem(path: Path) -> Problem:
    """Read a problem from a file of UTF-8 text, as `parse_examples` takes it.

    Raises:
        ValueError: the file cannot be read or holds no problem; the sentence says where and why.
    """
    content = read_file(path, _MAX_BYTES, _SIZE_RULE)
    try:
        return parse_examples(_decode(content), path.stem)
    except BadLineError as error:
        raise ValueError(f"{in_one_line(path.name)}, {error}") from None


def write_problem(problem: Problem, path: Path) -> None:
    """Write a problem's examples; a file that is there stays as it is unless all goes well.

    Raises:
        ValueError: the file cannot be written, or the problem could not be read again.
    """
    text = format_examples(problem)
    try:
        parse_examples(text)
    except BadLineError as error:
        raise ValueError(f"{in_one_line(str(path))} cannot be written: {error}") from None
    write_file(path, text.encode())


def format_examples(problem: Problem) -> str:
    """Return a problem's examples as text, in lines that end with a line feed.

    Where some are held out they come last, and a last column says so.
    """
    text, patterns, answers = io.StringIO(), *problem.rows
    writer = csv.writer(text, lineterminator="\n")
    rows = [[*_LIGHTS[: problem.lights], _ANSWER]]
    rows += [list(map(exact_terse, row)) for row in np.column_stack([patterns, answers]).tolist()]
    if problem.held_out_count:
        uses = [_USE] + [_TRAIN] * len(problem) + [_TEST] * problem.held_out_count
        rows = [[*row, use] for row, use in zip(rows, uses, strict=True)]
    writer.writerows(rows)
    return text.getvalue()


def parse_examples(text: str, name: str = "own") -> Problem:
    """Return the problem in a text, under a name.

    Cells are split by commas, semicolons or tabs, whichever makes the most of the first row. Unless
    it is commas, numbers may have decimal commas. Columns may stand in any order, and those without
    a name must be empty. Lights are from 0 (off) to 1 (on), answers WALK, STOP or finite numbers;
    TRUE is 1, FALSE is 0. The cells of `use` are train or test, or empty, which is train.

    Raises:
        BadLineError: the text is no such table; the sentence says where and why.
    """
    nothing: tuple[int, list[str]] = (1, [])
    widths = {each: len(next(_rows(text, each, strict=False), nothing)[1]) for each in ",;\t"}
    separator = max(widths, key=widths.__getitem__)
    rows = _rows(text, separator)
    table = _Table(*next(rows, nothing), has_decimal_commas=separator != ",")
    examples: list[_Row] = []
    for line, cells in rows:
        if len(examples) == MAX_EXAMPLES:
            raise BadLineError(line, f"at most {MAX_EXAMPLES:,} rows are allowed, this is one more")
        examples.append(table.read_row(line, cells))
    if not examples:
        rule = f"no rows follow the header; there must be 1 to {MAX_EXAMPLES:,}"
        raise BadLineError(table.line, rule)
    trained, held_out = ([row for row in examples if row.use == use] for use in (_TRAIN, _TEST))
    if not trained:
        raise BadLineError(table.line, f"every row is a {_TEST}; at least one must be to {_TRAIN}")
    patterns, answers = _columns(trained)
    return Problem(patterns, answers, name, _columns(held_out))


def _columns(rows: list["_Row"]) -> tuple[list[list[float]], list[float]]:
    return [row.lights for row in rows], [row.answer for row in rows]


def _rows(text: str, separator: str, *, strict: bool = True) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not blank, each with the number of the line it begins in."""
    lines = io.StringIO(text, newline="")  # as the csv module asks for, with any line end
    reader = csv.reader(lines, delimiter=separator, skipinitialspace=True, strict=strict)
    line = 1
    try:
        for row in reader:
            if line > _MAX_LINES:
                raise BadLineError(line, _SIZE_RULE)
            cells = [cell.strip() for cell in row]
            if any(cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        allowed = "it must be numbers between commas, semicolons or tabs"
        raise BadLineError(line, f"this is not CSV ({error}); {allowed}") from None


class _Row(NamedTuple):
    lights: list[float]
    answer: float
    use: str


class _Table:
    """Reads rows by their header.

    Attributes:
        line: the header's.
    """

    def __init__(self, line: int, header: list[str], *, has_decimal_commas: bool) -> None:
        """Make sure that the columns are light_1 to light_n, answer and use, in any order."""
        self.line = line
        self._columns = [name.lower() for name in header]  # '' for those without a name
        self._has_commas = has_decimal_commas
        self._signs: dict[str, int] = {}  # of decimals, and where each stands first
        self._check_header()

    def read_row(self, line: int, cells: list[str]) -> _Row:
        """Return what stands in the columns that have a name."""
        least = _filled(self._columns)
        cells = cells[: max(_filled(cells), least)]
        if not least <= len(cells) <= len(self._columns):
            rule = f"there must be {least} cells, one for each column, not {len(cells)}"
            raise BadLineError(line, rule)
        numbers, use = {}, _TRAIN
        for place, (name, cell) in enumerate(zip(self._columns, cells, strict=False), start=1):
            if name == _USE:
                use = self._read_use(line, cell)
            elif name:
                numbers[name] = self._read_cell(line, name, cell)
            elif cell:
                rule = "the column has no name in the header, so its cells must be empty"
                raise BadLineError(line, f"{rule}, not {shown(cell)}", f"column {place}")
        answer = numbers.pop(_ANSWER)
        return _Row([numbers[light] for light in _LIGHTS[: len(numbers)]], answer, use)

    def _read_use(self, line: int, cell: str) -> str:
        use = cell.lower() or _TRAIN
        if use not in (_TRAIN, _TEST):
            raise BadLineError(line, f"it must be {_TRAIN} or {_TEST}, not {shown(cell)}", _USE)
        return use

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
        for sign in set(",.") & set(cell):
            self._signs.setdefault(sign, line)
        if len(self._signs) > 1:
            (first, first_line), (sign, _) = self._signs.items()
            rule = "decimals must be written with the same sign throughout"
            found = f"not with {sign!r} as in {shown(cell)}, after {first!r} in line {first_line}"
            raise BadLineError(line, f"{rule}, {found}", column)

    def _check_header(self) -> None:
        names = list(filter(None, self._columns))
        for name in names:
            wrong = "is there more than once" if names.count(name) > 1 else ""
            if name not in (*_LIGHTS, _ANSWER, _USE):
                is_light = re.fullmatch("light_[1-9][0-9]*", name)
                last = f"is one too many: the lights end with {_LIGHTS[-1]}"
                wrong = last if is_light else "is unknown"
            if wrong:
                raise BadLineError(self.line, f"the column {shown(name)} {wrong}; {_HEADER}")
        others = names.count(_ANSWER) + names.count(_USE)
        for name in (*_LIGHTS[: max(1, len(names) - others)], _ANSWER):
            if name not in names:
                raise BadLineError(self.line, f"the column {name!r} is missing; {_HEADER}")


def _filled(cells: list[str]) -> int:
    """Return how many cells there are without the empty ones at the end; not all are empty."""
    return max(place for place, cell in enumerate(cells, start=1) if cell)


def _decode(content: bytes) -> str:
    text = content.decode("utf-8-sig", "surrogateescape")
    odd = re.search("[\0\udc80-\udcff]", text)  # NUL, or what stands for a byte that is not UTF-8
    if odd:
        line = 1 + len(re.findall("\r\n?|\n", text[: odd.start()]))
        allowed = "the file must be CSV in UTF-8"
        raise BadLineError(line, f"the byte {ord(odd[0]) & 0xFF:#04x} is not text; {allowed}")
    return text
