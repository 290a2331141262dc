"""Ctrl+C under Qt's event loop."""

import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QSocketNotifier


@contextmanager
def telling_of_interrupts(tell: Callable[[], object]) -> Iterator[None]:
    """Call a function at once when somebody presses Ctrl+C, wherever Qt waits.

    Python looks for signals between two of its own instructions, and there is none while Qt waits.
    But it writes a byte to a socket as soon as one arrives, and that wakes Qt.
    """
    reader, writer = socket.socketpair()
    reader.setblocking(False)
    writer.setblocking(False)

    def take_bytes() -> None:
        reader.recv(4096)
        tell()

    notifier = QSocketNotifier(reader.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(take_bytes)
    woken_before = signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
    # Raise nothing: an exception in a slot would end only that slot.
    handler = signal.signal(signal.SIGINT, lambda _signal, _frame: None)
    try:
        yield
    finally:
        signal.set_wakeup_fd(woken_before)
        notifier.setEnabled(False)
        reader.close()
        writer.close()
        signal.signal(signal.SIGINT, handler)  # last: it may raise at once
