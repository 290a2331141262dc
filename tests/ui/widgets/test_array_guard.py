"""Many values at once: each is told or not as a guard of its own would have it."""

import random

import numpy as np
import pytest
from guarded import Guarded
from PySide6.QtCore import QTimer

from streetlight_gui.ui.widgets.array_guard import ArrayGuard
from streetlight_gui.ui.widgets.flutter_guard import FlutterGuard


@pytest.mark.parametrize("seed", range(3))
def test_each_value_is_guarded_like_a_single_one(qapp, seed):
    choices, rows = random.Random(seed), 5  # noqa: S311
    single = [Guarded(FlutterGuard) for _ in range(rows)]
    values = np.zeros(rows, dtype=np.bool_)
    many = ArrayGuard(clock=lambda: single[0].now)
    many.begin(values)
    for one in single:
        one.guard.offer(False)
        one.wait(1)
    seen = set()
    for _ in range(2000):
        values = values ^ np.array([choices.random() < 0.03 * row for row in range(rows)])
        flutters = many.flutters(values)
        for one, value in zip(single, values.tolist(), strict=True):
            one.guard.offer(value)
        assert [one.values[-1] is None for one in single] == flutters.tolist()
        seen.update(flutters.tolist())
        for one in single:
            one.wait(0.016)
    assert seen == {False, True}
    for guard in (many, *(one.guard for one in single)):
        guard.findChild(QTimer).stop()


def test_it_says_when_to_look_again(qtbot):
    guard = ArrayGuard()
    guard.begin(np.array([False]))
    guard.flutters(np.array([True]))
    with qtbot.waitSignal(guard.settled):
        assert guard.flutters(np.array([False])).tolist() == [True]
    assert guard.flutters(np.array([False])).tolist() == [False]


def test_other_values_begin_anew(qapp):
    guard = ArrayGuard(clock=lambda: 0.0)
    guard.begin(np.array([False]))
    guard.flutters(np.array([True]))
    guard.begin(np.array([True, False]))
    assert guard.flutters(np.array([True, False])).tolist() == [False, False]
