"""The line at the bottom that tells the person something."""

import time
from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStatusBar, QWidget

_READING_S = 4.0


class MessageBar(QStatusBar):
    """Says one thing until there is another to say, or it is about a moment that has passed."""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, parent: QWidget | None = None
    ) -> None:
        """Begin without a word; `clock` gives seconds."""
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._clock = clock
        self._read_at = 0.0

    def say(self, text: str) -> None:
        """Say something about this moment."""
        self._read_at = 0.0
        self.showMessage(text)

    @Slot(str)
    def say_of_edit(self, text: str) -> None:
        """Say what an edit brought with it.

        The click that ends the typing of a number is often one that goes on in time: the message
        stays long enough to be read.
        """
        self._read_at = self._clock() + _READING_S
        self.showMessage(text)

    @Slot()
    def move_on(self) -> None:
        """Take the message away, as the person goes to another moment."""
        if self._clock() >= self._read_at:
            self.clearMessage()
