"""Reads exact errors off the error plot."""

import math

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

import pyqtgraph as pg  # isort: skip  (takes the Qt binding that is imported already)

from streetlight_gui.core.checks.formatting import exact
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.history import Curve
from streetlight_gui.text.known_words import held_out_words
from streetlight_gui.ui.plots.plot import Plot
from streetlight_gui.ui.widgets.theme import Theme


class Crosshair:
    """A vertical line at an iteration, dots where it meets the curves, and their exact errors.

    Without it, a note stands in their corner where part of the curves cannot be drawn.

    Attributes:
        at: the iteration asked for, not yet rounded to one that is kept; None for no crosshair.
        text: the errors there, a line each; '' without a crosshair.
    """

    def __init__(self, plot: Plot) -> None:
        """Add the crosshair to a plot, not shown yet."""
        self.at: float | None = None
        self._plot, self.text = plot, ""
        self._line, self._dots = pg.InfiniteLine(), pg.ScatterPlotItem(size=8, pen=None)
        plot.addItem(self._line)
        plot.addItem(self._dots)
        self._readout, self._note = QLabel(plot), QLabel("0 cannot be shown on a log axis", plot)
        self._readout.setObjectName("error_readout")
        self._note.setObjectName("zero_note")
        for label in (self._readout, self._note):  # the pointer reads the curves below it, too
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def draw(self, snapshot: Snapshot, *, is_log: bool) -> None:
        """Read the run of a snapshot; on a log axis the plot measures log10(error)."""
        curves = {"while training": snapshot.online_curve, "now": snapshot.frozen_curve}
        held_out, problem = snapshot.held_out_curve, snapshot.settings.problem
        if problem.held_out_count and len(held_out.errors):
            curves[held_out_words(problem)] = held_out
        self.text = ""
        if self.at is not None and len(snapshot.online_curve.errors):
            self.text = self._read(curves, self.at, is_log=is_log)
        self._readout.setText(self.text)
        for shown in (self._line, self._dots, self._readout):
            shown.setVisible(bool(self.text))
        has_zero = not all(curve.errors.all() for curve in curves.values())
        self._note.setVisible(has_zero and is_log and self.at is None)
        for label in (self._readout, self._note):
            label.adjustSize()
            label.move(self._plot.width() - label.width() - 8, 6)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self._line.setPen(theme.muted, width=1)
        self._dots.setBrush(theme.text)

    def _read(self, curves: dict[str, Curve], at: float, *, is_log: bool) -> str:
        """Go to the next iteration that is kept, and tell the errors there."""
        online, *_ = curves.values()
        kept = online.iterations
        asked = min(max(round(at), 1), int(kept[-1]))
        iteration = int(kept[np.abs(kept - asked).argmin()])
        errors = {  # of the past only extremes stay
            name: error
            for name, curve in curves.items()
            for error in curve.errors[curve.iterations == iteration].tolist()
            if not math.isnan(error)
        }
        drawn = [e for e in errors.values() if math.isfinite(e) and (e > 0 or not is_log)]
        self._line.setPos(iteration)
        self._dots.setData([iteration] * len(drawn), np.log10(drawn) if is_log else drawn)
        lines = [f"iteration {iteration:,} ", *(f"{k} {exact(v)}" for k, v in errors.items())]
        begun = (each.iterations for each in curves.values() if each.iterations[0] <= iteration)
        if iteration != asked or not all(iteration in iterations for iterations in begun):
            lines.append("(thinned here)")
        return "\n".join(lines)
