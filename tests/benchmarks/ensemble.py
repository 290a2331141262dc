"""Many networks at once: nanoseconds for a network and example, processes, memory."""

import json
import resource
import statistics
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from streetlight_gui.core.ensemble.block import layout_of
from streetlight_gui.core.ensemble.driver import results, worker_processes
from streetlight_gui.core.ensemble.start_parameters import start_parameters
from streetlight_gui.core.ensemble.sweep import Sweep, grid
from streetlight_gui.core.ensemble.training import train
from streetlight_gui.core.training.settings import BOOK, Settings
from tests.benchmarks.rows import (
    Row,
    at_least,
    at_most,
    in_fresh_process,
    spread_of,
    without_target,
)
from tests.benchmarks.training import book_seconds

_WIDTHS = (256, 512, 1024, 2048, 4096, 8192, 16384)
_ASKED_FOR = 4096
_ROUNDS, _NETWORKS = 20, 16384
_ITERATIONS = 30  # too few for any network to be left out
_SWEEPS = (10_000, 100_000, 1_000_000)
_TURNS = 9
_SETTINGS = Settings.choose(BOOK)


def _ns(width: int) -> float:
    """Return the CPU nanoseconds for a network and example in blocks of so many."""
    parameters = start_parameters(layout_of(_SETTINGS), range(_NETWORKS))
    start = time.thread_time()
    train(_SETTINGS, parameters, _ITERATIONS, width=width)
    return (time.thread_time() - start) / (_NETWORKS * _ITERATIONS * len(BOOK)) * 1e9


def _blocks() -> list[Row]:
    found: dict[int, list[float]] = {width: [] for width in _WIDTHS}
    ratios = []
    for _ in range(_ROUNDS):
        for width in _WIDTHS:
            found[width].append(_ns(width))
        ratios.append(book_seconds() * 1e9 / found[_ASKED_FOR][-1])
    rows = []
    for width, values in found.items():
        name, ns = f"training {width:,} networks side by side", statistics.median(values)
        is_asked_for = width == _ASKED_FOR
        unit = "ns a network and example"
        rows.append(
            at_most(name, ns, 25, unit, spread_of(values))
            if is_asked_for
            else without_target(name, ns, unit)
        )
    name = f"the same, {_ASKED_FOR:,} against one"
    ratio = at_least(name, statistics.median(ratios), 480, "x the book's loop", spread_of(ratios))
    return [*rows, ratio]


def _sweeps() -> list[Row]:
    """Sweep ever more starts: time and memory."""
    found = [in_fresh_process("ensemble", str(networks)) for networks in _SWEEPS]
    first, last = found[0], found[-1]
    growth = (last["seconds"] / first["seconds"]) / (_SWEEPS[-1] / _SWEEPS[0])
    seconds = ", ".join(f"{each['seconds']:.2f}" for each in found)
    counts = f"{_SWEEPS[0]:,} to {_SWEEPS[-1]:,} starts"
    return [
        at_most(f"time, {counts} ({seconds} s)", growth, 1.1, "x a straight line"),
        at_most(f"memory, {counts}", last["mb"] - first["mb"], 10, "MB more"),
    ]


def _processes() -> Row:
    """Sweep with one process and with two, in turns."""
    networks = _SWEEPS[1]
    with _workers(1) as one, _workers(2) as two:
        ratios = [_seconds(networks, one) / _seconds(networks, two) for _ in range(_TURNS)]
    name = f"a sweep of {networks:,} starts, two processes"
    return at_least(name, statistics.median(ratios), 1.8, "x one", spread_of(ratios))


def measure() -> list[Row]:
    return [*_blocks(), _processes(), *_sweeps()]


@contextmanager
def _workers(processes: int) -> Iterator[Executor]:
    with worker_processes(processes) as executor:
        for each in [executor.submit(time.sleep, 1) for _ in range(processes)]:
            each.result()  # all processes have started
        _seconds(_SWEEPS[0], executor)  # and have loaded what they need
        yield executor


def _seconds(networks: int, executor: Executor) -> float:
    sweep = Sweep(grid(_SETTINGS, 60, {}), range(networks))
    start = time.perf_counter()
    assert sum(len(each.outcomes) for each in results(sweep.chunks(), executor)) == networks
    return time.perf_counter() - start


def _sweep(networks: int) -> dict[str, float]:
    """Sweep so many starts; return seconds, and the memory of the largest process in MB."""
    with _workers(1) as executor:
        seconds = _seconds(networks, executor)
    everyone = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    memory = max(resource.getrusage(each).ru_maxrss for each in everyone)
    return {"seconds": seconds, "mb": memory / 1024}


if __name__ == "__main__":
    print(json.dumps(_sweep(int(sys.argv[1]))))
