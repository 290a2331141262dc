"""A titled panel of the window."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from streetlight_gui.ui.widgets.boxes import filled


class Card(QFrame):
    """A frame with a title line; what it holds goes below, extras into the title line.

    Attributes:
        header: the layout of the title line, after the title and a stretch.
        body: the layout below it.
    """

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        """Make an empty card."""
        super().__init__(parent)
        self.setProperty("card", True)
        label = QLabel(title)
        label.setObjectName("card_title")
        self.header = filled(QHBoxLayout(), label, 0)
        self.body = filled(QVBoxLayout(self), self.header, spacing=4)
        self.space(is_tight=False)

    def space(self, *, is_tight: bool) -> None:
        """Leave room around what it holds, or little of it."""
        self.body.setContentsMargins(14, *((4, 14, 5) if is_tight else (9, 14, 10)))
