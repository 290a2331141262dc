"""What axes of a sweep are called, and how values on them are written."""

from collections.abc import Callable, Iterable
from typing import Any

from streetlight_gui.core.checks.formatting import counted, exact_terse
from streetlight_gui.core.ensemble.chart import value_on
from streetlight_gui.core.ensemble.sweep import Cell
from streetlight_gui.core.nn.penalty import Penalty, PenaltyKind
from streetlight_gui.core.training.axes import AxisKind

AXIS_NAMES = {
    AxisKind.ALPHA: "alpha",
    AxisKind.HIDDEN: "hidden units",
    AxisKind.UNITS: "hidden units",
    AxisKind.LAYERS: "hidden layers",
    AxisKind.ACTIVATION: "activation",
    AxisKind.BATCH: "batch",
    AxisKind.PENALTY: "penalty",
    AxisKind.ITERATIONS: "iterations",
}


def value_text(kind: AxisKind, value: Any) -> str:
    """Write a value as short as a column's title: '0.2', '8-8', 'none', 'L2 0.01'."""
    return _WRITERS.get(kind, str)(value)


def typed_text(kind: AxisKind, values: Iterable[Any]) -> str:
    """Write values as a person types them, and as `parse_values` reads them: '1, 2, 4'."""
    is_plain = kind in {AxisKind.ACTIVATION, AxisKind.ITERATIONS}
    return ", ".join(str(each) if is_plain else value_text(kind, each) for each in values)


def place_words(kind: AxisKind, cell: Cell) -> str:
    """Say where on an axis a cell is: 'alpha 0.2', '4 hidden units', 'penalty none'."""
    value = value_on(kind, cell)
    match kind:
        case AxisKind.UNITS if len(cell.settings.hidden) > 1:
            return f"{counted(value, 'unit')} a layer"
        case AxisKind.UNITS:
            return counted(value, "hidden unit")
        case AxisKind.LAYERS:
            return counted(value, "hidden layer")
        case AxisKind.ITERATIONS:
            return counted(value, "iteration")
    return f"{AXIS_NAMES[kind]} {value_text(kind, value)}"


def _penalty_text(penalty: Penalty) -> str:
    kind, strength = penalty.kind, exact_terse(penalty.strength)
    return "none" if kind is PenaltyKind.NONE else f"{kind.value} {strength}"


_WRITERS: dict[AxisKind, Callable[[Any], str]] = {
    AxisKind.ALPHA: exact_terse,
    AxisKind.HIDDEN: lambda sizes: "-".join(map(str, sizes)) or "none",
    AxisKind.ACTIVATION: lambda names: "-".join(names) or "none",
    AxisKind.BATCH: lambda batch: str(batch or "all"),
    AxisKind.PENALTY: _penalty_text,
    AxisKind.ITERATIONS: "{:,}".format,
}
