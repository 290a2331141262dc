"""How bands of errors look, in the plot and beside their names: they differ without colour, too."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from streetlight_gui.ui.widgets.theme import Theme, mixed

_HALF_SHARE, _MOST_SHARE = 0.38, 0.14  # of the quiet colour in the card's: the denser, the deeper
_DOTS, _DASHES = (1.0, 2.0), (6.0, 3.0)


def half_ground(theme: Theme) -> QColor:
    """Return the ground of the band in which half of the starts lie."""
    return mixed(QColor(theme.muted), QColor(theme.card), _HALF_SHARE)


def most_ground(theme: Theme) -> QColor:
    """Return the ground of the band in which nine in ten lie."""
    return mixed(QColor(theme.muted), QColor(theme.card), _MOST_SHARE)


def half_edge(theme: Theme) -> QPen:
    """Return the pen of the inner band's edges: a thin line."""
    return _pen(theme.muted, 1)


def most_edge(theme: Theme) -> QPen:
    """Return the pen of the outer band's edges: dots."""
    return _pen(theme.muted, 1, _DOTS)


def median_line(theme: Theme) -> QPen:
    """Return the pen of the median: dashes."""
    return _pen(theme.text, 1, _DASHES)


def run_line(theme: Theme, width: int) -> QPen:
    """Return the pen of the run at hand: a broad line in the accent colour."""
    return _pen(theme.accent, width)


def _pen(colour: str, width: int, dashes: tuple[float, ...] = ()) -> QPen:
    pen = QPen(QColor(colour), width)
    pen.setCosmetic(True)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dashes:  # of lines one pixel wide: others take a hundred times as long to draw
        pen.setDashPattern(dashes)
    return pen
