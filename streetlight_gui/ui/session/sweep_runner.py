"""Computes an atlas beside training, on processes of its own, and tells how far it is."""

import time
from concurrent.futures import BrokenExecutor
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

if TYPE_CHECKING:  # the window starts without
    from streetlight_gui.core.ensemble.atlas import Atlas
    from streetlight_gui.core.ensemble.local_flight import LocalFlight

_LOOK_MS = 50  # between two looks at what has landed
_ENDED = "A process that trained has been ended from outside; what it had is not known."


class SweepRunner(QObject):
    """Computes one sweep at a time; all of this is the window's thread, which never waits.

    Attributes:
        atlas: what is known by now of the sweep that was begun last; None before the first.

    Signals:
        changed: the Atlas, in which more is known.
        ended: nothing more will come; whether all is known.
        failed: a sentence on why it ended before.
    """

    changed = Signal(object)
    ended = Signal(bool)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        """Wait for a sweep."""
        super().__init__(parent)
        self.atlas: Atlas | None = None
        self._flight: LocalFlight | None = None
        self._began, self._known = 0.0, 0  # when, and how many starts were known then
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)

    @property
    def is_on(self) -> bool:
        """Whether a sweep is under way."""
        return self._flight is not None

    @property
    def seconds_left(self) -> float:
        """How long it will go on at the pace it has had; inf while nothing is known of that."""
        found = 0 if self.atlas is None else self.atlas.known - self._known
        if self.atlas is None or not found:
            return float("inf")
        return (time.monotonic() - self._began) * self.atlas.unknown / found

    def begin(self, atlas: "Atlas") -> None:
        """Compute what an atlas lacks, in place of another that may be under way."""
        from streetlight_gui.core.ensemble.local_flight import LocalFlight

        self._stop()
        self.atlas, self._known, self._began = atlas, atlas.known, time.monotonic()
        self._flight = LocalFlight(atlas)
        self._timer.start()
        self.changed.emit(atlas)

    @Slot()
    def cancel(self) -> None:
        """Compute no more; what is known stays."""
        if self.is_on:
            self._stop()
            self.ended.emit(False)

    @Slot()
    def _look(self) -> None:
        flight = self._flight
        if flight is None or self.atlas is None:
            return
        try:
            results = flight.landed(0)
        except BrokenExecutor:
            self.cancel()
            self.failed.emit(_ENDED)
            return
        except Exception:
            self.cancel()  # what is broken is told once
            raise
        if results:
            self.atlas = self.atlas.more(results)
            self.changed.emit(self.atlas)
        if flight is self._flight and flight.is_over:  # else whoever heard of it has ended it
            self._stop()
            self.ended.emit(self.atlas.is_whole)

    def _stop(self) -> None:
        """Leave what is under way, without waiting for it."""
        self._timer.stop()
        if self._flight is not None:
            self._flight.end()
            self._flight = None
