"""How the map of starts looks: shares on grounds of their colour, with names of axes and values."""

from functools import cache

from PySide6.QtCore import QLine, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from streetlight_gui.core.checks.formatting import ELLIPSIS
from streetlight_gui.text.axis_words import AXIS_NAMES
from streetlight_gui.ui.tables.map.map_model import MapModel
from streetlight_gui.ui.widgets.painted_table import RIGHT, PaintedTable, colour, write_in
from streetlight_gui.ui.widgets.text_sizes import bold, grown, length, small
from streetlight_gui.ui.widgets.theme import Theme, mixed

_GAP, _FRAME = 2, 2  # around a cell, in which the frame of keys lies; of the settings at hand
_PADDING = 4  # beside and around texts
_WIDEST, _HIGHEST = 120, 72  # of a cell, in a font of 12 pixels
_DEEPEST = 0.5  # of a ground: on more of the accent text could not be read
_HATCH = 6  # pixels between two lines
_WIDEST_SHARE = ">99 %"
_CENTRE = Qt.AlignmentFlag.AlignCenter


@cache
def share_ground(share: float, theme: Theme) -> QColor:
    """Return the ground of a share, from 0 to 1: the larger, the more of the accent."""
    return mixed(colour(theme.accent), colour(theme.card), _DEEPEST * share)


class MapGrid(PaintedTable):
    """Draws a MapModel; the cell that keys go to is framed.

    Attributes:
        cells: the model.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty map."""
        super().__init__("share_map", "Map of starts", parent)
        self.cells = MapModel(self)
        self.setSelectionBehavior(self.SelectionBehavior.SelectItems)
        self.setSelectionMode(self.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setCornerButtonEnabled(False)
        self._corner = _Corner(self)
        self._across = _ValueHeader(Qt.Orientation.Horizontal, self)
        self._down = _ValueHeader(Qt.Orientation.Vertical, self)
        self.setHorizontalHeader(self._across)
        self.setVerticalHeader(self._down)
        self.setModel(self.cells)
        self.cells.modelReset.connect(self.fit)
        self.fit()

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        super().set_theme(theme)
        self._down.viewport().update()
        self._corner.update()

    def axis_name(self, orientation: Qt.Orientation) -> str:
        """Return what the axis of a header is called; '' while there is none."""
        axis = self.cells.axis(orientation)
        return "" if axis is None else AXIS_NAMES[axis.kind]

    def fit(self) -> None:
        """Share the room between cells; what has none is scrolled to."""
        font, rows, columns = self.font(), self.cells.rowCount(), self.cells.columnCount()
        self._bold, self._small = bold(font), small(font)
        self._across.fit()
        self._down.fit()
        self.updateGeometries()
        self._corner.setGeometry(0, 0, self._down.width(), self._across.height())
        room = self.viewport().size()
        wide = min(room.width() // max(columns, 1), length(_WIDEST, font))
        high = min(room.height() // max(rows, 1), length(_HIGHEST, font))
        self._down.setDefaultSectionSize(max(high, self._least_height))
        self.set_widths([max(wide, self._least_width)] * columns)
        self.viewport().update()

    def height_of(self, rows: int) -> int:
        """Return the height in which so many rows can be seen, or all, if they are fewer."""
        seen = min(rows, self.cells.rowCount())
        return self._across.height() + seen * self._least_height

    @property
    def _least_height(self) -> int:
        """The height of a cell's two lines."""
        lines = QFontMetrics(self._bold).height() + QFontMetrics(self._small).height()
        return lines + 2 * (_GAP + 1)

    @property
    def _least_width(self) -> int:
        """The width of the widest share, or of a column's title."""
        titles = (self._across.value(k) for k in range(self.cells.columnCount()))
        title = QFontMetrics(self._small).horizontalAdvance
        share = QFontMetrics(self._bold).horizontalAdvance(_WIDEST_SHARE)
        return max([share, *map(title, titles)]) + 2 * (_GAP + _PADDING)

    def draw_ground(self, painter: QPainter, row: int, box: QRect, is_selected: bool) -> None:
        """Draw nothing: cells have their own grounds."""

    def draw_cell(self, painter: QPainter, row: int, column: int, box: QRect) -> None:
        """Draw a share on its ground, or hatches; and a frame around the settings at hand."""
        number, theme = self.cells.number(row, column), self.theme
        if number is None:
            return
        inner = box.adjusted(_GAP, _GAP, -_GAP, -_GAP)
        share = self.cells.share(number)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        if share is None:
            painter.setPen(colour(theme.groove))
            painter.drawLines(_hatches(inner))
        else:
            painter.fillRect(inner, share_ground(share, theme))
            self._write(painter, self.cells.texts(number), inner)
        is_at_hand = self.cells.is_at_hand(number)
        ink, wide = (theme.text, grown(_FRAME, self.font())) if is_at_hand else (theme.line, 1)
        painter.setPen(QPen(colour(ink), wide, j=Qt.PenJoinStyle.MiterJoin))
        painter.drawRect(inner.adjusted(wide // 2, wide // 2, -1, -1))

    def _write(self, painter: QPainter, texts: tuple[str, str], box: QRect) -> None:
        above, below = texts
        highs = [QFontMetrics(font).height() for font in (self._bold, self._small)]
        top = box.top() + (box.height() - sum(highs)) // 2
        painter.setPen(colour(self.theme.text))
        painter.setFont(self._bold)
        if not below:
            painter.drawText(box, _CENTRE, above)
            return
        painter.drawText(QRect(box.left(), top, box.width(), highs[0]), _CENTRE, above)
        painter.setFont(self._small)
        has_room = painter.fontMetrics().horizontalAdvance(below) <= box.width()
        lower = QRect(box.left(), top + highs[0], box.width(), highs[1])
        painter.drawText(lower, _CENTRE, below if has_room else ELLIPSIS)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cells in sight, and a frame around the one that keys go to."""
        super().paintEvent(event)
        box = self.visualRect(self.currentIndex())
        if box.isValid():
            ink, width = (self.theme.accent, 2) if self.hasFocus() else (self.theme.groove, 1)
            painter = QPainter(self.viewport())
            painter.setPen(QPen(colour(ink), width, j=Qt.PenJoinStyle.MiterJoin))
            painter.drawRect(box.adjusted(1, 1, -1, -1))


def _hatches(box: QRect) -> list[QLine]:
    """Return lines aslant through a box: a brush of such lines makes no PDF."""
    wide, high, lines = box.width() - 1, box.height() - 1, []
    for at in range(_HATCH, wide + high, _HATCH):  # along the top, then down the right side
        upper = QPoint(min(at, wide), max(at - wide, 0))
        lower = QPoint(max(at - high, 0), min(at, high))
        lines.append(QLine(box.topLeft() + upper, box.topLeft() + lower))
    return lines


class _ValueHeader(QHeaderView):
    """The values of an axis; above those that go to the right the name of theirs."""

    def __init__(self, orientation: Qt.Orientation, grid: MapGrid) -> None:
        """Look as this grid does."""
        super().__init__(orientation, grid, minimumSectionSize=1)
        self._grid = grid
        self.setAccessibleName("Values of an axis")
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def value(self, section: int) -> str:
        """Return a value as it is written."""
        return self._grid.cells.headerData(section, self.orientation()) or ""

    def fit(self) -> None:
        """Be as high as two lines, or as wide as the longest text."""
        metrics = QFontMetrics(small(self._grid.font()))
        if self.orientation() is Qt.Orientation.Horizontal:
            self.setFixedHeight(2 * metrics.height() + _PADDING)
            return
        texts = [self.value(row) for row in range(self._grid.cells.rowCount())]
        texts.append(self._grid.axis_name(self.orientation()))
        self.setFixedWidth(max(map(metrics.horizontalAdvance, texts)) + 2 * _PADDING)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Write a value beside or above its cells."""
        painter.fillRect(rect, colour(self._grid.theme.card))
        painter.setFont(small(self._grid.font()))
        painter.setPen(colour(self._grid.theme.text))
        if self.orientation() is Qt.Orientation.Vertical:
            write_in(painter, self.value(logicalIndex), rect.adjusted(0, 0, -_PADDING, 0), RIGHT)
        else:
            lower = rect.adjusted(_GAP, rect.height() // 2, -_GAP, 0)
            write_in(painter, self.value(logicalIndex), lower, _CENTRE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the values; those that go to the right have the name of their axis above them."""
        super().paintEvent(event)
        painter, theme = QPainter(self.viewport()), self._grid.theme
        rest = self.viewport().rect()
        if self.orientation() is Qt.Orientation.Vertical:
            painter.fillRect(rest.adjusted(0, self.length(), 0, 0), colour(theme.card))
            return
        painter.fillRect(rest.adjusted(self.length(), 0, 0, 0), colour(theme.card))
        painter.setFont(small(self._grid.font()))
        painter.setPen(colour(theme.muted))
        upper = QRect(0, 0, min(self.length(), rest.width()), rest.height() // 2)
        write_in(painter, self._grid.axis_name(self.orientation()), upper, _CENTRE)


class _Corner(QWidget):
    """The name of the axis that goes down, above its values."""

    def __init__(self, grid: MapGrid) -> None:
        """Look as this grid does."""
        super().__init__(grid)
        self._grid = grid

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write the name on the line of the other axis's values."""
        painter, theme = QPainter(self), self._grid.theme
        painter.fillRect(self.rect(), colour(theme.card))
        painter.setFont(small(self._grid.font()))
        painter.setPen(colour(theme.muted))
        lower = self.rect().adjusted(0, self.height() // 2, -_PADDING, 0)
        write_in(painter, self._grid.axis_name(Qt.Orientation.Vertical), lower, RIGHT)
