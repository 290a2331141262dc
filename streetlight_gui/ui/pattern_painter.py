"""Paints rows of the table of patterns, straight from arrays."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QPainter, QPen

from streetlight_gui.core.pattern_list import PatternList
from streetlight_gui.core.pattern_text import (
    TITLES,
    Column,
    PatternText,
    answer_text,
    prediction_text,
)
from streetlight_gui.core.verdict import WALK_THRESHOLD
from streetlight_gui.ui.pattern_marks import BEYOND, SIGN, Lamps, Signs
from streetlight_gui.ui.theme import LIGHT, Theme

MARGIN = 8  # before each column and after the last
SMALL = 11  # the size, in pixels, of titles and digits
ARROW = 10  # beside the title of the column that sorts
_SMALLEST_BAR, _BAR_HEIGHT, _GAP = 30, 10, 8
_LONGEST_NUMBER, _LONGEST_ERROR = "-0.0000", "2.71e-05"
_LONGEST_ANSWER = "WALK / STOP"  # longer ones are cut short; a tip shows all of them


@dataclass(frozen=True)
class RowState:
    """What a row is besides its numbers.

    Attributes:
        is_lit: the lamps show its pattern.
        is_selected: the person has chosen it.
        has_focus: keys go to it.
    """

    is_lit: bool
    is_selected: bool
    has_focus: bool


class PatternPainter:
    """Draws rows without going back and forth between Qt and Python for every cell.

    A delegate would be called for each of them, and each call may wait for the interpreter's lock,
    which a running training holds for milliseconds at a time.

    Attributes:
        sections: left and width of each column that has room; the width begins with the margin.
        ground: what the rows are drawn on.
    """

    def __init__(self, font: QFont, scale: float) -> None:
        """Draw in this font, for a screen with so many device pixels a point."""
        self.sections: dict[Column, tuple[int, int]] = {}
        self._scale = scale
        self._bar_width = 0
        self._font, self._bold = QFont(font), QFont(font)
        self._bold.setBold(True)
        self._digits = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        self._digits.setPixelSize(SMALL)
        self._digit_width = QFontMetrics(self._digits).horizontalAdvance("0")
        self._metrics = QFontMetrics(self._font)
        self._word_width = max(map(QFontMetrics(self._bold).horizontalAdvance, ("walk", "stop")))
        self._drop, self._bold_drop, self._digits_drop = map(
            _drop, (self._font, self._bold, self._digits)
        )
        self._lamps = Lamps(scale)
        self._drawers = {
            Column.TRAINING: self._draw_training,
            Column.LIGHTS: self._draw_lights,
            Column.ANSWER: self._draw_answer,
            Column.PREDICTION: self._draw_prediction,
            Column.VERDICT: self._draw_verdict,
            Column.ERROR: self._draw_error,
        }
        self.set_theme(LIGHT)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self.ground = QColor(theme.card)
        self._text, self._muted = QColor(theme.text), QColor(theme.muted)
        self._lit, self._selected = QColor(theme.lit), QColor(theme.pressed)
        self._groove, self._bar = QColor(theme.cell), QColor(theme.accent)
        self._edge, self._focus_edge = QPen(QColor(theme.ghost), 1), QPen(QColor(theme.accent), 2)
        self._threshold = QPen(self._text, 1, Qt.PenStyle.DotLine)
        self._signs = Signs(theme, self._scale)

    def fit(self, rows: PatternList, width: int) -> None:
        """Share this width among the columns; too little costs the error first, then the bar."""
        widths = self._least_widths(rows)
        spare = width - MARGIN - sum(widths.values())
        if spare < 0:
            spare += widths.pop(Column.ERROR)
        if spare < 0:
            widths[Column.PREDICTION] -= _SMALLEST_BAR + _GAP
            widths[Column.ANSWER] += spare + _SMALLEST_BAR + _GAP
        else:
            widths[Column.PREDICTION] += spare
        self._bar_width = _SMALLEST_BAR + spare if spare >= 0 else 0
        self.sections, left = {}, 0
        for column, wide in widths.items():
            self.sections[column] = left, wide
            left += wide

    def draw_row(
        self,
        painter: QPainter,
        text: PatternText,
        row: int,
        box: QRect,
        clip: QRect,
        state: RowState,
    ) -> None:
        """Draw one row of the list into a box, as far as its columns touch the clip."""
        self._draw_ground(painter, box, state)
        middle = box.center().y() + 1
        first, last = clip.left(), clip.right()
        for column, (left, wide) in self.sections.items():
            if left <= last and left + wide > first:
                self._drawers[column](painter, text, row, left + MARGIN, left + wide, middle)

    def _least_widths(self, rows: PatternList) -> dict[Column, int]:
        wide = self._metrics.horizontalAdvance
        answers = max(map(wide, {answer_text(found) for found in rows.answers}))
        widths = {
            Column.TRAINING: SIGN,
            Column.LIGHTS: rows.problem.lights * lamp_side(rows.problem.lights),
            Column.ANSWER: min(answers, wide(_LONGEST_ANSWER)),
            Column.PREDICTION: _SMALLEST_BAR + _GAP + len(_LONGEST_NUMBER) * self._digit_width,
            Column.VERDICT: self._word_width + _GAP + SIGN,
            Column.ERROR: len(_LONGEST_ERROR) * self._digit_width,
        }
        return {
            column: MARGIN + max(least, self._title_width(column))
            for column, least in widths.items()
        }

    def _title_width(self, column: Column) -> int:
        if column is Column.TRAINING:
            return 0
        small = QFont(self._font)
        small.setPixelSize(SMALL)
        return QFontMetrics(small).horizontalAdvance(TITLES[column]) + ARROW

    def _draw_ground(self, painter: QPainter, box: QRect, state: RowState) -> None:
        if not (state.is_lit or state.is_selected or state.has_focus):
            return
        painter.setPen(self._focus_edge if state.has_focus else self._edge)
        painter.setBrush(self._lit if state.is_lit else self._selected)
        if not (state.is_selected or state.has_focus):
            painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box.adjusted(1, 1, -2, -2), 6, 6)

    def _draw_training(
        self, painter: QPainter, text: PatternText, row: int, left: int, right: int, middle: int
    ) -> None:
        if text.rows.in_training[row]:
            painter.drawPixmap(left, middle - SIGN // 2, self._signs.seen)

    def _draw_lights(
        self, painter: QPainter, text: PatternText, row: int, left: int, right: int, middle: int
    ) -> None:
        pattern = text.rows.patterns[row].tolist()
        side = lamp_side(len(pattern))
        top = middle - side // 2
        painter.drawPixmap(left, top, self._lamps.housing(len(pattern), side))
        for light, value in enumerate(pattern):
            painter.drawPixmap(left + light * side, top, self._lamps.lamp(light, value, side))

    def _draw_answer(
        self, painter: QPainter, text: PatternText, row: int, left: int, right: int, middle: int
    ) -> None:
        painter.setFont(self._font)
        painter.setPen(self._text if text.rows.in_training[row] else self._muted)
        answer = answer_text(text.rows.answers[row])
        shown = self._metrics.elidedText(answer, Qt.TextElideMode.ElideRight, right - left)
        painter.drawText(left, middle + self._drop, shown)

    def _draw_prediction(
        self, painter: QPainter, text: PatternText, row: int, left: int, right: int, middle: int
    ) -> None:
        prediction = float(text.judgement.predictions[row])
        if self._bar_width:
            self._draw_bar(painter, prediction, left, middle)
        self._draw_digits(painter, prediction_text(prediction), right, middle)

    def _draw_bar(self, painter: QPainter, prediction: float, left: int, middle: int) -> None:
        top, wide = middle - _BAR_HEIGHT // 2, self._bar_width
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._groove)
        painter.drawRoundedRect(left, top, wide, _BAR_HEIGHT, 4, 4)
        painter.setBrush(self._bar)
        if prediction > 0:  # and not nan
            length = round(wide * min(prediction, 1.0))
            painter.drawRoundedRect(left, top, length, _BAR_HEIGHT, min(4, length / 2), 4)
        painter.setPen(self._threshold)
        x = left + round(wide * WALK_THRESHOLD)
        painter.drawLine(x, top - 3, x, top + _BAR_HEIGHT + 2)
        half_a_pixel = 0.5 / wide
        if prediction > 1 + half_a_pixel:
            painter.drawPixmap(left + wide + 1, middle - SIGN // 2, self._signs.above)
        elif prediction < -half_a_pixel:
            painter.drawPixmap(left - BEYOND - 1, middle - SIGN // 2, self._signs.below)

    def _draw_verdict(
        self, painter: QPainter, text: PatternText, row: int, left: int, right: int, middle: int
    ) -> None:
        painter.setFont(self._bold)
        painter.setPen(self._text)
        painter.drawText(left, middle + self._bold_drop, text.word(row))
        sign = self._signs.of_grade.get(text.grade(row))
        if sign is not None:
            painter.drawPixmap(left + self._word_width + _GAP, middle - SIGN // 2, sign)

    def _draw_error(
        self, painter: QPainter, text: PatternText, row: int, left: int, right: int, middle: int
    ) -> None:
        self._draw_digits(painter, text.cell(row, Column.ERROR), right, middle)

    def _draw_digits(self, painter: QPainter, digits: str, right: int, middle: int) -> None:
        painter.setFont(self._digits)
        painter.setPen(self._text)
        left = right - len(digits) * self._digit_width
        painter.drawText(left, middle + self._digits_drop, digits)


def lamp_side(lights: int) -> int:
    """Return the side of the square of a lamp; many lamps are smaller."""
    return 16 if lights <= 4 else 13


def _drop(font: QFont) -> int:
    """Return how far below the middle of capitals their baseline lies."""
    return round(QFontMetrics(font).capHeight() / 2)
