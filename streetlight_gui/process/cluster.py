"""The workers of a Dask cluster, which somebody has started, as an executor; needs dask."""

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from typing import Any, TypeVar

from streetlight_gui import __version__

_RETRIES = 3  # of a chunk whose worker has gone

T = TypeVar("T")


class WorkerError(Exception):
    """A worker has no Streetlight, or another one, whose numbers may be others; or workers die."""


@contextmanager
def cluster(address: str, patience_s: float) -> Iterator[tuple[Executor, int]]:
    """Connect to the scheduler at an address, such as `tcp://localhost:8786`, until the end.

    Yields the workers as an executor, and how many chunks they can take at a time by now. When the
    scheduler goes, what it has not yet answered is cancelled.

    Raises:
        ValueError: none has answered after so many seconds, or dask is not installed.
        WorkerError: a worker could not do what was asked of it inside the block.
    """
    try:
        from distributed import Client, KilledWorker  # only here: few have a cluster
    except ImportError:
        rule = "a cluster needs the packages dask and distributed"
        raise ValueError(f"{rule}: install Streetlight's extra cluster") from None
    for name in ("client", "comm", "core"):
        logging.getLogger(f"distributed.{name}").setLevel(logging.CRITICAL)  # it is told here
    try:
        client = Client(address, timeout=patience_s)
    except (OSError, ValueError) as error:
        raise ValueError(f"no Dask scheduler has answered: {error}") from None
    with client:
        try:
            yield _Workers(client.get_executor(retries=_RETRIES)), sum(client.nthreads().values())
        except (ImportError, AttributeError) as error:  # raised as a worker unpacks its work
            raise WorkerError(f"a worker has no Streetlight {__version__} ({error})") from error
        except KilledWorker as error:
            raise WorkerError(f"workers die of a part of the sweep: {error}") from error


class _Workers(Executor):
    """Runs functions on workers that have this very version of Streetlight."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    def submit(self, function: Callable[..., T], /, *what: Any, **named: Any) -> Future[T]:
        return self._executor.submit(_in_version, __version__, function, *what, **named)


def _in_version(version: str, function: Callable[..., T], *what: Any, **named: Any) -> T:
    if version != __version__:
        raise WorkerError(f"a worker has Streetlight {__version__}, this is {version}")
    return function(*what, **named)
