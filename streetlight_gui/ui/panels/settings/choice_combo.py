"""A combo box for one of a few choices, each with a value behind its text."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from streetlight_gui.ui.widgets.controls import CalmWheel, SpaceRuns
from streetlight_gui.ui.widgets.text_sizes import control_height


class ChoiceCombo(QComboBox):
    """Says what a person chose.

    Signals:
        chosen: the value of the new choice; not when it came by `show_choice`.
    """

    chosen = Signal(object)

    def __init__(self, choices: Mapping[str, Any], parent: QWidget | None = None) -> None:
        """Offer these texts, and mean the values they map to."""
        super().__init__(parent)
        self._values = list(choices.values())
        self.addItems(list(choices))
        CalmWheel(self)
        SpaceRuns(self)
        self.setMinimumContentsLength(4)
        self.currentIndexChanged.connect(self._emit_chosen)

    def show_choice(self, value: object) -> None:
        """Show a choice that came from elsewhere, without a signal."""
        index = self._values.index(value)
        if index != self.currentIndex():
            blocked = self.blockSignals(True)
            self.setCurrentIndex(index)
            self.blockSignals(blocked)

    def sizeHint(self) -> QSize:
        """Return the width that Qt gives it, and the height of the number fields beside it."""
        return QSize(super().sizeHint().width(), control_height(self.font()))

    @Slot(int)
    def _emit_chosen(self, index: int) -> None:
        self.chosen.emit(self._values[index])
