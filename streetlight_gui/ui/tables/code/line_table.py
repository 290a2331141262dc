"""Lines of code, each with the value it left in its variable."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QRect, Qt, Slot
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QHeaderView,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QToolTip,
    QWidget,
)

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.checks.formatting import exact, terse
from streetlight_gui.ui.widgets.painted_table import is_typed, set_up
from streetlight_gui.ui.widgets.text_sizes import SMALL, fixed_font, sized
from streetlight_gui.ui.widgets.theme import LIGHT, Theme, mixed

_CODE, _VALUE, _SHAPE = range(3)
_CODE_SHARE = 0.72  # of the width at most
_SIZES = (1.25, 1.17, 1.08, 1.0, SMALL)  # of the normal size, from the largest
_LEADING = 2  # pixels between lines, where all have room
_EASY_SHARE = 0.55  # of the width that the code may take in a font larger than the smallest
_MOST_NUMBERS = 24  # of a value that a cell writes; the tool tip and the clipboard have all
_MARK = 3  # the width of the selected line's bar, in pixels
_TINT = 0.14  # of the selected line
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class LineTable(QTableWidget):
    """Rows of code, value and shape; a bar on the left marks the selected one.

    Values change sixty times a second, so they are written only for rows that can be seen, and with
    all digits only for who hovers or copies. They are plain items: painting an item with a `data`
    of our own would wait for the training thread's interpreter lock at every cell.
    """

    def __init__(self, parent: QWidget) -> None:
        """Make an empty table."""
        super().__init__(0, 3, parent)
        self._cells: list[list[QTableWidgetItem]] = []
        self._values: list[Array | None] = []
        self._looks: list[tuple[bool, bool, Theme] | None] = []
        self._revealed: int | None = None
        self._theme = LIGHT
        set_up(self, "code_view", "What is running now")
        self.setToolTip("Choose a line to light what it concerns; Ctrl+C copies its exact value")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.setEditTriggers(self.EditTrigger.NoEditTriggers)
        self.setSelectionMode(self.SelectionMode.SingleSelection)
        self.setWordWrap(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setMinimumSectionSize(20)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(_VALUE, QHeaderView.ResizeMode.Stretch)
        self.verticalScrollBar().valueChanged.connect(self._write_seen)
        self.verticalScrollBar().actionTriggered.connect(self._let_go_of_revealed)

    @property
    def selected_row(self) -> int | None:
        """The line that is selected, if any is."""
        rows = self.selectionModel().selectedRows()
        return rows[0].row() if rows else None

    def set_theme(self, theme: Theme) -> None:
        """Use these colours for what is shown from now on."""
        self._theme = theme

    def set_lines(self, lines: list[str]) -> None:
        """Make a row for each line, without values yet."""
        self._values, self._looks = [None] * len(lines), [None] * len(lines)
        self.setRowCount(len(lines))
        self._cells = [[QTableWidgetItem(text) for text in (line, "", "")] for line in lines]
        for row, cells in enumerate(self._cells):
            cells[_CODE].setToolTip(lines[row])
            cells[_VALUE].setTextAlignment(_RIGHT)
            for column, cell in enumerate(cells):
                self.setItem(row, column, cell)
        self._fit()

    def show_row(self, row: int, value: Array | None, *, is_lit: bool) -> None:
        """Show what a line left in its variable, or nothing if it has not run; light it."""
        self._values[row] = value
        if self._is_seen(row):
            self._write(row)
        look = value is None, is_lit, self._theme
        if look != self._looks[row]:
            self._looks[row] = look
            self._colour(row, *look)

    def reveal(self, row: int) -> None:
        """Scroll as far as a line can be seen, now and when the table becomes too low for it."""
        self._revealed = row
        self.scrollTo(self.model().index(row, _CODE))

    def exact_text(self, row: int) -> str:
        """Return a row's value with all its digits."""
        value = self._values[row]
        return "" if value is None else _array_text(value, exact, value.size)

    def _is_seen(self, row: int) -> bool:
        return -self.rowHeight(row) < self.rowViewportPosition(row) < self.viewport().height()

    def _write(self, row: int) -> None:
        value = self._values[row]
        text = "" if value is None else _array_text(value, terse, _MOST_NUMBERS)
        self._cells[row][_VALUE].setText(text)
        self._cells[row][_SHAPE].setText("" if value is None else str(value.shape))

    def _colour(self, row: int, is_muted: bool, is_lit: bool, theme: Theme) -> None:
        text = theme.muted if is_muted else theme.text
        ground = QBrush(QColor(theme.lit)) if is_lit else QBrush()
        for cell, ink in zip(self._cells[row], (text, theme.accent, text), strict=True):
            cell.setForeground(QColor(ink))
            cell.setBackground(ground)

    @Slot()
    def _write_seen(self) -> None:
        for row in filter(self._is_seen, range(self.rowCount())):
            self._write(row)

    def _fit(self) -> None:
        """Take the largest font in which all lines have room; then give the code its width."""
        normal, room = fixed_font().resolve(QApplication.font()), self.viewport().size()
        longest = max((len(cells[_CODE].text()) for cells in self._cells), default=0)
        count = max(len(self._cells), 1)
        for size in _SIZES:
            metrics = QFontMetrics(sized(normal, size))
            wide, text = longest * metrics.horizontalAdvance("0"), metrics.height()
            has_room = count * (text + _LEADING) <= room.height()
            if has_room and wide <= _EASY_SHARE * room.width():
                break
        self.setFont(sized(normal, size))
        share = min(max(room.height() // count, text), text + _LEADING)
        self.verticalHeader().setDefaultSectionSize(share)
        self.setColumnWidth(_SHAPE, self.fontMetrics().horizontalAdvance("(16, 16)") + 8)
        most = round(self.viewport().width() * _CODE_SHARE)
        self.setColumnWidth(_CODE, min(self.sizeHintForColumn(_CODE) + 8, most))
        if self._revealed is not None:
            self.reveal(self._revealed)
        self._write_seen()

    @Slot()
    def _let_go_of_revealed(self) -> None:
        self._revealed = None  # a person scrolls

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the values room first, then the code."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit anew, as Qt has just brought back the font that was styled first."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines; below the selected one its ground, above it what marks it."""
        row, accent = self.selected_row, QColor(self._theme.accent)
        box = self.viewport().rect()
        if row is not None:
            box = QRect(0, self.rowViewportPosition(row), box.width(), self.rowHeight(row))
            ground = self._cells[row][_CODE].background()  # which Qt leaves out of selected lines
            is_lit = ground.style() != Qt.BrushStyle.NoBrush
            tint = mixed(accent, QColor(self._theme.card), _TINT)
            QPainter(self.viewport()).fillRect(box, ground if is_lit else tint)
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        if row is not None:
            painter.fillRect(0, box.top(), _MARK, box.height(), accent)
        if self.hasFocus():  # a frame where keys go
            painter.setPen(accent)
            painter.drawRect(box.adjusted(0, 0, -1, -1))

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell all digits of a value under the pointer."""
        if isinstance(event, QHelpEvent):
            cell = self.indexAt(event.pos())
            text = self.exact_text(cell.row()) if cell.column() == _VALUE else ""
            if text:
                QToolTip.showText(event.globalPos(), text, self)
                return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the exact value of the selected line; the window has the keys of letters."""
        if event.matches(QKeySequence.StandardKey.Copy):
            if self.selected_row is not None:
                QApplication.clipboard().setText(self.exact_text(self.selected_row))
        elif is_typed(event):
            event.ignore()  # Qt would look for a line that begins with it
        else:
            super().keyPressEvent(event)


def _array_text(value: Array, write: Callable[[float], str], most: int) -> str:
    """Write an array as a notebook shows it, in one line; of a large one only the first rows.

    NumPy's own way takes several times as long, for a dozen lines sixty times a second.
    """
    write_number = write if value.dtype.kind == "f" else str
    rows = max(1, most * len(value) // max(value.size, 1)) if value.ndim else None
    text = _nested_text(value[:rows].tolist() if rows else value.item(), write_number)
    return text if rows is None or rows >= len(value) else f"{text[:-1]} ...]"


def _nested_text(numbers: Any, write: Callable[[Any], str]) -> str:
    if not isinstance(numbers, list):
        return write(numbers)
    return f"[{' '.join(_nested_text(each, write) for each in numbers)}]"
