"""Undoing and redoing what a person changed."""

import pytest
from moments import (
    SHIFT,
    open_editor,
    show_past,
    timeline,
    trained,
    type_weight,
    undo_action,
    wait_for,
    what_is_seen,
)
from person import CONTROL, bits
from PySide6.QtCore import Qt

from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.ui.widgets.number_spin import NumberSpin

ARROW = "\N{RIGHTWARDS ARROW}"


def test_undo_and_redo_of_a_weight_with_keys_and_words(person):
    person.step_to(1)
    before = what_is_seen(person)
    type_weight(person, 1, "0.75")
    plain = trained(1)
    plain.set_weight(1, 0.75)
    wait_for(person, plain)
    after = what_is_seen(person)
    text = undo_action(person, "Undo").text().replace("&", "")
    assert text == f"Undo: weights_0_1[0, 1] 0.532616 {ARROW} 0.75"
    person.press(Qt.Key.Key_Z, CONTROL)
    person.wait_until(lambda: what_is_seen(person) == before)
    assert f"weights_0_1[0, 1] 0.532616 {ARROW} 0.75" in undo_action(person, "Redo").text()
    person.press(Qt.Key.Key_Z, CONTROL | SHIFT)
    person.wait_until(lambda: what_is_seen(person) == after)


def test_undo_and_redo_of_alpha_from_the_edit_menu(person):
    person.step_to(1)
    person.enter("alpha_spin", "0.5")
    assert undo_action(person, "Undo").text().endswith(f"alpha 0.2 {ARROW} 0.5")
    undo_action(person, "Undo").trigger()
    assert float(person.find("alpha_spin", NumberSpin).text()) == 0.2
    person.step_to(2)
    assert bits(person.network) == bits(trained(2).network)
    undo_action(person, "Redo").trigger()
    assert float(person.find("alpha_spin", NumberSpin).text()) == 0.5
    person.wait_until(lambda: person.examples == 1)
    person.step_to(2)
    plain = trained(1)
    plain.alpha = 0.5
    plain.step(1)
    assert bits(person.network) == bits(plain.network)


@pytest.mark.parametrize(
    ("button", "words"), [("restart_button", "restart"), ("new_start_button", "seed 1")]
)
def test_undo_brings_a_run_back_after_a_new_start(person, button, words):
    person.click("follow_button")  # the lamps stay as they are
    person.train(20)
    before = what_is_seen(person)
    person.click(button)
    person.wait_until(lambda: person.iteration == 0)
    assert words in undo_action(person, "Undo").text()
    undo_action(person, "Undo").trigger()
    person.wait_until(lambda: what_is_seen(person) == before)
    person.train(5)
    assert bits(person.network) == bits(trained(100).network)


def test_alpha_changed_in_the_past_drops_what_came_after_and_undo_brings_it_back(person):
    person.train(60)
    show_past(person, 100, 240)
    person.enter("alpha_spin", "0.1")
    person.wait_until(lambda: person.text("time_label").startswith("latest"))
    assert timeline(person).maximum() == 100
    assert bits(person.network) == bits(trained(100).network)
    person.train(5)
    plain = trained(100)
    plain.alpha = 0.1
    plain.step(20)
    assert bits(person.network) == bits(plain.network)
    undo_action(person, "Undo").trigger()  # of how long to run
    undo_action(person, "Undo").trigger()
    person.wait_until(lambda: person.text("time_label") == "example 100 of 240: the past")
    assert bits(person.network) == bits(trained(100).network)
    person.click("live_button")
    wait_for(person, trained(240))
    undo_action(person, "Redo").trigger()
    wait_for(person, plain)


def test_every_edit_that_undo_offers_can_be_undone(person):
    spin, offered = person.find("alpha_spin", NumberSpin), 0
    for k in range(20):
        person.enter("alpha_spin", f"0.{k + 21}")
    for _ in range(10):
        undo_action(person, "Undo").trigger()
    person.enter("alpha_spin", "0.9")
    while undo_action(person, "Undo").isEnabled():
        undo_action(person, "Undo").trigger()
        offered += 1
    assert offered == 11
    assert float(spin.text()) == 0.2
    person.step_to(1)
    assert bits(person.network) == bits(trained(1).network)
    assert person.message == ""


def test_alpha_in_the_past_is_shown_as_it_was(person):
    person.train(10)
    person.enter("alpha_spin", "0.4")
    person.train(10)
    show_past(person, 20, 80)
    assert float(person.find("alpha_spin", NumberSpin).text()) == 0.2


def test_nudges_at_one_moment_are_one_step_to_undo(person):
    person.train(10)
    person.window.session.go_to(5)
    person.wait_until(lambda: "the past" in person.text("time_label"))
    before, stack = bits(person.network), person.window.session.undo_stack
    edits = stack.count()
    editor = open_editor(person, 6)
    for _ in range(25):
        person.qtbot.keyClick(editor, Qt.Key.Key_Up)
    person.qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert stack.count() == edits + 1
    stack.undo()
    person.wait_until(lambda: bits(person.network) == before)
    assert "of 40: the past" in person.text("time_label")
    stack.redo()
    weight = float(
        Run(Settings.choose(Problem.preset("streetlights"))).at(5).network.weights[0][1, 2]
    )
    person.wait_until(lambda: abs(person.network.weights[0][1, 2] - (weight + 0.25)) < 1e-9)
