"""Rows and columns, written as lists of what stands in them, and cards."""

from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from streetlight_gui.ui.widgets.controls import ENTER

Box = TypeVar("Box", bound=QBoxLayout)
Item = QWidget | QLayout | int


def filled(
    box: Box,
    *items: Item | tuple[Item, int],
    spacing: int | None = None,
    margins: tuple[int, int, int, int] | None = None,
) -> Box:
    """Put things into a row or column, one after the other.

    A number is a space of so many pixels, 0 one that takes all that is left. What comes as a pair
    with a number has that share of the room. Spacing and margins stay where none are given.
    """
    if spacing is not None:
        box.setSpacing(spacing)
    if margins is not None:
        box.setContentsMargins(*margins)
    for item in items:
        thing, share = item if isinstance(item, tuple) else (item, 0)
        if isinstance(thing, QWidget):
            box.addWidget(thing, share)
        elif isinstance(thing, QLayout):
            box.addLayout(thing, share)
        elif thing:
            box.addSpacing(thing)
        else:
            box.addStretch(1)
    return box


class CardTitle(QLabel):
    """The title of a card.

    Signals:
        activated: it was double-clicked, or Enter was pressed on it.
    """

    activated = Signal()

    def __init__(self, text: str) -> None:
        """Make a title that Tab reaches."""
        super().__init__(text)
        self.setObjectName("card_title")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip("Double-click, or press Enter here, to fill the window with this, and back")

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Be activated."""
        self.activated.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Be activated by Enter; other keys are the window's."""
        if event.key() in ENTER:
            self.activated.emit()
        else:
            super().keyPressEvent(event)


class Card(QFrame):
    """A frame with a title line; what it holds goes below, extras into the title line.

    Attributes:
        title: the label of its title.
        header: the layout of the title line, after the title and a stretch.
        body: the layout below it.
    """

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        """Make an empty card."""
        super().__init__(parent)
        self.setProperty("card", True)
        self.setAccessibleName(title)
        self.title = CardTitle(title)
        self.header = filled(QHBoxLayout(), self.title, 0)
        self.body = filled(QVBoxLayout(self), self.header, spacing=4)
        self.space(is_tight=False)

    def space(self, *, is_tight: bool) -> None:
        """Leave room around what it holds, or little of it."""
        self.body.setContentsMargins(14, *((4, 14, 5) if is_tight else (9, 14, 10)))
