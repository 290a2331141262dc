"""Which column of a table answers, and which are lights."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QWidget

from streetlight_gui.core.storage.tables.reading import Choices
from streetlight_gui.core.storage.tables.table import Table
from streetlight_gui.ui.widgets.boxes import filled
from streetlight_gui.ui.widgets.controls import named

_MOST_IN_SIGHT = 5  # lights; the others scroll
_TOP = Qt.AlignmentFlag.AlignTop
_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked
_LIVE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable


class Roles(QWidget):
    """A list of columns to check as lights, and a choice of the one that answers.

    Signals:
        changed: the person chose.
    """

    changed = Signal()

    def __init__(self, table: Table, answer: str | None) -> None:
        """Begin with all others as lights.

        answer: the column that is taken for the answer; None where the person must choose.
        """
        super().__init__()
        names = [column.name for column in table.columns]
        self._answer, self._lights = QComboBox(), QListWidget()
        self._chosen: tuple[str, ...] | None = None
        self._answer.addItems(names)
        self._answer.setPlaceholderText("Choose one")
        self._answer.setCurrentIndex(-1 if answer is None else names.index(answer))
        named(self._answer, "import_answer", "Answer", "The column that answers")
        named(self._lights, "import_lights", "Lights", "The columns that are lights, up to six")
        self._lights.addItems(names)
        self._show()
        seen, frame = min(len(names), _MOST_IN_SIGHT), 2 * self._lights.frameWidth()
        self._lights.setFixedHeight(seen * self._lights.sizeHintForRow(0) + frame)
        row = filled(QHBoxLayout(self), margins=(0, 0, 0, 0))
        for text, control in (("&Lights", self._lights), ("&Answer", self._answer)):
            label = QLabel(text, alignment=_TOP)
            label.setBuddy(control)
            filled(row, label, (control, 1))
        row.setAlignment(self._answer, _TOP)
        self._answer.currentIndexChanged.connect(self._take_answer)
        self._lights.itemChanged.connect(self._take_lights)

    @property
    def choices(self) -> Choices:
        """What was chosen, as far as it was."""
        answer = self._answer.currentText() if self._answer.currentIndex() >= 0 else None
        return Choices(answer, self._chosen)

    def _show(self) -> None:
        """Show which columns are lights; the answer cannot be one."""
        answer = self.choices.answer
        self._lights.blockSignals(True)
        for item in self._items():
            is_light = self._chosen is None or item.text() in self._chosen
            item.setFlags(Qt.ItemFlag.NoItemFlags if item.text() == answer else _LIVE)
            is_light = is_light and item.text() != answer
            item.setCheckState(_CHECKED if is_light else _UNCHECKED)
        self._lights.blockSignals(False)

    def _take_answer(self) -> None:
        if self._chosen is not None:
            self._chosen = tuple(name for name in self._chosen if name != self.choices.answer)
        self._show()
        self.changed.emit()

    def _take_lights(self) -> None:
        items = self._items()
        self._chosen = tuple(each.text() for each in items if each.checkState() == _CHECKED)
        self.changed.emit()

    def _items(self) -> list[QListWidgetItem]:
        return [self._lights.item(row) for row in range(self._lights.count())]
