"""A file that is dragged onto the window opens."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from streetlight_gui.ui.shell.documents import Documents
from streetlight_gui.ui.widgets.controls import end_typing


class FileDrops(QObject):
    """Lets a window take one file at a time."""

    def __init__(self, window: QWidget, documents: Documents) -> None:
        """Open what is dropped on this window."""
        super().__init__(window)
        self._documents = documents
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Accept what is a file, and open it once it is dropped."""
        if event.type() not in {QEvent.Type.DragEnter, QEvent.Type.Drop}:
            return super().eventFilter(watched, event)
        if isinstance(event, QDropEvent):  # one that enters is one, too
            files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
            if len(files) == 1:
                event.acceptProposedAction()
                if event.type() == QEvent.Type.Drop and end_typing():
                    self._documents.open_path(Path(files[0]))
        return True
