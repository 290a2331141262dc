"""How runs look that are compared: each has a colour and dashes of its own."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from streetlight_gui.core.training.history import Curve
from streetlight_gui.ui.widgets.theme import Theme

# Dashes are of lines one pixel wide: others take a hundred times as long to draw.
_DASHES: tuple[tuple[float, ...], ...] = (), (8, 3), (8, 3, 2, 3), (2, 3)
LOOKS = range(len(_DASHES))


@dataclass(frozen=True, eq=False)
class ShownRun:
    """A run whose curve is shown.

    Attributes:
        title: what it is called.
        look: one of `LOOKS`.
        curve: its errors while training.
    """

    title: str
    look: int
    curve: Curve


def run_pen(look: int, theme: Theme) -> QPen:
    """Return what the line of a look is drawn with."""
    pen = QPen(QColor((theme.run_1, theme.run_2, theme.run_3, theme.run_4)[look]), 1)
    pen.setCosmetic(True)
    if _DASHES[look]:
        pen.setDashPattern(_DASHES[look])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen
