"""A walk through one example in the window: what is seen and said on the way."""

import pytest
from moments import PHASE, step_until
from person import BOOK_PATTERN, CONTROL, Person, bits, book_trainer
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from streetlight_gui.core.nn.parts import Edge
from streetlight_gui.ui.widgets.headline import Headline


@pytest.fixture
def walker(person) -> Person:
    """Somebody who wants no motion, so that nothing goes on by itself."""
    person.menu_action("Animate phases").trigger()
    return person


def sentence(person) -> str:
    return person.find("status_sentence").text()


def test_next_goes_through_the_phases_and_ends_where_a_step_ends(walker):
    walker.click("walk_button")
    for phase in range(1, 6):
        walker.wait_until(lambda phase=phase: sentence(walker).startswith(f"{phase}. "))
        assert f"phase {phase} of 5" in walker.text("phase_label")
        assert not walker.find("status_action").isVisible()
        if phase < 5:
            walker.click("walk_next_button")
    trained = book_trainer()
    trained.step(1)
    assert bits(walker.network) == bits(trained.network)
    assert walker.text("example_label") == "1 of 4"


@pytest.mark.parametrize("size", [(900, 600), (1366, 768), (1920, 1080)])
def test_every_sentence_of_it_has_room(person_at, size):
    walker = person_at(size=size)
    walker.menu_action("Animate phases").trigger()
    label = walker.find("status_sentence", Headline)
    walker.click("walk_button")
    for phase in range(1, 11):  # the second example begins with 'Training goes on'
        number = f"{(phase - 1) % 5 + 1}. "
        walker.wait_until(lambda number=number: sentence(walker).startswith(number))
        assert label.shown()[1] == sentence(walker)
        if phase == 5:
            assert "The strongest of all, weights_0_1[0, 2], stays" in sentence(walker)
        walker.click("walk_next_button")


def test_it_begins_by_key_and_plays_by_itself(person):
    person.press(Qt.Key.Key_W)
    person.wait_until(lambda: sentence(person).startswith("1. "))
    assert person.find("walk_play_button", QAbstractButton).text() == "Pause"
    person.click("walk_play_button")


@pytest.mark.parametrize("is_presenting", [False, True])
def test_closing_brings_back_what_stood_there(walker, is_presenting):
    if is_presenting:
        walker.menu_action("Presentation").trigger()
    before = sentence(walker)
    assert before
    walker.click("walk_button")
    walker.wait_until(lambda: sentence(walker).startswith("1. "))
    walker.click("walk_close_button")
    assert not sentence(walker).startswith("1. ")
    walker.wait_until(lambda: walker.view.picture.moment is None)
    if is_presenting:
        return
    walker.click("restart_button")
    walker.wait_until(lambda: sentence(walker) == before)


def test_escape_ends_it_after_what_lies_over_it_and_before_a_presentation(person):
    person.press(Qt.Key.Key_P, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    person.press(Qt.Key.Key_W)
    person.wait_until(lambda: sentence(person).startswith("1. "))
    person.view.setFocus()
    person.view.choose(Edge(0, 0, 0))
    person.window.show_error("Something went wrong.")
    close, banner = person.find("walk_close_button"), person.find("window_banner")
    is_there = (
        lambda: not person.find("slope_view").isHidden(),
        banner.isVisible,
        close.isVisible,
        lambda: person.window.cards.is_presenting,
    )
    for left in range(len(is_there)):
        assert [each() for each in is_there] == [k >= left for k in range(len(is_there))]
        person.press(Qt.Key.Key_Escape)
    assert not any(each() for each in is_there)
    assert not sentence(person).startswith("1. ")


def test_a_run_ends_it(walker):
    walker.click("walk_button")
    walker.wait_until(lambda: sentence(walker).startswith("1. "))
    walker.click("run_button")
    walker.wait_until(lambda: walker.find("walk_button").isVisible())
    walker.pause()
    assert not walker.find("walk_next_button").isVisible()


def test_the_lamps_follow_it_whatever_was_clicked_before(walker):
    walker.click("light_2")
    assert not walker.find("follow_button", QAbstractButton).isChecked()
    walker.click("walk_button")
    walker.wait_until(lambda: walker.lamps == BOOK_PATTERN)
    assert walker.view.picture.moment is not None


@pytest.mark.parametrize("button", ["walk_next_button", "walk_back_button"])
def test_next_and_back_follow_again_after_a_click_on_a_lamp(walker, button):
    walker.click("walk_button")
    walker.wait_until(lambda: sentence(walker).startswith("1. "))
    walker.click("walk_next_button")
    walker.wait_until(lambda: sentence(walker).startswith("2. "))
    walker.click("light_2")
    assert walker.view.picture.moment is None
    walker.click(button)
    walker.wait_until(lambda: walker.lamps == BOOK_PATTERN)
    walker.wait_until(lambda: walker.view.picture.moment is not None)
    assert walker.find("follow_button", QAbstractButton).isChecked()


def test_a_click_on_a_lamp_takes_over_from_play(person):
    person.click("walk_button")
    person.wait_until(lambda: sentence(person).startswith("1. "))
    person.click("light_2")
    assert person.find("walk_play_button", QAbstractButton).text() == "Play"
    person.wait_until_still()
    assert sentence(person).startswith("1. ")


def test_who_has_switched_following_off_keeps_the_lamps(walker):
    walker.click("follow_button")
    walker.click("light_2")
    lamps = walker.lamps
    walker.click("walk_button")
    walker.wait_until(lambda: "phase 1" in walker.text("phase_label"))
    walker.wait_until_still()
    assert walker.lamps == lamps
    assert "Follow training shows them here" in walker.window.views.caption.text()


def test_a_step_by_phase_follows_again_after_a_click_on_a_lamp(walker):
    walker.choose_step(PHASE)
    step_until(walker, lambda: "phase 1" in walker.text("phase_label"))
    walker.click("light_2")
    assert walker.view.picture.moment is None
    step_until(walker, lambda: "phase 2" in walker.text("phase_label"))
    walker.wait_until(lambda: walker.lamps == BOOK_PATTERN)
    assert walker.view.picture.moment is not None


def test_the_sentence_is_seen_whole_in_the_smallest_window(person_at):
    person = person_at(size=(900, 600))
    shown = person.find("status_sentence", Headline).shown
    person.menu_action("Animate phases").trigger()
    person.click("walk_button")
    for phase in 2 * (*range(1, 6),):
        person.wait_until(lambda phase=phase: sentence(person).startswith(f"{phase}. "))
        assert shown()[1] == sentence(person)
        person.click("walk_next_button")


def test_by_keyboard_the_next_button_to_press_has_the_focus(walker):
    walker.tab_to("walk_button")
    for phase in range(1, 4):
        walker.press(Qt.Key.Key_Space)
        walker.wait_until(lambda phase=phase: sentence(walker).startswith(f"{phase}. "))
        assert walker.find("walk_next_button").hasFocus()
    walker.tab_to("walk_back_button")
    for phase in (2, 1):
        walker.press(Qt.Key.Key_Space)
        walker.wait_until(lambda phase=phase: sentence(walker).startswith(f"{phase}. "))
    assert walker.find("walk_next_button").hasFocus()
    walker.tab_to("walk_close_button")
    walker.press(Qt.Key.Key_Space)
    assert walker.find("walk_button").hasFocus()
    assert not walker.is_running
