"""The field in a cell of the training set, to type a light or an answer into."""

from PySide6.QtCore import QEvent, QObject, QPersistentModelIndex
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from streetlight_gui.text.examples import Kind
from streetlight_gui.ui.tables.examples.example_model import ExampleModel
from streetlight_gui.ui.widgets.controls import LineField
from streetlight_gui.ui.widgets.painted_table import ENTER, Index
from streetlight_gui.ui.widgets.text_sizes import length

_WIDTH = 76  # at least, in a font of 12 pixels, to have room for some digits


class ExampleField(LineField):
    """Gives a model what is typed for a cell."""

    def __init__(self, delegate: "ExampleDelegate", index: Index, parent: QWidget) -> None:
        """Lie in a cell that `delegate` edits."""
        super().__init__(parent)
        self._delegate, self._index = delegate, QPersistentModelIndex(index)
        model = delegate.model
        self.setObjectName("example_field")
        self.setAccessibleName(model.cells.name(index.row(), index.column()))
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
        width = max(length(_WIDTH, option.font), cell.width())
        table = editor.parentWidget()
        left = min(cell.left(), table.width() - width) if table else 0
        editor.setGeometry(max(0, left), cell.top(), width, cell.height())

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Take the text on Enter; the field stays open where it cannot be read."""
        is_enter = isinstance(event, QKeyEvent) and event.key() in ENTER
        if is_enter and event.type() == QEvent.Type.KeyPress and isinstance(editor, ExampleField):
            editor.end_typing()
            return True
        return super().eventFilter(editor, event)
