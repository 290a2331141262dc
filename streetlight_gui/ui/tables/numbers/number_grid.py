"""How the variables look: titles, numbers on the colours of edges, and names at the left."""

from collections.abc import Sequence
from math import ceil

import numpy as np
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.checks.formatting import fitted
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.text.variable import Variable
from streetlight_gui.ui.tables.numbers.number_model import TITLE, NumberModel
from streetlight_gui.ui.widgets.colours import number_grounds
from streetlight_gui.ui.widgets.painted_table import (
    LEFT,
    RIGHT,
    Index,
    PaintedTable,
    colour,
    write_in,
)
from streetlight_gui.ui.widgets.text_sizes import fixed_font, length, small
from streetlight_gui.ui.widgets.theme import Theme

_ROW_HEIGHT = 19  # in a font of 12 pixels
_ROOM_FOR_TEXT = 2  # above and below it
_MARGIN, _BESIDE_NAMES = 2, 4  # beside a text of a cell, of the header
_LEAST_DIGITS, _MOST_DIGITS = len("-1e+03"), len("-1.50556e-05")
_NONE = "\N{EN DASH}"


class NumberGrid(PaintedTable):
    """Draws a NumberModel; the cell that keys go to is framed.

    Attributes:
        numbers: the model.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty table."""
        super().__init__("number_table", "Numbers", parent)
        self.numbers = NumberModel(self)
        self._snapshot: Snapshot | None = None
        self._tints: dict[str, Array] = {}
        self._looks: dict[int, tuple[object, ...]] = {}  # of the rows in sight
        self.setSelectionBehavior(self.SelectionBehavior.SelectItems)
        self.setSelectionMode(self.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.names = _NameHeader(self)
        self.setVerticalHeader(self.names)
        self.setModel(self.numbers)
        self.horizontalHeader().hide()
        self.numbers.modelReset.connect(self.fit)

    def show_variables(
        self, snapshot: Snapshot, variables: list[Variable], tints: dict[str, Array]
    ) -> None:
        """Show a moment.

        Args:
            snapshot: the moment.
            variables: what it leaves.
            tints: by name, numbers (rows, columns) whose colours lie below those of a variable.
        """
        before, self._snapshot, self._tints = self._snapshot, snapshot, tints
        self.numbers.show(snapshot, variables)
        is_next = before is None or before.stage != snapshot.stage
        if snapshot.is_by_phase and is_next and not (self.hasFocus() or self.underMouse()):
            self._reveal_fresh()

    def _reveal_fresh(self) -> None:
        """Scroll to the first variable that the line that ran last has computed."""
        self.executeDelayedItemsLayout()  # of rows that have just come
        for first, end in self.numbers.fresh_rows[:1]:
            self.scrollTo(self.numbers.index(end - 1, 0))
            self.scrollTo(self.numbers.index(first, 0))

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        super().set_theme(theme)
        self.names.viewport().update()

    def fit(self) -> None:
        """Give all columns the same width; what has no room is scrolled to."""
        font = self.font()
        self._digits, self._names = small(fixed_font().resolve(font)), small(font)
        high = max(length(_ROW_HEIGHT, font), self.fontMetrics().height() + _ROOM_FOR_TEXT)
        self.names.setDefaultSectionSize(high)
        self.names.fit()
        self.updateGeometries()
        metrics, columns = QFontMetricsF(self._digits), self.numbers.columnCount()
        digit = self._digit = metrics.horizontalAdvance("0")
        self._drop = metrics.capHeight() / 2  # of a line of text below the middle of capitals
        share = self.viewport().width() // max(columns, 1) - 2 * _MARGIN
        room = min(max(share, ceil(_LEAST_DIGITS * digit)), ceil(_MOST_DIGITS * digit))
        self._room = int(room / digit)  # characters of a number
        self.set_widths([room + 2 * _MARGIN] * columns)
        self.viewport().update()

    def draw_ground(self, painter: QPainter, row: int, box: QRect, is_selected: bool) -> None:
        """Light the title of what has just been computed; lay colours below numbers."""
        variable, inner = self.numbers.place(row)
        tint = self._tints.get(variable.name)
        if inner == TITLE or not variable.shape:
            ground = self.theme.lit if variable.is_fresh else self.theme.card
            painter.fillRect(box, colour(ground))
            painter.fillRect(box.left(), box.top(), box.width(), 1, colour(self.theme.line))
        elif tint is not None and inner < len(tint):
            for column, ground in enumerate(number_grounds(tint[inner], self.theme).tolist()):
                left, wide = self.columnViewportPosition(column), self.columnWidth(column)
                painter.fillRect(left, box.top(), wide - 1, box.height() - 1, QColor(*ground))

    def draw_cell(self, painter: QPainter, row: int, column: int, box: QRect) -> None:
        """Write a number in the digits there is room for, or the name of a column."""
        variable, inner = self.numbers.place(row)
        if column >= variable.size[1]:
            return
        room = box.adjusted(_MARGIN, 0, -_MARGIN, 0)
        if inner == TITLE:
            painter.setFont(self._names)
            painter.setPen(colour(self.theme.muted))
            write_in(painter, variable.column(column), room, RIGHT)
        else:
            number = variable.number(inner, column)
            painter.setFont(self._digits)
            painter.setPen(colour(self.theme.muted if number is None else self.theme.text))
            text = _NONE if number is None else fitted(number, self._room)
            left = room.right() + 1 - len(text) * self._digit  # a box to write in would take long
            painter.drawText(QPointF(left, box.center().y() + self._drop), text)

    def _look(self, row: int) -> tuple[object, ...]:
        """Return all that decides how a row looks."""
        variable, inner = self.numbers.place(row)
        name = self.numbers.headerData(row, Qt.Orientation.Vertical), variable.is_fresh
        if inner == TITLE:
            return name, [variable.column(k) for k in range(variable.size[1])]
        tint = self._tints.get(variable.name, np.zeros((0, 0)))[inner : inner + 1].tolist()
        return name, [variable.number(inner, k) for k in range(variable.size[1])], tint

    def dataChanged(self, topLeft: Index, bottomRight: Index, /, roles: Sequence[int] = ()) -> None:
        """Draw rows anew where any in sight looks different, to the last digit."""
        rows = self.rows_in(self.viewport().rect())
        before, self._looks = self._looks, {row: self._look(row) for row in rows}
        if self._looks != before:
            super().dataChanged(topLeft, bottomRight, roles)
            for row, (name, *_) in self._looks.items():
                if row not in before or name != before[row][0]:
                    self.names.updateSection(row)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows in sight, and a frame around the cell that keys go to."""
        super().paintEvent(event)
        box = self.visualRect(self.currentIndex())
        if box.isValid():
            ink, width = (self.theme.accent, 2) if self.hasFocus() else (self.theme.groove, 1)
            painter = QPainter(self.viewport())
            painter.setPen(QPen(colour(ink), width))
            painter.drawRect(box.adjusted(1, 1, -2, -2))


class _NameHeader(QHeaderView):
    """Titles of variables, and the names of their rows, at the left of a grid."""

    def __init__(self, grid: NumberGrid) -> None:
        """Look as this grid does."""
        super().__init__(Qt.Orientation.Vertical, grid, minimumSectionSize=1)
        self._grid = grid
        self.setAccessibleName("Names of variables and of their rows")
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def fit(self) -> None:
        """Be as wide as the longest title."""
        self._names = small(self._grid.font())
        width = QFontMetricsF(self._names).horizontalAdvance
        titles = (variable.title for variable in self._grid.numbers.variables)
        self.setFixedWidth(ceil(max(map(width, titles), default=0)) + 2 * _BESIDE_NAMES)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Write a title from the left, the name of a row beside its numbers."""
        theme, (variable, row) = self._grid.theme, self._grid.numbers.place(logicalIndex)
        is_titled = row == TITLE or not variable.shape
        ground = theme.lit if is_titled and variable.is_fresh else theme.card
        painter.fillRect(rect, colour(ground))
        if is_titled:
            painter.fillRect(rect.left(), rect.top(), rect.width(), 1, colour(theme.line))
        painter.setFont(self._names)
        painter.setPen(colour(theme.text if is_titled else theme.muted))
        name = self._grid.numbers.headerData(logicalIndex, Qt.Orientation.Vertical) or ""
        room = rect.adjusted(_BESIDE_NAMES, 0, -_BESIDE_NAMES, 0)
        write_in(painter, name, room, LEFT if is_titled else RIGHT)
