"""The last line of defence: errors that nobody caught become a sentence, and training pauses."""

import sys
import traceback
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from streetlight_gui import __version__
from streetlight_gui.core.storage.files import check_regular

_MOST_BYTES = 1_000_000  # in the log: an error may come back with every repaint


class ErrorReporter(QObject):
    """Turns exceptions that nobody caught, on any thread, into a sentence for the person.

    Signals:
        reported: the sentence.
    """

    reported = Signal(str)

    def __init__(self, log: Path | None = None) -> None:
        """Report, and keep the traceback in a file if there is one."""
        super().__init__()
        self._log = log

    def report(
        self, kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        """Stand in for `sys.excepthook`; Qt calls it for exceptions in slots, too."""
        if sys.flags.dev_mode:
            traceback.print_exception(error)
        is_kept = self._log is not None and log_error(self._log, error)
        details = f" (details: {self._log})" if is_kept else ""
        sentence = "Something went wrong inside Streetlight, training is paused: "
        self.reported.emit(f"{sentence}{kind.__name__}: {error}{details}")


def log_error(file: Path, error: BaseException) -> bool:
    """Keep what a person is not shown of an error, for whoever mends the program.

    Returns:
        Whether the file takes it.
    """
    when = datetime.now().astimezone().isoformat(" ", "seconds")
    entry = f"{when}, Streetlight {__version__}\n{''.join(traceback.format_exception(error))}\n"
    try:
        check_regular(file)
        file.parent.mkdir(parents=True, exist_ok=True)
        mode = "w" if file.exists() and file.stat().st_size > _MOST_BYTES else "a"
        with file.open(mode, encoding="utf-8", errors="backslashreplace") as log:
            log.write(entry)
    except OSError:  # the error that is being told matters more than this one
        return False
    return True
