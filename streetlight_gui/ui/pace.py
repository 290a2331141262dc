"""How fast a run trains."""

import math
from collections.abc import Callable


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
