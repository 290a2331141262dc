"""A whole sweep under way on this machine, for who looks now and then instead of waiting."""

from streetlight_gui.core.ensemble.driver import Flight, end_at_once, local_workers
from streetlight_gui.core.ensemble.sweep import Sweep


class LocalFlight(Flight):
    """Runs the chunks of a sweep on workers of its own."""

    def __init__(self, sweep: Sweep) -> None:
        """Send off the first chunks."""
        executor, count = local_workers(sweep)
        super().__init__(sweep.chunks(), executor, 2 * count)

    def end(self) -> None:
        """Leave what is under way, without waiting for it."""
        end_at_once(self._executor)  # it cancels what waits: who does so before disturbs it
