"""What it costs to send a chunk of a sweep through Dask, to a worker on this machine and back."""

import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from itertools import count, islice

from streetlight_gui.core.ensemble.chunk_run import run_chunk
from streetlight_gui.core.ensemble.driver import worker_processes
from streetlight_gui.core.ensemble.sweep import Chunk
from streetlight_gui.core.training.settings import BOOK, Settings
from streetlight_gui.process.cluster import cluster
from tests.benchmarks.rows import Row, spread_of, without_target

_ROUNDS, _CHUNKS = 20, 20
_NETWORKS = 16384  # of the largest chunks, whose results are the largest to send
_PATIENCE_S = 30
_SETTINGS = Settings.choose(BOOK)


def measure() -> list[Row]:
    """Return what Dask adds to a chunk beside a process pool; nothing without the extra cluster."""
    if find_spec("distributed") is None:
        return []
    seeds = count(step=_NETWORKS)
    with _dask() as dask, worker_processes(1) as pool:
        _milliseconds(dask, seeds), _milliseconds(pool, seeds)  # both have loaded what they need
        found = [(_milliseconds(dask, seeds), _milliseconds(pool, seeds)) for _ in range(_ROUNDS)]
    added = [of_dask - of_pool for of_dask, of_pool in found]
    name = f"a chunk of {_NETWORKS:,} networks through Dask"
    unit = "ms more than a process here"
    return [without_target(name, statistics.median(added), unit, spread_of(added))]


def _milliseconds(executor: Executor, seeds: Iterator[int]) -> float:
    """Return how long a chunk of one iteration takes, one after the other, to the result.

    seeds: the first of each chunk, never the same: Dask would remember what came of it.
    """
    start = time.perf_counter()
    for first in islice(seeds, _CHUNKS):
        chunk = Chunk(0, _SETTINGS, 1, range(first, first + _NETWORKS))
        executor.submit(run_chunk, chunk).result()
    return 1000 * (time.perf_counter() - start) / _CHUNKS


@contextmanager
def _dask() -> Iterator[Executor]:
    """Start a scheduler and a worker; connect to them."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    address = f"tcp://127.0.0.1:{port}"
    with ExitStack() as started:
        started.enter_context(_process("scheduler", "--host", "127.0.0.1", "--port", port))
        started.enter_context(_process("worker", address, "--nthreads", "1"))
        yield started.enter_context(cluster(address, _PATIENCE_S, print)).executor


@contextmanager
def _process(kind: str, *options: str) -> Iterator[None]:
    command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *options, "--no-dashboard"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        process.wait()
