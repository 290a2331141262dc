"""Ctrl+C ends whatever is going on: at once, quietly, with exit code 130."""

import signal
import sys

import pytest
from command import RUN_WHEN_SHOWN, TELL_OF_TRAINING, start_with, streetlight

from streetlight_gui import commands

INTERRUPT_LOADING = """
import os, signal, sys
class Interrupted:
    def find_spec(self, name, *more):
        if name == "{}":
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Interrupted())
"""


def test_interrupting_ends_quietly_with_130(monkeypatch):
    def interrupt(_options):
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "train", interrupt)
    result = streetlight("train")
    assert (result.code, result.out, result.err) == (130, "", "")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal to send")
@pytest.mark.parametrize(
    ("changes", "arguments"),
    [
        (TELL_OF_TRAINING, ("screenshot", "--iterations", "1000000", "window.png")),
        (TELL_OF_TRAINING + RUN_WHEN_SHOWN, ("gui",)),
    ],
    ids=["screenshot", "gui"],
)
def test_ctrl_c_ends_a_training_window(tmp_path, monkeypatch, changes, arguments):
    monkeypatch.chdir(tmp_path)
    env = {"QT_QPA_PLATFORM": "offscreen", "PYTHONWARNINGS": "error"}
    process = start_with(changes, *arguments, home=tmp_path, env=env)
    assert process.stdout.readline() == "training\n"
    process.send_signal(signal.SIGINT)
    _, complaint = process.communicate(timeout=60)
    assert (process.returncode, complaint) == (130, "")
    assert not (tmp_path / "window.png").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal to send")
@pytest.mark.parametrize("module", ["numpy", "PySide6.QtWidgets", "streetlight_gui.ui.shell.views"])
def test_ctrl_c_while_modules_load(tmp_path, module):
    process = start_with(INTERRUPT_LOADING.format(module), "gui", home=tmp_path)
    assert process.communicate(timeout=60) == ("", "")
    assert process.returncode == 130
