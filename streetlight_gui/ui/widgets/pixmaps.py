"""Pictures that are painted once and then laid on the screen, icons among them."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QBuffer, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from streetlight_gui.process.resources import read_svg

_SIDES = (12, 16, 20, 24, 32, 48, 64)  # pixels, for text and screens of every scale
_APP_SIDES = (16, 32, 48, 128, 256)


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


def png(picture: QPixmap | QImage) -> bytes:
    """Return a picture as the content of a PNG file."""
    buffer = QBuffer()
    picture.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, PySide text
    return bytes(buffer.data().data())


def icon(name: str, colour: str, sides: tuple[int, ...] = _SIDES) -> QIcon:
    """Return the icon of that name in one colour."""
    renderer, result = QSvgRenderer(read_svg(name, colour)), QIcon()
    for side in sides:
        with painting(side, side) as (pixmap, painter):
            renderer.render(painter)
        result.addPixmap(pixmap)
    return result


def app_icon() -> QIcon:
    """Return the program's own icon, which has colours of its own."""
    return icon("streetlight", "", _APP_SIDES)
