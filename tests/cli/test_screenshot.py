"""`streetlight screenshot`: a picture of the window, or a sentence on why there is none."""

import os

import pytest
from command import start_with, streetlight_process

from streetlight_gui.arguments import PAGES

FAILING_WORKER = """
from streetlight_gui.core.replay.cursor import Cursor
def fail(*arguments): raise RuntimeError("boom")
Cursor.advance = Cursor.step = fail
"""


MOTION = """
from streetlight_gui.ui.network import network_canvas
network_canvas._MOTION_MS = {}
"""


def size_of(file):
    """Return width and height as the file itself says them."""
    picture = file.read_bytes()
    assert picture[1:4] == b"PNG"
    return int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])


def test_a_picture_has_the_size_asked_for(tmp_path):
    file = tmp_path / "window.PNG"
    result = streetlight_process("screenshot", "--size", "900x600", "--iterations", 3, file)
    assert (result.returncode, result.stderr) == (0, "")
    assert size_of(file) == (900, 600)


def test_another_page_is_another_picture(tmp_path):
    pictures = set()
    for page in PAGES[-2:]:
        file = tmp_path / f"{page}.png"
        result = streetlight_process("screenshot", "--iterations", 0, "--page", page, file)
        assert (result.returncode, result.stderr) == (0, "")
        pictures.add(file.read_bytes())
    assert len(pictures) == 2


def test_a_picture_that_cannot_be_written_is_said_in_one_line(tmp_path):
    file = tmp_path / "occupied.png"
    file.mkdir()
    result = streetlight_process("screenshot", "--iterations", 0, file)
    assert result.returncode == 2
    assert result.stderr.startswith(f"streetlight: {file} cannot be written: ")
    assert result.stderr.count("\n") == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such files")
def test_a_pipe_is_no_place_for_a_picture(tmp_path):
    file = tmp_path / "window.png"
    os.mkfifo(file)
    result = streetlight_process("screenshot", "--iterations", 0, file)
    reason = "cannot be written: it is no regular file"
    assert (result.returncode, result.stderr) == (2, f"streetlight: {file} {reason}\n")


def test_training_that_runs_away_is_pictured_and_said(tmp_path):
    file = tmp_path / "window.png"
    result = streetlight_process(
        *("screenshot", "--problem", "middle-light", "--seed", 1),
        *("--alpha", 1.5, "--iterations", 300, file),
    )
    assert result.returncode == 1
    assert result.stderr.startswith("streetlight: Training stopped in iteration 210")
    assert result.stderr.count("\n") == 1
    assert size_of(file) == (1280, 800)


@pytest.mark.parametrize("options", [(), ("--iterations", "0", "--phase", "2")])
def test_an_error_of_our_own_ends_it_with_a_sentence(tmp_path, options):
    file = tmp_path / "window.png"
    process = start_with(FAILING_WORKER, "screenshot", *options, str(file), home=tmp_path)
    _, complaint = process.communicate(timeout=60)
    assert process.returncode == 1
    assert complaint.startswith("streetlight: Something went wrong inside Streetlight")
    assert "RuntimeError: boom" in complaint
    assert complaint.count("\n") == 1
    assert not file.exists()


def test_a_picture_of_a_phase_catches_nothing_on_its_way(tmp_path):
    pictures, options = set(), ("screenshot", "--iterations", "0", "--phase", "1")
    for duration in (1, 60_000):
        file = tmp_path / f"{duration}.png"
        process = start_with(MOTION.format(duration), *options, str(file), home=tmp_path)
        _, complaint = process.communicate(timeout=60)
        assert (process.returncode, complaint) == (0, "")
        pictures.add(file.read_bytes())
    assert len(pictures) == 1
