"""Draws a network into any painter: the screen's or a file's."""

from collections.abc import Iterable

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QImage, QPainter, QPainterPath, QPen

from streetlight_gui.core.nn.parts import Edge, Part, Unit, weight_index
from streetlight_gui.core.replay.picture import Moment, Picture
from streetlight_gui.ui.network.diagram import Diagram
from streetlight_gui.ui.network.edge_look import EdgeLook
from streetlight_gui.ui.network.network_look import (
    STRIP_WIDTH,
    Firing,
    LookMaker,
    NetworkLook,
    UnitLook,
    has_text,
    veil,
)
from streetlight_gui.ui.network.phase_overlay import PhaseOverlay
from streetlight_gui.ui.network.picture_guard import EdgeFlutters, UnitFlutters
from streetlight_gui.ui.widgets.text_sizes import SMALL, bold, fitting, sized, small
from streetlight_gui.ui.widgets.theme import Theme

_LARGEST_VALUE = 1.4  # of the normal size
_VALUE_ROOM = 1.7  # radii: a value stays clear of its circle
_MOST_SMOOTH_EDGES = 160  # antialiasing more than this costs more than a frame has


class NetworkPainter:
    """One network's diagram in one size and theme.

    What does not depend on the weights is made once, the rest prepared: edges as often as they are
    drawn, units and their numbers less often. Drawing only paints.
    """

    def __init__(self, diagram: Diagram, theme: Theme, font: QFont) -> None:
        """Prepare what stays the same from frame to frame."""
        self._diagram = diagram
        self._theme = theme
        self._paths = [_bezier(curve) for curve in diagram.curves]
        self._phases = PhaseOverlay(diagram, theme, font)
        self._small, self._value_font = small(font), bold(font)
        self._normal = QFontInfo(font).pixelSize()
        self._veil = veil(theme)
        self._gap_pen = QPen(QColor(theme.card), 1)
        self._circles = {
            Firing.FIRES: QPen(QColor(theme.accent), 2.4),
            Firing.SILENT: QPen(QColor(theme.muted), 1.4),
            Firing.NEVER: QPen(QColor(theme.negative_text), 1.4, Qt.PenStyle.DashLine),
        }
        self._edges = EdgeLook(diagram, theme)
        self._looks = LookMaker(diagram, theme, self._small)
        self._look: NetworkLook | None = None
        self._moment: Moment | None = None

    def prepare_edges(self, picture: Picture, flutters: EdgeFlutters | None = None) -> bool:
        """Get ready to draw the edges of the picture's network; return whether they look different.

        flutters: what is not to be shown as it is; None for nothing.
        """
        return self._edges.change(picture, flutters)

    def prepare_units(
        self, picture: Picture, targets: tuple[float, ...], flutters: UnitFlutters | None = None
    ) -> bool:
        """Get ready to draw the units, as they answer the picture's pattern.

        Args:
            picture: the network and the pattern.
            targets: the different answers the training set gives, which may be none.
            flutters: what is not to be shown as it is; None for nothing.

        Returns:
            Whether anything looks different.
        """
        look, before = self._looks.look_of(picture, targets, flutters), self._look
        if look == before and picture.moment is None and self._moment is None:
            return False
        self._look, self._moment = look, picture.moment
        self._phases.prepare(picture.moment, [box for box, _ in look.words], look.notes)
        return True

    def draw_edges(self, painter: QPainter, marked: frozenset[Part]) -> None:
        """Draw the edges, and bring out those that are marked."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._phases.draw_below(painter, self._paths)
        smooth = len(self._paths) <= _MOST_SMOOTH_EDGES
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for k in self._edges.order:
            painter.setPen(self._edges.pens[k])
            painter.drawPath(self._paths[k])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for part in marked:
            if isinstance(part, Edge):
                self._draw_marked_edge(painter, weight_index(self._diagram.sizes, part))

    def draw_units(self, painter: QPainter, marked: frozenset[Part]) -> None:
        """Draw the units and the words beside them, above the edges; bring out what is marked."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._look is not None:
            self._draw_words(painter, self._look)
            for row, unit in enumerate(self._look.units):
                self._draw_unit(painter, unit, is_marked=unit.unit in marked)
                if unit.has_strip:
                    self._draw_strip(painter, unit, self._look.strips, row)
        for part in filter(self._diagram.is_bias, self._diagram.units):
            self._draw_bias_unit(painter, part, is_marked=part in marked)

    def draw_phase(self, painter: QPainter, progress: float) -> None:
        """Draw what a phase adds above all; at a progress below 1 it moves along the edges."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._phases.draw_above(painter, progress)

    def _draw_marked_edge(self, painter: QPainter, k: int) -> None:
        pen = self._edges.pens[k]
        painter.setPen(QPen(QColor(self._theme.text), pen.widthF() + 4))
        painter.drawPath(self._paths[k])
        painter.setPen(QPen(pen.color(), pen.widthF() + 1))
        painter.drawPath(self._paths[k])

    def _draw_words(self, painter: QPainter, look: NetworkLook) -> None:
        """Write the layers' names, and the answer below the output."""
        painter.setFont(self._small)
        painter.setPen(QColor(self._theme.muted))
        for box, words in look.words:
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _draw_unit(self, painter: QPainter, look: UnitLook, *, is_marked: bool) -> None:
        painter.setBrush(QColor(self._theme.card))
        if is_marked:
            painter.setPen(QPen(QColor(self._theme.text), 6))
            painter.drawEllipse(look.centre, look.radius, look.radius)
        painter.setPen(self._circles[look.firing])
        painter.drawEllipse(look.centre, look.radius, look.radius)
        if look.value:
            self._draw_value(painter, look.centre, look.radius, look.value)
        if look.note and not self._phases.covers(look.note_box):
            self._draw_note(painter, look)

    def _draw_bias_unit(self, painter: QPainter, unit: Unit, *, is_marked: bool) -> None:
        centre, radius = (
            QPointF(*self._diagram.positions[unit.layer][-1]),
            self._diagram.bias_radius,
        )
        painter.setBrush(QColor(self._theme.cell))
        colour = self._theme.text if is_marked else self._theme.muted
        painter.setPen(QPen(QColor(colour), 3 if is_marked else 1.2))
        painter.drawEllipse(centre, radius, radius)
        self._draw_value(painter, centre + QPointF(0, radius * 0.21), radius, "1")

    def _draw_value(self, painter: QPainter, centre: QPointF, radius: float, text: str) -> None:
        size = max(SMALL, min(_LARGEST_VALUE, radius * 0.46 / self._normal))
        painter.setFont(fitting(sized(self._value_font, size), text, _VALUE_ROOM * radius))
        painter.setPen(QColor(self._theme.text))
        box = QRectF(centre.x() - radius, centre.y() - radius * 0.66, 2 * radius, radius * 0.9)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _draw_note(self, painter: QPainter, look: UnitLook) -> None:
        painter.setFont(self._small)
        painter.fillRect(look.note_box.adjusted(-1, 1, 1, -1), self._veil)  # edges may lie below
        is_dead = look.firing is Firing.NEVER
        painter.setPen(QColor(self._theme.negative_text if is_dead else self._theme.muted))
        painter.drawText(look.note_box, Qt.AlignmentFlag.AlignCenter, look.note)

    def _draw_strip(self, painter: QPainter, look: UnitLook, strips: QImage, row: int) -> None:
        """Draw the unit's response to every pattern as a row of cells inside its circle."""
        radius, cells = look.radius, strips.width()
        is_below_text = has_text(self._diagram, radius)
        top, height = (0.3, 0.3) if is_below_text else (-0.25, 0.5)
        box = QRectF(-STRIP_WIDTH / 2 * radius, top * radius, STRIP_WIDTH * radius, height * radius)
        box.translate(look.centre)
        painter.drawImage(box, strips, QRectF(0, row, cells, 1))
        if cells <= 8 and is_below_text:
            xs = [box.left() + k * box.width() / cells for k in range(1, cells)]
            painter.setPen(self._gap_pen)
            painter.drawLines([QLineF(x, box.top(), x, box.bottom()) for x in xs])


def _bezier(points: Iterable[Iterable[float]]) -> QPainterPath:
    start, control_1, control_2, end = (QPointF(*point) for point in points)
    path = QPainterPath(start)
    path.cubicTo(control_1, control_2, end)
    return path
