"""A sweep's file as text: CSV, a row for each network, the rows of a chunk next to each other.

The last column says in the first row, as JSON, what the sweep is.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import BinaryIO, NamedTuple

from streetlight_gui.core.ensemble.outcomes import Outcomes
from streetlight_gui.core.ensemble.sweep import Cell, Chunk, Sweep
from streetlight_gui.core.storage.sweeps.columns import columns_of, outcomes_in
from streetlight_gui.core.storage.sweeps.head import HEAD, HEADS, NAMES
from streetlight_gui.core.storage.tables.cells import csv_text

_DITTO = "-"  # some text, so that readers of tables find one type in the column


class Written(NamedTuple):
    """A chunk whose rows are all in a file.

    Attributes:
        chunk: what was trained.
        outcomes: what the rows say became of it.
        end: where they end in the file, in bytes.
    """

    chunk: Chunk
    outcomes: Outcomes
    end: int


def rows_of(
    number: int,
    cell: Cell,
    outcomes: Outcomes,
    description: str = "",
    names: Sequence[str] = NAMES,
) -> bytes:
    """Return rows of a cell, of this number; those that come first say what the sweep is.

    names: of the columns of their file.
    """
    columns = columns_of(number, cell, outcomes)
    descriptions = [description or _DITTO, *[_DITTO] * (len(outcomes) - 1)]
    return csv_text(zip(*(columns[name] for name in names), descriptions, strict=True)).encode()


def description_in(file: BinaryIO) -> str | None:
    """Return what a file says the sweep is; None where not even that is whole.

    Raises:
        ValueError: it is no sweep's file.
    """
    names, row = names_in(file), file.readline()
    return _cells(row, 2, names)[-1] if row.endswith(b"\n") else None


def names_in(file: BinaryIO) -> tuple[str, ...]:
    """Read the names of a file's columns from its first line, to go on behind that.

    A file of an earlier Streetlight has fewer.

    Raises:
        ValueError: it is no sweep's file.
    """
    file.seek(0)
    head = file.readline(len(HEAD))
    for known, names in HEADS.items():
        if known.startswith(head):
            return names
    rule = f"a sweep's file begins with the columns {', '.join(NAMES)}"
    raise ValueError(f"line 1: {rule}, and a line feed alone ends each line")


def written_in(file: BinaryIO, sweep: Sweep) -> Iterator[Written]:
    """Yield the chunks whose rows are whole, of a file of this sweep.

    Raises:
        ValueError: a row is not one that the sweep has there; the sentence says where.
    """
    names = names_in(file)
    left = {(chunk.cell, chunk.seeds.start): chunk for chunk in sweep.chunks()}
    line, end = 2, file.tell()
    while (first := file.readline()).endswith(b"\n"):
        cell, seed = (_whole(text, line) for text in _cells(first, line, names)[:2])
        chunk = left.pop((cell, seed), None)
        if chunk is None:
            raise ValueError(f"line {line}: no rows of cell {cell} from seed {seed} on belong here")
        lines = [first, *islice(file, len(chunk.seeds) - 1)]
        if len(lines) < len(chunk.seeds) or not lines[-1].endswith(b"\n"):
            return
        end += sum(map(len, lines))
        yield Written(chunk, _outcomes(lines, chunk, line, names), end)
        line += len(lines)


def _outcomes(lines: list[bytes], chunk: Chunk, line: int, names: Sequence[str]) -> Outcomes:
    rows = [_cells(each, line + k, names) for k, each in enumerate(lines)]
    columns = dict(zip(names, zip(*rows, strict=True), strict=False))
    try:
        outcomes = outcomes_in(columns)
    except ValueError as error:
        raise ValueError(f"lines {line} to {line + len(lines) - 1}: {error}") from None
    if outcomes.seeds.tolist() != [*chunk.seeds]:
        raise ValueError(f"lines {line} to {line + len(lines) - 1}: seeds are missing")
    return outcomes


def _cells(row: bytes, line: int, names: Sequence[str]) -> list[str]:
    """Return the cells of a line, of which only the last is ever quoted; it may have any length.

    Raises:
        ValueError: they are not as many as there are columns.
    """
    *cells, last = row.decode(errors="replace").rstrip("\n").split(",", len(names))
    is_quoted = last.startswith('"')
    found = len(cells) + 1 + (0 if is_quoted else last.count(","))
    if found != len(names) + 1:
        raise ValueError(f"line {line}: it must have {len(names) + 1} cells, not {found}")
    return [*cells, last[1:-1].replace('""', '"') if is_quoted else last]


def _whole(text: str, line: int) -> int:
    try:
        return int(text)
    except ValueError:
        raise ValueError(f"line {line}: {text!r} is no whole number") from None
