"""The line at the bottom that tells the person something."""

import time
from collections.abc import Callable
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStatusBar, QStyle, QStyleOption

from streetlight_gui.core.checks.formatting import in_one_line

_READING_S = 4.0
_MARGIN = 6  # beside the message, as Qt has it


class MessageBar(QStatusBar):
    """Says one thing until there is another to say, or it is about a moment that has passed.

    What has no room ends in an ellipsis; the tip has all of it.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin without a word; `clock` gives seconds."""
        super().__init__()
        self.setSizeGripEnabled(False)
        self.messageChanged.connect(self._show_tip)
        self._clock = clock
        self._read_at = 0.0

    def say(self, text: str) -> None:
        """Say something about this moment."""
        self._read_at = 0.0
        self.showMessage(in_one_line(text))

    def say_of_edit(self, text: str) -> None:
        """Say what an edit brought with it.

        The click that ends the typing of a number is often one that goes on in time: the message
        stays long enough to be read.
        """
        self.say(text)
        self._read_at = self._clock() + _READING_S

    def move_on(self) -> None:
        """Take the message away, as the person goes to another moment."""
        if self._clock() >= self._read_at:
            self.clearMessage()

    def _show_tip(self, text: str) -> None:
        self.setToolTip(f"<p>{escape(text)}</p>" if text else "")  # markup, so that it has lines

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much of the message as there is room for; Qt would cut a letter in two."""
        painter, option = QPainter(self), QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelStatusBar, option, painter, self)
        room = self.rect().adjusted(_MARGIN, 0, -_MARGIN, 0)
        mode = Qt.TextElideMode.ElideRight
        text = self.fontMetrics().elidedText(self.currentMessage(), mode, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
