"""Numbers that run away, and errors of our own: a sentence, a pause, and the window lives on."""

import sys

import pytest
from person import bits, book_trainer
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from streetlight_gui.core import Network, Problem, Trainer
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.process.errors import ErrorReporter
from streetlight_gui.ui.network.network_canvas import NetworkCanvas
from streetlight_gui.ui.session import remedies


@pytest.fixture
def runaway(person_at):
    """Somebody at a window whose training will run away in iteration 210."""
    problem = Problem.preset("middle-light")
    return person_at(Settings.choose(problem, hidden=(), alpha=1.5, seed=1))


@pytest.fixture
def reporter(person, monkeypatch):
    """The last line of defence, set up as the program does."""
    reporter = ErrorReporter()
    reporter.reported.connect(person.window.show_error, Qt.ConnectionType.QueuedConnection)
    monkeypatch.setattr(sys, "excepthook", reporter.report)
    return reporter


def run_until_it_stops(person):
    """Return why it stops."""
    with person.qtbot.waitSignal(person.window.session.stopped) as stopped:
        person.run_at_full_speed()
    person.wait_for_iteration(209)  # the last that was finished
    return stopped.args[0]


def test_runaway_training_stops_itself_and_says_why(runaway):
    reason = run_until_it_stops(runaway)
    assert (reason.iteration, reason.alpha) == (209, 1.5)
    runaway.wait_until(lambda: "have run away" in runaway.text("status_sentence"))


def test_what_ran_away_can_be_looked_at(runaway):
    """Every view copes with errors and weights of some 1e150."""
    run_until_it_stops(runaway)
    for name in ("linear_button", "log_button", "light_1", "light_2", "light_3"):
        runaway.click(name)
        assert not runaway.window.grab().isNull()
    runaway.tab_to("network_view")
    runaway.press(Qt.Key.Key_Right)
    runaway.tab_to("error_plot")
    runaway.press(Qt.Key.Key_End)
    assert "iteration 209" in runaway.text("error_readout")


def test_running_on_stops_at_the_same_example_again(runaway):
    run_until_it_stops(runaway)
    weights = bits(runaway.network)
    with runaway.qtbot.waitSignal(runaway.window.session.stopped):
        runaway.click("run_button")
    runaway.wait_until(lambda: not runaway.is_running)
    assert bits(runaway.network) == weights


def test_stepping_into_a_runaway_says_so_too(runaway):
    run_until_it_stops(runaway)
    with runaway.qtbot.waitSignal(runaway.window.session.stopped) as stopped:
        runaway.click("step_button")
    assert stopped.args[0].iteration == 209


def test_restart_works_after_a_runaway(runaway):
    run_until_it_stops(runaway)
    runaway.click("restart_button")
    runaway.wait_for_iteration(0)
    start = Network.random(lights=3, hidden=(), seed=1)
    assert bits(runaway.network) == bits(start)
    runaway.enter("alpha_spin", "0.1")
    runaway.train(40)
    trainer = Trainer(Problem.preset("middle-light"), start, alpha=0.1)
    trainer.run(40)
    assert bits(runaway.network) == bits(trainer.network)


def test_an_error_in_the_worker_pauses_and_the_window_lives_on(person, reporter, monkeypatch):
    person.run_at_full_speed()
    person.wait_past_iteration(5)

    def fail(self, examples=1):
        raise RuntimeError("boom")

    with monkeypatch.context() as broken:
        broken.setattr(Trainer, "step", fail)
        person.wait_until(lambda: "boom" in person.message and not person.is_running)
    assert "paused" in person.message
    assert "Traceback" not in person.message
    person.click("light_2")
    assert person.lamps == (1, 1, 1)
    person.click("restart_button")
    person.wait_for_iteration(0)
    person.step_to(1)
    trainer = book_trainer()
    trainer.step()
    assert bits(person.network) == bits(trainer.network)


def test_an_error_while_stepping_is_told(person, reporter, monkeypatch):
    def fail(self, examples=1):
        raise ZeroDivisionError("nothing there")

    with monkeypatch.context() as broken:
        broken.setattr(Trainer, "step", fail)
        person.click("step_button")
        person.wait_until(lambda: "nothing there" in person.message)
    person.step_to(1)


def test_an_error_while_starts_are_tried_is_told_once_and_ends_it(
    person, qtbot, reporter, monkeypatch
):
    def fail(starts, rule):
        yield
        raise RuntimeError("no start")

    monkeypatch.setattr(remedies, "first_that_learns", fail)
    person.enter("seed_spin", "2")
    person.train(60)
    person.wait_until(lambda: person.find("status_action").isVisible())
    told = []
    reporter.reported.connect(told.append)
    person.find("findings_button").click()
    texts = {button.text(): button for button in person.find("findings").findChildren(QPushButton)}
    texts["Try starts until one learns"].click()
    person.wait_until(lambda: "no start" in person.message)
    person.wait_until(lambda: person.text("status_sentence").startswith("Not learned"))
    person.train(1)  # the thread lives
    assert len(told) == 1


def test_an_error_in_a_view_is_told_and_training_pauses(person, reporter, monkeypatch):
    person.run_at_full_speed()
    person.wait_past_iteration(5)

    def fail(self, snapshot):
        raise ValueError("the paint ran dry")

    with monkeypatch.context() as broken:
        broken.setattr(NetworkCanvas, "show_snapshot", fail)
        person.wait_until(lambda: "the paint ran dry" in person.message and not person.is_running)
    person.click("restart_button")
    person.wait_for_iteration(0)
    assert bits(person.network) == bits(book_trainer().network)
