"""What else training could begin with, and the first of it that learns, found by trying."""

from collections.abc import Generator, Iterable
from dataclasses import dataclass, replace

import numpy as np

from streetlight_gui.core.checks.formatting import dusted
from streetlight_gui.core.checks.limits import ALPHA, MAX_UNITS
from streetlight_gui.core.diagnosis.case import Case
from streetlight_gui.core.diagnosis.finding import Remedy
from streetlight_gui.core.diagnosis.verdict import State, state_at_end
from streetlight_gui.core.training.divergence import DivergenceError
from streetlight_gui.core.training.settings import BOOK_ACTIVATION, BOOK_ALPHA, Settings
from streetlight_gui.core.training.stopping import DEFAULT_STOP_AFTER, StopRule
from streetlight_gui.core.training.trainer import Trainer

MOST_SEEDS = 100
_MOST_HALVINGS = 8
_MOST_FOR_BETTER = 20  # starts after the first with every answer right
_CHUNK = 64  # examples between two looks at whether to go on


@dataclass(frozen=True)
class Tried:
    """What came of trying.

    Attributes:
        failed: settings that were tried before the one found, and ended less well.
        found: those whose run ends learned; else with every answer right; None where none does.
        iterations: so many were trained, or fewer where the rule said so.
        is_learned: the run of what was found ends learned, as the verdict has it.
    """

    failed: tuple[Settings, ...]
    found: Settings | None
    iterations: int
    is_learned: bool


def starts_to_try(remedy: Remedy, settings: Settings) -> list[Settings]:
    """Return what a remedy begins anew with, in the order to be tried; [] for other remedies.

    A finding may be of a moment ago: what a remedy says may be done by now.
    """
    hidden = settings.hidden
    match remedy:
        case Remedy.FIND_START:
            return _next_seeds(settings)
        case Remedy.RESTART_SMALLER:
            smaller = [replace(settings, alpha=alpha) for alpha in _halved(settings.alpha)]
            small = next((each for each in smaller if each.alpha <= BOOK_ALPHA), smaller[-1])
            return smaller + _next_seeds(small)
        case Remedy.ADD_UNIT if hidden:
            k = hidden.index(min(hidden))
            sizes = range(hidden[k] + 1, MAX_UNITS + 1)
            return [settings.with_units(k, units) for units in sizes]
        case Remedy.ADD_HIDDEN_LAYER:
            first = settings.with_layer_added()
        case Remedy.ADD_BIAS:
            first = replace(settings, bias=True)
        case Remedy.USE_RELU:
            first = replace(settings, activations=(BOOK_ACTIVATION,) * len(hidden))
        case _:
            return []
    return [each for each in (first, *_next_seeds(first)) if each != settings]


def first_that_learns(starts: Iterable[Settings], rule: StopRule) -> Generator[None, None, Tried]:
    """Train from each start as a run by this rule would, up to the first that is learned.

    Where none of the next 20 is, the first with every answer right will do.
    It pauses after every few examples; the generator's value is what came of it. A rule that never
    ends a run is taken for the one that there is to begin with.
    """
    rule = replace(rule, iterations=rule.iterations or DEFAULT_STOP_AFTER)
    tried: list[Settings] = []
    right: int | None = None  # the place of the first that has only every answer right
    for settings in starts:
        end = yield from _end_of(settings, rule)
        if end is State.LEARNED:
            return Tried(tuple(tried), settings, rule.iterations, is_learned=True)
        if end is State.ALL_RIGHT and right is None:
            right = len(tried)
        tried.append(settings)
        if right is not None and len(tried) - right > _MOST_FOR_BETTER:
            break
    found = None if right is None else tried[right]
    return Tried(tuple(tried[:right]), found, rule.iterations, is_learned=False)


def _end_of(settings: Settings, rule: StopRule) -> Generator[None, None, State]:
    trainer, sampler = Trainer.of(settings), settings.sampler
    most = sampler.updates_for(_CHUNK)
    while not rule.ends(trainer):
        iterations = 1 if rule.watches else rule.iterations - trainer.iteration
        left = iterations * sampler.updates_per_iteration - trainer.index
        try:
            trainer.step(min(left, most))
        except DivergenceError:
            return State.RAN_AWAY
        yield
    with np.errstate(all="ignore"):
        return state_at_end(Case(trainer.network, settings, trainer.history.online.curve()))


def _next_seeds(settings: Settings) -> list[Settings]:
    starts = [settings]
    for _ in range(MOST_SEEDS):
        starts.append(starts[-1].next_start())
    return starts[1:]


def _halved(alpha: float) -> list[float]:
    """Return an alpha halved again and again."""
    halves = [dusted(alpha / 2**k) for k in range(1, _MOST_HALVINGS + 1)]
    return [each for each in halves if each >= ALPHA.low] or [alpha]
