"""A field to write start weights into."""

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from streetlight_gui.ui.widgets.controls import leave_undo, named, quiet_focus
from streetlight_gui.ui.widgets.labels import muted_label
from streetlight_gui.ui.widgets.text_sizes import fixed_font

_FORMAT = (
    "JSON, one list of rows for each matrix, such as [[[0.5], [0.48], [-0.7]]]. "
    "With a bias, each matrix has one more row: the bias."
)
_LINES = 8  # that can be seen


class StartWeightsEditor(QWidget):
    """Text and two buttons; what is typed stays until it is applied or given up.

    Attributes:
        is_touched: whether the text is a person's, and not applied.

    Signals:
        touched: a person changed the text.
        applied: the text, which is to be used.
        take_requested: the present weights are to be written here.
    """

    touched = Signal()
    applied = Signal(str)
    take_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty field."""
        super().__init__(parent)
        self.is_touched = False
        self._edit = QPlainTextEdit()
        self._edit.setFont(fixed_font())
        self._edit.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._edit.setTabChangesFocus(True)
        named(self._edit, "start_weights_edit", "Start weights as JSON", _FORMAT)
        self._edit.setAccessibleDescription(_FORMAT)
        self._edit.textChanged.connect(self._note_touch)
        self._edit.installEventFilter(self)
        hint = muted_label(_FORMAT)
        hint.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._edit)
        column.addLayout(self._buttons())
        column.addWidget(hint)
        self._fit()

    def show_text(self, text: str) -> None:
        """Show start weights, unless a person has written others."""
        if not self.is_touched and text != self._edit.toPlainText():
            blocked = self._edit.blockSignals(True)
            self._edit.setPlainText(text)
            self._edit.blockSignals(blocked)

    def write(self, text: str) -> None:
        """Write something in the person's name."""
        self._edit.setPlainText(text)

    def forget(self) -> None:
        """Let go of what was typed: `show_text` may replace it."""
        self.is_touched = False

    def _buttons(self) -> QHBoxLayout:
        take = QPushButton("Take the present weights")
        tip = "Write the weights as they are now into the field; Apply makes them the start"
        named(take, "take_weights_button", take.text(), tip)
        apply = QPushButton("Apply")
        tip = "Start from the weights in the field"
        named(apply, "apply_weights_button", "Apply the start weights", tip)
        take.clicked.connect(self.take_requested)
        apply.clicked.connect(self._emit_applied)
        row = QHBoxLayout()
        row.setSpacing(6)
        for button in (take, apply):
            quiet_focus(button)
            row.addWidget(button)
        row.insertStretch(1, 1)
        return row

    def _fit(self) -> None:
        lines = _LINES * self._edit.fontMetrics().lineSpacing()
        self._edit.setFixedHeight(lines + 2 * round(self._edit.document().documentMargin()))

    @Slot()
    def _note_touch(self) -> None:
        self.is_touched = True
        self.touched.emit()

    @Slot()
    def _emit_applied(self) -> None:
        self.applied.emit(self._edit.toPlainText())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave Undo and Redo to the window while nothing is typed."""
        return leave_undo(event, self.is_touched, self.is_touched)

    def changeEvent(self, event: QEvent) -> None:
        """Fit another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()
