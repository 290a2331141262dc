"""Closing the window ends everything it began, whatever was going on."""

import pytest
from PySide6.QtCore import Qt, QThread, QTimer

from streetlight_gui.app import create_window


def assert_ended(person) -> None:
    threads = person.window.findChildren(QThread)
    assert threads
    assert all(thread.isFinished() for thread in threads)
    assert not person.window.isVisible()


@pytest.mark.parametrize("how", ["close", "key", "menu"])
def test_closing_during_a_full_speed_run_ends_the_thread(person, how):
    person.run_at_full_speed()
    person.wait_past_iteration(30)
    if how == "close":
        assert person.window.close()
    elif how == "key":
        person.press(Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    else:
        person.menu_action("Quit").trigger()
    assert_ended(person)


def test_closing_while_idle(person):
    assert person.window.close()
    assert_ended(person)


def test_closing_before_the_first_snapshot(styled_application, qtbot):
    window = create_window()
    assert window.close()
    assert all(thread.isFinished() for thread in window.findChildren(QThread))
    window.deleteLater()


def test_closing_with_many_commands_under_way(person):
    person.run_at_full_speed()
    for _ in range(50):
        person.click("step_button")
        person.click("run_button")
    assert person.window.close()
    assert_ended(person)


def test_closing_with_a_bad_number_half_typed(person):
    spin = person.find("alpha_spin")
    person.qtbot.mouseClick(spin.lineEdit(), Qt.MouseButton.LeftButton)
    person.type_text("abc")
    assert person.window.close()
    assert_ended(person)


def test_after_closing_no_timer_goes_on(person):
    person.run_at_full_speed()
    person.wait_past_iteration(30)
    assert person.window.close()
    timers = person.window.findChildren(QTimer)
    assert timers
    person.wait_until(lambda: not any(timer.isActive() for timer in timers))
