"""Findings on how far training has come: answers that are wrong, an error that stays."""

from collections.abc import Iterator

import numpy as np

from streetlight_gui.core.diagnosis.error_trend import iterations_alike
from streetlight_gui.core.diagnosis.finding import Finding, Kind, Remedy
from streetlight_gui.core.diagnosis.lowest_error import lowest_constant_error, lowest_error
from streetlight_gui.core.diagnosis.measurement import Measurement
from streetlight_gui.core.training.history import Curve
from streetlight_gui.core.training.settings import BOOK_ALPHA

_STANDSTILL = 50  # iterations
_NOTABLE = 0.01  # of the error
_TINY = BOOK_ALPHA / 100


def is_stuck(measurement: Measurement, errors: Curve) -> bool:
    """Tell whether the error has stayed the same for 50 iterations, or no longer gets low."""
    for_ever = measurement.is_constant and lowest_constant_error(measurement.problem) > 0
    return measurement.has_no_gradient or for_ever or iterations_alike(errors) >= _STANDSTILL


def wrong_answers(measurement: Measurement, errors: Curve) -> Iterator[Finding]:
    """Find how many answers are wrong, and which is furthest from right."""
    count = int(measurement.examples.counts[~measurement.are_right].sum())
    if not count:
        return
    row = int(np.argmax(np.where(measurement.are_right, -1.0, np.abs(measurement.deltas))))
    facts = {
        "wrong": count,
        "examples": len(measurement.problem),
        "pattern": tuple(measurement.examples.patterns[row].tolist()),
        "output": float(measurement.layers[-1][row, 0]),
        "target": float(measurement.examples.targets[row]),
    }
    remedies = (Remedy.RUN_ON,) if _may_run_on(measurement, errors) else ()
    yield Finding(Kind.WRONG_ANSWERS, facts, remedies)


def no_progress(
    measurement: Measurement, errors: Curve, alpha: float, batch: int
) -> Iterator[Finding]:
    """Find that the error has stayed the same for 50 iterations or more.

    batch: how many examples share an update.
    """
    count = iterations_alike(errors)
    if count < _STANDSTILL or measurement.has_no_gradient:
        return
    facts = {"iterations": count, "error": float(errors.errors[-1])}
    yield Finding(Kind.NO_PROGRESS, facts, _remedies(measurement, count, alpha, batch))


def _may_run_on(measurement: Measurement, errors: Curve) -> bool:
    """Tell whether something has run, and more of it may help."""
    is_hopeless = is_stuck(measurement, errors) or measurement.has_run_away
    return len(errors.errors) > 0 and not is_hopeless


def _remedies(measurement: Measurement, count: int, alpha: float, batch: int) -> tuple[Remedy, ...]:
    """Choose what to try after so many iterations without progress.

    Steps of alpha against the gradient g lower the error by about `2 * alpha * |g|**2` each. Where
    that should have been notable and was not, steps undo each other: they are too large. Where
    the book's alpha would have made it notable, they are too small.
    """
    lowest = lowest_error(measurement.problem)
    if lowest and measurement.error <= (1 + _NOTABLE) * lowest:
        return (Remedy.EDIT_EXAMPLES,)
    more = (Remedy.NEW_START, Remedy.ADD_UNIT) if measurement.hidden else (Remedy.ADD_HIDDEN_LAYER,)
    drop_by_alpha = 2 * measurement.squared_gradient * count / batch
    if alpha * drop_by_alpha >= _NOTABLE * measurement.error:
        return (Remedy.SMALLER_ALPHA, *more)
    if alpha <= _TINY and BOOK_ALPHA * drop_by_alpha >= _NOTABLE * measurement.error:
        return (Remedy.LARGER_ALPHA, *more)
    return more
