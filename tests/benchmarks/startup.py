"""From process to painted window, and what importing the core costs, beside the libraries'."""

import os
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
    starts, bases, numpy, core = [], [], [], []
    _start_window()  # the first one compiles what has changed
    for _ in range(_STARTS):
        bases.append(_process_seconds())
        starts.append(_start_window())
    for _ in range(_IMPORTS):
        numpy.append(_import_seconds("numpy"))
        core.append(_import_seconds("streetlight_gui.core"))
    name = f"start to painted window ({statistics.median(starts):.2f} s)"
    return [
        _ratio_row(name, starts, bases, 2.5, "x importing numpy and Qt"),
        _ratio_row("import streetlight_gui.core", core, numpy, 1.2, "x import numpy"),
    ]


def _ratio_row(what: str, ours: list[float], bases: list[float], target: float, unit: str) -> Row:
    ratios = [our / base for our, base in zip(ours, bases, strict=True)]
    ratio = statistics.median(ours) / statistics.median(bases)
    return at_most(what, ratio, target, unit, spread_of(ratios))


def _environment() -> dict[str, str]:
    """Return this one's, as an installed program has it, whose modules are compiled."""
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def _process_seconds() -> float:
    """Return the seconds that a process takes that loads NumPy and Qt's widgets."""
    start = time.perf_counter()
    command = [sys.executable, "-c", "import numpy, PySide6.QtWidgets"]
    subprocess.run(command, check=True, env=_environment())
    return time.perf_counter() - start


def _start_window() -> float:
    """Start the program as a person does; return the seconds until its diagram is painted."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "tests.benchmarks.first_paint"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=_environment()
    ) as process:
        process.stdout.readline()
        seconds = time.perf_counter() - start
        process.communicate()
    return seconds


def _import_seconds(module: str) -> float:
    command = [sys.executable, "-c", _IMPORT.format(module)]
    done = subprocess.run(command, capture_output=True, check=True, text=True, env=_environment())
    return float(done.stdout)
