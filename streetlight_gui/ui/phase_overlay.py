"""What the diagram adds while a person goes through an example phase by phase."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen

from streetlight_gui.core.colours import edge_widths
from streetlight_gui.core.diagram import Diagram, Edge, Unit, weight_index
from streetlight_gui.core.formatting import ARROW, plain
from streetlight_gui.core.phases import Phase
from streetlight_gui.core.picture import Moment
from streetlight_gui.core.trace import Trace
from streetlight_gui.ui.theme import Theme

SMALLEST_WITH_TEXT = 15.0  # radius; smaller units tell their numbers on hover
_DOT_RADIUS = 5.0
_MOST_LABELS = 12  # changed edges whose numbers are written; of more, hovering tells
_LABEL_PLACES = (0.30, 0.44, 0.58, 0.72)  # along an edge, in turn, so that labels lie apart


class PhaseOverlay:
    """Draws deltas, the flow along edges and the change of weights, in a colour of its own."""

    def __init__(self, diagram: Diagram, theme: Theme, font: QFont) -> None:
        """Prepare what stays the same from frame to frame."""
        self._diagram = diagram
        self._theme = theme
        self._font = QFont(font)
        self._font.setPixelSize(11)

    def draw_below(self, painter: QPainter, moment: Moment, paths: list[QPainterPath]) -> None:
        """Draw, in phase 5, a band behind each edge that changes, as wide as the edge was."""
        if moment.stage.phase is not Phase.UPDATE:
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for edge, before, after in self._changed_edges(moment.trace):
            widest = float(edge_widths(np.array([before, after])).max())
            band = QColor(self._theme.frozen)
            band.setAlpha(150)
            painter.setPen(QPen(band, widest + 5))
            painter.drawPath(paths[self._index(edge)])

    def draw_above(self, painter: QPainter, moment: Moment, progress: float) -> None:
        """Draw deltas and changes, and at a progress below 1 what flows along the edges."""
        painter.setFont(self._font)
        phase = moment.stage.phase
        if phase.value >= Phase.COMPARE.value:
            self._draw_comparison(painter, moment)
        if phase.value >= Phase.BACKPROPAGATE.value:
            self._draw_hidden_deltas(painter, moment)
        if phase is Phase.UPDATE:
            self._draw_changes(painter, moment.trace)
        if progress < 1:
            self._draw_flow(painter, moment, progress)

    def _draw_comparison(self, painter: QPainter, moment: Moment) -> None:
        x, y = self._diagram.positions[-1][0]
        top = y + self._diagram.radii[-1] + 20
        delta = moment.delta(Unit(len(self._diagram.sizes) - 1, 0))
        self._write(painter, QRectF(x - 60, top, 120, 15), f"delta {plain(delta, 4)}")
        self._write(painter, QRectF(x - 60, top + 14, 120, 15), f"error {plain(moment.error, 4)}")

    def _draw_hidden_deltas(self, painter: QPainter, moment: Moment) -> None:
        for layer in range(1, len(self._diagram.sizes) - 1):
            radius = self._diagram.radii[layer]
            if radius < SMALLEST_WITH_TEXT:
                continue  # hovering tells
            for index in range(self._diagram.sizes[layer]):
                x, y = self._diagram.positions[layer][index]
                delta = moment.delta(Unit(layer, index))
                box = QRectF(x + radius * 0.72 + 4, y + radius - 12, 110, 15)
                self._write(painter, box, f"delta {plain(delta, 4)}", Qt.AlignmentFlag.AlignLeft)

    def _draw_changes(self, painter: QPainter, trace: Trace) -> None:
        changed = self._changed_edges(trace)
        if len(changed) > _MOST_LABELS:
            return
        for k, (edge, before, after) in enumerate(changed):
            along = _LABEL_PLACES[k % len(_LABEL_PLACES)]
            if edge.layer:  # leave the deltas beside hidden units free
                along = (1 + along) / 2
            place = self._point(edge, along)
            text = f"{plain(before, 4)} {ARROW} {plain(after, 4)}"
            width = painter.fontMetrics().horizontalAdvance(text) + 10
            rightmost = self._diagram.positions[-1][0, 0] - self._diagram.radii[-1] - width - 2
            left = max(2.0, min(place.x() - width / 2, rightmost))  # not over lamps or output
            box = QRectF(left, place.y() - 9, width, 18)
            painter.setPen(QPen(QColor(self._theme.frozen), 1))
            painter.setBrush(QColor(self._theme.card))
            painter.drawRoundedRect(box, 4, 4)
            painter.setPen(QColor(self._theme.text))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _draw_flow(self, painter: QPainter, moment: Moment, progress: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        forward = moment.stage.phase in (Phase.FORWARD, Phase.OUTPUT)
        painter.setBrush(QColor(self._theme.accent if forward else self._theme.frozen))
        for edge in self._diagram.edges:
            place = self._flow_place(edge, moment, progress)
            if place is not None:
                painter.drawEllipse(self._point(edge, place), _DOT_RADIUS, _DOT_RADIUS)

    def _flow_place(self, edge: Edge, moment: Moment, progress: float) -> float | None:
        """Return where along an edge something flows now, or None."""
        stage, source = moment.stage, Unit(edge.layer, edge.source)
        is_bias = self._diagram.is_bias(source)
        if stage.phase in (Phase.FORWARD, Phase.OUTPUT):
            carries = is_bias or moment.activation(source) != 0
            return progress if edge.layer == stage.layer - 1 and carries else None
        hidden_layers = len(self._diagram.sizes) - 2
        if stage.phase is not Phase.BACKPROPAGATE or edge.layer < 1 or is_bias:
            return None
        local = progress * hidden_layers - (hidden_layers - edge.layer)
        arrives = moment.delta(source) != 0
        return 1 - local if 0 <= local <= 1 and arrives else None

    def _changed_edges(self, trace: Trace) -> list[tuple[Edge, float, float]]:
        before, after = trace.network.parameters, trace.parameters_after
        changed = np.flatnonzero(trace.change)
        return [(self._diagram.edges[k], float(before[k]), float(after[k])) for k in changed]

    def _index(self, edge: Edge) -> int:
        return weight_index(self._diagram.sizes, edge)

    def _point(self, edge: Edge, t: float) -> QPointF:
        start, control_1, control_2, end = self._diagram.curves[self._index(edge)]
        x, y = (
            (1 - t) ** 3 * start
            + 3 * t * (1 - t) ** 2 * control_1
            + 3 * t**2 * (1 - t) * control_2
            + t**3 * end
        )
        return QPointF(x, y)

    def _write(
        self,
        painter: QPainter,
        box: QRectF,
        text: str,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignHCenter,
    ) -> None:
        painter.setPen(QColor(self._theme.frozen))
        painter.drawText(box, align | Qt.AlignmentFlag.AlignVCenter, text)
