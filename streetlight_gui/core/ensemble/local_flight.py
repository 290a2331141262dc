"""A whole sweep under way on this machine, for who looks now and then instead of waiting."""

from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor

from streetlight_gui.core.ensemble.driver import (
    Flight,
    end_at_once,
    processors,
    worker_processes,
)
from streetlight_gui.core.ensemble.sweep import Sweep

_QUICK_S = 0.5  # what takes less is done before other processes have started


class LocalFlight(Flight):
    """Runs the chunks of a sweep on a thread if that is quick, else on a process a processor."""

    def __init__(self, sweep: Sweep) -> None:
        """Send off the first chunks."""
        count = 1 if sweep.seconds < _QUICK_S else processors()
        self._local: Executor = ThreadPoolExecutor(1) if count == 1 else worker_processes(count)
        super().__init__(sweep.chunks(), self._local, 2 * count)

    def end(self) -> None:
        """Leave what is under way, without waiting for it."""
        self.cancel()
        if isinstance(self._local, ProcessPoolExecutor):
            end_at_once(self._local)
        else:
            self._local.shutdown(wait=False, cancel_futures=True)
