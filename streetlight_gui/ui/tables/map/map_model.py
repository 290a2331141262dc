"""The map of starts as a table, as Qt sees it: shares, and words for each cell."""

from PySide6.QtCore import QObject, Qt

from streetlight_gui.core.checks.formatting import capital
from streetlight_gui.core.ensemble.atlas import Atlas
from streetlight_gui.core.ensemble.chart import Chart
from streetlight_gui.core.ensemble.judging import judged_count
from streetlight_gui.core.ensemble.tally import Tally
from streetlight_gui.core.training.axes import Axis, AxisKind
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.text.axis_words import AXIS_NAMES, value_text
from streetlight_gui.text.map_words import caption, cell_lines, cell_sentence, percent
from streetlight_gui.ui.widgets.painted_table import ROOT, Index
from streetlight_gui.ui.widgets.spoken_model import SpokenModel

_TIP = "\nClick, or Enter: train with these settings"
_AT_HAND = ", the settings at hand"
_Role = Qt.ItemDataRole


class MapModel(SpokenModel):
    """A cell for each setting of a sweep; without a sweep there is none.

    Attributes:
        caption: what numbers, colours and marks mean; '' without a sweep.
        chart: where the cells are; there is one from the first sweep on.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin without a sweep."""
        super().__init__(parent)
        self._atlas: Atlas | None = None
        self._settings: Settings | None = None
        self._tallies: tuple[Tally, ...] = ()
        self._iterations = 0  # after so many Run stops; 0 for never
        self._at_hand = frozenset[int]()  # cells
        self._is_marked: bool | None = None  # as a caption knows it
        self._is_judged = False
        self.caption = ""

    def show(self, atlas: Atlas | None) -> None:
        """Show what is known of a sweep."""
        before, tallies = self._atlas, () if atlas is None else atlas.tallies
        is_same = before is not None and atlas is not None and before.sweep == atlas.sweep
        if is_same and tallies == self._tallies:
            return
        if not is_same:
            self.beginResetModel()
        self._atlas, self._tallies = atlas, tallies
        if not is_same:
            self._lay_out()
            self.endResetModel()
        self._tell()

    def show_settings(self, settings: Settings) -> None:
        """Mark the cells of these settings."""
        if settings != self._settings:
            self._settings = settings
            self._mark()
            self._tell()

    def show_iterations(self, count: int) -> None:
        """Mark, on an axis of iterations, only the cell of as many as Run trains."""
        if count != self._iterations:
            self._iterations = count
            self._mark()
            self._tell()

    def number(self, row: int, column: int) -> int | None:
        """Return which cell of the sweep is there, from 0."""
        return self.chart.numbers[row][column]

    def number_at(self, index: Index) -> int | None:
        """Return the same of an index, which may be nowhere."""
        return self.number(index.row(), index.column()) if index.isValid() else None

    def share(self, number: int) -> float | None:
        """Return the share of a cell's starts that learn; None while nothing is known."""
        tally = self._tallies[number]
        return tally.learned / tally.starts if tally.starts else None

    def texts(self, number: int) -> tuple[str, str]:
        """Return what stands in a cell of which something is known, and what stands below it.

        That is the share of those that answer right or, of some starts only, how many these are.
        """
        tally, below = self._tallies[number], ""
        if tally.starts < self.starts:
            below = f"of {tally.starts:,}"
        elif self._is_judged and tally.learned:
            below = percent(tally.all_right, tally.learned)
        return percent(tally.learned, tally.starts), below

    @property
    def starts(self) -> int:
        """How many each cell has."""
        return 0 if self._atlas is None else len(self._atlas.sweep.seeds)

    def is_at_hand(self, number: int) -> bool:
        """Tell whether a cell has the settings at hand."""
        return number in self._at_hand

    @property
    def at_hand(self) -> Index:
        """Where the settings at hand are, for the first time; nowhere if they are not here."""
        found = (
            self.index(row, column)
            for row, numbers in enumerate(self.chart.numbers if self._atlas else ())
            for column, number in enumerate(numbers)
            if number in self._at_hand
        )
        return next(found, ROOT)

    def _lay_out(self) -> None:
        if self._atlas is not None:
            sweep = self._atlas.sweep
            self.chart = Chart.of(sweep)
            self._is_judged = judged_count(sweep.cells[0].settings.problem) > 0
        self._mark()

    def _mark(self) -> None:
        cells = () if self._atlas is None else self._atlas.sweep.cells
        settings = self._settings
        same = [k for k, cell in enumerate(cells) if settings and cell.trains_as(settings)]
        marked = same
        if cells and AxisKind.ITERATIONS in {self.chart.x.kind, self.chart.y.kind}:
            marked = [k for k in same if cells[k].iterations == self._iterations]
        is_of_others = settings is not None and not same
        self._is_marked = bool(marked) if marked or is_of_others else None
        self._at_hand = frozenset(marked)

    def _tell(self) -> None:
        atlas = self._atlas
        if atlas is None:
            self.caption = ""
            return
        self.caption = caption(
            self.chart, atlas.sweep, is_whole=atlas.is_whole, is_marked=self._is_marked
        )
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: Index = ROOT) -> int:
        """Return how many values are on the axis that goes down."""
        return 0 if parent.isValid() or self._atlas is None else len(self.chart.y.values)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Return how many values are on the axis that goes to the right."""
        return 0 if parent.isValid() or self._atlas is None else len(self.chart.x.values)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> str | None:
        """Return the share that learns, or all that is known of a cell in a sentence."""
        number = self.number_at(index)
        if number is None or self._atlas is None:
            return None
        match role:
            case _Role.DisplayRole:
                return "" if self.share(number) is None else self.texts(number)[0]
            case _Role.AccessibleTextRole:
                return self._sentence(self._atlas, number)
            case _Role.AccessibleDescriptionRole:
                return self.sentence
            case _Role.ToolTipRole:
                return self._sentence(self._atlas, number) + _TIP
        return None

    def lines(self, index: Index) -> str:
        """Say where a cell is and what became of its starts, in a line or two; '' for none."""
        number = self.number_at(index)
        if number is None or self._atlas is None:
            return ""
        cell, tally = self._atlas.sweep.cells[number], self._tallies[number]
        return capital("\n".join(cell_lines(self.chart, cell, tally, self.starts)))

    def _sentence(self, atlas: Atlas, number: int) -> str:
        cell, tally = atlas.sweep.cells[number], self._tallies[number]
        said = cell_sentence(self.chart, cell, tally, self.starts)
        return said + (_AT_HAND if self.is_at_hand(number) else "")

    def axis(self, orientation: Qt.Orientation) -> Axis | None:
        """Return the axis of a header."""
        if self._atlas is None:
            return None
        return self.chart.x if orientation is Qt.Orientation.Horizontal else self.chart.y

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> str | None:
        """Return a value; those who listen get its axis, too."""
        axis = self.axis(orientation)
        if axis is None:
            return None
        text = value_text(axis.kind, axis.values[section])
        spoken = f"{AXIS_NAMES[axis.kind]} {text}"
        return {_Role.DisplayRole: text, _Role.AccessibleTextRole: spoken}.get(_Role(role))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let keys and clicks go to cells, and not to gaps."""
        is_gap = self.number_at(index) is None
        return Qt.ItemFlag.NoItemFlags if is_gap else super().flags(index)
