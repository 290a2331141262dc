"""Values that change all the time are shown at a pace; the first at once, the last for certain."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QTabWidget

from streetlight_gui.ui.widgets.throttle import SPOKEN_INTERVAL_S, Throttle

pytestmark = pytest.mark.usefixtures("qapp")

INTERVAL = 0.125  # like all times here without a remainder in binary


class Watched:
    """A throttle with clocks that a test moves, and what it has handed on when."""

    def __init__(self, cost=0.0, share=0.5, view=None, painting=0.0, is_spoken=False) -> None:
        self.now = self.spent = 50.0
        self.cost, self.painting = cost, painting
        self.shown = []
        self.owner = QObject() if view is None else view
        self.throttle = Throttle(
            self.show,
            INTERVAL,
            self.owner,
            share=share,
            is_spoken=is_spoken,
            clock=lambda: self.now,
            cpu_clock=lambda: self.spent,
        )

    @property
    def values(self):
        return [value for _, value in self.shown]

    def show(self, value):
        self.shown.append((self.now, value))
        self.spent += self.cost

    def after(self, seconds):
        """Let time pass, and all timers fire that are due by then."""
        timers = self.throttle.findChildren(QTimer)
        for timer in timers:
            if timer.isActive() and timer.interval() == 0:  # it notes what painting has cost
                self.spent += self.painting
                timer.stop()
                timer.timeout.emit()
        self.now += seconds
        for timer in timers:
            if timer.isActive():
                timer.stop()
                timer.timeout.emit()


def test_the_first_comes_at_once_and_the_last_for_certain():
    watched = Watched()
    for value in range(5):
        watched.throttle.offer(value)
    assert watched.values == [0]
    watched.after(INTERVAL / 2)
    assert watched.values == [0]
    watched.after(INTERVAL / 2)
    assert watched.values == [0, 4]
    watched.after(INTERVAL)
    assert watched.values == [0, 4]


def test_what_a_person_asks_for_comes_at_once_and_nothing_older_after_it():
    watched = Watched()
    watched.throttle.offer("old")
    watched.throttle.offer("waits")
    watched.throttle.offer("asked for", at_once=True)
    assert watched.values == ["old", "asked for"]
    watched.after(INTERVAL)
    assert watched.values == ["old", "asked for"]


def test_what_waits_can_be_had_now_or_not_at_all():
    watched = Watched()
    for value in "abc":
        watched.throttle.offer(value)
    watched.throttle.flush()
    assert watched.values == ["a", "c"]
    watched.throttle.offer("d")
    watched.throttle.stop()
    watched.after(INTERVAL)
    assert watched.values == ["a", "c"]


@pytest.mark.parametrize(("cost", "share", "pause"), [(0.25, 0.5, 0.5), (0.0625, 0.125, 0.5)])
def test_what_takes_long_to_show_is_shown_less_often(cost, share, pause):
    """Also what a person asks for, or a key held down would leave no time for anything else."""
    watched = Watched(cost=cost, share=share)
    for at_once in (False, True, False):
        watched.throttle.offer("value", at_once=at_once)
        watched.after(0)
        watched.throttle.offer("newest", at_once=at_once)
        watched.after(pause - 0.0625)
        assert watched.values[-1] == "value"
        watched.after(0.0625)
        assert watched.values[-1] == "newest"
        watched.after(pause)


def test_painting_takes_half_of_the_time_and_nobody_who_asks_waits_for_it():
    """The share is of what the view itself computes: others are painted at the same time."""
    watched = Watched(painting=0.25, share=0.0625)
    watched.throttle.offer("first")
    watched.after(0)
    watched.throttle.offer("waits")
    watched.after(0.4375)
    assert watched.values == ["first"]
    watched.after(0.0625)
    assert watched.values == ["first", "waits"]
    watched.after(0)
    watched.throttle.offer("asked for", at_once=True)
    assert watched.values == ["first", "waits", "asked for"]


@given(
    st.lists(st.floats(0, 0.3), min_size=1, max_size=30),
    st.floats(0, 0.2),
    st.sampled_from([0.05, 0.5]),
)
def test_at_any_pace_values_come_in_order_and_their_cost_stays_within_its_share(
    pauses, cost, share
):
    watched = Watched(cost=cost, share=share)
    for value, pause in enumerate(pauses):
        watched.throttle.offer(value)
        watched.after(pause)
    watched.after(INTERVAL + cost / share + 0.001)
    assert watched.values == sorted(set(watched.values))
    assert watched.values[-1] == len(pauses) - 1
    times = [time for time, _ in watched.shown]
    least = max(INTERVAL, cost / share) - 1e-9
    assert all(later - earlier >= least for earlier, later in pairwise(times))
    watched.throttle.stop()


def test_a_hidden_view_does_no_work_and_is_up_to_date_when_shown(qtbot):
    pages, view = QTabWidget(), QLabel()
    qtbot.addWidget(pages)
    pages.addTab(QLabel("another page"), "one")
    pages.addTab(view, "two")
    watched = Watched(view=view)
    watched.throttle.offer("before there is a window", at_once=True)
    pages.show()
    qtbot.waitUntil(pages.windowHandle().isExposed)
    for value in ("hidden", "newest"):
        watched.throttle.offer(value, at_once=True)
    assert watched.values == []
    pages.setCurrentWidget(view)
    assert watched.values == ["newest"]


def test_a_window_that_is_on_no_screen_does_no_work(qtbot):
    view = QLabel()
    qtbot.addWidget(view)
    watched = Watched(view=view)
    view.show()
    qtbot.waitUntil(view.windowHandle().isExposed)
    watched.throttle.offer("seen", at_once=True)
    view.hide()
    watched.throttle.offer("hidden", at_once=True)
    watched.throttle.flush()
    assert watched.values == ["seen"]
    view.show()
    qtbot.waitUntil(view.windowHandle().isExposed)
    watched.throttle.flush()
    assert watched.values == ["seen", "hidden"]


@pytest.mark.parametrize("is_spoken", [True, False])
@pytest.mark.parametrize("listens", [True, False])
def test_what_is_spoken_waits_longer_while_a_screen_reader_listens(monkeypatch, listens, is_spoken):
    monkeypatch.setattr(QAccessible, "isActive", lambda: listens)
    watched = Watched(is_spoken=is_spoken)
    watched.throttle.offer("first")
    watched.throttle.offer("second")
    watched.after(INTERVAL)
    assert watched.values == (["first"] if listens and is_spoken else ["first", "second"])
    watched.after(SPOKEN_INTERVAL_S - INTERVAL)
    assert watched.values == ["first", "second"]
