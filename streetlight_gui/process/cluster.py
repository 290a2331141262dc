"""The workers of a Dask cluster, which somebody has started, as an executor; needs dask."""

import logging
import pickle
import time
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from streetlight_gui import __version__
from streetlight_gui.process.cluster_machines import machines_at

_BETWEEN_LOOKS_S = 1.0
_OF_ONE_THREAD = "--nworkers -1 --nthreads 1"  # one for each processor
_PATIENCE_S = 10  # with a scheduler that has answered before

T = TypeVar("T")


class WorkerError(Exception):
    """A worker has no Streetlight, or another one, whose numbers may be others; or workers die."""


@dataclass(frozen=True)
class Cluster:
    """The workers at a scheduler.

    Attributes:
        executor: runs functions on workers.
        threads: how many they can run at a time by now.
        look: tells when there is no worker any more, which nothing else would; raises WorkerError
            where one does not fit this machine.
    """

    executor: Executor
    threads: int
    look: Callable[[], None]


@contextmanager
def cluster(address: str, patience_s: float, tell: Callable[[str], object]) -> Iterator[Cluster]:
    """Connect to the scheduler at an address, such as `tcp://localhost:8786`, until the end.

    Waits for the first worker. When the scheduler goes, what it has not yet answered is cancelled.

    Args:
        address: of the scheduler.
        patience_s: how many seconds it has to answer.
        tell: called with a sentence when there is no worker, or one that is slow.

    Raises:
        ValueError: none has answered after so many seconds, or dask is not installed.
        CancelledError: the scheduler has gone.
        WorkerError: a worker could not do what was asked of it inside the block.
    """
    try:
        from distributed import Client, KilledWorker  # only here: few have a cluster
    except ImportError:
        rule = "a cluster needs the packages dask and distributed"
        raise ValueError(f"{rule}: install Streetlight's extra cluster") from None
    _quieten()
    watch = _Watch(address, tell)
    watch.wait_for_worker(patience_s)
    try:
        client = Client(address, timeout=patience_s)
    except OSError:
        raise CancelledError from None  # it was there a moment ago
    with client:
        threads = client.nthreads().values()
        if max(threads, default=1) > 1:
            tell(f"the threads of a worker hinder each other: start workers with {_OF_ONE_THREAD}")
        try:
            yield Cluster(_Workers(client.get_executor(), watch), sum(threads), watch.look)
        except WorkerError:
            watch.look()  # it says which worker, if that is still there
            raise
        except KilledWorker as error:
            raise WorkerError(f"workers die of a part of the sweep: {error}") from error


def _quieten() -> None:
    """Keep Dask from telling what is told here."""
    for name in ("client", "comm", "core"):
        logging.getLogger(f"distributed.{name}").setLevel(logging.CRITICAL)
    warnings.filterwarnings("ignore", "Mismatched versions found")


class _Watch:
    """Looks at a cluster now and then."""

    def __init__(self, address: str, tell: Callable[[str], object]) -> None:
        self._address, self._tell = address, tell
        self._is_told = False  # that there is no worker, since there was one

    def wait_for_worker(self, patience_s: float) -> None:
        """Wait until there is one: nobody has looked yet at one that comes to waiting work.

        Raises:
            ValueError: no scheduler has answered after so many seconds.
            CancelledError: it has gone while there was no worker.
            WorkerError: a machine does not fit this one.
        """
        self._look(patience_s)
        while self._is_told:
            time.sleep(_BETWEEN_LOOKS_S)
            try:
                self._look(_PATIENCE_S)
            except ValueError:
                raise CancelledError from None

    def note_worker(self) -> None:
        """Note that there was one: something is done."""
        self._is_told = False

    def look(self) -> None:
        """As of `Cluster`; where the scheduler has gone, what it had is cancelled without this."""
        with suppress(ValueError):
            self._look(_PATIENCE_S)

    def _look(self, patience_s: float) -> None:
        machines = machines_at(self._address, patience_s)
        if machines.misfit:
            raise WorkerError(machines.misfit)
        if not machines.workers and not self._is_told:
            starts = f"'dask worker {self._address} {_OF_ONE_THREAD}' starts them"
            self._tell(f"no worker is there: {starts}")
        self._is_told = not machines.workers


class _Workers(Executor):
    """Runs functions on workers that have this very version of Streetlight.

    Dask would unpickle a function of Streetlight's on the scheduler, which needs none, and before
    it runs, where an error ends a worker instead of being told.
    """

    def __init__(self, executor: Executor, watch: _Watch) -> None:
        self._executor, self._watch = executor, watch

    def submit(self, function: Callable[..., T], /, *what: Any, **named: Any) -> Future[T]:
        call = pickle.dumps(_Call(function, what, named))
        answer, told = self._executor.submit(pickle.loads, call), Future[T]()
        told.add_done_callback(lambda _: answer.cancel())  # with it, if it is under way
        answer.add_done_callback(partial(self._tell, told))
        return told

    def _tell(self, told: "Future[T]", answer: "Future[T]") -> None:
        """Pass on what a worker answers; what it cannot load is said of the worker."""
        self._watch.note_worker()
        if answer.cancelled():
            told.cancel()
        if not told.set_running_or_notify_cancel():
            return
        error = answer.exception()
        if isinstance(error, ImportError | AttributeError | pickle.UnpicklingError):
            refusal = WorkerError(f"a worker has no Streetlight {__version__} ({error})")
            refusal.__cause__, error = error, refusal
        if error is None:
            told.set_result(answer.result())
        else:
            told.set_exception(error)


@dataclass(frozen=True)
class _Call:
    """Is unpickled as what a function returns."""

    function: Callable[..., object]
    what: tuple[Any, ...]
    named: dict[str, Any]

    def __reduce__(self) -> tuple[object, ...]:
        return _in_version, (__version__, self.function, self.what, self.named)


def _in_version(
    version: str, function: Callable[..., T], what: tuple[Any, ...], named: dict[str, Any]
) -> T:
    if version != __version__:
        raise WorkerError(f"a worker has Streetlight {__version__}, this is {version}")
    return function(*what, **named)
