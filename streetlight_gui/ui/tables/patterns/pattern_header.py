"""The quiet titles above the table of patterns."""

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QHeaderView

from streetlight_gui.text.pattern_text import Column
from streetlight_gui.ui.tables.patterns.pattern_columns import ARROW, MARGIN
from streetlight_gui.ui.widgets.painted_table import PaintedTable, colour
from streetlight_gui.ui.widgets.pattern_marks import SIGN, draw_dot
from streetlight_gui.ui.widgets.text_sizes import small


class PatternHeader(QHeaderView):
    """Titles as wide as their columns need; an arrow, drawn as lines, tells what sorts."""

    def __init__(self, table: PaintedTable) -> None:
        """Begin in counting order, in the colours of this table."""
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table = table
        self.setAccessibleName("Titles of the patterns' columns")
        self.setSectionsClickable(True)
        self.setMinimumSectionSize(1)
        self.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortIndicatorClearable(True)  # by a third click

    def _draw_arrow(self, painter: QPainter, left: int, middle: int) -> None:
        descends = self.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        tip, ends = (middle + 3, middle - 1) if descends else (middle - 2, middle + 2)
        painter.drawPolyline(
            [QPointF(left + 1, ends), QPointF(left + 4, tip), QPointF(left + 7, ends)]
        )

    def sizeHint(self) -> QSize:
        """Return the height of a line of titles."""
        return QSize(super().sizeHint().width(), self.fontMetrics().height() + 6)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Draw a title where its column's content stands."""
        theme = self._table.theme
        painter.fillRect(rect, colour(theme.card))
        column, middle = Column(logicalIndex), rect.center().y() + 1
        sorts = logicalIndex == self.sortIndicatorSection()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour(theme.text if sorts else theme.muted), 1.2))
        title = "" if column is Column.TRAINING else column.title
        font = small(self.font())
        metrics = QFontMetrics(font)
        wide = metrics.horizontalAdvance(title)
        left = rect.left() + MARGIN
        if column is Column.ERROR:
            left = rect.right() + 1 - MARGIN - wide - ARROW * sorts
        painter.setFont(font)
        painter.drawText(left, middle + round(metrics.capHeight() / 2), title)
        if sorts:
            self._draw_arrow(painter, left + wide + 2 * bool(title), middle)
        elif column is Column.TRAINING:
            painter.translate(left, middle - SIGN // 2)
            draw_dot(painter, theme.muted)
