"""A table in text: what its cells are split by is found out."""

from collections.abc import Iterator
from itertools import islice, takewhile
from statistics import mode
from typing import NamedTuple

from streetlight_gui.core.storage.tables.cells import Row, filled, rows
from streetlight_gui.core.storage.tables.notes import parted
from streetlight_gui.core.storage.tables.table import Table, is_number, table_of

_LOOKED_AT = 20  # rows


class _Split(NamedTuple):
    """A way to split a text: by what, what becomes that first, and whether 0,5 is a number."""

    separator: str
    others: str
    has_decimal_commas: bool


_SPLITS = (
    _Split(",", "", False),
    _Split(";", "", True),
    _Split("\t", "", True),
    _Split(" ", "", True),
    _Split(" ", ";|", False),  # 0 0;1 and 0 0 | 1
)


def parse_table(text: str, name: str) -> Table:
    """Return the table in a text, under a name.

    Cells are split by commas, semicolons, tabs or spaces, whichever gives rows of one length and
    the most numbers. Unless it is commas, numbers may have decimal commas.

    Raises:
        BadLineError: the text is no table; the sentence says where and why.
    """
    split = max(_SPLITS, key=lambda each: _fitness(text, each))
    return table_of(_rows(text, split), name, has_decimal_commas=split.has_decimal_commas)


def _rows(text: str, split: _Split, *, strict: bool = True) -> Iterator[Row]:
    """Yield the rows of a text; words between spaces that are no row of a table are one cell."""
    other = text.translate(dict.fromkeys(map(ord, split.others), split.separator))
    found = rows(other, split.separator, strict=strict)
    return _spaced(found) if split.separator == " " else found


def _spaced(found: Iterator[Row]) -> Iterator[Row]:
    """Yield rows between spaces; words above them that are more or fewer are one cell, a title."""
    every = ((line, _words(cells)) for line, cells in found)
    head = list(islice(every, _LOOKED_AT))
    width = mode(len(cells) for _, cells in head) if head else 0
    titles = list(takewhile(lambda row: not any(is_number(each, True) for each in row[1]), head))
    for line, cells in titles:
        yield line, cells if len(cells) == width else [" ".join(cells)]
    yield from head[len(titles) :]
    yield from every


def _words(cells: list[str]) -> list[str]:
    """Return what stands between spaces, a # with the word behind it."""
    first, *others = filter(None, cells)
    return [f"#{others[0]}", *others[1:]] if first == "#" and others else [first, *others]


def _fitness(text: str, split: _Split) -> tuple[bool, float, int]:
    """Tell how well something separates cells: evenly, into so many numbers, so many columns."""
    ahead = islice(_rows(text, split, strict=False), _LOOKED_AT)
    found, _ = parted(ahead, lambda cell: is_number(cell, split.has_decimal_commas))
    widths = [filled(cells) for _, cells in found]
    body = [cell for _, cells in found[1:] or found for cell in cells if cell]
    numbers = sum(is_number(cell, split.has_decimal_commas) for cell in body)
    width = max(widths, default=0)
    return width > 1 and len(set(widths)) == 1, numbers / max(1, len(body)), width
