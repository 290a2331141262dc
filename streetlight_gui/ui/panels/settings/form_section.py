"""A section of a form: a heading, and rows of a label, controls, and a line on what they do."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from streetlight_gui.ui.widgets.labels import muted_label
from streetlight_gui.ui.widgets.number_spin import NumberSpin
from streetlight_gui.ui.widgets.text_sizes import control_height, length

_LABEL_WIDTH = 78  # the same in all sections, so that they align


class FormRow(QWidget):
    """A label with its controls beside it, and below them a quiet line on what they do.

    Attributes:
        controls: the controls, from left to right.
    """

    def __init__(self, label: str, *controls: QWidget, fills: bool = True) -> None:
        """Lay out a row; unless the controls are to fill it, the rest stays empty."""
        super().__init__()
        self.controls = controls
        self._mark_label = QLabel()
        self._mark_label.setProperty("mark", True)
        self._mark_label.setWordWrap(True)
        self._mark_label.setIndent(5)
        self._mark_label.hide()
        self._note = muted_label("")
        self._note.setWordWrap(True)
        self._arrange(QLabel(label), fills=fills)

    def say(self, note: str) -> None:
        """Say in a line what the controls do, as they are now."""
        if note != self._note.text():
            self._note.setText(note)
            self._describe()

    def mark(self, text: str) -> None:
        """Mark the row as different, with what it would be otherwise; '' takes the mark away."""
        if text != self._mark_label.text():
            self._mark_label.setText(text)
            self._mark_label.setVisible(bool(text))
            self._describe()

    def _arrange(self, name: QLabel, *, fills: bool) -> None:
        line = QHBoxLayout()
        line.setSpacing(6)
        for control in self.controls:
            line.addWidget(control)
        if not fills:
            line.addStretch(1)
        top = Qt.AlignmentFlag.AlignTop
        self._name = name
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(2)
        self._grid.addWidget(name, 0, 0)
        self._grid.addWidget(self._mark_label, 1, 0, top)
        self._grid.addLayout(line, 0, 1)
        self._grid.addWidget(self._note, 1, 1, top)
        self._grid.setColumnStretch(1, 1)
        self._fit()

    def _fit(self) -> None:
        """Give the label its width and the controls their height, in this font."""
        for widget in (self._name, self._mark_label):
            widget.setFixedWidth(length(_LABEL_WIDTH, self.font()))
        self._grid.setRowMinimumHeight(0, control_height(self.font()))

    def _describe(self) -> None:
        """Tell screen readers what is written beside the controls."""
        parts = [self._mark_label.text(), self._note.text()]
        for control in self.controls:
            control.setAccessibleDescription(". ".join(part for part in parts if part))

    def changeEvent(self, event: QEvent) -> None:
        """Fit another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()


class FormSection(QWidget):
    """Shows and edits a part of something; subclasses add rows and say what was edited.

    Signals:
        edited: the whole, with this part edited.
        rejected: a sentence on what is wrong with something typed.
    """

    edited = Signal(object)
    rejected = Signal(str)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        """Make a section with a heading and no rows."""
        super().__init__(parent)
        heading = QLabel(title)
        heading.setProperty("heading", True)
        heading.setIndent(0)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(heading)

    def make_row(self, label: str, *controls: QWidget, fills: bool = True) -> FormRow:
        """Add a row of these controls, and return it."""
        row = FormRow(label, *controls, fills=fills)
        self.add_row(row)
        return row

    def add_row(self, row: FormRow) -> None:
        """Add a row, and listen to what is typed into it."""
        self._column.addWidget(row)
        for control in row.controls:
            if isinstance(control, NumberSpin):
                control.rejected.connect(self.rejected)

    def add_wide(self, widget: QWidget) -> None:
        """Add something that takes the whole width."""
        self._column.addWidget(widget)
