"""Where there is room in the diagram for the numbers of a phase: beside units and on edges."""

from collections.abc import Iterator

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainterPath

from streetlight_gui.core.nn.parts import Unit
from streetlight_gui.ui.network.diagram import Diagram
from streetlight_gui.ui.network.words import Words, centred, is_free

_GAP = 5.0  # between a circle and the number beside it
_APART = 7.0  # at least from it to the other circles, so that it is not taken for theirs
_TARGET_ROOM = 20.0  # below the output
_HALF_INSIDE = 0.66  # of a radius: half the width of what stands in a circle
_PADDING = 2.0  # above and below the numbers on an edge
_SIDE_PADDING = 5.0
_ALONG = (0.5, 0.44, 0.58, 0.36, 0.66, 0.3, 0.72, 0.24, 0.78, 0.2, 0.82)  # of an edge
_VERTICALLY = Qt.AlignmentFlag.AlignVCenter
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft | _VERTICALLY, Qt.AlignmentFlag.AlignRight | _VERTICALLY


class Room:
    """Finds places in one diagram and font, in which a number belongs to its unit or its edge.

    Attributes:
        diagram: the diagram.
        paths: of its edges.
        circles: where the units' circles lie.
        line: the height of a line of text.
    """

    def __init__(self, diagram: Diagram, paths: list[QPainterPath], metrics: QFontMetricsF) -> None:
        """Measure once."""
        self.diagram, self.paths, self._metrics = diagram, paths, metrics
        self.line = metrics.height()
        self.circles = []
        for unit in diagram.units:
            x, y, radius = diagram.circle(unit)
            self.circles.append(QRectF(x - radius, y - radius, 2 * radius, 2 * radius))

    def letters(self, box: QRectF) -> QRectF:
        """Return where the digits of a line lie, without the room for accents and descenders."""
        digits = self._metrics.capHeight()
        return QRectF(box.left(), box.center().y() - digits / 2, box.width(), digits)

    def beside(
        self, unit: Unit, text: str, taken: list[QRectF], *, left: bool = False
    ) -> Words | None:
        """Return words right of a unit, at its height, where their digits are free.

        left: in the first layer they may stand left of it, too; in others they would be those of a
            unit in the layer before.
        """
        x, y, radius = self.diagram.circle(unit)
        width, top = self._metrics.horizontalAdvance(text) + 2, y - self.line / 2
        box = QRectF(x + radius + _GAP, top, width, self.line)
        if self._is_apart(box, taken, before=0, after=_APART):
            return Words(box, text, _LEFT)
        box = QRectF(x - radius - _GAP - width, top, width, self.line)
        if left and unit.layer == 1 and self._is_apart(box, taken, before=_APART, after=0):
            return Words(box, text, _RIGHT)
        return None

    def inside(self, unit: Unit, text: str) -> Words:
        """Return words in the lower half of a unit's circle, where its strip is."""
        x, y, radius = self.diagram.circle(unit)
        half = _HALF_INSIDE * radius
        return Words(QRectF(x - half, y + 0.2 * radius, 2 * half, 0.55 * radius), text)

    def below_output(self, text: str, line: int) -> Words:
        """Return a line of words below the output, under its target, counted from 0."""
        output = self.diagram.computed[-1]
        left, _, width = self.diagram.circle(Unit(output.layer - 1, 0))  # of the layer before it
        x, y, radius = self.diagram.circle(output)
        top = y + radius + _TARGET_ROOM * self.diagram.scale + line * self.line
        words = centred(x, top, self.line, self._metrics, text)
        words.box.moveRight(min(words.box.right(), self.diagram.width))
        words.box.moveLeft(max(words.box.left(), left + width + 2))
        return words

    def on_edge(self, k: int, text: str, taken: list[QRectF]) -> Words | None:
        """Return words in the middle of which edge `k` lies, and no other, where they are free."""
        edge = self.diagram.edges[k]
        for box in self._on_edge(k, text):
            is_own = self.diagram.part_at(box.center().x(), box.center().y()) == edge
            if is_own and is_free(box, taken):
                return Words(box, text)
        return None

    def over_edge(self, k: int, text: str) -> Words:
        """Return words in the middle of an edge, whatever lies there."""
        return Words(next(self._on_edge(k, text)), text)

    def _on_edge(self, k: int, text: str) -> Iterator[QRectF]:
        width = self._metrics.horizontalAdvance(text) + 2 * _SIDE_PADDING
        high = self.line + 2 * _PADDING
        for along in _ALONG:
            place = self.paths[k].pointAtPercent(along)
            left = min(max(place.x() - width / 2, 2.0), self.diagram.width - width - 2.0)
            yield QRectF(left, place.y() - high / 2, width, high)

    def _is_apart(self, box: QRectF, taken: list[QRectF], *, before: float, after: float) -> bool:
        """Tell whether digits are free, and so far from circles above, below, before and after."""
        digits = self.letters(box)
        around = digits.adjusted(-before, -_APART, after, _APART)
        return self.is_inside(box) and is_free(digits, taken) and is_free(around, self.circles)

    def is_inside(self, box: QRectF) -> bool:
        """Tell whether a box does not leave the picture to the left or right."""
        return box.left() >= 0 and box.right() <= self.diagram.width
