"""What the keyboard reaches has a name, and comes in the order in which it is seen."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSlider,
    QTabBar,
    QTableView,
    QTabWidget,
    QWidget,
)

from streetlight_gui.core.nn.parts import Edge
from streetlight_gui.ui.shell.key_places import meant_key


def focusable(window):
    """Return what can have the focus now; the line of a spin box hands it on to its box."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and widget.focusProxy() is None
    ]


def nameless(window):
    return [
        f"{type(widget).__name__} {widget.objectName()!r} in {type(widget.parent()).__name__}"
        for widget in focusable(window)
        if not (widget.text() if isinstance(widget, QLabel) else widget.accessibleName())
    ]


PAGES = ["Patterns", "Numbers", "Training set", "Settings"]


def test_everything_that_takes_the_keyboard_has_a_name(person):
    person.train(1)
    for page in PAGES:
        person.open_page(page)
        assert len(focusable(person.window)) > 20
        assert nameless(person.window) == []


def test_the_slope_and_the_editor_have_names_too(person):
    person.train(1)
    person.view.choose(Edge(0, 0, 0))
    person.view.setFocus()
    person.press(Qt.Key.Key_F2)
    assert person.find("weight_editor").isVisible()
    assert nameless(person.window) == []


def test_after_the_diagram_come_its_own_buttons(person):
    def next_three():
        person.view.setFocus()
        names = []
        for _ in range(3):
            person.press(Qt.Key.Key_Tab)
            names.append(QApplication.focusWidget().objectName())
        return names

    assert next_three() == ["remove_unit_1", "add_unit_1", "add_layer"]
    person.click("add_layer")
    person.wait_until(lambda: len(person.network.hidden) == 2)
    assert next_three() == ["remove_unit_1", "add_unit_1", "remove_unit_2"]


def test_the_layers_buttons_are_named_alike(person):
    def name(button):
        return person.find(button).accessibleName()

    assert name("remove_unit_1") == "Remove a unit from layer_1"
    assert name("add_unit_1") == "Add a unit to layer_1"
    assert name("add_layer") == "Add a layer"
    for _ in range(3):
        person.click("remove_unit_1")
    person.wait_until(lambda: person.network.hidden == (1,))
    assert name("remove_unit_1") == "Remove layer_1"
    for button in ("remove_unit_1", "add_unit_1", "add_layer"):
        assert person.find(button).toolTip() == f"{name(button)}; training starts anew"


def test_a_digit_held_down_switches_its_lamp_once(person):
    lamps, none = person.lamps, Qt.KeyboardModifier.NoModifier
    for is_repeat in (False, True, True, True):
        press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_1, none, "1", is_repeat)
        QApplication.sendEvent(person.window, press)
    assert person.lamps == (1 - lamps[0], *lamps[1:])


CONTROL, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)


def key_event(key, code, modifiers=NONE, text="", repeated=False):
    """Make what X11 reports for a key: what the layout says, and the place's code."""
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, code, 0, 0, text, repeated)


def press_at(person, key, code, modifiers=NONE, text=""):
    QApplication.sendEvent(QApplication.focusWidget(), key_event(key, code, modifiers, text))


@pytest.mark.parametrize(
    ("signs", "modifiers"),
    [
        ('&\xe9"', NONE),
        ("123", SHIFT),
        ("!@#", SHIFT),
        ("+\u011b\u0161", NONE),
        ("\u0661\u0662\u0663", NONE),
    ],
)  # French, also with Shift; US; Czech; Arabic
def test_the_row_of_digits_switches_lights_on_every_layout(person, signs, modifiers):
    for page in PAGES:
        person.open_page(page)
        for name in ("network_view", "code_view", "side_panel"):
            person.find(name).setFocus()
            lamps = list(person.lamps)
            for k, sign in enumerate(signs):
                press_at(person, ord(sign.upper()), 10 + k, modifiers, sign)
                lamps[k] = 1 - lamps[k]
                assert person.lamps == tuple(lamps), (page, name, sign)


@pytest.mark.parametrize("column", [1, 4])
def test_the_row_of_digits_begins_a_number_in_a_cell_on_every_layout(person, column):
    person.open_page("Training set")
    table, lamps = person.find("example_table", QTableView), person.lamps
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, column))
    press_at(person, ord("&"), 10, text="&")
    assert person.find("example_field", QLineEdit).text() == "1"
    assert person.lamps == lamps
    person.press(Qt.Key.Key_Escape)
    press_at(person, ord("&"), 10, CONTROL, text="&")  # no digit that is typed
    assert table.findChild(QLineEdit) is None


@pytest.mark.parametrize(
    "letters", ["\u044b\u0438\u043a\u0442", "\u0633\u0644\u0642\u0649", "\u03c3\u03b2\u03c1\u03bd"]
)
def test_letters_work_by_place_where_they_are_not_latin(person, letters):
    step, back, restart, start = letters
    person.view.setFocus()
    press_at(person, ord(step.upper()), 39, text=step)
    person.wait_until(lambda: person.examples == 1)
    press_at(person, ord(step.upper()), 39, text=step)
    person.wait_until(lambda: person.examples == 2)
    press_at(person, ord(back.upper()), 56, text=back)
    person.wait_until(lambda: person.examples == 1)
    press_at(person, ord(restart.upper()), 27, text=restart)
    person.wait_until(lambda: person.examples == 0)
    press_at(person, ord(start.upper()), 57, text=start)
    person.wait_until(lambda: person.settings.seed == 2)
    press_at(person, 0x42F, 52, CONTROL)  # Ctrl+Z
    person.wait_until(lambda: person.settings.seed == 1)


def test_ctrl_c_copies_from_tables_on_a_russian_keyboard(person):
    QApplication.clipboard().setText("")
    person.find("pattern_table").setFocus()
    press_at(person, 0x421, 54, CONTROL)
    assert QApplication.clipboard().text()


def test_a_latin_layout_s_letters_are_what_they_say(person):
    person.view.setFocus()
    for key, text in ((Qt.Key.Key_O, "o"), (0xE9, "\xe9")):  # Dvorak has O where US has S
        press_at(person, key, 39, text=text)
        person.wait_until_still()
        assert person.examples == 0


def test_what_is_held_down_repeats_as_in_the_menu(person):
    person.view.setFocus()
    for repeated in (False, True):
        event = key_event(0x42B, 39, text="\u044b", repeated=repeated)
        QApplication.sendEvent(person.view, event)
    person.wait_until(lambda: person.examples == 2)
    for repeated in (False, True, True):
        event = key_event(0x422, 57, text="\u0442", repeated=repeated)
        QApplication.sendEvent(person.view, event)
    person.wait_until(lambda: person.settings.seed == 2)


def test_other_systems_report_places_in_their_own_way():
    def meant(system, key, scan=0, virtual=0):
        event = QKeyEvent(QEvent.Type.KeyPress, key, NONE, scan, virtual, 0)
        return chr(meant_key(event, system))

    assert [meant("win32", ord("&"), scan=k) for k in range(2, 8)] == list("123456")
    assert [meant("darwin", ord("&"), 1, k) for k in (18, 19, 20, 21, 23, 22)] == list("123456")
    assert [meant("win32", 0x42B, scan=k) for k in (31, 48, 19, 49)] == list("SBRN")
    assert [meant("darwin", 0x42B, 1, k) for k in (1, 11, 15, 45)] == list("SBRN")
    assert meant("linux", ord("!"), scan=0) == "!"


def test_what_has_no_key_has_no_empty_one_either(person):
    keys = [key for action in person.window.findChildren(QAction) for key in action.shortcuts()]
    assert keys
    assert not any(key.isEmpty() for key in keys)


def test_readouts_tell_screen_readers_their_number(person):
    person.train(3)
    for name, title in (("prediction_label", "Prediction"), ("iteration_label", "Iteration")):
        assert person.find(name).accessibleName() == f"{title} {person.text(name)}"


def test_the_code_shows_that_it_has_the_keys_before_a_line_is_chosen(person):
    before = person.picture_of("code_view")
    person.tab_to("code_view")
    assert person.picture_of("code_view") != before


def test_pages_and_views_have_tips(person):
    bar = person.find("side_panel").findChild(QTabBar)
    assert all(bar.tabToolTip(k) for k in range(bar.count()))
    for name in ("pattern_table", "error_plot", "code_view"):
        assert person.find(name).toolTip()


WHEELED = (QAbstractSpinBox, QComboBox, QSlider, QTabBar)


def test_the_wheel_changes_nothing_that_has_no_focus(person):
    person.train(3)
    person.view.choose(Edge(0, 0, 0))
    for page in PAGES:
        person.open_page(page)  # some are made when they are first seen
    controls = [c for c in person.window.findChildren(QWidget) if isinstance(c, WHEELED)]
    settings = person.find("settings_panel").findChildren(QWidget)

    def state():
        page = person.find("side_panel", QTabWidget).currentIndex()
        values = [getattr(c, "value", getattr(c, "currentIndex", None))() for c in controls]
        return values, page, person.settings, person.examples

    for page in PAGES:
        person.open_page(page)
        person.view.setFocus()
        seen, before = [control for control in controls if control.isVisible()], state()
        assert len(seen) >= 7
        for control in seen:
            if control in settings:
                person.scroll_to(control.objectName())
            for notch in (-120, 120):
                place = control.mapTo(person.window, control.rect().center())
                QTest.wheelEvent(person.window.windowHandle(), place, QPoint(0, notch))
                assert state() == before, control.objectName()
                assert person.view.hasFocus()


@pytest.mark.parametrize("name", ["step_unit", "penalty_combo", "slope_over"])
def test_space_runs_after_a_click_on_a_list_of_choices(person, monkeypatch, name):
    person.train(1)
    person.set_speed(Qt.Key.Key_Home)
    person.view.choose(Edge(0, 0, 0))
    person.open_page("Settings")
    person.view.setFocus()
    opened, combo = [], person.find(name, QComboBox)
    monkeypatch.setattr(combo, "showPopup", lambda: opened.append(name))  # it would warn offscreen
    person.qtbot.mouseClick(combo, Qt.MouseButton.LeftButton)
    assert opened == [name]
    person.press(Qt.Key.Key_Space)
    person.wait_until(lambda: person.is_running)
    assert opened == [name]


def test_the_wheel_over_a_control_scrolls_a_window_that_is_too_small(person):
    person.window.setMinimumSize(1, 1)
    person.window.resize(700, 300)
    area = person.window.centralWidget()
    assert isinstance(area, QScrollArea)
    bar = area.verticalScrollBar()
    person.wait_until(lambda: bar.maximum() > 100)
    for name in ("speed_slider", "step_unit", "alpha_spin"):
        bar.setValue(0)
        control = person.find(name)
        area.ensureWidgetVisible(control)
        before = bar.value()
        place = control.mapTo(person.window, control.rect().center())
        notch = 120 if before == bar.maximum() else -120
        QTest.wheelEvent(person.window.windowHandle(), place, QPoint(0, notch))
        assert bar.value() != before, name


@pytest.mark.parametrize(
    "name", ["remove_unit_1", "add_unit_1", "add_layer", "step_back_button", "live_button"]
)
def test_space_presses_no_neighbour_of_a_button_that_goes(person, name):
    person.train(1)
    person.click("step_back_button")
    button = person.tab_to(name)
    presses = 0
    while button.isVisible() and button.isEnabled():
        with person.qtbot.waitSignal(person.window.session.snapshot_changed):
            person.press(Qt.Key.Key_Space)
        presses += 1
        assert presses < 20
    assert not isinstance(QApplication.focusWidget(), QAbstractButton)


def test_space_presses_no_neighbour_of_a_setting_that_goes(person):
    person.open_page("Settings")
    person.find("remove_1_button").setFocus()
    person.press(Qt.Key.Key_Space)
    assert person.settings.hidden == ()
    assert not isinstance(QApplication.focusWidget(), QAbstractButton)


def test_a_number_field_stands_once_among_what_is_read(person):
    names = [w.accessibleName() for w in person.window.findChildren(QWidget) if w.isVisible()]
    assert [names.count(name) for name in ("alpha", "seed", "stop after")] == [1, 1, 1]
