"""Qt for the commands that need it, with a sentence where it does not load."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from streetlight_gui.process.display import display_problem
from streetlight_gui.process.exits import BAD_INPUT, leaving_at_once
from streetlight_gui.process.output import complain
from streetlight_gui.process.requirements import missing_package, unloadable_module

_WINDOW_PACKAGES = ("PySide6", "pyqtgraph")


def need_window() -> None:
    """Load Qt; end the command with a sentence where no window can be made."""
    with leaving_at_once():
        problem = missing_package(*_WINDOW_PACKAGES) or display_problem()
        problem = problem or unloadable_module("PySide6.QtWidgets")
    if problem:
        sys.exit(complain(problem, BAD_INPUT))


def need_paper() -> None:
    """Load Qt, without a display; end the command with a sentence where it does not load."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    need_window()


@contextmanager
def drawing() -> Iterator[None]:
    """Have a QApplication meanwhile; Qt must be loaded."""
    from PySide6.QtWidgets import QApplication

    from streetlight_gui.app import make_application

    _application = QApplication.instance() or make_application()
    yield
