"""Typing and nudging weights in the diagram."""

from dataclasses import replace

import pytest
from moments import (
    SHIFT,
    diagram_of,
    open_editor,
    show_past,
    timeline,
    trained,
    type_weight,
    undo_action,
    wait_for,
)
from person import CONTROL, LEFT, bits, book_trainer
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from streetlight_gui.core import Problem, Trainer
from streetlight_gui.core.nn.parts import Edge
from streetlight_gui.core.training.settings import Settings


@pytest.mark.parametrize("k", [0, 5, 11, 12, 15])
def test_double_click_on_an_edge_changes_that_weight_and_no_other(person, k):
    person.step_to(1)
    editor = type_weight(person, k, "-0.123456789012345")
    plain = trained(1)
    plain.set_weight(k, -0.123456789012345)
    wait_for(person, plain)
    assert not editor.isVisible()
    person.step_to(2)
    plain.step(1)
    assert bits(person.network) == bits(plain.network)


def test_the_second_click_of_a_double_click_meets_the_diagram_still(person):
    slope_view, width = person.find("slope_view"), person.view.width()
    for k, (start, bend_1, bend_2, end) in enumerate(diagram_of(person).curves):
        x, y = start * 0.001 + bend_1 * 0.027 + bend_2 * 0.243 + end * 0.729  # at 9/10 of the way
        point = QPoint(round(x), round(y))
        place = person.view.mapTo(person.window, QPoint(0, 0)) + point
        assert not slope_view.isVisible()
        assert person.window.childAt(place) is person.view, k
        person.qtbot.mouseClick(person.view, LEFT, pos=point)
        person.wait_until(slope_view.isVisible)
        assert person.view.width() == width, k
        assert person.window.childAt(place) is person.view, k
        person.press(Qt.Key.Key_Escape)
        person.wait_until(lambda: not slope_view.isVisible())


def test_the_editor_begins_with_the_exact_weight(person):
    editor = open_editor(person, 6)
    weight = float(person.network.weights[0][1, 2])
    assert editor.text() == repr(weight)
    assert editor.selectedText() == editor.text()


def test_esc_leaves_the_weight_as_it_is(person):
    editor = type_weight(person, 3, "7", Qt.Key.Key_Escape)
    assert not editor.isVisible()
    assert not undo_action(person, "Undo").isEnabled()
    person.step_to(1)
    assert bits(person.network) == bits(trained(1).network)


def test_what_is_no_weight_is_rejected_with_a_sentence(person):
    for text in ("abc", "1e999", "", "nan", "-inf"):
        editor = type_weight(person, 3, text)
        assert "a weight must be a finite number" in person.message
        assert repr(text) in person.message
        assert editor.isVisible()
        assert not undo_action(person, "Undo").isEnabled()
        person.press(Qt.Key.Key_Escape)
    person.step_to(1)
    assert bits(person.network) == bits(trained(1).network)


@pytest.mark.parametrize(
    ("key", "modifier", "change"),
    [
        (Qt.Key.Key_Up, Qt.KeyboardModifier.NoModifier, 0.01),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier, -0.01),
        (Qt.Key.Key_Up, SHIFT, 0.1),
        (Qt.Key.Key_Down, SHIFT, -0.1),
    ],
)
def test_arrows_nudge_a_weight(person, key, modifier, change):
    before = float(person.network.weights[0][0, 1])
    editor = open_editor(person, 1)
    for times in (1, 2):
        person.press(key, modifier)
        person.wait_until(
            lambda n=times: abs(person.network.weights[0][0, 1] - before - n * change) < 1e-9
        )
        assert float(editor.text()) == person.network.weights[0][0, 1]
    assert editor.isVisible()


def test_an_edit_of_the_past_starts_a_branch_there(person):
    person.train(20)
    show_past(person, 30, 80)
    type_weight(person, 4, "0.5")
    plain = trained(30)
    plain.set_weight(4, 0.5)
    wait_for(person, plain)
    person.wait_until(lambda: person.text("time_label").startswith("latest"))
    assert timeline(person).maximum() == 30
    undo_action(person, "Undo").trigger()
    person.wait_until(lambda: timeline(person).maximum() == 80)
    person.wait_until(lambda: bits(person.network) == bits(trained(30).network))
    person.click("live_button")
    wait_for(person, trained(80))


def test_enter_on_an_unchanged_weight_changes_nothing_and_keeps_the_future(person):
    person.train(20)
    show_past(person, 30, 80)
    open_editor(person, 4)
    person.press(Qt.Key.Key_Return)
    assert not person.find("weight_editor").isVisible()
    assert "weights" not in person.edit_text("Undo")
    person.step_to(31)
    assert timeline(person).maximum() == 80


# A field follows what it shows, unless something else is typed in it.


def weight(person, k):
    return float(person.network.parameters[k])


def test_an_open_editor_follows_the_weight_and_nudges_the_present_one(person):
    editor = open_editor(person, 1)
    for examples in (1, 2, 3, 4):
        person.step_to(examples)
        assert editor.text() == repr(weight(person, 1))
    assert editor.selectedText() == editor.text()
    plain = trained(4)
    plain.set_weight(1, float(f"{plain.network.parameters[1] + 0.01:.12g}"))
    person.press(Qt.Key.Key_Up)
    wait_for(person, plain)
    assert editor.text() == repr(weight(person, 1))
    person.press(Qt.Key.Key_Z, CONTROL)
    wait_for(person, trained(4))
    assert editor.text() == repr(weight(person, 1))


def test_a_button_takes_what_was_typed_into_the_editor_before_it_was_clicked(person):
    open_editor(person, 1)
    person.type_text("0.5")
    plain = trained(0)
    plain.set_weight(1, 0.5)
    plain.step(1)
    person.step_to(1)
    wait_for(person, plain)


def test_a_button_does_nothing_but_complain_of_what_is_no_weight(person):
    editor = open_editor(person, 1)
    person.type_text("half")
    person.click("step_button")
    assert "a weight must be a finite number" in person.message
    assert editor.text() == "half"
    person.press(Qt.Key.Key_Escape)
    person.step_to(1)
    wait_for(person, trained(1))


def test_a_click_elsewhere_takes_a_typed_weight(person):
    editor = open_editor(person, 1)
    person.type_text("0.5")
    person.tab_to("speed_slider")
    assert not editor.isVisible()
    plain = trained(0)
    plain.set_weight(1, 0.5)
    wait_for(person, plain)


def test_what_is_typed_outlives_a_change_of_something_else(person):
    editor = open_editor(person, 1)
    person.type_text("0.5")
    person.window.session.set_alpha(0.3)
    person.window.session.set_seed(2)
    person.wait_until(lambda: bits(person.network) == bits(book_trainer(2).network))
    assert editor.text() == "0.5"
    person.press(Qt.Key.Key_Return)
    person.wait_until(lambda: weight(person, 1) == 0.5)


def test_a_key_that_closes_the_editor_leaves_its_edge_marked(person):
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        type_weight(person, 1, "0.5", key)
        assert QApplication.focusWidget() is person.view
        assert "weights_0_1[0, 1]" in person.view.accessibleDescription()


# What was meant for a part that has gone.


def start_at(person_at, *, bias):
    settings = Settings.choose(Problem.preset("streetlights"), hidden=(4, 4))
    return person_at(replace(settings, bias=bias))


@pytest.mark.parametrize("bias", [False, True])
def test_a_late_edit_of_a_weight_that_has_gone_says_so(person_at, bias):
    person = start_at(person_at, bias=bias)
    session = person.window.session
    edge = Edge(1, 3, 0)
    shape = person.network.shape
    session.change_settings(session.settings.with_hidden((3, 4)))
    person.view.editor.edited.emit(edge, shape, 0.25, 9.0, False)
    assert "weights_1_2[3, 0] is not set to 9" in person.message
    assert "weights" not in person.edit_text("Undo")
    plain = Trainer.of(session.settings)
    wait_for(person, plain)


def test_a_weight_typed_before_its_unit_goes_is_set_first(person):
    editor = open_editor(person, 15)
    person.type_text("9")
    person.click("remove_unit_1")
    person.wait_until(lambda: person.network.hidden == (3,))
    assert not editor.isVisible()
    assert person.edit_text("Undo").startswith("Undo: hidden layers")
    person.undo()
    person.wait_until(lambda: person.network.hidden == (4,))
    assert weight(person, 15) == 9


def test_a_late_click_on_the_buttons_of_a_layer_that_has_gone_says_so(person_at):
    person = start_at(person_at, bias=False)
    person.click("remove_unit_1")
    person.click("remove_unit_1")  # before the diagram is drawn anew
    assert person.settings.hidden == (2, 4)
    session = person.window.session
    session.change_settings(session.settings.with_hidden((4,)))
    for name in ("add_unit_2", "remove_unit_1"):
        person.click(name)
        assert "stays as it is: the network has other layers now" in person.message
        assert person.settings.hidden == (4,)
    assert person.edit_text("Undo").startswith("Undo: hidden layers (2, 4)")
