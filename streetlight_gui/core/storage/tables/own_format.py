"""The header `light_1,...,light_n,answer`, perhaps with `use`, and the rows below it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from streetlight_gui.core.checks.limits import LIGHT, MAX_EXAMPLES, MAX_LIGHTS, RefusedError, shown
from streetlight_gui.core.problems.names import ANSWER, LIGHTS, USE, are_ours
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.problems.values import parse_answer
from streetlight_gui.core.storage.tables.cells import ONE_TOO_MANY, BadLineError, Row, filled, rows

TRUTH = {"true": "1", "false": "0"}  # as spreadsheets write it
TRAIN, TEST = "train", "test"

_HEADER = (
    f"the header must be light_1 to light_n, with n from 1 to {MAX_LIGHTS}, answer, and perhaps use"
)
_NO_ROW: Row = (1, [])


def has_our_header(text: str) -> bool:
    """Tell whether a text begins with such a header, if not quite a right one, or is empty."""
    return are_ours(filter(None, next(rows(text, _separator(text), strict=False), _NO_ROW)[1]))


def parse_ours(text: str, name: str) -> Problem:
    """Return the problem in a text, under a name.

    Cells are split by commas, semicolons or tabs, whichever makes the most of the first row. Unless
    it is commas, numbers may have decimal commas. Columns may stand in any order, and those without
    a name must be empty. Lights are from 0 (off) to 1 (on), answers WALK, STOP or finite numbers;
    TRUE is 1, FALSE is 0. The cells of `use` are train or test, or empty, which is train.

    Raises:
        BadLineError: the text is no such table; the sentence says where and why.
    """
    separator = _separator(text)
    found = rows(text, separator)
    table = _Table(*next(found, _NO_ROW), has_decimal_commas=separator != ",")
    examples = list(_examples(table, found))
    if not examples:
        raise no_rows(table.line)
    trained, held_out = ([row for row in examples if row.use == use] for use in (TRAIN, TEST))
    if not trained:
        raise all_held_out(table.line)
    return Problem(*_columns(trained), name, _columns(held_out))


def no_rows(line: int) -> BadLineError:
    """Say that nothing follows a header."""
    rule = f"no rows follow the header; there must be 1 to {MAX_EXAMPLES:,}"
    return BadLineError(line, rule)


def all_held_out(line: int) -> BadLineError:
    """Say that nothing is there to train on."""
    return BadLineError(line, f"every row is a {TEST}; at least one must be to {TRAIN}")


class DecimalSigns:
    """Refuses decimal points and commas in one file: 12.500 beside 0,5 may mean thousands."""

    def __init__(self) -> None:
        self._lines: dict[str, int] = {}  # where each stands first

    def check(self, line: int, cell: str, column: str = "") -> None:
        """Take down how a number is written.

        Raises:
            BadLineError: others are written with the other sign.
        """
        for sign in set(",.") & set(cell):
            self._lines.setdefault(sign, line)
        if len(self._lines) > 1:
            (first, first_line), (sign, _) = self._lines.items()
            rule = "decimals must be written with the same sign throughout"
            found = f"not with {sign!r} as in {shown(cell)}, after {first!r} in line {first_line}"
            raise BadLineError(line, f"{rule}, {found}", column)


def _separator(text: str) -> str:
    widths = {each: len(next(rows(text, each, strict=False), _NO_ROW)[1]) for each in ",;\t"}
    return max(widths, key=widths.__getitem__)


def _examples(table: "_Table", found: Iterator[Row]) -> Iterator["_Row"]:
    for count, (line, cells) in enumerate(found):
        if count == MAX_EXAMPLES:
            raise BadLineError(line, ONE_TOO_MANY)
        yield table.read_row(line, cells)


def _columns(examples: list["_Row"]) -> tuple[list[list[float]], list[float]]:
    return [row.lights for row in examples], [row.answer for row in examples]


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
        self._signs = DecimalSigns()
        self._check_header()

    def read_row(self, line: int, cells: list[str]) -> _Row:
        """Return what stands in the columns that have a name."""
        least = filled(self._columns)
        cells = cells[: max(filled(cells), least)]
        if not least <= len(cells) <= len(self._columns):
            rule = f"there must be {least} cells, one for each column, not {len(cells)}"
            raise BadLineError(line, rule)
        numbers, use = {}, TRAIN
        for place, (name, cell) in enumerate(zip(self._columns, cells, strict=False), start=1):
            if name == USE:
                use = self._read_use(line, cell)
            elif name:
                numbers[name] = self._read_cell(line, name, cell)
            elif cell:
                rule = "the column has no name in the header, so its cells must be empty"
                raise BadLineError(line, f"{rule}, not {shown(cell)}", f"column {place}")
        answer = numbers.pop(ANSWER)
        return _Row([numbers[light] for light in LIGHTS[: len(numbers)]], answer, use)

    def _read_use(self, line: int, cell: str) -> str:
        use = cell.lower() or TRAIN
        if use not in (TRAIN, TEST):
            raise BadLineError(line, f"it must be {TRAIN} or {TEST}, not {shown(cell)}", USE)
        return use

    def _read_cell(self, line: int, column: str, cell: str) -> float:
        text = TRUTH.get(cell.lower(), cell)
        if self._has_commas:
            text = text.replace(",", ".")
        try:
            number = parse_answer(text) if column == ANSWER else LIGHT.parse(text)
        except RefusedError as refusal:
            raise BadLineError(line, f"{refusal.rule}, not {shown(cell)}", column) from None
        self._signs.check(line, cell, column)
        return number

    def _check_header(self) -> None:
        names = list(filter(None, self._columns))
        for name in names:
            wrong = "is there more than once" if names.count(name) > 1 else ""
            if name not in (*LIGHTS, ANSWER, USE):
                is_light = re.fullmatch("light_[1-9][0-9]*", name)
                last = f"is one too many: the lights end with {LIGHTS[-1]}"
                wrong = last if is_light else "is unknown"
            if wrong:
                raise BadLineError(self.line, f"the column {shown(name)} {wrong}; {_HEADER}")
        others = names.count(ANSWER) + names.count(USE)
        for name in (*LIGHTS[: max(1, len(names) - others)], ANSWER):
            if name not in names:
                raise BadLineError(self.line, f"the column {name!r} is missing; {_HEADER}")
