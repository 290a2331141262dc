"""Number fields beside keys and buttons that mean something else: nothing typed is lost."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QSlider, QTableView

from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.ui.widgets.number_spin import NumberSpin

LEFT = Qt.MouseButton.LeftButton
BUTTONS = (
    *("run_button", "step_button", "step_back_button", "restart_button", "new_start_button"),
    *("follow_button", "log_button", "light_2", "add_unit_1", "remove_unit_1", "add_layer"),
    *("timeline", "speed_slider"),
)
FIELDS = ["alpha_spin", "seed_spin", "stop_after_spin"]


def type_into(person, name, text):
    """Type into a field, and do nothing yet that would end typing."""
    spin = person.find(name, NumberSpin)
    person.qtbot.mouseClick(spin.lineEdit(), LEFT)
    person.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    person.type_text(text)


def focused():
    return QApplication.focusWidget().objectName()


def test_a_button_takes_what_was_typed_before_it_was_clicked(person):
    type_into(person, "alpha_spin", "0.5")
    person.step_to(1)
    assert person.settings.alpha == 0.5
    type_into(person, "seed_spin", "7")
    person.click("restart_button")
    assert person.settings.seed == 7
    person.set_speed(Qt.Key.Key_End)
    type_into(person, "stop_after_spin", "10")
    person.click("run_button")
    person.wait_for_iteration(10)


def test_a_button_does_nothing_but_complain_of_what_cannot_be_taken(person):
    person.train(3)
    for trained, name in enumerate(BUTTONS, start=12):
        person.wait_until_still()  # lamps that follow
        before = person.settings, person.lamps, person.find("speed_slider", QSlider).value()
        type_into(person, "alpha_spin", "fast")
        person.qtbot.mouseClick(person.find(name), LEFT)
        person.wait_until_still()
        assert "alpha must be" in person.message, name
        assert "'fast'" in person.message
        assert person.find("alpha_spin").text() == "0.2"
        assert person.examples == trained, name
        after = person.settings, person.lamps, person.find("speed_slider", QSlider).value()
        assert after == before, name
        assert not person.is_running, name
        person.click("step_button")
        person.wait_until(lambda trained=trained: person.examples == trained + 1)
        person.wait_until_still()


def test_what_cannot_be_taken_can_be_typed_anew_at_once(person):
    lamps = person.lamps
    for name in FIELDS:
        old = person.find(name).text()
        person.enter(name, "fast")
        assert "must be" in person.message
        assert person.find(name).text() == old
        person.type_text("31")
        person.press(Qt.Key.Key_Return)
        assert person.find(name).text() == "31"
        assert "must be" not in person.message
    assert person.lamps == lamps


@pytest.mark.parametrize(
    ("name", "place"),
    [("light_2", 12), ("timeline", 6), ("speed_slider", 12), ("network_view", 12)],
)
def test_a_click_elsewhere_takes_what_was_typed(person, name, place):
    person.train(3)
    type_into(person, "alpha_spin", "0.5")
    person.qtbot.mouseClick(person.find(name), LEFT)
    assert person.settings.alpha == 0.5
    assert person.edit_text("Undo").startswith("Undo: alpha")
    person.wait_until(lambda: person.examples == place)
    person.press(Qt.Key.Key_S)  # and the window has the keys again
    person.wait_until(lambda: person.examples == place + 1)
    assert person.find("alpha_spin").text() == f"{person.settings.alpha:g}"


@pytest.mark.parametrize("name", ["step_button", "run_button"])
def test_what_an_edit_in_the_past_costs_is_said_though_a_click_ended_typing(person, name):
    person.train(5)
    person.set_speed(Qt.Key.Key_Home)
    person.click("step_back_button")
    person.wait_until(lambda: person.examples == 19)
    type_into(person, "alpha_spin", "0.5")
    person.click(name)
    person.wait_until(lambda: person.examples == 20)
    assert "what came after this moment is gone" in person.message


def test_what_an_edit_costs_is_said_though_dragging_time_ended_typing(person):
    person.train(5)
    person.click("step_back_button")
    person.wait_until(lambda: person.examples == 19)
    type_into(person, "alpha_spin", "0.5")
    slider = person.find("timeline")
    for x in (slider.width() // 2, slider.width() // 3):
        person.qtbot.mousePress(slider, LEFT, pos=QPoint(x, slider.height() // 2))
    person.qtbot.mouseRelease(slider, LEFT)
    assert "what came after this moment is gone" in person.message


@pytest.mark.parametrize("end", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_enter_and_esc_give_the_keys_back_to_the_window(person, end):
    lamps = person.lamps
    type_into(person, "alpha_spin", "0.3")
    person.press(end)
    assert person.settings.alpha == (0.3 if end == Qt.Key.Key_Return else 0.2)
    assert person.find("alpha_spin").text() == f"{person.settings.alpha}"
    person.press(Qt.Key.Key_1)
    assert person.lamps == (1 - lamps[0], *lamps[1:])
    person.press(Qt.Key.Key_S)
    person.wait_until(lambda: person.examples == 1)
    person.press(Qt.Key.Key_Space)
    person.wait_until(lambda: person.is_running)
    person.pause()


def test_after_enter_tab_goes_on_from_the_field(person):
    for name in FIELDS:
        person.tab_to(name)
        person.press(Qt.Key.Key_Tab)
        following = focused()
        person.enter(name, "3")
        person.press(Qt.Key.Key_Tab)
        assert focused() == following
        person.enter(name, "4")
        person.press(Qt.Key.Key_Backtab)
        assert focused() == name


@pytest.mark.parametrize("end", [Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab])
@pytest.mark.parametrize("name", FIELDS)
def test_what_is_typed_has_the_arrow_of_enter_beside_it_until_it_is_taken(person, name, end):
    line = person.find(name, NumberSpin).lineEdit()

    def beside():
        """Return the pixels of the end of the field, where no text is."""
        room = line.fontMetrics().horizontalAdvance("000000")
        area = line.rect().adjusted(room, 3, 0, -3)
        picture = line.grab(area).toImage()
        return {
            picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())
        }

    type_into(person, name, "0")
    assert len(beside()) > 1
    person.press(Qt.Key.Key_Backspace)
    person.type_text("1")
    assert len(beside()) > 1
    person.press(end)
    assert len(beside()) == 1
    assert "Enter takes what is typed" in person.find(name).toolTip()


def test_a_field_can_be_clicked_everywhere(person):
    for spin in map(person.find, FIELDS):
        for place in (spin.rect().center(), QPoint(4, 4), QPoint(spin.width() - 30, 8)):
            assert spin.childAt(place) is spin.lineEdit()


@pytest.mark.parametrize("clicks", [2, 3])
@pytest.mark.parametrize("x", [6, 14, 20])
def test_two_clicks_or_three_mark_the_whole_number(person, x, clicks):
    line = person.find("alpha_spin").lineEdit()
    place = QPoint(x, line.height() // 2)
    person.qtbot.mouseClick(line, LEFT, pos=place)
    person.qtbot.mouseDClick(line, LEFT, pos=place)
    for _ in range(clicks - 2):
        person.qtbot.mouseClick(line, LEFT, pos=place)
    assert line.selectedText() == "0.2"
    person.type_text("0.5")
    person.press(Qt.Key.Key_Return)
    assert person.settings.alpha == 0.5


def test_the_seed_field_takes_the_word_it_shows(person_at):
    """'by hand' and 'all zero' are no numbers, but they stand there."""
    with_given = Settings.choose(PRESETS["middle-light"])
    with_zeros = Settings(**{**vars(with_given), "given": None, "seed": None})
    for settings, word in ((with_given, "by hand"), (with_zeros, "all zero")):
        person = person_at(settings)
        assert person.find("seed_spin").text() == word
        person.enter("seed_spin", word)
        assert person.message == ""
        assert person.settings == settings


def test_given_weights_are_offered_only_where_they_fit(person_at):
    person = person_at(Settings.choose(PRESETS["middle-light"], hidden=(4,)))
    person.enter("seed_spin", "by hand")
    assert person.find("seed_spin").value() == 1
    assert "seed must be" in person.message


def test_keys_of_letters_and_digits_are_the_window_s_after_a_click_on_a_line(person):
    table, lamps = person.find("code_view", QTableView), person.lamps
    place = table.visualRect(table.model().index(4, 0)).center()
    person.qtbot.mouseClick(table.viewport(), LEFT, pos=place)
    assert focused() == "code_view"
    person.press(Qt.Key.Key_2)
    assert person.lamps == (lamps[0], 1 - lamps[1], lamps[2])
    person.press(Qt.Key.Key_Space)
    person.wait_until(lambda: person.is_running)
    person.pause()


def test_digits_and_space_with_a_command_key_are_no_lamps_and_no_run(person):
    lamps = person.lamps
    for modifier in ("ControlModifier", "AltModifier", "MetaModifier"):
        for key in (Qt.Key.Key_2, Qt.Key.Key_Space):
            person.press(key, Qt.KeyboardModifier[modifier])
            assert person.lamps == lamps, modifier
    person.press(Qt.Key.Key_2, Qt.KeyboardModifier.KeypadModifier)
    assert person.lamps != lamps
    assert not person.is_running


# What is typed and not yet entered stays; what is not typed is the present value.

TYPED = [("alpha_spin", "0.7"), ("seed_spin", "7"), ("stop_after_spin", "70")]


@pytest.mark.parametrize(("name", "text"), TYPED)
def test_what_is_typed_outlives_changes_of_other_settings_and_of_its_own(person, name, text):
    type_into(person, name, text)
    session = person.window.session
    session.change_settings(replace(session.settings, bias=True, alpha=0.3, seed=3))
    session.set_stop_after(30)
    assert person.find(name).text() == text
    person.press(Qt.Key.Key_Return)
    found = session.settings.alpha, session.settings.seed, session.stop_rule.iterations
    assert float(text) in found


def test_esc_shows_the_value_that_came_while_another_was_typed(person):
    type_into(person, "alpha_spin", "0.7")
    person.window.session.set_alpha(0.3)
    person.press(Qt.Key.Key_Escape)
    assert person.find("alpha_spin").text() == "0.3"
    assert person.settings.alpha == 0.3


def test_what_is_typed_counts_though_it_is_what_there_was_before(person):
    type_into(person, "alpha_spin", "0.2")
    person.window.session.set_alpha(0.3)
    person.press(Qt.Key.Key_Return)
    assert person.settings.alpha == 0.2


def test_a_nudge_starts_from_what_is_typed_or_else_from_the_present_value(person):
    type_into(person, "seed_spin", "7")
    person.press(Qt.Key.Key_Up)
    assert person.settings.seed == 8
    person.window.session.set_seed(20)
    assert person.find("seed_spin").text() == "20"
    person.press(Qt.Key.Key_Down)
    assert person.settings.seed == 19


# Undo with the keys in a field.

UNDO = Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier
REDO = Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.mark.parametrize("name", FIELDS)
def test_undo_in_a_field_takes_back_what_is_typed_and_then_the_last_change(person, name):
    person.window.session.set_alpha(0.3)
    old = person.find(name).text()
    person.tab_to(name)
    person.type_text("5")
    person.press(*UNDO)
    assert person.find(name).text() == old
    assert person.settings.alpha == 0.3
    person.press(*UNDO)
    assert person.settings.alpha == 0.2
    person.tab_to(name)
    person.press(*REDO)
    assert person.settings.alpha == 0.3


def test_undo_among_start_weights_that_nobody_touched_is_the_window_s(person):
    person.open_page("Settings")
    person.choose("start_combo", "by hand")
    person.window.session.set_alpha(0.3)
    edit = person.scroll_to("start_weights_edit")
    edit.setFocus()
    text = edit.toPlainText()
    person.press(*UNDO)
    assert person.settings.alpha == 0.2
    person.type_text("[")
    person.press(*UNDO)
    assert edit.toPlainText() == text
    assert person.edit_text("Redo").startswith("Redo: alpha")


def test_after_enter_a_field_shows_that_the_keys_go_on_from_it(person):
    before = person.picture_of("alpha_spin")
    person.enter("alpha_spin", "0.2")
    assert person.picture_of("alpha_spin") != before
    person.press(Qt.Key.Key_Tab)
    person.press(Qt.Key.Key_Tab)
    assert person.picture_of("alpha_spin") == before


def test_undo_in_a_cell_takes_back_what_is_typed_and_then_the_last_change(person):
    person.open_page("Training set")
    person.window.session.set_alpha(0.3)
    person.find("example_table").setFocus()
    person.press(Qt.Key.Key_F2)
    assert focused() == "example_field"
    field = QApplication.focusWidget()
    old = field.text()
    person.type_text("0.5")
    for _ in range(3):
        if field.text() != old:
            person.press(*UNDO)
    assert field.text() == old
    assert person.settings.alpha == 0.3
    person.press(*UNDO)
    assert person.settings.alpha == 0.2


def test_units_typed_for_a_layer_that_goes_meanwhile_are_refused(person):
    session = person.window.session
    session.change_settings(session.settings.with_hidden((4, 3)))
    person.open_page("Settings")
    person.scroll_to("units_2_spin")
    type_into(person, "units_2_spin", "7")
    session.change_settings(session.settings.with_hidden((4,)))
    assert person.settings.hidden == (4,)
    assert "layer_2 is not there any more." in person.message
    assert person.edit_text("Undo").startswith("Undo: hidden layers (4, 3)")
