"""What a session file says of a session."""

from collections.abc import Sequence
from dataclasses import astuple
from typing import TYPE_CHECKING

from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.replay.changes import Change
from streetlight_gui.core.replay.past_runs import PastRun, Title
from streetlight_gui.core.replay.recipe import Recipe
from streetlight_gui.core.replay.saved_session import SavedSession
from streetlight_gui.core.storage import session_schema as schema
from streetlight_gui.core.storage.settings_fields import problem_fields, settings_fields

if TYPE_CHECKING:
    from streetlight_gui.core.ensemble.atlas import Atlas


def fields_of(session: SavedSession) -> schema.SessionFields:
    """Return what a file says of a session."""
    recipe, place, rule, past = session.recipe, session.place, session.stop_rule, session.past
    recipes = recipe, *(run.recipe for run in past.runs)
    every = [each for recipe in recipes for each in _problems(recipe)]
    for atlas in (session.starts, session.map):
        every += [] if atlas is None else [cell.settings.problem for cell in atlas.sweep.cells]
    problems = list(dict.fromkeys(every))
    return schema.SessionFields(
        format=schema.FORMAT,
        problems=[problem_fields(problem) for problem in problems],
        run=_run_fields(recipe, session.weights_at_end, past.title, problems),
        place=schema.PlaceFields(**vars(place)),
        stop_rule=schema.StopFields(**vars(rule)),
        pattern=None if session.pattern is None else [*session.pattern],
        chosen=None if session.chosen is None else [*astuple(session.chosen)],
        runs=[_past_run_fields(run, problems) for run in past.runs],
        compared=[*session.compared],
        starts=_atlas_fields(session.starts, problems),
        map=_atlas_fields(session.map, problems),
    )


def _atlas_fields(atlas: "Atlas | None", problems: Sequence[Problem]) -> schema.AtlasFields | None:
    if atlas is None:
        return None
    from streetlight_gui.core.storage.atlas_fields import atlas_fields  # only here: few have one

    return atlas_fields(atlas, problems)


def _problems(recipe: Recipe) -> list[Problem]:
    every = recipe.settings, *(change.settings for change in recipe.changes)
    return [settings.problem for settings in every if settings is not None]


def _run_fields(
    recipe: Recipe, weights: Sequence[float], title: Title, problems: Sequence[Problem]
) -> schema.RunFields:
    return schema.RunFields(
        settings=settings_fields(recipe.settings, problems),
        changes=[_change_fields(change, problems) for change in recipe.changes],
        updates=recipe.updates,
        weights_at_end=[*weights],
        number=title.ordinal,
        name=title.name,
    )


def _past_run_fields(run: PastRun, problems: Sequence[Problem]) -> schema.PastRunFields:
    return schema.PastRunFields(
        run=_run_fields(run.recipe, run.weights_at_end, run.title, problems),
        place=schema.PlaceFields(**vars(run.place)),
        left_at=run.left_at,
        iterations=run.curve.iterations.tolist(),
        errors=run.curve.errors.tolist(),
    )


def _change_fields(change: Change, problems: Sequence[Problem]) -> schema.ChangeFields:
    settings = None if change.settings is None else settings_fields(change.settings, problems)
    return schema.ChangeFields(**{**vars(change), "settings": settings})
