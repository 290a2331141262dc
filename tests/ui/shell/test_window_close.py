"""Closing the window ends everything it began, whatever was going on."""

import os
import subprocess
import sys

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QThread, QTimer

from streetlight_gui.app import create_window

SURROUNDINGS = {"QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}  # Qt complains of a bare C


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


def test_a_program_that_exits_during_a_run_ends_all_the_same(tmp_path):
    program = """
import sys
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication
from streetlight_gui.app import create_window
application = QApplication([])
window = create_window()
window.session.set_stop_after(0)
loop = QEventLoop()
window.session.running_changed.connect(loop.quit)
window.session.toggle()
loop.exec()
sys.exit(3)
"""
    environment = os.environ | SURROUNDINGS | {"XDG_CONFIG_HOME": str(tmp_path)}
    for _ in range(3):
        ended = subprocess.run(
            [sys.executable, "-X", "dev", "-c", program],
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert (ended.returncode, ended.stderr) == (3, "")


@pytest.mark.parametrize("runs", [False, True])
def test_a_program_that_never_closes_its_window_ends_all_the_same(tmp_path, runs):
    program = f"""
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from streetlight_gui.app import create_window
application = QApplication([])
window = create_window()
window.show()
if {runs}:
    window.session.set_stop_after(0)
    window.session.running_changed.connect(lambda _: QTimer.singleShot(0, application.quit))
    window.session.toggle()
    application.exec()
"""
    environment = os.environ | SURROUNDINGS | {"XDG_CONFIG_HOME": str(tmp_path)}
    command = [sys.executable, "-X", "dev", "-c", program]
    ended = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, "")


def test_deleting_a_window_during_a_run_ends_the_thread(styled_application, qtbot):
    window = create_window()
    window.session.set_stop_after(0)
    with qtbot.waitSignal(window.session.running_changed):
        window.session.toggle()
    (thread,) = window.findChildren(QThread)
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not shiboken6.isValid(thread)  # Qt aborts where a thread ends that still runs


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
