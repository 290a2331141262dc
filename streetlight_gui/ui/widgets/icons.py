"""Icons of our own, drawn from vectors in the theme's colours."""

from PySide6.QtGui import QIcon
from PySide6.QtSvg import QSvgRenderer

from streetlight_gui.process.resources import read_svg
from streetlight_gui.ui.widgets.pixmaps import painting

_SIDES = (12, 16, 20, 24, 32, 48, 64)  # pixels, for text and screens of every scale
_APP_SIDES = (16, 32, 48, 128, 256)


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
