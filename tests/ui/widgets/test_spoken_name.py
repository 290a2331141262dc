"""The names of what changes all the time."""

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel

from streetlight_gui.ui.widgets.spoken_name import SpokenName


@pytest.fixture
def label(qtbot):
    """Return a label that nobody sees, and that counts its names."""
    label = QLabel()
    qtbot.addWidget(label)
    return label


@pytest.mark.parametrize(("listens", "now"), [(False, "9"), (True, "0")])
def test_a_name_waits_only_while_a_screen_reader_listens(qtbot, monkeypatch, label, listens, now):
    monkeypatch.setattr(QAccessible, "isActive", lambda: listens)
    name = SpokenName(label)
    for number in range(10):
        name.show(f"{number}")
    assert label.accessibleName() == now
    qtbot.waitUntil(lambda: label.accessibleName() == "9")
