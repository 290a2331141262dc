"""The curve of an error along one weight, where the weight stands, and where it goes."""

import numpy as np
from PySide6.QtCore import Qt

import pyqtgraph as pg  # isort: skip  (takes the Qt binding that is imported already)

from streetlight_gui.core.training.slope import Slope
from streetlight_gui.ui.plots.plot import Plot
from streetlight_gui.ui.widgets.theme import Theme

_SHORTEST_Y = 0.5  # a flat curve must look flat
_TANGENT_SHARE = 0.18  # of the width, to either side


class SlopeCurve(Plot):
    """Draws a Slope."""

    def __init__(self) -> None:
        """Make an empty plot."""
        super().__init__(pg.AxisItem("left"), pg.AxisItem("bottom"))
        self.setLabel("bottom", "weight")
        self.setMouseEnabled(False, False)
        for axis in (self.left, self.bottom):
            axis.setStyle(hideOverlappingLabels=True)  # those that would be cut
        self._curve, self._tangent, self._jump = self.plot(), self.plot(), self.plot()
        self._goal = pg.ScatterPlotItem(size=13, brush=None)
        self._ball = pg.ScatterPlotItem(size=13, pen=None)
        self.addItem(self._goal)
        self.addItem(self._ball)

    def draw(self, found: Slope) -> None:
        """Draw a slope, or nothing where its numbers are not all finite."""
        for item in self.listDataItems():
            item.setVisible(found.is_finite)
        if not found.is_finite:
            return
        self._curve.setData(found.weights, found.errors)
        near = (found.weights[-1] - found.weights[0]) * _TANGENT_SHARE
        xs = np.array([found.weight - near, found.weight + near])
        self._tangent.setData(xs, found.error + found.derivative * (xs - found.weight))
        self._jump.setData([found.weight, found.step_to], [found.error, found.error_there])
        self._ball.setData([found.weight], [found.error])
        self._goal.setData([found.step_to], [found.error_there])
        low, high = float(found.errors.min()), float(found.errors.max())
        room = 0.08 * max(high - low, _SHORTEST_Y)
        ends = found.weights[0], found.weights[-1]
        self.setRange(xRange=ends, yRange=(low - room, high + room), padding=0)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        super().set_theme(theme)
        self._curve.setPen(theme.muted, width=2)
        self._tangent.setPen(theme.frozen, width=2)
        self._ball.setBrush(theme.accent)
        self._goal.setPen(theme.accent, width=2)
        self._jump.setPen(theme.accent, width=1, style=Qt.PenStyle.DashLine)
