"""Rows and columns, written as lists of what stands in them."""

from typing import TypeVar

from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

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
