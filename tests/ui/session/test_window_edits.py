"""Edits keep everything: what came after them, what was edited meanwhile, and the window."""

from dataclasses import replace

import numpy as np
import pytest
from person import bits
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QTableView

from streetlight_gui.core.nn.parts import Edge
from streetlight_gui.core.nn.penalty import Penalty, PenaltyKind
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.replay.cursor import StepUnit
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.trainer import Trainer
from streetlight_gui.ui.widgets.number_spin import NumberSpin

BOOK = Settings.choose(PRESETS["streetlights"])


def weight_of(person, source, target):
    return float(person.network.weights[0][source, target])


def show(person, updates):
    person.window.session.go_to(updates)
    person.wait_until(lambda: "the past" in person.text("time_label"))


def nudge(person, value):
    """Give the first weight a value as nudges do: those that follow each other undo as one."""
    session = person.window.session
    session.set_weight(Edge(0, 0, 0), session.settings.shape, 0.0, value, True)


def test_what_was_trained_between_two_edits_of_one_weight_comes_back(person):
    session = person.window.session
    session.go_to(0)
    nudge(person, 0.5)
    person.train(50)
    trained = bits(person.network)
    session.go_to(0)
    person.wait_until(lambda: person.iteration == 0)
    nudge(person, 0.75)
    person.wait_until(lambda: weight_of(person, 0, 0) == 0.75)
    person.undo()
    person.wait_until(lambda: "of 200: the past" in person.text("time_label"))
    person.click("live_button")
    person.wait_until(lambda: bits(person.network) == trained)
    assert person.iteration == 50


class Keeper(QObject):
    """Keeps every snapshot that the window was shown."""

    def __init__(self, session) -> None:
        super().__init__(session)
        self.kept = []
        session.snapshot_changed.connect(self.kept.append)


@pytest.mark.parametrize("name", ["alpha", "penalty"])
def test_a_snapshot_from_before_an_edit_does_not_take_it_back(person, name):
    session = person.window.session
    keeper = Keeper(session)
    person.train(10)
    show(person, 8)
    old = keeper.kept[-1]
    penalty = Penalty(PenaltyKind.L2, 0.01)
    changed = {"alpha": {"alpha": 0.5}, "penalty": {"penalty": penalty}}[name]
    timers = session.findChildren(QTimer)
    person.wait_until(lambda: not any(timer.isActive() for timer in timers))  # shows it at once
    session.change_settings(replace(session.settings, **changed))
    session._thread._display.offer(old)  # it was on its way already
    assert session.settings == replace(BOOK, **changed)
    session.change_settings(replace(session.settings, order_seed=3))
    both = replace(BOOK, order_seed=3, **changed)
    person.wait_until(lambda: keeper.kept[-1].settings == both)


def test_an_edit_right_after_a_jump_changes_only_what_was_edited(person):
    session = person.window.session
    keeper = Keeper(session)
    person.train(5)
    session.set_alpha(0.7)
    person.train(5)
    session.go_to(4)
    session.change_settings(replace(session.settings, order_seed=3))  # before it is seen
    wanted = replace(BOOK, order_seed=3)
    person.wait_until(lambda: keeper.kept[-1].settings == wanted)


@pytest.mark.parametrize("button", ["remove_unit_1", "add_unit_1", "add_layer"])
def test_lit_edges_do_not_outlive_their_network(person, button):
    person.step_to(1)
    table = person.find("code_view", QTableView)
    table.selectRow(9)
    person.click(button)
    person.wait_until(lambda: person.network.hidden != (4,))
    person.window.grab()


def test_numbers_too_large_to_square_are_drawn_as_infinite(person):
    session = person.window.session
    session.set_weight(Edge(0, 0, 1), session.settings.shape, 0.0, 1e200, False)
    for _ in range(3):
        session.step(StepUnit.PHASE)
    person.wait_until(lambda: "phase 3" in person.text("phase_label"))
    person.window.grab()
    assert "inside Streetlight" not in person.message


def test_a_bias_edge_selects_the_line_of_its_bias(person):
    session = person.window.session
    session.change_settings(replace(session.settings, bias=True))
    person.wait_until(lambda: bool(person.network.biases))
    person.view.choose(Edge(0, 3, 1))
    table = person.find("code_view", QTableView)
    row = table.selectionModel().selectedRows()[0].row()
    assert table.model().index(row, 0).data().strip().startswith("bias_1 -=")


def test_seed_0_can_be_chosen_from_an_all_zero_start(person):
    session, spin = person.window.session, person.find("seed_spin", NumberSpin)
    session.change_settings(replace(session.settings, seed=None))
    person.wait_until(lambda: not np.any(person.network.parameters))
    assert spin.text() == "all zero"
    person.enter("seed_spin", "0")
    expected = Trainer.of(replace(BOOK, seed=0))
    person.wait_until(lambda: bits(person.network) == bits(expected.network))


def test_the_window_says_what_an_edit_in_the_past_drops(person):
    person.train(10)
    show(person, 8)
    person.enter("alpha_spin", "0.5")
    person.wait_until(lambda: "what came after this moment is gone" in person.message)


def test_the_window_says_when_an_edit_starts_anew(person):
    person.train(10)
    person.click("add_unit_1")
    assert person.message.endswith("training starts anew.")
    person.click("note_button")
    assert not person.message
    person.wait_for_iteration(10)
    assert person.network.hidden == (4,)


def test_a_refused_value_is_no_longer_named_after_a_good_one(person):
    person.enter("alpha_spin", "x")
    assert person.message
    nudge(person, 0.5)
    assert person.message  # of another edit it is as true as before
    person.enter("alpha_spin", "0.2")
    assert not person.message


def test_a_closed_windows_undo_stack_is_silent(person):
    stack, heard = person.window.session.undo_stack, []
    stack.indexChanged.connect(heard.append)
    assert person.window.close()
    stack.clear()
    assert heard == []
