"""The command that leads where somebody stands: typed, it does."""

import shlex
from dataclasses import replace
from unittest.mock import patch

import numpy as np
import pytest
from command import streetlight
from hypothesis import given
from hypothesis import strategies as st
from runs import PENALTIES

from streetlight_gui import app
from streetlight_gui.core.nn.activations import ACTIVATIONS
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.replay.changes import Change
from streetlight_gui.core.replay.cursor import Cursor
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.replay.saved_session import session_at
from streetlight_gui.core.storage.problem_file import read_problem
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.stopping import StopRule
from streetlight_gui.text.command_line import CommandLine, Source, command_line

SIZES = st.lists(st.integers(1, 16), max_size=3).map(tuple)


@st.composite
def sayable_settings(draw):
    """Draw settings of a preset whose start weights it gives, or a seed, or are 0."""
    preset = draw(st.sampled_from([*PRESETS.values()]))
    hidden = draw(st.none() | SIZES)
    alpha = draw(st.none() | st.floats(1e-300, 0.01))
    seed = draw(st.sampled_from([None, 0]) | st.integers(0, 2**32 - 1))
    settings = Settings.choose(preset, hidden, alpha, seed)
    if draw(st.booleans()):
        settings = replace(settings, seed=None, given=None)
    names = [draw(st.sampled_from(sorted(ACTIVATIONS))) for _ in settings.hidden]
    return replace(
        settings,
        activations=tuple(names),
        bias=draw(st.booleans()),
        penalty=draw(st.sampled_from(PENALTIES)),
        batch=draw(st.sampled_from([0, 1]) | st.integers(0, 10_000)),
        order_seed=draw(st.sampled_from([None, 0]) | st.integers(0, 2**32 - 1)),
    )


def typed(text):
    """Return where the window would open."""
    opened = []
    command, *words = shlex.split(text)
    with patch.object(app, "run", lambda *where: opened.append(where) or 0):
        assert command == "streetlight"
        done = streetlight(*words)
    assert (done.code, done.err) == (0, "")
    return opened[0][0]


def described(run, updates=None):
    cursor = Cursor(run)
    if updates is not None:
        cursor.go_to(updates)
    return session_at(cursor, StopRule())


@given(sayable_settings(), st.integers(0, 9))
def test_typed_it_leads_to_the_same_place(settings, iterations):
    run = Run(settings)
    run.train(iterations * settings.sampler.updates_per_iteration)
    found = command_line(described(run))
    cursor = typed(found.text)
    assert found.note == ""
    assert cursor.settings == settings
    assert cursor.updates == len(run)
    assert bytes(cursor.trainer.network.parameters) == bytes(run.live.network.parameters)


def test_the_book_s_is_short():
    run = Run(Settings.choose(PRESETS["streetlights"]))
    run.train(240)
    assert command_line(described(run)).text == (
        "streetlight --problem streetlights --seed 1 --iterations 60"
    )


def test_a_change_before_training_is_no_other_past():
    settings = Settings.choose(PRESETS["xor"])
    run = Run(settings)
    run.change(Change(0, replace(settings, alpha=0.1)))
    run.train(8)
    found = command_line(described(run))
    assert typed(found.text).trainer.network == run.live.network


def test_a_moment_before_a_change_can_be_said():
    settings = Settings.choose(PRESETS["xor"])
    run = Run(settings)
    run.train(8)
    run.change(Change(8, replace(settings, alpha=0.1)))
    run.train(8)
    assert command_line(described(run, 4)).text.endswith("--iterations 1")
    assert command_line(described(run, 8)).text == ""


def test_what_is_left_out_is_said():
    settings = Settings.choose(PRESETS["streetlights"])
    run = Run(settings.holding_out(settings.preset.rule.rows))
    run.train(6)
    found = command_line(described(run))
    assert found.text.endswith("--seed 1 --iterations 1")
    assert found.note == (
        "It leaves out 2 updates of the next iteration and which answers are held out."
    )


def test_a_file_s_training_set_is_named_by_its_path(tmp_path):
    path = tmp_path / "it is mine.csv"
    path.write_text("warm,dry,go,use\n0,1,1,train\n1,1,0,train\n1,0,1,test\n")
    problem = read_problem(path)
    source, settings = Source.of_file(path, problem), replace(Settings.choose(problem), bias=True)
    run = Run(settings)
    run.train(6)
    found = command_line(described(run), source)
    assert found == CommandLine(
        f"streetlight --problem '{path}' --seed {settings.seed} --bias --iterations 3"
    )
    cursor = typed(found.text)
    assert (cursor.settings, cursor.trainer.network) == (settings, run.live.network)
    others = Run(settings.holding_out(None))
    assert command_line(described(others), source).note == (
        "It leaves out which answers are held out."
    )
    for other in (
        Problem(*problem.examples, "another name", problem.held_out, names=problem.names),
        Problem(*problem.examples, problem.name, problem.held_out),
        Problem([[0, 1], [1, 0]], [1, 0], problem.name, names=problem.names),
    ):
        run = Run(settings.with_problem(other))
        assert "your own" in command_line(described(run), source).note


XOR = Settings.choose(PRESETS["xor"])
OWN = Settings.choose(Problem([[0, 1], [1, 1]], [1, 0], "mine"))
GIVEN = replace(XOR, seed=None, given=XOR.network().with_parameters(np.ones(12)))


@pytest.mark.parametrize(
    ("settings", "change", "reason"),
    [
        (OWN, None, "the training set is your own"),
        (XOR.with_problem(OWN.problem), None, "the training set is your own"),
        (GIVEN, None, "its start weights were given"),
        (XOR, Change(4, replace(XOR, alpha=1)), "something was changed on the way"),
        (XOR, Change(0, weight=3, value=0.5), "something was changed on the way"),
        (XOR, Change(0, XOR.with_problem(OWN.problem)), "the training set is your own"),
    ],
)
def test_where_no_command_leads_it_says_why(settings, change, reason):
    run = Run(settings)
    if change is not None:
        run.train(change.updates)
        run.change(change)
    run.train(4)
    found = command_line(described(run))
    assert (found.text, found.note) == (
        "",
        f"No command leads here: {reason}. A session file does.",
    )
