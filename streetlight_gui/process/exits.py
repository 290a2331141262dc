"""How the program ends: exit codes, Ctrl+C without Qt, C's `exit`."""

import ctypes
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from types import FrameType

# What the program tells the shell; 0 is for all went well.
FAILED = 1
BAD_INPUT = 2
INTERRUPTED = 130  # what shells give a program that Ctrl+C has ended

_Handler = Callable[[int, FrameType | None], object] | int | None


def leaving_at_once() -> AbstractContextManager[None]:
    """Let Ctrl+C end the process right away while modules load.

    Python's KeyboardInterrupt would be lost in PySide's import, or abort it.
    """
    return _taken_by(_leave)


def interrupted_once() -> AbstractContextManager[None]:
    """Let Ctrl+C raise KeyboardInterrupt once; the next one, or one after it, ends the process.

    A second would be raised while the first is dealt with, or while Python itself ends, and print a
    traceback.
    """
    return _taken_by(_interrupt, afterwards=_leave)


def skip_destructors() -> None:
    """Let C's `exit` end the process before the destructors of libraries run.

    Qt and Xlib call it when the X server has gone, on the main thread and without Python's
    interpreter lock. PySide's destructors would then destroy the window while the training thread
    uses it, and crash instead of ending with Xlib's exit code.

    Handlers run in the reverse of the order in which libraries add theirs, so this one must come
    late: when the window exists. What Python does at its own end comes before all of them.
    """
    if not sys.platform.startswith("linux"):
        return  # Qt uses no X server there
    libc = ctypes.CDLL(None)
    if hasattr(libc, "on_exit"):  # some systems' C libraries have nothing of the kind
        libc.on_exit(libc._exit, None)


@contextmanager
def _taken_by(handler: _Handler, afterwards: _Handler = None) -> Iterator[None]:
    """Let a function take Ctrl+C, and afterwards another, or else the one before."""
    before = _handle(handler)
    try:
        yield
    finally:
        _handle(afterwards or before)


def _handle(handler: _Handler) -> _Handler:
    """Let a function take Ctrl+C, if this is the thread that may say so; return the one before."""
    is_main = threading.current_thread() is threading.main_thread()
    return signal.signal(signal.SIGINT, handler) if is_main else handler


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    _handle(_leave)
    raise KeyboardInterrupt


def _leave(_signal: int, _frame: FrameType | None) -> None:
    os._exit(INTERRUPTED)
