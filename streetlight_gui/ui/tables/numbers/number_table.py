"""What a person does among the variables: goes through them, chooses, edits and copies."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QWidget

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.nn.parts import Edge, Part
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.text.variable import Variable
from streetlight_gui.ui.tables.numbers.number_grid import NumberGrid
from streetlight_gui.ui.widgets.controls import ENTER
from streetlight_gui.ui.widgets.painted_table import Index, is_typed
from streetlight_gui.ui.widgets.weight_editor import WeightEditor

_BEGINS_NUMBER = "0123456789.+-"
_Action = QAbstractItemView.CursorAction
_STEPS = {_Action.MoveUp: -1, _Action.MoveDown: 1}


class NumberTable(NumberGrid):
    """Lets a person choose what a number is of, edit weights, and copy variables.

    Ctrl+Up and Ctrl+Down go from variable to variable.

    Attributes:
        editor: of the weight of a cell.

    Signals:
        part_chosen: the Unit or Edge of a number that a person clicked, or chose with Enter; None
            when Esc lets go of it.
    """

    part_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty table."""
        super().__init__(parent)
        self.setEditTriggers(self.EditTrigger.NoEditTriggers)
        self.setToolTip("F2 or a double click edits a weight; Ctrl+C copies a variable for NumPy")
        self.editor = WeightEditor(self.viewport(), "number_editor")
        self._marked: Part | None = None  # in all views
        self._menu = self._make_menu()
        self.clicked.connect(self._choose)

    def show_variables(
        self, snapshot: Snapshot, variables: list[Variable], tints: dict[str, Array]
    ) -> None:
        """Show a moment; an open field follows its weight."""
        self.editor.show_snapshot(snapshot)
        super().show_variables(snapshot, variables, tints)

    def mark(self, part: Part | None) -> None:
        """Go to the number of a unit or an edge, unless one of its numbers is the current one."""
        self._marked, here = part, self.currentIndex()
        is_there = here.isValid() and self.numbers.part(here) == part
        index = self.numbers.index_of(part) if part and not is_there else here
        if index.isValid():
            self.setCurrentIndex(index)

    def _choose(self, index: Index) -> bool:
        """Tell of which unit or edge a number is; return whether it is of any."""
        part = self.numbers.part(index) if index.isValid() else None
        if part is not None:
            self.part_chosen.emit(part)
        return part is not None

    def _edit(self, index: Index) -> bool:
        """Open the field over a cell; return whether there is a weight in it."""
        if self._snapshot is None or not index.flags() & Qt.ItemFlag.ItemIsEditable:
            return False
        edge = self.numbers.part(index)
        if isinstance(edge, Edge):
            self.scrollTo(index)
            self.editor.open(edge, self._snapshot, self.visualRect(index).topLeft())
        return isinstance(edge, Edge)

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
        """Copy, choose, let go, or edit a weight; what its field leaves over goes nowhere."""
        index, key = self.currentIndex(), event.key()
        if not self.editor.isHidden():
            return True
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy(Variable.as_numpy)
        elif key == Qt.Key.Key_Escape and self._marked:
            self.part_chosen.emit(None)
        elif key in ENTER:
            return self._choose(index)
        elif key == Qt.Key.Key_F2:
            return self._edit(index)
        elif is_typed(event) and event.text() in _BEGINS_NUMBER and self._edit(index):
            QApplication.sendEvent(self.editor, event)  # it replaces what is selected there
        else:
            return False
        return True

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep in view what is typed into: a banner may have come below."""
        super().resizeEvent(event)
        room = self.viewport().height() - self.editor.height()
        self.editor.move(self.editor.x(), max(0, min(self.editor.y(), room)))
