"""Dragging files onto a window."""

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication


def drop(person, *files):
    """Drag files onto the window and let go; return whether it takes them."""
    data, place, action = QMimeData(), QPoint(40, 40), Qt.DropAction.CopyAction
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    more = data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enters = QDragEnterEvent(place, action, *more)
    QApplication.sendEvent(person.window, enters)
    if enters.isAccepted():
        QApplication.sendEvent(person.window, QDropEvent(QPointF(place), action, *more))
    return enters.isAccepted()
