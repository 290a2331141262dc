"""What a person does in the training set: clicks, wheel turns and keys."""

from PySide6.QtCore import QEvent, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from streetlight_gui.core.problems.values import STOP, WALK
from streetlight_gui.text.examples import Kind, answer_text
from streetlight_gui.ui.tables.examples.example_grid import ExampleGrid
from streetlight_gui.ui.tables.examples.example_model import EDITABLE
from streetlight_gui.ui.widgets.controls import ENTER, Notches, SpaceRuns
from streetlight_gui.ui.widgets.painted_table import is_typed

_DIGITS = "0123456789."
_FIRST_OF_TEXT = {Kind.LIGHT: _DIGITS, Kind.ANSWER: _DIGITS + "+-wWsS"}
_WORDS = {answer_text(WALK), answer_text(STOP)}
_CONTROL = Qt.KeyboardModifier.ControlModifier
_STEPS_OF_TEXT = {"+": 1, "-": -1}
_STEPS_OF_ARROW: dict[int, int] = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}


class ExampleTable(ExampleGrid):
    """Toggles a cell by click, dims a light by keys or wheel, edits what is typed.

    Space toggles, too, where Tab has led; after a click it is the window's.

    Signals:
        remove_requested: Delete was pressed.
    """

    remove_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty table."""
        super().__init__(parent)
        trigger = self.EditTrigger
        self.setEditTriggers(trigger.AnyKeyPressed | trigger.EditKeyPressed)
        self.setMouseTracking(True)
        SpaceRuns(self, clicked=self.viewport())
        self._pressed = self._toggled = QPersistentModelIndex()
        self._scrolled_at: QPoint | None = None
        self._notches = Notches()

    def take_key(self, event: QKeyEvent) -> bool:
        """Change the current cell; what a field leaves over goes nowhere."""
        self._scrolled_at = None
        index, key, once = self.currentIndex(), event.key(), not event.isAutoRepeat()
        kind, is_control = self.examples.kind(index), event.modifiers() & _CONTROL
        steps = _STEPS_OF_ARROW.get(key, 0) if is_control else _STEPS_OF_TEXT.get(event.text(), 0)
        if self.state() == self.State.EditingState:
            return True
        if key == Qt.Key.Key_Delete:
            if once and index.isValid():  # or a key held down would remove them all
                self.remove_requested.emit()
        elif kind is Kind.LIGHT and steps:
            self.examples.step(index, steps)
        elif kind in EDITABLE and key == Qt.Key.Key_Space:
            if once:  # or it would flash
                self.examples.toggle(index)
        elif kind in EDITABLE and key in ENTER:
            self.edit(index)
        elif self._begins_text(event):
            self.edit(index, self.EditTrigger.AnyKeyPressed, event)  # passes the key on, too
        else:
            return False
        return True

    def _begins_text(self, event: QKeyEvent) -> bool:
        """Tell whether a key is the first of what can be typed into the current cell."""
        allowed = _FIRST_OF_TEXT.get(self.examples.kind(self.currentIndex()), "")
        return is_typed(event) and event.text() in allowed

    def _is_dimming(self, event: QWheelEvent) -> bool:
        """Tell whether the wheel turns over the current light, and not on its way past it.

        While a wheel scrolls, rows come to lie under it that nobody pointed at.
        """
        place, before = event.position().toPoint(), self._scrolled_at
        near = QApplication.startDragDistance()
        if before is not None and (place - before).manhattanLength() < near:
            return False
        index = self.indexAt(place)
        is_current = self.hasFocus() and index == self.currentIndex()
        return is_current and self.examples.kind(index) is Kind.LIGHT

    def event(self, event: QEvent) -> bool:
        """Type answers rather than set off the menus' single-letter shortcuts."""
        is_asked = event.type() == QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and self._begins_text(event):
            event.accept()
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a row."""
        self._scrolled_at = None
        index = self.indexAt(event.position().toPoint())
        is_left = event.button() == Qt.MouseButton.LeftButton
        is_plain = is_left and event.modifiers() == Qt.KeyboardModifier.NoModifier
        self._pressed = QPersistentModelIndex(index) if is_plain else QPersistentModelIndex()
        super().mousePressEvent(event)
        if is_left and index.isValid():
            self.choose(self.currentIndex())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let the pointer tell whether a click would change the cell below it."""
        super().mouseMoveEvent(event)
        shape, index = Qt.CursorShape, self.indexAt(event.position().toPoint())
        can_change = self.examples.kind(index) in EDITABLE
        self.viewport().setCursor(shape.PointingHandCursor if can_change else shape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Toggle the cell that was pressed, if the pointer is still there.

        A number that was typed as an answer is not lost to one click.
        """
        before = self.currentIndex().row()
        super().mouseReleaseEvent(event)
        if self.currentIndex().row() != before:
            self.choose(self.currentIndex())
        index = self.indexAt(event.position().toPoint())
        is_click, is_light = self._pressed == index, self.examples.kind(index) is Kind.LIGHT
        self._pressed = self._toggled = QPersistentModelIndex()
        if is_click and (is_light or index.data() in _WORDS):
            self.examples.toggle(index)
            self._toggled = QPersistentModelIndex(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open an answer as it was before the first click; anywhere else it is one more click."""
        index = self.indexAt(event.position().toPoint())
        is_left = event.button() == Qt.MouseButton.LeftButton
        if not is_left or self.examples.kind(index) is not Kind.ANSWER:
            self.mousePressEvent(event)
            return
        if self._toggled == index:
            self.examples.toggle(index)
        self._toggled = QPersistentModelIndex()
        self.edit(index)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Dim the current light when the pointer is on it; scroll otherwise."""
        if not self._is_dimming(event):
            self._scrolled_at, self._notches = event.position().toPoint(), Notches()
            super().wheelEvent(event)
            return
        if steps := self._notches.of(event):
            self.examples.step(self.currentIndex(), steps)
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep in view what is typed into: a banner may have come below."""
        super().resizeEvent(event)
        if self.state() == self.State.EditingState:
            self.scrollTo(self.currentIndex())
