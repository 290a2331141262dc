"""Icons of our own, drawn from vectors in the theme's colours."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from streetlight_gui.resources import read_svg

_SIDE = 16
_SCALES = (1, 2, 3)  # for screens of one, two and three device pixels a point


def icon(name: str, colour: str) -> QIcon:
    """Return the icon of that name in one colour."""
    renderer = QSvgRenderer(read_svg(name, colour))
    result = QIcon()
    for scale in _SCALES:
        pixmap = QPixmap(_SIDE * scale, _SIDE * scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, _SIDE * scale, _SIDE * scale))
        painter.end()
        pixmap.setDevicePixelRatio(scale)
        result.addPixmap(pixmap)
    return result


def app_icon() -> QIcon:
    """Return the program's own icon."""
    renderer = QSvgRenderer(read_svg("streetlight", ""))
    result = QIcon()
    for side in (16, 32, 48, 128, 256):
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter)
        painter.end()
        result.addPixmap(pixmap)
    return result
