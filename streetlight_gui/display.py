"""Looks for a display before Qt does: without one, Qt aborts the process with a core dump."""

import ctypes
import os
import socket
import sys
from pathlib import Path

_FIRST_X_PORT = 6000
_LAST_X_DISPLAY = 65535 - _FIRST_X_PORT  # over the network; ports end there

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


def display_problem() -> str:
    """Return a sentence on why no window can be shown, or ''."""
    if not sys.platform.startswith("linux"):
        return ""
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    needs_x = platform == "xcb"
    needs_wayland = platform.startswith("wayland")
    if (platform and not needs_x and not needs_wayland) or (not needs_x and _wayland_answers()):
        return _missing(_QT_LIBRARIES)
    if needs_wayland:
        return "no display: no Wayland compositor answers, so no window can be shown"
    display = os.environ.get("DISPLAY", "")
    if not display:
        return "no display: neither DISPLAY nor WAYLAND_DISPLAY is set, so no window can be shown"
    if not _x_server_answers(display):
        return f"no display: nothing answers at DISPLAY={display}, so no window can be shown"
    return _missing(_QT_LIBRARIES | _XCB_LIBRARIES)


def _wayland_answers() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY", "")
    path = Path(os.environ.get("XDG_RUNTIME_DIR", "")) / name
    return bool(name) and _answers(socket.AF_UNIX, str(path))


def _x_server_answers(display: str) -> bool:
    host, _, number = display.rpartition(":")
    number = number.split(".")[0]
    if not (number.isascii() and number.isdigit()):
        return False
    if host in ("", "unix"):
        path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 (where X servers listen)
        return _answers(socket.AF_UNIX, path) or _answers(socket.AF_UNIX, f"\0{path}")
    if int(number) > _LAST_X_DISPLAY:
        return False
    return _answers(socket.AF_INET, (host, _FIRST_X_PORT + int(number)))


def _answers(family: socket.AddressFamily, address: str | tuple[str, int]) -> bool:
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.settimeout(2)
        try:
            probe.connect(address)
        except OSError:
            return False
    return True


def _missing(libraries: dict[str, str]) -> str:
    packages = [package for library, package in libraries.items() if not _loads(library)]
    if not packages:
        return ""
    return (
        f"Qt needs system libraries that are missing; on Debian: apt install {' '.join(packages)}"
    )


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
