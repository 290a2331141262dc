"""The sizes of text and of what holds it: all of them follow the application's font."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetrics, QFontMetricsF
from PySide6.QtWidgets import QWidget

SMALL, LARGE = 0.92, 1.25  # of the normal size: what explains, and the number that matters
CLOSE, CLOSER = 2, 1  # pixels beside titles that have little room, in a font of 12 pixels
_DRAWN_FOR = 12  # the pixels of the font that lengths in this program are given for
_SEEN_BESIDE = 16  # pixels of text: beside larger, marks and lines are larger, too


class KeepsFit(QObject):
    """Lets a widget fit its font and its size: now, and again whenever one of them is another."""

    def __init__(self, widget: QWidget, fit: Callable[[], None], *also: QEvent.Type) -> None:
        """Call a function for a widget, and again after each event that may ask for it.

        Args:
            widget: what is to fit.
            fit: makes it fit; where it does already, this changes nothing.
            also: further kinds of events to call it after, besides another font or size.
        """
        super().__init__(widget)
        self._fit, self._kinds = fit, {QEvent.Type.FontChange, QEvent.Type.Resize, *also}
        widget.installEventFilter(self)
        fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit again."""
        if event.type() in self._kinds:
            self._fit()
        return False


def sized(font: QFont, factor: float) -> QFont:
    """Return a font that is larger by a factor."""
    result = QFont(font)
    if font.pointSizeF() > 0:
        result.setPointSizeF(font.pointSizeF() * factor)
    else:  # it is given in pixels
        result.setPixelSize(round(font.pixelSize() * factor))
    return result


def small(font: QFont) -> QFont:
    """Return the font of what explains: names, notes and titles of columns."""
    return sized(font, SMALL)


def bold(font: QFont) -> QFont:
    """Return the bold font of the same size."""
    result = QFont(font)
    result.setBold(True)
    return result


def fitting(font: QFont, text: str, width: float) -> QFont:
    """Return the font, or a smaller one in which a text is not wider than this."""
    wide = QFontMetricsF(font).horizontalAdvance(text)
    return sized(font, width / wide) if wide > width else font


def elided(text: str, metrics: QFontMetrics, width: int) -> str:
    """Return as much of a text as there is room for.

    Rooms are measured in whole pixels: Qt's own would cut a text for half of one that it is wider.
    """
    if metrics.horizontalAdvance(text) <= width:
        return text
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)


def fixed_font() -> QFont:
    """Return a font whose digits are all as wide; a widget with it follows the person's size."""
    result = QFont()
    result.setFamilies(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).families())
    result.setStyleHint(QFont.StyleHint.Monospace)  # where there is none of that name
    return result


def stretch(font: QFont) -> float:
    """Return by how much lengths grow in this font: 1 where its letters are 12 pixels high."""
    return QFontInfo(font).pixelSize() / _DRAWN_FOR


def control_height(font: QFont) -> int:
    """Return the height of a control in a row: easy to hit, and room for a line of text."""
    return max(length(26, font), QFontMetrics(font).height() + 8)


def length(pixels: float, font: QFont) -> int:
    """Return a length that is this many pixels where the font has 12."""
    return round(pixels * stretch(font))


def growth(font: QFont) -> float:
    """Return by how much marks and lines grow beside this font: 1 up to 16 pixels."""
    return max(1.0, QFontInfo(font).pixelSize() / _SEEN_BESIDE)


def grown(pixels: int, font: QFont) -> int:
    """Return how large a mark or a line is that is so large beside text of no more than 16."""
    return round(pixels * growth(font))
