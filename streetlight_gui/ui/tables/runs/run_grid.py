"""How the list of runs looks: two lines each, and a box with the curve's look."""

from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from streetlight_gui.text.run_words import NOW
from streetlight_gui.ui.tables.runs.run_model import RunModel
from streetlight_gui.ui.widgets.painted_table import LEFT, RIGHT, PaintedTable, colour, write_in
from streetlight_gui.ui.widgets.run_looks import run_pen
from streetlight_gui.ui.widgets.text_sizes import bold, length, small

_MARGIN, _PADDING, _GAP = 6, 3, 8
_BOX = 24, 16  # in a font of 12 pixels
_LINE = 2  # of the present run, as wide as its curve


class RunGrid(PaintedTable):
    """Draws runs: what each is called and how it ended, below it what it was made with, and when.

    Attributes:
        runs: the model.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty list."""
        super().__init__("run_table", "Runs, the present one first", parent)
        self.runs = RunModel(self)
        self.setModel(self.runs)
        self.setSelectionMode(self.SelectionMode.SingleSelection)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

    def fit(self) -> None:
        """Give each row two lines."""
        font = self.font()
        self._bold, self._small = bold(font), small(font)
        high = QFontMetrics(self._bold).height() + QFontMetrics(self._small).height()
        self.verticalHeader().setDefaultSectionSize(high + 2 * _PADDING)

    def box(self, row: QRect) -> QRect:
        """Return where in a row the box is."""
        wide, high = (length(side, self.font()) for side in _BOX)
        return QRect(row.left() + _MARGIN, row.top() + (row.height() - high) // 2, wide, high)

    def first_line(self, row: QRect) -> QRect:
        """Return where a row's first line is, beside the box."""
        left, top = self.box(row).right() + _GAP, row.top() + _PADDING
        high = QFontMetrics(self._bold).height()
        return QRect(left, top, row.right() - _MARGIN - left, high)

    def draw_ground(self, painter: QPainter, row: int, box: QRect, is_selected: bool) -> None:
        """Mark the current row."""
        if is_selected:
            self.draw_selected(painter, box)

    def draw_cell(self, painter: QPainter, row: int, column: int, box: QRect) -> None:
        """Draw the box, and both lines; what stands on the right has its room first."""
        text, theme, first = self.runs.text(row), self.theme, self.first_line(box)
        if text is None:
            return
        self._draw_box(painter, row, self.box(box))
        high = QFontMetrics(self._small).height()
        second = QRect(first.left(), first.bottom() + 1, first.width(), high)
        is_present = self.runs.run(row) is None
        title_room = QFontMetrics(self._bold).horizontalAdvance(text.title)
        painter.setFont(self._bold)
        painter.setPen(colour(theme.accent if is_present else theme.text))
        write_in(painter, text.title, first, LEFT)
        painter.setFont(self._small)
        painter.setPen(colour(theme.text))
        write_in(painter, text.outcome, first.adjusted(title_room + _GAP, 0, 0, 0), RIGHT)
        when_room = QFontMetrics(self._small).horizontalAdvance(text.when) + _GAP
        painter.setPen(colour(theme.accent if text.when == NOW else theme.muted))
        write_in(painter, text.when, second, RIGHT)
        painter.setPen(colour(theme.muted))
        write_in(painter, text.made_with, second.adjusted(0, 0, -when_room, 0), LEFT)

    def _draw_box(self, painter: QPainter, row: int, box: QRect) -> None:
        """Draw a line as in the plot; where there may be none, a box for it."""
        look, ends = self.runs.look(row), (QPoint(box.left(), 0), QPoint(box.right(), 0))
        middle = QPoint(0, box.center().y())
        if self.runs.run(row) is None:
            painter.setPen(QPen(colour(self.theme.accent), _LINE))
            painter.drawLine(ends[0] + middle, ends[1] + middle)
            return
        painter.setPen(QPen(colour(self.theme.groove), 1))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        if look is not None:
            painter.setPen(run_pen(look, self.theme))
            inset = QPoint(3, 0)
            painter.drawLine(ends[0] + middle + inset, ends[1] + middle - inset)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, and a frame where keys go."""
        super().paintEvent(event)
        self.draw_focus(QPainter(self.viewport()), self.viewport().rect())
