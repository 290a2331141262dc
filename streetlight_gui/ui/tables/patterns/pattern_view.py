"""What a person does in the table of patterns: keys and clicks, sorting and copying."""

from PySide6.QtCore import QModelIndex, QPoint, Qt, Slot
from PySide6.QtGui import QAction, QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget

from streetlight_gui.text.pattern_text import Column
from streetlight_gui.ui.tables.patterns.pattern_grid import PatternGrid
from streetlight_gui.ui.tables.patterns.pattern_model import PatternModel
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
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)
        self.clicked.connect(self.choose)

    def reveal_lit(self) -> None:
        """Scroll to the row whose pattern the lamps show, unless a person may be reading others."""
        place = self.patterns.place_of(self.patterns.lit)
        if place is not None and not self.underMouse():
            self.executeDelayedItemsLayout()  # of rows that have just come
            self.scrollTo(self.patterns.index(place, Column.LIGHTS))

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction("Copy as text", self._copy_text)
        menu.addAction("Copy as CSV", self._copy_csv)
        menu.addSeparator()
        sorting = menu.addMenu("Sort by")
        for column in Column:
            if column is not Column.LIGHTS:
                sorting.addAction(column.title).setData(column)
        sorting.triggered.connect(self._sort)
        menu.addAction("Counting order", self._count_up)
        self._again = menu.addAction("Sort again", self.patterns.sort_again)
        return menu

    @Slot(QPoint)
    def _open_menu(self, position: QPoint) -> None:
        self._again.setEnabled(self.titles.sortIndicatorSection() >= 0)
        self._menu.popup(self.viewport().mapToGlobal(position))

    @Slot(QAction)
    def _sort(self, action: QAction) -> None:
        """Sort by a column; if that is what sorts already, the other way round."""
        column, role = Column(action.data()), Qt.ItemDataRole.InitialSortOrderRole
        order = self.patterns.headerData(column, Qt.Orientation.Horizontal, role)
        if column == self.titles.sortIndicatorSection():
            order = Qt.SortOrder(1 - self.titles.sortIndicatorOrder().value)
        self.sortByColumn(column, Qt.SortOrder(order))

    @Slot()
    def _count_up(self) -> None:
        self.sortByColumn(-1, Qt.SortOrder.AscendingOrder)

    @Slot()
    def _copy_text(self) -> None:
        if self.patterns.text is not None:
            _copy(self.patterns.text.tab_separated(self.patterns.order.tolist()))

    @Slot()
    def _copy_csv(self) -> None:
        if self.patterns.text is not None:
            _copy(self.patterns.text.comma_separated(self.patterns.order.tolist()))

    def _copy_selected(self) -> None:
        """Copy the selected rows, or all where none is selected."""
        if self.patterns.text is not None:
            order = self.patterns.order
            rows = order[self.selected_rows] if self.selected_rows else order
            _copy(self.patterns.text.tab_separated(rows.tolist()))

    def take_key(self, event: QKeyEvent) -> bool:
        """Copy rows, or choose one again."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy_selected()
        elif event.key() in ENTER:
            self.choose(self.currentIndex())
        else:
            return False
        return True

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


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
