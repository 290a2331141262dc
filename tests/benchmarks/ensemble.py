"""Many networks at once: nanoseconds for a network and example, processes, memory."""

import json
import resource
import statistics
import sys
import time

from streetlight_gui.core.ensemble.block import layout_of
from streetlight_gui.core.ensemble.driver import results, worker_processes
from streetlight_gui.core.ensemble.starts import start_parameters
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
    """Sweep with one process and with two, and ever more starts: time and memory."""
    found = [in_fresh_process("ensemble", str(networks), "1") for networks in _SWEEPS]
    first, last = found[0], found[-1]
    growth = (last["seconds"] / first["seconds"]) / (_SWEEPS[-1] / _SWEEPS[0])
    both = in_fresh_process("ensemble", str(_SWEEPS[1]), "2")
    seconds = ", ".join(f"{each['seconds']:.2f}" for each in found)
    counts = f"{_SWEEPS[0]:,} to {_SWEEPS[-1]:,} starts"
    return [
        at_least(
            f"a sweep of {_SWEEPS[1]:,} starts, two processes",
            found[1]["seconds"] / both["seconds"],
            1.8,
            "x one",
        ),
        at_most(f"time, {counts} ({seconds} s)", growth, 1.1, "x a straight line"),
        at_most(f"memory, {counts}", last["mb"] - first["mb"], 10, "MB more"),
    ]


def measure() -> list[Row]:
    return [*_blocks(), *_sweeps()]


def _sweep(networks: int, processes: int) -> dict[str, float]:
    """Sweep so many starts; return seconds, and the memory of the largest process in MB."""
    sweep = Sweep(grid(_SETTINGS, 60, {}), range(networks))
    with worker_processes(processes) as executor:
        for each in [executor.submit(time.sleep, 1) for _ in range(processes)]:
            each.result()  # all processes have started
        start = time.perf_counter()
        rows = sum(len(each.outcomes) for each in results(sweep.chunks(), executor))
        seconds = time.perf_counter() - start
    assert rows == networks
    everyone = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    memory = max(resource.getrusage(each).ru_maxrss for each in everyone)
    return {"seconds": seconds, "mb": memory / 1024}


if __name__ == "__main__":
    print(json.dumps(_sweep(*map(int, sys.argv[1:]))))
