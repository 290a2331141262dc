"""The file of a sweep, under the name that a person gave it: CSV, which grows, or Parquet."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from streetlight_gui.core.checks.formatting import in_one_line
from streetlight_gui.core.ensemble.outcomes import Outcomes
from streetlight_gui.core.ensemble.sweep import Sweep
from streetlight_gui.core.storage.files import check_writable
from streetlight_gui.core.storage.sweeps.description import describe
from streetlight_gui.core.storage.sweeps.head import PARQUET
from streetlight_gui.core.storage.sweeps.journal import ANOTHER, Journal, journal
from streetlight_gui.core.storage.sweeps.parquet_file import (
    need_pyarrow,
    read_parquet,
    write_parquet,
)


@contextmanager
def sweep_file(sweep: Sweep, path: Path) -> Iterator[Journal]:
    """Begin a sweep's file, or go on with it.

    Parquet cannot grow: rows come into a file beside it that ends in `.part`, until they are all
    there.

    Raises:
        ValueError: it cannot be written, holds something else, or another program goes on with it.
    """
    if path.suffix.lower() != PARQUET:
        with journal(sweep, path) as found:
            yield found
        return
    need_pyarrow()
    check_writable(path)  # now, not when all is done
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


def _finished(path: Path, sweep: Sweep) -> Iterator[tuple[int, Outcomes]]:
    try:
        told, found = read_parquet(path)
        if told != describe(sweep):
            raise ValueError(f"it {ANOTHER}")
    except OSError as error:
        reason = error.strerror or error
        raise ValueError(f"{in_one_line(str(path))} cannot be read: {reason}") from None
    except ValueError as error:
        raise ValueError(f"{in_one_line(path.name)}: {error}") from None
    return found


def _finish(path: Path, sweep: Sweep, journal: Journal) -> None:
    try:
        write_parquet(sweep, journal.written(), path)
    except OSError as error:
        reason = error.strerror or error
        raise ValueError(f"{in_one_line(str(path))} cannot be written: {reason}") from None
