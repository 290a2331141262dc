"""Keeps what a person is not shown of an error, for whoever mends the program."""

import traceback
from datetime import datetime
from pathlib import Path
from types import TracebackType

from streetlight_gui import __version__
from streetlight_gui.core.storage.files import check_regular

_MOST_BYTES = 1_000_000  # an error may come back with every repaint


class ErrorLog:
    """A file of tracebacks.

    Attributes:
        file: where it is.
    """

    def __init__(self, file: Path) -> None:
        self.file = file

    def add(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> bool:
        """Write an error down; return whether the file takes it."""
        when = datetime.now().astimezone().isoformat(" ", "seconds")
        lines = traceback.format_exception(kind, error, trace)
        entry = f"{when}, Streetlight {__version__}\n{''.join(lines)}\n"
        try:
            self._append(entry)
        except OSError:  # the error that is being told matters more than this one
            return False
        return True

    def _append(self, entry: str) -> None:
        check_regular(self.file)
        self.file.parent.mkdir(parents=True, exist_ok=True)
        is_full = self.file.exists() and self.file.stat().st_size > _MOST_BYTES
        mode = "w" if is_full else "a"
        with self.file.open(mode, encoding="utf-8", errors="backslashreplace") as file:
            file.write(entry)
