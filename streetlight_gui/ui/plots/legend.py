"""Names of lines in a plot, in its corner."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontInfo, QFontMetrics
from PySide6.QtWidgets import QApplication

import pyqtgraph as pg  # isort: skip  (takes the Qt binding that is imported already)

from streetlight_gui.ui.widgets.text_sizes import small
from streetlight_gui.ui.widgets.theme import LIGHT, Theme

_IN_LOG, _IN_LINEAR = (0, 1), (1, 0)  # the corner where errors that fall leave room
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

    def place(self, *, is_log: bool) -> None:
        """Lie where curves on such an axis leave room."""
        corner = _IN_LOG if is_log else _IN_LINEAR
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
