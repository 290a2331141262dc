"""Lamps that follow training never flash; the pattern a person sets shows at once."""

import random
from functools import cache
from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import QTimer

from streetlight_gui.ui.shell.shown_pattern import ShownPattern
from streetlight_gui.ui.widgets.throttle import Throttle

A, B, C, D, E = ((float(k), 0.0, 1.0) for k in range(5))


class Watched:
    """What decides about the lamps, a clock that a test moves, and what was shown when."""

    def __init__(self) -> None:
        self.now = 50.0
        self.pattern = ShownPattern(clock=lambda: self.now)
        self.shown = []
        self.pattern.changed.connect(lambda value: self.shown.append((self.now, value)))

    @property
    def values(self):
        return [value for _, value in self.shown]

    def train(self, pattern, shows_each_example=True, problem="the book's"):
        self.pattern.show_snapshot(snapshot_of(pattern, shows_each_example, problem))

    def wait(self, seconds):
        """Let time pass, and the timer fire."""
        self.now += seconds
        self.pattern.findChild(Throttle).look_again()


@cache
def problem_named(name):
    return SimpleNamespace(name=name)


def snapshot_of(pattern, shows_each_example=True, problem="the book's"):
    return SimpleNamespace(
        pattern=np.array(pattern),
        shows_each_example=shows_each_example,
        settings=SimpleNamespace(problem=problem_named(problem)),
    )


@pytest.fixture
def watched(qapp):
    watched = Watched()
    yield watched
    for timer in watched.pattern.findChildren(QTimer):
        timer.stop()


def test_the_first_example_shows_at_once(watched):
    watched.train(A)
    assert watched.values == [A]


def test_the_next_example_waits_a_third_of_a_second(watched):
    watched.train(A)
    watched.now += 0.1
    watched.train(B)
    assert watched.values == [A]
    watched.wait(0.2)
    assert watched.values == [A]
    watched.wait(0.04)
    assert watched.values == [A, B]


def test_an_example_that_comes_late_enough_shows_at_once(watched):
    watched.train(A)
    watched.now += 0.34
    watched.train(B)
    assert watched.values == [A, B]


def test_of_many_examples_the_newest_is_shown(watched):
    for pattern in (A, B, C, D, E):
        watched.train(pattern)
    watched.wait(0.34)
    assert watched.values == [A, E]


def test_an_example_that_came_back_is_no_change(watched):
    for pattern in (A, B, A):
        watched.train(pattern)
    watched.wait(1)
    assert watched.values == [A]


def test_the_same_example_again_is_no_change_and_holds_up_nothing(watched):
    for _ in range(5):
        watched.train(A)
        watched.wait(0.2)
    assert watched.values == [A]
    watched.train(B)
    assert watched.values == [A, B]


def test_what_a_person_sets_shows_at_once_and_stays(watched):
    for pattern in (A, B):
        watched.train(pattern)
    watched.pattern.set_own(C)
    assert watched.values == [A, C]
    watched.wait(1)
    watched.train(D)
    watched.wait(1)
    assert watched.values == [A, C]  # what waited is forgotten


def test_a_person_may_keep_the_example_that_is_shown(watched):
    for pattern in (A, B):
        watched.train(pattern)
    watched.pattern.set_following(False)
    watched.wait(1)
    watched.train(C)
    assert watched.values == [A]


def test_examples_too_fast_to_follow_give_way_to_the_person_s_own_pattern(watched):
    watched.train(A)
    watched.pattern.set_own(B)
    watched.pattern.set_following(True)
    watched.wait(1)
    assert watched.values == [A, B, A]
    watched.train(C, shows_each_example=False)
    watched.wait(1)
    assert watched.values == [A, B, A, B]


def test_after_what_a_person_set_the_third_of_a_second_counts_anew(watched):
    watched.train(A)
    watched.now += 1
    watched.pattern.set_own(B)
    watched.now += 0.2
    watched.train(C)
    watched.pattern.set_following(True)
    assert watched.values == [A, B]
    watched.wait(0.14)
    assert watched.values == [A, B, C]


@pytest.mark.parametrize("was_off", [False, True])
def test_who_has_only_set_a_pattern_follows_again_when_going_on(watched, was_off):
    watched.train(A)
    watched.pattern.set_following(not was_off)
    watched.pattern.set_own(B)
    watched.pattern.set_own(C)
    watched.pattern.resume()
    watched.wait(1)
    watched.train(A)
    assert watched.values == ([A, B, C] if was_off else [A, B, C, A])


def test_switching_following_off_after_setting_a_pattern_counts(watched):
    watched.train(A)
    watched.pattern.set_own(B)
    watched.pattern.set_following(True)
    watched.pattern.set_following(False)
    watched.wait(1)
    watched.pattern.resume()
    watched.train(C)
    watched.wait(1)
    assert watched.values == [A, B]


@pytest.mark.parametrize("seed", range(5))
def test_never_more_than_three_changes_a_second(watched, seed):
    choices = random.Random(seed)  # noqa: S311
    for _ in range(3000):
        watched.train((A, B, C)[choices.randrange(3)])
        watched.wait(choices.uniform(0, 0.02))
    times = [time for time, _ in watched.shown]
    assert len(times) > 30
    for k in range(len(times) - 3):
        assert times[k + 3] - times[k] >= 1 - 1e-9


def test_its_own_timer_shows_what_waits(qtbot):
    pattern = ShownPattern()
    shown = []
    pattern.changed.connect(shown.append)
    pattern.show_snapshot(snapshot_of(A))
    pattern.show_snapshot(snapshot_of(B))
    assert shown == [A]
    qtbot.waitUntil(lambda: shown == [A, B])


def test_of_another_problem_an_example_stays_while_training_is_fast(watched):
    watched.pattern.set_own(A)
    watched.pattern.set_following(True)
    watched.train(B)
    watched.wait(1)
    watched.train(C, problem="another")
    watched.train(D, shows_each_example=False, problem="another")
    watched.wait(1)
    assert watched.values[-1] == C
    watched.pattern.set_own(A)
    watched.train(B, problem="a third one")
    assert (
        watched.values[-1] == B
    )  # a pattern that was set aside following is of the problem before
