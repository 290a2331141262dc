"""What a person does with the runs of a session: goes back, compares, names and deletes."""

from functools import partial

from PySide6.QtCore import QAbstractItemModel, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.replay.past_runs import LONGEST_NAME, PastRuns
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.ui.tables.runs.run_grid import RunGrid
from streetlight_gui.ui.widgets.controls import ENTER, ENTER_TAKES, LineField, SpaceRuns, named
from streetlight_gui.ui.widgets.painted_table import Index


class RunTable(RunGrid):
    """Goes back to the run that is clicked; a click on its box shows its curve.

    Signals:
        run_chosen: the PastRun to go back to.
        run_named: the number of a run, and what it is to be called.
        run_deleted: a PastRun.
        shown_changed: the ShownRun of each whose curve is to be shown.
    """

    run_chosen = Signal(object)
    run_named = Signal(int, str)
    run_deleted = Signal(object)
    shown_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty list."""
        super().__init__(parent)
        self.setEditTriggers(self.EditTrigger.NoEditTriggers)
        self.setItemDelegate(_NameDelegate(self))
        self._is_running = False
        self.runs.named.connect(self.run_named)
        self.runs.shown_changed.connect(self.shown_changed)
        SpaceRuns(self, clicked=self.viewport())

    def show_past(self, past: PastRuns, problem: Problem) -> None:
        """List other runs beside the present one, which is of this problem; go to the same."""
        number = self.runs.number(self.currentIndex().row())
        self.runs.show_past(past, problem)
        for row in range(self.runs.rowCount()):
            if self.runs.number(row) == number:
                self.setCurrentIndex(self.runs.index(row, 0))

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show how the present run stands."""
        self.runs.show_present(snapshot, is_running=self._is_running)

    @Slot(bool)
    def set_running(self, is_running: bool) -> None:
        """Show from the next moment on whether training goes on."""
        self._is_running = is_running

    def take_key(self, event: QKeyEvent) -> bool:
        """Go back, show, name or delete; what a name's field leaves over goes nowhere."""
        index, key, once = self.currentIndex(), event.key(), not event.isAutoRepeat()
        if self.state() == self.State.EditingState:
            return True
        if not index.isValid():
            return False
        if key in ENTER:
            self._go_back(index)
        elif key == Qt.Key.Key_Space:
            if once:
                self.runs.toggle(index.row())
        elif key == Qt.Key.Key_F2:
            self.edit(index)
        elif key == Qt.Key.Key_Delete:
            if once:
                self._delete(index)
        else:
            return False
        return True

    def _go_back(self, index: Index) -> None:
        run = self.runs.run(index.row())
        if run is not None:
            self.run_chosen.emit(run)

    def _delete(self, index: Index) -> None:
        run = self.runs.run(index.row())
        if run is not None:
            self.run_deleted.emit(run)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with a run."""
        is_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if is_key else self.indexAt(event.pos())
        if not index.isValid():
            return
        menu, is_past = QMenu(self), self.runs.run(index.row()) is not None
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, do in (
            ("Go back to it", partial(self._go_back, index)),
            ("Show its curve, or no longer", partial(self.runs.toggle, index.row())),
            ("Delete", partial(self._delete, index)),
        ):
            menu.addAction(text, do).setEnabled(is_past)
        menu.addAction("Name\N{HORIZONTAL ELLIPSIS}", partial(self.edit, index))
        menu.popup(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the present run; a click begins where it is."""
        is_click = event.reason() is Qt.FocusReason.MouseFocusReason
        if not is_click and not self.currentIndex().isValid():
            self.setCurrentIndex(self.runs.index(0, 0))
        super().focusInEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Show the curve of a box that is clicked; go back to the run of any other place."""
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        is_current = index.isValid() and index == self.currentIndex()
        if event.button() == Qt.MouseButton.LeftButton and is_current:
            if place.x() < self.first_line(self.visualRect(index)).left():
                self.runs.toggle(index.row())
            else:
                self._go_back(index)


class _NameDelegate(QStyledItemDelegate):
    """Opens a field over the first line of a run; Enter takes the name, Esc leaves."""

    def __init__(self, table: RunTable) -> None:
        super().__init__(table)
        self._table = table

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Make a field."""
        field = LineField(parent)
        field.setMaxLength(LONGEST_NAME)
        named(field, "run_name_field", f"Name of {index.data(Qt.ItemDataRole.EditRole)}", "")
        field.setAccessibleDescription(ENTER_TAKES)
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with what the run is called."""
        if isinstance(editor, LineField) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Take the name."""
        if isinstance(editor, LineField):
            self._table.runs.setData(index, editor.text())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Lay the field over the first line."""
        editor.setGeometry(self._table.first_line(option.rect).adjusted(-4, -2, 0, 2))
