"""The atlas of starts in the whole window: how soon it is complete, and frames beside it."""

import json
import statistics
import sys
import time

import numpy as np
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox

from streetlight_gui.ui.panels.starts_form import COUNTS
from tests.benchmarks.rows import Row, at_least, at_most, in_fresh_process, percentile, spread_of
from tests.benchmarks.stage import PaintTimes, Stage, book, in_motion

_WINDOWS = 5
_SOON, _MANY = 1000, 100_000  # starts
_ITERATIONS = 10_000  # they take longer than is measured
_SECONDS = 10


def measure() -> list[Row]:
    """Return how soon a window's first starts are on screen, and its frames beside many more."""
    soon = [in_fresh_process("starts", "soon")["seconds"] for _ in range(_WINDOWS)]
    frames_ms = in_fresh_process("starts", "beside")["frames_ms"]
    rate, slowest = 1000 / float(np.mean(frames_ms)), percentile(frames_ms, 99)
    name = f"the first {_SOON:,} starts complete on screen"
    return [
        at_most(name, statistics.median(soon), 5, "s", spread_of(soon)),
        at_least(f"full speed, while {_MANY:,} starts are tried", rate, 60, "frames/s"),
        at_most("  its 99th percentile frame", slowest, 20, "ms", spread_of(frames_ms)),
    ]


def _try(stage: Stage, count: int) -> float:
    """Ask the page of starts for so many, as a person does; return when it was clicked."""
    views = stage.window.views
    views.pages.turn_to(views.starts)
    stage.window.findChild(QComboBox, "starts_combo").setCurrentIndex(COUNTS.index(count))
    stage.wait(500)
    clicked = time.perf_counter()
    stage.window.findChild(QAbstractButton, "try_starts_button").click()
    return clicked


def _seconds_until_shown() -> dict[str, float]:
    stage = Stage(book())
    page = stage.window.views.starts.page
    paints = PaintTimes(page.dots)
    clicked = _try(stage, _SOON)
    while page.atlas is None or not page.atlas.is_whole:
        stage.wait(5)
    stage.wait(500)  # the last paint has all of them
    stage.close()
    return {"seconds": paints.times[-1] - clicked}


def _frames_beside() -> dict[str, list[float]]:
    stage = Stage(in_motion())
    stage.run_at_full_speed()
    page = stage.window.views.starts.page
    page.findChild(QAbstractSpinBox, "starts_iterations_spin").setValue(_ITERATIONS)
    _try(stage, _MANY)
    stage.wait(2000)  # the processes have started
    stage.paints.times.clear()
    stage.wait(_SECONDS * 1000)
    frames = np.diff(stage.paints.times) * 1000
    stage.close()
    return {"frames_ms": frames.tolist()}


if __name__ == "__main__":
    print(json.dumps({"soon": _seconds_until_shown, "beside": _frames_beside}[sys.argv[1]]()))
