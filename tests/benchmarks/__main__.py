"""Prints targets and what is measured on this machine, side by side.

Run it from the project's root on an otherwise idle machine: python -m tests.benchmarks
"""

import argparse
import os
import platform

from tests.benchmarks import (
    editing,
    ensemble,
    frame,
    history,
    memory,
    sessions,
    startup,
    training,
    window,
)
from tests.benchmarks.rows import print_table


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument(
        "--minutes", type=float, default=10, help="of the memory run (default: 10, the target's)"
    )
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    where = os.environ["QT_QPA_PLATFORM"]
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {where}")
    rows = [
        *training.measure(),
        *ensemble.measure(),
        *startup.measure(),
        *window.measure(),
        *frame.measure(),
        *editing.measure(),
        *history.measure(),
        *sessions.measure(),
    ]
    rows += memory.measure(options.minutes)
    print_table(rows)


if __name__ == "__main__":
    main()
