"""How the variables look, what keys mean among them, and a field to type a weight into."""

from collections.abc import Callable, Sequence
from functools import partial
from math import ceil

import numpy as np
from PySide6.QtCore import QModelIndex, QPointF, QRect, Qt
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFontMetrics,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QMenu, QWidget

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.checks.formatting import fitted
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.text.variables import Variable
from streetlight_gui.ui.tables.numbers.number_model import TITLE, NumberModel
from streetlight_gui.ui.widgets.colours import number_grounds
from streetlight_gui.ui.widgets.painted_table import (
    ENTER,
    LEFT,
    RIGHT,
    Index,
    PaintedTable,
    colour,
    is_typed,
)
from streetlight_gui.ui.widgets.text_sizes import fixed_font, length, small
from streetlight_gui.ui.widgets.theme import Theme
from streetlight_gui.ui.widgets.weight_editor import WeightEditor

_ROW_HEIGHT = 19  # in a font of 12 pixels
_ROOM_FOR_TEXT = 2  # above and below it
_MARGIN, _BESIDE_NAMES = 2, 4  # beside a text of a cell, of the header
_LEAST_DIGITS, _MOST_DIGITS = len("-1e+03"), len("-1.50556e-05")
_NONE = "\N{EN DASH}"
_LONGEST_NAME = "hidden 16"  # of a column; where it has no room, columns have numbers only
_BEGINS_NUMBER = "0123456789.+-"
_Action = QAbstractItemView.CursorAction
_STEPS = {_Action.MoveUp: -1, _Action.MoveDown: 1}


class NumberGrid(PaintedTable):
    """Draws a NumberModel; the cell that keys go to is framed.

    Ctrl+Up and Ctrl+Down go from variable to variable. Ctrl+C copies one; so does the menu.

    Attributes:
        numbers: the model.
        editor: of the weight of a cell.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty table."""
        super().__init__("number_table", "All the numbers", parent)
        self.numbers = NumberModel(self)
        self._snapshot: Snapshot | None = None
        self._tints: dict[str, Array] = {}
        self._looks: dict[int, tuple[object, ...]] = {}  # of the rows in sight
        self.setSelectionBehavior(self.SelectionBehavior.SelectItems)
        self.setSelectionMode(self.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setEditTriggers(self.EditTrigger.NoEditTriggers)
        self.names = _NameHeader(self)
        self.setVerticalHeader(self.names)
        self.setModel(self.numbers)
        self.horizontalHeader().hide()
        self.horizontalHeader().setMinimumSectionSize(1)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setToolTip("F2 or a double click edits a weight; Ctrl+C copies a variable for NumPy")
        self.editor = WeightEditor(self.viewport(), "number_editor")
        self._menu = self._make_menu()
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
        self.editor.show_snapshot(snapshot)
        self.numbers.show(variables)
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
        self._has_names = QFontMetrics(self._names).horizontalAdvance(_LONGEST_NAME) <= room
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
            name = variable.column(column)
            painter.drawText(room, RIGHT, name if self._has_names else name.split()[-1])
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
            return (name,)
        tint = self._tints.get(variable.name, np.zeros((0, 0)))[inner : inner + 1].tolist()
        return name, [variable.number(inner, k) for k in range(variable.size[1])], tint

    def _edit(self, index: Index) -> bool:
        """Open the field over a cell; return whether there is a weight in it."""
        if self._snapshot is None or not index.flags() & Qt.ItemFlag.ItemIsEditable:
            return False
        variable, row = self.numbers.place(index.row())
        edge = variable.edge(row, index.column(), self._snapshot.network.sizes)
        if edge is not None:
            self.scrollTo(index)
            self.editor.open(edge, self._snapshot, self.visualRect(index).topLeft())
        return edge is not None

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction("Copy as NumPy", partial(self._copy, Variable.as_numpy))
        menu.addAction("Copy as CSV", partial(self._copy, Variable.as_csv))
        menu.addAction("Copy all as NumPy", self._copy_all)
        return menu

    def _copy(self, write: Callable[[Variable], str]) -> None:
        """Copy the variable of the current cell, or all where there is none."""
        index, variables = self.currentIndex(), self.numbers.variables
        chosen = [self.numbers.place(index.row())[0]] if index.isValid() else variables
        QApplication.clipboard().setText("".join(map(write, chosen)))

    def _copy_all(self) -> None:
        QApplication.clipboard().setText("".join(map(Variable.as_numpy, self.numbers.variables)))

    def take_key(self, event: QKeyEvent) -> bool:
        """Copy, or edit a weight; what its field leaves over goes nowhere."""
        index = self.currentIndex()
        if not self.editor.isHidden():
            return True
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy(Variable.as_numpy)
            return True
        if event.key() in (*ENTER, Qt.Key.Key_F2):
            return self._edit(index)
        if is_typed(event) and event.text() in _BEGINS_NUMBER and self._edit(index):
            QApplication.sendEvent(self.editor, event)  # it replaces what is selected there
            return True
        return False

    def moveCursor(
        self, cursorAction: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Stay where there are numbers; with Ctrl, go from variable to variable."""
        index, step = self.currentIndex(), _STEPS.get(cursorAction, 0)
        if not step or not index.isValid():
            index = super().moveCursor(cursorAction, modifiers)
        elif modifiers & Qt.KeyboardModifier.ControlModifier:
            index = index.siblingAtRow(self.numbers.title_row(index.row(), step))
        else:
            last = self.numbers.rowCount() - 1
            index = index.siblingAtRow(min(max(index.row() + step, 0), last))
        if not index.isValid():
            return index
        return index.siblingAtColumn(min(index.column(), self.numbers.width(index.row()) - 1))

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

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu."""
        self._menu.popup(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the first variable; a click begins where it is."""
        is_click = event.reason() is Qt.FocusReason.MouseFocusReason
        if not is_click and not self.currentIndex().isValid():
            self.setCurrentIndex(self.numbers.index(0, 0))
        super().focusInEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit the weight under the pointer."""
        self._edit(self.indexAt(event.position().toPoint()))


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
        room, end = rect.adjusted(_BESIDE_NAMES, 0, -_BESIDE_NAMES, 0), Qt.TextElideMode.ElideRight
        name = self._grid.numbers.headerData(logicalIndex, Qt.Orientation.Vertical) or ""
        shown = painter.fontMetrics().elidedText(name, end, room.width())
        painter.drawText(room, LEFT if is_titled else RIGHT, shown)
