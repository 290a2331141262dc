"""How the edges of a network look as it answers a pattern: pens and paths, and their painting."""

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.nn.parts import Edge, Part, weight_index
from streetlight_gui.core.replay.picture import Picture
from streetlight_gui.ui.network.diagram import Diagram
from streetlight_gui.ui.widgets.colours import edge_colours
from streetlight_gui.ui.widgets.theme import Theme, rgb

_RGB = np.array([1 << 16, 1 << 8, 1])  # makes one number of red, green and blue
_WIDTHS_PER_PIXEL = 32  # that are told apart: less is not seen
_DASH_PERIOD = 13  # pixels, of edges that carry nothing, in a font of 12
_OUTLINE = 4  # pixels that a marked edge is wider
_MOST_SMOOTH = 160  # edges with antialiasing and dashes: more cost more than a frame has


class Edges:
    """All edges in one diagram and theme: prepared for each picture, then painted.

    Attributes:
        paths: one for each edge.
        pens: one for each edge.
        area: all that they can cover, however wide they are.
        order: of the edges from below to above.
    """

    def __init__(self, diagram: Diagram, theme: Theme) -> None:
        """Make paths and pens once, as there are many."""
        self._diagram, self._theme = diagram, theme
        self.paths = [_bezier(curve) for curve in diagram.curves.tolist()]
        self.pens = [QPen() for _ in self.paths]
        self._is_smooth = len(self.paths) <= _MOST_SMOOTH
        self._dashes: list[QPainterPath] = []
        if self._is_smooth:
            # Made once: Qt takes twice as long to dash a curve as to draw it.
            period = _DASH_PERIOD * diagram.scale
            self._dashes = [_dashed(curve, period) for curve in diagram.curves]
            for pen in self.pens:  # only here: without antialiasing Qt draws other caps faster
                pen.setCapStyle(Qt.PenCapStyle.FlatCap)  # or gaps between dashes would close
        self.area = _area(diagram)
        self.order: list[int] = []
        self._carries: list[bool] = []
        self._colours, self._widths = np.full(len(self.pens), -1), np.zeros(len(self.pens))

    @staticmethod
    def marks(picture: Picture) -> NDArray[np.bool_]:
        """Return (edges, 2) what could flash: the signs; and, as lamps change it, who carries."""
        return np.column_stack([picture.network.parameters >= 0, picture.carries])

    def prepare(self, picture: Picture, flutters: NDArray[np.bool_]) -> bool:
        """Look as the network of a picture; return whether that looks different.

        Args:
            picture: the network and the pattern.
            flutters: which of its `marks` are left out, in grey and faded.
        """
        weights, carries = picture.network.parameters, picture.carries & ~flutters[:, 1]
        triples = edge_colours(weights, carries, self._theme)
        triples[flutters[:, 0]] = rgb(self._theme.groove)
        colours = triples @ _RGB
        widths = np.rint(self._diagram.widths(weights) * _WIDTHS_PER_PIXEL) / _WIDTHS_PER_PIXEL
        changed = np.flatnonzero((colours != self._colours) | (widths != self._widths))
        self._colours, self._widths = colours, widths
        for k, colour, width in zip(changed, colours[changed], widths[changed], strict=True):
            self.pens[k].setColor(int(colour))
            self.pens[k].setWidthF(width)
        self.order = np.argsort(carries, kind="stable").tolist()  # what is faded lies below
        self._carries = carries.tolist()
        return len(changed) > 0

    def draw(self, painter: QPainter, marked: frozenset[Part]) -> None:
        """Draw all edges, and bring out those that are marked."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, self._is_smooth)
        for k in self.order:
            painter.setPen(self.pens[k])
            solid = self._carries[k] or not self._is_smooth
            painter.drawPath(self.paths[k] if solid else self._dashes[k])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for k in (weight_index(self._diagram.sizes, p) for p in marked if isinstance(p, Edge)):
            pen, text = self.pens[k], QColor(self._theme.text)
            outline, core = pen.widthF() + _OUTLINE, pen.widthF() + 1
            for around in (QPen(text, outline), QPen(pen.color(), core)):
                painter.setPen(around)
                painter.drawPath(self.paths[k])


def _area(diagram: Diagram) -> QRect:
    """Return what holds all edges; a curve lies between its end points and its control points."""
    low, high = (QPointF(*extreme((0, 1))) for extreme in (diagram.curves.min, diagram.curves.max))
    widest = float(diagram.widths(np.array([0.0, np.inf])).max())
    margin = math.ceil((widest + _OUTLINE) / 2) + 1  # one that smoothing takes
    return QRectF(low, high).toAlignedRect().adjusted(-margin, -margin, margin, margin)


def _bezier(points: list[list[float]]) -> QPainterPath:
    start, *others = (QPointF(*point) for point in points)
    path = QPainterPath(start)
    path.cubicTo(*others)
    return path


def _dashed(points: Array, period: float) -> QPainterPath:
    """Return a Bezier curve in dashes, one each `period` pixels; its points are (4, 2)."""
    dashes = max(1, round(float(np.linalg.norm(points[3] - points[0])) / period))
    t = np.linspace(0, 1, 2 * dashes)[:, np.newaxis]
    curve = np.hstack([(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3]) @ points
    path = QPainterPath()
    for start, end in zip(curve[::2].tolist(), curve[1::2].tolist(), strict=True):
        path.moveTo(*start)
        path.lineTo(*end)
    return path
