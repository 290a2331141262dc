"""A sentence in large letters."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from streetlight_gui.core.checks.formatting import ELLIPSIS
from streetlight_gui.ui.widgets.labels import PaintedLabel
from streetlight_gui.ui.widgets.text_sizes import sized

_FACTORS = (2.1, 1.9, 1.75, 1.6, 1.5, 1.4, 1.3, 1.2, 1.1, 1.0, 0.92)  # of the normal size
_FLAGS = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class Headline(PaintedLabel):
    """A sentence in a few lines, as large as there is room for; what it says moves nothing."""

    def __init__(self, name: str) -> None:
        """Make an empty one."""
        super().__init__()
        self.setObjectName(name)
        self._whole, self._most, self._lines = "", _FACTORS[0], 2
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def limit(self, most: float, lines: int) -> None:
        """Write at most so many times as large as normal, in the room of so many such lines."""
        if (most, lines) != (self._most, self._lines):
            self._most, self._lines = most, lines
            self.updateGeometry()
            self.update()

    def show_text(self, text: str) -> None:
        """Say something; screen readers get it, too."""
        if text != self._whole:
            self._whole = text
            self.setAccessibleName(text)
            self.update()

    def text(self) -> str:
        """Return what it says."""
        return self._whole

    def shown(self) -> tuple[QFont, str]:
        """Return the font it is written in, and what has room: all, or less and an ellipsis."""
        fonts = [sized(self.font(), factor) for factor in _FACTORS if factor <= self._most]
        for font in fonts:
            if self._has_room(font, self._whole):
                return font, self._whole
        words = self._whole.split(" ")
        while len(words) > 1 and not self._has_room(fonts[-1], " ".join(words) + ELLIPSIS):
            words.pop()
        return fonts[-1], " ".join(words) + ELLIPSIS

    def _has_room(self, font: QFont, text: str) -> bool:
        room = self.contentsRect()
        needed = QFontMetrics(font).boundingRect(QRect(0, 0, room.width(), 10_000), _FLAGS, text)
        return needed.width() <= room.width() and needed.height() <= room.height()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sentence."""
        font, text = self.shown()
        self.write(text, _FLAGS, font)

    def sizeHint(self) -> QSize:
        """Return the height of its lines in the largest letters; any width will do."""
        return QSize(0, self._lines * QFontMetrics(sized(self.font(), self._most)).lineSpacing())

    def minimumSizeHint(self) -> QSize:
        """Return the same: less room is never enough."""
        return self.sizeHint()
