"""Holding answers out behind the window: nothing of the run changes, wherever one stands."""

import numpy as np
import pytest
from person import bits
from PySide6.QtWidgets import QApplication

from streetlight_gui.core.nn.parts import Edge
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.replay.branches import Branches
from streetlight_gui.core.replay.cursor import StepUnit
from streetlight_gui.core.training.settings import Settings, SettingsEdit
from streetlight_gui.core.training.stopping import StopRule
from streetlight_gui.core.training.trainer import Trainer
from streetlight_gui.ui.session.session import TrainingSession
from streetlight_gui.ui.session.worker import TrainingWorker

STREETLIGHTS = PRESETS["streetlights"]
START = Settings.choose(STREETLIGHTS)
RULED = START.holding_out(STREETLIGHTS.rule.rows)


def trained(updates):
    trainer = Trainer.of(RULED)
    trainer.step(updates)
    return trainer


@pytest.fixture
def worker(qapp):
    worker = TrainingWorker(START)
    worker.shown = []
    worker.snapshot_ready.connect(worker.shown.append)
    return worker


@pytest.mark.parametrize("moment", [0, 10, 13, 40])
def test_the_past_and_what_came_after_it_stay(worker, moment):
    for _ in range(40):
        worker.step(StepUnit.EXAMPLE)
    worker.go_to(moment)
    before = worker.shown[-1]
    worker.edit(Branches.change_settings, 1, SettingsEdit(START, RULED))
    after = worker.shown[-1]
    assert after.settings == RULED
    assert bits(after.network) == bits(before.network)
    assert (after.run, after.updates, after.run_length) == (before.run, moment, 40)
    assert after.change_times == ()
    np.testing.assert_allclose(after.held_out_curve.errors, trained(40).held_out_errors)
    worker.go_live()
    worker.step(StepUnit.EXAMPLE)
    assert bits(worker.shown[-1].network) == bits(trained(41).network)
    worker.swap(1)
    assert worker.shown[-1].settings == START
    assert np.isnan(worker.shown[-1].held_out_curve.errors).all()


def test_a_phase_one_stands_in_stays(worker):
    for _ in range(7):
        worker.step(StepUnit.PHASE)
    before = worker.shown[-1]
    worker.edit(Branches.change_settings, 1, SettingsEdit(START, RULED))
    after = worker.shown[-1]
    assert (after.stage, after.is_by_phase) == (before.stage, True)


def test_a_run_goes_on(worker):
    worker.set_stop_rule(StopRule(0))  # two quick bursts may have 150 iterations
    worker.toggle()
    worker.train_burst()
    heard = []
    worker.running_changed.connect(heard.append)
    worker.edit(Branches.change_settings, 1, SettingsEdit(START, RULED))
    worker.train_burst()
    assert heard == []
    last = worker.shown[-1]
    assert bits(last.network) == bits(trained(last.updates).network)
    worker.pause()


def test_nobody_is_told_that_the_future_is_gone(qapp, qtbot):
    session = TrainingSession(START, qapp)
    told, shown = [], []
    session.told.connect(told.append)
    session.snapshot_changed.connect(shown.append)
    try:
        session.step(StepUnit.TEN_ITERATIONS)
        session.go_to(8)
        qtbot.waitUntil(lambda: bool(shown) and shown[-1].updates == 8)
        session.change_problem("the rule's answers held out", RULED.problem, "")
        qtbot.waitUntil(lambda: shown[-1].settings == RULED)
        assert (shown[-1].updates, shown[-1].run_length, told) == (8, 40, [])
        session.set_weight(Edge(0, 0, 0), RULED.shape, 0.5, 1.0, is_nudge=False)
        qtbot.waitUntil(lambda: shown[-1].run_length == 8)
        assert "what came after this moment is gone" in told[0]
    finally:
        session.shut_down()
        session.deleteLater()
        QApplication.processEvents()
