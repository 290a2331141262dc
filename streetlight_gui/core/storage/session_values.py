"""The session that the fields of a file tell of, if all in them is allowed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from msgspec.structs import asdict

from streetlight_gui.core.checks.formatting import in_one_line
from streetlight_gui.core.checks.limits import (
    ERROR_BOUND,
    LIGHT,
    STOP_AFTER,
    WEIGHT,
    Rule,
    whole,
)
from streetlight_gui.core.nn.network import Network
from streetlight_gui.core.nn.parts import Edge, Part, Unit, edges_of, has_part
from streetlight_gui.core.problems.problem import Problem
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
from streetlight_gui.core.storage import session_schema as schema
from streetlight_gui.core.storage.settings_values import (
    ascending_of,
    checked,
    numbers_of,
    problem_of,
    settings_of,
)
from streetlight_gui.core.training.history import Curve
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.stopping import StopRule

if TYPE_CHECKING:
    from streetlight_gui.core.ensemble.atlas import Atlas

_MOST = 1_000_000_000  # updates, and so iterations and runs: hours of training
_UPDATES = whole("updates", 0, _MOST)
_NUMBER = whole("number", 1, _MOST)
_ERROR = Rule("an error must be a finite number, 0 or more", 0, WEIGHT.high, float)
_SECONDS = Rule("the seconds since 1970 must be a number from 0 to 1e11", 0, 1e11, float)


def session_of(fields: schema.SessionFields) -> SavedSession:
    """Return the session that a file tells of.

    Raises:
        ValueError: what is not allowed, with its place in the file.
    """
    problems = [problem_of(f"problems[{k}]", each) for k, each in enumerate(fields.problems)]
    recipe, weights, title = _run("run", fields.run, problems)
    network, pattern = recipe.settings.network(), fields.pattern
    return SavedSession(
        recipe,
        weights,
        _place("place", fields.place, recipe),
        _stop_rule(fields.stop_rule),
        None if pattern is None else numbers_of("pattern", LIGHT, pattern, network.lights),
        None if fields.chosen is None else _part(fields.chosen, network),
        PastRuns(_past_runs(fields.runs, problems), title=title),
        ascending_of("compared", "run", fields.compared, 0, len(fields.runs) - 1),
        _atlas("starts", fields.starts, problems),
        _atlas("map", fields.map, problems),
    )


def _atlas(
    at: str, fields: schema.AtlasFields | None, problems: Sequence[Problem]
) -> "Atlas | None":
    if fields is None:
        return None
    from streetlight_gui.core.storage.atlas_values import atlas_of  # only here: few have one

    return atlas_of(at, fields, problems)


def _past_runs(
    every: Sequence[schema.PastRunFields], problems: Sequence[Problem]
) -> tuple[PastRun, ...]:
    if len(every) > MOST_RUNS:
        raise ValueError(f"runs: there may be {MOST_RUNS}, not {len(every)}")
    return tuple(_past_run(k, each, problems) for k, each in enumerate(every))


def _past_run(k: int, fields: schema.PastRunFields, problems: Sequence[Problem]) -> PastRun:
    at = f"runs[{k}]"
    recipe, weights, title = _run(f"{at}.run", fields.run, problems)
    place = _place(f"{at}.place", fields.place, recipe)
    left_at = checked(at, "left_at", _SECONDS, fields)
    number = -2 - k  # which no run has that begins while the window is open
    return PastRun(number, title, recipe, weights, place, _curve(at, fields), left_at)


def _curve(at: str, fields: schema.PastRunFields) -> Curve:
    count = len(fields.iterations)
    if count > MOST_POINTS:
        raise ValueError(f"{at}.iterations: there may be {MOST_POINTS} numbers, not {count}")
    iterations = ascending_of(f"{at}.iterations", "iteration", fields.iterations, 1, _MOST)
    errors = numbers_of(f"{at}.errors", _ERROR, fields.errors, count)
    return Curve(np.array(iterations, dtype=np.int64), np.array(errors, dtype=float))


def _run(
    at: str, fields: schema.RunFields, problems: Sequence[Problem]
) -> tuple[Recipe, tuple[float, ...], Title]:
    recipe = _recipe(at, fields, problems)
    size = len(edges_of(recipe.settings.shape))
    weights = numbers_of(f"{at}.weights_at_end", WEIGHT, fields.weights_at_end, size)
    title = Title(checked(at, "number", _NUMBER, fields), in_one_line(fields.name))
    if len(title.name) > LONGEST_NAME:
        raise ValueError(f"{at}.name: it may have {LONGEST_NAME} characters")
    return recipe, weights, title


def _recipe(at: str, fields: schema.RunFields, problems: Sequence[Problem]) -> Recipe:
    settings = settings_of(f"{at}.settings", fields.settings, problems)
    updates = checked(at, "updates", _UPDATES, fields)
    earliest, changes = 0, []
    for number, each in enumerate(fields.changes):
        place = f"{at}.changes[{number}]"
        earliest = checked(place, "updates", whole("updates", earliest, updates), each)
        changes.append(_change(place, each, settings, problems))
    return Recipe(settings, tuple(changes), updates)


def _change(
    place: str, fields: schema.ChangeFields, first: Settings, problems: Sequence[Problem]
) -> Change:
    settings = None
    if fields.settings is not None:
        settings = settings_of(f"{place}.settings", fields.settings, problems)
        if settings.shape != first.shape:
            raise ValueError(f"{place}.settings: the network must have the shape it began with")
    if fields.weight is not None:
        last = len(edges_of(first.shape)) - 1
        checked(place, "weight", whole("weight", 0, last), fields)
    checked(place, "value", WEIGHT, fields)
    return Change(**{**asdict(fields), "settings": settings})


def _place(at: str, fields: schema.PlaceFields, recipe: Recipe) -> Place:
    most = len(stages(recipe.settings.hidden)) - 1
    checked(at, "updates", whole("updates", 0, recipe.updates), fields)
    checked(at, "stages", whole("stages", 0, most), fields)
    return Place(**asdict(fields))


def _stop_rule(fields: schema.StopFields) -> StopRule:
    checked("stop_rule", "iterations", STOP_AFTER, fields)
    if fields.error_below is not None:
        checked("stop_rule", "error_below", ERROR_BOUND, fields)
    return StopRule(**asdict(fields))


def _part(numbers: list[int], network: Network) -> Part:
    kinds: dict[int, type[Unit] | type[Edge]] = {2: Unit, 3: Edge}
    part = kinds[len(numbers)](*numbers) if len(numbers) in kinds else None
    if part is None or min(numbers) < 0 or not has_part(network, part):
        rule = "it must be the [layer, index] of a unit or the [layer, source, target] of an edge"
        raise ValueError(f"chosen: {rule}, not {numbers}")
    return part
