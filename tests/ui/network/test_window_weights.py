"""Typing and nudging weights in the diagram."""

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
from person import LEFT, bits
from PySide6.QtCore import QPoint, Qt


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
    person.wait_until(lambda: person.text("time_label").startswith("live"))
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
