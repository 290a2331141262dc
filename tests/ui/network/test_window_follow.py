"""The lamps follow training only while each example can be seen."""

import pytest
from person import BOOK_PATTERN, LEFT
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QTableView

EXAMPLES = [(1, 0, 1), (0, 1, 1), (0, 0, 1), (1, 1, 1)]


def test_stepping_shows_the_example_just_trained(person):
    for k in range(6):
        person.step_to(k + 1)
        person.wait_until(lambda k=k: person.lamps == EXAMPLES[k % 4])
        prediction = float(person.network.predict([EXAMPLES[k % 4]])[0])
        assert float(person.text("prediction_label")) == pytest.approx(prediction, rel=1e-5)


def test_a_slow_run_shows_each_example(person):
    person.set_speed(Qt.Key.Key_Home)
    for _ in range(3):
        person.press(Qt.Key.Key_Right)
    assert person.find("speed_slider").accessibleDescription() == "3 examples a second"
    person.click("run_button")
    for example in EXAMPLES:
        person.wait_until(lambda example=example: person.lamps == example)
    person.pause()


def watch_lamps(person) -> list:
    switched = []
    for number in (1, 2, 3):
        person.find(f"light_{number}", QAbstractButton).toggled.connect(switched.append)
    return switched


def follow_fast_run(person):
    """Follow a run under way: before it, lamps would go to its first example, if there is time."""
    person.set_lamps((1, 1, 0))
    person.run_at_full_speed()
    person.wait_past_iteration(5)
    person.click("follow_button")
    assert person.find("follow_button").isChecked()


def test_a_fast_run_keeps_the_person_s_own_pattern(person):
    follow_fast_run(person)
    switched = watch_lamps(person)
    person.wait_past_iteration(person.iteration + 1000)
    assert switched == []
    assert person.lamps == (1, 1, 0)


def test_slowing_down_a_run_makes_the_lamps_follow(person):
    follow_fast_run(person)
    person.wait_past_iteration(person.iteration + 50)
    assert person.lamps == (1, 1, 0)
    person.set_speed(Qt.Key.Key_Home)
    person.wait_until(lambda: person.lamps in EXAMPLES)
    person.pause()


def test_the_lamps_stay_when_nobody_wants_them_to_follow(person):
    person.click("follow_button")
    assert not person.find("follow_button").isChecked()
    switched = watch_lamps(person)
    for k in range(5):
        person.step_to(k + 1)
    assert switched == []
    assert person.lamps == BOOK_PATTERN


def test_following_can_be_switched(person):
    follow, action = person.find("follow_button"), person.menu_action("Follow training")
    for switch in (
        lambda: person.click("follow_button"),
        lambda: [person.tab_to("network_view"), person.press(Qt.Key.Key_F)],
        action.trigger,
    ):
        for expected in (False, True):
            switch()
            assert follow.isChecked() is expected
            assert action.isChecked() is expected


def click_lamp(person):
    person.click("light_2")


def click_row(person):
    table = person.find("pattern_table", QTableView)
    place = table.visualRect(table.model().index(0, 1)).center()
    person.qtbot.mouseClick(table.viewport(), LEFT, pos=place)


@pytest.mark.parametrize("choose", [click_lamp, click_row])
def test_the_caption_says_that_the_lights_are_the_person_s_and_how_they_follow_again(
    person, choose
):
    caption, says = person.window.views.caption, "The lights are yours now"
    assert not caption.text().startswith(says)
    choose(person)
    assert caption.text().startswith(says)
    assert not person.find("follow_button").isChecked()
    person.click("follow_button")
    assert not caption.text().startswith(says)


def test_following_again_shows_the_example_in_training(person):
    person.step_to(1)
    person.click("light_1")
    person.step_to(2)
    assert person.lamps == (0, 0, 1)
    person.click("follow_button")
    person.step_to(3)
    person.step_to(4)
    person.wait_until(lambda: person.lamps == EXAMPLES[3])


def test_following_again_shows_the_example_at_once(person):
    person.step_to(1)
    person.step_to(2)
    person.wait_until(lambda: person.lamps == EXAMPLES[1])
    person.click("light_1")
    assert person.lamps == (1, 1, 1)
    person.click("follow_button")
    person.wait_until(lambda: person.lamps == EXAMPLES[1])


def test_following_no_more_leaves_the_lamps_as_they_are(person):
    person.step_to(1)
    person.step_to(2)
    person.wait_until(lambda: person.lamps == EXAMPLES[1])
    switched = watch_lamps(person)
    person.click("follow_button")
    with person.qtbot.waitSignal(person.window.session.snapshot_changed):
        person.enter("alpha_spin", "0.1")
    person.wait_until_still()
    assert switched == []
    assert person.lamps == EXAMPLES[1]


def test_an_example_that_waits_is_not_shown_after_following_ends(person):
    person.step_to(1)
    person.wait_until_still()
    person.step_to(2)
    person.step_to(3)  # too soon after the second to be shown
    shown = person.lamps
    person.click("follow_button")
    person.wait_until_still()
    assert person.lamps == shown


def test_after_a_fast_run_the_lamps_stay_when_alpha_changes(person):
    """They stand on its last example; a setting is no reason to move them."""
    person.train(50)
    person.wait_until(lambda: person.lamps == EXAMPLES[3])
    switched = watch_lamps(person)
    with person.qtbot.waitSignal(person.window.session.snapshot_changed):
        person.enter("alpha_spin", "0.1")
    timers = person.window.findChildren(QTimer)
    person.wait_until(lambda: not any(timer.isActive() for timer in timers))
    assert switched == []
    assert person.lamps == EXAMPLES[3]


@pytest.mark.parametrize("how", ["pause", "end"])
def test_where_a_fast_run_ends_the_lamps_stand_on_the_example_of_the_code(person, how):
    person.window.session.set_alpha(0.1)
    if how == "end":
        person.train(30)
    else:
        person.run_at_full_speed()
        person.wait_past_iteration(20)
        person.pause()
    person.wait_until_still()
    example = EXAMPLES[(person.examples - 1) % 4]
    assert person.lamps == example
    assert person.find("code_example").accessibleName().endswith(" ".join(map(str, example)))
    assert not person.find("code_example").isEnabled()


def test_the_example_of_the_code_comes_onto_the_lamps_by_a_click(person):
    person.step_to(1)
    person.step_to(2)
    person.wait_until_still()
    person.click("light_1")
    assert person.lamps == (1, 1, 1)
    person.click("code_example")
    assert person.lamps == EXAMPLES[1]
    assert not person.find("code_example").isEnabled()


def test_while_examples_are_too_many_to_see_the_code_shows_none(person):
    person.run_at_full_speed()
    person.wait_past_iteration(20)
    lamps = person.find("code_example")
    person.wait_until(lambda: lamps.accessibleName().endswith(": no example"))
    person.pause()
    person.wait_until(lambda: not lamps.accessibleName().endswith(": no example"))


def test_the_prediction_always_belongs_to_the_lamps(person):
    """At every change of the number, whatever changed it."""
    mismatches = []

    def compare(picture) -> None:
        if tuple(map(int, picture.pattern)) != person.lamps:
            mismatches.append((picture.pattern, person.lamps))

    person.view.picture_changed.connect(compare)
    for k in range(5):
        person.step_to(k + 1)
        person.press(Qt.Key.Key_2)
        person.click("follow_button")
    assert mismatches == []


def test_the_figure_never_contradicts_the_number(person):
    """With this alpha the prediction goes from side to side far more often than may flash."""
    signal, seen = person.find("walk_signal"), set()

    def look(picture) -> None:
        word = signal.accessibleName().removeprefix("Signal: ")
        seen.add(word)
        assert word in {"WALK" if picture.prediction >= 0.5 else "STOP", "changing"}

    person.window.session.set_alpha(1.0)
    person.find("network_view").picture_changed.connect(look)
    person.click("run_button")
    person.wait_until(lambda: "changing" in seen)
    person.pause()
    person.wait_until(lambda: "changing" not in signal.accessibleName())


def test_the_caption_says_where_training_is_too_fast_for_the_lights(person):
    caption, says = person.window.views.caption, "Too fast for the lights to follow"
    person.set_speed(Qt.Key.Key_End)
    assert not caption.text().startswith(says)
    person.run_at_full_speed()
    person.wait_until(lambda: caption.text().startswith(says))
    person.click("run_button")
    person.wait_until(lambda: not person.is_running)
    assert not caption.text().startswith(says)


@pytest.mark.parametrize("switch_off", [False, True])
def test_another_problem_is_followed_unless_that_was_switched_off_by_its_button(person, switch_off):
    if switch_off:
        person.click("follow_button")
    person.click("light_2")
    assert not person.find("follow_button").isChecked()
    person.preset_action("stuck-start").trigger()
    person.wait_until(lambda: person.find("follow_button").isChecked() is not switch_off)
    person.step_to(1)
    assert person.find("follow_button").isChecked() is not switch_off
