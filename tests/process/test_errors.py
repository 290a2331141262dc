"""What a person is not shown of an error is kept in a file, and its place is told."""

import os

import pytest
from command import start_with

from streetlight_gui.process.errors import log_error

FAILING_VIEW = """
from PySide6.QtWidgets import QApplication
from streetlight_gui.ui.shell.main_window import MainWindow
from streetlight_gui.ui.shell.views import Views
def fail(views, snapshot): raise RuntimeError("boom")
def show_error(window, sentence):
    print(sentence)
    QApplication.exit()
Views.show_snapshot, MainWindow.show_error = fail, show_error
"""


def add_error(log):
    try:
        raise ValueError("the paint ran dry")
    except ValueError as error:
        return log_error(log, error)


def test_tracebacks_are_added_to_the_file(tmp_path):
    log = tmp_path / "new" / "errors.log"
    assert add_error(log)
    assert add_error(log)
    text = log.read_text(encoding="utf-8")
    assert text.count("Traceback (most recent call last):") == 2
    assert text.count("ValueError: the paint ran dry") == 2
    assert "in add_error" in text


def test_a_file_that_has_grown_large_begins_anew(tmp_path):
    log = tmp_path / "errors.log"
    log.write_text("x" * 1_000_001, encoding="utf-8")
    assert add_error(log)
    assert log.stat().st_size < 10_000


def test_a_file_that_cannot_be_written_is_no_second_error(tmp_path):
    (tmp_path / "occupied").write_text("", encoding="utf-8")
    assert not add_error(tmp_path / "occupied" / "errors.log")


def test_half_a_character_is_written_down_as_python_does(tmp_path):
    log = tmp_path / "errors.log"
    assert log_error(log, ValueError("half: \ud800"))
    assert log.read_text(encoding="utf-8").rstrip().endswith(r"ValueError: half: \ud800")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such files")
def test_a_pipe_is_no_log(tmp_path):
    os.mkfifo(tmp_path / "errors.log")  # it would wait for a reader for ever
    assert not add_error(tmp_path / "errors.log")


@pytest.mark.parametrize("is_writable", [True, False])
def test_the_window_says_where_the_details_are(tmp_path, is_writable):
    if not is_writable:
        (tmp_path / ".local").write_text("", encoding="utf-8")
    process = start_with(FAILING_VIEW, "gui", home=tmp_path)
    said, complaint = process.communicate(timeout=60)
    assert (process.returncode, complaint) == (0, "")
    sentence = "Something went wrong inside Streetlight, training is paused: RuntimeError: boom"
    file = tmp_path / ".local" / "share" / "streetlight" / "errors.log"
    assert said.splitlines()[0] == (f"{sentence} (details: {file})" if is_writable else sentence)
    assert not is_writable or "RuntimeError: boom" in file.read_text(encoding="utf-8")
