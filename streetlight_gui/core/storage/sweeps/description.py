"""What a sweep's file says of the sweep, as JSON: it tells one sweep from another."""

import msgspec
from msgspec import Struct

from streetlight_gui.core.checks.limits import ITERATIONS
from streetlight_gui.core.ensemble.sweep import Cell, Sweep
from streetlight_gui.core.storage.session_schema import ProblemFields, SettingsFields
from streetlight_gui.core.storage.settings_fields import problem_fields, settings_fields
from streetlight_gui.core.storage.settings_values import checked, problem_of, settings_of

FORMAT = 1


class CellFields(Struct, forbid_unknown_fields=True, kw_only=True):
    """One setting of a sweep."""

    settings: SettingsFields
    iterations: int


class SweepFields(Struct, forbid_unknown_fields=True, kw_only=True):
    """A sweep; its seeds are from the first up to, not with, the second."""

    format: int
    problems: list[ProblemFields]
    cells: list[CellFields]
    seeds: tuple[int, int]


def describe(sweep: Sweep) -> str:
    """Return JSON that says all of a sweep but what is watched of it: that is in no file."""
    problems = list(dict.fromkeys(cell.settings.problem for cell in sweep.cells))
    fields = SweepFields(
        format=FORMAT,
        problems=[problem_fields(problem) for problem in problems],
        cells=[
            CellFields(
                settings=settings_fields(cell.settings, problems), iterations=cell.iterations
            )
            for cell in sweep.cells
        ],
        seeds=(sweep.seeds.start, sweep.seeds.stop),
    )
    return msgspec.json.encode(fields).decode()


def described(text: str) -> Sweep:
    """Return the sweep that JSON tells of.

    Raises:
        ValueError: it tells of none, or holds what is not allowed; the sentence says where.
    """
    try:
        fields = msgspec.json.decode(text, type=SweepFields)
    except msgspec.DecodeError as error:  # of which a ValidationError is one
        raise ValueError(f"the description of the sweep: {error}") from None
    if fields.format != FORMAT:
        raise ValueError(f"its format is {fields.format}, and this one reads format {FORMAT}")
    problems = [problem_of(f"problems[{k}]", each) for k, each in enumerate(fields.problems)]
    cells = []
    for k, each in enumerate(fields.cells):
        settings = settings_of(f"cells[{k}].settings", each.settings, problems)
        cells.append(Cell(settings, checked(f"cells[{k}]", "iterations", ITERATIONS, each)))
    return Sweep(tuple(cells), range(*fields.seeds))
