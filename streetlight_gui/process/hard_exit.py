"""An end of the process that pulls nothing from under threads that still run."""

import ctypes
import sys


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
