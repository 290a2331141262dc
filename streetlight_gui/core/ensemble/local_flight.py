"""What an atlas lacks, under way on this machine, for who looks now and then instead of waiting."""

from streetlight_gui.core.ensemble.atlas import Atlas
from streetlight_gui.core.ensemble.driver import Flight, end_at_once, local_workers


class LocalFlight(Flight):
    """Runs the chunks that are missing on workers of its own."""

    def __init__(self, atlas: Atlas) -> None:
        """Send off the first chunks."""
        executor, count = local_workers(atlas.sweep)
        super().__init__(atlas.missing(), executor, 2 * count)

    def end(self) -> None:
        """Leave what is under way, without waiting for it."""
        end_at_once(self._executor)  # it cancels what waits: who does so before disturbs it
