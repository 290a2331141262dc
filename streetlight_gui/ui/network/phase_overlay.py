"""What the diagram adds while a person goes through an example phase by phase."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from streetlight_gui.core.nn.parts import Edge, Part, weight_index
from streetlight_gui.core.replay.phases import Phase
from streetlight_gui.core.replay.picture import Moment
from streetlight_gui.ui.network.diagram import Diagram
from streetlight_gui.ui.network.phase_plan import PhasePlan
from streetlight_gui.ui.network.room import Room
from streetlight_gui.ui.network.words import Words, is_free, veil
from streetlight_gui.ui.widgets.text_sizes import fitting, small
from streetlight_gui.ui.widgets.theme import Theme

_DOT_RADIUS = 5.0
_BAND_ROOM = 5.0  # on both sides of an edge
_PLATE = -3.0, -2.0, 2.0, 2.0  # around a delta's digits: its box has room on their right
_CORNER = 4.0  # of plates below numbers
_STRIP = 0.08  # of what stands in a circle: its strip is wider by it, and less high


class PhaseOverlay:
    """Draws deltas, what flows along edges and the change of weights, in colours of their own.

    Attributes:
        moment: what it is prepared for; None for nothing.
    """

    def __init__(
        self, diagram: Diagram, paths: list[QPainterPath], theme: Theme, font: QFont
    ) -> None:
        """Prepare what stays the same from frame to frame; the edges lie along `paths`."""
        self._diagram, self._paths, self._theme = diagram, paths, theme
        self._font = small(font)
        self._room = Room(diagram, paths, QFontMetricsF(self._font))
        self._card, self._back, self._band = map(QColor, (theme.card, theme.frozen, theme.frozen))
        self._veil = veil(theme)
        self._band.setAlpha(150)
        self.moment: Moment | None = None
        self._plan: PhasePlan | None = None

    @property
    def unwritten(self) -> int:
        """How many deltas that are not zero have no room for their number."""
        return self._plan.unwritten if self._plan else 0

    def prepare(self, moment: Moment | None, words: list[QRectF], notes: list[QRectF]) -> None:
        """Get ready to draw a moment, or nothing.

        Args:
            moment: the moment.
            words: where words stand already.
            notes: where notes stand beside units; all give way to what it `covers`.
        """
        self.moment = moment
        self._plan = None if moment is None else PhasePlan(moment, self._room, words, notes)

    def covers(self, box: QRectF) -> bool:
        """Tell whether the place of words or of a note is taken by what matters more."""
        plates = [self._plate(delta) for delta in self._plan.written] if self._plan else []
        return not is_free(self._room.letters(box), plates)

    def draw_below(self, painter: QPainter) -> None:
        """Draw, in phase 5, a band behind each edge that changes, as wide as the edge was."""
        for k, width in self._plan.bands.items() if self._plan else ():
            painter.setPen(QPen(self._band, width + _BAND_ROOM))
            painter.drawPath(self._paths[k])

    def draw_above(self, painter: QPainter, progress: float, marked: Iterable[Part]) -> None:
        """Draw what stays in sight, the numbers of marked edges, and below 1 what moves."""
        plan, moment = self._plan, self.moment
        if plan is None or moment is None:
            return
        is_forward = moment.stage.phase in (Phase.FORWARD, Phase.OUTPUT)
        flow = QColor(self._theme.accent) if is_forward else self._back
        painter.setPen(QPen(self._card, 1.5))
        painter.setBrush(flow)
        for arrow in plan.arrows:
            painter.drawPolygon(arrow)
        painter.setFont(self._font)
        self._draw_deltas(painter, plan)
        self._draw_labels(painter, plan.labels | self._pointed(plan, marked), flow)
        if progress < 1:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(flow)
            self._draw_dots(painter, plan, moment, progress)

    def _draw_deltas(self, painter: QPainter, plan: PhasePlan) -> None:
        for words in plan.zeros:
            painter.fillRect(self._room.letters(words.box), self._veil)  # edges may lie below
        plates = [self._plate(words) for words in plan.written]
        beside = plates[len(plan.below) :]
        painter.setPen(self._back)
        painter.setBrush(self._card)
        for plate in plates:
            painter.fillRect(plate, self._card)
        if all(sum(map(plate.intersects, plates)) == 1 for plate in beside):  # each has its own
            for plate in beside:
                painter.drawRoundedRect(plate, _CORNER, _CORNER)
        for words in plan.zeros + plan.written:
            painter.drawText(words.box, words.align, words.text)
        for words in plan.inside:
            side = words.box.width() * _STRIP
            painter.fillRect(words.box.adjusted(-side, side, side, -side), self._card)
            painter.setFont(fitting(self._font, words.text, words.box.width()))
            painter.drawText(words.box, words.align, words.text)

    def _plate(self, delta: Words) -> QRectF:
        return self._room.letters(delta.box).adjusted(*_PLATE)

    def _pointed(self, plan: PhasePlan, marked: Iterable[Part]) -> dict[int, Words]:
        """Place the numbers of marked edges, in sight whatever else is there."""
        room, deltas = self._room, [delta.box for delta in plan.written]
        edges = (
            weight_index(self._diagram.sizes, part) for part in marked if isinstance(part, Edge)
        )
        texts = {k: plan.texts[k] for k in edges if k in plan.texts}
        return {k: room.on_edge(k, t, deltas) or room.over_edge(k, t) for k, t in texts.items()}

    def _draw_labels(self, painter: QPainter, labels: dict[int, Words], border: QColor) -> None:
        painter.setFont(self._font)
        painter.setBrush(self._card)
        for words in labels.values():
            painter.setPen(border)
            painter.drawRoundedRect(words.box, _CORNER, _CORNER)
            painter.setPen(QColor(self._theme.text))
            painter.drawText(words.box, words.align, words.text)

    def _draw_dots(
        self, painter: QPainter, plan: PhasePlan, moment: Moment, progress: float
    ) -> None:
        """Draw what moves along the edges: back, layer after layer from the last."""
        hidden_layers = len(self._diagram.sizes) - 2
        for k in plan.flowing:
            place, layer = progress, self._diagram.edges[k].layer
            if moment.flows_back:
                place = 1 - (progress * hidden_layers - (hidden_layers - layer))
            if 0 <= place <= 1:
                painter.drawEllipse(self._paths[k].pointAtPercent(place), _DOT_RADIUS, _DOT_RADIUS)
