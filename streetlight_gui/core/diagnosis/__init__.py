"""Why does it not learn? Found in the weights, the examples and the error curve."""

from collections.abc import Iterator

import numpy as np

from streetlight_gui.core.diagnosis import barriers, pace, silence
from streetlight_gui.core.diagnosis.case import Case
from streetlight_gui.core.diagnosis.finding import Fate, Finding, Kind, Remedy
from streetlight_gui.core.nn.network import Network
from streetlight_gui.core.nn.penalty import NO_PENALTY, Penalty
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.training.history import Curve

__all__ = ["Fate", "Finding", "Kind", "Remedy", "diagnose"]


def diagnose(
    network: Network,
    problem: Problem,
    errors: Curve,
    alpha: float,
    *,
    penalty: Penalty = NO_PENALTY,
    batch: int = 1,
) -> list[Finding]:
    """Find why a network does not learn, the most important first.

    Where it has learned, nothing is left to say but which units never fire, without a remedy.

    Args:
        network: the weights at the moment shown.
        problem: the training set.
        errors: online errors up to that moment, since the last time a person changed weights,
            examples or settings; may be thinned or empty.
        alpha: the learning rate.
        penalty: on large weights.
        batch: how many examples share an update; 0 for all of them.
    """
    rows = min(batch, len(problem)) or len(problem)
    with np.errstate(all="ignore"):
        return list(_findings(Case(network, problem, errors, alpha, penalty, rows)))


def _findings(case: Case) -> Iterator[Finding]:
    if not case.is_finite:
        if case.problem.has_finite_squares:
            yield Finding(Kind.RUN_AWAY, remedies=(Remedy.RESTART_SMALLER,))
        else:
            yield Finding(Kind.ANSWERS_TOO_LARGE, remedies=(Remedy.EDIT_EXAMPLES,))
        return
    if not case.is_learned:
        yield from pace.too_large_alpha(case)
        yield from silence.no_gradient(case)
    if case.is_learned or case.is_constant:
        yield from silence.silent_units(case)
    if case.is_learned:
        return
    yield from barriers.contradicting_examples(case)
    yield from barriers.all_lights_off(case)
    if not case.is_constant:
        yield from barriers.linear(case)
        yield from silence.silent_examples(case)
        yield from silence.all_alike(case)
        yield from silence.silent_units(case)
    yield from pace.wrong_answers(case)
    yield from pace.no_progress(case)
