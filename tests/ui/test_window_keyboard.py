"""What the keyboard reaches has a name, and comes in the order in which it is seen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QTabBar, QWidget

from streetlight_gui.core.diagram import Edge


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


def test_pages_and_views_have_tips(person):
    bar = person.find("side_panel").findChild(QTabBar)
    assert all(bar.tabToolTip(k) for k in range(bar.count()))
    for name in ("pattern_table", "error_plot", "code_view"):
        assert person.find(name).toolTip()
