"""The line at the bottom that tells the person something."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStatusBar, QWidget


class MessageBar(QStatusBar):
    """Says one thing until there is another to say, or it is about a moment that has passed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without a word."""
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._is_of_edit = False

    def say(self, text: str) -> None:
        """Say something about this moment."""
        self._is_of_edit = False
        self.showMessage(text)

    @Slot(str)
    def say_of_edit(self, text: str) -> None:
        """Say what an edit brought with it.

        The click that ends the typing of a number is often one that goes on in time: the person
        has not read the message yet, so it outlasts the first move.
        """
        self._is_of_edit = True
        self.showMessage(text)

    @Slot()
    def move_on(self) -> None:
        """Take the message away, as the person goes to another moment."""
        if not self._is_of_edit:
            self.clearMessage()
        self._is_of_edit = False
