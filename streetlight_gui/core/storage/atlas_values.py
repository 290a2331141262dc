"""The atlas that the fields of a session file tell of, if all in them is allowed."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.checks.formatting import counted
from streetlight_gui.core.checks.limits import MAX_ITERATIONS
from streetlight_gui.core.ensemble.atlas import MOST_WATCHED, Atlas
from streetlight_gui.core.ensemble.chart import check_room
from streetlight_gui.core.ensemble.density import EDGES, Density
from streetlight_gui.core.ensemble.outcomes import Outcomes
from streetlight_gui.core.ensemble.sweep import Cell, Sweep
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.replay.saved_session import MOST_STARTS
from streetlight_gui.core.storage import session_schema as schema
from streetlight_gui.core.storage.settings_values import ascending_of, placed
from streetlight_gui.core.storage.sweeps.checking import fault_in, outcomes_by
from streetlight_gui.core.storage.sweeps.description import cells_of
from streetlight_gui.core.training.axes import Axis, parse_values

_BINS = len(EDGES) - 1
_MOST_ROWS = 100_000  # of densities, which take more memory than place in a file


def atlas_of(place: str, fields: schema.AtlasFields, problems: Sequence[Problem]) -> Atlas:
    """Return an atlas, whose problems are in the file's list.

    Args:
        place: of the fields in their file, for sentences.
        fields: what the file says.
        problems: of the file.

    Raises:
        ValueError: what is not allowed, with its place.
    """
    seeds, cells = range(*fields.seeds), len(fields.cells)
    if cells * len(seeds) > MOST_STARTS:
        rule = f"there may be {MOST_STARTS:,} starts of all cells"
        raise ValueError(f"{place}: {rule}, not {cells * len(seeds):,}")
    with placed(f"{place}.cells"):
        check_room(cells)
    _check_count(f"{place}.watched", fields.watched, MOST_WATCHED, "iteration", is_exact=False)
    watched = ascending_of(f"{place}.watched", "iteration", fields.watched, 1, MAX_ITERATIONS)
    every = cells_of(f"{place}.cells", fields.cells, problems)
    axes = tuple(_axis(f"{place}.axes[{k}]", each) for k, each in enumerate(fields.axes))
    with placed(place):
        sweep = Sweep(every, seeds, watched, axes)
    _check_count(f"{place}.outcomes", fields.outcomes, cells, "table")
    outcomes = tuple(
        _outcomes(f"{place}.outcomes[{k}]", each, every[k], seeds)
        for k, each in enumerate(fields.outcomes)
    )
    return Atlas(sweep, outcomes, _densities(f"{place}.densities", fields, sweep, outcomes))


def _axis(place: str, fields: schema.AxisFields) -> Axis:
    with placed(f"{place}.values"):
        return Axis(fields.kind, parse_values(fields.kind, fields.values))


def _outcomes(place: str, fields: schema.OutcomesFields, cell: Cell, seeds: range) -> Outcomes:
    known = seeds if fields.seeds is None else fields.seeds
    for name in ("errors", "frozen_errors", "levels", "learned_at", "ran_away_at", "rights"):
        _check_count(f"{place}.{name}", getattr(fields, name), len(known), "number")
    for name in ("wrong_examples", "none_fires"):
        if getattr(fields, name):
            _check_count(f"{place}.{name}", getattr(fields, name), len(known), "number")
    errors = _errors(fields.errors)
    outcomes = Outcomes(
        seeds=np.array(known, dtype=np.int64),
        errors=errors,
        frozen_errors=_errors(fields.frozen_errors),
        outcomes=outcomes_by(errors),
        levels=np.array(fields.levels, dtype=np.uint8),
        learned_at=np.array(fields.learned_at, dtype=np.int32),
        ran_away_at=np.array(fields.ran_away_at, dtype=np.int32),
        rights=np.array(fields.rights, dtype=np.int32),
        wrong_examples=np.array(fields.wrong_examples or [0] * len(known), dtype=np.int32),
        none_fires=np.array(fields.none_fires or [False] * len(known), dtype=np.bool_),
    )
    fault = fault_in(outcomes, cell, seeds)
    if fault is not None:
        raise ValueError(f"{place}.{fault.column}[{fault.row}]: {fault.sentence}")
    return outcomes


def _errors(numbers: Sequence[float | None]) -> Array:
    return np.array([np.inf if number is None else number for number in numbers], dtype=np.float64)


def _densities(
    place: str, fields: schema.AtlasFields, sweep: Sweep, outcomes: Sequence[Outcomes]
) -> tuple[Density | None, ...]:
    cells = len(sweep.cells)
    if not sweep.watched:
        _check_count(place, fields.densities, 0, "table")
        return (None,) * cells
    _check_count(place, fields.densities, cells, "table")
    if cells * len(sweep.watched) > _MOST_ROWS:
        rule = f"there may be {_MOST_ROWS:,} iterations of all cells"
        raise ValueError(f"{place}: {rule}, not {cells * len(sweep.watched):,}")
    return tuple(
        _density(f"{place}[{k}]", rows, sweep, k, len(outcomes[k]))
        for k, rows in enumerate(fields.densities)
    )


def _density(
    place: str, rows: list[list[int]] | None, sweep: Sweep, cell: int, known: int
) -> Density | None:
    if rows is None and not known:
        return None
    if rows is None or not known:
        raise ValueError(f"{place}: it must be null where no start is known, and only there")
    watched = tuple(each for each in sweep.watched if each <= sweep.cells[cell].iterations)
    _check_count(place, rows, len(watched), "list")
    counts = np.zeros((len(watched), _BINS), dtype=np.int64)
    for k, row in enumerate(rows):
        counts[k] = _counts(f"{place}[{k}]", row, known)
    return Density(watched, counts)


def _counts(place: str, row: list[int], known: int) -> NDArray[np.int64]:
    """Return the counts of all bins, of a list with the first bin and counts from there on."""
    counts = np.zeros(_BINS, dtype=np.int64)
    first, *found = row or [0]
    if first + len(found) > _BINS:
        raise ValueError(f"{place}: there are {_BINS} bins")
    counts[first : first + len(found)] = found
    if counts.sum() != known:
        raise ValueError(f"{place}: the counts must add up to {known}, not {counts.sum()}")
    return counts


def _check_count(
    place: str, found: Sequence[object], count: int, noun: str, *, is_exact: bool = True
) -> None:
    if len(found) > count or (is_exact and len(found) < count):
        allowed = "must" if is_exact else "may"
        raise ValueError(f"{place}: there {allowed} be {counted(count, noun)}, not {len(found)}")
