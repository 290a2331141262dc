"""Edits of a large training set in the whole window: what each costs, and whether that grows."""

import json
import time
from typing import Any

import numpy as np
import psutil
from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QPushButton

from streetlight_gui.core.checks.limits import (
    MAX_EXAMPLES,
    MAX_HIDDEN_LAYERS,
    MAX_LIGHTS,
    MAX_UNITS,
)
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.replay.cursor import StepUnit
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.ui.tables.examples.example_table import ExampleTable
from tests.benchmarks.rows import Row, at_most, in_fresh_process, percentile, spread_of
from tests.benchmarks.stage import Stage

_EDITS = 200
_WARM = 20  # edits before memory is measured: what is kept for a while is there by then


def measure() -> list[Row]:
    """Return what edits of the largest training set cost, each followed by a step."""
    run = in_fresh_process("editing")
    edits, pairs = run["edits_ms"], run["pairs_ms"]
    half = len(pairs) // 2
    return [
        at_most(
            f"edit of {MAX_EXAMPLES:,} examples, window's thread",
            percentile(edits, 50),
            30,
            "ms CPU (median)",
            spread_of(edits),
        ),
        at_most(
            f"  {len(pairs)} edits and steps, second half of the time",
            sum(pairs[half:]) / sum(pairs[:half]),
            1.5,
            "x the first",
        ),
        at_most("  memory of an edit", run["edit_kb"], 50, "KB"),
    ]


def _largest_training_set() -> Settings:
    chance = np.random.default_rng(1)
    patterns = chance.random((MAX_EXAMPLES, MAX_LIGHTS)).round(3)
    answers, hidden = chance.integers(0, 2, MAX_EXAMPLES), (MAX_UNITS,) * MAX_HIDDEN_LAYERS
    return Settings.choose(Problem(patterns, answers), hidden, alpha=0.001)


class _Editor:
    """Edits and steps by keys and clicks, and waits until each is shown."""

    def __init__(self) -> None:
        self.stage = Stage(_largest_training_set())
        window = self.stage.window
        window.views.pages.turn_to(window.views.examples)
        self._table = window.findChild(ExampleTable)
        self._step = window.findChild(QPushButton, "step_button")
        units = window.findChild(QComboBox, "step_unit")
        units.setCurrentIndex(list(StepUnit).index(StepUnit.EXAMPLE))
        self._newest: Snapshot | None = None
        window.session.snapshot_changed.connect(self._note)
        self._table.setFocus()
        self._table.setCurrentIndex(self._table.examples.index(0, 1))
        self.stage.wait(1000)

    def go_on(self) -> None:
        """Go to the next example."""
        QTest.keyClick(self._table, Qt.Key.Key_Down)
        _let_paint()

    def edit(self) -> None:
        """Switch a light of the example."""
        edits = 0 if self._newest is None else self._newest.edits
        QTest.keyClick(self._table, Qt.Key.Key_Space)
        self._wait_until(lambda snapshot: snapshot.edits > edits)

    def step(self) -> None:
        """Train on one example."""
        updates = 0 if self._newest is None else self._newest.updates
        self._step.click()
        self._wait_until(lambda snapshot: snapshot.updates > updates)

    def _note(self, snapshot: Snapshot) -> None:
        self._newest = snapshot

    def _wait_until(self, is_shown: Any) -> None:
        loop = QEventLoop()
        while self._newest is None or not is_shown(self._newest):
            loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        _let_paint()


def _let_paint() -> None:
    loop = QEventLoop()
    while loop.processEvents():
        pass


def _measure_here() -> dict[str, Any]:
    editor, process = _Editor(), psutil.Process()
    edits, pairs, memory = [], [], []
    for _ in range(_EDITS):
        editor.go_on()
        begun, used = time.perf_counter(), time.thread_time()
        editor.edit()
        edits.append((time.thread_time() - used) * 1000)
        editor.step()
        pairs.append((time.perf_counter() - begun) * 1000)
        memory.append(process.memory_info().rss)
    editor.stage.close()
    return {
        "edits_ms": edits,
        "pairs_ms": pairs,
        "edit_kb": (memory[_WARM + 99] - memory[_WARM - 1]) / 100 / 1000,
    }


if __name__ == "__main__":
    print(json.dumps(_measure_here()))
