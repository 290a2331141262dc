"""Lines of code, each with the value it left in its variable."""

import math

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.ui.tables.code.line_model import CODE, SHAPE, VALUE, LineModel
from streetlight_gui.ui.widgets.painted_table import LEFT, RIGHT, PaintedTable, colour, write_in
from streetlight_gui.ui.widgets.text_sizes import SMALL, fixed_font, sized
from streetlight_gui.ui.widgets.theme import mixed

_CODE_SHARE = 0.72  # of the width at most
_SIZES = (1.25, 1.17, 1.08, 1.0, SMALL)  # of the normal size, from the largest
_LEADING = 2  # pixels between lines, where all have room
_EASY_SHARE = 0.55  # of the width that the code may take in a font larger than the smallest
_MARGIN = 3  # beside a text
_GAP = 8  # beside a value that reaches into the code's column
_MARK = 3  # the width of the selected line's bar, in pixels
_TINT = 0.14  # of the selected line


class LineTable(PaintedTable):
    """Rows of code, value and shape; a bar on the left marks the selected one.

    Values change ten times a second, so they are written only for rows that can be seen, and with
    all digits only for who hovers or copies.

    Signals:
        line_selected: another line, or none.
    """

    line_selected = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Make an empty table."""
        super().__init__("code_view", "What is running now", parent)
        self._looks: list[tuple[bool, tuple[str, str, str]]] = []  # lit, and texts where seen
        self._chosen: int | None = None
        self._revealed: int | None = None
        self._letter = 0.0  # the width of each
        self.lines = LineModel(self)
        self.setModel(self.lines)
        self.setToolTip("Choose a line to light what it concerns; Ctrl+C copies its exact value")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.setSelectionMode(self.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerItem)
        header = self.horizontalHeader()
        header.hide()
        header.setMinimumSectionSize(20)
        header.setSectionResizeMode(VALUE, header.ResizeMode.Stretch)
        self.verticalScrollBar().actionTriggered.connect(self._let_go_of_revealed)
        self.selectionModel().selectionChanged.connect(self.line_selected)

    @property
    def selected_row(self) -> int | None:
        """The line that is selected, if any is."""
        return next(iter(self.selected_rows), None)

    def set_lines(self, lines: list[str]) -> None:
        """Make a row for each line, without values yet."""
        self._looks = [(False, ("", "", ""))] * len(lines)
        self.lines.set_lines(lines)
        self.fit()

    def show_row(self, row: int, value: Array | None, *, is_lit: bool) -> None:
        """Show what a line left in its variable, or nothing if it has not run; light it."""
        self.lines.values[row] = value
        (self.lines.running.add if is_lit else self.lines.running.discard)(row)
        is_seen = -self.rowHeight(row) < self.rowViewportPosition(row) < self.viewport().height()
        look = is_lit, self.lines.texts(row) if is_seen else ("", "", "")
        before, self._looks[row] = self._looks[row], look
        if look != before:
            is_as_lit = (is_lit, look[1][SHAPE]) == (before[0], before[1][SHAPE])
            is_long = self._is_long(look[1]) or self._is_long(before[1])
            first = CODE if is_long or not is_as_lit else VALUE
            last = VALUE if is_as_lit else SHAPE
            self.lines.dataChanged.emit(self.lines.index(row, first), self.lines.index(row, last))

    def reveal(self, row: int) -> None:
        """Scroll as far as a line can be seen, now and when the table becomes too low for it."""
        self._revealed = row
        self.scrollTo(self.lines.index(row, CODE))

    def fit(self) -> None:
        """Take the largest font in which all lines have room; then give the code its width."""
        normal, room = fixed_font().resolve(QApplication.font()), self.viewport().size()
        count, longest = max(len(self.lines.lines), 1), max(self.lines.lines, key=len, default="")
        fonts = [sized(normal, size) for size in _SIZES]
        font = next((each for each in fonts if _suits(each, count, len(longest), room)), fonts[-1])
        high = QFontMetrics(font).height()
        self.setFont(font)
        self.viewport().setFont(self.font())
        share = min(max(room.height() // count, high), high + _LEADING)
        self.verticalHeader().setDefaultSectionSize(share)
        width = self.fontMetrics().horizontalAdvance
        self._letter = QFontMetricsF(self.font()).horizontalAdvance("0")
        self.setColumnWidth(SHAPE, width("(16, 16)") + 8)
        most = round(self.viewport().width() * _CODE_SHARE)
        self.setColumnWidth(CODE, min(width(longest) + 2 * _MARGIN + 8, most))
        if self._revealed is not None:
            self.reveal(self._revealed)

    def _is_long(self, texts: tuple[str, str, str]) -> bool:
        """Tell whether a value needs more than its column."""
        return len(texts[VALUE]) * self._letter > self.columnWidth(VALUE) - 2 * _MARGIN

    def _let_go_of_revealed(self) -> None:
        self._revealed = None  # a person scrolls

    def draw_ground(self, painter: QPainter, row: int, box: QRect, is_selected: bool) -> None:
        """Mark a line that is lit or selected."""
        if self._looks[row][0]:
            painter.fillRect(box, colour(self.theme.lit))
        elif is_selected:
            painter.fillRect(box, mixed(colour(self.theme.accent), colour(self.theme.card), _TINT))

    def draw_cell(self, painter: QPainter, row: int, column: int, box: QRect) -> None:
        """Write as much of a text as there is room for."""
        room, texts = box.adjusted(_MARGIN, 0, -_MARGIN, 0), self._looks[row][1]
        plain = self.theme.muted if self.lines.values[row] is None else self.theme.text
        ink = self.theme.accent if column == VALUE else plain
        painter.setPen(colour(self.theme.text if row == self._chosen else ink))
        texts = texts if texts[CODE] else self.lines.texts(row)
        if column == VALUE and self._is_long(texts):  # it has what its line leaves of the code's
            code_end = math.ceil(len(texts[CODE]) * self._letter)
            room.setLeft(min(room.left(), code_end + 2 * _GAP))
        write_in(painter, texts[column], room, RIGHT if column == VALUE else LEFT)

    def take_key(self, event: QKeyEvent) -> bool:
        """Copy the exact value of the selected line."""
        is_copy = event.matches(QKeySequence.StandardKey.Copy)
        if is_copy and self.selected_row is not None:
            QApplication.clipboard().setText(self.lines.exact_text(self.selected_row))
        return is_copy

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines; above the selected one what marks it, and a frame where keys go."""
        row, box = self.selected_row, self.viewport().rect()
        self._chosen = row
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        if row is not None:
            box = QRect(0, self.rowViewportPosition(row), box.width(), self.rowHeight(row))
            painter.fillRect(0, box.top(), _MARK, box.height(), colour(self.theme.accent))
        self.draw_focus(painter, box)


def _suits(font: QFont, lines: int, longest: int, room: QSize) -> bool:
    """Tell whether so many lines have room in a font, and values beside the longest of them."""
    metrics = QFontMetrics(font)
    has_room = lines * (metrics.height() + _LEADING) <= room.height()
    return has_room and longest * metrics.horizontalAdvance("0") <= _EASY_SHARE * room.width()
