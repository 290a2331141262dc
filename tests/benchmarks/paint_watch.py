"""Tells on the output when a diagram is first painted, and then closes the windows."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication

from streetlight_gui.ui.network.network_view import NetworkView


class PaintWatch(QObject):
    """Watches diagrams from when they are shown until one has a network to draw."""

    def __init__(self) -> None:
        super().__init__()
        show = NetworkView.showEvent

        def watch(view: NetworkView, event: QEvent) -> None:
            view.installEventFilter(self)
            show(view, event)

        NetworkView.showEvent = watch

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        if event.type() == QEvent.Type.Paint and watched.picture is not None:
            watched.removeEventFilter(self)
            soon = Qt.EventPriority.HighEventPriority  # after this very picture, before all else
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.User), soon.value)
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.User:
            print("painted", flush=True)
            QApplication.closeAllWindows()
        return super().event(event)
