"""How the units of a network look as it answers a pattern, with the words beside them."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QImage, QPainter, QPen

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.checks.formatting import short
from streetlight_gui.core.nn.parts import Part, Unit
from streetlight_gui.core.replay.picture import NotFiring, Picture
from streetlight_gui.text.description import NOTES, SHORT_NOTES, layer_names
from streetlight_gui.text.known_words import known_texts
from streetlight_gui.text.phase_words import value_before
from streetlight_gui.ui.network.diagram import Diagram
from streetlight_gui.ui.network.phase_overlay import PhaseOverlay
from streetlight_gui.ui.network.strip import draw_strip
from streetlight_gui.ui.network.words import Words, centred, is_free, veil
from streetlight_gui.ui.widgets.colours import cell_colours
from streetlight_gui.ui.widgets.text_sizes import SMALL, bold, fitting, sized, small
from streetlight_gui.ui.widgets.theme import Theme, rgb

_LEVELS = 2  # of a cell's colour on either side of 0, which one may tell apart
_STRIP_WIDTH = 1.56  # of a unit's strip, in radii
_NOT_YET = "\N{MIDDLE DOT}"  # for the value of a unit that is not computed yet
_LONG_VALUE = "-0.00"
_LARGEST_VALUE = 1.4  # of the normal size
_VALUE_ROOM = 1.7  # radii: a value stays clear of its circle
_LINE = 16.0  # the height of a line of small text
_BUTTON_ROOM = 22.0  # above the layers' names
_CLEAR = 2.0  # between a note and the next circle
_NEAR = 0.6  # of a radius: beside the upper right of a unit the next circle is not at its widest
_CENTRED = Qt.AlignmentFlag.AlignCenter


class Units:
    """All units in one diagram, theme and font: prepared for each picture, then painted.

    Attributes:
        looks: of each unit but bias units and lamps: its value, '' where there is no room; the pen
            of its circle; the note beside it, or the value for which there is room only there,
            which may be '', and its colour. There are none before a picture.
        strips: a row for each of these units, with a pixel for its response to each pattern.
        words: the layers' names, and last the answers the training set gives, below the output.
    """

    def __init__(self, diagram: Diagram, theme: Theme, font: QFont) -> None:
        """Prepare what stays the same from picture to picture."""
        self._diagram, self._theme = diagram, theme
        self._small, self._value_font = small(font), bold(font)
        self._normal = QFontInfo(font).pixelSize()
        self._metrics = QFontMetricsF(self._small)
        self._line = max(_LINE * diagram.scale, self._metrics.height())
        self._text, self._card, self._cell = map(QColor, (theme.text, theme.card, theme.cell))
        self._veil = veil(theme)
        self._ends = {unit: self._note_end(unit) for unit in diagram.computed}
        self._has_room = [False, *map(self._leaves_room, range(1, len(diagram.sizes)))]
        thick, thin = 2.4 * diagram.scale, 1.4 * diagram.scale
        self._fires = QPen(QColor(theme.accent), thick)
        self._idle = QPen(QColor(theme.muted), thin)
        self._never_fires = QPen(QColor(theme.negative_text), thin, Qt.PenStyle.DashLine)
        self.looks: list[tuple[str, QPen, Words, QColor]] = []
        self.strips = QImage()
        self.words: list[Words] = []

    @staticmethod
    def marks(picture: Picture) -> Array:
        """Return (units, patterns + 1) what could flash: the levels of responses, and the state.

        That is by number: not computed yet, not firing, never firing, firing, for no example.
        """
        responses = np.concatenate([layer.T for layer in picture.responses[1:]])
        levels = np.rint(_LEVELS * np.fmin(np.fmax(responses, -1), 1))  # nan is below
        sizes = picture.network.sizes
        kinds = picture.fires, picture.never_fires, picture.fires_elsewhere
        fires, never, elsewhere = (np.concatenate(kind[1:]) for kind in kinds)
        state = 1 + never + 2 * fires + 3 * (elsewhere & ~fires)
        is_reached = np.repeat(np.arange(1, len(sizes)) <= picture.reached, sizes[1:])
        return np.column_stack([levels, np.where(is_reached, state, 0)])

    @property
    def notes(self) -> list[QRectF]:
        """Where notes stand beside units."""
        return [note.box for _, _, note, _ in self.looks if note.text]

    def prepare(self, picture: Picture, flutters: NDArray[np.bool_]) -> bool:
        """Look as a network that answers the picture's pattern; return if that looks different.

        Args:
            picture: the network and the pattern.
            flutters: which of its `marks` are left out: in grey, and without a note.
        """
        before = self.looks, self.words, self.strips
        units = zip(self._diagram.computed, flutters[:, -1].tolist(), strict=True)
        answers = self._answers(picture)
        self.looks = [self._look(picture, unit, answers, is_unsaid) for unit, is_unsaid in units]
        self.words = [*self._names(picture), answers]
        self.strips = self._colour(picture.responses[1:], flutters[:, :-1])
        return (self.looks, self.words, self.strips) != before

    def draw(self, painter: QPainter, marked: frozenset[Part], phases: PhaseOverlay) -> None:
        """Draw units and words, and bring out what is marked; deltas of phases go before notes."""
        painter.setFont(self._small)
        painter.setPen(self._idle.color())
        for words in self.words:
            if not phases.covers(words.box):
                painter.drawText(words.box, words.align, words.text)
        for row, (value, pen, note, colour) in enumerate(self.looks):
            unit = self._diagram.computed[row]
            pens = [QPen(self._text, 6), pen] if unit in marked else [pen]
            self._draw_circle(painter, unit, self._card, pens)
            if value:
                self._draw_value(painter, unit, value)
            if note.text and not phases.covers(note.box):
                self._draw_note(painter, note, colour)
            self._draw_strip(painter, unit, row)
        for unit in filter(self._diagram.is_bias, self._diagram.units):
            pen = QPen(self._text, 3) if unit in marked else QPen(self._idle.color(), 1.2)
            self._draw_circle(painter, unit, self._cell, [pen])
            self._draw_value(painter, unit, "1")

    def _look(
        self, picture: Picture, unit: Unit, answers: Words, is_unsaid: bool
    ) -> tuple[str, QPen, Words, QColor]:
        value, why = picture.value(unit), None if is_unsaid else picture.not_firing(unit)
        idle = self._never_fires if why is NotFiring.NEVER else self._idle
        pen = self._fires if value and not is_unsaid else idle
        text = _NOT_YET if value is None else short(value)
        note, colour = self._note(unit, why, answers), pen.color()
        before = picture.value_before(unit)
        if before is not None and short(before) != text:
            note, colour = value_before(before), QColor(self._theme.frozen)
        has_text = self._diagram.has_text(unit.layer)
        if not has_text:
            note, colour = text, self._text
        box = self._note_box(unit, note)
        has_room = self._has_room[unit.layer] and self._fits(unit, note)
        if not has_room or box.intersects(answers.box):
            note = ""  # the next circles and the answer matter more
            box.setWidth(0.0)
        return text if has_text else "", pen, Words(box, note), colour

    def _note(self, unit: Unit, why: NotFiring | None, answers: Words) -> str:
        """Say why a unit is 0, shorter where the next circles or the answers are near."""
        *wordings, last = NOTES[why], *SHORT_NOTES.get(why, ())
        for note in wordings:
            if self._fits(unit, note) and not self._note_box(unit, note).intersects(answers.box):
                return note
        return last

    def _colour(self, responses: list[Array], flutters: NDArray[np.bool_]) -> QImage:
        """Colour all responses at once, arrays (patterns, units) for each layer."""
        cells = np.concatenate([layer.T for layer in responses])
        pixels = np.full((*cells.shape, 4), 255, dtype=np.uint8)
        pixels[..., :3] = cell_colours(cells.ravel(), self._theme).reshape(*cells.shape, 3)
        pixels[flutters, :3] = rgb(self._theme.groove)
        data, (units, patterns) = pixels.tobytes(), cells.shape
        image = QImage(data, patterns, units, 4 * patterns, QImage.Format.Format_RGBA8888)
        return image.copy()  # the first one only borrows the bytes

    def _note_box(self, unit: Unit, note: str) -> QRectF:
        x, y, radius = self._diagram.circle(unit)
        width, high = self._metrics.horizontalAdvance(note), self._line
        if not self._diagram.has_text(unit.layer):
            return QRectF(x + radius + 3, y - high / 2, width, high)
        return QRectF(x + radius * 0.78 + 3, y - radius - 5 * self._diagram.scale, width, high)

    def _note_end(self, unit: Unit) -> float:
        """Return how far right a note beside a unit may go: to the next circles at its height."""
        note, ends = self._note_box(unit, ""), []
        for x, y, radius in map(self._diagram.circle, self._diagram.computed):
            if x > note.left():
                away = max(note.top() - y, y - note.bottom(), 0.0)
                reach = max(radius**2 - away**2, 0.0) ** 0.5
                ends.append(x - max(reach + _CLEAR, _NEAR * radius))
        return min(ends, default=0.0)

    def _fits(self, unit: Unit, note: str) -> bool:
        return self._note_box(unit, note).right() <= self._ends[unit]

    def _leaves_room(self, layer: int) -> bool:
        """Tell whether what stands beside a layer's units, notes or values, leaves others free."""
        if self._diagram.has_text(layer):
            return self._fits(Unit(layer, 0), NOTES[NotFiring.NEVER])
        are_apart = bool((np.diff(self._diagram.positions[layer][:, 1]) >= self._line).all())
        return are_apart and self._fits(Unit(layer, 0), _LONG_VALUE)

    def _names(self, picture: Picture) -> list[Words]:
        """Write as much of each layer's name as there is room for."""
        names, notes, scale = [], self.notes, self._diagram.scale
        for layer in range(1, len(self._diagram.sizes)):
            x, y, radius = self._diagram.circle(Unit(layer, 0))
            room = x - self._diagram.positions[layer - 1][0, 0]
            top = max(_BUTTON_ROOM * scale, y - radius - 24 * scale)
            for text in self._wordings(picture, layer):
                name = centred(x, top, self._line, self._metrics, text)
                if name.box.width() < room and is_free(name.box, notes):
                    names.append(name)
                    break
        return names

    def _wordings(self, picture: Picture, layer: int) -> list[str]:
        """Return a layer's name from the longest to the shortest.

        Units without room for a note have no other place that says how many of them never fire.
        """
        has_notes = self._diagram.has_text(layer) and self._has_room[layer]
        never = 0 if has_notes else int(picture.never_fires[layer].sum())
        return layer_names(layer, self._diagram.sizes[layer], never)

    def _answers(self, picture: Picture) -> Words:
        texts = known_texts(picture.problem, picture.pattern)
        x, y, radius = self._diagram.circle(self._diagram.computed[-1])
        written = [centred(x, y + radius + 6, self._line, self._metrics, text) for text in texts]
        return next((each for each in written if self._is_inside(each.box)), written[-1])

    def _is_inside(self, box: QRectF) -> bool:
        return box.right() <= self._diagram.width and box.left() >= 0

    def _draw_circle(self, painter: QPainter, unit: Unit, ground: QColor, pens: list[QPen]) -> None:
        x, y, radius = self._diagram.circle(unit)
        painter.setBrush(ground)
        for pen in pens:
            painter.setPen(pen)
            painter.drawEllipse(QPointF(x, y), radius, radius)

    def _draw_value(self, painter: QPainter, unit: Unit, text: str) -> None:
        x, y, radius = self._diagram.circle(unit)
        size = max(SMALL, min(_LARGEST_VALUE, radius * 0.46 / self._normal))
        painter.setFont(fitting(sized(self._value_font, size), text, _VALUE_ROOM * radius))
        painter.setPen(self._text)
        above = 0.45 if self._diagram.is_bias(unit) else 0.66  # the middle, or a strip of responses
        box = QRectF(x - radius, y - radius * above, 2 * radius, radius * 0.9)
        painter.drawText(box, _CENTRED, text)

    def _draw_note(self, painter: QPainter, note: Words, colour: QColor) -> None:
        painter.setFont(self._small)
        painter.fillRect(note.box.adjusted(-1, 1, 1, -1), self._veil)  # edges may lie below
        painter.setPen(colour)
        painter.drawText(note.box, note.align, note.text)

    def _draw_strip(self, painter: QPainter, unit: Unit, row: int) -> None:
        """Draw the unit's response to every pattern as a row of cells inside its circle."""
        (x, y, radius), cells = self._diagram.circle(unit), self.strips.width()
        is_below_text, wide = self._diagram.has_text(unit.layer), _STRIP_WIDTH * radius
        if not is_below_text and wide < cells:
            return  # each cell would be a fraction of a pixel
        top, height = (0.3, 0.3) if is_below_text else (-0.25, 0.5)
        box = QRectF(x - wide / 2, y + top * radius, wide, height * radius)
        draw_strip(painter, box, self.strips, row, self._card if is_below_text else None)
