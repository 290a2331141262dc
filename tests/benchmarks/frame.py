"""What a frame at full speed costs, also on a slow machine, beside the book's loop."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from PySide6.QtWidgets import QAbstractButton

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

_PARTS, _PART_MS = 20, 500  # of a run: figures and their spread
_CLICKS = 60


def measure() -> list[Row]:
    """Return what frames cost on this machine, and what is left of it on a slow one."""
    return [
        *_cost_rows("a frame, weights in motion", "in_motion", 150),
        *_cost_rows("a frame, 6 lights, 3 layers of 16", "largest", 450),
        *_slow_rows(),
    ]


def _cost_rows(what: str, settings: str, target: float) -> list[Row]:
    run = in_fresh_process("frame", settings)
    costs = run["frame_examples"]
    name = f"{what} ({np.median(run['frame_ms']):.3g} ms of the window's thread)"
    return [
        at_most(name, np.median(costs), target, "examples of the book's loop", spread_of(costs))
    ]


def _slow_rows() -> list[Row]:
    run = in_fresh_process("frame", "slow")
    trained, frames = run["training_share"], run["frames_per_second"]
    clicks = run["click_ms"]
    what = "one core shared with a busy process"
    return [
        at_least(
            f"{what}: training", np.median(trained), 40, "% of the CPU time", spread_of(trained)
        ),
        at_least("  frames", np.median(frames), 25, "frames/s", spread_of(frames)),
        at_most("  click to painted", percentile(clicks, 99), 100, "ms (99 %)", spread_of(clicks)),
        without_target("  speed", run["speed"], "x the book's loop alone"),
    ]


def _measure_cost(stage: Stage) -> dict[str, Any]:
    """Compare parts of a run with the book's loop, measured in between."""
    milliseconds, examples = [], []
    stage.run_at_full_speed()
    for _ in range(_PARTS):
        frames, start = len(stage.paints.times), time.thread_time()
        stage.wait(_PART_MS)
        seconds = (time.thread_time() - start) / (len(stage.paints.times) - frames)
        milliseconds.append(1000 * seconds)
        examples.append(seconds / book_seconds())
    return {"frame_ms": milliseconds, "frame_examples": examples}


def _measure_slow(stage: Stage) -> dict[str, Any]:
    """Share one core with a busy process; tell what training and the display get."""
    alone = book_seconds()
    core = min(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {core})
    lamp = stage.window.findChild(QAbstractButton, "light_2")
    with _busy_process(core):
        stage.run_at_full_speed()
        shares, frames = [], []
        trained, began = stage.updates, time.perf_counter()
        for _ in range(_PARTS):
            painted, start = len(stage.paints.times), time.perf_counter()
            ours, all_ours = time.thread_time(), time.process_time()
            stage.wait(_PART_MS)
            spent = time.process_time() - all_ours
            shares.append(100 * (1 - (time.thread_time() - ours) / spent))
            frames.append((len(stage.paints.times) - painted) / (time.perf_counter() - start))
        speed = (stage.updates - trained) / (time.perf_counter() - began) * alone
        clicks = [click(stage, lamp) for _ in range(_CLICKS) if not stage.wait(50)]
    return {
        "training_share": shares,
        "frames_per_second": frames,
        "click_ms": clicks,
        "speed": speed,
    }


@contextmanager
def _busy_process(core: int) -> Iterator[None]:
    code = f"import os; os.sched_setaffinity(0, {{{core}}})\nwhile True: pass"
    with subprocess.Popen([sys.executable, "-c", code]) as process:
        try:
            yield
        finally:
            process.kill()


def _measure_here(name: str) -> dict[str, Any]:
    stage = Stage({"in_motion": in_motion, "slow": in_motion, "largest": largest}[name]())
    found = _measure_slow(stage) if name == "slow" else _measure_cost(stage)
    stage.close()
    return found


if __name__ == "__main__":
    print(json.dumps(_measure_here(sys.argv[1])))
