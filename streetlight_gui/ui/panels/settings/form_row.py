"""A row of a form: a label, controls, and a line on what they do."""

from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QWidget,
)

from streetlight_gui.ui.widgets.controls import (
    ENTER_TAKES,
    CalmWheel,
    SpaceRuns,
    named,
    quiet_focus,
)
from streetlight_gui.ui.widgets.labels import muted_label
from streetlight_gui.ui.widgets.number_spin import NumberSpin
from streetlight_gui.ui.widgets.text_sizes import KeepsFit, control_height, length

_LABEL_WIDTH = 78  # the same in all rows, so that they align

V = TypeVar("V")
X = TypeVar("X")


class FormRow(QWidget, Generic[V]):
    """Shows and edits a part of a value that never changes, such as settings.

    Attributes:
        value: what the row shows a part of.
        line: the layout of the controls; what else is in it comes after them.

    Signals:
        edited: the whole, with this part edited.
        rejected: a sentence on what is wrong with something typed; '' once nothing is.
    """

    edited = Signal(object)
    rejected = Signal(str)

    value: V

    def __init__(
        self, label: str, note: Callable[[V], str | None], mark: Callable[[V], str] = lambda _: ""
    ) -> None:
        """Make a row without controls.

        Args:
            label: its name.
            note: says in a line what the controls do; None hides the row: it has no such part.
            mark: says what the book has, where that is something else.
        """
        super().__init__()
        self._note_on, self._mark_on = note, mark
        self._parts: list[tuple[QWidget, Callable[[V], Any], Callable[[Any], object]]] = []
        self._name, self._mark, self._note = QLabel(label), QLabel(indent=5), muted_label("")
        self._mark.setProperty("mark", True)
        self.line = QHBoxLayout()
        self.line.setSpacing(6)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self._name, 0, 0)
        self._grid.addLayout(self.line, 0, 1)
        for column, text in enumerate((self._mark, self._note)):
            text.setWordWrap(True)
            self._grid.addWidget(text, 1, column, Qt.AlignmentFlag.AlignTop)
        KeepsFit(self, self._fit)

    def add(
        self, control: QWidget, show: Callable[[X], object], read: Callable[[V], X | None]
    ) -> None:
        """Add a control, which shows what is read from a value, and hides where that is None."""
        self.line.insertWidget(len(self._parts), control)
        self._parts.append((control, read, show))
        if isinstance(control, NumberSpin):
            control.rejected.connect(self.rejected)
        elif isinstance(control, QComboBox):
            self._name.setBuddy(control)

    def on(self, signal: SignalInstance, write: Callable[[V, Any], V]) -> None:
        """Let what a signal brings be written into the value, or refused by a ValueError."""

        def enter(entered: Any) -> None:
            try:
                value = write(self.value, entered)
            except ValueError as error:
                self.rejected.emit(str(error))
            else:
                self.rejected.emit("")
                if value != self.value:
                    self.edited.emit(value)

        signal.connect(enter)

    def show_value(self, value: V) -> None:
        """Show this row's part of it, if there is one."""
        self.value = value
        note = self._note_on(value)
        self.setVisible(note is not None)
        if note is not None:
            mark = self._mark_on(value)
            self._mark.setText(mark)
            self._mark.setVisible(bool(mark))
            self._note.setText(note)
            text = ". ".join(filter(None, (mark, note)))
            for control, read, show in self._parts:
                part = read(value)
                control.setVisible(part is not None)
                if part is not None:
                    show(part)
                is_button = isinstance(control, QPushButton)  # its own tip tells what it does
                is_field = isinstance(control, NumberSpin)
                said = f"{text}. {ENTER_TAKES}" if is_field else text
                if not is_button and said != control.accessibleDescription():
                    control.setAccessibleDescription(said)

    def _fit(self) -> None:
        """Give the label its width and the controls their height, in this font."""
        for text in (self._name, self._mark):
            text.setFixedWidth(length(_LABEL_WIDTH, self.font()))
        self._grid.setRowMinimumHeight(0, control_height(self.font()))


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
