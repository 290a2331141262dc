"""Which values of an axis are worth a look, around the settings at hand."""

from collections.abc import Callable
from typing import Any

from streetlight_gui.core.checks.formatting import dusted
from streetlight_gui.core.checks.limits import ALPHA, MAX_HIDDEN_LAYERS
from streetlight_gui.core.nn.activations import ACTIVATIONS
from streetlight_gui.core.nn.penalty import NO_PENALTY, Penalty, PenaltyKind
from streetlight_gui.core.training.axes import USUAL_ITERATIONS, AxisKind
from streetlight_gui.core.training.settings import Settings

_UNITS = 1, 2, 4, 8, 16
_STRENGTHS = 0.001, 0.01, 0.1
_BATCHES = 1, 2


def usual_values(kind: AxisKind, settings: Settings) -> tuple[Any, ...]:
    """Return values of an axis in their order, around that of the settings at hand.

    kind: not `HIDDEN`, whose values have no order.
    """
    return _AROUND[kind](settings)


def _alphas(alpha: float) -> tuple[float, ...]:
    around = dusted(alpha / 4), dusted(alpha / 2), alpha, dusted(2 * alpha)
    return tuple(dict.fromkeys(each for each in around if ALPHA.low <= each <= ALPHA.high))


def _penalties(own: Penalty) -> tuple[Penalty, ...]:
    kind = own.kind if own.is_on else PenaltyKind.L2
    strengths = {*_STRENGTHS, own.strength} if own.is_on else _STRENGTHS
    return (NO_PENALTY, *(Penalty(kind, strength) for strength in sorted(strengths)))


_AROUND: dict[AxisKind, Callable[[Settings], tuple[Any, ...]]] = {
    AxisKind.ALPHA: lambda settings: _alphas(settings.alpha),
    AxisKind.UNITS: lambda settings: tuple(sorted({*_UNITS, *settings.hidden[-1:]})),
    AxisKind.LAYERS: lambda _: tuple(range(1, MAX_HIDDEN_LAYERS + 1)),
    AxisKind.ACTIVATION: lambda _: tuple(ACTIVATIONS),
    AxisKind.BATCH: lambda settings: (*sorted({*_BATCHES, settings.batch or 1}), 0),
    AxisKind.PENALTY: lambda settings: _penalties(settings.penalty),
    AxisKind.ITERATIONS: lambda _: (100, USUAL_ITERATIONS, 1000, 3000),
}
