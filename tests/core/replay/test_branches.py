"""Edits undone and made again bring back what there was: the place, the run, and its past."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from runs import bits

from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.replay.branches import Branches
from streetlight_gui.core.replay.cursor import StepUnit
from streetlight_gui.core.training.settings import Settings, SettingsEdit
from streetlight_gui.core.training.trainer import Trainer

STREETLIGHTS = PRESETS["streetlights"]
START = Settings.choose(STREETLIGHTS)
EDITS = {
    "slower": lambda seen: replace(seen, alpha=seen.alpha / 2),
    "shuffle": lambda seen: replace(seen, order_seed=3),
    "together": lambda seen: replace(seen, batch=0),
    "hold out": lambda seen: seen.holding_out(STREETLIGHTS.rule.rows),
    "two units": lambda seen: seen.with_hidden((2,)),
    "next seed": lambda seen: replace(seen, seed=seen.seed + 1),
}
MOVES = {
    "train": lambda cursor: cursor.advance(9),
    "go by phase": lambda cursor: cursor.step(StepUnit.PHASE),
    "go back": lambda cursor: cursor.go_to(cursor.updates // 2),
}
ACTIONS = st.lists(st.sampled_from([*EDITS, *MOVES, "begin", "set weight"]), max_size=12)


def seen(branches):
    """Return all that tells where one stands."""
    cursor = branches.cursor
    past = [bits(cursor.run.at(updates).network) for updates in range(0, len(cursor.run) + 1, 5)]
    place = cursor.updates, cursor.stage, cursor.settings, cursor.run.changes
    return branches.run, *place, bits(cursor.trainer.network), past


def act(branches, edit, action):
    """Do one thing; return whether it is an edit."""
    settings = branches.cursor.settings
    if action in MOVES:
        MOVES[action](branches.cursor)
    elif action == "begin":
        branches.begin(edit, SettingsEdit(None, settings))
    elif action == "set weight":
        branches.set_weight(edit, 2, 0.125)
    else:
        branches.change_settings(edit, SettingsEdit(settings, EDITS[action](settings)))
    return action not in MOVES


@given(ACTIONS)
def test_undo_and_redo_bring_back_what_there_was(actions):
    branches, before, after = Branches(START), {}, {}
    for edit, action in enumerate(actions):
        there = seen(branches)
        if act(branches, edit, action):
            before[edit] = there
    for edit in reversed(before):
        after[edit] = seen(branches)
        branches.swap(edit)
        assert seen(branches) == before[edit]
    for edit in before:
        branches.swap(edit)
        assert seen(branches) == after[edit]


@pytest.mark.parametrize(("edit", "is_new"), [("slower", False), ("two units", True)])
def test_a_run_keeps_its_number_until_another_begins(edit, is_new):
    branches = Branches(START)
    act(branches, 0, "begin")
    act(branches, 1, edit)
    assert branches.run == int(is_new)
    branches.swap(1)
    assert branches.run == 0


def test_what_is_forgotten_or_failed_cannot_be_brought_back():
    branches = Branches(START)
    act(branches, 0, "slower")
    act(branches, 1, "slower")
    branches.forget_all_but(frozenset([1]))
    there = seen(branches)
    for edit in (0, 7):
        branches.swap(edit)
        assert seen(branches) == there
    branches.swap(1)
    assert branches.cursor.settings.alpha == 0.1


def test_runs_that_wait_share_a_bounded_memory_and_lose_no_moment(monkeypatch):
    monkeypatch.setattr("streetlight_gui.core.replay.branches._MOST_BYTES", 20_000)
    branches, runs = Branches(START), []
    for edit in range(5):
        branches.cursor.advance(3_000)
        runs.append(branches.cursor.run)
        act(branches, edit, "begin")
    assert sum(run.memory for run in runs) <= 20_000
    plain = Trainer.of(START)
    plain.step(1_234)
    assert [bits(run.at(1_234).network) for run in runs] == [bits(plain.network)] * 5
