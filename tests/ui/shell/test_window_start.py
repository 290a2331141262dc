"""What the window shows before anything is trained, and how one gets around in it."""

import subprocess
import sys

import pytest
from command import start_with
from person import BOOK_PATTERN, CONTROL, bits
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QTextBrowser,
)

from streetlight_gui.core import Network
from streetlight_gui.ui.shell.sizes import scale_text

BUTTONS = {"run_button", "step_button", "restart_button", "new_start_button", "follow_button"}
LAMPS = {"light_1", "light_2", "light_3"}
INPUTS = {"step_unit", "speed_slider", "alpha_spin", "seed_spin", "stop_after_spin"}
VIEWS = {"network_view", "walk_signal", "error_plot"}
LABELS = {"iteration_label", "error_label", "prediction_label"}


def test_shows_the_untrained_network_of_the_book(person):
    person.wait_for_title("Streetlights")
    assert person.lamps == BOOK_PATTERN
    assert float(person.text("prediction_label")) == pytest.approx(0.3919432663396042, rel=1e-5)
    assert person.signal == "STOP"
    assert person.text("iteration_label") == "0"
    assert not person.is_running
    assert bits(person.network) == bits(Network.random(lights=3, hidden=(4,), seed=1))


def test_shows_the_book_s_settings(person):
    texts = {name: person.find(name).text() for name in ("alpha_spin", "seed_spin")}
    assert texts == {"alpha_spin": "0.2", "seed_spin": "1"}
    assert person.find("stop_after_spin").text() == "150"
    assert person.find("follow_button").isChecked()


def test_has_an_icon(person):
    assert not person.window.windowIcon().isNull()


def test_has_everything_that_is_promised(person):
    widgets = [person.find(name) for name in sorted(BUTTONS | LAMPS | INPUTS | VIEWS | LABELS)]
    lacking = [w.objectName() for w in widgets if not (w.isVisible() and w.accessibleName())]
    assert lacking == []


def test_every_control_has_a_name_and_a_tip(person):
    kinds = (QAbstractButton, QAbstractSpinBox, QComboBox, QAbstractSlider)
    controls = [
        widget
        for kind in kinds
        for widget in person.window.findChildren(kind)
        if widget.isVisible() and widget.objectName()
    ]
    assert {c.objectName() for c in controls} >= BUTTONS | LAMPS | INPUTS
    without = [c.objectName() for c in controls if not (c.accessibleName() and c.toolTip())]
    assert without == []


def test_the_numbers_have_a_tip_and_can_be_copied(person):
    labels = [person.find(name, QLabel) for name in sorted(LABELS)]
    for label in labels:
        assert label.toolTip(), label.objectName()
        assert label.contextMenuPolicy() == Qt.ContextMenuPolicy.ActionsContextMenu
        label.actions()[0].trigger()
        assert QApplication.clipboard().text() == label.text()
    person.press(Qt.Key.Key_C, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    lines = QApplication.clipboard().text().splitlines()
    assert {line.split()[-1] for line in lines} >= {label.text() for label in labels}
    assert "Prediction 0.391943" in lines


def test_a_screen_reader_hears_of_a_lamp(person):
    def state():
        return QAccessible.queryAccessibleInterface(person.find("light_2")).state()

    assert not state().checked
    person.click("light_2")
    assert state().checked
    assert state().checkable


def test_tab_reaches_every_control_and_view(person):
    reached = set()
    for _ in range(60):
        person.press(Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget().objectName())
    assert reached >= BUTTONS | LAMPS | INPUTS | {"network_view", "error_plot"}


def test_tab_goes_through_the_control_bar_from_left_to_right(person):
    person.tab_to("run_button")
    order = []
    for _ in range(7):
        order.append(QApplication.focusWidget())
        person.press(Qt.Key.Key_Tab)
    names = [widget.objectName() for widget in order]
    assert names == [
        "run_button",
        "step_button",
        "step_unit",
        "restart_button",
        "new_start_button",
        "try_200_button",
        "speed_slider",
    ]


def test_the_keys_are_explained(person):
    person.press(Qt.Key.Key_F1)
    page = person.find("keys", QTextBrowser)
    assert page.isVisible()
    for key in ("Space", "F11", "Esc", "1 to 6"):
        assert key in page.toPlainText()
    person.qtbot.keyClick(page, Qt.Key.Key_Escape)
    person.wait_until(lambda: person.window.findChild(QTextBrowser) is None)


@pytest.mark.parametrize("scale", [0.7, 1.0, 2.0])
def test_the_keys_fit_every_screen_and_scroll_to_the_last(person, scale):
    scale_text(scale)
    person.wait_until_still()
    person.press(Qt.Key.Key_F1)
    page = person.find("keys", QTextBrowser)
    screen, bar = page.screen().availableSize(), page.verticalScrollBar()
    box = page.window().size()
    assert box.boundedTo(screen) == box
    assert page.horizontalScrollBar().maximum() == 0
    assert (bar.maximum() == 0) == (box.height() < screen.height() - 40)
    for _ in range(40):
        person.turn_wheel(page.viewport(), -120)
    assert bar.value() == bar.maximum()


def test_f11_fills_the_screen_and_comes_back(person):
    person.press(Qt.Key.Key_F11)
    assert person.window.isFullScreen()
    person.press(Qt.Key.Key_F11)
    assert not person.window.isFullScreen()


def test_garbage_is_looked_for_again_once_the_window_is_there(tmp_path):
    changes = """
import gc
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from streetlight_gui.ui.shell.main_window import MainWindow
def tell_and_close():
    print(gc.isenabled(), flush=True)
    QApplication.closeAllWindows()
def show_event(window, event):
    print(gc.isenabled(), flush=True)
    QTimer.singleShot(0, lambda: QTimer.singleShot(0, tell_and_close))
MainWindow.showEvent = show_event
"""
    process = start_with(changes, "gui", home=tmp_path)
    assert process.communicate(timeout=60) == ("False\nTrue\n", "")


def test_starts_without_what_only_files_and_exports_need():
    """Each takes time to load, which a window does not have before it is painted."""
    program = """
import sys
import streetlight_gui.cli
from streetlight_gui.app import create_window, make_application

application = make_application()
window = create_window()
window.show()
application.processEvents()
print(*sys.modules, flush=True)
window.close()
"""
    found = subprocess.check_output([sys.executable, "-c", program], text=True).split()
    assert "streetlight_gui.ui.shell.main_window" in found
    libraries = {
        "csv",
        "msgspec",
        "multiprocessing",
        "nbformat",
        "numpy.ma",
        "pickletools",
        "safetensors",
    }
    own = {"core.storage.session_schema", "core.storage.tables.asking", "text.table_words"}
    own |= {"core.ensemble.atlas", "ui.panels.settings.settings_panel", "ui.shell.starts_page"}
    own |= {"text.notebook", "ui.exports.printing", "ui.tables.importing.import_dialog"}
    assert {*found} & (libraries | {f"streetlight_gui.{name}" for name in own}) == set()
