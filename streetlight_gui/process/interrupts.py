"""Ctrl+C under Qt's event loop."""

import signal
import socket
from types import FrameType
from typing import Self

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot


class Interrupts(QObject):
    """Tells of Ctrl+C at once, wherever Qt waits.

    Python looks for signals between two of its own instructions, and there is none while Qt waits.
    But it writes a byte to a socket as soon as one arrives, and that wakes Qt.

    Signals:
        interrupted: somebody pressed Ctrl+C.
    """

    interrupted = Signal()

    def __enter__(self) -> Self:
        """Listen from now on, in place of Python's own handler."""
        self._reader, self._writer = socket.socketpair()
        self._reader.setblocking(False)
        self._writer.setblocking(False)
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._tell)
        writer = self._writer.fileno()
        self._woken_before = signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
        self._handler = signal.signal(signal.SIGINT, _leave_it_to_the_socket)
        return self

    def __exit__(self, *error: object) -> None:
        """Give Ctrl+C back."""
        signal.set_wakeup_fd(self._woken_before)
        self._notifier.setEnabled(False)
        self._reader.close()
        self._writer.close()
        signal.signal(signal.SIGINT, self._handler)  # last: it may raise at once

    @Slot()
    def _tell(self) -> None:
        self._reader.recv(4096)
        self.interrupted.emit()


def _leave_it_to_the_socket(_signal: int, _frame: FrameType | None) -> None:
    """Raise nothing: an exception in a slot would end only that slot."""
