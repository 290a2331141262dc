"""Running the command, in this process and in one of its own."""

import contextlib
import io
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace

from streetlight_gui.cli import main

_DATA = Path(__file__).parent.parent / "data" / "book_chapter_6.json"

BOOK = json.loads(_DATA.read_text(encoding="utf-8"))

# Changes for `start_with`.
TELL_OF_TRAINING = """
from streetlight_gui.ui.session.worker import TrainingWorker
burst = TrainingWorker.train_burst
def train_burst(worker):
    print("training", flush=True)
    burst(worker)
TrainingWorker.train_burst = train_burst
"""
RUN_WHEN_SHOWN = """
from streetlight_gui.ui.shell.main_window import MainWindow
def show_event(window, event):
    window.session.set_stop_after(0)
    window.session.toggle()
MainWindow.showEvent = show_event
"""


def streetlight(*arguments):
    """Run the command in this process; return its exit code, output and errors."""
    with (
        contextlib.redirect_stdout(io.StringIO()) as out,
        contextlib.redirect_stderr(io.StringIO()) as err,
    ):
        code = _exit_code_of([str(argument) for argument in arguments])
    return SimpleNamespace(code=code, out=out.getvalue(), err=err.getvalue())


def streetlight_process(*arguments, env=None, **options):
    """Run the command in a process with a home of its own, and no display unless `env` has one."""
    with tempfile.TemporaryDirectory() as home:
        return subprocess.run(
            [sys.executable, "-m", "streetlight_gui", *map(str, arguments)],
            text=True,
            check=False,
            timeout=60,
            env={**_environment(home), **(env or {})},
            **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options},
        )


def start_with(changes, *arguments, home, env=None):
    """Start the command in a process, after some lines of Python that change it.

    It is offscreen unless `env` has a display.
    """
    start = f"import sys; from streetlight_gui.__main__ import main; sys.argv[1:] = {arguments}"
    return subprocess.Popen(
        [sys.executable, "-c", "\n".join([changes, start, "sys.exit(main())"])],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**_environment(home), **({"QT_QPA_PLATFORM": "offscreen"} if env is None else env)},
    )


def _environment(home):
    inherited = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    return {**inherited, "HOME": str(home), "LANG": "C.UTF-8"}


def _exit_code_of(arguments):
    try:
        return main(arguments)
    except SystemExit as stop:  # argparse's way to end
        return stop.code
