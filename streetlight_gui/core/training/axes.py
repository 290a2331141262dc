"""What the settings of a sweep differ in, and how values of it are typed."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import Any, TypeVar

from streetlight_gui.core.checks import limits
from streetlight_gui.core.checks.formatting import exact_terse
from streetlight_gui.core.checks.limits import RefusedError
from streetlight_gui.core.nn.activations import check_activation
from streetlight_gui.core.nn.penalty import NO_PENALTY, Penalty, PenaltyKind

T = TypeVar("T")

USUAL_ITERATIONS = 300  # where nobody says how many
_LAYERS = limits.whole("hidden layers", 1, limits.MAX_HIDDEN_LAYERS)
_PENALTY = (
    f"a penalty must be written like L1 0.001, L2 0.01 or none; its {limits.STRENGTH.sentence}"
)


class AxisKind(Enum):
    """An axis of a sweep, by its name for `grid`."""

    ALPHA = "alpha"
    HIDDEN = "hidden"  # the sizes of all hidden layers
    UNITS = "units"  # of every hidden layer, where all have the same
    LAYERS = "layers"  # how many hidden ones
    ACTIVATION = "activation"
    BATCH = "batch"
    PENALTY = "penalty"
    ITERATIONS = "iterations"


@dataclass(frozen=True)
class Axis:
    """An axis of a map.

    Attributes:
        kind: what differs along it.
        values: in their order; one at least.
    """

    kind: AxisKind
    values: tuple[Any, ...]


def list_of(parse: Callable[[str], T]) -> Callable[[str], tuple[T, ...]]:
    """Return what reads several values between commas, none of them twice."""

    def read(text: str) -> tuple[T, ...]:
        return tuple(dict.fromkeys(parse(part) for part in text.split(",")))

    return read


def parse_values(kind: AxisKind, text: str) -> tuple[Any, ...]:
    """Read values of an axis as a person types them, with commas between: '0.1, 0.2'.

    Raises:
        ValueError: one of them is not allowed.
    """
    return list_of(_PARSERS[kind])(text)


def typed_text(kind: AxisKind, values: Iterable[Any]) -> str:
    """Write values as `parse_values` reads them: '1, 2, 4'."""
    return ", ".join(map(_WRITERS.get(kind, str), values))


def _parse_activation(text: str) -> str:
    return check_activation(text.strip()).name


def _parse_penalty(text: str) -> Penalty:
    """Read a penalty: `L2 0.01`, or `none`."""
    name, _, strength = text.strip().partition(" ")
    kinds = {kind.value.lower(): kind for kind in PenaltyKind}
    kind = kinds.get(name.lower())
    if kind is PenaltyKind.NONE and not strength:
        return NO_PENALTY
    with suppress(RefusedError):
        if kind in {PenaltyKind.L1, PenaltyKind.L2}:
            return Penalty(kind, limits.STRENGTH.parse(strength))
    raise RefusedError(_PENALTY, text.strip())


def _penalty_text(penalty: Penalty) -> str:
    kind, strength = penalty.kind, exact_terse(penalty.strength)
    return "none" if kind is PenaltyKind.NONE else f"{kind.value} {strength}"


_WRITERS: dict[AxisKind, Callable[[Any], str]] = {
    AxisKind.ALPHA: exact_terse,
    AxisKind.HIDDEN: lambda sizes: "-".join(map(str, sizes)) or "none",
    AxisKind.BATCH: lambda batch: str(batch or "all"),
    AxisKind.PENALTY: _penalty_text,
}
_PARSERS: dict[AxisKind, Callable[[str], Any]] = {
    AxisKind.ALPHA: limits.ALPHA.parse,
    AxisKind.HIDDEN: partial(limits.parse_hidden, between="-"),
    AxisKind.UNITS: limits.UNITS.parse,
    AxisKind.LAYERS: _LAYERS.parse,
    AxisKind.ACTIVATION: _parse_activation,
    AxisKind.BATCH: limits.BATCH_OR_ALL.parse,
    AxisKind.PENALTY: _parse_penalty,
    AxisKind.ITERATIONS: limits.ITERATIONS.parse,
}
