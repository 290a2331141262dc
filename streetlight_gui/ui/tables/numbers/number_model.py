"""All variables as one table, as Qt sees it: titles, rows of numbers, and words for each."""

from bisect import bisect_right
from functools import partial
from itertools import accumulate, pairwise

from PySide6.QtCore import QModelIndex, QObject, Qt

from streetlight_gui.core.checks.formatting import exact, terse
from streetlight_gui.core.nn.parts import Edge, Part
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.text.variable import Variable
from streetlight_gui.text.variables import origin_text
from streetlight_gui.ui.widgets.painted_table import ROOT, Index
from streetlight_gui.ui.widgets.spoken_model import SpokenModel

TITLE = -1  # the row of a variable that has its title
_SPOKEN = partial(terse, digits=4)  # what can be listened to
_Role = Qt.ItemDataRole


class NumberModel(SpokenModel):
    """Variables below each other: a title with the names of columns, then rows of numbers.

    A single number has one row, which is its title, too.

    Attributes:
        variables: from the top.
    """

    _snapshot: Snapshot

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin without variables."""
        super().__init__(parent)
        self.variables: list[Variable] = []
        self._starts, self._columns = [0], 0  # the first row of each, and that after the last

    def show(self, snapshot: Snapshot, variables: list[Variable]) -> None:
        """Show a moment; rows stay in place unless there are other variables, or larger ones."""
        self._snapshot = snapshot
        places = [(each.name, each.size) for each in variables]
        if places == [(each.name, each.size) for each in self.variables]:
            self.variables = variables
            last = self.index(self._starts[-1] - 1, self._columns - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.variables = variables
        heights = (each.size[0] + bool(each.shape) for each in variables)
        self._starts = list(accumulate(heights, initial=0))
        self._columns = max(each.size[1] for each in variables)
        self.endResetModel()

    @property
    def fresh_rows(self) -> list[tuple[int, int]]:
        """Where each variable that has just been computed begins, and the next one."""
        spans = zip(pairwise(self._starts), self.variables, strict=True)
        return [span for span, variable in spans if variable.is_fresh]

    def place(self, row: int) -> tuple[Variable, int]:
        """Return the variable that a row of the table shows, and which row of it."""
        k = bisect_right(self._starts, row) - 1
        variable = self.variables[k]
        return variable, row - self._starts[k] - bool(variable.shape)

    def part(self, index: Index) -> Part | None:
        """Return the unit or the edge that a number is of, if there is one."""
        variable, row = self.place(index.row())
        is_number = row != TITLE and index.column() < variable.size[1]
        sizes = self._snapshot.network.sizes
        return variable.part(row, index.column(), sizes) if is_number else None

    def index_of(self, part: Part) -> QModelIndex:
        """Return the first number that is of a unit or an edge; an invalid index if none is."""
        source, column = (part.source, part.target) if isinstance(part, Edge) else (0, part.index)
        sizes = self._snapshot.network.sizes if self.variables else ()
        for start, variable in zip(self._starts, self.variables, strict=False):
            row = 0 if variable.is_bias else source
            is_inside = row < variable.size[0] and column < variable.size[1]
            if is_inside and variable.part(row, column, sizes) == part:
                return self.index(start + 1 + row, column)
        return QModelIndex()

    def title_row(self, row: int, step: int = 0) -> int:
        """Return where the variable of a row begins, or so many variables further on."""
        k = bisect_right(self._starts, row) - 1
        k += step + (step < 0 and row > self._starts[k])  # back is first to the own title
        return self._starts[min(max(k, 0), len(self.variables) - 1)]

    def width(self, row: int) -> int:
        """Return how many cells of a row can be gone to; a title is one."""
        variable, inner = self.place(row)
        return 1 if inner == TITLE else variable.size[1]

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else self._starts[-1]

    def columnCount(self, parent: Index = ROOT) -> int:
        """Return how many columns the widest variable has."""
        return 0 if parent.isValid() else self._columns

    def data(self, index: Index, role: int = _Role.DisplayRole) -> str | None:
        """Return a number or a column's name: shown, spoken, or with all its digits."""
        if role == _Role.AccessibleDescriptionRole and self.sentence:
            return self.sentence
        variable, row = self.place(index.row())
        column = index.column()
        if column >= variable.size[1]:
            return None
        if row == TITLE:
            is_spoken = role == _Role.AccessibleTextRole and column == 0
            shown = role in (_Role.DisplayRole, _Role.AccessibleTextRole)
            title = variable.description if is_spoken else variable.column(column)
            return title if shown else None
        match role:
            case _Role.DisplayRole:
                number = variable.number(row, column)
                text = "" if number is None else terse(number)
            case _Role.AccessibleTextRole:
                text = variable.read(row, column, _SPOKEN)
            case _Role.AccessibleDescriptionRole:
                text = origin_text(self._snapshot, variable, row, column)
            case _Role.ToolTipRole:
                origin = origin_text(self._snapshot, variable, row, column)
                text = f"{variable.read(row, column, exact)}\n{origin}".strip()
            case _:
                return None
        return text

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> str | None:
        """Return a variable's title or the name of a row; columns have theirs in the table."""
        if orientation is Qt.Orientation.Horizontal or role != _Role.DisplayRole:
            return None
        variable, row = self.place(section)
        is_titled = row == TITLE or not variable.shape
        return variable.title if is_titled else variable.row(row)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let keys go to numbers and titles, and weights be edited."""
        if not index.isValid() or index.column() >= self.width(index.row()):
            return Qt.ItemFlag.NoItemFlags
        variable, row = self.place(index.row())
        is_weight = variable.matrix is not None and row != TITLE
        return super().flags(index) | (
            Qt.ItemFlag.ItemIsEditable if is_weight else Qt.ItemFlag.NoItemFlags
        )
