"""The activation of a unit and its slope, with a mark for each pattern."""

import numpy as np
from PySide6.QtCore import Qt

import pyqtgraph as pg  # isort: skip  (takes the Qt binding that is imported already)

from streetlight_gui.core.replay.firing import Firing
from streetlight_gui.ui.plots.plot import PartCurve
from streetlight_gui.ui.widgets.theme import Theme

_LEFT = 44  # the width of the axis of values, in a font of 12
_BALL, _MARK = 13, 8
_SHORTEST_Y, _ROOM = 1.0, 0.12  # of what must be seen, below and above it


class ActivationCurve(PartCurve):
    """Draws a Firing: f(z), f'(z), a mark for each pattern, a ball for the one on the lamps."""

    def __init__(self) -> None:
        """Make an empty plot."""
        super().__init__("activation_curve", "z", _LEFT)
        self._zero = pg.InfiniteLine(0)
        self.addItem(self._zero)
        self._slope, self._drop = self.plot(), self.plot()
        self._unseen, self._seen = (pg.ScatterPlotItem(size=_MARK) for _ in range(2))
        self._ball = pg.ScatterPlotItem(size=_BALL, pen=None)
        for item in (self._unseen, self._seen, self._ball):
            self.addItem(item)

    def draw(self, found: Firing, *, is_reached: bool) -> None:
        """Draw a unit, or nothing where its numbers are not all finite.

        Args:
            found: how it fires.
            is_reached: the unit is computed at this moment.
        """
        if not self._show_items(found.is_finite):
            return
        zs, values, slopes = found.curve
        self._curve.setData(zs, values)
        self._slope.setData(zs, slopes)
        self._seen.setData(*found.marks[:, found.in_training])
        self._unseen.setData(*found.marks[:, ~found.in_training])
        z, value, _ = found.point
        self._ball.setData([z], [value])
        self._drop.setData([z, z], [0, value])
        for item in (self._ball, self._drop):
            item.setVisible(is_reached)
        seen = np.concatenate([values, slopes])
        low, high = float(seen.min()), float(seen.max())
        room = _ROOM * max(high - low, _SHORTEST_Y)
        self.setRange(xRange=zs[[0, -1]], yRange=(low - room, high + room), padding=0)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        super().set_theme(theme)
        self._zero.setPen(theme.groove, width=self._grown(1), style=Qt.PenStyle.DotLine)
        self._slope.setPen(theme.frozen, width=self._grown(1), dash=[4, 4])
        self._drop.setPen(theme.accent, width=self._grown(1), style=Qt.PenStyle.DashLine)
        self._ball.setBrush(theme.accent)
        self._ball.setSize(self._grown(_BALL))
        for marks in (self._seen, self._unseen):
            marks.setSize(self._grown(_MARK))
        self._seen.setPen(theme.text, width=self._grown(1))
        self._seen.setBrush(theme.text)
        self._unseen.setPen(theme.text, width=self._grown(1))
        self._unseen.setBrush(theme.card)
