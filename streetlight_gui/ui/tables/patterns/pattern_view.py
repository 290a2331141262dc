"""What a person does in the table of patterns: keys and clicks, sorting and copying."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget

from streetlight_gui.text.pattern_text import Column, PatternText
from streetlight_gui.ui.tables.patterns.pattern_grid import PatternGrid
from streetlight_gui.ui.tables.patterns.pattern_model import PatternModel, first_order
from streetlight_gui.ui.widgets.painted_table import ENTER

_ENDS = (QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MoveEnd)


class PatternView(PatternGrid):
    """Lets a person choose, copy and sort the rows of a PatternModel.

    Keys that are no use to a table go on to the window: Space runs, digits switch lamps.
    """

    def __init__(self, model: PatternModel, parent: QWidget | None = None) -> None:
        """Show this model."""
        super().__init__(model, parent)
        self.setToolTip("Choose a row to put its pattern on the lamps; Ctrl+C copies")
        self._menu = self._make_menu()
        self.clicked.connect(self.choose)

    def reveal_lit(self) -> None:
        """Scroll to the row whose pattern the lamps show, unless a person may be reading others."""
        place = self.patterns.place_of(self.patterns.lit)
        if place is not None and not self.underMouse():
            self.executeDelayedItemsLayout()  # of rows that have just come
            self.scrollTo(self.patterns.index(place, Column.LIGHTS))

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction("Copy as text", partial(self._copy, PatternText.tab_separated))
        menu.addAction("Copy as CSV", partial(self._copy, PatternText.comma_separated))
        menu.addSeparator()
        sorting = menu.addMenu("Sort by")
        for column in Column:
            if column is not Column.LIGHTS:
                sorting.addAction(column.title, partial(self._sort, column))
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
        self, write: Callable[[PatternText, list[int]], str], places: list[int] | None = None
    ) -> None:
        """Copy the rows at these places, or all where none is given."""
        rows = self.patterns.order[places or slice(None)]
        QGuiApplication.clipboard().setText(write(self.patterns.text, rows.tolist()))

    def take_key(self, event: QKeyEvent) -> bool:
        """Copy the selected rows, or choose one again."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy(PatternText.tab_separated, self.selected_rows)
        elif event.key() in ENTER:
            self.choose(self.currentIndex())
        else:
            return False
        return True

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu."""
        self._again.setEnabled(self.titles.sortIndicatorSection() >= 0)
        self._menu.popup(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the lit row; a click begins where it is."""
        lit = self.patterns.place_of(self.patterns.lit)
        is_click = event.reason() is Qt.FocusReason.MouseFocusReason
        if not is_click and lit is not None and not self.currentIndex().isValid():
            index, selection = self.patterns.index(lit, Column.LIGHTS), self.selectionModel()
            selection.setCurrentIndex(index, selection.SelectionFlag.NoUpdate)
        super().focusInEvent(event)

    def moveCursor(
        self, cursorAction: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Take Home and End for the first and the last row: rows are what one goes through."""
        if cursorAction in _ENDS:
            modifiers |= Qt.KeyboardModifier.ControlModifier
        return super().moveCursor(cursorAction, modifiers)
