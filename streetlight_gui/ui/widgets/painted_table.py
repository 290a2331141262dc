"""What all tables share: whole rows that are painted in one go."""

from functools import cache

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from streetlight_gui.ui.widgets.pattern_marks import Lamps, Signs
from streetlight_gui.ui.widgets.text_sizes import elided
from streetlight_gui.ui.widgets.theme import LIGHT, Theme

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()  # what all cells of a table lie in

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_BAR = 3  # the width of the mark of a selected row
_Modifier = Qt.KeyboardModifier
_COMMAND = _Modifier.ControlModifier | _Modifier.AltModifier | _Modifier.MetaModifier


@cache
def colour(name: str) -> QColor:
    """Return a theme's colour; reading it from text for every cell would take time."""
    return QColor(name)


def write(painter: QPainter, text: str, left: int, middle: int, font: QFont, ink: str) -> None:
    """Write so that the middle of capitals is there."""
    painter.setFont(font)
    painter.setPen(colour(ink))
    painter.drawText(left, middle + round(painter.fontMetrics().capHeight() / 2), text)


def write_in(painter: QPainter, text: str, room: QRect, side: Qt.AlignmentFlag) -> None:
    """Write as much of a text as there is room for, on one side of it."""
    painter.drawText(room, side, elided(text, painter.fontMetrics(), room.width()))


def is_typed(event: QKeyEvent) -> bool:
    """Tell whether a key writes a character."""
    is_command = event.modifiers() & _COMMAND
    return not is_command and bool(event.text()) and event.text().isprintable()


class PaintedTable(QTableView):
    """Draws cells itself, those of all rows in sight at once.

    A delegate would be called for each cell, and each call may wait for the interpreter's lock,
    which a running training holds for milliseconds at a time.

    Each table says how rows and columns share the room there is (`fit`), how a row's ground
    and a cell look (`draw_ground`, `draw_cell`), and what keys mean in it (`take_key`). Keys that
    are no use to it go on to the window.

    Attributes:
        theme: the colours.
        lamps, signs: what cells are drawn with, for this theme and screen.

    Signals:
        row_chosen: a row that a person clicked or reached by keyboard.
    """

    row_chosen = Signal(int)

    def __init__(self, name: str, spoken: str, parent: QWidget | None) -> None:
        """Make an empty table; its accessible name is `spoken`."""
        super().__init__(parent, showGrid=False)
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setFrameShape(self.Shape.NoFrame)
        self.setSelectionBehavior(self.SelectionBehavior.SelectRows)
        self.setSelectionMode(self.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        for header in (self.verticalHeader(), self.horizontalHeader()):
            header.setMinimumSectionSize(1)  # Qt's own grows with the font, and would widen columns
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.theme, self._drawn_for = LIGHT, (0.0, self.font())  # a screen, and text

    @property
    def selected_rows(self) -> list[int]:
        """The rows that are selected, from the top."""
        return sorted(self.selected_in(range(self.model().rowCount())))

    def selected_in(self, rows: range) -> set[int]:
        """Return which of these rows are selected."""
        # Not selectedRows(), which asks the model about every cell: a second for 10,000 rows.
        selection, found = self.selectionModel().selection(), set[int]()
        for part in (selection.at(k) for k in range(selection.count())):
            found.update(range(max(part.top(), rows.start), min(part.bottom() + 1, rows.stop)))
        return found

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self.theme, self._drawn_for = theme, (0.0, self.font())  # marks are made anew
        self.viewport().update()
        self.horizontalHeader().viewport().update()

    def rows_in(self, area: QRect) -> range:
        """Return which rows an area of the viewport touches."""
        first, last = self.rowAt(area.top()), self.rowAt(area.bottom())
        end = last + 1 if last >= 0 else self.model().rowCount()
        return range(first, end) if first >= 0 else range(0)

    def fit(self) -> None:
        """Give rows and columns the room there is, in the font there is."""
        raise NotImplementedError

    def set_widths(self, widths: list[int]) -> None:
        """Make columns so wide; those without any width are hidden."""
        for column, width in enumerate(widths):
            self.setColumnHidden(column, not width)
            self.setColumnWidth(column, width)

    def draw_ground(self, painter: QPainter, row: int, box: QRect, is_selected: bool) -> None:
        """Draw what lies below the cells of a row."""
        raise NotImplementedError

    def draw_cell(self, painter: QPainter, row: int, column: int, box: QRect) -> None:
        """Draw what a cell shows."""
        raise NotImplementedError

    def draw_selected(self, painter: QPainter, box: QRect) -> None:
        """Lay the ground of a row that is selected, with a bar at its left."""
        painter.fillRect(box, colour(self.theme.pressed))
        painter.fillRect(box.left(), box.top(), _BAR, box.height(), colour(self.theme.accent))

    def draw_focus(self, painter: QPainter, box: QRect) -> None:
        """Draw a frame where keys go."""
        if self.hasFocus():
            painter.setPen(colour(self.theme.accent))
            painter.drawRect(box.adjusted(0, 0, -1, -1))

    def take_key(self, event: QKeyEvent) -> bool:
        """Do what a key means in this table only; return whether it means anything."""
        raise NotImplementedError

    def choose(self, index: Index) -> None:
        """Tell that a person has chosen the row of a cell."""
        if index.isValid():
            self.row_chosen.emit(index.row())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cells that are not up to date."""
        drawn_for = scale, font = self.devicePixelRatioF(), self.font()
        if drawn_for != self._drawn_for:
            self._drawn_for = drawn_for
            self.lamps, self.signs = Lamps(scale), Signs(self.theme, scale, font)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # What lies between its parts is up to date. The stubs do not know that it has parts.
        for area in event.region():  # type: ignore[attr-defined]
            self._draw(painter, area)

    def _draw(self, painter: QPainter, area: QRect) -> None:
        header, columns = self.horizontalHeader(), []
        for k in range(header.count()):
            left, wide = self.columnViewportPosition(k), self.columnWidth(k)
            if left <= area.right() and left + wide > area.left():
                columns.append((k, left, wide))
        painter.setClipRect(area)
        painter.fillRect(area, colour(self.theme.card))
        rows = self.rows_in(area)
        selected = self.selected_in(rows)
        start, length = -header.offset(), header.length()
        for row in rows:
            top, high = self.rowViewportPosition(row), self.rowHeight(row)
            self.draw_ground(painter, row, QRect(start, top, length, high), row in selected)
            for column, left, wide in columns:
                self.draw_cell(painter, row, column, QRect(left, top, wide, high))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key means, or go to another row."""
        before = self.currentIndex().row()
        if self.take_key(event):
            event.accept()
        elif is_typed(event):
            event.ignore()  # Qt would look for a row that begins with it
        else:
            super().keyPressEvent(event)
        if self.currentIndex().row() != before:
            self.choose(self.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.set_theme(self.theme)
            self.fit()
