"""The file of a sweep, under the name that a person gave it: CSV, which grows, or Parquet."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from streetlight_gui.core.checks.formatting import in_one_line
from streetlight_gui.core.ensemble.outcomes import Outcomes
from streetlight_gui.core.ensemble.sweep import Sweep
from streetlight_gui.core.storage.files import check_regular
from streetlight_gui.core.storage.sweeps.description import describe, described
from streetlight_gui.core.storage.sweeps.journal import ANOTHER, Journal, journal
from streetlight_gui.core.storage.sweeps.parquet_file import (
    need_pyarrow,
    read_parquet,
    write_parquet,
)
from streetlight_gui.core.storage.sweeps.rows import description_in, written_in

_PARQUET = ".parquet"


@contextmanager
def sweep_file(sweep: Sweep, path: Path) -> Iterator[Journal]:
    """Begin a sweep's file, or go on with it.

    Parquet cannot grow: rows come into a file beside it that ends in `.part`, until they are all
    there.

    Raises:
        ValueError: it cannot be written, holds something else, or another program goes on with it.
    """
    if path.suffix.lower() != _PARQUET:
        with journal(sweep, path) as found:
            yield found
        return
    need_pyarrow()
    finished = _finished(path, sweep) if path.exists() else ()
    part = path.with_name(f"{path.name}.part")
    with journal(sweep, part) as found:
        missing = {(chunk.cell, chunk.seeds.start) for chunk in found.missing()}
        for cell, outcomes in finished:
            if (cell, int(outcomes.seeds[0])) in missing:
                found.add(cell, outcomes)
        yield found
        if found.is_whole:
            _finish(path, sweep, found)
    if found.is_whole:
        part.unlink()


def read_sweep(path: Path) -> tuple[Sweep, list[Outcomes]]:
    """Return the sweep that a file is of, and for each of its cells what is known by now.

    Raises:
        ValueError: it cannot be read, or is no sweep's file.
    """
    if path.suffix.lower() == _PARQUET:
        sweep, found = read_parquet(path)
        return sweep, _by_cell(sweep, found)
    place = in_one_line(path.name)
    try:
        check_regular(path)
        with path.open("rb") as file:
            description = description_in(file)
            if description is None:
                raise ValueError("nothing of the sweep is known yet")
            sweep = described(description)
            every = ((each.chunk.cell, each.outcomes) for each in written_in(file, sweep))
            return sweep, _by_cell(sweep, every)
    except OSError as error:
        raise ValueError(f"{place} cannot be read: {error.strerror or error}") from None
    except ValueError as error:
        raise ValueError(f"{place}: {error}") from None


def _by_cell(sweep: Sweep, found: Iterable[tuple[int, Outcomes]]) -> list[Outcomes]:
    parts: list[list[Outcomes]] = [[] for _ in sweep.cells]
    for cell, outcomes in found:
        parts[cell].append(outcomes)
    return [Outcomes.joined(each).sorted() for each in parts]


def _finished(path: Path, sweep: Sweep) -> Iterator[tuple[int, Outcomes]]:
    written, found = read_parquet(path)
    if describe(written) != describe(sweep):
        raise ValueError(f"{in_one_line(path.name)}: it {ANOTHER}")
    return found


def _finish(path: Path, sweep: Sweep, journal: Journal) -> None:
    try:
        write_parquet(sweep, journal.written(), path)
    except OSError as error:
        reason = error.strerror or error
        raise ValueError(f"{in_one_line(str(path))} cannot be written: {reason}") from None
