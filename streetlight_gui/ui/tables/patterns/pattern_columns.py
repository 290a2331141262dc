"""How wide the columns of the table of patterns are, and the fonts they are measured in."""

from math import ceil

from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF

from streetlight_gui.core.problems.pattern_list import PatternList
from streetlight_gui.text.pattern_text import Column, answers_text
from streetlight_gui.ui.widgets.pattern_marks import DOT, SIGN
from streetlight_gui.ui.widgets.text_sizes import bold, fixed_font, length, small

MARGIN = 8  # before each column and after the last
GAP = 6  # between the parts of a column
ARROW = 10  # beside the title of the column that sorts
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
        word_width: of the longer of the two verdicts.
        lamp_side: of a lamp's square; where there are many lamps they are smaller.
        widths: of each column, which begins with its margin; 0 where it has no room.
        bar_width: of a prediction of 1; 0 where there is no room for bars.
        number_room: how many characters of a prediction there is room for.
    """

    def __init__(self, font: QFont, rows: PatternList, width: int) -> None:
        """Share this width; too little costs the error first, then the bars."""
        self.text, self.bold, self._title = QFont(font), bold(font), small(font)
        self.digits = small(fixed_font().resolve(font))
        self.digit_width = QFontMetricsF(self.digits).horizontalAdvance("0")
        self.word_width = max(_width(self.bold, word) for word in ("walk", "stop"))
        self.lamp_side = length(16 if rows.problem.lights <= 4 else 13, font)
        self._number_width = self._digits_width(_LONGEST_NUMBER)
        self._share(self._least_widths(rows), width - MARGIN)

    def _share(self, widths: dict[Column, int], room: int) -> None:
        least, number = self._number_width, self._number_width
        spare = room - sum(widths.values())
        if spare < 0:
            spare += widths.pop(Column.ERROR)
        if spare >= 0:
            number = min(self._digits_width(_RUN_AWAY_NUMBER), least + spare)
            self.bar_width = _SMALLEST_BAR + spare - (number - least)
            widths[Column.PREDICTION] += spare
        else:
            self.bar_width = 0
            bare = self._titled(Column.PREDICTION, least)
            spare += widths[Column.PREDICTION] - bare
            widths[Column.ANSWER] = max(widths[Column.ANSWER] + spare, 0)
            widths[Column.PREDICTION] = bare
            number = bare - MARGIN
        self.number_room = int(number / self.digit_width)
        widths[max(widths)] += MARGIN
        self.widths = [widths.get(column, 0) for column in Column]

    def _least_widths(self, rows: PatternList) -> dict[Column, int]:
        answers = max(_width(self.text, text) for text in set(map(answers_text, rows.answers)))
        least = {
            Column.LIGHTS: rows.problem.lights * self.lamp_side,
            Column.ANSWER: min(answers, _width(self.text, _LONGEST_ANSWER)) + 1,
            Column.PREDICTION: _SMALLEST_BAR + GAP + self._number_width,
            Column.VERDICT: self.word_width + GAP + SIGN,
            Column.ERROR: self._digits_width(_LONGEST_ERROR),
        }
        titled = {column: self._titled(column, width) for column, width in least.items()}
        return {Column.TRAINING: MARGIN + DOT} | titled

    def _titled(self, column: Column, width: int) -> int:
        """Return a column's width with its margin; it has room for its title and the arrow."""
        return MARGIN + max(width, _width(self._title, column.title) + ARROW)

    def _digits_width(self, digits: str) -> int:
        return ceil(len(digits) * self.digit_width)


def _width(font: QFont, text: str) -> int:
    return QFontMetrics(font).horizontalAdvance(text)
