"""What is said to a person who listens to a screen reader."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from streetlight_gui.ui.widgets.announcer import Announcer
from streetlight_gui.ui.widgets.boxes import CardTitle

CONTROL = Qt.KeyboardModifier.ControlModifier
REDO = CONTROL | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def heard(person):
    """Return a function that does something and tells what was said until all was still."""
    said = []
    person.window.announcer.said.connect(said.append)

    def hear(do, *arguments):
        said.clear()
        do(*arguments)
        person.wait_until(lambda: bool(said))
        person.wait_until_still()
        return said[-1]

    return hear


@pytest.fixture
def a_reader_listens(monkeypatch):
    """Have a screen reader."""
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)


def test_it_says_what_comes_of_a_scripted_use(person, heard):
    first = "Example 1 of 4, iteration 1. It said 0.39, the answer is 1: 0.61 too low."
    assert heard(person.press, Qt.Key.Key_2) == "1, STOP, 0.00"
    assert heard(person.press, Qt.Key.Key_2) == "0, STOP, 0.39"
    assert heard(person.click, "step_button") == first
    second = "Example 2 of 4, iteration 1. It said 0.02, the answer is 1: 0.98 too low."
    assert heard(person.press, Qt.Key.Key_S) == second
    assert heard(person.click, "step_back_button") == first
    assert heard(person.press, Qt.Key.Key_R) == "restart"
    starts_anew = "training starts anew."
    assert heard(person.press, Qt.Key.Key_N) == f"seed 1 to 2: {starts_anew}"
    assert heard(person.press, Qt.Key.Key_Z, CONTROL) == "Undone: seed 1 to 2"
    assert heard(person.press, Qt.Key.Key_Z, REDO) == "Redone: seed 1 to 2"
    assert heard(person.enter, "alpha_spin", "0.3") == "alpha 0.2 to 0.3"
    refused = "alpha must be a number above 0 and at most 1000, not 'zero'"
    assert heard(person.enter, "alpha_spin", "zero") == refused


def test_it_says_no_answer_before_the_output_is_computed(person, heard):
    person.menu_action("Animate phases").trigger()
    assert heard(person.press, Qt.Key.Key_W).startswith("1. The lights are 1 0 1.")
    assert heard(person.press, Qt.Key.Key_2) == "1, STOP, 0.00"  # another pattern than the walk's
    assert heard(person.press, Qt.Key.Key_2) == "0, not computed yet"


def test_it_says_that_a_card_fills_the_window_and_that_the_others_are_back(person, heard):
    title = person.window.places.cards["network"].findChild(CardTitle)
    title.setFocus(Qt.FocusReason.TabFocusReason)
    assert heard(person.press, Qt.Key.Key_Return) == "This card fills the window."
    assert heard(person.press, Qt.Key.Key_Return) == "The other cards are back."


def test_it_says_that_a_run_begins_and_how_training_stands_at_its_end(person):
    said = []
    person.window.announcer.said.connect(said.append)
    person.enter("stop_after_spin", "60")
    person.press(Qt.Key.Key_Space)
    person.wait_for_iteration(60)
    person.wait_until_still()
    assert said[-2] == "Training."
    assert said[-1] == person.find("status_sentence").text()
    assert said[-1].startswith("Learned after ")


def test_it_says_which_start_is_found(person, heard):
    person.enter("seed_spin", "2")
    person.train(150)
    person.wait_until(lambda: person.find("status_action").isVisible())
    person.wait_until_still()
    found = "Seed 4 is the next that learns within 150 iterations: seed 3 does not."
    found = f"{found} Press Run to see it."

    def try_starts():
        person.click("status_action")
        person.wait_until(lambda: person.text("status_sentence") == found)

    told = []
    person.window.announcer.said.connect(told.append)
    assert heard(try_starts) == found
    assert told.count(found) == 1


def test_it_says_the_wrong_example_that_is_shown(person, heard):
    person.enter("seed_spin", "13")
    person.train(150)
    person.click("rule_button")
    person.wait_until(lambda: person.text("status_sentence").endswith("it says STOP, not WALK."))
    assert heard(person.click, "status_action") == "0 1 0, STOP, 0.14"


def test_it_says_each_phase_that_is_stepped_to(person, heard):
    person.choose_step(0)
    assert heard(person.press, Qt.Key.Key_S).startswith("1. The lights are 1 0 1.")
    assert heard(person.press, Qt.Key.Key_S).startswith("2. The output adds up")
    assert heard(person.press, Qt.Key.Key_S).startswith("3. It said 0.39, the answer is 1")
    assert heard(person.press, Qt.Key.Key_B).startswith("2. The output adds up")


def test_it_says_an_edit_of_the_training_set(person, heard):
    person.open_page("Training set")
    person.tab_to("example_table")
    assert heard(person.press, Qt.Key.Key_Space) == "light 3 of example 1: 1 to 0"


def test_what_has_the_focus_is_described_by_the_sentence_until_it_is_left(
    person, heard, a_reader_listens
):
    lamp = person.tab_to("light_2")
    said = heard(person.press, Qt.Key.Key_Space)
    assert lamp.accessibleDescription() == said == "1, STOP, 0.00"
    person.press(Qt.Key.Key_Tab)
    person.wait_until(lambda: lamp.accessibleDescription() == "1")


def test_a_sentence_that_is_said_again_is_another_description(person, heard, a_reader_listens):
    button = person.tab_to("restart_button")
    own = button.accessibleDescription()
    descriptions = []
    for _ in range(3):
        heard(person.press, Qt.Key.Key_Space)
        descriptions.append(button.accessibleDescription())
    assert [text.strip() for text in descriptions] == 3 * ["restart"]
    assert descriptions[0] != descriptions[1] != descriptions[2]
    person.press(Qt.Key.Key_Tab)
    person.wait_until(lambda: button.accessibleDescription() == own)


def test_of_sentences_that_come_together_the_last_is_said(qtbot, window):
    announcer, said = Announcer(window), []
    announcer.said.connect(said.append)
    for text in ("one", "two", ""):
        announcer.say(text)
    qtbot.waitUntil(lambda: bool(said))
    QApplication.processEvents()
    assert said == ["two"]


def test_a_run_is_not_read_number_by_number_while_time_has_the_focus(person, a_reader_listens):
    person.enter("stop_after_spin", "never")
    person.set_speed(Qt.Key.Key_End)
    person.step_to(1)
    slider = person.tab_to("timeline")
    person.press(Qt.Key.Key_Space)
    person.wait_past_iteration(100)
    assert (slider.value(), slider.accessibleDescription()) == (1, "Training.")
    person.press(Qt.Key.Key_Space)
    person.wait_until(lambda: not person.is_running)
    person.wait_until_still()
    assert slider.value() == slider.maximum() == person.examples


def test_the_diagram_is_read_where_a_person_goes_and_not_at_each_change(person, a_reader_listens):
    person.tab_to("network_view")
    person.press(Qt.Key.Key_Down)
    person.press(Qt.Key.Key_Down)
    assert person.view.accessibleDescription().startswith("unit 2 of layer_1 = ")
    person.press(Qt.Key.Key_Space)
    person.wait_until(lambda: person.view.accessibleDescription() == "Training.")
    person.wait_past_iteration(person.iteration + 3)
    assert person.view.accessibleDescription() == "Training."
    person.press(Qt.Key.Key_Down)
    assert person.view.accessibleDescription().startswith("unit 3 of layer_1 = ")


def test_a_reader_switches_a_lamp_as_a_click_does(person, heard):
    lamp = QAccessible.queryAccessibleInterface(person.find("light_2")).actionInterface()
    assert lamp.actionNames()[0] == "Toggle"
    assert heard(lamp.doAction, "Toggle") == "1, STOP, 0.00"
    assert person.lamps == (1, 1, 1)
    assert heard(lamp.doAction, "Toggle") == "0, STOP, 0.39"
    assert person.lamps == (1, 0, 1)
