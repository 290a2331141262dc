"""A control that gives way in a narrow row: it loses its text, not its name, tip and key."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from streetlight_gui.ui.widgets.controls import named, quiet_focus


class YieldingButton(QPushButton):
    """A button that shows its text where there is room, and else only its icon.

    What its row needs at least is therefore the same, whether the text is seen or not.
    """

    def __init__(self, name: str, text: str, tip: str) -> None:
        """Make a button that a click gives no focus."""
        super().__init__(text)
        self._whole = text
        named(self, name, text, tip)
        quiet_focus(self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Ask for room for the whole text."""
        return self._hint(self._whole)

    def minimumSizeHint(self) -> QSize:
        """Do without the text."""
        return self._hint("")

    def _hint(self, text: str) -> QSize:
        """Return the room for another text than is seen."""
        hint, room = super().sizeHint(), self.fontMetrics().horizontalAdvance
        return QSize(hint.width() + room(text) - room(self.text()), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the text if it has room."""
        self.setText(self._whole if self.width() >= self.sizeHint().width() else "")
        super().resizeEvent(event)
