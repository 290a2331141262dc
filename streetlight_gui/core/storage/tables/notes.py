"""Lines of a file that belong to no table: comments, and titles above it."""

from collections.abc import Callable, Iterable, Sequence

from streetlight_gui.core.problems.names import USE
from streetlight_gui.core.storage.tables.cells import Row, filled

_LOOKED_AT = 20  # rows below titles
_SIGN = "#"


def parted(
    rows: Iterable[Row], is_number: Callable[[str], bool]
) -> tuple[list[Row], tuple[int, ...]]:
    """Return the rows of a table, and the lines of what is none.

    That is what begins with #, unless it is the table's header, and above the table: rows of a
    single cell, one that tells its size, and all titles but the last above rows of numbers.
    """
    every = list(rows)
    table = _without_comments(every, is_number)
    table = table[_titles(table, is_number) :]
    kept = {line for line, _ in table}
    return table, tuple(line for line, _ in every if line not in kept)


def _without_comments(rows: list[Row], is_number: Callable[[str], bool]) -> list[Row]:
    plain = [row for row in rows if not _has_sign(row)]
    if len(plain) < 2:  # where texts that begin so are what the table is about
        return rows
    width, first = filled(plain[-1][1]), rows.index(plain[0])
    table = []
    for place, (line, cells) in enumerate(rows):
        bare = [cells[0].removeprefix(_SIGN).strip(), *cells[1:]]
        if not _has_sign((line, cells)):
            table.append((line, cells))
        elif filled(bare) == width and not any(map(is_number, bare)):
            if place == first - 1:
                table.append((line, bare))
            elif place > first:
                table.append((line, cells))  # a text of the table
    return table


def _has_sign(row: Row) -> bool:
    """Tell whether a row may be a comment; a column may be called #, or so in a file of ours."""
    _, cells = row
    is_name = cells[0] == _SIGN and filled(cells) > 1
    return cells[0].startswith(_SIGN) and not is_name and USE not in map(str.casefold, cells)


def _titles(rows: Sequence[Row], is_number: Callable[[str], bool]) -> int:
    """Count the rows above a table."""
    cells = [cells for _, cells in rows]
    lone = next((place for place, row in enumerate(cells) if sum(map(bool, row)) > 1), 0)
    lone += _tells_size(cells[lone:])
    first = next((k for k in range(lone, len(rows)) if any(map(is_number, cells[k]))), len(rows))
    below = cells[first : first + _LOOKED_AT]
    is_plain = all(is_number(cell) for row in below for cell in row if cell)
    if first > lone + 1 and below and is_plain and filled(cells[first - 1]) == filled(below[0]):
        return first - 1
    return lone


def _tells_size(cells: Sequence[Sequence[str]]) -> bool:
    """Tell whether the first row only says how many columns there are, as FANN's files do."""
    if len(cells) < 2 or not all(map(str.isdecimal, cells[0])):
        return False
    sizes, width = list(map(float, cells[0])), filled(cells[1])
    return len(sizes) < width and (width - 1 in sizes or sum(sizes) == width)
