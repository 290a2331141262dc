"""Reads exact errors off the error plot."""

import numpy as np
from PySide6.QtWidgets import QLabel

import pyqtgraph as pg  # isort: skip  (takes the Qt binding that is imported already)

from streetlight_gui.core.checks.formatting import exact
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.history import Curve
from streetlight_gui.ui.widgets.theme import Theme


class Crosshair:
    """A vertical line at an iteration, dots where it meets the curves, and their exact errors.

    Attributes:
        at: the iteration asked for, not yet rounded to one that is kept; None for no crosshair.
    """

    def __init__(self, plot: pg.PlotWidget) -> None:
        """Add the crosshair to a plot, not shown yet."""
        self.at: float | None = None
        self._plot = plot
        self._line = pg.InfiniteLine(angle=90, movable=False)
        self._line.hide()
        self._dots = pg.ScatterPlotItem(size=8, pen=None)
        plot.getPlotItem().addItem(self._line, ignoreBounds=True)
        plot.getPlotItem().addItem(self._dots, ignoreBounds=True)
        self._readout = QLabel("", plot)
        self._readout.setObjectName("error_readout")
        self._readout.hide()

    def draw(self, snapshot: Snapshot | None, *, is_log: bool) -> None:
        """Read the run of a snapshot; on a log axis the plot measures log10(error)."""
        if self.at is None or snapshot is None or not len(snapshot.online_curve.errors):
            self._hide()
            return
        iterations = snapshot.online_curve.iterations
        at = min(max(round(self.at), 1), int(iterations[-1]))
        iteration = int(iterations[np.abs(iterations - at).argmin()])
        self._line.setPos(iteration)
        self._line.show()
        curves = (("online", snapshot.online_curve), ("frozen", snapshot.frozen_curve))
        found = [
            (name, error)
            for name, curve in curves
            if (error := _error_at(curve, iteration)) is not None
        ]
        errors = [error for _, error in found if error > 0 or not is_log]
        heights = np.log10(errors) if is_log else errors
        self._dots.setData([iteration] * len(errors), heights)
        lines = [f"iteration {iteration:,} ", *(f"{name} {exact(error)}" for name, error in found)]
        if iteration != at or len(found) < len(curves):
            lines.append("(thinned here)")
        self._show_readout("\n".join(lines))

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self._line.setPen(pg.mkPen(theme.muted, width=1))
        self._dots.setBrush(theme.text)
        self._readout.setStyleSheet(
            f"background: {theme.card}; color: {theme.text}; border: 1px solid {theme.line};"
            "border-radius: 4px; padding: 3px;"
        )

    def _hide(self) -> None:
        if self._line.isVisible():
            self._line.hide()
            self._dots.setData([], [])
            self._show_readout("")

    def _show_readout(self, text: str) -> None:
        """Show exact values in the upper right corner of the plot."""
        self._readout.setText(text)
        self._readout.setVisible(bool(text))
        self._readout.adjustSize()
        self._readout.move(self._plot.width() - self._readout.width() - 8, 6)


def _error_at(curve: Curve, iteration: int) -> float | None:
    """Return a curve's error; None where it is thinned away: of the past only extremes stay."""
    k = int(np.searchsorted(curve.iterations, iteration))
    is_kept = k < len(curve.iterations) and curve.iterations[k] == iteration
    return float(curve.errors[k]) if is_kept else None
