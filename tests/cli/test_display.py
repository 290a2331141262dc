"""Looking for a display before Qt does."""

import ctypes
import socket
import sys

import pytest

from streetlight_gui.display import display_problem

VARIABLES = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_RUNTIME_DIR")


@pytest.fixture(autouse=True)
def bare_linux(monkeypatch):
    """Be on Linux, with no display and every library there."""
    monkeypatch.setattr(sys, "platform", "linux")
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(ctypes, "CDLL", lambda _library: None)


@pytest.fixture
def libraries_missing(monkeypatch):
    """Return a function that makes system libraries disappear."""

    def hide(*names):
        def load(library):
            if library in names:
                raise OSError(f"{library}: cannot open shared object file")

        monkeypatch.setattr(ctypes, "CDLL", load)

    return hide


@pytest.fixture
def wayland(tmp_path, monkeypatch):
    """Listen where a Wayland compositor would."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)  # a socket's path must be short
    monkeypatch.setenv("WAYLAND_DISPLAY", "wl")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("wl")
        server.listen()
        yield


@pytest.fixture
def x_server(monkeypatch):
    """Listen where an X server reached by TCP would."""
    with socket.create_server(("localhost", 0)) as server:
        number = server.getsockname()[1] - 6000
        monkeypatch.setenv("DISPLAY", f"localhost:{number}.0")
        yield


def test_no_display_at_all():
    assert display_problem().startswith("no display: neither DISPLAY nor WAYLAND_DISPLAY is set")


def test_an_x_server_that_answers(x_server):
    assert display_problem() == ""


def test_an_x_server_on_a_local_socket(monkeypatch):
    monkeypatch.setenv("DISPLAY", ":64321")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("\0/tmp/.X11-unix/X64321")
        server.listen()
        assert display_problem() == ""


@pytest.mark.parametrize(
    "display",
    [
        *(":64322", "unix:64322", ":64322.0", "localhost:1", "nonsense", ":", "localhost:"),
        *("localhost:99999", "localhost:²", f"{'a' * 70}.invalid:0"),
    ],
)
def test_an_x_server_that_does_not_answer(monkeypatch, display):
    monkeypatch.setenv("DISPLAY", display)
    assert display_problem().startswith(f"no display: nothing answers at DISPLAY={display}")


def test_a_wayland_compositor_that_answers(wayland):
    assert display_problem() == ""


def test_a_wayland_compositor_that_does_not_answer(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "gone")
    assert display_problem().startswith("no display: ")


def test_a_silent_compositor_does_not_hide_an_x_server(x_server, monkeypatch):
    monkeypatch.setenv("WAYLAND_DISPLAY", "gone")
    assert display_problem() == ""


def test_a_platform_that_needs_no_display(monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert display_problem() == ""


def test_missing_libraries_are_named_by_their_packages(monkeypatch, libraries_missing):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    libraries_missing("libEGL.so.1", "libglib-2.0.so.0")
    assert display_problem().endswith("on Debian: apt install libegl1 libglib2.0-0")


def test_an_x_display_needs_the_xcb_libraries(x_server, libraries_missing):
    libraries_missing("libxcb-cursor.so.0")
    assert display_problem().endswith("apt install libxcb-cursor0")


def test_offscreen_needs_no_xcb_libraries(monkeypatch, libraries_missing):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    libraries_missing("libxcb-cursor.so.0")
    assert display_problem() == ""


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_elsewhere_there_always_is_a_display(monkeypatch, platform):
    monkeypatch.setattr(sys, "platform", platform)
    assert display_problem() == ""
