"""A field for the values of an axis, which says what is wrong with what was typed."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent

from streetlight_gui.core.training.axes import AxisKind, parse_values
from streetlight_gui.ui.widgets.controls import ENTER, ENTER_TAKES, LineField, named

LONGEST = 200  # characters


class ValuesField(LineField):
    """Takes any text while typing; on Enter or on leaving, reads it or says why not.

    Attributes:
        kind: the axis.

    Signals:
        taken: what was typed has been taken.
        done: by Enter.
        rejected: a sentence on what is wrong with the text; '' once nothing is wrong any more.
    """

    taken = Signal()
    done = Signal()
    rejected = Signal(str)

    def __init__(self, kind: AxisKind, name: str, spoken: str) -> None:
        """Make an empty field."""
        super().__init__()
        self.kind = kind
        named(self, name, spoken, f"Values of this axis, with commas between.\n{ENTER_TAKES}")
        self.setAccessibleDescription(ENTER_TAKES)
        self.setMaxLength(LONGEST)
        self._taken = ""

    def show_values(self, kind: AxisKind, text: str) -> None:
        """Show values of an axis, which count as taken; of the same axis what is typed stays."""
        is_typed = kind is self.kind and self.isModified()
        self.kind, self._taken = kind, text
        if not is_typed and text != self.text():
            self.setText(text)
            self.setCursorPosition(0)

    @property
    def values(self) -> tuple[Any, ...]:
        """What the text says; ValueError where that is not allowed."""
        return parse_values(self.kind, self.text())

    def end_typing(self) -> bool:
        """Take what was typed, or say what is wrong with it; return whether it could be taken."""
        try:
            parse_values(self.kind, self.text())
        except ValueError as error:
            self.rejected.emit(str(error))
            return False
        if self.isModified():
            self._taken = self.text()
            self.setModified(False)
            self.rejected.emit("")
            self.taken.emit()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """On Enter take the values, on Esc go back to those before."""
        if event.key() in ENTER:
            if self.end_typing():
                self.done.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.setText(self._taken)
            self.rejected.emit("")
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take what was typed."""
        super().focusOutEvent(event)
        self.end_typing()
