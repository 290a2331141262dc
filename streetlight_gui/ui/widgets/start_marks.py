"""How what became of a start looks: a shape and a colour for each kind, told apart by either."""

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from streetlight_gui.core.ensemble.atlas import Atlas
from streetlight_gui.core.ensemble.outcomes import Kind
from streetlight_gui.ui.widgets.theme import Theme, mixed

_SOONEST = 4  # looks of those that learned: the larger, the sooner
_SIZES = 0.84, 0.68, 0.52, 0.38  # of a mark's box
_LINE = 0.13  # of it
_FAINTER = 0.1  # of the card's colour in each later look: with more, the latest is hardly seen


class Look(IntEnum):
    """A shape and a colour; what has learned has one of four, by when."""

    SOONEST = 0
    SOON = 1
    LATE = 2
    LATEST = 3
    ONE_WRONG = 4
    LINEAR = 5
    SILENT = 6
    OTHER = 7
    RAN_AWAY = 8


def looks_of(atlas: Atlas) -> NDArray[np.intp]:
    """Return the look of each known start of an atlas of one cell, in the order of seeds.

    Within the first eighth of the iterations a start learns soonest, then within the first quarter,
    the first half, and all.
    """
    outcomes, iterations = atlas.outcomes[0], atlas.sweep.cells[0].iterations
    ends = iterations / np.array([8, 4, 2])
    late = np.searchsorted(ends, outcomes.learned_at)
    kinds = outcomes.kinds.astype(np.intp)
    return np.where(kinds == Kind.LEARNED, late, kinds + _SOONEST - 1)


def look_of_kind(kind: Kind) -> Look:
    """Return how a legend shows a kind."""
    return Look.SOONEST if kind is Kind.LEARNED else Look(kind + _SOONEST - 1)


def look_colour(look: Look, theme: Theme) -> QColor:
    """Return the colour of a look."""
    if look <= Look.LATEST:
        return mixed(QColor(theme.accent), QColor(theme.card), 1 - _FAINTER * look)
    return QColor(
        {
            Look.ONE_WRONG: theme.negative,
            Look.LINEAR: theme.frozen,
            Look.SILENT: theme.muted,
            Look.OTHER: theme.run_3,
            Look.RAN_AWAY: theme.run_2,
        }[look]
    )


def look_shape(look: Look, box: QRectF) -> QPainterPath:
    """Return the shape of a look in a square box."""
    path, side, middle = QPainterPath(), box.width(), box.center()
    if look <= Look.LATEST:
        radius = _SIZES[look] * side / 2
        path.addEllipse(middle, radius, radius)
        return path
    reach = 0.3 * side
    near, far, across = QPointF(reach, reach), QPointF(reach, -reach), QPointF(reach, 0)
    match look:
        case Look.ONE_WRONG:
            path.addEllipse(middle, reach, reach)
        case Look.OTHER:
            path.addRect(QRectF(middle - near, middle + near))
        case Look.SILENT:
            _add_line(path, middle - across, middle + across)
        case Look.LINEAR:
            _add_line(path, middle - far, middle + far)
        case _:
            _add_line(path, middle - far, middle + far)
            _add_line(path, middle - near, middle + near)
    return path


def draw_look(painter: QPainter, look: Look, shape: QPainterPath, side: float, ink: QColor) -> None:
    """Draw shapes of a look, which are for boxes of this side."""
    if look <= Look.LATEST:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
    else:
        pen = QPen(ink, max(_LINE * side, 1.0))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.setBrush(QBrush())
    painter.drawPath(shape)


def _add_line(path: QPainterPath, start: QPointF, end: QPointF) -> None:
    path.moveTo(start)
    path.lineTo(end)
