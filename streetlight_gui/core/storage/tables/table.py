"""A table as columns of texts, and what each of them holds."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

from streetlight_gui.core.checks.formatting import counted
from streetlight_gui.core.checks.limits import MAX_EXAMPLES, parse_number, shown
from streetlight_gui.core.problems.names import USE, usable_names
from streetlight_gui.core.storage.tables.cells import ONE_TOO_MANY, BadLineError, Row, filled
from streetlight_gui.core.storage.tables.notes import parted
from streetlight_gui.core.storage.tables.own_format import (
    TEST,
    TRAIN,
    TRUTH,
    DecimalSigns,
    all_held_out,
    no_rows,
)

_MOST_COLUMNS = 200


class Kind(Enum):
    """What a column holds."""

    NUMBERS = auto()
    SIGNS = auto()  # -1, and perhaps 1
    WORDS = auto()  # one or two different ones
    TEXT = auto()  # more
    GAPS = auto()  # an empty cell at least


@dataclass(frozen=True)
class Column:
    """A column of cells.

    Attributes:
        name: the title above it, or 'column 2' where there is none.
        texts: its cells.
        has_decimal_commas: whether a comma may stand for a decimal point.
    """

    name: str
    texts: tuple[str, ...]
    has_decimal_commas: bool

    @cached_property
    def numbers(self) -> tuple[float, ...]:
        """What the cells are as numbers, TRUE 1 and FALSE 0; nan for what is none."""
        return tuple(map(self.number, self.texts))

    def number(self, text: str) -> float:
        """Return the number that one of the cells is."""
        return _number(text, self.has_decimal_commas)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The different texts, in order; capitals do not count."""
        found: dict[str, str] = {}
        for text in self.texts:
            found.setdefault(text.casefold(), text)
        return tuple(found.values())

    @cached_property
    def kind(self) -> Kind:
        """What it holds."""
        if "" in self.texts:
            return Kind.GAPS
        if not any(map(math.isnan, self.numbers)):
            has_signs = -1.0 in self.numbers and set(self.numbers) <= {-1.0, 1.0}
            return Kind.SIGNS if has_signs else Kind.NUMBERS
        is_number = any(not math.isnan(number) for number in self.numbers)
        return Kind.TEXT if is_number or len(self.words) > 2 else Kind.WORDS


@dataclass(frozen=True)
class Table:
    """A table of examples.

    Attributes:
        name: of the problem that it is to be.
        columns: those that are no `use`, one at least of two.
        lines: where each row begins.
        has_names: whether its first row is titles, not data.
        held_out: for each row whether its answer is held out; () without a column that says so.
        left_out: lines above and between the rows that are comments or titles.
        encoding: what its text was taken for, where that is a guess.
    """

    name: str
    columns: tuple[Column, ...]
    lines: tuple[int, ...]
    has_names: bool
    held_out: tuple[bool, ...] = ()
    left_out: tuple[int, ...] = ()
    encoding: str = ""

    @property
    def is_ours(self) -> bool:
        """Whether a column tells what is held out: then the last of the others answers."""
        return bool(self.held_out)


def table_of(rows: Iterable[Row], name: str, *, has_decimal_commas: bool) -> Table:
    """Make a table of rows, of which the first may be titles, among comments.

    Raises:
        BadLineError: rows are of unequal length, too many or none, or have a single column.
    """
    found, left_out = parted(rows, lambda text: is_number(text, has_decimal_commas))
    lines, cells = _even(found)
    if has_decimal_commas:
        _check_signs(lines, cells)
    has_names = not _is_data(cells, has_decimal_commas)
    if has_names and len(cells) == 1:
        raise no_rows(lines[0])
    titles, body = (cells[0], cells[1:]) if has_names else ([""] * len(cells[0]), cells)
    kept = [k for k, title in enumerate(titles) if title or any(row[k] for row in body)]
    named = dict(zip(kept, usable_names(titles[k] for k in kept), strict=True))
    uses = {k: tuple(row[k].casefold() for row in body) for k in kept}
    use = next((k for k in kept if titles[k].casefold() == USE and _are_uses(uses[k])), None)
    columns = [
        Column(named[k], tuple(row[k] for row in body), has_decimal_commas)
        for k in kept
        if k != use
    ]
    if len(columns) < 2:
        raise BadLineError(lines[0], _single(columns))
    held_out = () if use is None else tuple(each == TEST for each in uses[use])
    if held_out and all(held_out):
        raise all_held_out(lines[0])
    return Table(name, tuple(columns), tuple(lines[has_names:]), has_names, held_out, left_out)


def is_number(text: str, has_decimal_commas: bool) -> bool:
    """Tell whether a cell is a finite number, TRUE or FALSE."""
    return not math.isnan(_number(text, has_decimal_commas))


def _single(columns: Sequence[Column]) -> str:
    found = f"a single column, {shown(columns[0].name)}" if columns else "no column"
    help_ = "put commas, semicolons or tabs between lights and answer"
    return f"there must be a column for each light and one for the answer, not {found}; {help_}"


def _even(rows: Iterable[Row]) -> tuple[list[int], list[list[str]]]:
    """Return the rows, all as long as the first is without empty cells at its end."""
    lines: list[int] = []
    cells: list[list[str]] = []
    for line, row in rows:
        if len(cells) > MAX_EXAMPLES:
            raise BadLineError(line, ONE_TOO_MANY)
        width = len(cells[0]) if cells else filled(row)
        if width > _MOST_COLUMNS:
            rule = f"there may be {_MOST_COLUMNS} columns at most, not {width:,}"
            raise BadLineError(line, rule)
        count = max(filled(row), min(width, len(row)))
        if count != width:
            rule = f"there must be {counted(width, 'cell')} as in the first row, not {count}"
            raise BadLineError(line, rule)
        lines.append(line)
        cells.append(row[:width])
    if not cells:
        raise no_rows(1)
    return lines, cells


def _is_data(cells: Sequence[Sequence[str]], has_decimal_commas: bool) -> bool:
    """Tell whether the first row is data: there are numbers above numbers, and no column `use`.

    Where no column is of numbers, it is data if each of its cells is there again below.
    """
    first, *others = cells
    below = [{row[k].casefold() for row in others} - {""} for k in range(len(first))]
    if any(
        text.casefold() == USE and _are_uses(each) for text, each in zip(first, below, strict=True)
    ):
        return False
    titles = [k for k, text in enumerate(first) if text and not is_number(text, has_decimal_commas)]
    numbers = [k for k, text in enumerate(first) if text and k not in titles]

    def is_of_numbers(column: int) -> bool:
        return all(is_number(text, has_decimal_commas) for text in below[column])

    if any(map(is_of_numbers, titles)):
        return False
    return any(map(is_of_numbers, numbers)) or all(first[k].casefold() in below[k] for k in titles)


def _are_uses(texts: Iterable[str]) -> bool:
    return set(texts) <= {TRAIN, TEST, ""}


def _number(text: str, has_decimal_commas: bool) -> float:
    digits = text.replace(",", ".") if has_decimal_commas else text
    number = parse_number(TRUTH.get(text.casefold(), digits)) + 0.0
    return number if math.isfinite(number) else math.nan


def _check_signs(lines: Sequence[int], cells: Sequence[Sequence[str]]) -> None:
    signs = DecimalSigns()
    for line, row in zip(lines, cells, strict=True):
        for text in row:
            if is_number(text, True):
                signs.check(line, text)
