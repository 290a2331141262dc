"""Ctrl+C before there is anything to put in order."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from streetlight_gui.process.exit_codes import INTERRUPTED


@contextmanager
def leaving_at_once() -> Iterator[None]:
    """Let Ctrl+C end the process right away while modules load.

    Python's KeyboardInterrupt would be lost in PySide's import, or abort it.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # signals are none of its business
        return
    before = signal.signal(signal.SIGINT, _leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _leave(_signal: int, _frame: FrameType | None) -> None:
    os._exit(INTERRUPTED)
