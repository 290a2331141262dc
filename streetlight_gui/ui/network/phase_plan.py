"""What stands where in the diagram in a phase: deltas, numbers of edges, arrows."""

from itertools import product

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

from streetlight_gui.core.checks.formatting import moved, plain
from streetlight_gui.core.nn.parts import Unit
from streetlight_gui.core.replay.phases import Phase
from streetlight_gui.core.replay.picture import Moment
from streetlight_gui.core.training.trace import Trace
from streetlight_gui.text.arithmetic import product_text
from streetlight_gui.text.phase_words import (
    ZERO_DELTA,
    comparison_wordings,
    delta_wordings,
    tight_delta,
)
from streetlight_gui.ui.network.room import Room
from streetlight_gui.ui.network.words import Words, is_free

_MOST_LABELS = 12  # edges whose numbers are written; of more, pointing at one tells
_MOST_ARROWS = 48  # the largest flows
_FORWARD_AT, _BACK_AT = (0.88,), (0.7, 0.14)  # where arrows stand along an edge
_CLEAR = 8.0  # between a delta that is zero and other words in its line
_ARROW_LENGTH, _ARROW_HALF_WIDTH = 11.0, 5.0


class PhasePlan:
    """Gives everything that a moment adds to the diagram its place.

    Deltas that are not zero come first, the largest before the others; then the numbers of edges,
    then the deltas that are zero.

    Attributes:
        below: the output's delta with its error or, once the weights are others, what it was.
        deltas: those of hidden units that are not zero, beside them.
        inside: those for which there is room only in their circles.
        unwritten: for how many of them there is no room at all.
        zeros: deltas that are zero.
        texts: the numbers of each edge that something flows along, or whose weight changes.
        labels: those of them that stand on their edges.
        flowing: the edges that something flows along, the largest flow first.
        arrows: their heads; of many flows, those that lie on no larger one's.
        bands: the edges whose weights change, and how wide the wider of the two is.
    """

    def __init__(
        self, moment: Moment, room: Room, words: list[QRectF], notes: list[QRectF]
    ) -> None:
        """Place everything.

        Args:
            moment: what is to be seen.
            room: where there is any.
            words: where words stand already.
            notes: where notes stand beside units. Both give way to deltas that are not zero, where
                there is no other room for these.
        """
        self._moment, self._room = moment, room
        self.below: list[Words] = []
        self.deltas: list[Words] = []
        self.inside: list[Words] = []
        self.zeros: list[Words] = []
        self.texts: dict[int, str] = {}
        self.labels: dict[int, Words] = {}
        self.flowing: list[int] = []
        self.arrows: list[QPolygonF] = []
        self.bands: dict[int, float] = {}
        self.unwritten = 0
        phase, less = moment.stage.phase.value, [room.letters(box) for box in (*words, *notes)]
        if phase >= Phase.COMPARE.value:
            self._place_comparison()
        if phase >= Phase.BACKPROPAGATE.value:
            self._place_deltas(less)
        taken = [*less, *room.circles, *(delta.box for delta in self.written)]
        is_update = phase == Phase.UPDATE.value
        self._label_edges(self._changes(moment.trace) if is_update else self._flows(), taken)
        if phase >= Phase.BACKPROPAGATE.value:
            placed = (*self.written, *self.labels.values())
            self._place_zeros([*words, *notes, *(each.box for each in placed)])

    @property
    def written(self) -> list[Words]:
        """All that is written below the output and beside hidden units, but zeros."""
        return self.below + self.deltas

    def _place_comparison(self) -> None:
        """Place delta and error below the output; after the update, what it was and its delta."""
        for lines in comparison_wordings(self._moment):
            self.below = [self._room.below_output(line, k) for k, line in enumerate(lines)]
            if all(self._room.is_inside(words.box) for words in self.below):
                break

    def _place_deltas(self, less: list[QRectF]) -> None:
        """Write the hidden units' deltas that are not 0, in as many words as fit beside all."""
        moment, diagram = self._moment, self._room.diagram
        units = [unit for unit in diagram.computed[:-1] if moment.delta(unit) != 0]
        units.sort(key=lambda unit: -abs(moment.delta(unit)))
        wordings = [delta_wordings(moment, unit) for unit in units]
        placed: dict[Unit, Words] = {}
        for left, texts in product((False, True), zip(*wordings, strict=True)):
            placed = self._beside(dict(zip(units, texts, strict=True)), less, left=left)
            if len(placed) == len(units):
                break
        self.deltas = list(placed.values())
        for unit in units:
            if unit not in placed and diagram.has_text(unit.layer):
                self.inside.append(self._room.inside(unit, tight_delta(moment.delta(unit))))
        self.unwritten = len(units) - len(placed) - len(self.inside)

    def _beside(
        self, texts: dict[Unit, str], less: list[QRectF], *, left: bool
    ) -> dict[Unit, Words]:
        """Place texts beside their units as far as there is room, clear of what is less first."""
        room, placed = self._room, dict[Unit, Words]()
        taken = [room.letters(words.box) for words in self.below]
        for unit, text in texts.items():
            words = room.beside(unit, text, taken + less, left=left)
            words = words or room.beside(unit, text, taken, left=left)
            if words is not None:
                placed[unit] = words
                taken.append(room.letters(words.box))
        return placed

    def _place_zeros(self, boxes: list[QRectF]) -> None:
        taken = [box.adjusted(-_CLEAR, 0, _CLEAR, 0) for box in boxes]
        for unit in self._room.diagram.computed[:-1]:
            if self._moment.delta(unit) == 0 and self._room.diagram.has_text(unit.layer):
                words = self._room.beside(unit, ZERO_DELTA, taken)
                self.zeros += [words] if words else []

    def _flows(self) -> dict[int, list[str]]:
        """Point arrows along what flows; return its numbers for each edge, the largest first."""
        moment, diagram = self._moment, self._room.diagram
        found = {k: moment.flow(edge) for k, edge in enumerate(diagram.edges)}
        flows = {k: flow for k, flow in found.items() if flow is not None}
        order = sorted(flows, key=lambda k: -abs(flows[k][0] * flows[k][1]))
        self.flowing = order
        places = _BACK_AT if moment.flows_back else _FORWARD_AT
        is_dense = len(order) > _MOST_LABELS
        for k, at in product(order[:_MOST_ARROWS], places[:1] if is_dense else places):
            arrow = _arrow(self._room.paths[k], at, is_back=moment.flows_back)
            if not is_dense or is_free(
                arrow.boundingRect(), [a.boundingRect() for a in self.arrows]
            ):
                self.arrows.append(arrow)
        self.texts = {k: product_text(*flows[k]) for k in order}
        last = len(diagram.sizes) - 2
        if moment.flows_back:  # what flows to the last hidden layer is its deltas
            order = [k for k in order if diagram.edges[k].layer < last]
        return {k: [self.texts[k], plain(flows[k][0] * flows[k][1], 3)] for k in order}

    def _changes(self, trace: Trace) -> dict[int, list[str]]:
        """Lay bands behind edges that change; return their numbers, the largest change first."""
        before, after, by = trace.network.parameters, trace.parameters_after, -trace.change
        changed = np.flatnonzero(trace.change)
        widths = self._room.diagram.widths(np.stack([before, after])).max(axis=0)
        self.bands = {k: float(widths[k]) for k in changed.tolist()}
        order = changed[np.argsort(-np.abs(trace.change[changed]), kind="stable")].tolist()
        wordings = {k: [moved(before[k], by[k], digits) for digits in (4, 3, 2)] for k in order}
        self.texts = {k: texts[0] for k, texts in wordings.items()}
        return wordings

    def _label_edges(self, wordings: dict[int, list[str]], taken: list[QRectF]) -> None:
        """Write on edges what fits, all in the same words: short ones where long ones do not."""
        for texts in zip(*wordings.values(), strict=True) if len(wordings) <= _MOST_LABELS else ():
            self.labels, places = {}, list(taken)
            for k, text in zip(wordings, texts, strict=True):
                words = self._room.on_edge(k, text, places)
                if words is not None:
                    self.labels[k] = words
                    places.append(words.box)
            if len(self.labels) == len(wordings):
                return


def _arrow(path: QPainterPath, at: float, *, is_back: bool) -> QPolygonF:
    """Return the head of an arrow along a path, or back along it."""
    point = path.pointAtPercent(at)
    way = point - path.pointAtPercent(at + 0.01 if is_back else at - 0.01)
    along = way / max(np.hypot(way.x(), way.y()), 1e-9)
    across = QPointF(-along.y(), along.x()) * _ARROW_HALF_WIDTH
    base = point - along * _ARROW_LENGTH
    return QPolygonF([point, base + across, base - across])
