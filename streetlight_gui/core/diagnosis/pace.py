"""Findings on how training goes: an error that rises or stays, answers that are still wrong."""

from collections.abc import Iterator

import numpy as np

from streetlight_gui.core.checks.limits import MAX_UNITS
from streetlight_gui.core.diagnosis.case import Case
from streetlight_gui.core.diagnosis.finding import Finding, Kind, Remedy, finding
from streetlight_gui.core.training.history import Curve
from streetlight_gui.core.training.settings import BOOK_ALPHA

_SAME = 1e-3  # errors are the same that differ by no more than this part of the last one
_WINDOW = 20  # iterations
_RISE = 2  # times the lowest error
_STANDSTILL = 50  # iterations
_WORSE = 1.5  # times the error before
_FAR = 0.25  # the error of an output that is 0.5 away from its answer
_NOTABLE = 0.01  # of the error
_TINY = BOOK_ALPHA / 100


def too_large_alpha(case: Case) -> Iterator[Finding]:
    """Find at most one sign: the error rose, else an update would raise it, else it was lower.

    See `recent_rise` for when a rise is alpha's doing. A penalty is another pull on the weights, so
    it may be its doing as well.
    """
    remedies: tuple[Remedy, ...] = (Remedy.RESTART_SMALLER,)
    if not case.has_run_away:
        remedies = (Remedy.SMALLER_ALPHA, Remedy.RESTART_SMALLER)
    if rise := recent_rise(case.errors):
        strength = case.penalty.strength if case.penalty.is_on else None
        yield finding(Kind.RISING_ERROR, *remedies, **rise, alpha=case.alpha, strength=strength)
    elif update := _overshooting_update(case):
        yield finding(Kind.OVERSHOOTING_UPDATE, *remedies, **update)
    elif loss := lower_before(case.errors):
        yield finding(Kind.LOST_GROUND, *remedies[::-1], **loss, now=float(case.errors.errors[-1]))


def wrong_answers(case: Case) -> Iterator[Finding]:
    """Find how many answers are wrong, and which is furthest from right."""
    count = int(case.examples.counts[~case.are_right].sum())
    if not count:
        return
    row = int(np.argmax(np.where(case.are_right, -1.0, np.abs(case.deltas))))
    pattern = tuple(case.examples.patterns[row].tolist())
    output, target = float(case.layers[-1][row, 0]), float(case.examples.targets[row])
    may_run_on = len(case.errors.errors) > 0 and not (is_stuck(case) or case.has_run_away)
    remedies = (Remedy.RUN_ON,) if may_run_on else ()
    facts = {"wrong": count, "examples": len(case.problem), "output": output, "target": target}
    yield finding(Kind.WRONG_ANSWERS, *remedies, pattern=pattern, **facts)


def no_progress(case: Case) -> Iterator[Finding]:
    """Find that the error has stayed the same for 50 iterations or more."""
    count = iterations_alike(case.errors)
    if count >= _STANDSTILL and not case.has_no_gradient:
        remedies, error = _remedies(case, count), float(case.errors.errors[-1])
        yield finding(Kind.NO_PROGRESS, *remedies, iterations=count, error=error)


def new_units(case: Case) -> tuple[Remedy, ...]:
    """Choose other units or more; first smaller steps, where they are larger than the book's."""
    if not case.hidden:
        return (Remedy.ADD_HIDDEN_LAYER,)
    smaller = (Remedy.RESTART_SMALLER,) if case.alpha > BOOK_ALPHA else ()
    more = (Remedy.ADD_UNIT,) if min(case.network.hidden) < MAX_UNITS else ()
    return (*smaller, Remedy.FIND_START, *more)


def is_stuck(case: Case) -> bool:
    """Tell whether the error has stayed the same for 50 iterations, or no longer gets low."""
    for_ever = case.is_constant and case.examples.lowest_constant_error > 0
    return case.has_no_gradient or for_ever or iterations_alike(case.errors) >= _STANDSTILL


def iterations_alike(curve: Curve) -> int:
    """Return for how many iterations, up to the last one, the error has been the same within 0.1 %.

    A thinned curve leaves out iterations, but never an extreme. So between two of its points that
    are the same as the last one, no other error was left out.
    """
    if not len(curve.errors):
        return 0
    last = curve.errors[-1]
    others = np.flatnonzero(np.abs(curve.errors - last) > _SAME * last)
    first = int(others[-1]) + 1 if len(others) else 0
    return int(curve.iterations[-1] - curve.iterations[first]) + 1


def recent_rise(curve: Curve) -> dict[str, float]:
    """Return how the error rose in the last 20 iterations, if to twice its lowest or more.

    That is the lowest error, the highest one after it, and the iterations from the lowest to now.

    A small enough step against its gradient lowers an error. So where weights, examples and
    settings stay, a rise is due to the size of the steps. Small rises are left out: the online
    error measures each example with other weights, and shuffled examples come in another order.
    A rise ends with a new lowest error, or 20 iterations after the lowest one.
    """
    if not len(curve.errors):
        return {}
    start = np.searchsorted(curve.iterations, curve.iterations[-1] - _WINDOW)
    errors, iterations = curve.errors[start:], curve.iterations[start:]
    lowest = len(errors) - 1 - int(errors[::-1].argmin())
    low, high = float(errors[lowest]), float(errors[lowest:].max())
    if high == low or high < _RISE * low:
        return {}
    return {"low": low, "high": high, "iterations": int(iterations[-1] - iterations[lowest])}


def lower_before(curve: Curve) -> dict[str, float]:
    """Return the iteration and the value of the lowest error, if the last is twice it or more.

    The last iteration is the moment shown, so the lowest one was before.
    """
    if not len(curve.errors):
        return {}
    lowest = int(curve.errors.argmin())
    low, last = float(curve.errors[lowest]), float(curve.errors[-1])
    if last == low or last < _RISE * low:
        return {}
    return {"iteration": int(curve.iterations[lowest]), "low": low}


def _overshooting_update(case: Case) -> dict[str, object]:
    """Return the facts of an update that would make its example's error larger, by half or more.

    An update goes against the gradient of the example's error, so a small enough one lowers it. To
    first order it takes the delta d to `d * (1 - alpha * |g|**2)`, where g is the gradient of the
    output in all weights: further from 0 where `alpha * |g|**2` is above 2, as for the learning
    rate of the LMS rule (Widrow and Hoff, 1960). That picks the example; its update is then made.
    """
    if case.batch > 1 or case.penalty.is_on:
        return {}
    errors, network = case.deltas**2, case.network
    row = int(np.argmax(errors * (1 - case.alpha * case.squared_gradients) ** 2))
    before = float(errors[row])
    pattern, target = case.examples.patterns[row : row + 1], case.examples.targets[row : row + 1]
    parameters = network.parameters - case.alpha * network.propagation(pattern, target).gradient
    delta = network.with_parameters(parameters).predict(pattern) - target
    after = float(delta @ delta)
    if after <= max(_FAR, _WORSE * before):
        return {}
    lights = tuple(pattern[0].tolist())
    return {"pattern": lights, "before": before, "after": after, "alpha": case.alpha}


def _remedies(case: Case, count: int) -> tuple[Remedy, ...]:
    """Choose what to try after so many iterations without progress.

    Steps of alpha against the gradient g lower the error by about `2 * alpha * |g|**2` each. Where
    that should have been notable and was not, steps undo each other: they are too large. Where
    the book's alpha would have made it notable, they are too small.
    """
    lowest, notable = case.examples.lowest_error, _NOTABLE * case.error
    if lowest and case.error <= (1 + _NOTABLE) * lowest:
        return (Remedy.EDIT_EXAMPLES,)
    more = new_units(case)
    drop_by_alpha = 2 * case.squared_gradient * count / case.batch
    if case.alpha * drop_by_alpha >= notable:
        return (Remedy.SMALLER_ALPHA, *more)
    if case.alpha <= _TINY and BOOK_ALPHA * drop_by_alpha >= notable:
        return (Remedy.LARGER_ALPHA, *more)
    return more
