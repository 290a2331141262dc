"""Nothing flashes more than three times a second; what a person asks for shows at once."""

import random

import pytest
from guarded import Guarded
from PySide6.QtCore import QTimer

from streetlight_gui.ui.widgets.flash_guard import FlashGuard


@pytest.fixture
def guarded(qapp):
    guarded = Guarded(FlashGuard)
    yield guarded
    for timer in guarded.guard.findChildren(QTimer):
        timer.stop()


def test_the_first_value_shows_at_once(guarded):
    guarded.guard.offer("a")
    assert guarded.values == ["a"]


def test_the_next_value_waits_a_third_of_a_second(guarded):
    guarded.guard.offer("a")
    guarded.now += 0.1
    guarded.guard.offer("b")
    assert guarded.values == ["a"]
    guarded.wait(0.2)
    assert guarded.values == ["a"]
    guarded.wait(0.04)
    assert guarded.values == ["a", "b"]


def test_a_value_offered_late_enough_shows_at_once(guarded):
    guarded.guard.offer("a")
    guarded.now += 0.34
    guarded.guard.offer("b")
    assert guarded.values == ["a", "b"]


def test_of_many_values_the_newest_is_shown(guarded):
    for value in "abcde":
        guarded.guard.offer(value)
    guarded.wait(0.34)
    assert guarded.values == ["a", "e"]


def test_a_value_that_came_back_is_no_change(guarded):
    for value in "aba":
        guarded.guard.offer(value)
    guarded.wait(1)
    assert guarded.values == ["a"]


def test_the_same_value_again_is_no_change(guarded):
    for _ in range(5):
        guarded.guard.offer("a")
        guarded.wait(1)
    assert guarded.values == ["a"]


def test_what_a_person_asks_for_shows_at_once(guarded):
    for value in "ab":
        guarded.guard.offer(value)
    guarded.guard.force("c")
    assert guarded.values == ["a", "c"]
    guarded.wait(1)
    assert guarded.values == ["a", "c"]  # what waited is forgotten


def test_after_what_a_person_asked_for_the_third_of_a_second_counts_anew(guarded):
    guarded.guard.offer("a")
    guarded.now += 1
    guarded.guard.force("b")
    guarded.now += 0.2
    guarded.guard.offer("c")
    assert guarded.values == ["a", "b"]
    guarded.wait(0.14)
    assert guarded.values == ["a", "b", "c"]


@pytest.mark.parametrize("seed", range(5))
def test_never_more_than_three_changes_a_second(guarded, seed):
    choices = random.Random(seed)  # noqa: S311
    for _ in range(3000):
        guarded.guard.offer(choices.randrange(3))
        guarded.wait(choices.uniform(0, 0.02))
    times = [time for time, _ in guarded.shown]
    assert len(times) > 30
    for k in range(len(times) - 3):
        assert times[k + 3] - times[k] >= 1 - 1e-9


def test_the_timer_of_the_guard_itself_shows_what_waits(qtbot):
    guard = FlashGuard()
    shown = []
    guard.passed.connect(shown.append)
    guard.offer("a")
    guard.offer("b")
    assert shown == ["a"]
    qtbot.waitUntil(lambda: shown == ["a", "b"])
