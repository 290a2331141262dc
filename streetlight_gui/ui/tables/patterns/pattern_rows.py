"""What a person does among the patterns: chooses, copies and sorts rows, and holds answers out."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QWidget

from streetlight_gui.core.problems.values import STOP, WALK
from streetlight_gui.text.pattern_text import Column, PatternText
from streetlight_gui.ui.tables.patterns.pattern_grid import PatternGrid
from streetlight_gui.ui.tables.patterns.pattern_model import first_order
from streetlight_gui.ui.widgets.controls import ENTER

_Action = QAbstractItemView.CursorAction
_ENDS = _Action.MoveHome, _Action.MoveEnd


class PatternRows(PatternGrid):
    """Lets a person choose, copy and sort the rows of a PatternGrid.

    A double click on the answer to a pattern that is not in training, or F2, holds one out. Keys
    that are no use to a table go on to the window: Space runs, digits switch lamps.

    Signals:
        answer_asked: the place of a row, and the answer to hold out there; None for none.
    """

    answer_asked = Signal(int, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty table."""
        super().__init__(parent)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(
            "Choose a row to put its pattern on the lights; Ctrl+C copies, F2 holds out an answer"
        )
        self._menu = self._make_menu()
        self.clicked.connect(self.choose)

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction("Copy as text", partial(self._copy, PatternText.tab_separated))
        menu.addAction("Copy as CSV", partial(self._copy, PatternText.comma_separated))
        menu.addSeparator()
        self._asking = [
            menu.addAction(f"Hold out {said}", partial(self._ask, answer))
            for said, answer in (("WALK", WALK), ("STOP", STOP), ("no answer", None))
        ]
        menu.addSeparator()
        sorting = menu.addMenu("Sort by")
        self._sorting = {
            column: sorting.addAction(column.title(), partial(self._sort, column))
            for column in Column
            if column is not Column.LIGHTS
        }
        ascending = Qt.SortOrder.AscendingOrder
        menu.addAction("Counting order", partial(self.sortByColumn, -1, ascending))
        self._again = menu.addAction("Sort again", self.patterns.sort_again)
        return menu

    def _sort(self, column: Column) -> None:
        """Sort by a column; if that is what sorts already, the other way round."""
        order = first_order(column)
        if column == self.titles.sortIndicatorSection():
            order = Qt.SortOrder(1 - self.titles.sortIndicatorOrder().value)
        self.sortByColumn(column, order)

    def _copy(
        self, export: Callable[[PatternText, list[int]], str], places: list[int] | None = None
    ) -> None:
        """Copy the rows at these places, or all where none is given."""
        rows = self.patterns.order[places or slice(None)]
        QApplication.clipboard().setText(export(self.patterns.text, rows.tolist()))

    def _ask(self, answer: float | None) -> None:
        if self._can_ask:
            self.answer_asked.emit(self.currentIndex().row(), answer)

    def _ask_next(self) -> None:
        """Go on from no answer to WALK, then STOP, then none again."""
        place = self.currentIndex().row()
        if self._can_ask:
            held_out = self.patterns.text.rows.answers[self.patterns.order[place]]
            self._ask({(): WALK, (WALK,): STOP}.get(held_out))

    @property
    def _can_ask(self) -> bool:
        """Whether the current row's pattern is not in training."""
        index, rows = self.currentIndex(), self.patterns.text.rows
        return index.isValid() and not rows.in_training[self.patterns.order[index.row()]]

    def take_key(self, event: QKeyEvent) -> bool:
        """Copy the selected rows, or choose one again."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy(PatternText.tab_separated, self.selected_rows)
        elif event.key() in ENTER:
            self.choose(self.currentIndex())
        elif event.key() == Qt.Key.Key_F2:
            self._ask_next()
        else:
            return False
        return True

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu."""
        for action in self._asking:
            action.setEnabled(self._can_ask)
        answer = Column.ANSWER.title(self.patterns.text.rows.problem.names)
        self._sorting[Column.ANSWER].setText(answer.replace("&", "&&"))
        self._again.setEnabled(self.titles.sortIndicatorSection() >= 0)
        self._menu.popup(event.globalPos())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Hold out the next answer to a pattern that is not in training."""
        index = self.indexAt(event.position().toPoint())
        is_left = event.button() == Qt.MouseButton.LeftButton
        if is_left and index.column() == Column.ANSWER and index == self.currentIndex():
            self._ask_next()
        else:
            super().mouseDoubleClickEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the lit row; a click begins where it is."""
        lit = self.patterns.place_of(self.patterns.lit)
        is_click = event.reason() is Qt.FocusReason.MouseFocusReason
        if not is_click and lit is not None and not self.currentIndex().isValid():
            index, selection = self.patterns.index(lit, Column.LIGHTS), self.selectionModel()
            selection.setCurrentIndex(index, selection.SelectionFlag.NoUpdate)
        super().focusInEvent(event)

    def moveCursor(self, cursorAction: _Action, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Take Home and End for the first and the last row: rows are what one goes through."""
        if cursorAction in _ENDS:
            modifiers |= Qt.KeyboardModifier.ControlModifier
        return super().moveCursor(cursorAction, modifiers)
