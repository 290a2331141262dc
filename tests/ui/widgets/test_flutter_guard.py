"""Values that change by themselves are the newest ones or none; they never flash, and never lag."""

import random

import numpy as np
import pytest
from PySide6.QtCore import QTimer

from streetlight_gui.ui.widgets.flutter_guard import FlutterGuard


class Watched:
    """A guard, a clock that a test moves, and what was shown of one of its values when."""

    def __init__(self) -> None:
        self.now = 50.0
        self.guard = FlutterGuard(lambda: self.now)
        self.newest = np.array([ord("a")])
        self.shown = []
        self.offer()
        self.now += 1

    @property
    def values(self):
        return [value for _, value in self.shown]

    def offer(self, letter=None):
        """Give the guard a letter, or the last one again as its timer would."""
        if letter is not None:
            self.newest = np.array([ord(letter)])
        flutters = self.guard.flutters(self.newest)[0]
        value = None if flutters else chr(self.newest[0])
        if self.values[-1:] != [value]:
            self.shown.append((self.now, value))

    def wait(self, seconds):
        self.now += seconds
        self.offer()


def stop(guard):
    guard.findChild(QTimer).stop()


@pytest.fixture
def watched(qapp):
    watched = Watched()
    yield watched
    stop(watched.guard)


def test_a_value_that_changes_now_and_then_shows_at_once(watched):
    for letter in "aba":
        watched.offer(letter)
        watched.wait(0.31)
    assert watched.values == ["a", "b", "a"]


def test_a_value_that_changes_again_too_soon_is_none_until_it_rests(watched):
    watched.offer("b")
    watched.now += 0.1
    watched.offer("c")
    assert watched.values == ["a", "b", None]
    watched.wait(0.36)
    assert watched.values == ["a", "b", None]
    watched.wait(0.02)
    assert watched.values == ["a", "b", None, "c"]


def test_a_value_that_keeps_changing_stays_none(watched):
    for k in range(100):
        watched.offer("ba"[k % 2])
        watched.wait(0.05)
    assert watched.values == ["a", "b", None]


def test_the_same_value_again_is_no_change(watched):
    for _ in range(5):
        watched.offer("a")
        watched.wait(0.02)
    assert watched.values == ["a"]


@pytest.mark.parametrize("asked_for", "bcd")
def test_what_a_person_asks_for_shows_at_once(watched, asked_for):
    """Also if it is what fluttered."""
    for letter in "bc":
        watched.offer(letter)
    watched.guard.accept(np.array([ord(asked_for)]))
    watched.offer(asked_for)
    watched.wait(1)
    assert watched.values == ["a", "b", None, asked_for]


def test_of_an_array_only_what_changed_in_the_last_column_may_show_at_once(qapp):
    guard = FlutterGuard(lambda: 50.0)
    guard.flutters(np.zeros((3, 2)))
    guard.flutters(np.array([[1, 1], [1, 1], [0, 0]]))
    assert guard.flutters(np.array([[2, 2], [2, 2], [0, 0]])).tolist() == 2 * [2 * [True]] + [
        2 * [False]
    ]
    newest = np.array([[2, 3], [2, 2], [0, 3]])
    guard.accept(newest, only_last=True)
    assert guard.flutters(newest).tolist() == [[True, False], [True, True], [False, False]]
    stop(guard)


def test_what_is_of_another_shape_waits(qapp):
    guard = FlutterGuard(lambda: 50.0)
    guard.flutters(np.zeros(3))
    guard.accept(np.ones(4))
    assert not guard.flutters(np.zeros(3)).any()


@pytest.mark.parametrize("seed", range(5))
def test_it_never_lags_and_never_flashes_more_than_three_times_a_second(watched, seed):
    choices, newest = random.Random(seed), "a"  # noqa: S311
    for _ in range(3000):
        if choices.random() < 0.1:
            newest = choices.choice("ab")
            watched.offer(newest)
        watched.wait(choices.uniform(0, 0.04))
        assert watched.values[-1] in {newest, None}
    times = [time for time, _ in watched.shown]
    assert len(times) > 30
    for k in range(len(times) - 6):
        assert times[k + 6] - times[k] >= 1


def test_the_fastest_flutter_changes_six_times_a_second_at_most(watched):
    for k in range(2000):
        if watched.values[-1] is not None:  # as soon as it shows, it changes again
            watched.offer("ab"[k % 2])
        watched.wait(0.001)
    times = [time for time, _ in watched.shown]
    assert len(times) > 10
    for k in range(len(times) - 6):
        assert times[k + 6] - times[k] >= 1


@pytest.mark.parametrize("seed", range(3))
def test_each_of_many_values_is_guarded_like_a_single_one(qapp, seed):
    choices, rows, now = random.Random(seed), 5, 50.0  # noqa: S311
    many, *single = guards = [FlutterGuard(lambda: now) for _ in range(rows + 1)]
    values, seen = np.zeros(rows, dtype=np.bool_), set()
    for _ in range(2000):
        values = values ^ np.array([choices.random() < 0.03 * row for row in range(rows)])
        flutters = many.flutters(values).tolist()
        assert [one.flutters(values[[k]])[0] for k, one in enumerate(single)] == flutters
        seen.update(flutters)
        now += 0.016
    assert seen == {False, True}
    for guard in guards:
        stop(guard)


def test_it_says_when_to_look_again(qtbot):
    guard = FlutterGuard()
    guard.flutters(np.array([False]))
    guard.flutters(np.array([True]))
    with qtbot.waitSignal(guard.settled):
        assert guard.flutters(np.array([False])).tolist() == [True]
    assert guard.flutters(np.array([False])).tolist() == [False]


@pytest.mark.parametrize(
    "other", [(np.array([True, False]), "a"), (np.array([True]), "b")], ids=["shape", "owner"]
)
def test_values_of_something_else_begin_anew(qapp, other):
    values, of = other
    guard = FlutterGuard(clock=lambda: 50.0)
    for k in range(3):
        guard.flutters(np.array([k % 2 > 0]), of="a")
    assert guard.flutters(np.array([True]), of="a").all()
    assert not guard.flutters(values, of=of).any()
    stop(guard)
