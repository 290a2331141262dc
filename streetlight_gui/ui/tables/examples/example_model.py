"""The training set as Qt sees it: text for every cell, and what a person types."""

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from streetlight_gui.core.problems.example_cells import Edit, ExampleCells, Kind
from streetlight_gui.core.problems.problem import Problem

Index = QModelIndex | QPersistentModelIndex

_EDITABLE = Kind.LIGHT, Kind.ANSWER
_NOTHING = Problem([[0]], [0])  # no row of it is ever shown
_ROOT = QModelIndex()
_Role = Qt.ItemDataRole


class ExampleModel(QAbstractTableModel):
    """Cells of a training set.

    What changes a cell makes another problem, which is sent out, not shown: whoever hears of it
    answers with `show_problem`.

    Attributes:
        cells: what is shown, if there are rows at all.

    Signals:
        edited: words for the undo menu, and the new Problem.
        rejected: a sentence on what is wrong with a text.
    """

    edited = Signal(str, object, str)
    rejected = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin without rows and columns."""
        super().__init__(parent)
        self.cells = ExampleCells(_NOTHING)
        self._rows = self._lights = 0

    def show_problem(self, problem: Problem) -> None:
        """Show another problem; rows and lights come and go at the end, so that views stay."""
        if not self._rows:
            self._show_first(problem)
            return
        self._shrink(len(problem), problem.lights)
        self.cells = ExampleCells(problem)
        self._grow(len(problem), problem.lights)
        last = self.index(self._rows - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def kind(self, index: Index) -> Kind:
        """Tell what a cell shows."""
        return self.cells.kind(index.column())

    def holds_word(self, index: Index) -> bool:
        """Tell whether an answer is WALK or STOP rather than another number."""
        return self.cells.value(index.row(), index.column()) in {0, 1}

    def toggle(self, index: Index) -> None:
        """Switch a light, or an answer between WALK and STOP."""
        if self.kind(index) in _EDITABLE:
            self._send(self.cells.toggled(index.row(), index.column()))

    def step(self, index: Index, steps: int) -> None:
        """Brighten a light by steps of 0.1, or dim it."""
        if self.kind(index) is Kind.LIGHT:
            cell = self.cells.name(index.row(), index.column())
            self._send(self.cells.stepped(index.row(), index.column(), steps), kind=cell)

    def _send(self, edit: Edit | None, kind: str = "") -> None:
        if edit is not None:
            self.edited.emit(*edit, kind)

    def _show_first(self, problem: Problem) -> None:
        self.beginResetModel()
        self.cells = ExampleCells(problem)
        self._rows, self._lights = len(problem), problem.lights
        self.endResetModel()

    def _shrink(self, rows: int, lights: int) -> None:
        if rows < self._rows:
            self.beginRemoveRows(_ROOT, rows, self._rows - 1)
            self._rows = rows
            self.endRemoveRows()
        if lights < self._lights:
            self.beginRemoveColumns(_ROOT, lights + 1, self._lights)
            self._lights = lights
            self.endRemoveColumns()

    def _grow(self, rows: int, lights: int) -> None:
        if lights > self._lights:
            self.beginInsertColumns(_ROOT, self._lights + 1, lights)
            self._lights = lights
            self.endInsertColumns()
        if rows > self._rows:
            self.beginInsertRows(_ROOT, self._rows, rows - 1)
            self._rows = rows
            self.endInsertRows()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return how many examples there are."""
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() or not self._lights else self._lights + 3

    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        """Return what a cell says: shown, to be edited, spoken, or as a tip."""
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        match role:
            case _Role.DisplayRole:
                return self.cells.text(row, column)
            case _Role.EditRole:
                return self.cells.exact_text(row, column)
            case _Role.AccessibleTextRole:
                return self.cells.spoken(row, column)
            case _Role.ToolTipRole:
                return self.cells.tip(row, column)
        return None

    def setData(self, index: Index, value: object, role: int = _Role.EditRole) -> bool:
        """Take what a person typed, or say what is wrong with it."""
        try:
            number = self.cells.parsed(index.column(), str(value))
        except ValueError as error:
            self.rejected.emit(str(error))
            return False
        self._send(self.cells.changed(index.row(), index.column(), number))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let lights and answers be edited."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if self.kind(index) in _EDITABLE else flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> object:
        """Return a column's title, a number for a light."""
        if orientation == Qt.Orientation.Vertical:
            return None
        title = self.cells.title(section)
        if role == _Role.DisplayRole:
            return title
        is_light = self.cells.kind(section) is Kind.LIGHT
        return f"Light {title}" if is_light and role == _Role.ToolTipRole else None
