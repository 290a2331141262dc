"""What all tests share: the same surroundings everywhere, and how hard properties are tried.

Properties are tried with few examples, so that the suite is quick, and with the same ones each
time, so that it judges a change and not luck. `--hypothesis-profile=thorough` tries many more;
`--hypothesis-profile=search` as many, and others in every run.
"""

import locale
import os
from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

_DESKTOP = ("QT_", "XDG_", "PYQTGRAPH_")  # what a desktop or a person may have set for programs

for name in list(os.environ):
    if name.startswith(_DESKTOP):
        del os.environ[name]
os.environ["QT_QPA_PLATFORM"] = "offscreen"

_STEADY = settings(
    deadline=None,
    database=None,
    stateful_step_count=25,
    suppress_health_check=[HealthCheck.too_slow],  # a busy machine is no fault of a test
)
settings.register_profile("default", _STEADY, max_examples=25, derandomize=True)
settings.register_profile("thorough", _STEADY, max_examples=100, derandomize=True)
settings.register_profile("search", _STEADY, max_examples=100, print_blob=True)
settings.load_profile("default")


@pytest.fixture(autouse=True)
def english_system():
    """Let the system speak English: an application made before has brought its own language."""
    if hasattr(locale, "LC_MESSAGES"):  # Windows has none
        locale.setlocale(locale.LC_MESSAGES, "C")


@pytest.hookimpl(optionalhook=True, wrapper=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> Generator[None, int, int]:
    """Run what is asked for by file in this process, where `-s` and a debugger work.

    Elsewhere there is one process more than processors: a test waits a third of its time for the
    pace of a window.
    """
    processors = yield
    asked_for = [Path(argument.partition("::")[0]) for argument in config.args]
    return 0 if all(place.is_file() for place in asked_for) else processors + 1
