"""Looks for a display before Qt does: without one, Qt aborts the process with a core dump."""

import os
import socket
import sys
from pathlib import Path

_XCB_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def display_problem() -> str:
    """Return a sentence on why no window can be shown, or ''."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return ""  # elsewhere there always is one, or the person has chosen
    if _wayland_answers():
        return ""
    display = os.environ.get("DISPLAY", "")
    if not display:
        return "no display: neither DISPLAY nor WAYLAND_DISPLAY is set, so no window can be shown"
    if not _x_server_answers(display):
        return f"no display: nothing answers at DISPLAY={display}, so no window can be shown"
    return _missing_libraries()


def _wayland_answers() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY", "")
    path = Path(os.environ.get("XDG_RUNTIME_DIR", "")) / name
    return bool(name) and _answers(socket.AF_UNIX, str(path))


def _x_server_answers(display: str) -> bool:
    host, _, number = display.rpartition(":")
    number = number.split(".")[0]
    if not number.isdigit():
        return False
    if host in ("", "unix"):
        path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 (where X servers listen)
        return _answers(socket.AF_UNIX, path) or _answers(socket.AF_UNIX, f"\0{path}")
    return _answers(socket.AF_INET, (host, 6000 + int(number)))


def _answers(family: socket.AddressFamily, address: str | tuple[str, int]) -> bool:
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.settimeout(2)
        try:
            probe.connect(address)
        except OSError:
            return False
    return True


def _missing_libraries() -> str:
    import ctypes  # takes 10 ms, and only Linux needs it

    missing = []
    for library, package in _XCB_LIBRARIES.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    if not missing:
        return ""
    return f"Qt needs system libraries that are not installed: apt install {' '.join(missing)}"
