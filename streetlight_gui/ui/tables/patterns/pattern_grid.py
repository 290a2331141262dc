"""How the table of patterns looks: its rows, its columns and what is drawn into them."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from streetlight_gui.core.checks.formatting import ELLIPSIS, short
from streetlight_gui.core.problems.values import WALK_THRESHOLD
from streetlight_gui.text.pattern_text import Column
from streetlight_gui.ui.tables.patterns.pattern_columns import MARGIN, PatternColumns, PatternHeader
from streetlight_gui.ui.tables.patterns.pattern_model import PatternModel
from streetlight_gui.ui.widgets.painted_table import Index, PaintedTable, colour, write
from streetlight_gui.ui.widgets.pattern_marks import BEYOND, LINE
from streetlight_gui.ui.widgets.text_sizes import elided, grown, length

_LOWEST_ROW, _HIGHEST_ROW = 19, 34  # in a font of 12 pixels
_ROOM_FOR_TEXT = 2  # above and below it
_BAR_HEIGHT = 10  # beside text of no more than 16 pixels
_OF_TRAINING = Column.PREDICTION, Column.VERDICT, Column.ERROR


class PatternGrid(PaintedTable):
    """Draws a PatternModel straight from arrays, in rows as high as there is room for.

    Attributes:
        patterns: the model.
        titles: the header.
        columns: how they share the width; from the first rows on.
    """

    columns: PatternColumns

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty table."""
        super().__init__("pattern_table", "Patterns", parent)
        self.patterns = PatternModel(self)
        self._shown: list[object] = []  # what the rows in sight say
        self.titles = PatternHeader(self)
        self.setHorizontalHeader(self.titles)
        self.setModel(self.patterns)
        self.setSortingEnabled(True)
        self.titles.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.patterns.modelReset.connect(self.fit)

    def fit(self) -> None:
        """Give rows and columns the room there is."""
        rows, room, font = self.patterns.text.rows, self.viewport().size(), self.font()
        lowest = max(length(_LOWEST_ROW, font), self.fontMetrics().height() + _ROOM_FOR_TEXT)
        share = min(room.height() // len(rows), length(_HIGHEST_ROW, font))
        self.verticalHeader().setDefaultSectionSize(max(share, lowest))
        self.columns = PatternColumns(font, rows, room.width())
        self.titles.words = self.columns.titles
        self.set_widths(self.columns.widths)
        self.viewport().update()

    def draw_ground(self, painter: QPainter, place: int, box: QRect, is_selected: bool) -> None:
        """Mark the row that the lamps show, those that are selected, and the one with the focus."""
        theme, is_lit = self.theme, self.patterns.order[place] == self.patterns.lit
        has_focus = self.hasFocus() and place == self.currentIndex().row()
        if not (is_lit or is_selected or has_focus):
            return
        edge = QPen(colour(theme.accent), 2) if has_focus else QPen(colour(theme.ghost), 1)
        ground = colour(theme.lit if is_lit else theme.pressed)
        painter.setPen(edge if has_focus or is_selected else Qt.PenStyle.NoPen)
        painter.setBrush(ground if is_lit or is_selected else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(box).adjusted(1.5, 1.5, -1.5, -1.5), 6, 6)
        if is_lit:
            painter.fillRect(3, box.top() + 7, 3, box.height() - 14, colour(theme.negative))

    def draw_cell(self, painter: QPainter, place: int, column: int, box: QRect) -> None:
        """Draw what a cell shows; what would flash is left out."""
        text, row = self.patterns.text, self.patterns.order[place]
        left, middle, columns = box.left() + MARGIN, box.center().y() + 1, self.columns
        right, above = box.right() + 1, middle - columns.sign // 2
        match column:
            case Column.TRAINING if text.rows.has_answer[row]:
                is_seen = text.rows.in_training[row]
                painter.drawPixmap(left, above, self.signs.seen if is_seen else self.signs.held_out)
            case Column.LIGHTS:
                side, pattern = columns.lamp_side, text.rows.patterns[row].tolist()
                self.lamps.draw(painter, pattern, left, middle - side // 2, side)
            case Column.ANSWER:
                ink = self.theme.text if text.rows.has_answer[row] else self.theme.muted
                answers = elided(text.cell(row, Column.ANSWER), self.fontMetrics(), right - left)
                write(painter, answers, left, middle, columns.text, ink)
            case Column.PREDICTION:
                self._draw_prediction(painter, row, left, right, middle)
            case Column.VERDICT:
                self._draw_verdict(painter, row, left, middle)
            case Column.ERROR:
                self._draw_digits(painter, text.cell(row, Column.ERROR), right - MARGIN, middle)

    def _draw_prediction(
        self, painter: QPainter, row: int, left: int, right: int, middle: int
    ) -> None:
        text, columns = self.patterns.text, self.columns
        prediction = float(text.judgement.predictions[row])
        digits = text.cell(row, Column.PREDICTION)
        has_room = len(digits) <= columns.number_room
        self._draw_digits(painter, digits if has_room else short(prediction), right, middle)
        if columns.bar_width:
            flutters = self.patterns.flutters[row].any()
            self._draw_bar(painter, None if flutters else prediction, left, middle)

    def _draw_verdict(self, painter: QPainter, row: int, left: int, middle: int) -> None:
        text, columns = self.patterns.text, self.columns
        if self.patterns.flutters[row, 0]:
            write(painter, ELLIPSIS, left, middle, columns.bold, self.theme.muted)
            return
        write(painter, text.word(row), left, middle, columns.bold, self.theme.text)
        if grade := text.grade(row):
            signs = self.signs.of_open if text.is_open(row) else self.signs.of_grade
            place = left + columns.sign_left, middle - columns.sign // 2
            painter.drawPixmap(*place, signs[grade])

    def _draw_bar(self, painter: QPainter, value: float | None, left: int, middle: int) -> None:
        """Draw a groove, and a bar in it where the predicted value can be shown."""
        high, line, beyond = (grown(k, self.font()) for k in (_BAR_HEIGHT, LINE, BEYOND))
        top, wide, sign = middle - high // 2, self.columns.bar_width, self.columns.sign
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self.theme.cell))
        painter.drawRoundedRect(left, top, wide, high, 4, 4)
        if value is None:
            return
        painter.setBrush(colour(self.theme.accent))
        if value > 0:  # and not nan
            long = round(wide * min(value, 1.0))
            painter.drawRoundedRect(left, top, long, high, min(4, long / 2), 4)
        threshold, half_a_pixel = left + round(wide * WALK_THRESHOLD), 0.5 / wide
        painter.drawPixmap(threshold, middle - line // 2, self.signs.threshold)
        if value > 1 + half_a_pixel:
            painter.drawPixmap(left + wide + 1, middle - sign // 2, self.signs.above)
        elif value < -half_a_pixel:
            painter.drawPixmap(left - beyond - 1, middle - sign // 2, self.signs.below)

    def _draw_digits(self, painter: QPainter, digits: str, right: int, middle: int) -> None:
        left = round(right - len(digits) * self.columns.digit_width)
        write(painter, digits, left, middle, self.columns.digits, self.theme.text)

    def reveal_lit(self) -> None:
        """Scroll to the row whose pattern the lamps show, unless a person may be reading others."""
        place = self.patterns.place_of(self.patterns.lit)
        if place is not None and not self.underMouse():
            self.executeDelayedItemsLayout()  # of rows that have just come
            self.scrollTo(self.patterns.index(place, Column.LIGHTS))

    def dataChanged(self, topLeft: Index, bottomRight: Index, /, roles: Sequence[int] = ()) -> None:
        """Draw rows anew where any in sight looks different, to the last digit."""
        text, places = self.patterns.text, self.rows_in(self.viewport().rect())
        rows = self.patterns.order[places.start : places.stop].tolist()
        cells = [text.cell(row, column) for row in rows for column in _OF_TRAINING]
        shown = [text.rows, self.patterns.lit, rows, cells, self.patterns.flutters[rows].tolist()]
        if shown != self._shown:
            self._shown = shown
            super().dataChanged(topLeft, bottomRight, roles)
