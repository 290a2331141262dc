"""Lines of code and what each left in its variable, as Qt sees them."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.checks.formatting import exact, terse
from streetlight_gui.ui.widgets.painted_table import ROOT, Index
from streetlight_gui.ui.widgets.spoken_model import SpokenModel

CODE, VALUE, SHAPE = range(3)
_COLUMNS = "code", "value", "shape"
_MOST_NUMBERS = 24  # of a value that a cell writes; the tool tip and the clipboard have all


class LineModel(SpokenModel):
    """What each line is and what it left in its variable, in as many digits as there is room for.

    Attributes:
        lines: the code.
        values: None where a line has not run.
        running: the lines that ran last, by their numbers from 0.
    """

    def __init__(self, parent: QWidget) -> None:
        """Begin without lines."""
        super().__init__(parent)
        self.lines: list[str] = []
        self.values: list[Array | None] = []
        self.running: set[int] = set()

    def set_lines(self, lines: list[str]) -> None:
        """Take other lines, without values yet."""
        self.beginResetModel()
        self.lines, self.values, self.running = lines, [None] * len(lines), set()
        self.endResetModel()

    def texts(self, row: int) -> tuple[str, str, str]:
        """Write a line's code, value and shape."""
        value = self.values[row]
        if value is None:
            return self.lines[row], "", ""
        return self.lines[row], _array_text(value, terse, _MOST_NUMBERS), str(value.shape)

    def exact_text(self, row: int) -> str:
        """Write a line's value with all its digits."""
        value = self.values[row]
        return "" if value is None else _array_text(value, exact, value.size)

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else 3

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        """Name the columns for screen readers; nothing is written above them."""
        is_name = orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return _COLUMNS[section] if is_name else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Return what a cell says, and the whole of it as a tip."""
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self.sentence
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == CODE:
            code = self.lines[index.row()].lstrip()
            return f"running: {code}" if index.row() in self.running else code
        if role == Qt.ItemDataRole.DisplayRole:
            return self.texts(index.row())[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole and index.column() != SHAPE:
            is_code = index.column() == CODE
            return self.lines[index.row()] if is_code else self.exact_text(index.row())
        return None


def _array_text(value: Array, write: Callable[[float], str], most: int) -> str:
    """Write an array as a notebook shows it, in one line; of a large one only the first rows.

    NumPy's own way takes several times as long, for a dozen lines ten times a second.
    """
    write_number = write if value.dtype.kind == "f" else str
    rows = max(1, most * len(value) // max(value.size, 1)) if value.ndim else None
    text = _nested_text(value[:rows].tolist() if rows else value.item(), write_number)
    return text if rows is None or rows >= len(value) else f"{text[:-1]} ...]"


def _nested_text(numbers: Any, write: Callable[[Any], str]) -> str:
    if not isinstance(numbers, list):
        return write(numbers)
    return f"[{' '.join(_nested_text(each, write) for each in numbers)}]"
