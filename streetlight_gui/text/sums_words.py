"""The words of the table of sums that reach a hidden layer."""

from streetlight_gui.core.checks.formatting import counted


def sums_title(layer: int) -> str:
    """Name the table; a layer counts from 1."""
    return f"Sums that reach layer_{layer}"


def sums_heading(unit: int, *, never_fires: bool) -> str:
    """Name a column; a unit counts from 1."""
    return f"unit {unit}\nnever fires" if never_fires else f"unit {unit}"


def sums_note(iterations: int) -> str:
    """Say what the table shows, after so many finished iterations."""
    return (
        f"After {counted(iterations, 'iteration')}. A relu unit lets a sum above 0 "
        "pass and turns any other into 0: it then has no part in the prediction, and no gradient."
    )
