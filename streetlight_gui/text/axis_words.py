"""What axes of a sweep are called, and how values on them are written."""

from typing import Any

from streetlight_gui.core.checks.formatting import counted
from streetlight_gui.core.ensemble.chart import value_on
from streetlight_gui.core.ensemble.sweep import Cell
from streetlight_gui.core.training.axes import AxisKind, typed_text

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
    match kind:
        case AxisKind.ACTIVATION:  # which there are, in whatever number of layers
            return "-".join(value) or "none"
        case AxisKind.ITERATIONS:
            return f"{value:,}"
    return typed_text(kind, (value,))


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
