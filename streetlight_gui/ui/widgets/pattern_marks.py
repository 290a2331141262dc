"""Lamps and signs of the tables of patterns and examples, as small pictures that are drawn once."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from streetlight_gui.ui.widgets.theme import (
    HOUSING,
    HOUSING_EDGE,
    LAMP_COLOURS,
    LAMP_OFF,
    Theme,
    mixed,
)

SIGN = 12  # the side of a sign, in pixels
DOT = 8  # the width of the dot
LINE = 16  # the length of the line between STOP and WALK
BEYOND = 5  # the width of the sign of a bar that goes on
_MOST_LAMPS = 500  # kept; there are lamps of any brightness


class Signs:
    """The signs of one theme; each differs from the others in its shape, not just in colour.

    Attributes:
        of_grade: of predictions that are right, wrong, or for answers that contradict each other.
        above, below: of bars that end, but whose prediction goes on.
        threshold: the line between STOP and WALK, one pixel wide.
        seen: a pattern is in the training set.
    """

    def __init__(self, theme: Theme, scale: float) -> None:
        """Draw all of them, for a screen with so many device pixels a point."""
        good, bad = QPen(QColor(theme.accent), 2), QPen(QColor(theme.negative_text), 2)
        for pen in (good, bad):
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)

        def sign(pen: QPen, *strokes: list[tuple[float, float]], width: int = SIGN) -> QPixmap:
            return _strokes(pen, strokes, width, scale)

        self.of_grade = {
            "right": sign(good, [(1.5, 6.5), (4.5, 9.5), (10.5, 2.5)]),
            "wrong": sign(bad, [(2, 2), (10, 10)], [(10, 2), (2, 10)]),
            "contradiction": sign(bad, [(1, 4), (11, 4)], [(1, 8), (11, 8)], [(9, 1), (3, 11)]),
        }
        self.above = sign(bad, [(1, 2), (4, 6), (1, 10)], width=BEYOND)
        self.below = sign(bad, [(4, 2), (1, 6), (4, 10)], width=BEYOND)
        self.threshold = _picture(1, LINE, scale, lambda painter: _dotted(painter, theme.text))
        self.seen = _picture(DOT, SIGN, scale, lambda painter: draw_dot(painter, theme.accent))


class Lamps:
    """Pictures of small lamps in their housing, from off to fully lit; made when first needed."""

    def __init__(self, scale: float) -> None:
        """Begin with none, for a screen with so many device pixels a point."""
        self._scale = scale
        self._lamps: dict[tuple[int, float, int], QPixmap] = {}
        self._housings: dict[tuple[int, int], QPixmap] = {}

    def housing(self, lights: int, side: int) -> QPixmap:
        """Return a lying housing for so many lamps, each in a square of this side."""
        key = lights, side
        if key not in self._housings:
            size = QRectF(0.5, 0.5, lights * side - 1, side - 1)
            self._housings[key] = _picture(
                lights * side, side, self._scale, lambda painter: _housing(painter, size)
            )
        return self._housings[key]

    def draw(
        self, painter: QPainter, pattern: Sequence[float], left: int, top: int, side: int
    ) -> None:
        """Draw a pattern's lamps in their housing, each in a square of this side."""
        painter.drawPixmap(left, top, self.housing(len(pattern), side))
        for light, value in enumerate(pattern):
            painter.drawPixmap(left + light * side, top, self.lamp(light, value, side))

    def lamp(self, light: int, value: float, side: int) -> QPixmap:
        """Return a lamp, light 0 being the first, in a square of this side."""
        key = light, value, side
        if key not in self._lamps:
            if len(self._lamps) >= _MOST_LAMPS:
                self._lamps.clear()
            self._lamps[key] = _picture(
                side, side, self._scale, lambda painter: _lamp(painter, light, value, side)
            )
        return self._lamps[key]


def _picture(width: int, height: int, scale: float, draw: Callable[[QPainter], None]) -> QPixmap:
    pixmap = QPixmap(round(width * scale), round(height * scale))
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw(painter)
    painter.end()
    return pixmap


def _strokes(
    pen: QPen, strokes: tuple[list[tuple[float, float]], ...], width: int, scale: float
) -> QPixmap:
    def draw(painter: QPainter) -> None:
        painter.setPen(pen)
        for stroke in strokes:
            painter.drawPolyline([QPointF(x, y) for x, y in stroke])

    return _picture(width, SIGN, scale, draw)


def draw_dot(painter: QPainter, colour: str) -> None:
    """Draw the dot of what is in training, where the painter's origin is."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawEllipse(QPointF(DOT / 2, SIGN / 2), 3.5, 3.5)


def _dotted(painter: QPainter, colour: str) -> None:
    for y in range(0, LINE, 2):
        painter.fillRect(0, y, 1, 1, QColor(colour))


def _housing(painter: QPainter, size: QRectF) -> None:
    painter.setPen(QPen(QColor(HOUSING_EDGE), 1))
    painter.setBrush(QColor(HOUSING))
    painter.drawRoundedRect(size, size.height() / 2, size.height() / 2)


def _lamp(painter: QPainter, light: int, value: float, side: int) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    share = min(max(value, 0.0), 1.0)
    painter.setBrush(mixed(QColor(LAMP_COLOURS[light]), QColor(LAMP_OFF), share))
    painter.drawEllipse(QPointF(side / 2, side / 2), side / 2 - 2.5, side / 2 - 2.5)
