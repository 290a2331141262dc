"""The columns of the table of patterns: their widths, the fonts in them, and their titles."""

from math import ceil

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QHeaderView

from streetlight_gui.core.problems.patterns import PatternList
from streetlight_gui.text.known_words import answers_text
from streetlight_gui.text.pattern_text import Column
from streetlight_gui.ui.widgets.painted_table import PaintedTable, colour, write
from streetlight_gui.ui.widgets.pattern_marks import DOT, SIGN, draw_dot
from streetlight_gui.ui.widgets.text_sizes import bold, elided, fixed_font, grown, length, small

MARGIN = 8  # before each column and after the last
_GAP = 6  # between the parts of a column
_ARROW = 10  # beside the title of the column that sorts
_SMALLEST_BAR = 30
_LONGEST_NUMBER, _LONGEST_ERROR = "-0.0000", "2.71e-305"
_RUN_AWAY_NUMBER = "-2.7e+305"  # has this room where there is enough, else fewer digits
_LONGEST_ANSWER = "WALK / STOP"  # longer ones are cut short; a tip shows all of them


class PatternColumns:
    """Shares a width among the columns.

    Attributes:
        text: the font of answers.
        bold: of verdicts.
        digits: of numbers, each digit as wide as any other.
        digit_width: in pixels.
        sign: the side of one, in pixels.
        sign_left: where the sign of a verdict begins, beyond the longer of its words.
        lamp_side: of a lamp's square; where there are many lamps they are smaller.
        titles: of each column but the first, no wider than there is room for.
        widths: of each column, which begins with its margin; 0 where it has no room.
        bar_width: of a prediction of 1; 0 where there is no room for bars.
        number_room: how many characters of a prediction there is room for.
    """

    def __init__(self, font: QFont, rows: PatternList, width: int) -> None:
        """Share this width; too little costs the error first, then the bars."""
        self.text, self.bold, self.digits = font, bold(font), small(fixed_font().resolve(font))
        self.digit_width = QFontMetricsF(self.digits).horizontalAdvance("0")
        self.sign, dot = grown(SIGN, font), grown(DOT, font)
        self.sign_left = max(_width(self.bold, word) for word in ("WALK", "STOP")) + _GAP
        self.lamp_side = length(16 if rows.problem.lights <= 4 else 13, font)
        least = self._least(rows)
        self.titles = {column: self._title(column, rows, least) for column in least}
        titles = {each: _width(small(font), text) + _ARROW for each, text in self.titles.items()}
        widths = {column: MARGIN + max(titles[column], wide) for column, wide in least.items()}
        spare = width - 2 * MARGIN - dot - sum(widths.values())
        most = self._share(widths, spare, titles[Column.PREDICTION])
        self.number_room = int(most / self.digit_width)
        widths[max(widths)] += MARGIN  # after the last column that is there
        self.widths = [MARGIN + dot, *(widths.get(column, 0) for column in list(Column)[1:])]

    def _least(self, rows: PatternList) -> dict[Column, int]:
        """Return what each column but the first needs below its title."""
        answers = max(_width(self.text, text) for text in set(map(answers_text, rows.answers)))
        return {
            Column.LIGHTS: rows.problem.lights * self.lamp_side,
            Column.ANSWER: min(answers, _width(self.text, _LONGEST_ANSWER)) + 1,
            Column.PREDICTION: _SMALLEST_BAR + _GAP + self._digits_width(_LONGEST_NUMBER),
            Column.VERDICT: self.sign_left + self.sign,
            Column.ERROR: self._digits_width(_LONGEST_ERROR),
        }

    def _share(self, widths: dict[Column, int], spare: int, title: int) -> int:
        """Give the columns what is spare, or take what is lacking; return a prediction's room.

        title: the width of that of predictions, which stays whole.
        """
        number, run_away = map(self._digits_width, (_LONGEST_NUMBER, _RUN_AWAY_NUMBER))
        if spare < 0:
            spare += widths.pop(Column.ERROR)
        if spare >= 0:
            most = min(run_away, number + spare)
            self.bar_width = _SMALLEST_BAR + spare - (most - number)
            widths[Column.PREDICTION] += spare
        else:
            self.bar_width, most = 0, max(number, title)
            spare += widths[Column.PREDICTION] - MARGIN - most
            widths[Column.ANSWER] = max(widths[Column.ANSWER] + spare, 0)
            widths[Column.PREDICTION] = MARGIN + most
        return most

    def _digits_width(self, number: str) -> int:
        return ceil(len(number) * self.digit_width)

    def _title(self, column: Column, rows: PatternList, least: dict[Column, int]) -> str:
        """Return a title; names that take more room than what is below them give way."""
        title, usual, metrics = column.title(rows.problem.names), column.title(), small(self.text)
        room = max(least[column], _width(metrics, usual))
        if column is Column.LIGHTS:
            return title if _width(metrics, title) <= room else usual
        return elided(title, QFontMetrics(metrics), room)


class PatternHeader(QHeaderView):
    """Titles as wide as their columns need; an arrow, drawn as lines, tells what sorts.

    Attributes:
        words: what is above columns.
    """

    def __init__(self, table: PaintedTable) -> None:
        """Begin in counting order, in the colours of this table."""
        super().__init__(Qt.Orientation.Horizontal, table, minimumSectionSize=1)
        self._table, self.words = table, dict[Column, str]()
        self.setAccessibleName("Titles of the patterns' columns")
        self.setSectionsClickable(True)
        self.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortIndicatorClearable(True)  # by a third click

    def sizeHint(self) -> QSize:
        """Return the height of a line of titles."""
        return QSize(super().sizeHint().width(), self.fontMetrics().height() + 6)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Draw a title where its column's content stands."""
        theme = self._table.theme
        painter.fillRect(rect, colour(theme.card))
        column, middle = Column(logicalIndex), rect.center().y() + 1
        sorts = logicalIndex == self.sortIndicatorSection()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = theme.text if sorts else theme.muted
        title = self.words.get(column, "")
        font, left = small(self.font()), rect.left() + MARGIN
        wide = _width(font, title)
        if column is Column.ERROR:
            left = rect.right() + 1 - MARGIN - wide - (_ARROW if sorts else 0)
        write(painter, title, left, middle, font, ink)
        painter.setPen(QPen(colour(ink), 1.2))
        if sorts:
            start = left + wide + (2 if title else 0)
            descends = self.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
            tip, ends = (middle + 3, middle - 1) if descends else (middle - 2, middle + 2)
            corners = ((start + 1, ends), (start + 4, tip), (start + 7, ends))
            painter.drawPolyline([QPointF(x, y) for x, y in corners])
        elif column is Column.TRAINING:
            growth = grown(SIGN, self.font()) / SIGN
            painter.translate(left, middle - growth * SIGN / 2)
            painter.scale(growth, growth)
            draw_dot(painter, theme.muted)


def _width(font: QFont, text: str) -> int:
    return QFontMetrics(font).horizontalAdvance(text)
