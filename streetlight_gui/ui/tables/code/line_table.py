"""Lines of code, each with the value it left in its variable."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QRect, Qt, Slot
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QToolTip,
    QWidget,
)

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.checks.formatting import exact, terse
from streetlight_gui.ui.widgets.text_sizes import SMALL, fixed_font, sized
from streetlight_gui.ui.widgets.theme import Theme, mixed

_CODE, _VALUE, _SHAPE = range(3)
_CODE_SHARE = 0.72  # of the width at most
_SIZES = (1.25, 1.17, 1.08, 1.0, SMALL)  # of the normal size, from the largest
_LEADING = 2  # pixels between lines, where all have room
_EASY_SHARE = 0.55  # of the width that the code may take in a font larger than the smallest
_MOST_NUMBERS = 24  # of a value that a cell writes; the tool tip and the clipboard have all
_MARK = 3  # the width of the selected line's bar, in pixels
_TINT = 0.14  # of the selected line
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class LineColours:
    """The colours of a line, as '#rrggbb'.

    Attributes:
        text: of the code and the shape.
        value: of the value.
        ground: behind it; '' for none.
    """

    text: str
    value: str
    ground: str


class LineTable(QTableWidget):
    """Rows of code, value and shape; a bar on the left marks the selected one.

    Values change sixty times a second, so they are written only for rows that can be seen, and with
    all digits only for who hovers or copies. They are plain items: painting an item with a `data`
    of our own would wait for the training thread's interpreter lock at every cell.
    """

    def __init__(self, parent: QWidget) -> None:
        """Make an empty table."""
        super().__init__(0, 3, parent)
        self._cells: list[tuple[QTableWidgetItem, QTableWidgetItem, QTableWidgetItem]] = []
        self._values: list[Array | None] = []
        self._colours: list[LineColours | None] = []
        self._revealed, self._keeps_revealed = 0, True
        self._mark_colour = self._tint = QColor()
        self.setObjectName("code_view")
        self.setAccessibleName("What is running now")
        self.setToolTip("Choose a line to light what it concerns; Ctrl+C copies its exact value")
        self.setFont(self._sized(SMALL))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._set_up_headers()
        self.verticalScrollBar().valueChanged.connect(self._write_seen)
        self.verticalScrollBar().actionTriggered.connect(self._let_go_of_revealed)

    def set_theme(self, theme: Theme) -> None:
        """Tint and mark the selected line in these colours."""
        self._mark_colour = QColor(theme.accent)
        self._tint = mixed(self._mark_colour, QColor(theme.card), _TINT)

    def set_lines(self, lines: list[str]) -> None:
        """Make a row for each line, without values yet."""
        self.setRowCount(len(lines))
        self._values, self._colours = [None] * len(lines), [None] * len(lines)
        self._cells = [(QTableWidgetItem(c), QTableWidgetItem(), QTableWidgetItem()) for c in lines]
        for row, cells in enumerate(self._cells):
            cells[_CODE].setToolTip(lines[row])
            cells[_VALUE].setTextAlignment(_RIGHT)
            for column, cell in enumerate(cells):
                self.setItem(row, column, cell)
        self._fit()

    def show_row(self, row: int, value: Array | None, colours: LineColours) -> None:
        """Show what a line left in its variable, or nothing if it has not run."""
        self._values[row] = value
        if self._is_seen(row):
            self._write(row)
        if colours != self._colours[row]:
            self._colours[row] = colours
            self._colour(row, colours)

    def reveal(self, row: int) -> None:
        """Scroll as far as a line can be seen, now and when the table becomes too low for it."""
        self._revealed, self._keeps_revealed = row, True
        self.scrollTo(self.model().index(row, _CODE))

    def exact_text(self, row: int) -> str:
        """Return a row's value with all its digits."""
        value = self._values[row]
        return "" if value is None else _array_text(value, exact, value.size)

    def _is_seen(self, row: int) -> bool:
        top = self.rowViewportPosition(row)
        return -self.rowHeight(row) < top < self.viewport().height()

    def _write(self, row: int) -> None:
        value = self._values[row]
        text = "" if value is None else _array_text(value, terse, _MOST_NUMBERS)
        shape = "" if value is None else str(value.shape)
        for cell, new in ((self._cells[row][_VALUE], text), (self._cells[row][_SHAPE], shape)):
            if cell.text() != new:
                cell.setText(new)

    def _colour(self, row: int, colours: LineColours) -> None:
        ground = QBrush(QColor(colours.ground)) if colours.ground else QBrush()
        texts = (colours.text, colours.value, colours.text)
        for cell, text in zip(self._cells[row], texts, strict=True):
            cell.setForeground(QColor(text))
            cell.setBackground(ground)

    @Slot()
    def _write_seen(self) -> None:
        for row in range(len(self._cells)):
            if self._is_seen(row):
                self._write(row)

    def _set_up_headers(self) -> None:
        header, rows = self.horizontalHeader(), self.verticalHeader()
        header.hide()
        rows.hide()
        header.setMinimumSectionSize(20)
        header.setSectionResizeMode(_CODE, QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(_VALUE, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_SHAPE, QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(1)
        self._fit()

    def _fit(self) -> None:
        """Take the largest font in which all lines have room; then give the code its width."""
        fonts = [self._sized(size) for size in _SIZES]
        self.setFont(next((font for font in fonts if self._has_room_for(font)), fonts[-1]))
        share = self.viewport().height() // max(len(self._cells), 1)
        text = self.fontMetrics().height()
        self.verticalHeader().setDefaultSectionSize(min(max(share, text), text + _LEADING))
        self.setColumnWidth(_SHAPE, self.fontMetrics().horizontalAdvance("(16, 16)") + 8)
        room = round(self.viewport().width() * _CODE_SHARE)
        self.setColumnWidth(_CODE, min(self.sizeHintForColumn(_CODE) + 8, room))

    def _fit_around_revealed(self) -> None:
        """Fit, and keep the revealed line in view."""
        self._fit()
        if self._keeps_revealed:
            self.reveal(self._revealed)

    @Slot()
    def _let_go_of_revealed(self) -> None:
        self._keeps_revealed = False  # a person scrolls

    def _sized(self, size: float) -> QFont:
        return sized(fixed_font().resolve(QApplication.font()), size)

    def _has_room_for(self, font: QFont) -> bool:
        metrics, room = QFontMetrics(font), self.viewport().size()
        longest = max((len(cells[_CODE].text()) for cells in self._cells), default=0)
        wide, high = longest * metrics.horizontalAdvance("0"), metrics.height() + _LEADING
        return wide <= _EASY_SHARE * room.width() and len(self._cells) * high <= room.height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the values room first, then the code."""
        super().resizeEvent(event)
        self._fit_around_revealed()
        self._write_seen()

    def changeEvent(self, event: QEvent) -> None:
        """Fit anew, as Qt has just brought back the font that was styled first."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit_around_revealed()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines; below the selected one its ground, above it what marks it."""
        row = self._selected_row()
        if row is not None:
            QPainter(self.viewport()).fillRect(self._box(row), self._ground(row))
        super().paintEvent(event)
        if row is not None:
            self._draw_mark(self._box(row))
        if self.hasFocus():
            self._draw_focus(self._box(row) if row is not None else self.viewport().rect())

    def _selected_row(self) -> int | None:
        rows = self.selectionModel().selectedRows()
        return rows[0].row() if rows else None

    def _box(self, row: int) -> QRect:
        top, height = self.rowViewportPosition(row), self.rowHeight(row)
        return QRect(0, top, self.viewport().width(), height)

    def _ground(self, row: int) -> QColor:
        """Return a line's own ground, which Qt leaves out where it is selected, or a tint."""
        colours = self._colours[row]
        return QColor(colours.ground) if colours and colours.ground else self._tint

    def _draw_mark(self, box: QRect) -> None:
        bar = QRect(0, box.top(), _MARK, box.height())
        QPainter(self.viewport()).fillRect(bar, self._mark_colour)

    def _draw_focus(self, box: QRect) -> None:
        """Draw a frame where keys go."""
        painter = QPainter(self.viewport())
        painter.setPen(self._mark_colour)
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
        row = self._selected_row()
        if event.matches(QKeySequence.StandardKey.Copy):
            if row is not None:
                QApplication.clipboard().setText(self.exact_text(row))
        elif event.text() and event.text().isprintable():
            event.ignore()  # Qt would look for a line that begins with it
        else:
            super().keyPressEvent(event)


def _array_text(value: Array, write: Callable[[float], str], most: int) -> str:
    """Write an array as a notebook shows it, in one line; of a large one only the first rows.

    NumPy's own way takes several times as long, for a dozen lines sixty times a second.
    """
    write_number = write if value.dtype.kind == "f" else str
    if value.ndim == 0:
        return write_number(value.item())
    rows = max(1, most * len(value) // max(value.size, 1))
    text = _nested_text(value[:rows].tolist(), write_number)
    return text if rows >= len(value) else f"{text[:-1]} ...]"


def _nested_text(numbers: list[Any], write: Callable[[Any], str]) -> str:
    parts = (_nested_text(n, write) if isinstance(n, list) else write(n) for n in numbers)
    return f"[{' '.join(parts)}]"
