"""A value that changes by itself is the newest one or none; it never flashes, and never lags."""

import random

import pytest
from guarded import Guarded
from PySide6.QtCore import QTimer

from streetlight_gui.ui.widgets.flutter_guard import FlutterGuard


@pytest.fixture
def guarded(qapp):
    guarded = Guarded(FlutterGuard)
    yield guarded
    for timer in guarded.guard.findChildren(QTimer):
        timer.stop()


def test_a_value_that_changes_now_and_then_shows_at_once(guarded):
    for value in "aba":
        guarded.guard.offer(value)
        guarded.wait(0.31)
    assert guarded.values == ["a", "b", "a"]


def test_a_value_that_changes_again_too_soon_is_none_until_it_rests(guarded):
    guarded.guard.offer("a")
    guarded.now += 0.1
    guarded.guard.offer("b")
    assert guarded.values == ["a", None]
    guarded.wait(0.36)
    assert guarded.values == ["a", None]
    guarded.wait(0.02)
    assert guarded.values == ["a", None, "b"]


def test_a_value_that_keeps_changing_stays_none(guarded):
    for k in range(100):
        guarded.guard.offer("ab"[k % 2])
        guarded.wait(0.05)
    assert guarded.values == ["a", None]


def test_the_same_value_again_is_no_change(guarded):
    for _ in range(5):
        guarded.guard.offer("a")
        guarded.wait(0.02)
    assert guarded.values == ["a"]


def test_what_a_person_asks_for_shows_at_once(guarded):
    for value in "ab":
        guarded.guard.offer(value)
    guarded.guard.force("c")
    guarded.wait(1)
    assert guarded.values == ["a", None, "c"]


@pytest.mark.parametrize("seed", range(5))
def test_it_never_lags_and_never_flashes_more_than_three_times_a_second(guarded, seed):
    choices, newest = random.Random(seed), None  # noqa: S311
    for _ in range(3000):
        if choices.random() < 0.1:
            newest = choices.randrange(2)
            guarded.guard.offer(newest)
        guarded.wait(choices.uniform(0, 0.04))
        assert not guarded.values or guarded.values[-1] in {newest, None}
    times = [time for time, _ in guarded.shown]
    assert len(times) > 30
    for k in range(len(times) - 6):
        assert times[k + 6] - times[k] >= 1


def test_the_fastest_flutter_changes_six_times_a_second_at_most(guarded):
    for k in range(2000):
        if guarded.values[-1:] != [None]:  # as soon as it shows, it changes again
            guarded.guard.offer(k)
        guarded.wait(0.001)
    times = [time for time, _ in guarded.shown]
    assert len(times) > 10
    for k in range(len(times) - 6):
        assert times[k + 6] - times[k] >= 1


def test_the_timer_of_the_guard_itself_shows_what_rests(qtbot):
    guard = FlutterGuard()
    shown = []
    guard.passed.connect(shown.append)
    guard.offer("a")
    guard.offer("b")
    assert shown == ["a", None]
    qtbot.waitUntil(lambda: shown == ["a", None, "b"])
