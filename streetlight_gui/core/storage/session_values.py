"""The session that the fields of a file tell of, if all in them is allowed."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import TypeVar

import numpy as np
from msgspec import Struct
from msgspec.structs import asdict

from streetlight_gui.core.checks.formatting import counted, in_one_line
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
from streetlight_gui.core.nn.parts import Edge, Part, Unit, edges_of, has_part
from streetlight_gui.core.nn.penalty import Penalty
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.problems.problem import Origin, Problem
from streetlight_gui.core.replay.changes import Change
from streetlight_gui.core.replay.cursor import Place
from streetlight_gui.core.replay.past_runs import (
    LONGEST_NAME,
    MOST_POINTS,
    MOST_RUNS,
    PastRun,
    PastRuns,
    Title,
)
from streetlight_gui.core.replay.phases import stages
from streetlight_gui.core.replay.recipe import Recipe
from streetlight_gui.core.replay.saved_session import SavedSession
from streetlight_gui.core.storage.session_schema import (
    ChangeFields,
    NetworkFields,
    PastRunFields,
    PlaceFields,
    ProblemFields,
    RunFields,
    SessionFields,
    SettingsFields,
    StopFields,
)
from streetlight_gui.core.training.history import Curve
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.stopping import StopRule
from streetlight_gui.core.training.trainer import Trainer

_UPDATES = whole("updates", 0, 1_000_000_000)  # hours of training
_BATCH = count("batch")
_NUMBER = whole("number", 1, 1_000_000_000)
_ERROR = Rule("an error must be a finite number, 0 or more", 0, WEIGHT.high, float)
_SECONDS = Rule("the seconds since 1970 must be a number from 0 to 1e11", 0, 1e11, float)

N = TypeVar("N", bound=float)


def session_of(fields: SessionFields) -> SavedSession:
    """Return the session that a file tells of.

    Raises:
        ValueError: what is not allowed, with its place in the file.
    """
    problems = [_problem(f"problems[{k}]", each) for k, each in enumerate(fields.problems)]
    recipe, weights, title = _run("run", fields.run, problems)
    network, pattern = recipe.settings.network(), fields.pattern
    return SavedSession(
        recipe,
        weights,
        _place("place", fields.place, recipe),
        _stop_rule(fields.stop_rule),
        None if pattern is None else _numbers("pattern", LIGHT, pattern, network.lights),
        None if fields.chosen is None else _part(fields.chosen, network),
        PastRuns(_past_runs(fields.runs, problems), title=title),
    )


def _past_runs(every: Sequence[PastRunFields], problems: Sequence[Problem]) -> tuple[PastRun, ...]:
    if len(every) > MOST_RUNS:
        raise ValueError(f"runs: there may be {MOST_RUNS}, not {len(every)}")
    return tuple(_past_run(k, each, problems) for k, each in enumerate(every))


def _past_run(k: int, fields: PastRunFields, problems: Sequence[Problem]) -> PastRun:
    at = f"runs[{k}]"
    recipe, weights, title = _run(f"{at}.run", fields.run, problems)
    place = _place(f"{at}.place", fields.place, recipe)
    left_at = _checked(at, "left_at", _SECONDS, fields)
    number = -2 - k  # which no run has that begins while the window is open
    return PastRun(number, title, recipe, weights, place, _curve(at, fields), left_at)


def _curve(at: str, fields: PastRunFields) -> Curve:
    count, every = len(fields.iterations), [0, *fields.iterations]
    if count > MOST_POINTS:
        raise ValueError(f"{at}.iterations: there may be {MOST_POINTS} numbers, not {count}")
    for k, (before, iteration) in enumerate(pairwise(every)):
        with _at(f"{at}.iterations[{k}]"):
            whole("iteration", before + 1, 1_000_000_000).check(iteration)
    errors = _numbers(f"{at}.errors", _ERROR, fields.errors, count)
    return Curve(np.array(fields.iterations, dtype=np.int64), np.array(errors, dtype=float))


def _run(
    at: str, fields: RunFields, problems: Sequence[Problem]
) -> tuple[Recipe, tuple[float, ...], Title]:
    recipe = _recipe(at, fields, problems)
    size = len(edges_of(recipe.settings.shape))
    weights = _numbers(f"{at}.weights_at_end", WEIGHT, fields.weights_at_end, size)
    title = Title(_checked(at, "number", _NUMBER, fields), in_one_line(fields.name))
    if len(title.name) > LONGEST_NAME:
        raise ValueError(f"{at}.name: it may have {LONGEST_NAME} characters")
    return recipe, weights, title


def _problem(place: str, fields: ProblemFields) -> Problem:
    held_out = fields.held_out_patterns, fields.held_out_answers
    origin = Origin(_preset_name(f"{place}.preset", fields.preset), fields.is_edited)
    with _at(place):
        return Problem(fields.patterns, fields.answers, fields.name, held_out, origin, fields.names)


def _recipe(at: str, fields: RunFields, problems: Sequence[Problem]) -> Recipe:
    settings = _settings(f"{at}.settings", fields.settings, problems)
    updates = _checked(at, "updates", _UPDATES, fields)
    earliest, changes = 0, []
    for number, each in enumerate(fields.changes):
        place = f"{at}.changes[{number}]"
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
        last = len(edges_of(first.shape)) - 1
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


def _place(at: str, fields: PlaceFields, recipe: Recipe) -> Place:
    most = len(stages(recipe.settings.hidden)) - 1
    _checked(at, "updates", whole("updates", 0, recipe.updates), fields)
    _checked(at, "stages", whole("stages", 0, most), fields)
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
