"""What a person does in the training set: clicks, wheel turns and keys."""

from PySide6.QtCore import QEvent, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from streetlight_gui.core.problems.example_cells import Kind
from streetlight_gui.ui.tables.examples.example_grid import ExampleGrid
from streetlight_gui.ui.tables.examples.example_model import Index
from streetlight_gui.ui.widgets.controls import SpaceRuns

_NOTCH = 120  # of a wheel's turn
_DIGITS = "0123456789."
_FIRST_OF_TEXT = {Kind.LIGHT: _DIGITS, Kind.ANSWER: _DIGITS + "+-wWsS"}
_STEPS_OF_TEXT = {"+": 1, "-": -1}
_STEPS_OF_ARROW: dict[int, int] = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
_CONTROL, _ALT, _META = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.MetaModifier,
)


class ExampleTable(ExampleGrid):
    """Toggles a cell by click, dims a light by keys or wheel, edits what is typed.

    Space toggles, too, where Tab has led; after a click it is the window's.

    Signals:
        row_chosen: a row that was clicked or reached by keyboard.
        remove_requested: Delete was pressed.
    """

    row_chosen = Signal(int)
    remove_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty table."""
        super().__init__(parent)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.AnyKeyPressed | trigger.EditKeyPressed)
        SpaceRuns(self, clicked=self.viewport())
        self._pressed = self._toggled = QPersistentModelIndex()
        self._scrolled_at: QPoint | None = None
        self._turned = 0

    def _click(self, index: Index) -> None:
        """Toggle a lamp or a word; a number that was typed is not lost to one click."""
        kind = self.examples.kind(index)
        is_word = kind is Kind.ANSWER and self.examples.holds_word(index)
        if kind is Kind.LIGHT or is_word:
            self.examples.toggle(index)
        if is_word:
            self._toggled = QPersistentModelIndex(index)

    def _take_key(self, event: QKeyEvent) -> bool:
        """Do what a key means in the current cell; return whether it means anything there."""
        if event.key() == Qt.Key.Key_Delete:
            self._request_removal(event)
            return True
        index = self.currentIndex()
        kind = self.examples.kind(index) if index.isValid() else Kind.NUMBER
        if kind not in _FIRST_OF_TEXT:
            return False
        if kind is Kind.LIGHT and _steps(event):
            self.examples.step(index, _steps(event))
        elif event.key() == Qt.Key.Key_Space:
            self._toggle(index, event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit(index)
        elif self._begins_text(event):
            super().keyPressEvent(event)  # opens the field, and passes the key on to it
        else:
            return False
        return True

    def _request_removal(self, event: QKeyEvent) -> None:
        if not event.isAutoRepeat():  # or a key held down would remove them all
            self.remove_requested.emit()

    def _toggle(self, index: Index, event: QKeyEvent) -> None:
        if not event.isAutoRepeat():  # or it would flash
            self.examples.toggle(index)

    def _begins_text(self, event: QKeyEvent) -> bool:
        """Tell whether a key is the first of what can be typed into the current cell."""
        index = self.currentIndex()
        allowed = _FIRST_OF_TEXT.get(self.examples.kind(index), "") if index.isValid() else ""
        return _is_typed(event) and event.text() in allowed

    def _is_dimming(self, event: QWheelEvent) -> bool:
        """Tell whether the wheel turns over the current light, and not on its way past it.

        While a wheel scrolls, rows come to lie under it that nobody pointed at.
        """
        place = event.position().toPoint()
        index = self.indexAt(place)
        is_current = index.isValid() and index == self.currentIndex() and self.hasFocus()
        if not is_current or self.examples.kind(index) is not Kind.LIGHT:
            return False
        moved = 0 if self._scrolled_at is None else (place - self._scrolled_at).manhattanLength()
        return self._scrolled_at is None or moved >= QApplication.startDragDistance()

    def event(self, event: QEvent) -> bool:
        """Type answers rather than set off the menus' single-letter shortcuts."""
        is_asked = event.type() == QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and self._begins_text(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Change the current cell, or move; the window has the keys that mean nothing here."""
        before, self._scrolled_at = self.current_row, None
        is_editing = self.state() == QAbstractItemView.State.EditingState
        if is_editing or self._take_key(event):  # what a field leaves over goes nowhere
            event.accept()
        elif _is_typed(event):
            event.ignore()  # Qt would look for a row that begins with it
        else:
            super().keyPressEvent(event)
        if self.current_row != before:
            self.row_chosen.emit(self.current_row)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a row."""
        self._scrolled_at = None
        index = self.indexAt(event.position().toPoint())
        is_left = event.button() == Qt.MouseButton.LeftButton
        is_plain = is_left and event.modifiers() == Qt.KeyboardModifier.NoModifier
        self._pressed = QPersistentModelIndex(index) if is_plain else QPersistentModelIndex()
        super().mousePressEvent(event)
        if is_left and index.isValid():
            self.row_chosen.emit(self.current_row)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Toggle the cell that was pressed, if the pointer is still there."""
        before = self.current_row
        super().mouseReleaseEvent(event)
        if self.current_row != before:
            self.row_chosen.emit(self.current_row)
        index = self.indexAt(event.position().toPoint())
        is_click = index.isValid() and self._pressed == index
        self._pressed = self._toggled = QPersistentModelIndex()
        if is_click:
            self._click(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open an answer as it was before the first click; anywhere else it is one more click."""
        index = self.indexAt(event.position().toPoint())
        is_left = event.button() == Qt.MouseButton.LeftButton
        if not is_left or not index.isValid() or self.examples.kind(index) is not Kind.ANSWER:
            self.mousePressEvent(event)
            return
        if self._toggled == index:
            self.examples.toggle(index)
        self._toggled = QPersistentModelIndex()
        self.edit(index)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Dim the current light when the pointer is on it; scroll otherwise."""
        if not self._is_dimming(event):
            self._scrolled_at, self._turned = event.position().toPoint(), 0
            super().wheelEvent(event)
            return
        self._turned += event.angleDelta().y()
        steps = int(self._turned / _NOTCH)  # touchpads send small parts of a notch
        self._turned -= steps * _NOTCH
        self.examples.step(self.currentIndex(), steps)
        event.accept()


def _is_typed(event: QKeyEvent) -> bool:
    """Tell whether a key writes a character."""
    is_command = event.modifiers() & (_CONTROL | _ALT | _META)
    return not is_command and bool(event.text()) and event.text().isprintable()


def _steps(event: QKeyEvent) -> int:
    """Return by how many steps a key brightens a light."""
    if event.modifiers() & _CONTROL:
        return _STEPS_OF_ARROW.get(event.key(), 0)
    return _STEPS_OF_TEXT.get(event.text(), 0)
