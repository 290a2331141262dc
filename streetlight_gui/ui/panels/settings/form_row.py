"""A row of a form: a label, controls, and a line on what they do."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QHBoxLayout, QLabel, QWidget

from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.stopping import StopRule
from streetlight_gui.ui.widgets.controls import CalmWheel, SpaceRuns, named, quiet_focus
from streetlight_gui.ui.widgets.labels import muted_label
from streetlight_gui.ui.widgets.number_spin import NumberSpin
from streetlight_gui.ui.widgets.text_sizes import control_height, length

_LABEL_WIDTH = 78  # the same in all rows, so that they align

V = TypeVar("V", Settings, StopRule)


class FormRow(QWidget, Generic[V]):
    """Shows and edits a part of settings, or of the rule on when to stop.

    Attributes:
        value: what the row shows a part of.

    Signals:
        edited: the whole, with this part edited.
        rejected: a sentence on what is wrong with something typed.
    """

    edited = Signal(object)
    rejected = Signal(str)

    value: V

    def __init__(self, label: str, *controls: QWidget, fills: bool = True) -> None:
        """Lay out a row; unless the controls are to fill it, the rest stays empty."""
        super().__init__()
        self._controls = controls
        self._name, self._mark, self._note = QLabel(label), QLabel(), muted_label("")
        self._mark.setProperty("mark", True)
        self._mark.setIndent(5)
        self._mark.hide()
        line = QHBoxLayout()
        line.setSpacing(6)
        for control in controls:
            line.addWidget(control)
            if isinstance(control, NumberSpin):
                control.rejected.connect(self.rejected)
        if not fills:
            line.addStretch(1)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self._name, 0, 0)
        self._grid.addLayout(line, 0, 1)
        for column, text in enumerate((self._mark, self._note)):
            text.setWordWrap(True)
            self._grid.addWidget(text, 1, column, Qt.AlignmentFlag.AlignTop)
        self._fit()

    def show_value(self, value: V) -> None:
        """Show this row's part of it."""
        self.value = value

    def change(self, **changes: Any) -> None:
        """Tell of a value in which these attributes are others, unless they are the same."""
        value = replace(self.value, **changes)
        if value != self.value:
            self.edited.emit(value)

    def say(self, note: str, mark: str = "") -> None:
        """Say in a line what the controls do, and what the book has if it is something else."""
        self._note.setText(note)
        self._mark.setText(mark)
        self._mark.setVisible(bool(mark))
        text = ". ".join(part for part in (mark, note) if part)
        for control in self._controls:
            if text != control.accessibleDescription():
                control.setAccessibleDescription(text)

    def _fit(self) -> None:
        """Give the label its width and the controls their height, in this font."""
        for widget in (self._name, self._mark):
            widget.setFixedWidth(length(_LABEL_WIDTH, self.font()))
        self._grid.setRowMinimumHeight(0, control_height(self.font()))

    def changeEvent(self, event: QEvent) -> None:
        """Fit another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()


class ChoiceCombo(QComboBox):
    """A combo box beside number fields; tells of no choice that came by `show_choice`."""

    def __init__(self, choices: Iterable[str], name: str, accessible_name: str, tip: str) -> None:
        """Offer these texts, under a name in the program and one for a person."""
        super().__init__()
        named(self, name, accessible_name, tip)
        self.addItems(list(choices))
        CalmWheel(self)
        SpaceRuns(self)
        self.setMinimumContentsLength(4)

    def show_choice(self, index: int) -> None:
        """Show a choice that came from elsewhere, without a signal."""
        with QSignalBlocker(self):
            self.setCurrentIndex(index)

    def sizeHint(self) -> QSize:
        """Return the width that Qt gives it, and the height of the number fields beside it."""
        return QSize(super().sizeHint().width(), control_height(self.font()))


def quiet_check(text: str, name: str, accessible_name: str, tip: str) -> QCheckBox:
    """Make a box that a click gives no focus."""
    check = QCheckBox(text)
    named(check, name, accessible_name, tip)
    quiet_focus(check)
    return check
