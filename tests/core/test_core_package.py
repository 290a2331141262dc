"""The core stands alone: its names, and no Qt."""

import subprocess
import sys

WITHOUT_QT = (
    "import streetlight_gui.core, sys;"
    "assert 'numpy' in sys.modules;"
    "assert not any(m.startswith(('PySide6', 'pyqtgraph')) for m in sys.modules)"
)


def test_importing_the_core_loads_no_qt():
    finished = subprocess.run(
        [sys.executable, "-c", WITHOUT_QT], capture_output=True, text=True, check=False
    )
    assert (finished.returncode, finished.stderr) == (0, "")


def test_the_names_notebooks_use():
    names = {"Problem", "Network", "Trainer", "DivergenceError"}
    names |= {"Penalty", "PenaltyKind", "BatchSampler"}
    found = {}
    exec("from streetlight_gui.core import *", found)  # noqa: S102 - as a notebook does
    assert set(found) - {"__builtins__"} == names
