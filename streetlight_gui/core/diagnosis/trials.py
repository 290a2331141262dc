"""What else training could begin with, and the first of it that learns, found by trying."""

from collections.abc import Generator, Iterable
from dataclasses import dataclass, replace

from streetlight_gui.core.checks.formatting import dusted
from streetlight_gui.core.checks.limits import ALPHA, MAX_SEED, MAX_UNITS
from streetlight_gui.core.diagnosis.finding import Remedy
from streetlight_gui.core.training.divergence import DivergenceError
from streetlight_gui.core.training.settings import BOOK_ACTIVATION, BOOK_ALPHA, Settings
from streetlight_gui.core.training.stopping import DEFAULT_STOP_AFTER, StopRule
from streetlight_gui.core.training.trainer import Trainer

MOST_SEEDS = 100
_MOST_HALVINGS = 8
_CHUNK = 64  # examples between two looks at whether to go on


@dataclass(frozen=True)
class Tried:
    """What came of trying.

    Attributes:
        failed: settings from whose start not every answer becomes right.
        learns: those that were tried next, with which every answer does; None where none did.
        iterations: so many were trained, or fewer where the rule said so.
    """

    failed: tuple[Settings, ...]
    learns: Settings | None
    iterations: int


def starts_to_try(remedy: Remedy, settings: Settings) -> list[Settings]:
    """Return what a remedy begins anew with, in the order to be tried; [] for other remedies."""
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
    return [first, *_next_seeds(first)]


def first_that_learns(starts: Iterable[Settings], rule: StopRule) -> Generator[None, None, Tried]:
    """Train from each start as a run by this rule would, up to the first that learns.

    It pauses after every few examples; the generator's value is what came of it. A rule that never
    ends a run is taken for the one that there is to begin with.
    """
    rule = replace(rule, iterations=rule.iterations or DEFAULT_STOP_AFTER)
    failed: list[Settings] = []
    for settings in starts:
        if (yield from _learns(settings, rule)):
            return Tried(tuple(failed), settings, rule.iterations)
        failed.append(settings)
    return Tried(tuple(failed), None, rule.iterations)


def _learns(settings: Settings, rule: StopRule) -> Generator[None, None, bool]:
    trainer, sampler = Trainer.of(settings), settings.sampler
    most = sampler.updates_for(_CHUNK)
    while not rule.ends(trainer):
        iterations = 1 if rule.watches else rule.iterations - trainer.iteration
        left = iterations * sampler.updates_per_iteration - trainer.index
        try:
            trainer.step(min(left, most))
        except DivergenceError:
            return False
        yield
    return trainer.are_all_right()


def _next_seeds(settings: Settings) -> list[Settings]:
    seeds = [(settings.next_seed + k) % (MAX_SEED + 1) for k in range(MOST_SEEDS)]
    return [replace(settings, seed=seed, given=None) for seed in seeds]


def _halved(alpha: float) -> list[float]:
    """Return an alpha halved again and again."""
    halves = [dusted(alpha / 2**k) for k in range(1, _MOST_HALVINGS + 1)]
    return [each for each in halves if each >= ALPHA.low] or [alpha]
