"""All the patterns: what the network makes of every one of them, in training or never seen."""

from collections.abc import Callable
from functools import partial

import numpy as np
from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QLabel, QMenu, QVBoxLayout, QWidget

from streetlight_gui.core.problems.patterns import Judgement, Pattern, PatternList
from streetlight_gui.core.problems.values import WALK_THRESHOLD
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.text.pattern_text import Column, PatternText, count_text
from streetlight_gui.ui.tables.patterns.pattern_grid import PatternGrid
from streetlight_gui.ui.tables.patterns.pattern_model import PatternModel, first_order
from streetlight_gui.ui.widgets.boxes import filled
from streetlight_gui.ui.widgets.flutter_guard import FlutterGuard
from streetlight_gui.ui.widgets.painted_table import ENTER
from streetlight_gui.ui.widgets.theme import Theme

_ENDS = (QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MoveEnd)
_LEVELS = (WALK_THRESHOLD, 0.25, 0.75)  # of predictions; a bar that keeps crossing one flashes


class PatternTable(QWidget):
    """Lists every on-off pattern, after the dimmed ones of the training set, and counts the right.

    It follows training and time. Rows stay in place until a title is clicked; Ctrl+C copies the
    selected rows, or all where none is selected.

    Signals:
        pattern_chosen: the pattern of the row a person clicked or went to with a key, a tuple.
    """

    pattern_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Wait for the first snapshot."""
        super().__init__(parent)
        self._snapshot: Snapshot | None = None
        self._model = PatternModel(self)
        self._view = PatternView(self._model)
        self._count = QLabel()
        self._count.setObjectName("pattern_count_label")
        self._count.setWordWrap(True)
        self._count.setContentsMargins(8, 0, 8, 0)
        self._guard = FlutterGuard(parent=self)
        self._guard.settled.connect(self._refresh)
        self._view.row_chosen.connect(self._emit_pattern)
        column = QVBoxLayout(self)
        filled(column, self._count, (self._view, 1), spacing=4, margins=(0, 6, 0, 0))

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the predictions of this moment."""
        self._snapshot = snapshot
        self._refresh()

    def show_pattern(self, pattern: Pattern) -> None:
        """Light the row of the pattern that the lamps show."""
        self._model.light(pattern)
        self._view.reveal_lit()

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._view.set_theme(theme)

    @Slot()
    def _refresh(self) -> None:
        if self._snapshot is None:
            return
        rows, problem = self._model.text.rows, self._snapshot.settings.problem
        is_new = rows.problem is not problem
        if is_new:
            rows = PatternList(problem)
        judgement = Judgement(rows, self._snapshot.network)
        levels, right = judgement.predictions[:, np.newaxis] >= _LEVELS, judgement.examples_right
        flutters = self._guard.flutters(np.append(levels, right), of=rows)
        self._model.show(PatternText(rows, judgement), flutters[:-1].reshape(levels.shape))
        self._count.setText(count_text(rows, None if flutters[-1] else right))
        if is_new:
            self._view.reveal_lit()

    @Slot(int)
    def _emit_pattern(self, place: int) -> None:
        row = self._model.order[place]
        self.pattern_chosen.emit(tuple(self._model.text.rows.patterns[row].tolist()))


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
