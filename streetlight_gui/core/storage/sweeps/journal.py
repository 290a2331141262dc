"""The file that a sweep grows in: whatever ends the program, the sweep can go on from it.

It has the rows of whole chunks, and perhaps a part of one more at its end, which is taken off when
the sweep goes on.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import BinaryIO

from streetlight_gui.core.checks.formatting import in_one_line
from streetlight_gui.core.ensemble.judging import judged_count
from streetlight_gui.core.ensemble.outcomes import Outcomes
from streetlight_gui.core.ensemble.sweep import Chunk, Sweep
from streetlight_gui.core.ensemble.tally import Tally
from streetlight_gui.core.storage.files import check_regular, claim
from streetlight_gui.core.storage.sweeps.description import describe
from streetlight_gui.core.storage.sweeps.head import HEAD
from streetlight_gui.core.storage.sweeps.rows import (
    Written,
    description_in,
    names_in,
    rows_of,
    written_in,
)

ANOTHER = "holds another sweep: name another file, or take this one away"


class Journal:
    """A file to which the rows of a sweep are added, chunk by chunk; see `journal`.

    Attributes:
        tallies: of what is written, one for each cell.
    """

    def __init__(self, file: BinaryIO, sweep: Sweep) -> None:
        """Begin a file that is open to read and append, or go on with one of the same sweep.

        Raises:
            ValueError: it holds something else.
            OSError: it cannot be read or written.
        """
        self._file, self._sweep, self._description = file, sweep, describe(sweep)
        self.tallies = [Tally()] * len(sweep.cells)
        self._known: set[tuple[int, int]] = set()  # cell and first seed of each chunk
        self._go_on()

    @property
    def is_whole(self) -> bool:
        """Whether it has a row for each network of the sweep."""
        return sum(tally.starts for tally in self.tallies) == self._sweep.networks

    def written(self) -> Iterator[Written]:
        """Yield what is in the file."""
        yield from written_in(self._file, self._sweep)
        self._file.seek(0, os.SEEK_END)

    def missing(self) -> Iterator[Chunk]:
        """Yield the chunks that are not in the file."""
        for chunk in self._sweep.chunks():
            if (chunk.cell, chunk.seeds.start) not in self._known:
                yield chunk

    def add(self, cell: int, outcomes: Outcomes) -> None:
        """Write the rows of a chunk of a cell; they are on the disk when this returns.

        Raises:
            ValueError: the disk is full, say.
        """
        setting, description = self._sweep.cells[cell], "" if self._known else self._description
        try:
            self._write(rows_of(cell, setting, outcomes, description, self._names))
        except OSError as error:
            place = in_one_line(str(self._file.name))
            raise ValueError(f"{place} cannot be written: {error.strerror or error}") from None
        self._note(cell, outcomes)

    def _go_on(self) -> None:
        """Note what is there, take off what is not whole, and keep the columns of what stays."""
        description, end = description_in(self._file), 0
        if description not in {None, self._description}:
            raise ValueError(f"it {ANOTHER}")
        if description is not None:
            for found in written_in(self._file, self._sweep):
                self._note(found.chunk.cell, found.outcomes)
                end = found.end
        self._file.truncate(end)
        if not end:
            self._write(HEAD)
        self._names = names_in(self._file)
        self._file.seek(0, os.SEEK_END)

    def _note(self, cell: int, outcomes: Outcomes) -> None:
        self._known.add((cell, int(outcomes.seeds[0])))
        judged = judged_count(self._sweep.cells[cell].settings.problem)
        self.tallies[cell] += Tally.of(outcomes, judged)

    def _write(self, content: bytes) -> None:
        self._file.write(content)
        self._file.flush()
        os.fsync(self._file.fileno())


@contextmanager
def journal(sweep: Sweep, path: Path) -> Iterator[Journal]:
    """Begin a sweep's file, or go on with it; nobody else can meanwhile.

    One that was not there is taken away again if no row has come into it.

    Raises:
        ValueError: it cannot be written, holds something else, or another program goes on with it.
    """
    place = in_one_line(str(path))
    try:
        check_regular(path)
        is_new = not path.exists()
        file = path.open("ab+")
    except OSError as error:
        raise ValueError(f"{place} cannot be written: {error.strerror or error}") from None
    with _closed(file), _taken_away(path, file) if is_new else nullcontext():
        try:
            claim(file)
            found = Journal(file, sweep)
        except OSError as error:
            raise ValueError(f"{place} cannot be written: {error.strerror or error}") from None
        except ValueError as error:
            raise ValueError(f"{in_one_line(path.name)}: {error}") from None
        yield found


@contextmanager
def _closed(file: BinaryIO) -> Iterator[None]:
    """Close a file in the end; what a full disk has not taken, it would not take then either."""
    try:
        yield
    finally:
        with suppress(OSError):
            file.close()


@contextmanager
def _taken_away(path: Path, file: BinaryIO) -> Iterator[None]:
    """Take a file away in the end if no row has come into it."""
    try:
        yield
    finally:
        if os.fstat(file.fileno()).st_size <= len(HEAD):
            with suppress(OSError):  # on Windows an open file stays
                Path(os.path.realpath(path)).unlink()  # a link to it stays
