"""A guard against flashing, with a clock that a test moves."""


class Guarded:
    """A guard, a clock that a test moves, and what was shown when."""

    def __init__(self, kind) -> None:
        self.now = 50.0
        self.guard = kind(lambda: self.now)
        self.shown = []
        self.guard.passed.connect(lambda value: self.shown.append((self.now, value)))

    @property
    def values(self):
        return [value for _, value in self.shown]

    def wait(self, seconds: float) -> None:
        """Let time pass, and the guard's timer fire."""
        self.now += seconds
        self.guard.release()
