"""Names of lines in a plot, in its corner."""

from collections.abc import Sequence
from html import escape

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontInfo, QFontMetrics
from PySide6.QtWidgets import QApplication

import pyqtgraph as pg  # isort: skip  (takes the Qt binding that is imported already)

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.ui.widgets.text_sizes import small
from streetlight_gui.ui.widgets.theme import LIGHT, Theme

# Corners that errors which fall leave free; of each kind of axis first the one that is likelier to.
_LOWER_LEFT, _UPPER_RIGHT = (0, 1), (1, 0)
_IN_LOG, _IN_LINEAR = (_LOWER_LEFT, _UPPER_RIGHT), (_UPPER_RIGHT, _LOWER_LEFT)
_OPACITY = 100  # of its ground, of 255
_ROOMY = 2.2  # lines of text that a plot has for each name, or more
_SAMPLE, _EDGES = 40, 30  # pixels beside a name, and beside all of them


class _Sample(pg.graphicsItems.LegendItem.ItemSample):  # type: ignore[misc]
    """A line as in the plot, which a click does not hide."""

    def mouseClickEvent(self, event: object) -> None:
        """Do nothing."""


class Legend(pg.LegendItem):  # type: ignore[misc]
    """Names lines; where it lies on what is looked at, it can be dragged away."""

    def __init__(self, box: pg.ViewBox) -> None:
        """Lie in the corner of a plot, without names yet."""
        super().__init__(sampleType=_Sample, horSpacing=8, verSpacing=-4)
        self.setParentItem(box)
        self._box = box
        self._lines: list[tuple[str, pg.PlotDataItem]] = []
        self.set_theme(LIGHT)
        box.sigResized.connect(self._fit)

    def name_lines(self, lines: list[tuple[str, pg.PlotDataItem]]) -> None:
        """Name these lines, in a low plot beside each other."""
        self._lines = lines
        self.clear()
        metrics, box = QFontMetrics(small(QApplication.font())), self._box.size()
        is_low = box.height() < _ROOMY * len(lines) * metrics.height()
        self.setColumnCount(len(lines) if lines and is_low else 1)
        room = int((box.width() - _EDGES) / self.columnCount) - _SAMPLE
        for name, line in lines:
            self.addItem(
                line, escape(metrics.elidedText(name, Qt.TextElideMode.ElideRight, max(room, 0)))
            )
        self.setVisible(bool(lines))

    def _fit(self) -> None:
        self.name_lines(self._lines)

    def place(self, curves: Sequence[tuple[Array, Array]], *, is_log: bool) -> None:
        """Lie where curves, as such axes measure them, leave the most room."""
        if not self._lines:
            return
        (left, right), (low, high) = self._box.viewRange()
        x, y = (np.concatenate(values) for values in zip(*curves, strict=True))
        wide = self.boundingRect().width() / max(self._box.width(), 1) * (right - left)
        tall = self.boundingRect().height() / max(self._box.height(), 1) * (high - low)
        covered = {
            _LOWER_LEFT: np.count_nonzero((x < left + wide) & (y < low + tall)),
            _UPPER_RIGHT: np.count_nonzero((x > right - wide) & (y > high - tall)),
        }
        corner = min(_IN_LOG if is_log else _IN_LINEAR, key=lambda each: covered[each])
        self.anchor(corner, corner, (4 - 8 * corner[0], 4 - 8 * corner[1]))

    def set_theme(self, theme: Theme) -> None:
        """Write in these colours, and in the application's font."""
        ground = QColor(theme.card)
        ground.setAlpha(_OPACITY)
        self.setBrush(ground)
        self.setLabelTextColor(theme.text)
        size = QFontInfo(small(QApplication.font())).pixelSize()
        self.setLabelTextSize(f"{size}px")
        self.name_lines(self._lines)
