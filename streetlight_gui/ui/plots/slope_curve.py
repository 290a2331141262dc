"""The curve of an error along one weight, where the weight stands, and where it goes."""

import numpy as np
from PySide6.QtCore import Qt

import pyqtgraph as pg  # isort: skip  (takes the Qt binding that is imported already)

from streetlight_gui.core.nn.slope import Slope
from streetlight_gui.ui.plots.plots import colour_plot, make_plot
from streetlight_gui.ui.widgets.theme import Theme

_SHORTEST_Y = 0.5  # a flat curve must look flat
_TANGENT_SHARE = 0.18  # of the width, to either side


class SlopeCurve:
    """Draws a Slope.

    Attributes:
        widget: the plot.
    """

    def __init__(self) -> None:
        """Make an empty plot."""
        self.widget = make_plot("weight", "error")
        item = self._item = self.widget.getPlotItem()
        item.setMouseEnabled(False, False)
        for side in ("bottom", "left"):
            item.getAxis(side).setStyle(hideOverlappingLabels=True)  # those that would be cut
        self._curve, self._tangent, self._jump = item.plot(), item.plot(), item.plot()
        self._goal = pg.ScatterPlotItem(size=13)
        self._ball = pg.ScatterPlotItem(size=13, pen=None)
        item.addItem(self._goal)
        item.addItem(self._ball)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        colour_plot(self.widget, theme)
        self._curve.setPen(pg.mkPen(theme.muted, width=2))
        self._tangent.setPen(pg.mkPen(theme.frozen, width=2))
        self._ball.setBrush(theme.accent)
        self._goal.setBrush(None)
        self._goal.setPen(pg.mkPen(theme.accent, width=2))
        self._jump.setPen(pg.mkPen(theme.accent, width=1, style=Qt.PenStyle.DashLine))

    def name_error(self, name: str) -> None:
        """Say what the vertical axis measures."""
        if name != self._item.getAxis("left").labelText:
            self._item.setLabel("left", name)

    def show_weight_axis(self, *, shown: bool) -> None:
        """Show or hide the name of the horizontal axis."""
        self._item.showLabel("bottom", shown)

    def clear(self) -> None:
        """Draw nothing."""
        for curve in (self._curve, self._tangent, self._jump, self._ball, self._goal):
            curve.setData([], [])

    def draw(self, found: Slope) -> None:
        """Draw a slope whose numbers are all finite."""
        self._curve.setData(found.weights, found.errors)
        near = (found.weights[-1] - found.weights[0]) * _TANGENT_SHARE
        xs = np.array([found.weight - near, found.weight + near])
        self._tangent.setData(xs, found.error + found.derivative * (xs - found.weight))
        self._jump.setData([found.weight, found.step_to], [found.error, found.error_there])
        self._ball.setData([found.weight], [found.error])
        self._goal.setData([found.step_to], [found.error_there])
        low, high = float(found.errors.min()), float(found.errors.max())
        room = 0.08 * max(high - low, _SHORTEST_Y)
        self.widget.setRange(
            xRange=(found.weights[0], found.weights[-1]),
            yRange=(low - room, high + room),
            padding=0,
        )
