"""Dimmed lamps, and the table of all patterns: what they show and what a click there does."""

from dataclasses import replace

import pytest
from person import LEFT, book_trainer
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QTableView

from streetlight_gui.core import Problem
from streetlight_gui.core.checks.formatting import plain
from streetlight_gui.core.problems.problem import all_patterns
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.text.pattern_text import Column
from streetlight_gui.ui.widgets.lamp import Lamp
from streetlight_gui.ui.widgets.theme import LAMP_COLOURS, LAMP_OFF, mixed

KEY = Qt.Key
NOTCH = 120
TENTHS = [k / 10 for k in range(11)]


def brightness(person):
    """Return how bright each lamp is, with all digits."""
    lamps = person.window.findChildren(Lamp)
    return tuple(lamp.value for lamp in sorted(lamps, key=lambda lamp: lamp.objectName()))


def assert_predicts(person, pattern):
    assert brightness(person) == pattern
    prediction = float(person.network.predict([pattern])[0])
    assert person.text("prediction_label") == plain(prediction)
    assert person.signal == ("WALK" if prediction >= 0.5 else "STOP")


def brighten_by_wheel(person, steps):
    person.turn_wheel(person.find("light_2"), steps * NOTCH)


def brighten_by_key(person, steps):
    person.tab_to("light_2")
    for _ in range(abs(steps)):
        person.press(KEY.Key_Up if steps > 0 else KEY.Key_Down)


BOTH_WAYS = pytest.mark.parametrize("brighten", [brighten_by_wheel, brighten_by_key])


# Dimmed lamps.


@BOTH_WAYS
def test_steps_are_tenths_without_dust_and_the_prediction_follows(person, brighten):
    assert brightness(person) == (1, 0, 1)
    for tenths in [*TENTHS[1:], *reversed(TENTHS[:-1])]:
        brighten(person, 1 if tenths > brightness(person)[1] else -1)
        assert_predicts(person, (1, tenths, 1))


@BOTH_WAYS
def test_a_lamp_gets_no_brighter_than_on_and_no_darker_than_off(person, brighten):
    brighten(person, 13)
    assert_predicts(person, (1, 1, 1))
    brighten(person, -13)
    assert_predicts(person, (1, 0, 1))


@BOTH_WAYS
def test_dimming_stops_following(person, brighten):
    assert person.find("follow_button").isChecked()
    brighten(person, 3)
    assert not person.find("follow_button").isChecked()


def test_small_parts_of_a_notch_add_up(person):
    lamp = person.find("light_2")
    for _ in range(3):
        person.turn_wheel(lamp, NOTCH // 4)
        assert brightness(person) == (1, 0, 1)
    person.turn_wheel(lamp, NOTCH // 4)
    assert brightness(person) == (1, 0.1, 1)


def test_a_lamp_shows_its_brightness_and_its_number(person):
    pictures = []
    for tenths in TENTHS:
        assert person.find("light_2").accessibleDescription() == f"{tenths:g}"
        image = person.picture_of("light_2")
        middle, above = image.rect().center(), image.rect().center()
        above.setY(round(middle.y() - 0.6 * image.height() / 2))
        face = mixed(QColor(LAMP_COLOURS[1]), QColor(LAMP_OFF), tenths)
        assert image.pixelColor(above).name() == face.name()
        row = [image.pixelColor(x, middle.y()) for x in range(middle.x() - 12, middle.x() + 13)]
        assert max(abs(colour.lightness() - face.lightness()) for colour in row) > 60
        assert image not in pictures
        pictures.append(image)
        brighten_by_wheel(person, 1)


@pytest.mark.parametrize("how", ["click", "key"])
def test_a_dimmed_lamp_is_switched_off_then_on(person, how):
    brighten_by_wheel(person, 3)
    for value in (0, 1):
        if how == "click":
            person.click("light_2")
        else:
            person.press(KEY.Key_2)
        assert_predicts(person, (1, value, 1))


def test_the_keys_of_six_lights_switch_them(person_at):
    person = person_at(Settings.choose(Problem([[0] * 6], [1])))
    for number in range(1, 7):
        person.press(KEY(KEY.Key_0 + number))
        assert_predicts(person, tuple(float(k <= number) for k in range(1, 7)))


def test_a_dimmed_lamp_stays_dimmed_through_a_run(person):
    brighten_by_wheel(person, 7)
    person.train(40)
    assert_predicts(person, (1, 0.7, 1))
    person.click("restart_button")
    person.wait_for_iteration(0)
    assert_predicts(person, (1, 0.7, 1))


# The table of all patterns.


def table_of(person):
    return person.find("pattern_table", QTableView)


def column_of(person, column):
    model = table_of(person).model()
    return [model.index(row, column).data() for row in range(model.rowCount())]


def click_row(person, row):
    table = table_of(person)
    index = table.model().index(row, Column.ANSWER)
    table.scrollTo(index)
    place = table.visualRect(index).center()
    person.qtbot.mouseClick(table.viewport(), LEFT, pos=place)


def assert_table_shows(person, network):
    patterns = [tuple(map(float, text.split())) for text in column_of(person, Column.LIGHTS)]
    shown = list(map(float, column_of(person, Column.PREDICTION)))
    assert shown == pytest.approx(network.predict(patterns).tolist(), abs=1e-3)


def assert_counts_right(person, trainer):
    problem = trainer.problem
    walks = trainer.network.predict(problem.patterns) >= 0.5
    right = int((walks == (problem.targets == 1)).sum())
    when, patterns = ("", "4 patterns") if trainer.updates else ("untrained: ", "4")
    text = f"{when}{right} of {len(problem)} right, {patterns} never seen"
    person.wait_until(lambda: person.text("pattern_count_label") == text)


def test_the_table_follows_training_and_counts(person):
    trainer = book_trainer()
    for _ in range(4):
        assert_table_shows(person, trainer.network)
        assert_counts_right(person, trainer)
        person.train(15)
        trainer.run(15)
    person.wait_until(lambda: person.text("pattern_count_label").startswith("4 of 4 right"))


def test_the_table_follows_a_run_at_full_speed(person):
    seen = set()

    def has_seen_several():
        seen.add(tuple(column_of(person, Column.PREDICTION)))
        return len(seen) > 4

    person.enter("alpha_spin", "0.001")  # so that it goes on learning for long enough
    person.run_at_full_speed()
    person.wait_until(has_seen_several)
    person.pause()


def test_the_table_shows_the_past(person):
    person.train(60)
    for updates in (10, 0, 133):
        person.window.session.go_to(updates)
        trainer = book_trainer()
        trainer.step(updates)
        person.wait_for(trainer)
        assert_table_shows(person, trainer.network)
        assert_counts_right(person, trainer)


def test_a_click_puts_each_row_on_the_lamps(person):
    person.train(20)
    for row, pattern in enumerate(all_patterns(3).tolist()):
        click_row(person, row)
        assert_predicts(person, tuple(pattern))
        assert not person.find("follow_button").isChecked()


def test_a_click_puts_a_dimmed_row_on_the_lamps(person):
    person.preset_action("dimmer").trigger()
    person.wait_until(lambda: table_of(person).model().rowCount() == 6 + 8)
    for row, pattern in enumerate(Problem.preset("dimmer").patterns.tolist()):
        click_row(person, row)
        assert_predicts(person, tuple(pattern))


def test_arrow_keys_go_through_the_rows(person):
    click_row(person, 2)
    person.press(KEY.Key_Down)
    assert_predicts(person, (0, 1, 1))
    person.press(KEY.Key_End)
    assert_predicts(person, (1, 1, 1))


def test_a_row_can_be_clicked_during_a_run(person):
    person.run_at_full_speed()
    person.wait_past_iteration(10)
    click_row(person, 6)
    assert_predicts(person, (1, 1, 0))
    assert person.is_running
    person.pause()


def test_all_patterns_of_six_lights_can_be_reached(person_at):
    patterns = all_patterns(6)[::5]
    settings = Settings.choose(Problem(patterns, patterns[:, 0]))
    person = person_at(replace(settings, hidden=(6,)), size=(900, 600))
    assert table_of(person).model().rowCount() == 64
    for row in (0, 63, 17, 42):
        click_row(person, row)
        assert_predicts(person, tuple(all_patterns(6)[row].tolist()))


def test_an_edited_training_set_is_another_table(person):
    person.open_page("Training set")
    person.click("add_light_button")
    person.wait_until(lambda: person.network.lights == 4)
    person.open_page("Patterns")
    assert table_of(person).model().rowCount() == 16
    assert person.text("pattern_count_label").endswith("12 never seen")
    person.undo()
    person.wait_until(lambda: table_of(person).model().rowCount() == 8)


def test_the_table_scrolls_to_the_pattern_on_the_lamps(person_at):
    person = person_at(Settings.choose(Problem([[0] * 6, [1] * 6], [0, 1])))
    table = person.find("pattern_table", QTableView)

    def sees(row):
        box = table.visualRect(table.model().index(row, Column.LIGHTS))
        return table.viewport().rect().contains(box)

    assert sees(0)
    assert not sees(63)
    person.set_lamps((1,) * 6)
    assert sees(63)
    person.set_lamps((0,) * 6)
    assert sees(0)


def test_the_table_of_another_problem_begins_at_the_pattern_on_the_lamps(person):
    table = person.find("pattern_table", QTableView)
    person.set_lamps((1, 1, 1))
    examples = Problem([[1] * 6, [0] * 6], [1, 0])
    person.window.session.open_problem(examples)
    person.wait_until(lambda: table.model().rowCount() == 64)
    person.wait_until(lambda: len(person.lamps) == 6)
    row = all_patterns(6).tolist().index(list(map(float, person.lamps)))
    assert row == 63
    box = table.visualRect(table.model().index(row, Column.LIGHTS))
    assert table.viewport().rect().contains(box)
