"""Words in the diagram: where they stand, and what lies between them and the edges."""

from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF

from streetlight_gui.ui.widgets.theme import Theme

_VEIL = 0.75  # how much of the edges below words is hidden


class Words(NamedTuple):
    """A text and where it stands."""

    box: QRectF
    text: str
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignCenter


def centred(x: float, top: float, high: float, metrics: QFontMetricsF, text: str) -> Words:
    """Place a line of text around an x."""
    width = metrics.horizontalAdvance(text) + 2
    return Words(QRectF(x - width / 2, top, width, high), text)


def is_free(box: QRectF, taken: list[QRectF]) -> bool:
    """Tell whether nothing that is placed already lies in a box."""
    return not any(map(box.intersects, taken))


def veil(theme: Theme) -> QColor:
    """Return what is laid between words and the edges below them."""
    colour = QColor(theme.card)
    colour.setAlphaF(_VEIL)
    return colour
