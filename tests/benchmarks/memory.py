"""Resident memory during a long full-speed run."""

import json
import sys
from typing import Any

import psutil

from tests.benchmarks.rows import Row, at_most, in_fresh_process
from tests.benchmarks.stage import Stage, book

_MEGABYTE = 1e6


def measure(minutes: float) -> list[Row]:
    """Return memory and its growth after the first tenth of the run."""
    run = in_fresh_process("memory", str(minutes))
    return [
        at_most("memory at full speed", run["late_mb"], 170, "MB"),
        at_most(
            f"  its growth, minute {minutes / 10:g} to {minutes:g}",
            run["late_mb"] - run["early_mb"],
            5,
            "MB",
        ),
    ]


def _measure_here(minutes: float) -> dict[str, Any]:
    stage = Stage(book())
    process = psutil.Process()
    stage.run_at_full_speed()
    stage.wait(round(minutes * 6_000))
    early = process.memory_info().rss
    stage.wait(round(minutes * 54_000))
    late = process.memory_info().rss
    stage.close()
    return {"early_mb": early / _MEGABYTE, "late_mb": late / _MEGABYTE}


if __name__ == "__main__":
    print(json.dumps(_measure_here(float(sys.argv[1]))))
