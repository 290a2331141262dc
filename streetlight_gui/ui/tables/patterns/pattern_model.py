"""The table of patterns as Qt sees it: text for every cell, an order, and one lit row."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Qt

from streetlight_gui.core.nn.network import Network
from streetlight_gui.core.problems.patterns import Judgement, Pattern, PatternList
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.text.pattern_text import Column, PatternText
from streetlight_gui.ui.widgets.ordered_model import OrderedModel
from streetlight_gui.ui.widgets.painted_table import ROOT, Index

_HEADER_TIPS = {
    Column.TRAINING: "A dot: the pattern is in the training set. A ring: its answer is held out",
    Column.LIGHTS: "The pattern; sorts back to counting order",
    Column.ANSWER: "The answer, trained on or held out; patterns not in training are never seen",
    Column.PREDICTION: "The network's prediction; the dotted line is 0.5, where WALK begins",
    Column.VERDICT: "What the prediction means, and whether that is the answer",
    Column.ERROR: "(prediction - answer) ** 2",
}
_HOLD_OUT_TIP = "\nDouble-click, or F2: hold out WALK, then STOP, then no answer"
_ORDER_TIP = "\nClick to sort; rows then stay in place while training goes on"
_DESCENDING = Qt.SortOrder.DescendingOrder
_ASCENDING = Qt.SortOrder.AscendingOrder
_COUNTING = Column.LIGHTS, _ASCENDING
_NOTHING = PatternList(Problem([[0]], [0]))  # no row of it is ever shown


class PatternModel(OrderedModel):
    """Rows of a PatternList in an order of its own.

    Rows move only when told to sort, not with each new prediction.

    Attributes:
        text: the rows and their judgement, and how they read, if there are rows at all.
        flutters: (rows, levels) of each row of the list, which levels its prediction crosses too
            often for what that changes to be shown; the first is that of its verdict.
        lit: the row of the list whose pattern the lamps show; None if it has none.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin without rows."""
        super().__init__(parent)
        self.text = PatternText(_NOTHING, Judgement(_NOTHING, Network([[[0]]])))
        self.flutters: NDArray[np.bool_] = np.zeros((0, 1), dtype=np.bool_)
        self.lit: int | None = None
        self._pattern: Pattern = ()
        self._sorting = _COUNTING

    def show(self, text: PatternText, flutters: NDArray[np.bool_]) -> None:
        """Show what the patterns are predicted now; no row moves unless there are other rows."""
        before, self.flutters = self.text, flutters
        if text.rows is before.rows:
            self.text = text
            last = self.index(len(text.rows) - 1, Column.ERROR)
            self.dataChanged.emit(self.index(0, Column.PREDICTION), last)
        else:
            self.beginResetModel()
            self.text = text
            self.lit = text.rows.row_of(self._pattern)
            self.order = self.sorted_order()
            self.endResetModel()

    def light(self, pattern: Pattern) -> None:
        """Light the row of a pattern."""
        self._pattern = tuple(pattern)
        before, lit = self.lit, self.text.rows.row_of(self._pattern)
        if lit != before:
            self.lit = None
            self._show_anew(before)  # one row at a time looks different
            self.lit = lit
            self._show_anew(lit)

    def place_of(self, row: int | None) -> int | None:
        """Return how far from the top a row of the list is shown."""
        places = np.flatnonzero(self.order == row)
        return int(places[0]) if len(places) else None

    def _show_anew(self, row: int | None) -> None:
        place = self.place_of(row)
        if place is not None:
            self.dataChanged.emit(self.index(place, 0), self.index(place, len(Column) - 1))

    def sorted_order(self) -> NDArray[np.intp]:
        """Return the rows as their column sorts them."""
        column, direction = self._sorting
        keys = self.text.sort_keys(column)
        return np.argsort(-keys if direction is _DESCENDING else keys, kind="stable")

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return how many patterns there are."""
        return 0 if parent.isValid() else len(self.order)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Return what a cell says, to those who read instead of looking."""
        if not index.isValid():
            return None
        row, column = int(self.order[index.row()]), Column(index.column())
        match role:
            case Qt.ItemDataRole.AccessibleDescriptionRole:
                return self.sentence
            case Qt.ItemDataRole.DisplayRole:
                return self.text.cell(row, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                is_on_lamps = row == self.lit and column is Column.LIGHTS
                return self.text.cell(row, column) + (", on the lights" if is_on_lamps else "")
            case Qt.ItemDataRole.ToolTipRole:
                can_hold_out = column is Column.ANSWER and not self.text.rows.in_training[row]
                return self.text.tip(row, column) + (_HOLD_OUT_TIP if can_hold_out else "")
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | Qt.SortOrder | None:
        """Return a column's title and tip, and which way it sorts first."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        column, names = Column(section), self.text.rows.problem.names
        title = column.title(names)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return title
            case Qt.ItemDataRole.ToolTipRole:
                called = "" if title == column.title() else f"{title}: "
                return called + _HEADER_TIPS[column] + _ORDER_TIP
            case Qt.ItemDataRole.InitialSortOrderRole:
                return first_order(column)
        return None

    def sort(self, column: int, order: Qt.SortOrder = _ASCENDING) -> None:
        """Sort by a column; by -1 is back to counting order."""
        self._sorting = _COUNTING if column < 0 else (Column(column), order)
        self.sort_again()


def first_order(column: Column) -> Qt.SortOrder:
    """Tell which way a column sorts first: the largest errors are what one looks for."""
    return _DESCENDING if column is Column.ERROR else _ASCENDING
