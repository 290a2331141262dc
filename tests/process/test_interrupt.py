"""Ctrl+C ends whatever is going on: at once, quietly, with exit code 130."""

import signal
import sys

import pytest
from command import RUN_WHEN_SHOWN, TELL_OF_TRAINING, start_with, streetlight

from streetlight_gui import train_command

INTERRUPT_LOADING = """
import os, signal, sys
class Interrupted:
    def find_spec(self, name, *more):
        if name == "{}":
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Interrupted())
"""

INTERRUPT_TWICE = """
import atexit, os, signal
from streetlight_gui import train_command
def interrupt(*_): os.kill(os.getpid(), signal.SIGINT)
"""
AT_THE_END = "atexit.register(interrupt)"
IN_ITS_HANDLING = """
from contextlib import contextmanager
from streetlight_gui import cli
@contextmanager
def writing():
    interrupt()
    yield
cli.writing = writing
"""
ON_LEAVING_THE_WINDOW = """
from contextlib import contextmanager
from streetlight_gui.process import interrupts
telling = interrupts.telling_of_interrupts
@contextmanager
def telling_and_leaving_twice(tell):
    with telling(tell):
        yield
    interrupt()
interrupts.telling_of_interrupts = telling_and_leaving_twice
"""
OPEN_AND_INTERRUPT = """
from PySide6.QtCore import QTimer
from streetlight_gui.ui.shell.main_window import MainWindow
MainWindow.showEvent = lambda window, event: QTimer.singleShot(0, interrupt)
"""


def test_interrupting_ends_quietly_with_130(monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(train_command.Trainer, "run", interrupt)
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


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal to send")
@pytest.mark.parametrize("again", [AT_THE_END, IN_ITS_HANDLING], ids=["end", "handling"])
def test_ctrl_c_twice_ends_a_command_quietly(tmp_path, again):
    changes = f"{INTERRUPT_TWICE}\ntrain_command.train = interrupt\n{again}"
    process = start_with(changes, "train", home=tmp_path)
    assert process.communicate(timeout=60) == ("", "")
    assert process.returncode == 130


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal to send")
@pytest.mark.parametrize("again", [AT_THE_END, ON_LEAVING_THE_WINDOW], ids=["end", "leaving"])
def test_ctrl_c_twice_ends_a_window_quietly(tmp_path, again):
    process = start_with(INTERRUPT_TWICE + OPEN_AND_INTERRUPT + again, "gui", home=tmp_path)
    assert process.communicate(timeout=60) == ("", "")
    assert process.returncode == 130
