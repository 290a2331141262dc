"""What `streetlight train --format json` tells of a run."""

import json
import math
from collections.abc import Iterable

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.nn.network import Network
from streetlight_gui.core.nn.penalty import PenaltyKind
from streetlight_gui.core.problems.problem import Problem, all_patterns
from streetlight_gui.core.problems.values import are_right
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.stopping import StopRule
from streetlight_gui.core.training.trainer import Trainer


def json_report(settings: Settings, rule: StopRule, trainer: Trainer) -> str:
    """Return one JSON object on a line; what has run away is null.

    Args:
        settings: of the run, at its end.
        rule: what ends it early.
        trainer: at its end, with all errors.
    """
    network, problem = trainer.network, settings.problem
    report: dict[str, object] = {
        "problem": problem.name,
        "seed": settings.seed,
        "alpha": settings.alpha,
        "hidden": list(settings.hidden),
        "activations": list(settings.activations),
        "bias": settings.bias,
        "l1": _strength(settings, PenaltyKind.L1),
        "l2": _strength(settings, PenaltyKind.L2),
        "batch": settings.batch or "all",
        "order_seed": settings.order_seed,
        "start": _start(settings),
        "stop_below": rule.error_below,
        "stop_when_right": rule.all_right,
        "errors": _numbers(trainer.errors),
        "frozen_errors": _numbers(trainer.frozen_errors),
        "weights": [[_numbers(row) for row in matrix] for matrix in network.weights],
        "predictions": _numbers(network.predict(all_patterns(network.lights))),
    }
    if problem.names:
        report["names"] = list(problem.names)
    if settings.bias:
        report["biases"] = [_numbers(bias) for bias in network.biases]
    if problem.held_out_count:
        report["held_out_errors"] = _numbers(trainer.held_out_errors)
        report["held_out"] = _held_out(problem, network)
    return json.dumps(report, allow_nan=False)


def _strength(settings: Settings, kind: PenaltyKind) -> float:
    return settings.penalty.strength if settings.penalty.kind is kind else 0.0


def _start(settings: Settings) -> str:
    if settings.seed is not None:
        return "seed"
    return "zero" if settings.given is None else "given"


def _held_out(problem: Problem, network: Network) -> list[dict[str, object]]:
    """Return each pattern that is held out, with its answer and what the network says."""
    patterns, answers = problem.held_out
    predictions = network.predict(patterns) if len(answers) else answers
    judged = zip(patterns, answers, predictions, are_right(predictions, answers), strict=True)
    return [
        {"pattern": p.tolist(), "answer": a, "prediction": _finite(found), "right": bool(right)}
        for p, a, found, right in judged
    ]


def _numbers(values: Array | Iterable[float]) -> list[float | None]:
    return [_finite(value) for value in values]


def _finite(value: float) -> float | None:
    """Return a number that JSON has; what ran away becomes null."""
    return float(value) + 0.0 if math.isfinite(value) else None
