"""Clicking lights to predict."""

from itertools import product

import pytest
from person import BOOK_PATTERN, Person
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QLabel

from streetlight_gui.core import Network, Problem
from streetlight_gui.core.training.settings import Settings

KEYS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3)
GRAY_WALK = (3, 2, 3, 1, 3, 2, 3, 1)  # from any pattern through all eight and back


def assert_shows_prediction(person: Person) -> None:
    prediction = float(person.network.predict([person.lamps])[0])
    shown = person.text("prediction_label")
    digits = 5.1e-4 if "e" in shown else 1e-5  # four, or six
    assert float(shown) == pytest.approx(prediction, rel=digits, abs=1e-300)
    assert not (shown.startswith("-") and float(shown) == 0)
    assert person.signal == ("WALK" if prediction >= 0.5 else "STOP")


@pytest.mark.parametrize("trained", [0, 150])
def test_every_pattern_predicts_at_once_by_mouse(person, trained):
    if trained:
        person.train(trained)
    person.wait_until_still()
    seen, start = set(), person.lamps
    for number in GRAY_WALK:
        person.click(f"light_{number}")
        assert_shows_prediction(person)
        seen.add((person.lamps, person.signal))
    assert {lamps for lamps, _ in seen} == set(product((0, 1), repeat=3))
    assert person.lamps == start


def test_every_pattern_predicts_at_once_by_key(person):
    seen = set()
    for number in GRAY_WALK:
        person.press(KEYS[number - 1])
        assert_shows_prediction(person)
        seen.add(person.lamps)
    assert len(seen) == 8


def test_after_training_the_signal_knows_the_answers(person):
    person.train(150)
    answers = {}
    for pattern in ((1, 0, 1), (0, 1, 1), (0, 0, 1), (1, 1, 1)):
        person.set_lamps(pattern)
        person.click("light_1")  # away and back: the signal answers a click at once
        person.click("light_1")
        answers[pattern] = person.signal
    assert list(answers.values()) == ["WALK", "WALK", "STOP", "STOP"]


def test_a_tiny_prediction_reads_as_about_0_below_the_signal(person):
    number, about = person.find("prediction_label", QLabel), person.find("about_label", QLabel)
    person.set_lamps((1, 0, 1))
    large = QFontInfo(number.font()).pixelSize()
    assert not about.isVisible()
    person.train(150)
    person.set_lamps((0, 0, 1))
    assert_shows_prediction(person)
    assert 0 < abs(float(number.text())) < 1e-8
    assert about.isVisible()
    assert QFontInfo(number.font()).pixelSize() < large
    assert number.width() >= number.fontMetrics().horizontalAdvance(number.text())
    room = person.find("walk_signal").width()
    assert 0 <= number.x() < number.geometry().right() < about.x() < room - about.width()
    person.set_lamps((1, 0, 1))
    assert not about.isVisible()
    assert QFontInfo(number.font()).pixelSize() == large


def test_a_prediction_of_zero_has_no_sign(person):
    person.set_lamps((0, 0, 0))
    assert float(person.text("prediction_label")) == 0
    assert "-" not in person.text("prediction_label")


def test_the_whole_square_around_a_lamp_takes_clicks(person):
    lamp = person.find("light_2")
    person.qtbot.mouseClick(lamp, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert person.lamps == (1, 1, 1)


def test_switching_a_lamp_stops_following(person):
    follow = person.find("follow_button")
    for switch in (
        lambda: [person.tab_to("light_2"), person.press(Qt.Key.Key_Space)],
        lambda: person.press(Qt.Key.Key_2),
        lambda: person.click("light_2"),
    ):
        assert follow.isChecked()
        switch()
        assert person.lamps == (1, 1, 1)
        assert not follow.isChecked()
        person.click("follow_button")
        person.wait_until(lambda: person.lamps == BOOK_PATTERN)


def test_digits_beyond_the_lamps_do_nothing(person):
    for key in (Qt.Key.Key_0, Qt.Key.Key_4, Qt.Key.Key_5, Qt.Key.Key_6, Qt.Key.Key_9):
        person.press(key)
    assert person.lamps == BOOK_PATTERN
    assert person.find("follow_button").isChecked()


def test_keys_typed_into_a_spin_box_stay_there(person):
    before = person.network
    for name in ("alpha_spin", "seed_spin", "stop_after_spin"):
        spin = person.find(name)
        person.qtbot.mouseClick(spin.lineEdit(), Qt.MouseButton.LeftButton)
        spin.lineEdit().clear()
        person.type_text("123 snrfl")
        assert spin.lineEdit().text() == "123 snrfl"
        person.press(Qt.Key.Key_Escape)
    assert person.lamps == BOOK_PATTERN
    assert not person.is_running
    assert person.network is before  # neither stepped nor restarted
    assert person.find("follow_button").isChecked()
    assert person.find("log_button").isChecked()


def test_space_on_a_lamp_switches_it_and_does_not_run(person):
    heard = []
    person.window.session.running_changed.connect(heard.append)
    person.tab_to("light_3")
    person.press(Qt.Key.Key_Space)
    assert person.lamps == (1, 0, 0)
    person.step_to(1)  # by now the worker has taken every command before
    assert heard == []


def test_up_and_down_dim_the_lamp_just_clicked_and_space_runs(person):
    person.tab_to("light_1")
    person.click("light_2")
    lamp = person.find("light_2")
    assert person.lamps == (1, 1, 1)
    for key, value in ((Qt.Key.Key_Down, "0.9"), (Qt.Key.Key_Down, "0.8"), (Qt.Key.Key_Up, "0.9")):
        person.press(key)
        assert lamp.accessibleDescription() == value
    person.press(Qt.Key.Key_Space)
    person.wait_until(lambda: person.is_running)
    assert lamp.accessibleDescription() == "0.9"
    person.pause()
    person.press(Qt.Key.Key_Backtab)
    person.press(Qt.Key.Key_Space)  # where Tab led, it presses
    assert person.lamps == (0, 1, 1)
    assert not person.is_running


def test_a_lamp_that_is_not_switched_takes_no_keys(person):
    lamp, outside = person.find("light_2"), QPoint(-60, 2)
    person.view.setFocus()
    person.qtbot.mousePress(lamp, Qt.MouseButton.LeftButton)
    person.qtbot.mouseRelease(lamp, Qt.MouseButton.LeftButton, pos=outside)
    assert person.view.hasFocus()


def test_space_on_the_window_runs_and_pauses(person):
    person.enter("stop_after_spin", "never")
    person.tab_to("network_view")
    person.press(Qt.Key.Key_Space)
    person.wait_until(lambda: person.is_running)
    person.press(Qt.Key.Key_Space)
    person.wait_until(lambda: not person.is_running)


def test_a_click_does_not_take_the_space_key(person):
    """After clicks on a lamp and a button, Space still runs."""
    person.click("light_1")
    person.click("restart_button")
    assert QApplication.focusWidget() is person.find("light_1")
    person.press(Qt.Key.Key_Space)
    person.wait_until(lambda: person.is_running)
    assert person.lamps == (0, 0, 1)


def test_lamps_answer_during_a_full_speed_run(person):
    person.run_at_full_speed()
    person.wait_past_iteration(5)
    for number in GRAY_WALK:
        person.click(f"light_{number}")
        assert_shows_prediction(person)
    assert person.is_running


@pytest.mark.parametrize("lights", [1, 2, 6])
def test_every_size_of_network_can_be_clicked(person_at, lights):
    problem, shapes = Problem([[1] * lights], [1]), ((), (16,), (1, 2), (16, 16, 16))
    person = person_at(Settings.choose(problem, shapes[0]), size=(900, 600))
    for hidden in shapes:
        person.window.session.change_settings(Settings.choose(problem, hidden), "another network")
        person.wait_until(lambda hidden=hidden: person.network.hidden == hidden)
        network = Network.random(lights=lights, hidden=hidden, seed=person.settings.seed)
        person.set_lamps((1,) * lights)
        for number in range(1, lights + 1):
            person.click(f"light_{number}")
            expected = tuple(0 if k < number else 1 for k in range(lights))
            assert person.lamps == expected
            shown = float(person.text("prediction_label"))
            assert shown == pytest.approx(network.predict([expected])[0], rel=1e-5)
        assert not person.picture_of("network_view").isNull()


def test_a_lamp_dims_by_the_rule_of_the_training_set(person_at):
    up, down, space = Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Space
    cases = [
        (0.25, up, "0.35"),
        (0.25, down, "0.15"),
        (0.05, down, "0"),
        (0.95, up, "1"),
        (0.25, space, "0"),
    ]
    person = person_at(Settings.choose(Problem([[before for before, _, _ in cases]], [1])))
    for k, (before, key, after) in enumerate(cases):
        lamp = person.tab_to(f"light_{k + 1}")
        assert lamp.accessibleDescription() == f"{before:g}"
        person.press(key)
        assert lamp.accessibleDescription() == after
        assert person.view.picture.pattern[k] == float(after)
