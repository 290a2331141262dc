"""The thread that training has for itself."""

import atexit

from PySide6.QtCore import QObject, QThread, Slot


class TrainingThread(QThread):
    """A plain thread that can be ended: destroyed while it runs, it would abort the process.

    Where nobody ends it, it ends with the process, while Python is whole.
    """

    def __init__(self, parent: QObject) -> None:
        """Make the thread; it does not run yet."""
        super().__init__(parent)
        self.setObjectName("training")
        atexit.register(self.end)

    @Slot()
    def end(self) -> None:
        """Stop, and wait for that."""
        self.quit()
        self.wait()
        atexit.unregister(self.end)
