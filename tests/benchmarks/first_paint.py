"""The program, telling on its output when the diagram is first painted, and then leaving."""

import sys

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication

from streetlight_gui import app
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.replay.cursor import Cursor
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.stopping import StopRule
from streetlight_gui.ui.network.network_view import NetworkView


class FirstPaint(QObject):
    """Watches the diagram until a paint event finds a network to draw."""

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


if __name__ == "__main__":
    first_paint = FirstPaint()
    show = NetworkView.showEvent

    def watch(view: NetworkView, event: QEvent) -> None:
        view.installEventFilter(first_paint)
        show(view, event)

    NetworkView.showEvent = watch
    sys.exit(app.run(Cursor(Run(Settings.choose(PRESETS["streetlights"]))), StopRule()))
