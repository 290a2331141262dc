"""Paints rows of the training set."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from streetlight_gui.core.problems.example_cells import ExampleCells
from streetlight_gui.core.problems.example_words import light_text
from streetlight_gui.ui.widgets.pattern_marks import SIGN, Lamps, Signs
from streetlight_gui.ui.widgets.text_sizes import bold, fitting, length, small
from streetlight_gui.ui.widgets.theme import HOUSING, LAMP_COLOURS, LAMP_OFF, LIGHT, Theme, mixed

SMALLEST_COLUMN = 20

_MARGIN, _GAP = 8, 4
_ROW_HEIGHT = 28  # in a font of 12 pixels, as the next
_LAMP_SIDES = 24, 27  # least and most; 24 pixels can be hit
_DIGIT_ROOM = 0.8  # of a lamp's side
_DARK, _BRIGHT, _DIM = QColor("#14181d"), QColor("#ffffff"), QColor("#c3cad3")
_HALF_WAY = 0.19  # the luminance on which dark and bright ink are read equally well
_BAR = 3  # the width of the mark of a selected row
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class ExampleRowState:
    """What a row is besides its example.

    Attributes:
        is_selected: the person has chosen it.
        current: the column that keys go to; -1 for none.
        hovered: the column under the pointer; -1 for none.
    """

    is_selected: bool
    current: int
    hovered: int


class ExamplePainter:
    """Draws whole rows in one go.

    A delegate would be called for each cell, and each call may wait for the interpreter's lock,
    which a running training holds for milliseconds at a time.

    Attributes:
        row_height: in pixels.
    """

    def __init__(self, font: QFont) -> None:
        """Draw in this font."""
        self._bold, self._small = bold(font), small(font)
        self.row_height = length(_ROW_HEIGHT, font)
        self._lamp_sides = [length(side, font) for side in _LAMP_SIDES]
        self._scale = 0.0
        self.set_theme(LIGHT)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self._theme = theme
        self._text, self._muted = QColor(theme.text), QColor(theme.muted)
        self._ground, self._selected = QColor(theme.card), QColor(theme.pressed)
        self._warning, self._bar = QColor(theme.negative_text), QColor(theme.accent)
        self._focus, self._hover = QPen(QColor(theme.accent), 2), QPen(QColor(theme.ghost), 1)
        self._scale = 0.0  # marks are made anew

    def begin(self, painter: QPainter, area: QRect) -> None:
        """Clear an area, and make the marks that suit its screen."""
        painter.fillRect(area, self._ground)
        scale = painter.device().devicePixelRatio()
        if scale != self._scale:
            self._scale = scale
            self._lamps, self._signs = Lamps(scale), Signs(self._theme, scale)

    def widths(self, cells: ExampleCells, width: int) -> list[int]:
        """Share this width among the columns: lamps shrink first, then notes."""
        lights, examples = cells.problem.lights, len(cells.problem)
        number = QFontMetrics(self._small).horizontalAdvance(f"{examples}") + 2 * _MARGIN
        answer = QFontMetrics(self._bold).horizontalAdvance("WALK") + 2 * _MARGIN
        left = width - number - answer
        least, most = self._lamp_sides
        lamp = max(least, min(most, (left - self._note_width()) // lights))
        note = max(left - lights * lamp, SMALLEST_COLUMN)
        return [number, *[lamp] * lights, answer, note]

    def draw_row(
        self,
        painter: QPainter,
        cells: ExampleCells,
        row: int,
        boxes: list[QRect],
        state: ExampleRowState,
    ) -> None:
        """Draw an example, each cell into its box."""
        across = boxes[0].united(boxes[-1])
        painter.fillRect(across, self._selected if state.is_selected else self._ground)
        if state.is_selected:
            painter.fillRect(QRect(across.left(), across.top(), _BAR, across.height()), self._bar)
        self._draw_number(painter, cells, row, boxes[0])
        self._draw_lamps(painter, cells.pattern(row), boxes[1:-2], state)
        self._draw_answer(painter, cells.text(row, cells.columns - 2), boxes[-2])
        self._draw_frame(painter, cells.columns - 2, boxes[-2], state)
        self._draw_note(painter, cells.notes(row), boxes[-1])

    def _note_width(self) -> int:
        words = QFontMetrics(self._small).horizontalAdvance("contradicts example 99")
        return _GAP + SIGN + _GAP + words

    def _draw_number(self, painter: QPainter, cells: ExampleCells, row: int, box: QRect) -> None:
        painter.setFont(self._small)
        painter.setPen(self._warning if cells.notes(row) else self._muted)
        painter.drawText(box.adjusted(0, 0, -_MARGIN, 0), _RIGHT, cells.text(row, 0))

    def _draw_lamps(
        self,
        painter: QPainter,
        pattern: tuple[float, ...],
        boxes: list[QRect],
        state: ExampleRowState,
    ) -> None:
        side = boxes[0].width()
        top = boxes[0].top() + (boxes[0].height() - side) // 2
        painter.drawPixmap(boxes[0].left(), top, self._lamps.housing(len(boxes), side))
        for light, (value, box) in enumerate(zip(pattern, boxes, strict=True)):
            square = QRect(box.left(), top, side, side)
            painter.drawPixmap(square.topLeft(), self._lamps.lamp(light, value, side))
            self._draw_brightness(painter, light, value, square)
            self._draw_ring(painter, light + 1, square, state)

    def _draw_brightness(self, painter: QPainter, light: int, value: float, square: QRect) -> None:
        text = light_text(value)
        painter.setFont(fitting(bold(self._small), text, _DIGIT_ROOM * square.width()))
        painter.setPen(_ink(light, value))
        painter.drawText(square, Qt.AlignmentFlag.AlignCenter, text)

    def _draw_ring(
        self, painter: QPainter, column: int, square: QRect, state: ExampleRowState
    ) -> None:
        if column not in (state.current, state.hovered):
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        is_current = column == state.current
        # Dark between ring and lamp: some lamps are as bright as the ring.
        for colour, inset in ((QColor(HOUSING), 3), (_BRIGHT if is_current else _DIM, 1)):
            painter.setPen(QPen(colour, 2 if is_current else 1))
            painter.drawEllipse(QRectF(square).adjusted(inset, inset, -inset, -inset))

    def _draw_answer(self, painter: QPainter, text: str, box: QRect) -> None:
        inner = box.adjusted(_MARGIN, 0, -2, 0)
        painter.setFont(self._bold)
        painter.setPen(self._text)
        shown = QFontMetrics(self._bold).elidedText(
            text, Qt.TextElideMode.ElideRight, inner.width()
        )
        painter.drawText(inner, _LEFT, shown)

    def _draw_frame(
        self, painter: QPainter, column: int, box: QRect, state: ExampleRowState
    ) -> None:
        if column not in (state.current, state.hovered):
            return
        painter.setPen(self._focus if column == state.current else self._hover)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(box).adjusted(2, 3, -1, -3), 5, 5)

    def _draw_note(self, painter: QPainter, notes: list[str], box: QRect) -> None:
        if not notes:
            return
        top = box.top() + (box.height() - SIGN) // 2
        painter.drawPixmap(box.left() + _GAP, top, self._signs.of_grade["contradiction"])
        painter.setFont(self._small)
        painter.setPen(self._warning)
        room = box.adjusted(_GAP + SIGN + _GAP, 0, 0, 0)
        metrics = QFontMetrics(self._small)
        fitting = [note for note in notes if metrics.horizontalAdvance(note) <= room.width()]
        painter.drawText(room, _LEFT, "".join(fitting[:1]))


def _ink(light: int, value: float) -> QColor:
    """Return what is read best on a lamp of this brightness."""
    if value == 0:
        return _DIM
    face = mixed(QColor(LAMP_COLOURS[light]), QColor(LAMP_OFF), value)
    parts = zip((0.2126, 0.7152, 0.0722), (face.redF(), face.greenF(), face.blueF()), strict=True)
    luminance = sum(weight * part**2.2 for weight, part in parts)
    return _DARK if luminance > _HALF_WAY else _BRIGHT
