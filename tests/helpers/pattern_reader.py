"""Stands in for somebody at the table of patterns."""

from dataclasses import replace

from person import LEFT
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QMenu, QTableView

from streetlight_gui.core import Network, Problem
from streetlight_gui.core.problems.problem import all_patterns
from streetlight_gui.core.replay.cursor import Cursor
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.text.pattern_text import Column
from streetlight_gui.ui.tables.patterns.pattern_table import PatternTable
from streetlight_gui.ui.widgets.theme import LIGHT

NOWHERE = Network([[[0.0]] * 3])
PAST_THE_END = Network([[[0.0], [0.0], [2.0]]])
BELOW_ZERO = Network([[[0.0], [0.0], [-2.0]]])
IN_COUNTING_ORDER = [tuple(pattern) for pattern in all_patterns(3).tolist()]


def snapshot_of(problem=None, network=None):
    settings = Settings.choose(problem or Problem.preset("streetlights"))
    snapshot = Snapshot.take(0, Cursor(Run(settings)), shows_each_example=True)
    return snapshot if network is None else replace(snapshot, network=network, updates=1)


def six_lights():
    patterns = all_patterns(6)[::2]
    return Problem(patterns, patterns[:, 0])


class Reader:
    """Somebody who looks at the table and uses it."""

    def __init__(self, qtbot, table):
        self.qtbot, self.table = qtbot, table
        self.view = table.findChild(QTableView, "pattern_table")
        self.chosen = []
        table.pattern_chosen.connect(self.chosen.append)

    @property
    def count(self):
        return self.table.findChild(QLabel, "pattern_count_label").text()

    def cell(self, place, column):
        return self.view.model().index(place, column)

    def text(self, place, column, role=Qt.ItemDataRole.DisplayRole):
        return self.cell(place, column).data(role)

    def column(self, column):
        return [self.text(k, column) for k in range(self.view.model().rowCount())]

    @property
    def patterns(self):
        return [tuple(map(float, text.split())) for text in self.column(Column.LIGHTS)]

    def box(self, place, column):
        return self.view.visualRect(self.cell(place, column))

    def click(self, place, modifiers=Qt.KeyboardModifier.NoModifier):
        middle = self.box(place, Column.ANSWER).center()
        self.qtbot.mouseClick(self.view.viewport(), LEFT, modifiers, middle)

    def click_title(self, column):
        header = self.view.horizontalHeader()
        middle = header.sectionViewportPosition(column) + header.sectionSize(column) // 2
        self.qtbot.mouseClick(header.viewport(), LEFT, pos=QPoint(middle, header.height() // 2))

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        self.qtbot.keyClick(self.table.window().windowHandle(), key, modifiers)

    def focus(self):
        self.view.setFocus(Qt.FocusReason.TabFocusReason)
        assert self.view.hasFocus()

    def menu(self, text):
        actions = [action for menu in self.table.findChildren(QMenu) for action in menu.actions()]
        (found,) = (action for action in actions if action.text() == text)
        return found

    def colours(self, place, column):
        """Return the colours in a cell."""
        picture = self.view.viewport().grab(self.box(place, column)).toImage()
        area = [(x, y) for x in range(picture.width()) for y in range(picture.height())]
        return {picture.pixelColor(x, y).name() for x, y in area}

    def line(self, place, column, dy=1):
        """Return the colours from left to right, so far below the middle of a cell."""
        box = self.box(place, column)
        picture = self.view.viewport().grab(box).toImage()
        y = picture.height() // 2 + dy
        return [picture.pixelColor(x, y).name() for x in range(picture.width())]


def open_table(qtbot, snapshot=None, size=(400, 330), theme=LIGHT):
    """Show a table alone, in the active window."""
    table = PatternTable()
    qtbot.addWidget(table)
    table.set_theme(theme)
    table.resize(*size)
    table.show_snapshot(snapshot or snapshot_of())
    table.show()
    table.activateWindow()
    qtbot.waitUntil(table.isActiveWindow)
    return Reader(qtbot, table)
