"""Lamps and signs that stand beside patterns, as small pictures that are drawn once."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache, partial

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPixmap

from streetlight_gui.text.pattern_text import Grade
from streetlight_gui.ui.widgets.lamp import draw_housing
from streetlight_gui.ui.widgets.pixmaps import painting
from streetlight_gui.ui.widgets.text_sizes import grown, growth
from streetlight_gui.ui.widgets.theme import LAMP_COLOURS, LAMP_OFF, Theme, mixed

SIGN = 12  # the side of a sign, in pixels, in text of no more than 16
DOT = 8  # the width of the dot
LINE = 16  # the length of the line between STOP and WALK
BEYOND = 5  # the width of the sign of a bar that goes on
_MOST_LAMPS = 500  # kept; there are lamps of any brightness


class Signs:
    """The signs of one theme; each differs from the others in its shape, not just in colour.

    Attributes:
        of_grade: of predictions that are right, wrong, or for answers that contradict each other.
        of_open: the same, by answers that the examples leave open.
        above, below: of bars that end, but whose prediction goes on.
        threshold: the line between STOP and WALK, one pixel wide.
        seen: a pattern is in the training set.
        held_out: the answer to a pattern is held out.
        none: nothing, as wide as these.
    """

    def __init__(self, theme: Theme, scale: float, font: QFont) -> None:
        """Draw all of them beside text, for a screen with so many device pixels a point."""
        self._scale, self._font, bad = scale, font, theme.negative_text
        self.of_grade = self._grades(theme.accent, bad)
        self.of_open = self._grades(theme.muted, theme.muted)
        self.above = self._sign(bad, [(1, 2), (4, 6), (1, 10)], width=BEYOND)
        self.below = self._sign(bad, [(4, 2), (1, 6), (4, 10)], width=BEYOND)
        with self._drawing(1, LINE) as (self.threshold, painter):
            for y in range(0, LINE, 2):
                painter.fillRect(0, y, 1, 1, QColor(theme.text))
        with self._drawing(DOT, SIGN) as (self.seen, painter):
            draw_dot(painter, theme.accent)
        self.none = self._sign(theme.muted, width=DOT)
        with self._drawing(DOT, SIGN) as (self.held_out, painter):
            painter.setPen(QPen(QColor(theme.held_out), 1.5))
            painter.drawEllipse(QPointF(DOT / 2, SIGN / 2), 3, 3)

    def _grades(self, good: str, bad: str) -> dict[Grade, QPixmap]:
        unequal = [(1.0, 4.0), (11.0, 4.0)], [(1.0, 8.0), (11.0, 8.0)], [(9.0, 1.0), (3.0, 11.0)]
        return {
            Grade.RIGHT: self._sign(good, [(1.5, 6.5), (4.5, 9.5), (10.5, 2.5)]),
            Grade.WRONG: self._sign(bad, [(2, 2), (10, 10)], [(10, 2), (2, 10)]),
            Grade.CONTRADICTION: self._sign(bad, *unequal),
        }

    def _sign(self, colour: str, *strokes: list[tuple[float, float]], width: int = SIGN) -> QPixmap:
        pen = QPen(QColor(colour), 2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        with self._drawing(width, SIGN) as (pixmap, painter):
            painter.setPen(pen)
            for stroke in strokes:
                painter.drawPolyline([QPointF(x, y) for x, y in stroke])
        return pixmap

    @contextmanager
    def _drawing(self, width: int, height: int) -> Iterator[tuple[QPixmap, QPainter]]:
        larger, font = growth(self._font), self._font
        with painting(grown(width, font), grown(height, font), self._scale) as (pixmap, painter):
            painter.scale(larger, larger)
            yield pixmap, painter


class Lamps:
    """Pictures of small lamps in their housing, from off to fully lit; made when first needed.

    Attributes:
        housing: makes a lying one, from how many lamps it is for, each in a square, and its side.
        lamp: makes one, from its number, 0 being the first, how bright it is, and its side.
    """

    def __init__(self, scale: float) -> None:
        """Begin with none, for a screen with so many device pixels a point."""
        self.housing = cache(partial(_housing, scale))
        self.lamp = lru_cache(_MOST_LAMPS)(partial(_lamp, scale))

    def draw(
        self, painter: QPainter, pattern: Sequence[float], left: int, top: int, side: int
    ) -> None:
        """Draw a pattern's lamps in their housing, each in a square of this side."""
        painter.drawPixmap(left, top, self.housing(len(pattern), side))
        for light, value in enumerate(pattern):
            painter.drawPixmap(left + light * side, top, self.lamp(light, value, side))


def draw_dot(painter: QPainter, colour: str) -> None:
    """Draw the dot of what is in training, where the painter's origin is."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawEllipse(QPointF(DOT / 2, SIGN / 2), 3.5, 3.5)


def _housing(scale: float, lights: int, side: int) -> QPixmap:
    with painting(lights * side, side, scale) as (pixmap, painter):
        draw_housing(painter, QRectF(0, 0, lights * side, side), (side - 1) / 2)
    return pixmap


def _lamp(scale: float, light: int, value: float, side: int) -> QPixmap:
    with painting(side, side, scale) as (pixmap, painter):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mixed(QColor(LAMP_COLOURS[light]), QColor(LAMP_OFF), value))
        painter.drawEllipse(QPointF(side / 2, side / 2), side / 2 - 2.5, side / 2 - 2.5)
    return pixmap
