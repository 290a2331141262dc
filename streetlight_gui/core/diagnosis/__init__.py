"""Why does it not learn? Found in the weights, the examples and the error curve."""

from collections.abc import Iterator

import numpy as np

from streetlight_gui.core.diagnosis import barriers, overshoot, progress, silence
from streetlight_gui.core.diagnosis.finding import Fate, Finding, Kind, Remedy
from streetlight_gui.core.diagnosis.measurement import Measurement
from streetlight_gui.core.nn.network import Network
from streetlight_gui.core.nn.penalty import NO_PENALTY, Penalty
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.training.history import Curve

__all__ = ["Fate", "Finding", "Kind", "Remedy", "diagnose"]

_RUN_AWAY = Finding(Kind.RUN_AWAY, remedies=(Remedy.RESTART_SMALLER,))
_TOO_LARGE_ANSWERS = Finding(Kind.ANSWERS_TOO_LARGE, remedies=(Remedy.EDIT_EXAMPLES,))


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
        return list(_findings(Measurement.of(network, problem), errors, alpha, penalty, rows))


def _findings(
    measurement: Measurement, errors: Curve, alpha: float, penalty: Penalty, batch: int
) -> Iterator[Finding]:
    if not (measurement.is_finite and np.isfinite(errors.errors).all()):
        yield _RUN_AWAY if measurement.problem.has_finite_squares else _TOO_LARGE_ANSWERS
        return
    is_learned, is_penalised = measurement.is_learned, penalty.is_on
    is_stuck = not is_learned and progress.is_stuck(measurement, errors)
    silent_units = list(
        silence.silent_units(measurement, errors, is_stuck=is_stuck, is_penalised=is_penalised)
    )
    if is_learned:
        yield from silent_units
        return
    yield from _too_large_alpha(measurement, errors, alpha, penalty, batch)
    yield from silence.no_gradient(measurement, errors, is_penalised=is_penalised)
    if measurement.is_constant:
        yield from silent_units
    yield from barriers.contradicting_examples(measurement.problem)
    yield from barriers.all_lights_off(measurement)
    if not measurement.is_constant:
        yield from barriers.linear(measurement)
        yield from silence.silent_examples(measurement)
        yield from silence.all_alike(measurement)
        yield from silent_units
    yield from progress.wrong_answers(measurement, errors)
    yield from progress.no_progress(measurement, errors, alpha, batch)


def _too_large_alpha(
    measurement: Measurement, errors: Curve, alpha: float, penalty: Penalty, batch: int
) -> Iterator[Finding]:
    """Find at most one sign: the error rose, else an update would raise it, else it was lower."""
    signs = [overshoot.rising_error(measurement, errors, alpha, penalty)]
    if batch == 1 and not penalty.is_on:
        signs.append(overshoot.overshooting_update(measurement, alpha))
    signs.append(overshoot.lost_ground(measurement, errors))
    yield from next(filter(None, map(list, signs)), [])
