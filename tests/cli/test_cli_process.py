"""The command as a process: help, pipes, interruption, pictures, and no display."""

import json
import os
from pathlib import Path

import pytest
from command import BOOK, start_with, streetlight, streetlight_process

from streetlight_gui import __version__, train_command
from streetlight_gui.core.problems.presets import PRESETS

START_OPTIONS = ["--problem", "--seed", "--hidden", "--alpha"]
TRAIN_OPTIONS = [*START_OPTIONS, "--iterations", "--every", "--format"]
NEEDS_NO_XCB_LIBRARIES = """
from streetlight_gui.process import display
display._XCB = ()
"""  # Qt never comes to load them, so the tests need no more of them than the one that looks
SCREENSHOT_OPTIONS = [*START_OPTIONS, "--iterations", "--theme", "--size", "FILE.png"]


@pytest.fixture
def closed_pipe():
    """Return a file descriptor to write to, which nobody reads."""
    reader, writer = os.pipe()
    os.close(reader)
    yield writer
    os.close(writer)


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("gui", [*START_OPTIONS, "--theme"]),
        ("train", TRAIN_OPTIONS),
        ("predict", [*START_OPTIONS, "--iterations", "LIGHT"]),
        ("screenshot", SCREENSHOT_OPTIONS),
    ],
)
def test_help_of_a_command_mentions_its_options(command, options):
    result = streetlight(command, "--help")
    assert (result.code, result.err) == (0, "")
    assert [option for option in options if option not in result.out] == []


def test_help_names_the_commands():
    result = streetlight("--help")
    assert result.code == 0
    commands_in_help = ["gui", "train", "predict", "screenshot", "install-menu"]
    assert all(f"\n    {command}" in result.out for command in commands_in_help)


def test_help_says_which_presets_there_are(monkeypatch):
    monkeypatch.setenv("COLUMNS", "1000")  # narrow help breaks names at their hyphens
    help_text = " ".join(streetlight("train", "--help").out.split())
    assert f"{', '.join(PRESETS)}, or a table of your own" in help_text


def test_version():
    result = streetlight("--version")
    assert (result.code, result.out) == (0, f"streetlight {__version__}\n")


def test_train_in_a_process_without_a_display():
    result = streetlight_process("train", "--format", "json")
    assert (result.returncode, result.stderr) == (0, "")
    expected = BOOK["streetlights"]["computed"]["errors"]
    assert json.loads(result.stdout)["errors"] == pytest.approx(expected, rel=1e-9)


def test_predict_in_a_process():
    result = streetlight_process("predict", "--seed", 1, "--iterations", 60, 1, 0, 1)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("WALK 1.000")


def test_runaway_training_in_a_process_ends_with_1():
    result = streetlight_process(
        *("train", "--problem", "middle-light", "--seed", 1),
        *("--alpha", 1.5, "--iterations", 300),
    )
    assert result.returncode == 1
    assert result.stderr.startswith("streetlight: Training stopped in iteration 210")
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("train",),
        ("train", "--format", "json"),
        ("train", "--every", 1, "--iterations", 5000),
        ("predict", 1, 0, 1),
        ("train", "--help"),
    ],
)
def test_a_reader_that_has_gone_causes_no_complaint(closed_pipe, arguments):
    result = streetlight_process(*arguments, stdout=closed_pipe)
    assert result.stderr == ""
    assert result.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full")
@pytest.mark.parametrize("arguments", [("train",), ("train", "--iterations", 5000, "--every", 1)])
def test_an_output_that_takes_no_more_is_said_in_one_line(arguments):
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        result = streetlight_process(*arguments, stdout=full)
    assert result.returncode == 1
    assert result.stderr == "streetlight: cannot write the output: No space left on device\n"


def test_only_what_happens_to_the_output_is_blamed_on_it(monkeypatch):
    def lose_a_file(*_):
        raise FileNotFoundError(2, "No such file or directory", "another")

    monkeypatch.setattr(train_command.Trainer, "run", lose_a_file)
    with pytest.raises(FileNotFoundError):
        streetlight("train")


@pytest.mark.parametrize("arguments", [("train",), ("predict", 1, 0, 1)])
def test_an_output_that_is_closed_is_said_in_one_line(arguments):
    result = streetlight_process(*arguments, preexec_fn=lambda: os.close(1))
    assert result.returncode == 1
    assert result.stderr == "streetlight: cannot write the output: it is closed\n"


def test_complaints_that_nobody_can_read_do_not_get_into_the_output():
    alpha = ("--problem", "middle-light", "--seed", 1, "--alpha", 1.5, "--iterations", 300)
    result = streetlight_process(
        "train", *alpha, "--format", "json", preexec_fn=lambda: os.close(2)
    )
    assert result.returncode == 1
    assert len(json.loads(result.stdout)["errors"]) == 209


@pytest.mark.parametrize("arguments", [(), ("gui",), ("gui", "--seed", 3), ("--seed", 3)])
def test_without_a_display_there_is_one_line(arguments):
    result = streetlight_process(*arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("streetlight: no display: ")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("display", [":65000", "localhost:65000", "localhost:²", "nonsense"])
def test_with_a_display_that_is_not_there_there_is_one_line(tmp_path, display):
    env = {"DISPLAY": display}
    with start_with(NEEDS_NO_XCB_LIBRARIES, "gui", home=tmp_path, env=env) as process:
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (2, "")
    assert err.startswith(f"streetlight: no display: no X server lets us in at DISPLAY={display}")
    assert err.count("\n") == 1


@pytest.mark.parametrize("platform", ["xcb", "wayland"])
def test_a_platform_that_needs_a_display_which_is_not_there(platform):
    result = streetlight_process("gui", env={"QT_QPA_PLATFORM": platform})
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("streetlight: ")
    assert result.stderr.count("\n") == 1
