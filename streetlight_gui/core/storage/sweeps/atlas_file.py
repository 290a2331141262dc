"""An atlas as a sweep's file: what the window shows and `streetlight sweep` goes on with."""

from collections.abc import Generator, Iterable
from dataclasses import replace
from pathlib import Path

from streetlight_gui.core.checks.formatting import in_one_line
from streetlight_gui.core.ensemble.atlas import Atlas
from streetlight_gui.core.ensemble.outcomes import Outcomes
from streetlight_gui.core.ensemble.sweep import Sweep
from streetlight_gui.core.storage.files import check_regular
from streetlight_gui.core.storage.sweeps.checking import fault_in
from streetlight_gui.core.storage.sweeps.description import describe, described
from streetlight_gui.core.storage.sweeps.head import HEAD, PARQUET
from streetlight_gui.core.storage.sweeps.parquet_file import read_parquet
from streetlight_gui.core.storage.sweeps.rows import description_in, rows_of, written_in

MOST_READ = 1_000_000  # networks of a sweep

_Found = Iterable[tuple[int, Outcomes]]
_NOTHING = "nothing of the sweep is known yet"


def sweep_csv(atlas: Atlas) -> bytes:
    """Return what `streetlight sweep` would have written by now of the same sweep, as CSV.

    It has the rows of whole chunks: a sweep goes on from no others.
    """
    parts, description = [HEAD], describe(atlas.sweep)
    for chunk in atlas.sweep.chunks():
        outcomes = atlas.outcomes[chunk.cell].of(chunk.seeds)
        if len(outcomes) == len(chunk.seeds):
            cell = atlas.sweep.cells[chunk.cell]
            parts.append(rows_of(chunk.cell, cell, outcomes, description))
            description = ""  # which the first row has
    return b"".join(parts)


def reading(path: Path) -> Generator[float, None, Atlas]:
    """Read a sweep's file, with the share that is read from time to time.

    The generator's value is the atlas of what the file has by now, without densities.

    Raises:
        ValueError: it cannot be read, is no sweep's file, or has too much.
    """
    name = in_one_line(path.name)
    try:
        check_regular(path)
        if path.suffix.lower() == PARQUET:
            told, rows = read_parquet(path)
            return replace((yield from _gathered(described(told), rows)), file=name)
        with path.open("rb") as file:
            description = description_in(file)
            if description is None:
                raise ValueError(_NOTHING)
            sweep = described(description)
            found = ((each.chunk.cell, each.outcomes) for each in written_in(file, sweep))
            return replace((yield from _gathered(sweep, found)), file=name)
    except OSError as error:
        place = in_one_line(str(path))
        raise ValueError(f"{place} cannot be read: {error.strerror or error}") from None
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from None


def _gathered(sweep: Sweep, found: _Found) -> Generator[float, None, Atlas]:
    if sweep.networks > MOST_READ:
        rule = f"it is of {sweep.networks:,} networks, and {MOST_READ:,} can be shown"
        raise ValueError(f"{rule}: sweep fewer seeds")
    parts: list[list[Outcomes]] = [[] for _ in sweep.cells]
    known = 0
    for cell, outcomes in found:
        if not 0 <= cell < len(parts):
            raise ValueError(f"the sweep has no cell {cell}")
        parts[cell].append(outcomes)
        known += len(outcomes)
        yield min(known / sweep.networks, 1.0)
    if not known:
        raise ValueError(_NOTHING)
    columns = tuple(Outcomes.joined(each).sorted() for each in parts)
    _check(sweep, columns)
    return Atlas(sweep, columns, (None,) * len(columns))


def _check(sweep: Sweep, columns: Iterable[Outcomes]) -> None:
    """Refuse what no training leaves behind: a session could not keep it."""
    for number, outcomes in enumerate(columns):
        fault = fault_in(outcomes, sweep.cells[number], sweep.seeds)
        if fault is not None:
            seed = outcomes.seeds[fault.row]
            raise ValueError(f"cell {number}, seed {seed}, {fault.column}: {fault.sentence}")
