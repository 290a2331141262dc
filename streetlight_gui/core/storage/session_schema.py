"""What a session file holds: which fields there are, of which type, under which names."""

from typing import Annotated

from msgspec import Meta, Struct

from streetlight_gui.core.checks.limits import MAX_SEED
from streetlight_gui.core.nn.penalty import PenaltyKind
from streetlight_gui.core.training.axes import AxisKind

FORMAT = 1

_Seed = Annotated[int, Meta(ge=0, le=MAX_SEED)]
SeedEnd = Annotated[int, Meta(ge=0, le=MAX_SEED + 1)]
_Error = Annotated[float, Meta(ge=0)]
_Level = Annotated[int, Meta(ge=0, le=4)]
_Count = Annotated[int, Meta(ge=0, le=2**31 - 1)]


class ProblemFields(Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """A training set, perhaps a preset's; lights are from 0 to 1, one list for each example.

    `names` are those of the lights, then of the answer, where they have any of their own.
    """

    name: str
    preset: str | None = None
    is_edited: bool = False
    patterns: list[list[float]]
    answers: list[float]
    held_out_patterns: list[list[float]] = []
    held_out_answers: list[float] = []
    names: list[str] = []


class NetworkFields(Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """Given weights: a matrix (fan_in, fan_out) for each pair of layers, and perhaps biases."""

    weights: list[list[list[float]]]
    biases: list[list[float]] = []
    activations: list[str]


class PenaltyFields(Struct, forbid_unknown_fields=True, kw_only=True):
    """A penalty on large weights."""

    kind: PenaltyKind
    strength: float


class SettingsFields(Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """All settings; `problem` is the place of one in the file's list, from 0."""

    problem: int
    preset: str | None = None
    hidden: list[int]
    activations: list[str]
    alpha: float
    seed: int | None
    start_weights: NetworkFields | None = None
    bias: bool = False
    penalty: PenaltyFields
    batch: int = 1
    order_seed: int | None = None


class ChangeFields(Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """What a person changed after so many updates: all settings, or one weight."""

    updates: int
    settings: SettingsFields | None = None
    weight: int | None = None
    value: float = 0.0
    begins_anew: bool = False


class RunFields(Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """A run: what it began with, what was changed on the way, and how many updates it has.

    Its weights at the end tell whether it was made again exactly. Its number is its place among
    the runs of the session, from 1; its name is what a person called it.
    """

    settings: SettingsFields
    changes: list[ChangeFields]
    updates: int
    weights_at_end: list[float]
    number: int = 1
    name: str = ""


class PlaceFields(Struct, forbid_unknown_fields=True, kw_only=True):
    """Where in the run a person stands."""

    updates: int
    stages: int
    is_by_phase: bool


class PastRunFields(Struct, forbid_unknown_fields=True, kw_only=True):
    """A run that was left, and where in it a person stood: at which second since 1970.

    Its curve has some of its iterations, from 1, each with its error while training.
    """

    run: RunFields
    place: PlaceFields
    left_at: float
    iterations: list[int]
    errors: list[float]


class StopFields(Struct, forbid_unknown_fields=True, kw_only=True):
    """What ends a run."""

    iterations: int
    error_below: float | None
    all_right: bool


class CellFields(Struct, forbid_unknown_fields=True, kw_only=True):
    """One setting of a sweep; its start weights are none of its own."""

    settings: SettingsFields
    iterations: int


class OutcomesFields(Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """What became of a setting's starts, in the order of their seeds; without these, of all.

    An error is null where the start ran away; else one below 0.01 is that of a start that learned.
    The last two are not in files of an earlier Streetlight.
    """

    seeds: list[_Seed] | None = None
    errors: list[_Error | None] = []
    frozen_errors: list[_Error | None] = []
    levels: list[_Level] = []
    learned_at: list[_Count] = []
    ran_away_at: list[_Count] = []
    rights: list[_Count] = []
    wrong_examples: list[_Count] = []
    none_fires: list[bool] = []


class AxisFields(Struct, forbid_unknown_fields=True, kw_only=True):
    """An axis of a map: what differs along it, and its values as a person types them."""

    kind: AxisKind
    values: str


class AtlasFields(Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """A sweep, as in a file of its own, and what is known of it, with a table for each cell.

    `densities` have for each cell, if any of its starts is known, a list for each iteration of
    `watched` that it has: the first bin that is not empty, from 0, then the counts up to the last.
    A map has both its `axes`, of which the second changes fastest from cell to cell.
    """

    cells: list[CellFields]
    seeds: tuple[SeedEnd, SeedEnd]
    watched: list[int] = []
    axes: list[AxisFields] = []
    outcomes: list[OutcomesFields]
    densities: list[list[list[_Count]] | None] = []


class SessionFields(Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """A session; `chosen` is a unit as [layer, index] or an edge as [layer, source, target].

    `compared` has the places in `runs`, from 0, of those whose curves are shown in the plot.
    """

    format: int
    problems: list[ProblemFields]
    run: RunFields
    place: PlaceFields
    stop_rule: StopFields
    pattern: list[float] | None = None
    chosen: list[int] | None = None
    runs: list[PastRunFields] = []
    compared: list[int] = []
    starts: AtlasFields | None = None
    map: AtlasFields | None = None
