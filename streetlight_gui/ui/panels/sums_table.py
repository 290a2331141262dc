"""The sums that reach the units of a layer: where none is above 0, a relu unit never fires."""

from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QFont, QPixmap
from PySide6.QtWidgets import QDialog, QLabel, QTableView, QVBoxLayout, QWidget

from streetlight_gui.core.checks.formatting import plain
from streetlight_gui.core.problems.patterns import PatternList, never_firing
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.text.examples import pattern_text
from streetlight_gui.text.known_words import answers_text, use_text
from streetlight_gui.text.sums_words import sums_heading, sums_note, sums_title
from streetlight_gui.ui.widgets.boxes import filled
from streetlight_gui.ui.widgets.controls import named
from streetlight_gui.ui.widgets.painted_table import LEFT, RIGHT, ROOT, Index
from streetlight_gui.ui.widgets.pattern_marks import Signs
from streetlight_gui.ui.widgets.text_sizes import bold, fixed_font, length
from streetlight_gui.ui.widgets.theme import LIGHT, Theme

_LONGEST = "-1.23457e-05"
_GAP = 10  # beside a number, in a font of 12 pixels, as the next
_LEAST_WIDTH = 460


class SumsTable(QDialog):
    """A window with a row for each pattern and a column for each unit; it follows the moment."""

    def __init__(self, parent: QWidget) -> None:
        """Make it, not shown yet."""
        super().__init__(parent)
        self.setObjectName("sums_dialog")
        self._model, self._note, self._theme = _Sums(), QLabel(wordWrap=True), LIGHT
        self._table = table = QTableView()
        named(table, "sums_table", "Sums", "A row for each pattern, a column for each unit")
        table.setFont(fixed_font())
        table.setModel(self._model)
        table.verticalHeader().setDefaultAlignment(LEFT)
        table.setSizeAdjustPolicy(QTableView.SizeAdjustPolicy.AdjustToContents)
        self._column = filled(QVBoxLayout(self), self._note, (table, 1))

    def open_for(self, layer: int, snapshot: Snapshot) -> None:
        """Show the sums of a layer, from 1, at this moment."""
        self._model.layer = layer
        self.setWindowTitle(sums_title(layer))
        self.show()
        self.raise_()
        self.show_snapshot(snapshot)
        self._fit()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show this moment, if the window is open and the layer is still there."""
        if not self.isVisible():
            return
        if self._model.layer >= len(snapshot.network.sizes) - 1:
            self.close()
            return
        self._note.setText(sums_note(snapshot.iteration))
        self._model.show_snapshot(snapshot)

    def set_theme(self, theme: Theme) -> None:
        """Draw signs in these colours."""
        self._theme = theme
        self._model.set_signs(Signs(theme, self.devicePixelRatioF(), self.font()))

    def _fit(self) -> None:
        """Give every column the same room, whatever its numbers are, and show all if they fit."""
        self.set_theme(self._theme)
        table = self._table
        column = table.fontMetrics().horizontalAdvance(_LONGEST) + length(_GAP, self.font())
        table.horizontalHeader().setDefaultSectionSize(column)
        table.resizeRowsToContents()
        table.updateGeometries()
        width = max(self._column.totalSizeHint().width(), length(_LEAST_WIDTH, self.font()))
        size = QSize(width, self._column.totalHeightForWidth(width))
        self.resize(size.boundedTo(self.screen().availableSize()))

    def changeEvent(self, event: QEvent) -> None:
        """Fit another font, once all in it has that."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.isVisible():
            QTimer.singleShot(0, self, self._fit)


class _Sums(QAbstractTableModel):
    """The table's numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.layer = 1
        self._signs: Signs | None = None
        self._rows: PatternList | None = None
        self._sums, self._never_fires = np.empty((0, 0)), np.empty(0, dtype=np.bool_)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Take the sums of this moment."""
        problem = snapshot.settings.problem
        self.beginResetModel()
        if self._rows is None or self._rows.problem != problem:
            self._rows = PatternList(problem)
        self._sums = snapshot.network.sums(self.layer, self._rows.patterns)
        self._never_fires = never_firing(snapshot.network, problem)[self.layer]
        self.endResetModel()

    def set_signs(self, signs: Signs) -> None:
        """Mark patterns with these, as the table of patterns does."""
        self._signs = signs
        self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self._sums) - 1)

    def rowCount(self, parent: Index = ROOT) -> int:
        """One for each pattern."""
        return 0 if parent.isValid() else len(self._sums)

    def columnCount(self, parent: Index = ROOT) -> int:
        """One for each unit."""
        return 0 if parent.isValid() else self._sums.shape[1]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a sum as text; one that a relu unit lets pass stands out."""
        total = float(self._sums[index.row(), index.column()])
        if role == Qt.ItemDataRole.DisplayRole:
            return plain(total)
        if role == Qt.ItemDataRole.FontRole and total > 0:
            return bold(QFont())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Name units, and write patterns."""
        if orientation == Qt.Orientation.Vertical:
            return self._row_title(section, role)
        if role != Qt.ItemDataRole.DisplayRole or self._rows is None:
            return None
        return sums_heading(section + 1, never_fires=bool(self._never_fires[section]))

    def _row_title(self, row: int, role: int) -> str | QPixmap | None:
        """Name a pattern by its lights and its answer, and mark what it is used for."""
        rows, signs = self._rows, self._signs
        if rows is None or signs is None:
            return None
        pattern = pattern_text(rows.patterns[row].tolist())
        answers = answers_text(rows.answers[row])
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{pattern}  {answers}"
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(dict.fromkeys((pattern, answers, use_text(rows, row))))
            case Qt.ItemDataRole.DecorationRole if rows.in_training[row]:
                return signs.seen
            case Qt.ItemDataRole.DecorationRole:
                return signs.held_out if rows.held_out[row] else signs.none
        return None
