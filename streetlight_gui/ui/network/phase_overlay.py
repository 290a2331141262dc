"""What the diagram adds while a person goes through an example phase by phase."""

from collections.abc import Iterable

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from streetlight_gui.core.checks.formatting import ARROW, plain
from streetlight_gui.core.nn.parts import Edge, Part, Unit, weight_index
from streetlight_gui.core.replay.phases import Phase
from streetlight_gui.core.replay.picture import Moment
from streetlight_gui.core.training.trace import Trace
from streetlight_gui.text.description import product_text
from streetlight_gui.ui.network.diagram import Diagram
from streetlight_gui.ui.network.room import Room
from streetlight_gui.ui.network.words import Words, centred, is_free, veil
from streetlight_gui.ui.widgets.colours import edge_widths
from streetlight_gui.ui.widgets.text_sizes import fitting, small
from streetlight_gui.ui.widgets.theme import Theme

_DOT_RADIUS = 5.0
_MOST_INSIDE = 6  # characters in a circle
_MOST_LABELS = 12  # edges whose numbers are written; of more, pointing at one tells
_MOST_ARROWS = 48  # the largest flows
_FORWARD_AT, _BACK_AT = (0.88,), (0.7, 0.14)  # where arrows stand along an edge
_ABOVE_DIGITS = 3.0  # and below them no edge is seen, where a delta stands
_ARROW_LENGTH, _ARROW_HALF_WIDTH = 11.0, 5.0


class PhaseOverlay:
    """Draws deltas, what flows along edges and the change of weights, in colours of their own.

    Deltas that are not zero come first, the largest before the others; then the numbers of edges,
    then the deltas that are zero.

    Attributes:
        moment: what it is prepared for; None for nothing.
        unwritten: how many deltas that are not zero have no room for their number.
    """

    def __init__(
        self, diagram: Diagram, paths: list[QPainterPath], theme: Theme, font: QFont
    ) -> None:
        """Prepare what stays the same from frame to frame; the edges lie along `paths`."""
        self._diagram, self._paths, self._theme = diagram, paths, theme
        self._font = small(font)
        self._metrics = QFontMetricsF(self._font)
        self._room = Room(diagram, paths, self._metrics)
        self._frozen, self._band = QColor(theme.frozen), QColor(theme.frozen)
        self._veil = veil(theme)
        self._band.setAlpha(150)
        self.prepare(None, [], [])

    def prepare(self, moment: Moment | None, words: list[QRectF], notes: list[QRectF]) -> None:
        """Get ready to draw a moment, or nothing.

        Args:
            moment: the moment.
            words: where words stand already.
            notes: where notes stand beside units. Both give way to deltas that are not zero, where
                there is no other room for these: see `covers`.
        """
        self.moment, self.unwritten = moment, 0
        self._deltas: list[Words] = []
        self._inside: list[Words] = []  # deltas in the circles, where there is no room beside them
        self._zeros: list[Words] = []
        self._bands: list[tuple[int, QPen]] = []
        self._arrows: list[QPolygonF] = []
        self._texts: dict[int, str] = {}  # of edges, the largest first
        self._labels: dict[int, Words] = {}
        if moment is None:
            return
        phase, less = moment.stage.phase.value, [*words, *notes]
        if phase >= Phase.COMPARE.value:
            self._deltas = self._comparison(moment)
        if phase >= Phase.BACKPROPAGATE.value:
            self._place_deltas(moment, less)
        taken = [*less, *self._room.circles, *(delta.box for delta in self._deltas)]
        if phase == Phase.UPDATE.value:
            self._label_edges(self._changes(moment.trace), taken)
        else:
            self._label_edges(self._flows(moment), taken)
        if phase >= Phase.BACKPROPAGATE.value:
            self._place_zeros(moment, [*taken, *(label.box for label in self._labels.values())])

    def covers(self, box: QRectF) -> bool:
        """Tell whether the place of words or of a note is taken by what matters more."""
        letters = self._room.letters
        return not is_free(letters(box), [letters(delta.box) for delta in self._deltas])

    def draw_below(self, painter: QPainter) -> None:
        """Draw, in phase 5, a band behind each edge that changes, as wide as the edge was."""
        for k, pen in self._bands:
            painter.setPen(pen)
            painter.drawPath(self._paths[k])

    def draw_above(self, painter: QPainter, progress: float, marked: Iterable[Part]) -> None:
        """Draw what stays in sight, the numbers of marked edges, and below 1 what moves."""
        if self.moment is None:
            return
        self._draw_arrows(painter, self.moment)
        painter.setFont(self._font)
        painter.setPen(self._frozen)
        for words in self._zeros:
            painter.fillRect(self._room.letters(words.box), self._veil)  # edges may lie below
        for words in self._deltas:
            ground = self._room.letters(words.box).adjusted(-2, -_ABOVE_DIGITS, 2, _ABOVE_DIGITS)
            painter.fillRect(ground, QColor(self._theme.card))
        for words in self._zeros + self._deltas:
            painter.drawText(words.box, words.align, words.text)
        for words in self._inside:
            painter.fillRect(words.box, QColor(self._theme.card))
            painter.setFont(fitting(self._font, words.text, words.box.width()))
            painter.drawText(words.box, words.align, words.text)
        painter.setFont(self._font)
        edges = (weight_index(self._diagram.sizes, p) for p in marked if isinstance(p, Edge))
        pointed = {k: self._room.over_edge(k, self._texts[k]) for k in edges if k in self._texts}
        painter.setBrush(QColor(self._theme.card))
        for words in (self._labels | pointed).values():
            painter.setPen(self._frozen)
            painter.drawRoundedRect(words.box, 4, 4)
            painter.setPen(QColor(self._theme.text))
            painter.drawText(words.box, words.align, words.text)
        if progress < 1:
            self._draw_flow(painter, self.moment, progress)

    def _comparison(self, moment: Moment) -> list[Words]:
        """Place delta and error below the output."""
        output = self._diagram.computed[-1]
        left, _, width = self._diagram.circle(Unit(output.layer - 1, 0))  # of the layer before it
        x, y, radius = self._diagram.circle(output)
        top, high = y + radius + 20 * self._diagram.scale, self._room.line
        lines = f"delta {plain(moment.delta(output), 4)}", f"error {plain(moment.error, 4)}"
        found = []
        for k, line in enumerate(lines):
            words = centred(x, top + high * k, high, self._metrics, line)
            words.box.moveLeft(max(words.box.left(), left + width + 2))
            found.append(words)
        return found

    def _place_deltas(self, moment: Moment, less: list[QRectF]) -> None:
        """Write the hidden units' deltas that are not 0, in as many words as fit beside all."""
        units = [unit for unit in self._diagram.computed[:-1] if moment.delta(unit) != 0]
        units.sort(key=lambda unit: -abs(moment.delta(unit)))
        wordings = [_delta_wordings(moment, unit) for unit in units]
        placed: dict[Unit, Words] = {}
        for texts in zip(*wordings, strict=True):
            placed = self._beside(dict(zip(units, texts, strict=True)), less)
            if len(placed) == len(units):
                break
        self._deltas += placed.values()
        for unit in units:
            if unit not in placed and self._diagram.has_text(unit.layer):
                self._inside.append(self._room.inside(unit, _tight(moment.delta(unit))))
        self.unwritten = len(units) - len(placed) - len(self._inside)

    def _beside(self, texts: dict[Unit, str], less: list[QRectF]) -> dict[Unit, Words]:
        """Place texts beside their units as far as there is room, clear of what is less first."""
        room, placed = self._room, dict[Unit, Words]()
        taken = [*room.circles, *(room.letters(words.box) for words in self._deltas)]
        for unit, text in texts.items():
            words = room.beside(unit, text, taken + less) or room.beside(unit, text, taken)
            if words is not None:
                placed[unit] = words
                taken.append(room.letters(words.box))
        return placed

    def _place_zeros(self, moment: Moment, taken: list[QRectF]) -> None:
        for unit in self._diagram.computed[:-1]:
            if moment.delta(unit) == 0 and self._diagram.has_text(unit.layer):
                words = self._room.beside(unit, "delta 0", taken)
                self._zeros += [words] if words else []

    def _flows(self, moment: Moment) -> dict[int, list[str]]:
        """Point arrows along what flows; return its numbers for each edge, the largest first."""
        found = {k: moment.flow(edge) for k, edge in enumerate(self._diagram.edges)}
        flows = {k: flow for k, flow in found.items() if flow is not None}
        order = sorted(flows, key=lambda k: -abs(flows[k][0] * flows[k][1]))
        places = _BACK_AT if moment.flows_back else _FORWARD_AT
        self._arrows = [
            _arrow(self._paths[k], at, is_back=moment.flows_back)
            for k in order[:_MOST_ARROWS]
            for at in (places if len(order) <= _MOST_LABELS else places[:1])
        ]
        self._texts = {k: product_text(*flows[k]) for k in order}
        last = len(self._diagram.sizes) - 2
        if moment.flows_back:  # what flows to the last hidden layer is its deltas
            order = [k for k in order if self._diagram.edges[k].layer < last]
        return {k: [self._texts[k], plain(flows[k][0] * flows[k][1], 3)] for k in order}

    def _changes(self, trace: Trace) -> dict[int, list[str]]:
        """Lay bands behind edges that change; return their numbers, the largest change first."""
        before, after = trace.network.parameters, trace.parameters_after
        changed = np.flatnonzero(trace.change)
        widths = edge_widths(np.stack([before, after]), self._diagram.widest_edge).max(axis=0)
        self._bands = [(k, QPen(self._band, widths[k] + 5)) for k in changed.tolist()]
        order = changed[np.argsort(-np.abs(trace.change[changed]), kind="stable")].tolist()
        wordings = {
            k: [f"{plain(before[k], n)} {ARROW} {plain(after[k], n)}" for n in (4, 3, 2)]
            for k in order
        }
        self._texts = {k: texts[0] for k, texts in wordings.items()}
        return wordings

    def _label_edges(self, wordings: dict[int, list[str]], taken: list[QRectF]) -> None:
        """Write on edges what fits, all in the same words: short ones where long ones do not."""
        for texts in zip(*wordings.values(), strict=True) if len(wordings) <= _MOST_LABELS else ():
            self._labels, places = {}, list(taken)
            for k, text in zip(wordings, texts, strict=True):
                words = self._room.on_edge(k, text, places)
                if words is not None:
                    self._labels[k] = words
                    places.append(words.box)
            if len(self._labels) == len(wordings):
                return

    def _draw_arrows(self, painter: QPainter, moment: Moment) -> None:
        painter.setPen(QPen(QColor(self._theme.card), 1.5))
        painter.setBrush(self._frozen if moment.flows_back else QColor(self._theme.accent))
        for arrow in self._arrows:
            painter.drawPolygon(arrow)

    def _draw_flow(self, painter: QPainter, moment: Moment, progress: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._frozen if moment.flows_back else QColor(self._theme.accent))
        hidden_layers = len(self._diagram.sizes) - 2
        for path, edge in zip(self._paths, self._diagram.edges, strict=True):
            place = progress
            if moment.flows_back:  # layer after layer, from the last
                place = 1 - (progress * hidden_layers - (hidden_layers - edge.layer))
            if 0 <= place <= 1 and moment.flow(edge):
                painter.drawEllipse(path.pointAtPercent(place), _DOT_RADIUS, _DOT_RADIUS)


def _delta_wordings(moment: Moment, unit: Unit) -> list[str]:
    """Write a hidden unit's delta, from how it comes about to two digits."""
    delta = moment.delta(unit)
    name, *figures = f"delta {plain(delta, 4)}", plain(delta, 4), plain(delta, 3), plain(delta, 2)
    is_last = unit.layer == len(moment.trace.layers) - 2
    flow = moment.flow(Edge(unit.layer, unit.index, 0)) if is_last else None
    if flow is not None and flow[0] * flow[1] == delta:
        return [product_text(*flow), name, *figures]
    return [name, name, *figures]


def _tight(delta: float) -> str:
    """Write a delta in as few characters as tell it from 0."""
    text = plain(delta, 2)
    return text if len(text) <= _MOST_INSIDE else f"{delta:.0e}"


def _arrow(path: QPainterPath, at: float, *, is_back: bool) -> QPolygonF:
    """Return the head of an arrow along a path, or back along it."""
    point = path.pointAtPercent(at)
    way = point - path.pointAtPercent(at + 0.01 if is_back else at - 0.01)
    along = way / max(np.hypot(way.x(), way.y()), 1e-9)
    across = QPointF(-along.y(), along.x()) * _ARROW_HALF_WIDTH
    base = point - along * _ARROW_LENGTH
    return QPolygonF([point, base + across, base - across])
