"""A field over an edge of the diagram or a cell of a table, to type a weight into."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from streetlight_gui.core.checks.formatting import dusted, exact
from streetlight_gui.core.checks.limits import WEIGHT
from streetlight_gui.core.nn.layers import Shape
from streetlight_gui.core.nn.parts import Edge, edge_name, weight_index
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.ui.widgets.controls import ENTER, LineField, named

_WIDEST = "-0.12345678901234567"
_NUDGE, _LARGE_NUDGE = 0.01, 0.1


class WeightEditor(LineField):
    """Takes a number on Enter, or when something else is clicked; Esc leaves the weight as it is.

    Up and Down nudge the weight by 0.01, with Shift by 0.1. With nothing typed in it, the field
    follows the weight.

    Signals:
        edited: an Edge, the shape of its network, its old and its new weight, and whether it was a
            nudge.
        rejected: a sentence on what is wrong with the text; '' once nothing is.
        closed: the Edge, when a key has closed the field.
    """

    edited = Signal(object, object, float, float, bool)
    rejected = Signal(str)
    closed = Signal(object)

    def __init__(self, parent: QWidget, name: str = "weight_editor") -> None:
        """Wait, hidden, to be opened in a view, which has the keys before and after."""
        super().__init__(parent)
        self._view = parent
        self._edge = Edge(0, 0, 0)
        self._shape: Shape = (), False
        self._weight = 0.0
        self._edits = self._awaited = 0  # that the newest moment knows, and that it should
        tip = "Enter takes the number, Esc leaves; Up and Down change it by 0.01"
        named(self, name, "Weight", tip)
        self.hide()

    def open(self, edge: Edge, snapshot: Snapshot, position: QPoint) -> None:
        """Offer an edge's weight for editing near a position in the view."""
        self._edge, self._shape, self._awaited = edge, snapshot.network.shape, 0
        self.setAccessibleName(f"{edge_name(edge, snapshot.network.sizes)}, weight")
        self.setText("")  # and there is nothing to undo
        self.show()
        self.show_snapshot(snapshot)
        self.adjustSize()
        room = self._view.size() - self.size()
        x, y = min(position.x(), room.width()), min(position.y(), room.height())
        self.move(max(0, x), max(0, y))
        self.setFocus()
        self.selectAll()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Follow the weight; close where there is a network of another shape."""
        if not self.isHidden() and snapshot.network.shape != self._shape:
            self._view.setFocus()
        elif not self.isHidden():
            self._edits = snapshot.edits
            if snapshot.edits >= self._awaited:  # an older moment does not know the newest nudge
                index = weight_index(snapshot.network.sizes, self._edge)
                self._weight = float(snapshot.network.parameters[index])
                if not self.isModified():
                    self._write()

    def _write(self) -> None:
        text, place, has_all = exact(self._weight), self.cursorPosition(), self.hasSelectedText()
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(place)
            if has_all:
                self.selectAll()
        self.setModified(False)

    def end_typing(self, nudge: float = 0.0) -> bool:
        """Send what was typed, or the weight, changed by a nudge, if that makes it another one.

        Returns:
            Whether the text is a number; if not, it says what is wrong with it.
        """
        if not self.isModified() and not nudge:
            return True
        try:
            weight = WEIGHT.parse(self.text())
        except ValueError as error:
            self.rejected.emit(str(error))
            return False
        self.rejected.emit("")
        before = self._weight
        self._weight = dusted(weight + nudge) if nudge else weight
        self._write()
        if self._weight != before:  # an edit of the past replaces what came after it
            self._awaited = max(self._awaited, self._edits) + 1
            self.edited.emit(self._edge, self._shape, before, self._weight, bool(nudge))
        return True

    def sizeHint(self) -> QSize:
        """Return the room for all digits of a number."""
        width = self.fontMetrics().horizontalAdvance(_WIDEST)
        return super().sizeHint() + QSize(width - self.fontMetrics().horizontalAdvance("x" * 17), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the number, leave, or nudge."""
        key = Qt.Key
        if event.key() in (*ENTER, key.Key_Escape):
            if event.key() == key.Key_Escape:
                self.setModified(False)
                self.rejected.emit("")
            if self.end_typing():
                self._view.setFocus()
                self.closed.emit(self._edge)
        elif event.key() in (key.Key_Up, key.Key_Down):
            size = _LARGE_NUDGE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else _NUDGE
            self.end_typing(size if event.key() == key.Key_Up else -size)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take what was typed when something else is clicked."""
        super().focusOutEvent(event)
        self.end_typing()
        self.hide()
