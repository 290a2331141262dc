"""Looks for a display before Qt does: without one, Qt aborts the process with a core dump."""

import ctypes
import os
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

# System libraries that Qt loads on every platform, and on some.
_QT = ("EGL.so.1", "GL.so.1", "fontconfig.so.1", "dbus-1.so.3", "glib-2.0.so.0", "xkbcommon.so.0")
_WAYLAND = ("wayland-client.so.0", "wayland-cursor.so.0")
_XCB_UTIL = ("cursor.so.0", "icccm.so.4", "image.so.0", "keysyms.so.1", "render-util.so.0")
_X_EXTENSIONS = ("randr.so.0", "shape.so.0", "xkb.so.1")
_XCB = ("xcb.so.1", "xkbcommon-x11.so.0", *(f"xcb-{k}" for k in (*_XCB_UTIL, *_X_EXTENSIONS)))
_VARIABLES = {"wayland": "WAYLAND_DISPLAY", "xcb": "DISPLAY"}  # say which server draws for us
_WITHOUT_DISPLAY = ("offscreen", "minimal", "vnc")
_DEV = Path("/dev")
_DEVICES = {"linuxfb": "fb*", "eglfs": "dri/card*"}  # what Qt draws on with no server in between


def display_problem() -> str:
    """Return a sentence on why no window can be shown, or ''."""
    if not sys.platform.startswith("linux"):
        return ""
    chosen = os.environ.get("QT_QPA_PLATFORM") or "wayland;xcb"
    unset, unreachable, missing = [], [], []
    for choice in chosen.split(";"):
        platform, *options = choice.split(":")
        variable = _VARIABLES.get(platform.partition("-")[0])
        if variable and not os.environ.get(variable):
            unset.append(f"{variable} is not set")
        elif reason := _unreachable(platform, options):
            unreachable.append(reason)
        elif problem := _missing_for(platform):
            missing.append(problem)
        else:
            return ""
        if platform in _DEVICES:  # these abort, and no other gets its turn
            break
    reasons = " and ".join(unreachable or unset)
    no_display = f"no display: {reasons}, so no window can be shown"
    return missing[0] if missing else no_display


def _unreachable(platform: str, options: Sequence[str]) -> str:
    """Return why there is nothing to draw on for one of Qt's platforms, or ''."""
    if platform in _WITHOUT_DISPLAY:
        return ""
    if platform in _DEVICES:
        return _device_problem(platform, options)
    if platform.partition("-")[0] == "wayland":
        return _wayland_problem()
    if platform == "xcb":
        return _x_problem()
    return f"QT_QPA_PLATFORM={platform} is no platform that Streetlight knows"


def _device_problem(platform: str, options: Sequence[str]) -> str:
    """Return '' if there is a device to draw on that we may use."""
    named = [Path(option[3:]) for option in options if option.startswith("fb=")]
    devices = named or _DEV.glob(_DEVICES[platform])
    if any(os.access(device, os.R_OK | os.W_OK) for device in devices):
        return ""
    place = named[0] if named else _DEV / _DEVICES[platform]
    return f"QT_QPA_PLATFORM={platform} needs {place}"


def _wayland_problem() -> str:
    name = os.environ["WAYLAND_DISPLAY"]
    path = Path(os.environ.get("XDG_RUNTIME_DIR", "")) / name
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        try:
            probe.connect(str(path))
        except OSError:
            return f"no Wayland compositor answers at WAYLAND_DISPLAY={name}"
    return ""


def _x_problem() -> str:
    if _missing_for("xcb"):
        return ""  # which is told by itself
    xcb = ctypes.CDLL("libxcb.so.1")
    display = os.environ["DISPLAY"]
    xcb.xcb_connect.restype = ctypes.c_void_p
    # As Qt will: the server must be there, and let us in.
    connection = ctypes.c_void_p(xcb.xcb_connect(os.fsencode(display), None))
    is_refused = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return f"no X server lets us in at DISPLAY={display}" if is_refused else ""


def _missing_for(platform: str) -> str:
    """Return a sentence on system libraries that Qt misses on one of its platforms, or ''."""
    platform_libraries = {"xcb": _XCB, "wayland": _WAYLAND}.get(platform.partition("-")[0], ())
    libraries = [f"lib{name}" for name in (*_QT, *platform_libraries)]
    packages = [_package_of(library) for library in libraries if not _loads(library)]
    if not packages:
        return ""
    return f"Qt needs missing system libraries; on Debian: apt install {' '.join(packages)}"


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _package_of(library: str) -> str:
    """Return the Debian package of a library, named as section 8.1 of Debian's Policy says."""
    name, _, version = library.lower().partition(".so.")
    name = name.replace("glib-", "glib")  # the only one that is named otherwise
    return f"{name}-{version}" if name[-1].isdigit() else f"{name}{version}"
