"""Draws a network into any painter: the screen's or a file's."""

from collections.abc import Iterable

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath, QPen

from streetlight_gui.core.diagram import BIAS_RADIUS, Diagram, Edge, Part, Unit, weight_index
from streetlight_gui.core.picture import Picture
from streetlight_gui.ui.network_look import (
    SMALLEST_WITH_TEXT,
    STRIP_WIDTH,
    LookMaker,
    NetworkLook,
    UnitLook,
)
from streetlight_gui.ui.phase_overlay import PhaseOverlay
from streetlight_gui.ui.picture_guard import Flutters
from streetlight_gui.ui.theme import SMALL_TEXT, Theme

_VEIL = 0.75  # how much of the edges below a note is hidden
_MOST_SMOOTH_EDGES = 160  # antialiasing more than this costs more than a frame has


class NetworkPainter:
    """One network's diagram in one size and theme.

    What does not depend on the weights is made once, the rest by `prepare`; `draw` only paints.
    """

    def __init__(self, diagram: Diagram, theme: Theme, font: QFont) -> None:
        """Prepare what stays the same from frame to frame."""
        self._diagram = diagram
        self._theme = theme
        self._paths = [_bezier(curve) for curve in diagram.curves]
        self._phases = PhaseOverlay(diagram, theme, font)
        self._small = QFont(font)
        self._small.setPixelSize(SMALL_TEXT)
        self._value_font = QFont(font)
        self._value_font.setBold(True)
        self._veil = QColor(theme.card)
        self._veil.setAlphaF(_VEIL)
        self._gap_pen = QPen(QColor(theme.card), 1)
        self._looks = LookMaker(diagram, theme, self._small)
        self._look: NetworkLook | None = None

    def prepare(
        self, picture: Picture, targets: tuple[float, ...], flutters: Flutters | None = None
    ) -> None:
        """Get ready to draw the network as it answers the picture's pattern.

        Args:
            picture: the network and the pattern.
            targets: the different answers the training set gives, which may be none.
            flutters: what is not to be shown as it is; None for nothing.
        """
        self._look = self._looks.look_of(picture, targets, flutters)
        self._phases.prepare(picture.moment, self._look.words)

    def draw(
        self, painter: QPainter, marked: frozenset[Part] = frozenset(), progress: float = 1.0
    ) -> None:
        """Draw what is prepared.

        Args:
            painter: draws in the diagram's coordinates.
            marked: units and edges to bring out.
            progress: of the motion along the edges, from 0 to 1; at 1 nothing moves.
        """
        if self._look is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._phases.draw_below(painter, self._paths)
        self._draw_edges(painter, self._look, marked)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_words(painter, self._look)
        for unit in self._look.units:
            self._draw_unit(painter, unit, is_marked=unit.unit in marked)
        if self._diagram.bias:
            self._draw_bias_units(painter, marked)
        self._phases.draw_above(painter, progress)

    def _draw_edges(self, painter: QPainter, look: NetworkLook, marked: frozenset[Part]) -> None:
        smooth = len(look.edges) <= _MOST_SMOOTH_EDGES
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for k in look.order:
            painter.setPen(look.edges[k])
            painter.drawPath(self._paths[k])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for part in marked:
            if isinstance(part, Edge):
                self._draw_marked_edge(painter, look, weight_index(self._diagram.sizes, part))

    def _draw_marked_edge(self, painter: QPainter, look: NetworkLook, k: int) -> None:
        pen = look.edges[k]
        painter.setPen(QPen(QColor(self._theme.text), pen.widthF() + 4))
        painter.drawPath(self._paths[k])
        painter.setPen(QPen(pen.color(), pen.widthF() + 1))
        painter.drawPath(self._paths[k])

    def _draw_words(self, painter: QPainter, look: NetworkLook) -> None:
        """Write the layers' names, and the answer below the output."""
        painter.setFont(self._small)
        painter.setPen(QColor(self._theme.muted))
        for box, words in (*look.names, look.targets):
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _draw_unit(self, painter: QPainter, look: UnitLook, *, is_marked: bool) -> None:
        painter.setBrush(QColor(self._theme.card))
        if is_marked:
            painter.setPen(QPen(QColor(self._theme.text), 6))
            painter.drawEllipse(look.centre, look.radius, look.radius)
        painter.setPen(look.pen)
        painter.drawEllipse(look.centre, look.radius, look.radius)
        if look.value:
            self._draw_value(painter, look.centre, look.radius, look.value)
        if look.note:
            self._draw_note(painter, look)
        if look.strip is not None:
            self._draw_strip(painter, look, look.strip)

    def _draw_bias_units(self, painter: QPainter, marked: frozenset[Part]) -> None:
        for layer, size in enumerate(self._diagram.sizes[:-1]):
            unit = Unit(layer, size)
            x, y = self._diagram.positions[layer][size]
            centre = QPointF(x, y)
            painter.setBrush(QColor(self._theme.cell))
            is_marked = unit in marked
            colour = self._theme.text if is_marked else self._theme.muted
            painter.setPen(QPen(QColor(colour), 3 if is_marked else 1.2))
            painter.drawEllipse(centre, BIAS_RADIUS, BIAS_RADIUS)
            self._draw_value(painter, QPointF(x, y + BIAS_RADIUS * 0.21), BIAS_RADIUS, "1")

    def _draw_value(self, painter: QPainter, centre: QPointF, radius: float, text: str) -> None:
        size = max(11.0, min(17.0, radius * 0.46)) * min(1.0, 5 / len(text))  # '-0.83' fits
        self._value_font.setPixelSize(round(max(7.0, size)))
        painter.setFont(self._value_font)
        painter.setPen(QColor(self._theme.text))
        box = QRectF(centre.x() - radius, centre.y() - radius * 0.66, 2 * radius, radius * 0.9)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _draw_note(self, painter: QPainter, look: UnitLook) -> None:
        painter.setFont(self._small)
        painter.fillRect(look.note_box.adjusted(-1, 1, 1, -1), self._veil)  # edges may lie below
        painter.setPen(QColor(self._theme.negative_text if look.is_dead else self._theme.muted))
        painter.drawText(look.note_box, Qt.AlignmentFlag.AlignCenter, look.note)

    def _draw_strip(self, painter: QPainter, look: UnitLook, strip: QImage) -> None:
        """Draw the unit's response to every pattern as a row of cells inside its circle."""
        centre, radius, cells = look.centre, look.radius, strip.width()
        has_text = radius >= SMALLEST_WITH_TEXT
        top = centre.y() + radius * (0.3 if has_text else -0.25)
        height = radius * (0.3 if has_text else 0.5)
        box = QRectF(centre.x() - STRIP_WIDTH / 2 * radius, top, STRIP_WIDTH * radius, height)
        painter.drawImage(box, strip)
        if cells <= 8 and has_text:
            xs = [box.left() + k * box.width() / cells for k in range(1, cells)]
            painter.setPen(self._gap_pen)
            painter.drawLines([QLineF(x, box.top(), x, box.bottom()) for x in xs])


def _bezier(points: Iterable[Iterable[float]]) -> QPainterPath:
    start, control_1, control_2, end = (QPointF(*point) for point in points)
    path = QPainterPath(start)
    path.cubicTo(control_1, control_2, end)
    return path
