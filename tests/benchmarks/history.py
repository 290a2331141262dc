"""Time travel: jumps in a long run, and what its history weighs."""

import json
import random
import time
from typing import Any

import psutil

from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.replay.cursor import Cursor
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.training.settings import Settings
from tests.benchmarks.rows import Row, at_most, in_fresh_process, percentile, spread_of

_EXAMPLES = 1_000_000
_JUMPS = 200
_MANY_EXAMPLES = 10_000_000


def measure() -> list[Row]:
    """Return the latency of jumps in a run of a million examples, and its memory after ten."""
    run = in_fresh_process("history")
    jumps = run["jumps_ms"]
    text = f"jump in a run of {_EXAMPLES:,} examples"
    return [
        at_most(f"{text}, median", percentile(jumps, 50), 100, "ms", spread_of(jumps)),
        at_most("  its 99th percentile", percentile(jumps, 99), 100, "ms"),
        at_most("  history in memory", run["million_mb"], 64, "MB"),
        at_most("  peak memory of those jumps, above the start", run["peak_mb"], 64, "MB"),
        at_most(f"  history of {_MANY_EXAMPLES:,} examples", run["many_mb"], 64, "MB"),
    ]


def _measure_here() -> dict[str, Any]:
    process, chance = psutil.Process(), random.Random(1)  # noqa: S311 (any moments will do)
    cursor = Cursor(Run(Settings.choose(Problem.preset("streetlights"))))
    empty = process.memory_info().rss
    cursor.advance(_EXAMPLES)
    million = process.memory_info().rss
    jumps, peak = [], million
    for _ in range(_JUMPS):
        start = time.perf_counter()
        cursor.go_to(chance.randrange(_EXAMPLES))
        jumps.append((time.perf_counter() - start) * 1000)
        peak = max(peak, process.memory_info().rss)
    cursor.go_to(_EXAMPLES)
    cursor.advance(_MANY_EXAMPLES - _EXAMPLES)
    many = process.memory_info().rss
    return {
        "jumps_ms": jumps,
        "peak_mb": (peak - empty) / 1e6,
        "million_mb": (million - empty) / 1e6,
        "many_mb": (many - empty) / 1e6,
    }


if __name__ == "__main__":
    print(json.dumps(_measure_here()))
