"""The training set as Qt sees it: text for every cell, and fields to type into."""

from PySide6.QtCore import QEvent, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from streetlight_gui.core.checks.formatting import capital
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.text.examples import Edit, ExampleCells, Kind, light_name
from streetlight_gui.ui.widgets.controls import ENTER, ENTER_TAKES, LineField
from streetlight_gui.ui.widgets.painted_table import ROOT, Index
from streetlight_gui.ui.widgets.spoken_model import SpokenModel
from streetlight_gui.ui.widgets.text_sizes import length

EDITABLE = Kind.LIGHT, Kind.ANSWER
_NOTHING = Problem([[0]], [0])  # no row of it is ever shown
_FIELD_WIDTH = 76  # at least, in a font of 12 pixels, to have room for some digits
_Role = Qt.ItemDataRole


class ExampleModel(SpokenModel):
    """Cells of a training set.

    What changes a cell makes another problem, which is sent out, not shown: whoever hears of it
    answers with `show_problem`.

    Attributes:
        cells: what is shown, if there are rows at all.
        has_room_for_names: whether lights are called by their names above their columns.

    Signals:
        edited: words for the undo menu, the new Problem, and what is stepped, or ''.
        rejected: a sentence on what is wrong with a text; '' once nothing is.
    """

    edited = Signal(str, object, str)
    rejected = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin without rows and lights."""
        super().__init__(parent)
        self.cells = ExampleCells(_NOTHING)
        self._rows = self._lights = 0
        self.has_room_for_names = True

    def show_problem(self, problem: Problem) -> None:
        """Show another problem; rows and lights come and go at the end, so that views stay."""
        cells = ExampleCells(problem)
        rows, lights = cells.rows, problem.lights
        if rows < self._rows:
            self.beginRemoveRows(ROOT, rows, self._rows - 1)
            self._rows = rows
            self.endRemoveRows()
        if lights < self._lights:
            self.beginRemoveColumns(ROOT, lights + 1, self._lights)
            self._lights = lights
            self.endRemoveColumns()
        self.cells = cells
        if lights > self._lights:
            self.beginInsertColumns(ROOT, self._lights + 1, lights)
            self._lights = lights
            self.endInsertColumns()
        if rows > self._rows:
            self.beginInsertRows(ROOT, self._rows, rows - 1)
            self._rows = rows
            self.endInsertRows()
        self.dataChanged.emit(self.index(0, 0), self.index(rows - 1, self.columnCount() - 1))

    def kind(self, index: Index) -> Kind:
        """Tell what a cell shows."""
        return self.cells.kind(index.column()) if index.isValid() else Kind.NUMBER

    def toggle(self, index: Index) -> None:
        """Switch a light, or an answer between WALK and STOP."""
        self._send(self.cells.toggled(index.row(), index.column()))

    def step(self, index: Index, steps: int) -> None:
        """Brighten a light by steps of 0.1, or dim it."""
        cell = index.row(), index.column()
        self._send(self.cells.stepped(*cell, steps), kind=self.cells.name(*cell))

    def _send(self, edit: Edit | None, kind: str = "") -> None:
        if edit is not None:
            self.edited.emit(*edit, kind)

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return how many examples there are."""
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: Index = ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else self._lights + 3

    def data(self, index: Index, role: int = _Role.DisplayRole) -> object:
        """Return what a cell says: shown, to be edited, spoken, or as a tip."""
        says = {
            _Role.DisplayRole: self.cells.text,
            _Role.EditRole: self.cells.exact_text,
            _Role.AccessibleTextRole: self.cells.spoken,
            _Role.AccessibleDescriptionRole: lambda *_: self.sentence,
            _Role.ToolTipRole: self.cells.tip,
        }.get(_Role(role))
        return says(index.row(), index.column()) if says and index.isValid() else None

    def setData(self, index: Index, value: object, role: int = _Role.EditRole) -> bool:
        """Take what a person typed, or say what is wrong with it."""
        try:
            number = self.cells.parsed(index.column(), str(value))
        except ValueError as error:
            self.rejected.emit(str(error))
            return False
        self.rejected.emit("")
        self._send(self.cells.changed(index.row(), index.column(), number))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let lights and answers be edited."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if self.kind(index) in EDITABLE else flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> str | None:
        """Return a column's title, a number for a light."""
        if orientation == Qt.Orientation.Vertical:
            return None
        is_light, names = self.cells.kind(section) is Kind.LIGHT, self.cells.problem.names
        if role == _Role.DisplayRole:
            has_room = self.has_room_for_names or not is_light
            return self.cells.title(section) if has_room else str(section)
        return (
            capital(light_name(names, section)) if is_light and role == _Role.ToolTipRole else None
        )


class ExampleField(LineField):
    """Gives a model what is typed for a cell."""

    def __init__(self, delegate: "ExampleDelegate", index: Index, parent: QWidget) -> None:
        """Lie in a cell that `delegate` edits."""
        super().__init__(parent)
        self.setObjectName("example_field")
        self._delegate, self._index = delegate, QPersistentModelIndex(index)
        model = delegate.model
        self.setAccessibleName(model.cells.name(index.row(), index.column()))
        self.setAccessibleDescription(ENTER_TAKES)
        is_light = model.kind(index) is Kind.LIGHT
        self.setPlaceholderText("0 to 1" if is_light else "walk, stop")

    def end_typing(self) -> bool:
        """Give the text and close; stay open where it cannot be read."""
        is_right = self._delegate.model.setData(self._index, self.text())
        if is_right:
            self._delegate.closeEditor.emit(self)
        else:
            self.selectAll()
        return is_right


class ExampleDelegate(QStyledItemDelegate):
    """Opens fields; Enter takes the text if it can be read, Esc leaves.

    Attributes:
        model: whose cells are edited.
    """

    def __init__(self, model: ExampleModel, parent: QObject) -> None:
        """Edit the cells of this model."""
        super().__init__(parent)
        self.model = model

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Make a field."""
        return ExampleField(self, index, parent)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Lay the field over its cell, wider than the cell and inside the table."""
        cell = option.rect.adjusted(0, 0, -1, -1)
        width = max(length(_FIELD_WIDTH, option.font), cell.width())
        table = editor.parentWidget()
        left = min(cell.left(), table.width() - width) if table else 0
        editor.setGeometry(max(0, left), cell.top(), width, cell.height())

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Take the text on Enter; the field stays open where it cannot be read."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in ENTER and isinstance(editor, ExampleField):
                editor.end_typing()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.model.rejected.emit("")
        return super().eventFilter(editor, event)
