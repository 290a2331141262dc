"""Looking for a display before Qt does."""

import ctypes
import socket
import sys
from contextlib import contextmanager, suppress
from threading import Thread

import pytest

from streetlight_gui.process import display
from streetlight_gui.process.display import display_problem

VARIABLES = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XDG_RUNTIME_DIR")


real_load = ctypes.CDLL


def load_only_xcb(library):
    """Pretend that every library is there; load the one that is called."""
    return real_load(library) if library == "libxcb.so.1" else None


@pytest.fixture(autouse=True)
def bare_linux(monkeypatch):
    """Be on Linux, with no display and every library there."""
    monkeypatch.setattr(sys, "platform", "linux")
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(ctypes, "CDLL", load_only_xcb)


@pytest.fixture
def libraries_missing(monkeypatch):
    """Return a function that makes system libraries disappear."""

    def hide(*names):
        def load(library):
            if library in names:
                raise OSError(f"{library}: cannot be loaded")

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
    """Answer as an X server does that lets everyone in."""
    monkeypatch.setenv("DISPLAY", ":64321.0")
    with x_server_that_says(b"\1\0\x0b\0\0\0\x08\0" + bytes(32), 64321):
        yield


@contextmanager
def x_server_that_says(answer, number):
    """Answer the first words of one X client on a local socket."""
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(f"\0/tmp/.X11-unix/X{number}")
        server.listen()
        thread = Thread(target=answer_one_client, args=(server, answer))
        thread.start()
        yield
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


def answer_one_client(server, answer):
    with suppress(OSError):  # nobody came before the server was shut down
        client, _ = server.accept()
        with client:
            client.recv(4096)
            client.sendall(answer)
            client.recv(4096)


def test_no_display_at_all():
    sentence = "no display: WAYLAND_DISPLAY is not set and DISPLAY is not set, so no window can "
    assert display_problem().startswith(sentence)


def test_an_x_server_that_answers(x_server):
    assert display_problem() == ""


def test_an_x_server_that_refuses(monkeypatch):
    monkeypatch.setenv("DISPLAY", ":64320")
    with x_server_that_says(b"\0\x04\x0b\0\0\0\x01\0nope", 64320):
        assert "no X server lets us in at DISPLAY=:64320" in display_problem()


def test_the_first_platform_that_works_will_do(x_server, monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "wayland;xcb")
    assert display_problem() == ""


def test_a_platform_that_qt_does_not_have(monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "bogus")
    assert display_problem().startswith(
        "no display: QT_QPA_PLATFORM=bogus is no platform that Streetlight knows"
    )


@pytest.mark.parametrize(
    "display",
    [
        *(":64322", "unix:64322", ":64322.0", "localhost:1", "nonsense", ":", "localhost:"),
        *("localhost:99999", "localhost:²", f"{'a' * 70}.invalid:0"),
    ],
)
def test_an_x_server_that_does_not_answer(monkeypatch, display):
    monkeypatch.setenv("DISPLAY", display)
    assert display_problem().startswith(f"no display: no X server lets us in at DISPLAY={display}")


def test_a_wayland_compositor_that_answers(wayland):
    assert display_problem() == ""


def test_a_wayland_compositor_that_does_not_answer(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "gone")
    sentence = "no display: no Wayland compositor answers at WAYLAND_DISPLAY=gone, so no window "
    assert display_problem().startswith(sentence)


def test_only_what_was_asked_for_is_missed(monkeypatch):
    monkeypatch.setenv("WAYLAND_DISPLAY", "gone")
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    assert display_problem().startswith("no display: DISPLAY is not set, so no window ")


def test_a_silent_compositor_does_not_hide_an_x_server(x_server, monkeypatch):
    monkeypatch.setenv("WAYLAND_DISPLAY", "gone")
    assert display_problem() == ""


def test_a_platform_that_needs_no_display(monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert display_problem() == ""


@pytest.mark.parametrize(
    ("platform", "device"),
    [("linuxfb", "fb0"), ("eglfs", "dri/card1"), ("linuxfb:tty=/dev/tty1:fb={dev}/own", "own")],
)
def test_a_platform_that_draws_on_a_device(monkeypatch, tmp_path, platform, device):
    monkeypatch.setattr(display, "_DEV", tmp_path)
    monkeypatch.setenv("QT_QPA_PLATFORM", platform.format(dev=tmp_path))
    said = display_problem()
    assert said.startswith(f"no display: QT_QPA_PLATFORM={platform.partition(':')[0]} needs ")
    assert str(tmp_path) in said
    (tmp_path / device).parent.mkdir(exist_ok=True)
    (tmp_path / device).touch()
    assert display_problem() == ""


def test_a_device_that_is_not_there_leaves_no_other_platform_its_turn(monkeypatch, tmp_path):
    monkeypatch.setattr(display, "_DEV", tmp_path)
    monkeypatch.setenv("QT_QPA_PLATFORM", "wayland;linuxfb;offscreen")
    assert display_problem().startswith("no display: QT_QPA_PLATFORM=linuxfb needs ")
    monkeypatch.setenv("QT_QPA_PLATFORM", "wayland;offscreen;linuxfb")
    assert display_problem() == ""


def test_missing_libraries_are_named_by_their_packages(monkeypatch, libraries_missing):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    libraries_missing("libEGL.so.1", "libglib-2.0.so.0")
    assert display_problem().endswith("on Debian: apt install libegl1 libglib2.0-0")


def test_an_x_display_needs_the_xcb_libraries(x_server, libraries_missing):
    libraries_missing("libxcb-cursor.so.0")
    assert display_problem().endswith("apt install libxcb-cursor0")


def test_a_wayland_display_needs_the_wayland_libraries(wayland, libraries_missing):
    libraries_missing("libwayland-cursor.so.0", "libwayland-client.so.0")
    assert display_problem().endswith("apt install libwayland-client0 libwayland-cursor0")


def test_offscreen_needs_no_xcb_libraries(monkeypatch, libraries_missing):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    libraries_missing("libxcb-cursor.so.0")
    assert display_problem() == ""


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_elsewhere_there_always_is_a_display(monkeypatch, platform):
    monkeypatch.setattr(sys, "platform", platform)
    assert display_problem() == ""
