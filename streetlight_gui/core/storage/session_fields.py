"""What a session file says of a session."""

from collections.abc import Sequence
from dataclasses import astuple

from streetlight_gui.core.nn.network import Network
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.replay.changes import Change
from streetlight_gui.core.replay.saved_session import SavedSession
from streetlight_gui.core.storage.session_schema import (
    FORMAT,
    ChangeFields,
    NetworkFields,
    PenaltyFields,
    PlaceFields,
    ProblemFields,
    RunFields,
    SessionFields,
    SettingsFields,
    StopFields,
)
from streetlight_gui.core.training.settings import Settings


def fields_of(session: SavedSession) -> SessionFields:
    """Return what a file says of a session."""
    recipe, place, rule = session.recipe, session.place, session.stop_rule
    every = [recipe.settings, *(each.settings for each in recipe.changes if each.settings)]
    problems = list(dict.fromkeys(settings.problem for settings in every))
    run = RunFields(
        settings=_settings_fields(recipe.settings, problems),
        changes=[_change_fields(change, problems) for change in recipe.changes],
        updates=recipe.updates,
        weights_at_end=[*session.weights_at_end],
    )
    return SessionFields(
        format=FORMAT,
        problems=[_problem_fields(problem) for problem in problems],
        run=run,
        place=PlaceFields(**vars(place)),
        stop_rule=StopFields(**vars(rule)),
        pattern=None if session.pattern is None else [*session.pattern],
        chosen=None if session.chosen is None else [*astuple(session.chosen)],
    )


def _problem_fields(problem: Problem) -> ProblemFields:
    held_out = problem.held_out
    return ProblemFields(
        name=problem.name,
        preset=problem.origin.preset,
        is_edited=problem.origin.is_edited,
        patterns=problem.patterns.tolist(),
        answers=problem.targets.tolist(),
        held_out_patterns=held_out.patterns.tolist(),
        held_out_answers=held_out.targets.tolist(),
        names=[*problem.names],
    )


def _settings_fields(settings: Settings, problems: Sequence[Problem]) -> SettingsFields:
    given, preset = settings.given, settings.preset
    return SettingsFields(
        problem=problems.index(settings.problem),
        preset=None if preset is None else preset.problem.name,
        hidden=[*settings.hidden],
        activations=[*settings.activations],
        alpha=settings.alpha,
        seed=settings.seed,
        start_weights=None if given is None else _network_fields(given),
        bias=settings.bias,
        penalty=PenaltyFields(**vars(settings.penalty)),
        batch=settings.batch,
        order_seed=settings.order_seed,
    )


def _network_fields(network: Network) -> NetworkFields:
    return NetworkFields(
        weights=[matrix.tolist() for matrix in network.weights],
        biases=[vector.tolist() for vector in network.biases],
        activations=[activation.name for activation in network.activations],
    )


def _change_fields(change: Change, problems: Sequence[Problem]) -> ChangeFields:
    settings = None if change.settings is None else _settings_fields(change.settings, problems)
    return ChangeFields(**{**vars(change), "settings": settings})
