"""Prints targets and what is measured on this machine, side by side.

Run it from the project's root on an otherwise idle machine: python -m tests.benchmarks
"""

import argparse
import os
import platform
import tempfile
from functools import partial

from tests.benchmarks import (
    cluster,
    editing,
    engines,
    ensemble,
    frame,
    history,
    memory,
    sessions,
    starts,
    startup,
    training,
    window,
)
from tests.benchmarks.rows import print_table

_PARTS = {
    "training": training.measure,
    "ensemble": ensemble.measure,
    "engines": engines.measure,
    "cluster": cluster.measure,
    "startup": startup.measure,
    "window": window.measure,
    "frame": frame.measure,
    "starts": starts.measure,
    "editing": editing.measure,
    "history": history.measure,
    "sessions": sessions.measure,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument(
        "--minutes", type=float, default=10, help="of the memory run (default: 10, the target's)"
    )
    parts = [*_PARTS, "memory"]
    parser.add_argument("--only", nargs="+", choices=parts, default=parts, help="some of the table")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    where = os.environ["QT_QPA_PLATFORM"]
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {where}")
    measures = {**_PARTS, "memory": partial(memory.measure, options.minutes)}
    with tempfile.TemporaryDirectory() as home:
        _begin_as_new_person(home)
        rows = [row for part in options.only for row in measures[part]()]
    print_table(rows)


def _begin_as_new_person(home: str) -> None:
    """Let no window find what this person has chosen, or left unsaved: it takes time to read."""
    os.environ["HOME"] = home
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        os.environ.pop(name, None)


if __name__ == "__main__":
    main()
