"""The core stands alone: its names, its values, and no Qt."""

import dataclasses
import pkgutil
import subprocess
import sys
from importlib import import_module
from importlib.util import find_spec

from streetlight_gui import core

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


def test_values_of_the_core_do_not_change():
    names = {m.name for m in pkgutil.walk_packages(core.__path__, "streetlight_gui.core.")}
    if find_spec("numba") is None:  # an extra
        names.remove("streetlight_gui.core.ensemble.compiled")
    modules = [import_module(name) for name in names]
    found = {x for m in modules for x in vars(m).values() if dataclasses.is_dataclass(x)}
    changing = {x.__name__ for x in found if not x.__dataclass_params__.frozen}
    assert len(found) > 15
    assert not changing
