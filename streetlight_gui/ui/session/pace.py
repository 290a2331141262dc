"""How fast a run trains."""

import math
import time
from collections.abc import Callable

BURST_INTERVAL_S = 0.016
_LEAST_BURST_S, _LONGEST_BURST_S = 0.004, 0.010  # of computing
_USED_SHARE = 0.85  # of the interval: a display that comes late finds the interpreter lock free
_NEW_SHARE = 0.1  # of what was measured last, in a running mean


class Pace:
    """Counts the updates that are due at a speed.

    Attributes:
        speed: examples per second; infinity is as fast as the machine goes.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        """Begin at full speed; `clock` gives seconds."""
        self.speed = math.inf
        self._clock = clock
        self._credit = 0.0  # updates that are due
        self._credited_at = 0.0

    def begin(self) -> None:
        """Let a run begin, with an update at once."""
        self._credit, self._credited_at = 1.0, self._clock()

    def change(self, speed: float) -> None:
        """Go at another speed from now on."""
        self.speed = speed
        self._credit, self._credited_at = min(self._credit, 1.0), self._clock()

    def take_due(self, examples: int) -> float:
        """Return how many whole updates are due since the last time, which count as made.

        examples: how many share an update.
        """
        if math.isinf(self.speed):
            return math.inf
        now = self._clock()
        self._credit += (now - self._credited_at) * self.speed / examples
        self._credited_at = now
        due = math.floor(self._credit)
        self._credit -= due
        return due


class BurstBudget:
    """Gives a burst what the display leaves of each interval, as both need the interpreter lock.

    It counts the seconds that threads compute. By the clock on the wall most of a burst would go
    by, on a slow machine, while the display or another program has the processor.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.perf_counter,
        cpu_clock: Callable[[], float] = time.thread_time,
        process_clock: Callable[[], float] = time.process_time,
    ) -> None:
        """Know nothing of the display yet.

        Args:
            clock: gives seconds.
            cpu_clock: gives the seconds that this thread has computed.
            process_clock: gives the seconds that all threads of the program have.
        """
        self._clock, self._cpu_clock, self._process_clock = clock, cpu_clock, process_clock
        self._began_at, self._others_before = clock(), process_clock()
        self._display_share = 0.0  # of the time
        self._end = 0.0

    def begin(self) -> None:
        """Let a burst begin."""
        now, own = self._clock(), self._cpu_clock()
        others = self._process_clock() - own
        if now > self._began_at:
            share = (others - self._others_before) / (now - self._began_at)
            self._display_share += _NEW_SHARE * (share - self._display_share)
        self._began_at, self._others_before = now, others
        left = BURST_INTERVAL_S * (_USED_SHARE - self._display_share)
        self._end = own + min(max(left, _LEAST_BURST_S), _LONGEST_BURST_S)

    @property
    def is_spent(self) -> bool:
        """Whether the burst must end."""
        return self._cpu_clock() >= self._end
