"""The field in a cell of the training set, to type a light or an answer into."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from streetlight_gui.text.examples import Kind
from streetlight_gui.ui.tables.examples.example_model import ExampleModel
from streetlight_gui.ui.widgets.controls import LineField
from streetlight_gui.ui.widgets.painted_table import ENTER, Index
from streetlight_gui.ui.widgets.text_sizes import length

_WIDTH = 76  # at least, in a font of 12 pixels, to have room for some digits


class ExampleField(LineField):
    """Is typed into; `delegate` takes the text."""

    def __init__(self, delegate: "ExampleDelegate", parent: QWidget) -> None:
        """Lie in a cell."""
        super().__init__(parent)
        self._delegate = delegate
        self.setObjectName("example_field")

    def end_typing(self) -> bool:
        """Take what was typed and close; stay open where it cannot be read."""
        return self._delegate.take(self)


class ExampleDelegate(QStyledItemDelegate):
    """Opens fields; Enter takes the text if it can be read, Esc leaves."""

    def __init__(self, model: ExampleModel, parent: QObject) -> None:
        """Edit the cells of this model."""
        super().__init__(parent)
        self._model = model
        self._index: Index = QModelIndex()

    def take(self, field: ExampleField) -> bool:
        """Take a field's text and close it, or mark what is wrong; return whether it was right."""
        is_right = self._model.setData(self._index, field.text())
        if is_right:
            self.closeEditor.emit(field)
        else:
            field.selectAll()
        return is_right

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Make a field."""
        self._index = QPersistentModelIndex(index)
        field = ExampleField(self, parent)
        field.setAccessibleName(self._model.cells.name(index.row(), index.column()))
        is_light = self._model.kind(index) is Kind.LIGHT
        field.setPlaceholderText("0 to 1" if is_light else "walk, stop")
        return field

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Lay the field over its cell, wider than the cell and inside the table."""
        cell = option.rect.adjusted(0, 0, -1, -1)
        width = max(length(_WIDTH, option.font), cell.width())
        table = editor.parentWidget()
        left = min(cell.left(), table.width() - width) if table else 0
        editor.setGeometry(max(0, left), cell.top(), width, cell.height())

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Take the text on Enter; the field stays open where it cannot be read."""
        is_enter = isinstance(event, QKeyEvent) and event.key() in ENTER
        if is_enter and event.type() == QEvent.Type.KeyPress and isinstance(editor, ExampleField):
            self.take(editor)
            return True
        return super().eventFilter(editor, event)
