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
        is_quick = sweep.seconds < _QUICK_S
        count = 1 if is_quick else processors()
        self._local: Executor = ThreadPoolExecutor(1) if is_quick else worker_processes(count)
        super().__init__(sweep.chunks(), self._local, 2 * count)

    def end(self) -> None:
        """Leave what is under way, without waiting for it."""
        if isinstance(self._local, ProcessPoolExecutor):
            end_at_once(self._local)  # it cancels what waits: who does so before disturbs it
        else:
            self._local.shutdown(wait=False, cancel_futures=True)
