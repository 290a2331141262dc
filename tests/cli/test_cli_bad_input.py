"""Bad input: exit code 2 and a sentence that says what is allowed, never a traceback."""

import errno
import os

import pytest
from atlases import eventful_atlas
from command import streetlight, streetlight_process

from streetlight_gui import app, commands
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.replay.cursor import Cursor
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.replay.saved_session import session_at
from streetlight_gui.core.storage.session_file import write_session
from streetlight_gui.core.storage.sweeps.atlas_file import sweep_csv
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.stopping import StopRule
from streetlight_gui.ui.widgets.theme import ThemeChoice

PROBLEM = f"problem must be one of {', '.join(PRESETS)}, not "
ALPHA = "alpha must be a number above 0 and at most 1000, not "
SEED = "seed must be a whole number from 0 to 4,294,967,295, not "
HIDDEN = "hidden must be up to 3 layers of 1 to 16 units, written like 4 or 8,8, or none, not "
ITERATIONS = "iterations must be a whole number from 1 to 1,000,000, not "
EVERY = "every must be a whole number from 1 to 1,000,000, not "

START_OPTIONS = [
    (
        "--problem",
        "traffic",
        f"{PROBLEM}'traffic'; or a FILE that ends in .csv, .txt, .tsv, .data, .dat, .xlsx",
    ),
    (
        "--problem",
        "csv",
        f"{PROBLEM}'csv'; or a FILE that ends in .csv, .txt, .tsv, .data, .dat, .xlsx",
    ),
    ("--problem", "no/x.csv", "no/x.csv cannot be read: No such file or directory"),
    ("--alpha", "0", ALPHA + "'0'"),
    ("--alpha", "-1", ALPHA + "'-1'"),
    ("--alpha", "nan", ALPHA + "'nan'"),
    ("--alpha", "inf", ALPHA + "'inf'"),
    ("--alpha", "fast", ALPHA + "'fast'"),
    ("--seed", "-1", SEED + "'-1'"),
    ("--seed", "4294967296", SEED + "'4294967296'"),
    ("--seed", "1.5", SEED + "'1.5'"),
    ("--seed", "x", SEED + "'x'"),
    ("--hidden", "0", HIDDEN + "'0'"),
    ("--hidden", "17", HIDDEN + "'17'"),
    ("--hidden", "4,x", HIDDEN + "'4,x'"),
    ("--hidden", "4,4,4,4", HIDDEN + "'4,4,4,4'"),
]
ITERATION_OPTIONS = [
    ("--iterations", "0", ITERATIONS + "'0'"),
    ("--iterations", "-3", ITERATIONS + "'-3'"),
    ("--iterations", "many", ITERATIONS + "'many'"),
]


def open_nothing():
    raise AssertionError("a window would open")


def assert_refused(result, option, sentence):
    assert result.code == 2
    assert result.out == ""
    # Once a test has made a window, the system's own words are in the language of the locale.
    sentence = sentence.replace("No such file or directory", os.strerror(errno.ENOENT))
    assert f"argument {option}: {sentence}" in result.err
    assert "Traceback" not in result.err


@pytest.mark.parametrize(("option", "value", "sentence"), START_OPTIONS + ITERATION_OPTIONS)
def test_train_and_predict_refuse(option, value, sentence):
    assert_refused(streetlight("train", option, value), option, sentence)
    assert_refused(streetlight("predict", option, value, 1, 0, 1), option, sentence)


@pytest.mark.parametrize(("option", "value", "sentence"), START_OPTIONS)
def test_gui_refuses_before_a_window_opens(monkeypatch, option, value, sentence):
    monkeypatch.setattr(commands, "need_window", open_nothing)
    assert_refused(streetlight("gui", option, value), option, sentence)


@pytest.mark.parametrize(
    ("option", "value", "sentence"),
    [
        ("--alpha", "-1e-3", ALPHA + "'-1e-3'"),
        ("--alpha", "-inf", ALPHA + "'-inf'"),
        ("--seed", "-x", SEED + "'-x'"),
        ("--hidden", "-4,4", HIDDEN + "'-4,4'"),
        ("--every", "-1e3", EVERY + "'-1e3'"),
        ("--iterations", "-x", ITERATIONS + "'-x'"),
    ],
)
def test_a_value_that_begins_with_a_minus_is_no_option(option, value, sentence):
    assert_refused(streetlight("train", option, value), option, sentence)


@pytest.mark.parametrize("light", ["-1e-3", "-1", "-.5", "-1e3", "-1.", "-1E-3", "-0_0"])
def test_a_light_that_begins_with_a_minus_is_no_option(light):
    sentence = f"a light must be a number from 0 (off) to 1 (on), not {light!r}"
    assert_refused(streetlight("predict", "--seed", 2, 1, light, 0), "LIGHT", sentence)


def test_options_may_follow_a_light_of_minus_zero():
    result = streetlight("predict", 1, -0.0, 1, "--iterations", 60, "--seed", 1)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("WALK 1.000")


def test_a_size_that_begins_with_a_minus_is_no_option():
    sentence = "size must be written like 1280x800, from 900x600 to 7680x4320, not '-1x3'"
    assert_refused(streetlight("screenshot", "--size", "-1x3", "a.png"), "--size", sentence)


@pytest.mark.parametrize("value", ["0", "-1", "x"])
def test_train_refuses_every(value):
    assert_refused(streetlight("train", "--every", value), "--every", EVERY)


@pytest.mark.parametrize(
    "value",
    [
        *("100x100", "wide", "1280", "1280x", "-900x600", "899x600", "900x599", "1280x800\n"),
        *("7681x800", "1280x4321", "60000x60000", f"{'9' * 5000}x800", "²x800", "\u0661280x800"),
    ],
)
def test_screenshot_refuses_a_size(monkeypatch, value):
    monkeypatch.setattr(commands, "need_paper", open_nothing)
    result = streetlight("screenshot", f"--size={value}", "window.png")
    sentence = "size must be written like 1280x800, from 900x600 to 7680x4320, not "
    assert_refused(result, "--size", sentence)


@pytest.mark.parametrize("name", ["window.jpg", "window", "png", "window.png.jpg"])
def test_screenshot_refuses_a_name_that_is_not_a_pngs(monkeypatch, name):
    monkeypatch.setattr(commands, "need_paper", open_nothing)
    sentence = f"the picture is a PNG, so its name must end in .png, not {name!r}"
    assert_refused(streetlight("screenshot", name), "FILE.png", sentence)


@pytest.mark.parametrize(
    ("arguments", "mentioned"),
    [
        (("fly",), "train"),
        (("train", "--format", "xml"), "json"),
        (("train", "--theme", "dark"), "--theme"),
        (("gui", "--theme", "pink"), "dark"),
        (("train", "--alpha"), "expected one argument"),
        (("predict",), "LIGHT"),
        (("screenshot",), "FILE.png"),
    ],
)
def test_a_command_line_that_makes_no_sense_is_refused(arguments, mentioned):
    result = streetlight(*arguments)
    assert (result.code, result.out) == (2, "")
    assert mentioned in result.err


def test_the_window_s_options_may_stand_alone(monkeypatch):
    opened = []
    monkeypatch.setattr(app, "run", lambda *what: opened.append(what) or 0)
    for words in ([], ["gui"]):
        assert streetlight(*words, "--alpha", "0.5", "--theme=dark").code == 0
    (cursor, rule, theme), other = opened
    assert (cursor.run.settings, rule, theme) == (other[0].run.settings, *other[1:])
    assert (cursor.settings.alpha, theme) == (0.5, ThemeChoice.DARK)


def test_a_file_may_stand_alone(monkeypatch, tmp_path):
    opened, table, session = [], tmp_path / "a.csv", tmp_path / "b.streetlight"
    monkeypatch.setattr(app, "run", lambda *what: opened.append(what) or 0)
    table.write_text("light_1,answer\n1,1\n0,0\n")
    start = Cursor(Run(Settings.choose(PRESETS["and"])))
    write_session(session_at(start, StopRule()), session)
    for words in ([], ["gui"]):
        assert streetlight(*words, table).code == streetlight(*words, session).code == 0
    for of_table, of_session in (opened[:2], opened[2:]):
        assert of_table[0].settings.problem.lights == 1
        assert of_session[3] == session
    missing = tmp_path / "none.streetlight"
    sentence = f"{missing} cannot be read: No such file or directory"
    assert_refused(streetlight(missing), "--session", sentence)


def test_a_sweep_s_file_is_opened_beside_any_training(monkeypatch, tmp_path):
    opened, sweep = [], tmp_path / "atlas.csv"
    monkeypatch.setattr(app, "run", lambda *what: opened.append(what) or 0)
    sweep.write_bytes(sweep_csv(eventful_atlas()))
    for words in ([sweep], ["gui", sweep], ["--problem", "xor", sweep], ["--sweep", sweep]):
        assert streetlight(*words).code == 0
    assert [where[3] for where in opened] == [sweep] * 4
    assert [where[0].settings.problem.name for where in opened] == [
        *("streetlights", "streetlights", "xor", "streetlights")
    ]


def test_what_is_no_sweep_s_file_is_refused_before_a_window_opens(tmp_path):
    bad, missing = tmp_path / "bad.csv", tmp_path / "none.parquet"
    bad.write_bytes(sweep_csv(eventful_atlas()).replace(b",learned,", b",lost,"))
    assert_refused(streetlight(bad), "--sweep", "bad.csv: lines 2 to 5: 'lost' is none of")
    assert_refused(
        streetlight(missing), "--sweep", f"{missing} cannot be read: No such file or directory"
    )
    refused = streetlight("train", "--problem", bad)
    assert_refused(refused, "--problem", "bad.csv is of a sweep: it has no examples to train on")
    session, sweep = tmp_path / "a.streetlight", tmp_path / "atlas.csv"
    write_session(session_at(Cursor(Run(Settings.choose(PRESETS["and"]))), StopRule()), session)
    sweep.write_bytes(sweep_csv(eventful_atlas()))
    both = streetlight(session, sweep)
    assert (both.code, both.out) == (2, "")
    assert "a session file says it all: leave out --sweep" in both.err


def test_a_process_refuses_with_exit_code_2():
    result = streetlight_process("train", "--alpha", "fast")
    assert (result.returncode, result.stdout) == (2, "")
    assert ALPHA + "'fast'" in result.stderr
    assert "Traceback" not in result.stderr
