"""Spreads the chunks of a sweep over the processes, threads or machines of an executor."""

import os
import signal
import threading
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import (
    FIRST_COMPLETED,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
    wait,
)
from itertools import islice
from multiprocessing import connection, get_context, parent_process

from streetlight_gui.core.ensemble.chunk_run import ChunkResult, run_chunk
from streetlight_gui.core.ensemble.sweep import Chunk, Sweep

_QUICK_S = 1  # what takes less is done on a thread before two processes, which must start, have it
_BETWEEN_LOOKS_S = 2.0


class Flight:
    """Chunks under way in an executor, at any time so many of them.

    They are taken only as they are needed: a sweep of any length takes the same memory.
    """

    def __init__(self, chunks: Iterable[Chunk], executor: Executor, in_flight: int) -> None:
        """Send off the first; the executor stays open."""
        self._coming, self._executor = iter(chunks), executor
        self._waiting = {self._run(chunk) for chunk in islice(self._coming, in_flight)}

    @property
    def is_over(self) -> bool:
        """Whether nothing is under way any more."""
        return not self._waiting

    def landed(self, timeout_s: float | None = None) -> list[ChunkResult]:
        """Return what has come since the last time, after waiting for some; send off more.

        Raises:
            Exception: what a chunk, or the executor, raises.
        """
        done, self._waiting = wait(self._waiting, timeout_s, FIRST_COMPLETED)
        self._waiting |= {self._run(chunk) for chunk in islice(self._coming, len(done))}
        return [future.result() for future in done]

    def cancel(self) -> None:
        """Drop chunks that wait; those under way end unheard."""
        for future in self._waiting:
            future.cancel()

    def _run(self, chunk: Chunk) -> "Future[ChunkResult]":
        return self._executor.submit(run_chunk, chunk)


def results(
    chunks: Iterable[Chunk],
    executor: Executor,
    in_flight: int = 4,
    look: Callable[[], object] | None = None,
) -> Generator[ChunkResult, None, None]:
    """Run chunks, and yield what comes of each as soon as it is there, in any order.

    To cancel, close the generator.

    Args:
        chunks: taken only as they are needed.
        executor: runs them; it stays open.
        in_flight: how many are under way or wait at any time: about two for each process keep all
            of them busy.
        look: called now and then while nothing comes.

    Raises:
        Exception: what a chunk, the executor or `look` raises.
    """
    flight = Flight(chunks, executor, in_flight)
    try:
        while not flight.is_over:
            landed = flight.landed(_BETWEEN_LOOKS_S if look else None)
            if look and not landed:
                look()
            yield from landed
    finally:
        flight.cancel()


def local_workers(sweep: Sweep, processes: int | None = None) -> tuple[Executor, int]:
    """Start what trains a sweep on this machine; return how many chunks it takes at a time, too.

    processes: how many; without a number a thread where that is quick, else one a processor.
    """
    if processes is None and sweep.seconds < _QUICK_S:
        return ThreadPoolExecutor(1), 1
    count = processes or processors()
    return worker_processes(count), count


def worker_processes(count: int) -> ProcessPoolExecutor:
    """Start an executor of so many processes on this machine.

    They are fresh interpreters, which load neither Qt nor anything else of a window, leave the
    processors to whatever else needs them, and end with the process that started them, however
    that ends. Training calls no BLAS, so none brings threads of its own.
    """
    context = get_context("spawn")
    return ProcessPoolExecutor(count, context, initializer=_begin_work)


def end_at_once(executor: Executor) -> None:
    """End processes without waiting for chunks under way, which may take minutes; or a thread.

    A thread cannot be ended: the chunk that it has goes on unheard, for half a second or so.
    """
    of_pool = getattr(executor, "_processes", None)  # `terminate_workers`, before Python 3.14
    processes = [*(of_pool or {}).values()]
    executor.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.terminate()


def processors() -> int:
    """Return how many processors this process may use."""
    known = getattr(os, "sched_getaffinity", None)
    return len(known(0)) if known else os.cpu_count() or 1


def _begin_work() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the process that started this
    if hasattr(os, "nice"):
        os.nice(10)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Wait for the end of the process that started this: a pool's own would wait for ever."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
