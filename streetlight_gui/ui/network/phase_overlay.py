"""What the diagram adds while a person goes through an example phase by phase."""

from itertools import product

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from streetlight_gui.core.checks.formatting import ARROW, plain
from streetlight_gui.core.nn.parts import Edge, Unit
from streetlight_gui.core.replay.phases import Phase
from streetlight_gui.core.replay.picture import Moment
from streetlight_gui.core.training.trace import Trace
from streetlight_gui.ui.network.diagram import Diagram
from streetlight_gui.ui.network.words import Words, centred, is_free, veil
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
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class PhaseOverlay:
    """Draws deltas, the flow along edges and the change of weights, in a colour of its own.

    Attributes:
        moment: what it is prepared for; None for nothing.
    """

    def __init__(
        self, diagram: Diagram, paths: list[QPainterPath], theme: Theme, font: QFont
    ) -> None:
        """Prepare what stays the same from frame to frame; the edges lie along `paths`."""
        self._diagram, self._paths, self._theme = diagram, paths, theme
        self._font = small(font)
        self._metrics = QFontMetricsF(self._font)
        self._line = self._metrics.height()
        self._frozen, self._band = QColor(theme.frozen), QColor(theme.frozen)
        self._veil = veil(theme)
        self._band.setAlpha(150)
        self.prepare(None, [], [])

    def prepare(self, moment: Moment | None, words: list[QRectF], notes: list[QRectF]) -> None:
        """Get ready to draw a moment, or nothing.

        Args:
            moment: the moment.
            words: where words stand already; they stay free.
            notes: where less stands, which gives way to deltas that are not zero: see `covers`.
        """
        self.moment = moment
        self._firm: list[Words] = []  # deltas that notes give way to
        self._zeros: list[Words] = []
        self._bands: list[tuple[int, QPen]] = []
        self._labels: list[Words] = []
        if moment is None:
            return
        phase, taken = moment.stage.phase.value, [*words, *notes]
        if phase >= Phase.COMPARE.value:
            self._firm = self._comparison(moment)
        if phase >= Phase.BACKPROPAGATE.value:
            units = self._circles(_BESIDE)
            free = [*words, *units, *(delta.box for delta in self._firm)]
            self._firm += self._hidden_deltas(moment, free, are_zero=False)
            free = [*taken, *units, *(self._letters(delta.box) for delta in self._firm)]
            self._zeros = self._hidden_deltas(moment, free, are_zero=True)
        if phase == Phase.UPDATE.value:
            deltas = [delta.box for delta in self._zeros + self._firm]
            self._show_changes(moment.trace, taken + deltas + self._circles())

    def covers(self, note: QRectF) -> bool:
        """Tell whether the place of a note is taken by what matters more."""
        return not is_free(self._letters(note), [self._letters(delta.box) for delta in self._firm])

    def draw_below(self, painter: QPainter) -> None:
        """Draw, in phase 5, a band behind each edge that changes, as wide as the edge was."""
        for k, pen in self._bands:
            painter.setPen(pen)
            painter.drawPath(self._paths[k])

    def draw_above(self, painter: QPainter, progress: float) -> None:
        """Draw deltas and changes, and at a progress below 1 what flows along the edges."""
        painter.setFont(self._font)
        painter.setPen(self._frozen)
        for words in self._zeros + self._firm:
            painter.fillRect(self._letters(words.box), self._veil)  # edges may lie below
            painter.drawText(words.box, words.align, words.text)
        painter.setBrush(QColor(self._theme.card))
        for words in self._labels:
            painter.setPen(self._frozen)
            painter.drawRoundedRect(words.box, 4, 4)
            painter.setPen(QColor(self._theme.text))
            painter.drawText(words.box, words.align, words.text)
        if self.moment is not None and progress < 1:
            self._draw_flow(painter, self.moment, progress)

    def _comparison(self, moment: Moment) -> list[Words]:
        """Place delta and error below the output."""
        output = self._diagram.computed[-1]
        x, y, radius = self._diagram.circle(output)
        top, delta = y + radius + 20 * self._diagram.scale, moment.delta(output)
        lines = f"delta {plain(delta, 4)}", f"error {plain(moment.error, 4)}"
        return [
            centred(x, top + self._line * k, self._line, self._metrics, line)
            for k, line in enumerate(lines)
        ]

    def _hidden_deltas(self, moment: Moment, taken: list[QRectF], *, are_zero: bool) -> list[Words]:
        """Place deltas beside their units, in as many words as there is room for; 0 in all."""
        found = []
        for unit in self._diagram.computed[:-1]:  # the output's stands below it
            delta = moment.delta(unit)
            if (delta == 0) == are_zero and self._diagram.has_text(unit.layer):
                texts = [f"delta {plain(delta, 4)}", plain(delta, 4), plain(delta, 2)]
                words = [self._beside(unit, text) for text in texts[: 1 if are_zero else 3]]
                found += [w for w in words if is_free(self._letters(w.box), taken)][:1]
        return found

    def _beside(self, unit: Unit, text: str) -> Words:
        """Place words at the lower right of a unit."""
        x, y, radius = self._diagram.circle(unit)
        width = self._metrics.horizontalAdvance(text) + 2
        left, top = x + radius * _BESIDE + 4, y + radius - 0.8 * self._line
        return Words(QRectF(left, top, width, self._line), text, _LEFT)

    def _letters(self, box: QRectF) -> QRectF:
        """Return where the digits of a line lie, without the room for accents and descenders."""
        digits = self._metrics.capHeight()
        return QRectF(box.left(), box.center().y() - digits / 2, box.width(), digits)

    def _circles(self, share: float = 1.0) -> list[QRectF]:
        """Return where the circles of the units lie, or a share of each, around its centre."""
        return [
            QRectF(x - share * radius, y - share * radius, 2 * share * radius, 2 * share * radius)
            for places, radius in zip(self._diagram.positions, self._diagram.radii, strict=True)
            for x, y in places.tolist()
        ]

    def _show_changes(self, trace: Trace, taken: list[QRectF]) -> None:
        """Prepare what is drawn of edges that change, and their numbers where nothing lies."""
        before, after = trace.network.parameters, trace.parameters_after
        changed = np.flatnonzero(trace.change).tolist()
        widths = edge_widths(np.stack([before, after]), self._diagram.widest_edge).max(axis=0)
        self._bands = [(k, QPen(self._band, widths[k] + 5)) for k in changed]
        for turn, k in enumerate(changed if len(changed) <= _MOST_LABELS else []):
            text = f"{plain(before[k], 4)} {ARROW} {plain(after[k], 4)}"
            places = _LABEL_PLACES[turn % len(_LABEL_PLACES)], *_OTHER_PLACES
            boxes = (self._label_box(k, *at, text) for at in product(_ASIDE, places))
            box = next((box for box in boxes if is_free(box, taken)), None)
            if box is not None:
                taken.append(box)
                self._labels.append(Words(box, text))

    def _label_box(self, k: int, aside: float, along: float, text: str) -> QRectF:
        is_first = self._diagram.edges[k].layer == 0
        place = self._paths[k].pointAtPercent(along if is_first else (1 + along) / 2)
        width = self._metrics.horizontalAdvance(text) + 10
        rightmost = self._diagram.positions[-1][0, 0] - self._diagram.radii[-1] - width - 2
        left = max(2.0, min(place.x() - width / 2, rightmost))  # not over lamps or output
        high = self._line + 2 * _PADDING
        return QRectF(left, place.y() + (aside - 0.5) * high, width, high)

    def _draw_flow(self, painter: QPainter, moment: Moment, progress: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        forward = moment.stage.phase in (Phase.FORWARD, Phase.OUTPUT)
        painter.setBrush(QColor(self._theme.accent) if forward else self._frozen)
        for path, edge in zip(self._paths, self._diagram.edges, strict=True):
            place = self._flow_place(edge, moment, progress)
            if place is not None:
                painter.drawEllipse(path.pointAtPercent(place), _DOT_RADIUS, _DOT_RADIUS)

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
