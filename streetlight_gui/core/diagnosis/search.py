"""Looks for everything that keeps a network from learning, the most important first."""

from collections.abc import Iterator

import numpy as np

from streetlight_gui.core.diagnosis import barriers, pace
from streetlight_gui.core.diagnosis.case import Case
from streetlight_gui.core.diagnosis.finding import Finding, Kind, Remedy, finding
from streetlight_gui.core.nn.network import Network
from streetlight_gui.core.training.history import Curve
from streetlight_gui.core.training.settings import Settings


@np.errstate(all="ignore")
def diagnose(network: Network, settings: Settings, errors: Curve) -> list[Finding]:
    """Find why a network does not learn, the most important first.

    Where it has learned, nothing is left to say but which units never fire, without a remedy.

    Args:
        network: the weights at the moment shown.
        settings: what they are trained with.
        errors: online errors up to that moment, since the last time a person changed weights,
            examples or settings; may be thinned or empty.
    """
    return list(findings_of(Case(network, settings, errors)))


def findings_of(case: Case) -> Iterator[Finding]:
    """Find why a network does not learn, as `diagnose` does; NumPy may warn of what runs away."""
    if not case.is_finite:
        if case.problem.has_finite_squares:
            alpha = case.alpha if pace.recent_rise(case.errors) else None
            yield finding(Kind.RUN_AWAY, Remedy.RESTART_SMALLER, alpha=alpha)
        else:
            yield finding(Kind.ANSWERS_TOO_LARGE, Remedy.EDIT_EXAMPLES)
        return
    if not case.is_learned:
        yield from barriers.no_gradient(case)
        yield from pace.too_large_alpha(case)
    if case.is_learned or case.is_constant:
        yield from barriers.silent_units(case)
    if case.is_learned:
        return
    yield from barriers.contradicting_examples(case)
    yield from barriers.all_lights_off(case)
    if not case.is_constant:
        yield from barriers.linear(case)
        yield from barriers.silent_examples(case)
        yield from barriers.all_alike(case)
        yield from barriers.silent_units(case)
    yield from pace.wrong_answers(case)
    yield from pace.no_progress(case)
