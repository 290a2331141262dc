"""What a sweep's file says of the sweep, as JSON: it tells one sweep from another."""

from collections.abc import Sequence
from dataclasses import replace

import msgspec
from msgspec import Struct

from streetlight_gui.core.checks.formatting import in_one_line
from streetlight_gui.core.checks.limits import ALPHA, ITERATIONS
from streetlight_gui.core.ensemble.chart import check_room
from streetlight_gui.core.ensemble.sweep import Cell, Sweep
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.storage.session_schema import CellFields, ProblemFields, SeedEnd
from streetlight_gui.core.storage.settings_fields import problem_fields, settings_fields
from streetlight_gui.core.storage.settings_values import checked, problem_of, settings_of
from streetlight_gui.core.training.settings import BOOK_ALPHA, Settings

FORMAT = 1


class SweepFields(Struct, forbid_unknown_fields=True, kw_only=True):
    """A sweep; its seeds are from the first up to, not with, the second."""

    format: int
    problems: list[ProblemFields]
    cells: list[CellFields]
    seeds: tuple[SeedEnd, SeedEnd]


def describe(sweep: Sweep) -> str:
    """Return JSON that says all of a sweep but what is watched of it: that is in no file."""
    problems = list(dict.fromkeys(cell.settings.problem for cell in sweep.cells))
    fields = SweepFields(
        format=FORMAT,
        problems=[problem_fields(problem) for problem in problems],
        cells=[cell_fields(cell, problems) for cell in sweep.cells],
        seeds=(sweep.seeds.start, sweep.seeds.stop),
    )
    return msgspec.json.encode(fields).decode()


def described(text: str) -> Sweep:
    """Return the sweep that JSON tells of.

    Raises:
        ValueError: it tells of none, of one that no map has room for, or of what is not allowed;
            the sentence says where.
    """
    try:
        fields = msgspec.json.decode(text, type=SweepFields)
    except msgspec.DecodeError as error:  # of which a ValidationError is one
        raise ValueError(f"the description of the sweep: {in_one_line(str(error))}") from None
    if fields.format != FORMAT:
        raise ValueError(f"its format is {fields.format}, and this one reads format {FORMAT}")
    check_room(len(fields.cells))  # before they are made, which takes its time
    problems = [problem_of(f"problems[{k}]", each) for k, each in enumerate(fields.problems)]
    return Sweep(cells_of("cells", fields.cells, problems), range(*fields.seeds))


def cell_fields(cell: Cell, problems: Sequence[Problem]) -> CellFields:
    """Return what a file says of a cell, whose problem is one of its list.

    Of its start weights it says nothing: the sweep's seeds make them.
    """
    settings = replace(cell.settings, seed=None, given=None)
    return CellFields(settings=settings_fields(settings, problems), iterations=cell.iterations)


def cells_of(
    place: str, every: Sequence[CellFields], problems: Sequence[Problem]
) -> tuple[Cell, ...]:
    """Return the cells that a file tells of; raises as `problem_of` does."""
    cells, known = list[Cell](), dict[bytes, Settings]()
    for k, each in enumerate(every):
        here, fields = f"{place}[{k}].settings", each.settings
        rest = msgspec.json.encode(msgspec.structs.replace(fields, alpha=BOOK_ALPHA))
        if rest not in known:  # most cells differ in little: to check all of each takes its time
            known[rest] = settings_of(here, fields, problems)
        settings = replace(known[rest], alpha=checked(here, "alpha", ALPHA, fields))
        cells.append(Cell(settings, checked(f"{place}[{k}]", "iterations", ITERATIONS, each)))
    return tuple(cells)
