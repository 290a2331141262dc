"""Where the columns of the table of patterns lie, and the fonts they are measured in."""

from math import ceil

from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF

from streetlight_gui.core.problems.pattern_list import PatternList
from streetlight_gui.text.pattern_text import TITLES, Column, answers_text
from streetlight_gui.ui.widgets.pattern_marks import DOT, SIGN
from streetlight_gui.ui.widgets.text_sizes import bold, fixed_font, small, stretch

MARGIN = 8  # before each column and after the last
GAP = 6  # between the parts of a column
ARROW = 10  # beside the title of the column that sorts
_SMALLEST_BAR = 30
_LONGEST_NUMBER, _LONGEST_ERROR = "-0.0000", "2.71e-305"
_RUN_AWAY_NUMBER = "-2.7e+305"  # has this room where there is enough, else fewer digits
_LONGEST_ANSWER = "WALK / STOP"  # longer ones are cut short; a tip shows all of them


class PatternFonts:
    """The fonts of one table.

    Attributes:
        text: of answers.
        bold: of verdicts.
        digits: of numbers, each digit as wide as any other.
        digit_width: in pixels.
        word_width: of the longer of the two verdicts.
        stretch: by how much signs and lamps grow with them.
    """

    def __init__(self, font: QFont) -> None:
        """Derive all of them from the table's own."""
        self.text, self.bold = QFont(font), bold(font)
        self.digits = small(fixed_font().resolve(font))
        self.digit_width = QFontMetricsF(self.digits).horizontalAdvance("0")
        self.word_width = max(_width(self.bold, word) for word in ("walk", "stop"))
        self._title = small(font)
        self.stretch = stretch(font)

    def number_width(self, digits: str) -> int:
        """Return the width of a number."""
        return ceil(len(digits) * self.digit_width)

    def title_width(self, column: Column) -> int:
        """Return the width of a column's title and the arrow beside it."""
        return _width(self._title, TITLES[column]) + ARROW


class PatternColumns:
    """Shares a width among the columns.

    Attributes:
        sections: left and width of each column that has room; the width begins with the margin.
        bar_width: of a prediction of 1; 0 where there is no room for bars.
        number_room: how many characters of a prediction there is room for.
    """

    def __init__(self, fonts: PatternFonts) -> None:
        """Measure in these fonts."""
        self.sections: dict[Column, tuple[int, int]] = {}
        self.bar_width = 0
        self.number_room = len(_LONGEST_NUMBER)
        self._fonts = fonts

    def fit(self, rows: PatternList, width: int) -> None:
        """Share this width; too little costs the error first, then the bars."""
        widths = self._least_widths(rows)
        spare = width - MARGIN - sum(widths.values())
        if spare < 0:
            spare += widths.pop(Column.ERROR)
        if spare >= 0:
            least = self._fonts.number_width(_LONGEST_NUMBER)
            number = min(self._fonts.number_width(_RUN_AWAY_NUMBER), least + spare)
            self.bar_width = _SMALLEST_BAR + spare - (number - least)
            widths[Column.PREDICTION] += spare
        else:
            self.bar_width = 0
            spare += widths[Column.PREDICTION] - self._width_without_bar()
            widths[Column.PREDICTION] = self._width_without_bar()
            number = widths[Column.PREDICTION] - MARGIN
            widths[Column.ANSWER] += spare
        self.number_room = int(number / self._fonts.digit_width)
        self._place(widths)

    def _place(self, widths: dict[Column, int]) -> None:
        self.sections, left = {}, 0
        for column, width in widths.items():
            self.sections[column] = left, width
            left += width

    def _least_widths(self, rows: PatternList) -> dict[Column, int]:
        fonts, lights = self._fonts, rows.problem.lights
        answers = max(_width(fonts.text, text) for text in set(map(answers_text, rows.answers)))
        number = fonts.number_width(_LONGEST_NUMBER)
        least = {
            Column.LIGHTS: lights * lamp_side(lights, fonts.stretch),
            Column.ANSWER: min(answers, _width(fonts.text, _LONGEST_ANSWER)) + 1,
            Column.PREDICTION: _SMALLEST_BAR + GAP + number,
            Column.VERDICT: fonts.word_width + GAP + SIGN,
            Column.ERROR: fonts.number_width(_LONGEST_ERROR),
        }
        titled = {
            column: MARGIN + max(width, fonts.title_width(column))
            for column, width in least.items()
        }
        return {Column.TRAINING: MARGIN + DOT} | titled

    def _width_without_bar(self) -> int:
        number = self._fonts.number_width(_LONGEST_NUMBER)
        return MARGIN + max(number, self._fonts.title_width(Column.PREDICTION))


def lamp_side(lights: int, stretch: float) -> int:
    """Return the side of a lamp's square; where there are many lamps they are smaller."""
    return round(stretch * (16 if lights <= 4 else 13))


def _width(font: QFont, text: str) -> int:
    return QFontMetrics(font).horizontalAdvance(text)
