"""`streetlight install-menu`: an entry that starts the program, read as the specification says."""

import configparser
import os
import re
import shlex
import subprocess
import sys
from errno import EISDIR, ENOTDIR
from pathlib import Path

import pytest
from command import streetlight, streetlight_process

from streetlight_gui import __version__
from streetlight_gui.process import menu_entry

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="no such menu")

ODD = "a & b=c %f 100% \"c\" 'd' \\e\\n $HOME `f`; ü"  # a folder's name
WORD = r"""(?:"((?:[^"`$\\]|\\["`$\\])*)"|([^\s"'\\><~|&;$*?#()`]+))(?: |$)"""
ESCAPES = {"s": " ", "n": "\n", "t": "\t", "r": "\r", "\\": "\\"}


def read_string(value):
    """Read a value of type string: a backslash begins an escape, and no other is allowed."""
    return re.sub(r"\\(.)", lambda match: ESCAPES[match[1]], value)


def read_exec(value):
    """Read a value of Exec: words, some in double quotes; %% is a percent sign."""
    text = read_string(value)
    assert re.fullmatch(f"(?:{WORD})+", text)
    words = re.findall(WORD, text)
    found = [re.sub(r"\\(.)", r"\1", quoted) or plain for quoted, plain in words]
    assert "%" not in "".join(found).replace("%%", "")
    return [word.replace("%%", "%") for word in found]


def entry_in(data_home):
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str
    assert entry.read(data_home / "applications" / "streetlight.desktop", "utf-8")
    return entry["Desktop Entry"]


@pytest.fixture
def data_home(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def odd_python(tmp_path, monkeypatch):
    """Run this Python by a path that is hard to quote."""
    python = tmp_path / ODD / "python"
    python.parent.mkdir()
    python.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(python))
    return python


def test_it_says_where_the_entry_is(data_home):
    result = streetlight("install-menu")
    file = data_home / "applications" / "streetlight.desktop"
    assert (result.code, result.err) == (0, "")
    assert result.out == f"The menu has Streetlight now, by {file}\n"
    assert entry_in(data_home)["Type"] == "Application"
    assert streetlight("install-menu").code == 0  # once more


def test_the_entry_starts_the_program(data_home, odd_python):
    streetlight("install-menu")
    command = read_exec(entry_in(data_home)["Exec"])
    assert odd_python in map(Path, command)
    found = subprocess.check_output([*command, "--version"], text=True)
    assert found == f"streetlight {__version__}\n"


def test_the_entry_starts_the_installed_program_wherever_it_is_started(
    data_home, tmp_path, monkeypatch
):
    (tmp_path / "streetlight_gui").mkdir()
    (tmp_path / "streetlight_gui" / "__main__.py").write_text("print('another')")
    streetlight("install-menu")
    command = read_exec(entry_in(data_home)["Exec"])
    found = subprocess.check_output([*command, "--version"], text=True, cwd=tmp_path)
    assert found == f"streetlight {__version__}\n"


def test_the_entry_has_the_icon(data_home, tmp_path, monkeypatch):
    icon = tmp_path / ODD / "icons" / "streetlight.svg"
    monkeypatch.setattr(menu_entry, "ASSETS", tmp_path / ODD)
    streetlight("install-menu")
    assert read_string(entry_in(data_home)["Icon"]) == str(icon)


def test_the_icon_is_there(data_home):
    streetlight("install-menu")
    assert Path(read_string(entry_in(data_home)["Icon"])).is_file()


@pytest.mark.parametrize("chosen", ["", "not/absolute"])
def test_it_goes_into_the_home_folder_where_no_other_is_chosen(tmp_path, chosen):
    result = streetlight_process("install-menu", env={"HOME": tmp_path, "XDG_DATA_HOME": chosen})
    assert (result.returncode, result.stderr) == (0, "")
    assert entry_in(tmp_path / ".local" / "share")["Name"] == "Streetlight"


def test_a_name_that_the_terminal_cannot_show_is_no_obstacle(tmp_path):
    env = {"XDG_DATA_HOME": tmp_path / "Ω", "PYTHONIOENCODING": "latin-1"}
    result = streetlight_process("install-menu", env=env)
    assert (result.returncode, result.stderr) == (0, "")
    assert "\\u03a9" in result.stdout


def test_a_folder_that_cannot_be_made_is_said_in_one_line(data_home):
    data_home.write_text("in the way")
    result = streetlight("install-menu")
    assert (result.code, result.out) == (2, "")
    where = data_home / "applications"
    assert result.err == f"streetlight: {where} cannot be written: {os.strerror(ENOTDIR)}\n"


def test_a_folder_whose_name_has_two_lines_is_said_in_one(tmp_path, monkeypatch):
    (tmp_path / "two\nlines").touch()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "two\nlines"))
    result = streetlight("install-menu")
    assert result.err.startswith(f"streetlight: {tmp_path}{os.sep}two\\nlines{os.sep}")
    assert result.err.count("\n") == 1


def test_a_file_that_cannot_be_written_is_said_in_one_line(data_home):
    file = data_home / "applications" / "streetlight.desktop"
    file.mkdir(parents=True)
    result = streetlight("install-menu")
    assert (result.code, result.out) == (2, "")
    assert result.err == f"streetlight: {file} cannot be written: {os.strerror(EISDIR)}\n"


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_elsewhere_there_is_no_such_menu(data_home, monkeypatch, platform):
    monkeypatch.setattr(sys, "platform", platform)
    result = streetlight("install-menu")
    assert (result.code, result.out) == (2, "")
    assert result.err == f"streetlight: install-menu is for Linux desktops, not for {platform}\n"
    assert not data_home.exists()
