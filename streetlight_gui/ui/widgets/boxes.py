"""Rows and columns, written as lists of what stands in them, and cards."""

from typing import TypeVar

from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

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
        self.title = QLabel(title)
        self.title.setObjectName("card_title")
        self.header = filled(QHBoxLayout(), self.title, 0)
        self.body = filled(QVBoxLayout(self), self.header, spacing=4)
        self.space(is_tight=False)

    def space(self, *, is_tight: bool) -> None:
        """Leave room around what it holds, or little of it."""
        self.body.setContentsMargins(14, *((4, 14, 5) if is_tight else (9, 14, 10)))
