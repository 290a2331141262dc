"""What a file says of problems and settings."""

from collections.abc import Sequence

from streetlight_gui.core.nn.network import Network
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.storage import session_schema as schema
from streetlight_gui.core.training.settings import Settings


def problem_fields(problem: Problem) -> schema.ProblemFields:
    """Return what a file says of a problem."""
    held_out = problem.held_out
    return schema.ProblemFields(
        name=problem.name,
        preset=problem.origin.preset,
        is_edited=problem.origin.is_edited,
        patterns=problem.patterns.tolist(),
        answers=problem.targets.tolist(),
        held_out_patterns=held_out.patterns.tolist(),
        held_out_answers=held_out.targets.tolist(),
        names=[*problem.names],
    )


def settings_fields(settings: Settings, problems: Sequence[Problem]) -> schema.SettingsFields:
    """Return what a file says of settings, whose problem is one of its list."""
    given, preset = settings.given, settings.preset
    return schema.SettingsFields(
        problem=problems.index(settings.problem),
        preset=None if preset is None else preset.problem.name,
        hidden=[*settings.hidden],
        activations=[*settings.activations],
        alpha=settings.alpha,
        seed=settings.seed,
        start_weights=None if given is None else _network_fields(given),
        bias=settings.bias,
        penalty=schema.PenaltyFields(**vars(settings.penalty)),
        batch=settings.batch,
        order_seed=settings.order_seed,
    )


def _network_fields(network: Network) -> schema.NetworkFields:
    return schema.NetworkFields(
        weights=[matrix.tolist() for matrix in network.weights],
        biases=[vector.tolist() for vector in network.biases],
        activations=[activation.name for activation in network.activations],
    )
