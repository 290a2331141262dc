"""The name by which a screen reader knows what changes all the time."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from streetlight_gui.ui.widgets.throttle import SPOKEN_INTERVAL_S, Throttle


class SpokenName:
    """Names a widget; while a reader listens four times a second at most, or it would fall mute."""

    def __init__(self, widget: QWidget) -> None:
        """Name this widget."""
        self._widget = widget
        # Of no view: it watches no event of the widget, and what is hidden has a name, too.
        self._pace = Throttle(widget.setAccessibleName, SPOKEN_INTERVAL_S, QObject(widget))

    def show(self, name: str) -> None:
        """Give it another name, soon if it has just had one."""
        if QAccessible.isActive():
            self._pace.offer(name)
        elif name != self._widget.accessibleName():
            self._widget.setAccessibleName(name)
