"""Draws a network into any painter: the screen's or a file's."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath, QPen

from streetlight_gui.core.colours import cell_colours, edge_colours, edge_widths
from streetlight_gui.core.diagram import BIAS_RADIUS, Diagram, Edge, Part, Unit, weight_index
from streetlight_gui.core.formatting import short
from streetlight_gui.core.picture import Picture
from streetlight_gui.ui.phase_overlay import SMALLEST_WITH_TEXT, PhaseOverlay
from streetlight_gui.ui.theme import Theme

_NOT_YET = "\N{MIDDLE DOT}"  # for the value of a unit that is not computed yet
_BUTTON_ROOM = 22.0  # above the layers' names
_STRIP_WIDTH = 1.56  # of a unit's strip, in radii
_VEIL = 0.75  # how much of the edges below a note is hidden
_MOST_SMOOTH_EDGES = 160  # antialiasing more than this costs more than a frame has


class NetworkPainter:
    """One network's diagram in one size and theme.

    Paths, pens and fonts that do not depend on the weights are made once; `draw` only paints.
    """

    def __init__(self, diagram: Diagram, theme: Theme, font: QFont) -> None:
        """Prepare what stays the same from frame to frame."""
        self._diagram = diagram
        self._theme = theme
        self._paths = [_bezier(curve) for curve in diagram.curves]
        self._edge_signs = theme.sign_colours(theme.card)
        self._cell_signs = theme.sign_colours(theme.cell)
        self._phases = PhaseOverlay(diagram, theme, font)
        self._small = QFont(font)
        self._small.setPixelSize(11)
        self._value_font = QFont(font)
        self._value_font.setBold(True)
        self._veil = QColor(theme.card)
        self._veil.setAlphaF(_VEIL)
        self._gap_pen = QPen(QColor(theme.card), 1)
        self._active_pen = QPen(QColor(theme.accent), 2.4)
        self._silent_pen = QPen(QColor(theme.muted), 1.4)
        self._dead_pen = QPen(QColor(theme.negative_text), 1.4, Qt.PenStyle.DashLine)

    def draw(
        self,
        painter: QPainter,
        picture: Picture,
        targets: tuple[float, ...],
        marked: frozenset[Part] = frozenset(),
        progress: float = 1.0,
    ) -> None:
        """Draw the network as it answers the picture's pattern.

        Args:
            painter: draws in the diagram's coordinates.
            picture: the network and the pattern.
            targets: the different answers the training set gives, which may be none.
            marked: units and edges to bring out.
            progress: of the motion along the edges, from 0 to 1; at 1 nothing moves.
        """
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if picture.moment is not None:
            self._phases.draw_below(painter, picture.moment, self._paths)
        self._draw_edges(painter, picture, marked)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_layer_names(painter, picture)
        for layer in range(1, len(self._diagram.sizes)):
            for index in range(self._diagram.sizes[layer]):
                unit = Unit(layer, index)
                self._draw_unit(painter, picture, unit, is_marked=unit in marked)
        if self._diagram.bias:
            self._draw_bias_units(painter, marked)
        self._draw_targets(painter, targets)
        if picture.moment is not None:
            self._phases.draw_above(painter, picture.moment, progress)

    def _draw_edges(self, painter: QPainter, picture: Picture, marked: frozenset[Part]) -> None:
        weights, carries = picture.network.parameters, picture.carries
        widths = edge_widths(weights)
        colours = edge_colours(weights, carries, self._edge_signs)
        smooth = len(widths) <= _MOST_SMOOTH_EDGES
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, smooth)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for k in np.argsort(carries, kind="stable"):  # what is faded lies below
            painter.setPen(QPen(QColor(*colours[k].tolist()), float(widths[k])))
            painter.drawPath(self._paths[k])
        for part in marked:
            if isinstance(part, Edge):
                self._draw_marked_edge(painter, part, colours, widths)

    def _draw_marked_edge(
        self, painter: QPainter, edge: Edge, colours: NDArray[np.uint8], widths: NDArray[np.float64]
    ) -> None:
        k = weight_index(self._diagram.sizes, edge)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.text), float(widths[k]) + 4))
        painter.drawPath(self._paths[k])
        painter.setPen(QPen(QColor(*colours[k].tolist()), float(widths[k]) + 1))
        painter.drawPath(self._paths[k])

    def _draw_unit(
        self, painter: QPainter, picture: Picture, unit: Unit, *, is_marked: bool
    ) -> None:
        centre, radius = self._place(unit)
        value = picture.value(unit)
        note = picture.note(unit)
        painter.setBrush(QColor(self._theme.card))
        if is_marked:
            painter.setPen(QPen(QColor(self._theme.text), 6))
            painter.drawEllipse(centre, radius, radius)
        pen = self._active_pen if value else self._silent_pen
        painter.setPen(self._dead_pen if note == "never fires" else pen)
        painter.drawEllipse(centre, radius, radius)
        if radius >= SMALLEST_WITH_TEXT:
            self._draw_value(painter, centre, radius, _NOT_YET if value is None else short(value))
            self._draw_note(painter, centre, radius, note)
        responses = picture.responses[unit.layer][:, unit.index]
        # In a small unit the cells of many patterns would be a fraction of a pixel each.
        if radius >= SMALLEST_WITH_TEXT or _STRIP_WIDTH * radius >= len(responses):
            self._draw_strip(painter, centre, radius, responses)

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

    def _draw_note(self, painter: QPainter, centre: QPointF, radius: float, note: str) -> None:
        if not note:
            return
        painter.setFont(self._small)
        is_dead = note == "never fires"
        width = painter.fontMetrics().horizontalAdvance(note)
        box = QRectF(centre.x() + radius * 0.78 + 3, centre.y() - radius - 5, width, 16)
        painter.fillRect(box.adjusted(-1, 1, 1, -1), self._veil)  # edges may lie below
        painter.setPen(QColor(self._theme.negative_text if is_dead else self._theme.muted))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, note)

    def _draw_strip(
        self, painter: QPainter, centre: QPointF, radius: float, responses: NDArray[np.float64]
    ) -> None:
        """Draw the unit's response to every pattern as a row of cells inside its circle."""
        colours = cell_colours(responses, self._cell_signs)
        pixels = np.full((len(colours), 4), 255, dtype=np.uint8)
        pixels[:, :3] = colours
        data = pixels.tobytes()  # QImage borrows it until it is drawn
        image = QImage(data, len(pixels), 1, len(data), QImage.Format.Format_RGBA8888)
        has_text = radius >= SMALLEST_WITH_TEXT
        top = centre.y() + radius * (0.3 if has_text else -0.25)
        height = radius * (0.3 if has_text else 0.5)
        box = QRectF(centre.x() - _STRIP_WIDTH / 2 * radius, top, _STRIP_WIDTH * radius, height)
        painter.drawImage(box, image)
        if len(responses) <= 8 and has_text:
            width = box.width() / len(responses)
            xs = [box.left() + k * width for k in range(1, len(responses))]
            painter.setPen(self._gap_pen)
            painter.drawLines([QLineF(x, box.top(), x, box.bottom()) for x in xs])

    def _draw_layer_names(self, painter: QPainter, picture: Picture) -> None:
        painter.setFont(self._small)
        painter.setPen(QColor(self._theme.muted))
        for layer in range(1, len(self._diagram.sizes)):
            x, y = self._diagram.positions[layer][0]
            top = max(_BUTTON_ROOM, y - self._diagram.radii[layer] - 24)
            box = QRectF(x - 90, top, 180, 16)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._name(painter, picture, layer))

    def _name(self, painter: QPainter, picture: Picture, layer: int) -> str:
        """Return as much of a layer's name as there is room for."""
        name = f"layer_{layer}"
        whole = f"{name} (1, {self._diagram.sizes[layer]})"
        dead = ""
        if self._diagram.radii[layer] < SMALLEST_WITH_TEXT:
            dead = self._dead_text(picture, layer)
        width, room = painter.fontMetrics().horizontalAdvance, self._room_for_name(layer)
        return next((text for text in (whole + dead, whole, name) if width(text) < room), "")

    def _room_for_name(self, layer: int) -> float:
        columns = [positions[0, 0] for positions in self._diagram.positions]
        return float(columns[layer] - columns[layer - 1])

    def _dead_text(self, picture: Picture, layer: int) -> str:
        """Say for a layer whose units have no room for it how many of them never fire."""
        dead = int(picture.never_fires[layer].sum())
        return f", {dead} never fire" if dead else ""

    def _draw_targets(self, painter: QPainter, targets: tuple[float, ...]) -> None:
        x, y = self._diagram.positions[-1][0]
        painter.setFont(self._small)
        painter.setPen(QColor(self._theme.muted))
        box = QRectF(x - 60, y + self._diagram.radii[-1] + 6, 120, 16)
        text = " or ".join(f"{target:g}" for target in targets)
        text = f"target {text}" if targets else "never seen"
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _place(self, unit: Unit) -> tuple[QPointF, float]:
        x, y = self._diagram.positions[unit.layer][unit.index]
        return QPointF(x, y), self._diagram.radii[unit.layer]


def _bezier(points: Iterable[Iterable[float]]) -> QPainterPath:
    start, control_1, control_2, end = (QPointF(*point) for point in points)
    path = QPainterPath(start)
    path.cubicTo(control_1, control_2, end)
    return path
