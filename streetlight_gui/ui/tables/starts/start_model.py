"""The atlas of starts as Qt sees it: a row for each start that is known, in an order of its own."""

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Qt

from streetlight_gui.core.checks.formatting import rounded
from streetlight_gui.core.ensemble.atlas import Atlas
from streetlight_gui.core.ensemble.judging import judged_count
from streetlight_gui.core.ensemble.outcomes import Kind
from streetlight_gui.text.known_words import NEVER_SEEN, held_out_words
from streetlight_gui.text.start_words import KIND_NAMES, start_words, wrong_pattern
from streetlight_gui.ui.widgets.ordered_model import OrderedModel
from streetlight_gui.ui.widgets.painted_table import ROOT, Index

_Role = Qt.ItemDataRole
_LOADS = ". Enter, or a click, loads it"


class Column(IntEnum):
    """What is said of a start."""

    SEED = 0
    OUTCOME = 1
    SINCE = 2
    ERROR = 3
    RIGHT = 4


_TITLES = ("seed", "outcome", "iteration", "error", NEVER_SEEN)
_TIPS = (
    "The seed that its start weights are made with",
    "What became of it; where one answer is wrong, for which lights",
    "The iteration since which its error is below 0.01, or at which it ran away",
    "The error of the last iteration",
    "How many answers that it was not trained on are right, of one that learned",
)
_LONGEST_ERRORS = "0.0001234", "1.234e-05"  # of those with an exponent of two digits
_ORDER_TIP = "\nClick to sort"


class StartModel(OrderedModel):
    """Rows of an atlas of one cell; they move only when they are sorted, or others come."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin without rows."""
        super().__init__(parent)
        self._atlas: Atlas | None = None
        self._judged, self._judged_name = 0, NEVER_SEEN
        self._column, self._direction = Column.SEED, Qt.SortOrder.AscendingOrder

    def show_atlas(self, atlas: Atlas | None) -> None:
        """Show what is known by now."""
        self.beginResetModel()
        self._atlas = atlas
        if atlas is not None:
            problem = atlas.sweep.cells[0].settings.problem
            self._judged, self._judged_name = judged_count(problem), held_out_words(problem)
        self.order = self.sorted_order()
        self.endResetModel()

    def title(self, column: Column) -> str:
        """Return what stands above a column."""
        return self._judged_name if column is Column.RIGHT else _TITLES[column]

    def longest(self, column: Column) -> list[str]:
        """Return texts of a column of which none that it has is longer, without asking each row."""
        if self._atlas is None:
            return [""]
        match column:
            case Column.SEED:
                return [str(self._atlas.sweep.seeds[-1])]
            case Column.OUTCOME:
                return [*KIND_NAMES.values()]
            case Column.SINCE:
                return [f"{self._atlas.sweep.cells[0].iterations:,}"]
            case Column.ERROR:
                return [*_LONGEST_ERRORS, *self._extreme_errors()]
            case Column.RIGHT:
                return [f"{self._judged} of {self._judged}"]

    def _extreme_errors(self) -> list[str]:
        """Return the smallest error, and the largest: their exponents are the longest."""
        errors = self._known.outcomes[0].errors
        known = errors[(errors > 0) & (errors < np.inf)]
        return [rounded(float(end)) for end in (known.min(), known.max())] if len(known) else []

    def seed(self, place: int) -> int:
        """Return the seed of a row, by its place from the top."""
        return int(self._known.outcomes[0].seeds[self.order[place]])

    def place_of(self, seed: int | None) -> int | None:
        """Return how far from the top the row of a seed is; None where it is not known."""
        if self._atlas is None or seed is None:
            return None
        places = np.flatnonzero(self._known.outcomes[0].seeds[self.order] == seed)
        return int(places[0]) if len(places) else None

    def kind(self, place: int) -> Kind:
        """Return what has become of the start of a row."""
        return Kind(self._known.outcomes[0].kinds[self.order[place]])

    def cell(self, place: int, column: Column) -> str:
        """Return what a cell says."""
        outcomes, row = self._known.outcomes[0], self.order[place]
        kind = self.kind(place)
        match column:
            case Column.SEED:
                return str(outcomes.seeds[row])
            case Column.OUTCOME:
                pattern = wrong_pattern(self._known, int(row))
                return f"{pattern} wrong" if pattern else KIND_NAMES[kind]
            case Column.SINCE:
                since = max(outcomes.learned_at[row], outcomes.ran_away_at[row])
                return f"{since:,}" if since else ""
            case Column.ERROR:
                return "" if kind is Kind.RAN_AWAY else rounded(float(outcomes.errors[row]))
            case Column.RIGHT:
                is_judged = self._judged and kind is Kind.LEARNED
                return f"{outcomes.rights[row]} of {self._judged}" if is_judged else ""

    @property
    def _known(self) -> Atlas:
        assert self._atlas is not None, "there are rows only of an atlas"  # noqa: S101
        return self._atlas

    def sorted_order(self) -> NDArray[np.intp]:
        """Return the rows as their column sorts them."""
        if self._atlas is None:
            return np.arange(0)
        outcomes = self._atlas.outcomes[0]
        since = np.maximum(outcomes.learned_at, outcomes.ran_away_at)
        examples = len(self._atlas.sweep.cells[0].settings.problem)
        keys = np.array(  # what a cell does not say is nan, which comes last either way
            {
                Column.SEED: outcomes.seeds,
                Column.OUTCOME: outcomes.kinds + outcomes.wrong_examples / (examples + 1),
                Column.SINCE: np.where(since > 0, since, np.nan),
                Column.ERROR: np.where(outcomes.errors < np.inf, outcomes.errors, np.nan),
                Column.RIGHT: np.where(outcomes.kinds == Kind.LEARNED, outcomes.rights, np.nan),
            }[self._column],
            dtype=np.float64,
        )
        descends = self._direction is Qt.SortOrder.DescendingOrder
        return np.argsort(-keys if descends else keys, kind="stable")

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return how many starts are known."""
        return 0 if parent.isValid() else len(self.order)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> str | None:
        """Return what a cell says, and the whole row to those who read instead of looking."""
        if not index.isValid():
            return None
        place, column = index.row(), Column(index.column())
        text = self.cell(place, column)
        whole = start_words(self._known, int(self.order[place]))
        return {
            _Role.DisplayRole: text,
            _Role.AccessibleDescriptionRole: self.sentence,
            _Role.AccessibleTextRole: whole if column is Column.SEED else text,
            _Role.ToolTipRole: whole + _LOADS,
        }.get(_Role(role))

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> str | None:
        """Return a column's title and tip."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        match role:
            case _Role.DisplayRole:
                return self.title(Column(section))
            case _Role.ToolTipRole:
                return _TIPS[section] + _ORDER_TIP
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; by -1 is back to the order of seeds."""
        self._column, self._direction = Column(max(column, 0)), order
        self.sort_again()
