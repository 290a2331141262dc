"""The session that the fields of a file tell of, if all in them is allowed."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import asdict

from streetlight_gui.core.checks.formatting import counted
from streetlight_gui.core.checks.limits import (
    ALPHA,
    ERROR_BOUND,
    LIGHT,
    SEED,
    STOP_AFTER,
    WEIGHT,
    Rule,
    check_hidden,
    count,
    shown,
    whole,
)
from streetlight_gui.core.nn.network import Network
from streetlight_gui.core.nn.parts import Edge, Part, Unit, has_part
from streetlight_gui.core.nn.penalty import Penalty
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.problems.problem import Origin, Problem
from streetlight_gui.core.replay.changes import Change
from streetlight_gui.core.replay.cursor import Place
from streetlight_gui.core.replay.phases import stages
from streetlight_gui.core.replay.recipe import Recipe
from streetlight_gui.core.replay.saved_session import SavedSession
from streetlight_gui.core.storage.session_schema import (
    ChangeFields,
    NetworkFields,
    PlaceFields,
    ProblemFields,
    RunFields,
    SessionFields,
    SettingsFields,
    StopFields,
)
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.stopping import StopRule
from streetlight_gui.core.training.trainer import Trainer

_UPDATES = whole("updates", 0, 1_000_000_000)  # hours of training
_BATCH = count("batch")

N = TypeVar("N", bound=float)


def session_of(fields: SessionFields) -> SavedSession:
    """Return the session that a file tells of.

    Raises:
        ValueError: what is not allowed, with its place in the file.
    """
    problems = [_problem(f"problems[{k}]", each) for k, each in enumerate(fields.problems)]
    recipe = _recipe(fields.run, problems)
    network = recipe.settings.network()
    weights, pattern = network.parameters.size, fields.pattern
    return SavedSession(
        recipe,
        _numbers("run.weights_at_end", WEIGHT, fields.run.weights_at_end, weights),
        _place(fields.place, recipe),
        _stop_rule(fields.stop_rule),
        None if pattern is None else _numbers("pattern", LIGHT, pattern, network.lights),
        None if fields.chosen is None else _part(fields.chosen, network),
    )


def _problem(place: str, fields: ProblemFields) -> Problem:
    held_out = fields.held_out_patterns, fields.held_out_answers
    origin = Origin(_preset_name(f"{place}.preset", fields.preset), fields.is_edited)
    with _at(place):
        return Problem(fields.patterns, fields.answers, fields.name, held_out, origin, fields.names)


def _recipe(fields: RunFields, problems: Sequence[Problem]) -> Recipe:
    settings = _settings("run.settings", fields.settings, problems)
    updates = _checked("run", "updates", _UPDATES, fields)
    earliest, changes = 0, []
    for number, each in enumerate(fields.changes):
        place = f"run.changes[{number}]"
        earliest = _checked(place, "updates", whole("updates", earliest, updates), each)
        changes.append(_change(place, each, settings, problems))
    return Recipe(settings, tuple(changes), updates)


def _change(
    place: str, fields: ChangeFields, first: Settings, problems: Sequence[Problem]
) -> Change:
    settings = None
    if fields.settings is not None:
        settings = _settings(f"{place}.settings", fields.settings, problems)
        if settings.shape != first.shape:
            raise ValueError(f"{place}.settings: the network must have the shape it began with")
    if fields.weight is not None:
        last = first.network().parameters.size - 1
        _checked(place, "weight", whole("weight", 0, last), fields)
    _checked(place, "value", WEIGHT, fields)
    return Change(**{**asdict(fields), "settings": settings})


def _settings(place: str, fields: SettingsFields, problems: Sequence[Problem]) -> Settings:
    _checked(place, "problem", whole("problem", 0, len(problems) - 1), fields)
    _checked(place, "alpha", ALPHA, fields)
    _checked(place, "batch", _BATCH, fields)
    for name in ("seed", "order_seed"):
        if getattr(fields, name) is not None:
            _checked(place, name, SEED, fields)
    preset = _preset_name(f"{place}.preset", fields.preset)
    with _at(f"{place}.hidden"):
        hidden = check_hidden(fields.hidden)
    with _at(f"{place}.penalty"):
        penalty = Penalty(**asdict(fields.penalty))
    settings = Settings(
        problems[fields.problem],
        hidden,
        tuple(fields.activations),
        fields.alpha,
        fields.seed,
        _network(f"{place}.start_weights", fields.start_weights),
        fields.bias,
        penalty,
        fields.batch,
        fields.order_seed,
        None if preset is None else PRESETS[preset],
    )
    with _at(place):
        Trainer.of(settings)  # which checks whether all fits
    return settings


def _preset_name(place: str, name: str | None) -> str | None:
    if name is not None and name not in PRESETS:
        raise ValueError(f"{place}: it must be one of {', '.join(PRESETS)}, not {shown(name)}")
    return name


def _network(place: str, fields: NetworkFields | None) -> Network | None:
    if fields is None:
        return None
    with _at(place):
        return Network(fields.weights, fields.activations, fields.biases)


def _place(fields: PlaceFields, recipe: Recipe) -> Place:
    most = len(stages(recipe.settings.hidden)) - 1
    _checked("place", "updates", whole("updates", 0, recipe.updates), fields)
    _checked("place", "stages", whole("stages", 0, most), fields)
    return Place(**asdict(fields))


def _stop_rule(fields: StopFields) -> StopRule:
    _checked("stop_rule", "iterations", STOP_AFTER, fields)
    if fields.error_below is not None:
        _checked("stop_rule", "error_below", ERROR_BOUND, fields)
    return StopRule(**asdict(fields))


def _part(numbers: list[int], network: Network) -> Part:
    kinds: dict[int, type[Unit] | type[Edge]] = {2: Unit, 3: Edge}
    part = kinds[len(numbers)](*numbers) if len(numbers) in kinds else None
    if part is None or min(numbers) < 0 or not has_part(network, part):
        rule = "it must be the [layer, index] of a unit or the [layer, source, target] of an edge"
        raise ValueError(f"chosen: {rule}, not {numbers}")
    return part


def _numbers(
    place: str, rule: Rule[float], numbers: Sequence[float], size: int
) -> tuple[float, ...]:
    """Return numbers, if they are so many, and as a rule allows."""
    with _at(place):
        if len(numbers) != size:
            raise ValueError(f"there must be {counted(size, 'number')}, not {len(numbers)}")
        return tuple(map(rule.check, numbers))


def _checked(place: str, name: str, rule: Rule[N], fields: Struct) -> N:
    with _at(f"{place}.{name}"):
        return rule.check(getattr(fields, name))


@contextmanager
def _at(place: str) -> Iterator[None]:
    """Say of what is refused inside where it stands in the file."""
    try:
        yield
    except ValueError as error:
        raise ValueError(f"{place}: {error}") from None
