"""Paints rows of the table of patterns, straight from arrays."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen

from streetlight_gui.core.checks.formatting import ELLIPSIS, short
from streetlight_gui.core.problems.verdict import WALK_THRESHOLD
from streetlight_gui.text.pattern_text import Column, PatternText, answers_text, prediction_text
from streetlight_gui.ui.tables.patterns.pattern_columns import (
    GAP,
    MARGIN,
    PatternColumns,
    PatternFonts,
    lamp_side,
)
from streetlight_gui.ui.widgets.pattern_marks import BEYOND, LINE, SIGN, Lamps, Signs
from streetlight_gui.ui.widgets.theme import LIGHT, Theme

_BAR_HEIGHT = 10


@dataclass(frozen=True)
class PatternRowState:
    """What a row is besides its numbers.

    Attributes:
        is_lit: the lamps show its pattern.
        is_selected: the person has chosen it.
        has_focus: keys go to it.
        verdict_flutters: its verdict changes too often to be shown.
        bar_flutters: its prediction changes too much and too often for a bar.
    """

    is_lit: bool
    is_selected: bool
    has_focus: bool
    verdict_flutters: bool
    bar_flutters: bool


class PatternPainter:
    """Draws rows without going back and forth between Qt and Python for every cell.

    A delegate would be called for each of them, and each call may wait for the interpreter's lock,
    which a running training holds for milliseconds at a time.

    Attributes:
        ground: the colour that rows are drawn on.
    """

    def __init__(self, fonts: PatternFonts, columns: PatternColumns, scale: float) -> None:
        """Draw into these columns, for a screen with so many device pixels a point."""
        self._fonts, self._columns = fonts, columns
        self._metrics = QFontMetrics(fonts.text)
        self._text_drop, self._bold_drop = _drop(fonts.text), _drop(fonts.bold)
        self._digits_drop = _drop(fonts.digits)
        self._scale = scale
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
        self._none, self._no_edge = QBrush(), QPen(Qt.PenStyle.NoPen)
        self._lit, self._selected = QBrush(QColor(theme.lit)), QBrush(QColor(theme.pressed))
        self._lit_edge = QColor(theme.negative)
        self._groove, self._bar = QColor(theme.cell), QColor(theme.accent)
        self._edge, self._focus_edge = QPen(QColor(theme.ghost), 1), QPen(QColor(theme.accent), 2)
        self._signs = Signs(theme, self._scale)

    def draw_row(
        self,
        painter: QPainter,
        text: PatternText,
        row: int,
        box: QRect,
        clip: QRect,
        state: PatternRowState,
    ) -> None:
        """Draw one row of the list into a box, as far as its columns touch the clip."""
        self._draw_ground(painter, box, state)
        middle = box.center().y() + 1
        first, last = clip.left(), clip.right()
        for column, (left, wide) in self._columns.sections.items():
            if left <= last and left + wide > first:
                draw = self._drawers[column]
                if column is Column.VERDICT and state.verdict_flutters:
                    draw = self._draw_flutter
                elif column is Column.PREDICTION and state.bar_flutters:
                    draw = self._draw_number
                draw(painter, text, row, left + MARGIN, left + wide, middle)

    def _draw_ground(self, painter: QPainter, box: QRect, state: PatternRowState) -> None:
        if not (state.is_lit or state.is_selected or state.has_focus):
            return
        painter.setPen(self._edge_of(state))
        painter.setBrush(self._ground_of(state))
        painter.drawRoundedRect(QRectF(box).adjusted(1.5, 1.5, -1.5, -1.5), 6, 6)
        if state.is_lit:
            painter.fillRect(3, box.top() + 7, 3, box.height() - 14, self._lit_edge)

    def _edge_of(self, state: PatternRowState) -> QPen:
        if state.has_focus:
            return self._focus_edge
        return self._edge if state.is_selected else self._no_edge

    def _ground_of(self, state: PatternRowState) -> QBrush:
        if state.is_lit:
            return self._lit
        return self._selected if state.is_selected else self._none

    def _draw_training(
        self, painter: QPainter, text: PatternText, row: int, left: int, right: int, middle: int
    ) -> None:
        if text.rows.in_training[row]:
            painter.drawPixmap(left, middle - SIGN // 2, self._signs.seen)

    def _draw_lights(
        self, painter: QPainter, text: PatternText, row: int, left: int, right: int, middle: int
    ) -> None:
        pattern = text.rows.patterns[row].tolist()
        side = lamp_side(len(pattern), self._fonts.stretch)
        top = middle - side // 2
        painter.drawPixmap(left, top, self._lamps.housing(len(pattern), side))
        for light, value in enumerate(pattern):
            painter.drawPixmap(left + light * side, top, self._lamps.lamp(light, value, side))

    def _draw_answer(
        self, painter: QPainter, text: PatternText, row: int, left: int, right: int, middle: int
    ) -> None:
        painter.setFont(self._fonts.text)
        painter.setPen(self._text if text.rows.in_training[row] else self._muted)
        answer = answers_text(text.rows.answers[row])
        shown = self._metrics.elidedText(answer, Qt.TextElideMode.ElideRight, right - left)
        painter.drawText(left, middle + self._text_drop, shown)

    def _draw_prediction(
        self, painter: QPainter, text: PatternText, row: int, left: int, right: int, middle: int
    ) -> None:
        self._draw_number(painter, text, row, left, right, middle)
        if self._columns.bar_width:
            self._draw_bar(painter, float(text.judgement.predictions[row]), left, middle)

    def _draw_number(
        self, painter: QPainter, text: PatternText, row: int, left: int, right: int, middle: int
    ) -> None:
        """Draw a prediction, and where its bar has its place."""
        prediction = float(text.judgement.predictions[row])
        self._draw_digits(painter, self._fitting(prediction), right, middle)
        if self._columns.bar_width:
            self._draw_groove(painter, left, middle)

    def _fitting(self, prediction: float) -> str:
        """Write a prediction; one that has run away with a single digit where room is scarce."""
        text = prediction_text(prediction)
        return text if len(text) <= self._columns.number_room else short(prediction)

    def _draw_groove(self, painter: QPainter, left: int, middle: int) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._groove)
        top, wide = middle - _BAR_HEIGHT // 2, self._columns.bar_width
        painter.drawRoundedRect(left, top, wide, _BAR_HEIGHT, 4, 4)

    def _draw_bar(self, painter: QPainter, prediction: float, left: int, middle: int) -> None:
        top, wide = middle - _BAR_HEIGHT // 2, self._columns.bar_width
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._bar)
        if prediction > 0:  # and not nan
            length = round(wide * min(prediction, 1.0))
            painter.drawRoundedRect(left, top, length, _BAR_HEIGHT, min(4, length / 2), 4)
        x = left + round(wide * WALK_THRESHOLD)
        painter.drawPixmap(x, middle - LINE // 2, self._signs.threshold)
        half_a_pixel = 0.5 / wide
        if prediction > 1 + half_a_pixel:
            painter.drawPixmap(left + wide + 1, middle - SIGN // 2, self._signs.above)
        elif prediction < -half_a_pixel:
            painter.drawPixmap(left - BEYOND - 1, middle - SIGN // 2, self._signs.below)

    def _draw_verdict(
        self, painter: QPainter, text: PatternText, row: int, left: int, right: int, middle: int
    ) -> None:
        painter.setFont(self._fonts.bold)
        painter.setPen(self._text)
        painter.drawText(left, middle + self._bold_drop, text.word(row))
        sign = self._signs.of_grade.get(text.grade(row))
        if sign is not None:
            painter.drawPixmap(left + self._fonts.word_width + GAP, middle - SIGN // 2, sign)

    def _draw_flutter(
        self, painter: QPainter, text: PatternText, row: int, left: int, right: int, middle: int
    ) -> None:
        """Draw, in the place of a verdict that would flash, that it changes too fast."""
        painter.setFont(self._fonts.bold)
        painter.setPen(self._muted)
        painter.drawText(left, middle + self._bold_drop, ELLIPSIS)

    def _draw_error(
        self, painter: QPainter, text: PatternText, row: int, left: int, right: int, middle: int
    ) -> None:
        self._draw_digits(painter, text.cell(row, Column.ERROR), right, middle)

    def _draw_digits(self, painter: QPainter, digits: str, right: int, middle: int) -> None:
        painter.setFont(self._fonts.digits)
        painter.setPen(self._text)
        left = round(right - len(digits) * self._fonts.digit_width)
        painter.drawText(left, middle + self._digits_drop, digits)


def _drop(font: QFont) -> int:
    """Return how far below the middle of capitals their baseline lies."""
    return round(QFontMetrics(font).capHeight() / 2)
