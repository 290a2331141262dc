"""The session: one thread, started and stopped, and snapshots at the display's pace."""

import math

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, Slot
from runs import exhausted

from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.replay.cursor import StepUnit
from streetlight_gui.core.replay.saved_session import reopened
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.stopping import StopRule
from streetlight_gui.ui.session.session import TrainingSession


class Display(QObject):
    """Keeps what arrives, and the thread it arrives in."""

    def __init__(self) -> None:
        super().__init__()
        self.snapshots, self.threads = [], set()

    @Slot(object)
    def show_snapshot(self, snapshot) -> None:
        self.snapshots.append(snapshot)
        self.threads.add(QThread.currentThread())


@pytest.fixture
def display(qapp):
    return Display()


@pytest.fixture
def session(qapp, display):
    session = TrainingSession(Settings.choose(Problem.preset("streetlights")), qapp)
    session.snapshot_changed.connect(display.show_snapshot)
    yield session
    session.shut_down()
    assert all(thread.isFinished() for thread in session.findChildren(QThread))
    session.deleteLater()


def test_the_first_snapshot_comes_by_itself(session, display, qtbot):
    qtbot.waitUntil(lambda: len(display.snapshots) == 1)
    assert display.snapshots[0].updates == 0


def test_snapshots_arrive_in_the_display_s_thread(session, display, qtbot, qapp):
    session.toggle()
    qtbot.waitUntil(lambda: bool(display.snapshots) and display.snapshots[-1].iteration == 150)
    assert display.threads == {qapp.thread()}


def test_the_display_drops_what_comes_too_fast_but_never_the_last(session, display, qtbot):
    for _ in range(300):
        session.step(StepUnit.EXAMPLE)
    qtbot.waitUntil(lambda: bool(display.snapshots) and display.snapshots[-1].iteration == 75)
    assert len(display.snapshots) < 150
    trained = [snapshot.updates for snapshot in display.snapshots]
    assert trained == sorted(trained)


def test_says_when_it_runs_and_that_it_stops(session, qtbot):
    heard = []
    session.running_changed.connect(heard.append)
    with qtbot.waitSignal(session.stopped) as stopped:
        session.toggle()
    assert stopped.args == [None]
    qtbot.waitUntil(lambda: heard == [True, False])
    assert session.running is False


@pytest.mark.parametrize("alpha", [0.2, 100.0])
def test_what_a_run_ended_with_is_shown_before_it_is_said_to_have_ended(
    session, display, qtbot, alpha
):
    """Also where it has run away, which happens in the middle of a burst."""
    seen = []

    def look(running):
        if not running:
            seen.append(display.snapshots[-1])

    session.set_alpha(alpha)
    session.running_changed.connect(look)
    session.set_speed(math.inf)
    for _ in range(5):
        count = len(seen)
        session.step(StepUnit.EXAMPLE)  # shown at once, so that what follows has to wait
        session.toggle()
        qtbot.waitUntil(lambda count=count: len(seen) > count)
    shown = len(display.snapshots)
    session.go_live()  # as far as training has come
    qtbot.waitUntil(lambda: len(display.snapshots) > shown)
    assert seen[-1].updates == display.snapshots[-1].updates > 0


@pytest.mark.parametrize("is_dropped", [True, False])
def test_a_session_that_nobody_has_shut_down_ends_its_thread(qtbot, is_dropped):
    parent = QObject()
    other = TrainingSession(Settings.choose(Problem.preset("streetlights")), parent)
    other.set_speed(math.inf)
    other.set_stop_after(0)
    with qtbot.waitSignal(other.running_changed):
        other.toggle()
    (thread,) = other.findChildren(QThread)
    if is_dropped:
        del parent
    else:
        other.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not shiboken6.isValid(thread)  # Qt aborts where a thread ends that still runs


def test_new_settings_are_told_before_they_are_trained(session, qtbot):
    with qtbot.waitSignal(session.settings_changed) as changed:
        session.new_start()
    assert changed.args[0].seed == 2
    assert session.settings.seed == 2


def test_shuts_down_amid_a_run(session, display, qtbot):
    session.set_speed(math.inf)
    session.set_stop_after(0)
    session.toggle()
    qtbot.waitUntil(lambda: bool(display.snapshots) and display.snapshots[-1].iteration > 20)
    session.shut_down()
    threads = session.findChildren(QThread)
    assert threads
    assert all(thread.isFinished() for thread in threads)


def test_says_nothing_more_after_it_was_shut_down(session, display, qtbot):
    heard = []
    session.set_speed(math.inf)
    session.set_stop_after(0)
    session.toggle()
    qtbot.waitUntil(lambda: bool(display.snapshots) and display.snapshots[-1].iteration > 20)
    for signal in (session.running_changed, session.stopped, session.snapshot_changed):
        signal.connect(lambda *told: heard.append(told))
    session.shut_down()
    QCoreApplication.processEvents()
    assert heard == []
    assert session.running is False


def test_the_same_stop_rule_again_is_no_edit(session):
    session.set_stop_after(session.stop_rule.iterations)
    assert session.undo_stack.count() == 0
    session.set_stop_after(7)
    session.set_stop_after(7)
    assert session.undo_stack.count() == 1


def test_shuts_down_before_anything_was_shown(qapp):
    session = TrainingSession(Settings.choose(Problem.preset("streetlights")), qapp)
    session.shut_down()
    assert all(thread.isFinished() for thread in session.findChildren(QThread))
    session.deleteLater()


def described(session, qtbot):
    with qtbot.waitSignal(session.described) as told:
        session.describe()
    return told.args[0]


def test_what_it_says_makes_it_again_in_another_session(session, display, qtbot):
    session.step(StepUnit.TEN_ITERATIONS)
    session.go_to(17)
    session.set_alpha(0.1)
    session.step(StepUnit.ITERATION)
    session.step(StepUnit.PHASE)
    session.set_stop_after(7)
    session.step_back(StepUnit.EXAMPLE)
    saved = described(session, qtbot)
    other = TrainingSession(Settings.choose(Problem.preset("xor")), session.parent())
    heard = []
    other.settings_changed.connect(heard.append)
    other.set_alpha(0.3)
    other.open(exhausted(reopened(saved))[1], saved.stop_rule)
    assert described(other, qtbot) == saved
    assert other.settings == session.settings == heard[-1]
    assert other.stop_rule == StopRule(7)
    assert not other.undo_stack.canUndo()
    other.shut_down()
    other.deleteLater()


def test_who_asks_while_a_session_is_opened_hears_of_its_stop_rule(session, qtbot):
    saved = described(session, qtbot)
    session.past_changed.connect(session.describe)
    with qtbot.waitSignal(session.described) as told:
        session.open(exhausted(reopened(saved))[1], StopRule(7))
    assert told.args[0].stop_rule == StopRule(7)
