"""What the diagram adds while a person goes through an example phase by phase."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from streetlight_gui.core.checks.formatting import ARROW, plain
from streetlight_gui.core.nn.parts import Edge, Unit
from streetlight_gui.core.replay.phases import Phase
from streetlight_gui.core.replay.picture import Moment
from streetlight_gui.core.training.trace import Trace
from streetlight_gui.ui.network.diagram import Diagram, points_along
from streetlight_gui.ui.network.network_look import has_text, is_free, veil
from streetlight_gui.ui.widgets.colours import edge_widths
from streetlight_gui.ui.widgets.text_sizes import small
from streetlight_gui.ui.widgets.theme import Theme

_DOT_RADIUS = 5.0
_MOST_LABELS = 12  # changed edges whose numbers are written; of more, hovering tells
_LABEL_PLACES = (0.30, 0.44, 0.58, 0.72)  # along an edge, in turn, so that labels lie apart
_OTHER_PLACES = (0.2, 0.25, 0.35, 0.4, 0.5, 0.55, 0.65, 0.7, 0.75, 0.8)  # where those are taken
_ASIDE = (0.0, -1.0, 1.0)  # of its height: on the edge, above, below
_BESIDE = 0.72  # of the radius: a delta stands at the lower right of its circle
_PADDING = 2.0  # pixels above and below the numbers of an edge
_CENTRED = Qt.AlignmentFlag.AlignCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class _Words:
    box: QRectF
    text: str
    align: Qt.AlignmentFlag = _CENTRED


class PhaseOverlay:
    """Draws deltas, the flow along edges and the change of weights, in a colour of its own."""

    def __init__(self, diagram: Diagram, theme: Theme, font: QFont) -> None:
        """Prepare what stays the same from frame to frame."""
        self._diagram = diagram
        self._theme = theme
        self._font = small(font)
        self._metrics = QFontMetricsF(self._font)
        self._line = self._metrics.height()
        self._veil = veil(theme)
        self._band = QColor(theme.frozen)
        self._band.setAlpha(150)
        self._moment: Moment | None = None
        self._deltas: list[_Words] = []
        self._firm: list[_Words] = []  # of them, those that notes give way to
        self._bands: list[tuple[int, QPen]] = []
        self._labels: list[_Words] = []

    def prepare(
        self, moment: Moment | None, words: list[QRectF], notes: Sequence[QRectF] = ()
    ) -> None:
        """Get ready to draw a moment, or nothing.

        Args:
            moment: the moment.
            words: where words stand already; they stay free.
            notes: where less stands, which gives way to deltas that are not zero: see `covers`.
        """
        self._moment = moment
        self._firm, self._deltas, self._bands, self._labels = [], [], [], []
        if moment is None:
            return
        phase, taken = moment.stage.phase, [*words, *notes]
        if phase.value >= Phase.COMPARE.value:
            self._firm = self._comparison(moment)
        if phase.value >= Phase.BACKPROPAGATE.value:
            units = self._units(_BESIDE)
            free = [*words, *units, *(delta.box for delta in self._firm)]
            self._firm += self._hidden_deltas(moment, free, are_zero=False)
            free = [*taken, *units, *(self._letters(delta.box) for delta in self._firm)]
            self._deltas = self._hidden_deltas(moment, free, are_zero=True)
        self._deltas += self._firm
        if phase is Phase.UPDATE:
            changed = _changed_edges(moment.trace)
            self._bands = [(k, self._band_pen(*ends)) for k, *ends in changed]
            deltas = [words.box for words in self._deltas]
            self._labels = self._place_labels(changed, taken + deltas + self._units())

    def covers(self, note: QRectF) -> bool:
        """Tell whether the place of a note is taken by what matters more."""
        return not is_free(self._letters(note), [self._letters(delta.box) for delta in self._firm])

    def draw_below(self, painter: QPainter, paths: list[QPainterPath]) -> None:
        """Draw, in phase 5, a band behind each edge that changes, as wide as the edge was."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for k, pen in self._bands:
            painter.setPen(pen)
            painter.drawPath(paths[k])

    def draw_above(self, painter: QPainter, progress: float) -> None:
        """Draw deltas and changes, and at a progress below 1 what flows along the edges."""
        painter.setFont(self._font)
        painter.setPen(QColor(self._theme.frozen))
        for words in self._deltas:
            painter.fillRect(self._letters(words.box), self._veil)  # edges may lie below
            painter.drawText(words.box, words.align, words.text)
        for words in self._labels:
            self._draw_label(painter, words)
        if self._moment is not None and progress < 1:
            self._draw_flow(painter, self._moment, progress)

    def _comparison(self, moment: Moment) -> list[_Words]:
        """Place delta and error below the output."""
        x, y = self._diagram.positions[-1][0]
        top = y + self._diagram.radii[-1] + 20 * self._diagram.scale
        delta = moment.delta(Unit(len(self._diagram.sizes) - 1, 0))
        lines = [f"delta {plain(delta, 4)}", f"error {plain(moment.error, 4)}"]
        found = []
        for k, line in enumerate(lines):
            width = self._metrics.horizontalAdvance(line) + 2
            box = QRectF(x - width / 2, top + self._line * k, width, self._line)
            found.append(_Words(box, line))
        return found

    def _hidden_deltas(
        self, moment: Moment, taken: list[QRectF], *, are_zero: bool
    ) -> list[_Words]:
        """Place deltas beside their units, in as many words as there is room for."""
        found = []
        for unit in self._diagram.computed[:-1]:  # the output's stands below it
            delta, radius = moment.delta(unit), self._diagram.radii[unit.layer]
            if (delta == 0) == are_zero and has_text(self._diagram, radius):
                words = (self._beside(unit, text) for text in _delta_texts(delta))
                found += [w for w in words if is_free(self._letters(w.box), taken)][:1]
        return found

    def _beside(self, unit: Unit, text: str) -> _Words:
        """Return words at the lower right of a unit."""
        x, y = self._diagram.positions[unit.layer][unit.index]
        radius = self._diagram.radii[unit.layer]
        left, width = x + radius * _BESIDE + 4, self._metrics.horizontalAdvance(text) + 2
        return _Words(QRectF(left, y + radius - 0.8 * self._line, width, self._line), text, _LEFT)

    def _letters(self, box: QRectF) -> QRectF:
        """Return where the digits of a line lie, without the room for accents and descenders."""
        digits = self._metrics.capHeight()
        return QRectF(box.left(), box.center().y() - digits / 2, box.width(), digits)

    def _band_pen(self, before: float, after: float) -> QPen:
        widths = edge_widths(np.array([before, after]), self._diagram.widest_edge)
        return QPen(self._band, float(widths.max()) + 5)

    def _units(self, share: float = 1.0) -> list[QRectF]:
        """Return where the circles of the units lie, or a share of each, around its centre."""
        reaches = [share * radius for radius in self._diagram.radii]
        return [
            QRectF(x - reach, y - reach, 2 * reach, 2 * reach)
            for positions, reach in zip(self._diagram.positions, reaches, strict=True)
            for x, y in positions.tolist()
        ]

    def _place_labels(
        self, changed: list[tuple[int, float, float]], taken: list[QRectF]
    ) -> list[_Words]:
        """Place the numbers of changed edges where nothing lies; of the others, hovering tells."""
        labels: list[_Words] = []
        if len(changed) > _MOST_LABELS:
            return labels
        for turn, (k, before, after) in enumerate(changed):
            text = f"{plain(before, 4)} {ARROW} {plain(after, 4)}"
            places = (_LABEL_PLACES[turn % len(_LABEL_PLACES)], *_OTHER_PLACES)
            boxes = (
                box.translated(0, aside * box.height())
                for aside in _ASIDE
                for box in (self._label_box(k, place, text) for place in places)
            )
            box = next((box for box in boxes if is_free(box, taken)), None)
            if box is not None:
                taken.append(box)
                labels.append(_Words(box, text))
        return labels

    def _label_box(self, k: int, along: float, text: str) -> QRectF:
        is_first = self._diagram.edges[k].layer == 0
        place = self._point(k, along if is_first else (1 + along) / 2)  # deltas stay free
        width = self._metrics.horizontalAdvance(text) + 10
        rightmost = self._diagram.positions[-1][0, 0] - self._diagram.radii[-1] - width - 2
        left = max(2.0, min(place.x() - width / 2, rightmost))  # not over lamps or output
        high = self._line + 2 * _PADDING
        return QRectF(left, place.y() - high / 2, width, high)

    def _draw_label(self, painter: QPainter, words: _Words) -> None:
        painter.setPen(QPen(QColor(self._theme.frozen), 1))
        painter.setBrush(QColor(self._theme.card))
        painter.drawRoundedRect(words.box, 4, 4)
        painter.setPen(QColor(self._theme.text))
        painter.drawText(words.box, Qt.AlignmentFlag.AlignCenter, words.text)

    def _draw_flow(self, painter: QPainter, moment: Moment, progress: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        forward = moment.stage.phase in (Phase.FORWARD, Phase.OUTPUT)
        painter.setBrush(QColor(self._theme.accent if forward else self._theme.frozen))
        for k, edge in enumerate(self._diagram.edges):
            place = self._flow_place(edge, moment, progress)
            if place is not None:
                painter.drawEllipse(self._point(k, place), _DOT_RADIUS, _DOT_RADIUS)

    def _flow_place(self, edge: Edge, moment: Moment, progress: float) -> float | None:
        """Return where along an edge something flows now, or None."""
        stage, source = moment.stage, Unit(edge.layer, edge.source)
        is_bias = self._diagram.is_bias(source)
        if stage.phase in (Phase.FORWARD, Phase.OUTPUT):
            carries = is_bias or moment.activation(source) != 0
            return progress if edge.layer == stage.layer - 1 and carries else None
        if stage.phase is not Phase.BACKPROPAGATE or edge.layer < 1 or is_bias:
            return None
        hidden_layers = len(self._diagram.sizes) - 2
        local = progress * hidden_layers - (hidden_layers - edge.layer)
        return 1 - local if 0 <= local <= 1 and moment.delta(source) != 0 else None

    def _point(self, k: int, t: float) -> QPointF:
        return QPointF(*points_along(self._diagram.curves[k], t))


def _changed_edges(trace: Trace) -> list[tuple[int, float, float]]:
    """Return which edges change, each with its weight before and after."""
    before, after = trace.network.parameters, trace.parameters_after
    return [(k, before[k], after[k]) for k in np.flatnonzero(trace.change).tolist()]


def _delta_texts(delta: float) -> list[str]:
    """Return what may stand for a delta, from the longest to the shortest; for 0 only in words."""
    whole = f"delta {plain(delta, 4)}"
    return [whole, plain(delta, 4), plain(delta, 2)] if delta else [whole]
