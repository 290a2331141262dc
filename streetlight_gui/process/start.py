"""Ctrl+C before there is anything to put in order, and after."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from streetlight_gui.process.exit_codes import INTERRUPTED

_Handler = Callable[[int, FrameType | None], object] | int | None


@contextmanager
def leaving_at_once() -> Iterator[None]:
    """Let Ctrl+C end the process right away while modules load.

    Python's KeyboardInterrupt would be lost in PySide's import, or abort it.
    """
    before = _handle(_leave)
    try:
        yield
    finally:
        _handle(before)


@contextmanager
def interrupted_once() -> Iterator[None]:
    """Let Ctrl+C raise KeyboardInterrupt once; the next one, or one after it, ends the process.

    A second would be raised while the first is dealt with, or while Python itself ends, and print a
    traceback.
    """
    _handle(_interrupt)
    try:
        yield
    finally:
        _handle(_leave)


def _handle(handler: _Handler) -> _Handler:
    """Let a function take Ctrl+C, if this is the thread that may say so; return the one before."""
    is_main = threading.current_thread() is threading.main_thread()
    return signal.signal(signal.SIGINT, handler) if is_main else handler


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    _handle(_leave)
    raise KeyboardInterrupt


def _leave(_signal: int, _frame: FrameType | None) -> None:
    os._exit(INTERRUPTED)
