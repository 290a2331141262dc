"""From process to painted window, and what importing the core costs."""

import statistics
import subprocess
import sys
import time

from tests.benchmarks.rows import Row, at_most, spread_of

_STARTS = 9
_IMPORTS = 15

_IMPORT = "import time; t = time.perf_counter(); import {}; print(time.perf_counter() - t)"


def measure() -> list[Row]:
    """Return the time to a painted window and the cost of importing the core."""
    starts = [_start_window() for _ in range(_STARTS)]
    numpy, core = [], []
    for _ in range(_IMPORTS):
        numpy.append(_import_seconds("numpy"))
        core.append(_import_seconds("streetlight_gui.core"))
    ratio = statistics.median(core) / statistics.median(numpy)
    ratios = [c / n for c, n in zip(core, numpy, strict=True)]
    return [
        at_most("start to painted window", statistics.median(starts), 1.0, "s", spread_of(starts)),
        at_most("import streetlight_gui.core", ratio, 1.3, "x import numpy", spread_of(ratios)),
    ]


def _start_window() -> float:
    """Start the program as a person does; return the seconds until its diagram is painted."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "tests.benchmarks.first_paint"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        process.stdout.readline()
        seconds = time.perf_counter() - start
        process.communicate()
    return seconds


def _import_seconds(module: str) -> float:
    command = [sys.executable, "-c", _IMPORT.format(module)]
    return float(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
