"""The window's middle: it scrolls where the screen is too small for what it holds."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class ContentArea(QScrollArea):
    """Gives its content all the room there is, and never less than it can be read in."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        """Hold this content."""
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        self._content = content
        self._least = QSize()

    def fit(self, least: QSize) -> None:
        """Give the content room, at least this much."""
        self._least = least
        self._content.resize(self.viewport().size().expandedTo(least))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the content the new room."""
        super().resizeEvent(event)
        self.fit(self._least)
