"""The program, telling on its output when the diagram is first painted, and then leaving."""

import sys

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from streetlight_gui import app
from streetlight_gui.ui.network_view import NetworkView


class FirstPaint(QObject):
    """Watches the diagram until a paint event finds a network to draw."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        if event.type() == QEvent.Type.Paint and watched.picture is not None:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self.tell)  # after this very paint event
        return False

    def tell(self) -> None:
        print("painted", flush=True)
        QApplication.closeAllWindows()


if __name__ == "__main__":
    first_paint = FirstPaint()
    show = NetworkView.showEvent

    def watch(view: NetworkView, event: QEvent) -> None:
        view.installEventFilter(first_paint)
        show(view, event)

    NetworkView.showEvent = watch
    sys.exit(app.run())
