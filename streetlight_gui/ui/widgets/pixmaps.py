"""Pictures that are painted once and then laid on the screen."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPixmap


@contextmanager
def painting(width: int, height: int, scale: float = 1.0) -> Iterator[tuple[QPixmap, QPainter]]:
    """Give a transparent picture, for so many device pixels a point, and what paints it."""
    pixmap = QPixmap(round(width * scale), round(height * scale))
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    try:
        yield pixmap, painter
    finally:
        painter.end()  # Qt ends the process where a picture goes before its painter
