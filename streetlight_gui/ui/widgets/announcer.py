"""One way to say something to a person who listens to a screen reader."""

from typing import cast

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from streetlight_gui.text.spoken import spoken
from streetlight_gui.ui.widgets.spoken_model import SpokenModel

_TOGETHER_MS = 60  # between sentences of one action, or of a key that is held down
_DESCRIBED = QAccessible.Event.DescriptionChanged


class Announcer(QObject):
    """Says one short sentence at a time; of several that come together only the last.

    Readers differ in what they tell a person: newer ones announcements, older ones a changed
    description of what has the focus. So both are changed. A widget gets its own description back
    when the focus leaves it.

    Signals:
        said: the sentence.
    """

    said = Signal(str)

    def __init__(self, window: QWidget) -> None:
        """Speak for this window."""
        super().__init__(window)
        self._window, self._text = window, ""
        self._described: QWidget | None = None
        self._own = self._given = ""  # descriptions
        self._timer = QTimer(self, singleShot=True, interval=_TOGETHER_MS)
        self._timer.timeout.connect(self._speak)
        # Queued: a reader would read the old description aloud before it follows the focus.
        queued = Qt.ConnectionType.QueuedConnection
        cast("QApplication", QApplication.instance()).focusChanged.connect(self._look_back, queued)

    @Slot(str)
    def say(self, text: str) -> None:
        """Say something; '' is nothing to be said."""
        if text:
            self._text = spoken(text)
            self._timer.start()

    def _speak(self) -> None:
        self.said.emit(self._text)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._window, self._text))
            self._describe(QApplication.focusWidget())

    def _describe(self, widget: QWidget | None) -> None:
        if widget is None:
            return
        if isinstance(widget, QAbstractItemView):
            _describe_cell(widget, self._text)
        before = widget.accessibleDescription()
        if widget is not self._described or before != self._given:
            self._give_back()
            self._described, self._own = widget, before
        # Qt tells of no description that is the same: one that is said again differs by a space.
        self._given = self._text if before != self._text else f"{self._text} "
        widget.setAccessibleDescription(self._given)

    @Slot()
    def _look_back(self) -> None:
        if QApplication.focusWidget() is not self._described:
            self._give_back()

    def _give_back(self) -> None:
        """Let what was described by a sentence be described as it was, unless it is otherwise."""
        widget, self._described = self._described, None
        if widget is None or not shiboken6.isValid(widget):
            return
        if widget.accessibleDescription() == self._given:
            widget.setAccessibleDescription(self._own)


def _describe_cell(view: QAbstractItemView, text: str) -> None:
    """Tell of a description of the cell that has the focus, which holds while it is told."""
    model = view.model()
    if isinstance(model, SpokenModel) and view.currentIndex().isValid():
        cell = QAccessible.queryAccessibleInterface(view).focusChild()
        model.sentence = text
        QAccessible.updateAccessibility(QAccessibleEvent(cell, _DESCRIBED))
        model.sentence = ""
