"""Frames, throughput and the latency of a click, in the whole window."""

import json
import random
import sys
import time
from typing import Any

import numpy as np
import psutil
from PySide6.QtWidgets import QAbstractButton

from streetlight_gui.core.training.settings import Settings
from tests.benchmarks.rows import (
    Row,
    at_least,
    at_most,
    in_fresh_process,
    percentile,
    spread_of,
    without_target,
)
from tests.benchmarks.stage import Stage, click, in_motion, largest
from tests.benchmarks.training import book_seconds

_SECONDS = 20
_CLICKS = 200
_BOOK_LOOPS = 20


def measure() -> list[Row]:
    """Return frames, throughput and latency of full-speed runs."""
    return [*_measure_book(), *_measure_largest()]


def _measure_book() -> list[Row]:
    run = in_fresh_process("window", "in_motion")
    return [
        *_frame_rows("full speed, whole window, weights in motion", run["frames_ms"]),
        at_least(
            f"  examples trained meanwhile ({run['examples_per_second']:,.0f}/s)",
            run["examples_per_second"] * run["book_seconds"],
            0.8,
            "x the book's loop",
        ),
        at_most(
            "click to painted prediction, idle",
            percentile(run["idle_ms"], 99),
            1000 / 60,
            "ms (99th percentile)",
            spread_of(run["idle_ms"]),
        ),
        at_most(
            "click to painted prediction, full speed",
            percentile(run["busy_ms"], 99),
            33,
            "ms (99th percentile)",
            spread_of(run["busy_ms"]),
        ),
        at_most("close during a full-speed run", run["close_ms"], 200, "ms"),
    ]


def _measure_largest() -> list[Row]:
    run = in_fresh_process("window", "largest")
    return [
        *_frame_rows("full speed, 6 lights, 3 layers of 16", run["frames_ms"]),
        without_target("  examples trained meanwhile", run["examples_per_second"], "examples/s"),
        at_most("  memory", run["memory_mb"], 170, "MB"),
    ]


def _frame_rows(what: str, frames_ms: list[float]) -> list[Row]:
    rate, slowest = 1000 / float(np.mean(frames_ms)), percentile(frames_ms, 99)
    return [
        at_least(what, rate, 60, "frames/s"),
        at_most("  its 99th percentile frame", slowest, 20, "ms", spread_of(frames_ms)),
    ]


def _measure_here(settings: Settings) -> dict[str, Any]:
    stage = Stage(settings)
    book = float(np.median([book_seconds() for _ in range(_BOOK_LOOPS)]))
    lamp = stage.window.findChild(QAbstractButton, "light_2")
    idle = [click(stage, lamp) for _ in range(_CLICKS)]
    counts: list[tuple[float, int]] = []

    def count(snapshot: Any) -> None:
        counts.append((time.perf_counter(), snapshot.updates))

    stage.window.session.snapshot_changed.connect(count)
    stage.run_at_full_speed()
    stage.paints.times.clear()
    counts.clear()
    stage.wait(_SECONDS * 1000)
    frames = np.diff(stage.paints.times) * 1000
    (first, trained_before), (last, trained) = counts[0], counts[-1]
    chance = random.Random(1)  # noqa: S311 (any phase of the frame will do)
    busy = []
    for _ in range(_CLICKS):
        stage.wait(chance.randrange(5, 60))
        busy.append(click(stage, lamp))
    memory = psutil.Process().memory_info().rss / 1e6
    before_close = time.perf_counter()
    stage.close()
    return {
        "frames_ms": frames.tolist(),
        "examples_per_second": (trained - trained_before) / (last - first),
        "book_seconds": book,
        "memory_mb": memory,
        "idle_ms": idle,
        "busy_ms": busy,
        "close_ms": (time.perf_counter() - before_close) * 1000,
    }


if __name__ == "__main__":
    print(json.dumps(_measure_here({"in_motion": in_motion, "largest": largest}[sys.argv[1]]())))
