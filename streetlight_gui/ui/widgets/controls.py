"""What the controls of several views share: names, and that a click ends typing elsewhere."""

from functools import partial
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QWidget


@runtime_checkable
class Field(Protocol):
    """What is typed into."""

    def end_typing(self) -> bool:
        """Take what was typed, or say what is wrong with it; return whether it could be taken."""


def named(widget: QWidget, name: str, accessible_name: str, tip: str) -> None:
    """Give a control its name in the program, its name for a person, and its tip."""
    widget.setObjectName(name)
    widget.setAccessibleName(accessible_name)
    widget.setToolTip(tip)


def quiet_focus(button: QAbstractButton) -> None:
    """Let a click not take the focus, so that Space goes on running and pausing.

    It ends typing, though: what was typed before a click counts before it, and a click after what
    cannot be taken does nothing but say so.
    """
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.pressed.connect(partial(_end_typing_by, button))


def quiet_button(
    name: str,
    text: str,
    tip: str = "",
    *,
    spoken: str = "",
    look: str = "",
    parent: QWidget | None = None,
) -> QPushButton:
    """Make a button that a click gives no focus.

    Args:
        name: in the program.
        text: on it.
        tip: what it does.
        spoken: its name for a person; without one, its text.
        look: 'small', 'tiny' or 'link', as the style sheet knows them.
        parent: the widget it stands in.
    """
    button = QPushButton(text, parent)
    named(button, name, spoken or text, tip)
    if look:
        button.setProperty(look, True)
    quiet_focus(button)
    return button


def end_typing() -> bool:
    """Take what was typed into a field, if anything was; return whether it could be."""
    focused: object = QApplication.focusWidget()
    return focused.end_typing() if isinstance(focused, Field) else True


def _end_typing_by(button: QAbstractButton) -> None:
    if not end_typing():
        button.setDown(False)  # so that it is not clicked
