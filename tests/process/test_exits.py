"""The end of the process comes before C's destructors, and loses nothing of Python's."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux's own")

_START = """
import ctypes, sys
from streetlight_gui.process.exits import skip_destructors
libc = ctypes.CDLL(None)
libc.on_exit(libc.abort, None)  # stands for a library's destructor
print("said before the end")
"""


def _run(*lines):
    command = [sys.executable, "-c", "\n".join([_START, *lines])]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_what_libraries_would_destroy_stays():
    assert _run("libc.exit(3)").returncode < 0
    assert _run("skip_destructors()", "libc.exit(3)").returncode == 3


def test_python_ends_in_its_own_order_first():
    ending = _run("import atexit; atexit.register(print, 'tidied')", "skip_destructors()")
    assert ending.returncode == 0
    assert ending.stdout == "said before the end\ntidied\n"
