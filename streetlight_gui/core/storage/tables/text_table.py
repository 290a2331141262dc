"""A table in text: what its cells are split by is found out."""

import math
from itertools import islice

from streetlight_gui.core.checks.limits import parse_number
from streetlight_gui.core.storage.tables.cells import filled, rows
from streetlight_gui.core.storage.tables.own_format import TRUTH
from streetlight_gui.core.storage.tables.table import Table, table_of

_SEPARATORS = ",;\t"
_LOOKED_AT = 20  # rows


def parse_table(text: str, name: str) -> Table:
    """Return the table in a text, under a name.

    Cells are split by commas, semicolons or tabs, whichever gives rows of one length and the most
    numbers; by spaces where none of them splits anything. Unless it is commas, numbers may have
    decimal commas.

    Raises:
        BadLineError: the text is no table; the sentence says where and why.
    """
    separator = max(_SEPARATORS, key=lambda each: _fitness(text, each))
    if _fitness(text, separator)[-1] < 2:
        separator = " "
    return table_of(rows(text, separator), name, has_decimal_commas=separator != ",")


def _fitness(text: str, separator: str) -> tuple[bool, float, int]:
    """Tell how well something separates cells: evenly, into so many numbers, so many columns."""
    found = [cells for _, cells in islice(rows(text, separator, strict=False), _LOOKED_AT)]
    widths = [filled(cells) for cells in found]
    body = [cell for cells in found[1:] or found for cell in cells if cell]
    numbers = sum(_is_number(cell, separator != ",") for cell in body)
    width = max(widths, default=0)
    return width > 1 and len(set(widths)) == 1, numbers / max(1, len(body)), width


def _is_number(text: str, has_decimal_commas: bool) -> bool:
    number = parse_number(text.replace(",", ".") if has_decimal_commas else text)
    return math.isfinite(number) or text.casefold() in TRUTH
