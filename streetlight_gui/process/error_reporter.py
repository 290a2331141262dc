"""The last line of defence: errors that nobody caught become a sentence, and training pauses."""

import sys
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from streetlight_gui.process.error_log import ErrorLog


class ErrorReporter(QObject):
    """Turns exceptions that nobody caught, on any thread, into a sentence for the person.

    Signals:
        reported: the sentence.
    """

    reported = Signal(str)

    def __init__(self, log: ErrorLog | None = None, parent: QObject | None = None) -> None:
        """Report, and keep the traceback in a log if there is one."""
        super().__init__(parent)
        self._log = log

    def install(self) -> None:
        """Take over from Python what it would print."""
        sys.excepthook = self.report

    def report(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Stand in for `sys.excepthook`; Qt calls it for exceptions in slots, too."""
        if sys.flags.dev_mode:
            traceback.print_exception(kind, error, trace)
        sentence = "Something went wrong inside Streetlight, training is paused: "
        self.reported.emit(f"{sentence}{kind.__name__}: {error}{self._details(kind, error, trace)}")

    def _details(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> str:
        """Note the traceback; return where it can be read."""
        if self._log is None or not self._log.add(kind, error, trace):
            return ""
        return f" (details: {self._log.file})"
