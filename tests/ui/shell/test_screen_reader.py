"""The real window, as a screen reader finds and hears it over the bus of assistive technology.

It takes Linux with Xvfb, D-Bus, at-spi2-core, and a Python that has Atspi: `python3-pyatspi`.
"""

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

HELPER = Path(__file__).parents[2] / "helpers" / "screen_reader.py"
ATSPI = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
MOST_A_SECOND = 4


def python_with_atspi() -> str:
    """Return a Python that can listen; where there is none, skip."""
    for tool in ("Xvfb", "dbus-run-session"):
        if shutil.which(tool) is None:
            pytest.skip(f"there is no {tool}")
    for python in (sys.executable, "/usr/bin/python3"):
        if (
            Path(python).exists()
            and not subprocess.run(
                [python, "-c", ATSPI], capture_output=True, check=False
            ).returncode
        ):
            return python
    pytest.skip("no Python has Atspi: install at-spi2-core and python3-pyatspi")


@pytest.fixture(scope="module")
def display():
    """Open a display of its own."""
    read_end, write_end = os.pipe()
    screen = ["-screen", "0", "1366x768x24"]
    command = ["Xvfb", "-displayfd", str(write_end), *screen]
    with subprocess.Popen(command, pass_fds=[write_end], stderr=subprocess.DEVNULL) as server:
        os.close(write_end)
        with os.fdopen(read_end) as number:
            yield f":{number.readline().strip()}"
        server.terminate()


@pytest.fixture(scope="module")
def found(request, tmp_path_factory):
    """Return what a reader has found and heard in a use of the window."""
    python = python_with_atspi()
    display = request.getfixturevalue("display")
    home = tmp_path_factory.mktemp("home")
    home.chmod(0o700)  # or D-Bus would not have its sockets there
    mine = {"HOME": str(home), "XDG_RUNTIME_DIR": str(home), "XDG_CONFIG_HOME": str(home)}
    environment = os.environ | mine | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    environment["PYTHONPATH"] = str(HELPER.parents[2])
    command = ["dbus-run-session", "--", python, str(HELPER), sys.executable]
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=240, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_it_hears_what_comes_of_what_it_presses(found):
    first = "Example 1 of 4, iteration 1. It said 0.39, the answer is 1: 0.61 too low."
    assert found["lamp"] == "1, STOP, 0.00"
    assert found["step"] == found["step back"] == first
    gone = "what came after this moment is gone."
    assert found["edit"] == f"light 3 of example 1: 1 to 0: {gone}"
    assert found["restart"] == "restart"
    assert found["end"].startswith("Learned after ")


def test_a_run_does_not_flood_it(found):
    names = Counter((kind, source) for kind, source, *_ in found["events"])
    assert max(names.values()) <= MOST_A_SECOND * found["seconds"] + 1, names.most_common(3)


def test_the_slider_of_time_is_not_read_number_by_number(found):
    slider = [kind for kind, _, name, *_ in found["events"] if name == "Time"]
    assert slider == []


def test_combo_boxes_have_labels_and_buttons_are_named_as_they_are_written(found):
    labels = [labels for role, _, _, labels in found["tree"] if role == "combo box"]
    assert labels
    assert all(labels), labels
    named = {(role, name) for role, name, *_ in found["tree"]}
    for role, name in (("push button", "Copy"), ("check box", "fit"), ("check box", "log")):
        assert (role, name) in named
    panels = {name for role, name in named if role == "panel"}
    assert panels >= {"Controls", "Network", "Pages", "Time", "What is running now"}
    headers = [name for role, name, *_ in found["tree"] if role == "table column header"]
    assert {"code", "value", "shape"} <= set(headers)


def test_everything_that_can_be_used_has_a_name_and_a_table_that_of_its_tab(found):
    roles = {"push button", "check box", "combo box", "spin button", "slider", "table", "page tab"}
    for page, tree in found["pages"].items():
        controls = [(role, name, labels) for role, name, _, labels in tree if role in roles]
        assert len(controls) > 20, page
        assert [role for role, name, labels in controls if not name and not labels] == [], page
        tables = {name for role, name, _ in controls if role == "table"}
        assert tables == {"What is running now"} | ({page} - {"Settings"})


def test_speed_and_time_are_told_in_words(found):
    told = {name: text for role, name, text, _ in found["tree"] if role == "slider"}
    assert told["Speed"] == "40 examples a second"
    assert told["Time"].endswith("example 0")


def test_the_running_line_is_marked_in_its_text(found):
    cells = [name for role, name, *_ in found["after a step"] if role == "table cell"]
    running = [name for name in cells if name.startswith("running: ")]
    assert running == [
        "running: weights_1_2 -= alpha * layer_1.T.dot(layer_2_delta)",
        "running: weights_0_1 -= alpha * layer_0.T.dot(layer_1_delta)",
    ]


def test_qt_has_nothing_to_complain_of_texts(found):
    assert "invalid interface" not in found["errors"]
