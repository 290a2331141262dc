"""What the diagnosis suggests to try, as buttons that look like links."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from streetlight_gui.core.diagnosis import Remedy
from streetlight_gui.text.findings import REMEDIES
from streetlight_gui.ui.widgets.controls import quiet_button
from streetlight_gui.ui.widgets.labels import muted_label

MOST_REMEDIES = 3


class RemedyButtons(QWidget):
    """A button for each remedy, made once; those without one are hidden.

    Signals:
        chosen: the Remedy whose button was pressed.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with nothing to try."""
        super().__init__(parent)
        self._remedies: tuple[Remedy, ...] = ()
        self._title = muted_label("Try:")
        self._buttons = [self._make(place) for place in range(MOST_REMEDIES)]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self._title)
        for button in self._buttons:
            row.addWidget(button)
        self.hide()

    def show_remedies(self, remedies: tuple[Remedy, ...]) -> None:
        """Offer the first of these."""
        shown = remedies[:MOST_REMEDIES]
        if shown == self._remedies:
            return
        self._remedies = shown
        for place, button in enumerate(self._buttons):
            button.setVisible(place < len(shown))
            if place < len(shown):
                button.setText(REMEDIES[shown[place]])
                button.setAccessibleName(f"Try: {REMEDIES[shown[place]]}")
        self.setVisible(bool(shown))

    def _make(self, place: int) -> QPushButton:
        button = quiet_button(f"remedy_{place + 1}", "", look="link")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.clicked.connect(partial(self._choose, place))
        button.hide()
        return button

    def _choose(self, place: int) -> None:
        self.chosen.emit(self._remedies[place])
