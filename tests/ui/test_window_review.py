"""What a person stumbles over in a window: held keys, wheels, menus, old tips, given weights."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QStatusTipEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDoubleSpinBox, QLabel

from streetlight_gui.app import create_window
from streetlight_gui.core.problem import Problem
from streetlight_gui.core.settings import Settings


def test_enter_in_a_spin_box_gives_the_keys_back_to_the_window(window, qtbot):
    spin = window.findChild(QDoubleSpinBox, "alpha_spin")
    lamp = window.findChild(QAbstractButton, "light_1")
    before = lamp.isChecked()
    spin.setFocus()
    spin.selectAll()
    QTest.keyClicks(spin, "0.3")
    QTest.keyClick(spin, Qt.Key.Key_Return)
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_1)
    assert spin.value() == 0.3
    assert lamp.isChecked() is not before


def test_esc_in_a_spin_box_leaves_the_old_value(window):
    spin = window.findChild(QDoubleSpinBox, "alpha_spin")
    spin.setFocus()
    spin.selectAll()
    QTest.keyClicks(spin, "0.9")
    QTest.keyClick(spin, Qt.Key.Key_Escape)
    assert spin.value() == 0.2
    assert spin.text() == "0.2"
    assert not spin.hasFocus()


def test_a_digit_held_down_switches_its_lamp_once(window):
    lamp = window.findChild(QAbstractButton, "light_1")
    before = lamp.isChecked()
    for is_repeat in (False, True, True, True):
        press = QKeyEvent(
            QEvent.Type.KeyPress,
            Qt.Key.Key_1,
            Qt.KeyboardModifier.NoModifier,
            "1",
            is_repeat,
        )
        QApplication.sendEvent(window, press)
    assert lamp.isChecked() is not before


@pytest.mark.parametrize("name", ["alpha_spin", "seed_spin", "stop_after_spin"])
def test_the_wheel_passing_over_a_spin_box_changes_nothing(window, name):
    spin = window.findChild(QDoubleSpinBox, name)
    before = spin.value()
    centre = QPointF(spin.rect().center())
    wheel = QWheelEvent(
        centre,
        spin.mapToGlobal(centre),
        QPoint(0, 120),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(spin, wheel)
    assert spin.value() == before


def test_a_menu_does_not_wipe_the_message(window):
    window.show_message("something to read")
    QApplication.sendEvent(window, QStatusTipEvent(""))
    assert window.statusBar().currentMessage() == "something to read"


def test_given_weights_are_offered_only_where_they_fit(window, qtbot, tmp_path):
    middle = Problem.preset("middle-light")
    other = create_window(Settings.choose(middle, hidden=(4,)))
    qtbot.addWidget(other)
    spin = other.findChild(QDoubleSpinBox, "seed_spin")
    spin.setFocus()
    spin.selectAll()
    QTest.keyClicks(spin, "given")
    QTest.keyClick(spin, Qt.Key.Key_Return)
    assert spin.value() == 1
    assert "seed must be" in other.statusBar().currentMessage()
    other.close()


def test_readouts_tell_screen_readers_their_number(window, qtbot):
    label = window.findChild(QLabel, "prediction_label")
    assert label.accessibleName() == f"Prediction {label.text()}"
    label = window.findChild(QLabel, "iteration_label")
    assert label.accessibleName() == "Iteration 0"
