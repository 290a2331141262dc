"""What is running now: the notebook's lines with this moment's numbers."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QBrush, QColor, QFontDatabase, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from streetlight_gui.core.activations import Array
from streetlight_gui.core.diagram import Edge, Part
from streetlight_gui.core.formatting import exact, terse
from streetlight_gui.core.listing import Line, listing
from streetlight_gui.core.phases import stages
from streetlight_gui.core.snapshot import Snapshot
from streetlight_gui.ui.card import Card, muted_label
from streetlight_gui.ui.theme import LIGHT, Theme

_CODE, _VALUE, _SHAPE = range(3)
_CODE_SHARE = 0.6  # of the width at most
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class CodeView(Card):
    """Lists the lines that train one example, the running one lit, each with its value.

    Values have six digits; hovering shows all of them, and Ctrl+C copies the selected line's.

    Signals:
        line_chosen: the Line a person clicked or went to with the arrow keys.
    """

    line_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Wait for the first snapshot."""
        super().__init__("What is running now", parent)
        self._theme = LIGHT
        self._snapshot: Snapshot | None = None
        self._lines: list[Line] = []
        self._phase_label = muted_label("")
        self._phase_label.setObjectName("phase_label")
        self.header.addWidget(self._phase_label)
        self._table = _LineTable(self)
        self.body.addWidget(self._table, 1)
        self._table.itemSelectionChanged.connect(self._emit_line)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the values this moment has, and light the line that ran last."""
        before, self._snapshot = self._snapshot, snapshot
        if before is None or before.settings != snapshot.settings:
            self._list_lines(snapshot)
        self._phase_label.setText(_phase_text(snapshot))
        order = {None: -1} | {s: k for k, s in enumerate(stages(snapshot.network.hidden))}
        reached = order[snapshot.stage]
        for row, line in enumerate(self._lines):
            is_done = snapshot.trace is not None and order[line.stage] <= reached
            is_lit = line.stage is not None and line.stage == snapshot.stage
            self._show_row(row, line, is_done=is_done, is_lit=is_lit)
            if is_lit and snapshot.is_by_phase:
                self._table.scrollTo(self._table.model().index(row, _CODE))

    def mark(self, part: Part | None) -> None:
        """Select the first line that computes a unit's layer or an edge's weights."""
        blocked = self._table.blockSignals(True)
        self._table.clearSelection()
        for row, line in enumerate(self._lines):
            if part is not None and _concerns(line, part):
                self._table.selectRow(row)
                break
        self._table.blockSignals(blocked)

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme = theme
        if self._snapshot is not None:
            self.show_snapshot(self._snapshot)

    def _list_lines(self, snapshot: Snapshot) -> None:
        lines = listing(snapshot.settings)
        is_new = [line.code for line in lines] != [line.code for line in self._lines]
        self._lines = lines
        if is_new:
            self._table.set_lines([line.code for line in lines])

    def _show_row(self, row: int, line: Line, *, is_done: bool, is_lit: bool) -> None:
        value = None
        if is_done and self._snapshot is not None and self._snapshot.trace is not None:
            value = line.value(self._snapshot.trace)
        self._table.set_value(row, value)
        text = self._theme.text if is_done else self._theme.muted
        ground = QBrush(QColor(self._theme.lit)) if is_lit else QBrush()
        for column, colour in ((_CODE, text), (_VALUE, self._theme.accent), (_SHAPE, text)):
            self._table.colour(row, column, QColor(colour), ground)

    @Slot()
    def _emit_line(self) -> None:
        rows = self._table.selectionModel().selectedRows()
        if rows:
            self.line_chosen.emit(self._lines[rows[0].row()])


class _LineTable(QTableWidget):
    """Rows of code, value and shape."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(0, 3, parent)
        self._rows: list[list[QTableWidgetItem]] = []
        self.setObjectName("code_view")
        self.setAccessibleName("What is running now")
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(12)
        self.setFont(font)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.horizontalHeader().hide()
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setMinimumSectionSize(20)
        header.setSectionResizeMode(_CODE, QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(_VALUE, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_SHAPE, QHeaderView.ResizeMode.Fixed)
        self.setColumnWidth(_SHAPE, self.fontMetrics().horizontalAdvance("(16, 16)") + 8)
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 1)

    def set_lines(self, lines: list[str]) -> None:
        """Make a row for each line, without values yet."""
        self.setRowCount(len(lines))
        self._rows = []
        for row, code in enumerate(lines):
            cells = [QTableWidgetItem(code), QTableWidgetItem(), QTableWidgetItem()]
            cells[_CODE].setToolTip(code)
            cells[_VALUE].setTextAlignment(_RIGHT)
            for column, cell in enumerate(cells):
                self.setItem(row, column, cell)
            self._rows.append(cells)
        self._fit_code()

    def set_value(self, row: int, value: Array | None) -> None:
        """Show what a line left in its variable, or nothing if it has not run."""
        text = "" if value is None else _array_text(value, terse)
        _, cell, shape = self._rows[row]
        if cell.text() != text:
            cell.setText(text)
            shape.setText("" if value is None else str(value.shape))
        cell.setToolTip("" if value is None else _array_text(value, exact))

    def colour(self, row: int, column: int, text: QColor, ground: QBrush) -> None:
        """Write a cell in one colour on another."""
        cell = self._rows[row][column]
        cell.setForeground(text)
        cell.setBackground(ground)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the values room first, then the code."""
        super().resizeEvent(event)
        self._fit_code()

    def _fit_code(self) -> None:
        room = round(self.viewport().width() * _CODE_SHARE)
        self.setColumnWidth(_CODE, min(self.sizeHintForColumn(_CODE) + 8, room))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the exact value of the selected line."""
        row = self.currentRow()
        if event.matches(QKeySequence.StandardKey.Copy) and row >= 0:
            QApplication.clipboard().setText(self._rows[row][_VALUE].toolTip())
        else:
            super().keyPressEvent(event)


def _array_text(value: Array, write: Callable[[float], str]) -> str:
    """Write an array as a notebook shows it, each number through `write`."""
    return np.array2string(
        value,
        max_line_width=10_000,
        separator=" ",
        formatter={"float_kind": lambda number: write(float(number))},
    ).replace("\n", "")


def _concerns(line: Line, part: Part) -> bool:
    if isinstance(part, Edge):
        return line.matrix == part.layer
    return line.layer == part.layer


def _phase_text(snapshot: Snapshot) -> str:
    if snapshot.stage is None:
        return "before the first example"
    phase = snapshot.stage.phase
    return f"phase {phase.value} of 5: {phase.title}"
