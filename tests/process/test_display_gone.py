"""A display that goes away under an open window ends the program in order."""

import os
import shutil
import subprocess

import pytest
from command import RUN_WHEN_SHOWN, TELL_OF_TRAINING, start_with

from streetlight_gui.process.display import display_problem


@pytest.fixture
def x_server(monkeypatch):
    """Run an X server of our own, where there is one; DISPLAY leads to it."""
    if shutil.which("Xvfb") is None:
        pytest.skip("there is no Xvfb here")
    command = ["Xvfb", "-displayfd", "1", "-nolisten", "tcp"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        monkeypatch.setenv("DISPLAY", f":{server.stdout.readline().strip()}")
        monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
        yield server
        server.kill()


@pytest.mark.parametrize("burst", [1, 10])
def test_an_x_server_that_dies_under_a_training_window(burst, x_server, tmp_path):
    if display_problem():
        pytest.skip(display_problem())
    changes, display = TELL_OF_TRAINING + RUN_WHEN_SHOWN, {"DISPLAY": os.environ["DISPLAY"]}
    process = start_with(changes, "gui", home=tmp_path, env=display)
    if process.stdout.readline() != "training\n":
        _, complaint = process.communicate(timeout=60)
        assert "Could not load the Qt platform plugin" in complaint
        pytest.skip("Qt cannot use X servers here: libraries are missing")
    for _ in range(1, burst):
        process.stdout.readline()
    x_server.kill()
    _, complaint = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "The X11 connection broke" in complaint  # says Qt, or Xlib, whoever sees it first
    assert "QThread" not in complaint
    assert "Traceback" not in complaint
