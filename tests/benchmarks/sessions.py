"""Session files: a long run with many changes, saved and opened."""

import json
import time
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.replay.changes import Change
from streetlight_gui.core.replay.cursor import Cursor
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.replay.saved_session import opened, session_at
from streetlight_gui.core.storage.session_file import read_session, write_session
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.stopping import StopRule
from tests.benchmarks.rows import Row, at_most, in_fresh_process, without_target

_EXAMPLES, _CHANGES = 1_000_000, 20


def measure() -> list[Row]:
    """Return what a session of a million examples takes on disk, to save and to open."""
    found = in_fresh_process("sessions")
    text = f"session file of {_EXAMPLES:,} examples with {_CHANGES} changes"
    return [
        at_most(text, found["kb"], 64, "kB"),
        at_most("  to describe and save it", found["save_ms"], 50, "ms"),
        without_target("  to open it", found["open_s"], "s"),
    ]


def _measure_here() -> dict[str, Any]:
    run = Run(Settings.choose(Problem.preset("streetlights")))
    for change in range(_CHANGES):
        run.train(_EXAMPLES // _CHANGES)
        alpha = 0.2 if change % 2 else 0.1
        run.change(Change(len(run), settings=replace(run.settings_at(len(run)), alpha=alpha)))
    with TemporaryDirectory() as folder:
        path, start = Path(folder) / "long.streetlight", time.perf_counter()
        write_session(session_at(Cursor(run), StopRule()), path)
        saved = time.perf_counter()
        cursor = opened(read_session(path))
        end, size = time.perf_counter(), path.stat().st_size
    if cursor.run.live.network.parameters.tobytes() != run.live.network.parameters.tobytes():
        raise AssertionError("the run that was opened is another one")
    return {"kb": size / 1000, "save_ms": (saved - start) * 1000, "open_s": end - saved}


if __name__ == "__main__":
    print(json.dumps(_measure_here()))
