"""What the keyboard reaches has a name, and comes in the order in which it is seen."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QStatusTipEvent
from PySide6.QtWidgets import QApplication, QLabel, QTabBar, QWidget

from streetlight_gui.core.nn.parts import Edge


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


@pytest.mark.parametrize("page", ["Patterns", "Training set", "Settings"])
def test_everything_that_takes_the_keyboard_has_a_name(person, page):
    person.train(1)
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

    assert name("remove_unit_1") == "One unit fewer in layer_1; training starts anew"
    assert name("add_unit_1") == "One unit more in layer_1; training starts anew"
    for _ in range(3):
        person.click("remove_unit_1")
    person.wait_until(lambda: person.network.hidden == (1,))
    assert name("remove_unit_1") == "Remove layer_1; training starts anew"
    assert person.find("remove_unit_1").toolTip() == name("remove_unit_1")


def test_a_digit_held_down_switches_its_lamp_once(person):
    lamps, none = person.lamps, Qt.KeyboardModifier.NoModifier
    for is_repeat in (False, True, True, True):
        press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_1, none, "1", is_repeat)
        QApplication.sendEvent(person.window, press)
    assert person.lamps == (1 - lamps[0], *lamps[1:])


def test_a_menu_does_not_wipe_the_message(person):
    person.window.show_message("something to read")
    QApplication.sendEvent(person.window, QStatusTipEvent(""))
    assert person.message == "something to read"


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
