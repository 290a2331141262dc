"""Looks for everything that keeps a network from learning, the most important first."""

from collections.abc import Iterator

from streetlight_gui.core.diagnosis import barriers, pace
from streetlight_gui.core.diagnosis.case import Case
from streetlight_gui.core.diagnosis.finding import Finding, Kind, Remedy, finding


def diagnose(case: Case) -> Iterator[Finding]:
    """Find why a network does not learn, the most important first.

    Where it has learned, nothing is left to say but which units never fire, without a remedy.
    NumPy may warn of what runs away.
    """
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
        yield from barriers.never_firing_units(case)
    if case.is_learned:
        return
    yield from barriers.contradicting_examples(case)
    yield from barriers.all_lights_off(case)
    if not case.is_constant:
        yield from barriers.linear(case)
        yield from barriers.no_unit_fires(case)
        yield from barriers.all_alike(case)
        yield from barriers.never_firing_units(case)
    yield from pace.wrong_answers(case)
    yield from pace.no_progress(case)
