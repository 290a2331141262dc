"""Looks for a display before Qt does: without one, Qt aborts the process with a core dump."""

import ctypes
import os
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

# System libraries Qt loads, and the Debian packages that hold them.
_QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
_XCB_LIBRARIES = {
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
_WAYLAND_LIBRARIES = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}
_UNSET = "is not set"
_WITHOUT_DISPLAY = ("offscreen", "minimal", "vnc")
_DEV = Path("/dev")
_DEVICES = {"linuxfb": "fb*", "eglfs": "dri/card*"}  # what Qt draws on with no server in between


def display_problem() -> str:
    """Return a sentence on why no window can be shown, or ''."""
    if not sys.platform.startswith("linux"):
        return ""
    chosen = os.environ.get("QT_QPA_PLATFORM") or "wayland;xcb"
    unreachable, missing = [], ""
    for choice in chosen.split(";"):
        platform, *options = choice.split(":")
        reason = _unreachable(platform, options)
        if reason:
            unreachable.append(reason)
        else:
            problem = _missing(_libraries_of(platform))
            if not problem:
                return ""
            missing = missing or problem
        if platform in _DEVICES:  # these abort, and no other gets its turn
            break
    found = [reason for reason in unreachable if not reason.endswith(_UNSET)] or unreachable
    return missing or f"no display: {' and '.join(found)}, so no window can be shown"


def _unreachable(platform: str, options: Sequence[str]) -> str:
    """Return why there is nothing to draw on for one of Qt's platforms, or ''."""
    if platform in _WITHOUT_DISPLAY:
        return ""
    if platform in _DEVICES:
        return _device_problem(platform, options)
    if platform.startswith("wayland"):
        return _wayland_problem()
    if platform == "xcb":
        return _x_problem()
    return f"QT_QPA_PLATFORM={platform} is no platform that Streetlight knows"


def _libraries_of(platform: str) -> dict[str, str]:
    """Return the system libraries that Qt loads for one of its platforms."""
    if platform.startswith("wayland"):
        return _QT_LIBRARIES | _WAYLAND_LIBRARIES
    return _QT_LIBRARIES | _XCB_LIBRARIES if platform == "xcb" else _QT_LIBRARIES


def _device_problem(platform: str, options: Sequence[str]) -> str:
    """Return '' if there is a device to draw on that we may use."""
    named = [Path(option[3:]) for option in options if option.startswith("fb=")]
    devices = named or _DEV.glob(_DEVICES[platform])
    if any(os.access(device, os.R_OK | os.W_OK) for device in devices):
        return ""
    place = named[0] if named else _DEV / _DEVICES[platform]
    return f"QT_QPA_PLATFORM={platform} needs {place}"


def _wayland_problem() -> str:
    name = os.environ.get("WAYLAND_DISPLAY", "")
    if not name:
        return f"WAYLAND_DISPLAY {_UNSET}"
    path = Path(os.environ.get("XDG_RUNTIME_DIR", "")) / name
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        try:
            probe.connect(str(path))
        except OSError:
            return f"no Wayland compositor answers at WAYLAND_DISPLAY={name}"
    return ""


def _x_problem() -> str:
    display = os.environ.get("DISPLAY", "")
    if not display:
        return f"DISPLAY {_UNSET}"
    if not _missing(_libraries_of("xcb")) and not _x_server_answers(display):
        return f"no X server lets us in at DISPLAY={display}"
    return ""


def _x_server_answers(display: str) -> bool:
    """Connect as Qt will: the server must be there, and let us in."""
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(os.fsencode(display), None))
    answers: bool = xcb.xcb_connection_has_error(connection) == 0
    xcb.xcb_disconnect(connection)
    return answers


def _missing(libraries: dict[str, str]) -> str:
    packages = [package for library, package in libraries.items() if not _loads(library)]
    if not packages:
        return ""
    return f"Qt needs missing system libraries; on Debian: apt install {' '.join(packages)}"


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
