"""The core stands alone: its names, and no Qt."""

import subprocess
import sys

import streetlight_gui.core

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
    names = {"DivergenceError", "Network", "Problem", "Trainer"}
    assert set(streetlight_gui.core.__all__) == names
    assert all(hasattr(streetlight_gui.core, name) for name in names)
