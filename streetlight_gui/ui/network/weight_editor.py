"""A field over an edge of the diagram, to type its weight into."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from streetlight_gui.core.checks.formatting import exact
from streetlight_gui.core.checks.typed import parse_weight
from streetlight_gui.core.nn.parts import Edge

_WIDEST = "-0.12345678901234567"
_NUDGE, _LARGE_NUDGE = 0.01, 0.1


class WeightEditor(QLineEdit):
    """Takes a number and Enter; Esc leaves; Up and Down nudge by 0.01, with Shift by 0.1.

    Signals:
        edited: an Edge, its old and its new weight, and whether it was a nudge.
        rejected: a sentence on what is wrong with the text.
    """

    edited = Signal(object, float, float, bool)
    rejected = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        """Wait, hidden, to be opened."""
        super().__init__(parent)
        self._diagram = parent
        self._edge: Edge | None = None
        self._weight = 0.0
        self.setObjectName("weight_editor")
        self.setAccessibleName("Weight")
        self.setToolTip("Enter takes the number, Esc leaves; Up and Down change it by 0.01")
        self.hide()

    def open(self, edge: Edge, weight: float, position: QPoint) -> None:
        """Offer an edge's weight for editing near a position."""
        self._edge, self._weight = edge, weight
        self.setText(exact(weight))
        self.adjustSize()
        room = self._diagram.size()
        self.move(
            max(0, min(position.x(), room.width() - self.width())),
            max(0, min(position.y(), room.height() - self.sizeHint().height())),
        )
        self.show()
        self.setFocus()
        self.selectAll()

    def sizeHint(self) -> QSize:
        """Return the room for all digits of a number."""
        width = self.fontMetrics().horizontalAdvance(_WIDEST)
        return super().sizeHint() + QSize(width - self.fontMetrics().horizontalAdvance("x" * 17), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the number, leave, or nudge."""
        key = Qt.Key
        if event.key() in (key.Key_Return, key.Key_Enter):
            if self._take(0.0):
                self._close()
        elif event.key() == key.Key_Escape:
            self._close()
        elif event.key() in (key.Key_Up, key.Key_Down):
            is_large = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            size = _LARGE_NUDGE if is_large else _NUDGE
            self._take(size if event.key() == key.Key_Up else -size)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave without a change when something else is clicked."""
        super().focusOutEvent(event)
        self.hide()

    def _take(self, nudge: float) -> bool:
        """Send the number, changed by a nudge, if it is another; return whether it was a number."""
        try:
            weight = parse_weight(self.text())
        except ValueError as error:
            self.rejected.emit(str(error))
            return False
        if nudge:
            weight = float(f"{weight + nudge:.12g}")
            self.setText(exact(weight))
        before, self._weight = self._weight, weight
        if weight != before:  # an edit of the past replaces what came after it
            self.edited.emit(self._edge, before, weight, bool(nudge))
        return True

    def _close(self) -> None:
        self.hide()
        self._diagram.setFocus()
