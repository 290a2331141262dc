"""What the controls of several views share: names, and when typing, clicks and wheel count."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPushButton, QWidget

from streetlight_gui.ui.widgets.text_sizes import length

ENTER = Qt.Key.Key_Return, Qt.Key.Key_Enter
ENTER_TAKES = "Enter takes what is typed"  # in the tips of fields
_RETURN = ((8, -6), (8, 0), (0, 0)), ((3, -3), (0, 0), (3, 3))  # the arrow on that key
_RETURN_SIZE, _GAP = 9, 4
BY_TAB = Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason
_NOTCH = 120  # of a wheel, in Qt's angle units


@runtime_checkable
class Field(Protocol):
    """What is typed into."""

    def end_typing(self) -> bool:
        """Take what was typed, or say what is wrong with it; return whether it could be taken."""


class LineField(QLineEdit):
    """Undoes and redoes what is typed in it; where there is nothing, the window undoes.

    A double click marks all of it, as three do, not only what is on one side of a number's point.
    What is typed and not taken yet has the arrow of the Enter key beside it.
    """

    def event(self, event: QEvent) -> bool:
        """Leave the window its keys."""
        is_left = leave_undo(event, self.isModified(), self.isRedoAvailable())
        return not is_left and super().event(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Mark all; a third click, which Qt counts from here, marks it again."""
        super().mouseDoubleClickEvent(event)
        self.selectAll()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrow where there is room beside the text."""
        super().paintEvent(event)
        side, gap = length(_RETURN_SIZE, self.font()), length(_GAP, self.font())
        left = self.width() - gap - side
        if self.isModified() and self.fontMetrics().horizontalAdvance(self.text()) + 2 * gap < left:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(left, self.height() / 2 + side / 4)
            painter.scale(side / _RETURN_SIZE, side / _RETURN_SIZE)
            painter.setPen(QPen(self.palette().highlight(), 1.5))
            for line in _RETURN:
                painter.drawPolyline([QPoint(*point) for point in line])


def leave_undo(event: QEvent, can_undo: bool, can_redo: bool) -> bool:
    """Leave Undo and Redo to the window where a field can do nothing of them.

    Returns:
        Whether the event was such a key.
    """
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    key = QKeySequence.StandardKey
    is_undo, is_redo = event.matches(key.Undo), event.matches(key.Redo)
    is_left = (is_undo and not can_undo) or (is_redo and not can_redo)
    if is_left:
        event.ignore()
    return is_left


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

    def end() -> None:
        if not end_typing():
            button.setDown(False)  # so that it is not clicked

    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.pressed.connect(end)


class SpaceRuns(QObject):
    """Leaves Space to the window after a click, which runs; where Tab has led, it presses."""

    def __init__(self, control: QWidget, clicked: QWidget | None = None) -> None:
        """Look after this control; clicks go to `clicked`, if not to itself."""
        super().__init__(control)
        self._after_click = False
        for watched in {control, clicked or control}:
            watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note how the control was reached; let Space pass."""
        if event.type() == QEvent.Type.MouseButtonPress:
            self._after_click = True
        elif isinstance(event, QFocusEvent) and event.reason() in BY_TAB and event.gotFocus():
            self._after_click = False
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        is_left = self._after_click and event.key() == Qt.Key.Key_Space
        if is_left:
            event.ignore()
        return is_left


class CalmWheel(QObject):
    """Lets the wheel change a control only while that has the focus: past it, it scrolls."""

    def __init__(self, widget: QWidget, focus: Qt.FocusPolicy = Qt.FocusPolicy.StrongFocus) -> None:
        """Calm this control, which takes the focus in this way."""
        super().__init__(widget)
        widget.setFocusPolicy(focus)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Pass the wheel on to what the control lies in."""
        if event.type() != QEvent.Type.Wheel or not isinstance(watched, QWidget):
            return False
        event.setAccepted(watched.hasFocus())
        return not watched.hasFocus()


class Notches:
    """Counts the whole notches that a wheel turns: touchpads send small parts of one."""

    def __init__(self) -> None:
        """Begin where the wheel is."""
        self._turned = 0  # in Qt's angle units, and no whole notch yet

    def of(self, event: QWheelEvent) -> int:
        """Return how many more notches are full now, below 0 where it turns towards a person."""
        self._turned += event.angleDelta().y()
        notches = int(self._turned / _NOTCH)
        self._turned -= notches * _NOTCH
        return notches


def quiet_button(
    name: str,
    text: str,
    tip: str = "",
    *,
    spoken: str = "",
    look: str = "",
    is_on: bool | None = None,
) -> QPushButton:
    """Make a button that a click gives no focus.

    Args:
        name: in the program.
        text: on it.
        tip: what it does.
        spoken: its name for a person; without one, its text.
        look: 'small', 'tiny' or 'link', as the style sheet knows them.
        is_on: whether a switch is on at first; None for what is no switch.
    """
    button = QPushButton(text)
    button.setCheckable(is_on is not None)
    button.setChecked(bool(is_on))
    named(button, name, spoken or text, tip)
    if look:
        button.setProperty(look, True)
    quiet_focus(button)
    return button


def end_typing() -> bool:
    """Take what was typed into a field, if anything was; return whether it could be."""
    focused: object = QApplication.focusWidget()
    return focused.end_typing() if isinstance(focused, Field) else True
