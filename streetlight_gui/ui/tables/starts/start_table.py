"""The atlas of starts as a table: what the grid of marks shows, for the keyboard and to listen."""

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from streetlight_gui.core.ensemble.atlas import Atlas
from streetlight_gui.ui.tables.starts.start_model import Column, StartModel
from streetlight_gui.ui.widgets.controls import ENTER, SpaceRuns
from streetlight_gui.ui.widgets.painted_table import LEFT, PaintedTable, colour, write_in
from streetlight_gui.ui.widgets.start_marks import draw_look, look_colour, look_of_kind, look_shape

_MARGIN, _GAP, _ARROW = 8, 6, 14


class StartTable(PaintedTable):
    """Lists every start that is known, in the order of any column; Enter or a click loads one.

    Signals:
        seed_chosen: a seed that a person clicked, or pressed Enter on.
    """

    seed_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty table."""
        super().__init__("start_table", "Starts, one in each row", parent)
        self.starts = StartModel(self)
        self._loaded: int | None = None
        self.setModel(self.starts)
        self.setSelectionMode(self.SelectionMode.SingleSelection)
        header = self.horizontalHeader()
        header.setAccessibleName("Titles of the starts' columns")
        header.setHighlightSections(False)
        header.setDefaultAlignment(LEFT)
        header.setSortIndicator(Column.SEED, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        SpaceRuns(self, clicked=self.viewport())

    def show_atlas(self, atlas: Atlas | None) -> None:
        """List what is known by now; the current row stays that of its seed."""
        index, column = self.currentIndex(), max(self.currentIndex().column(), 0)
        seed = self.starts.seed(index.row()) if index.isValid() else None
        self.starts.show_atlas(atlas)
        self.fit()
        place, bar = self.starts.place_of(seed), self.verticalScrollBar()
        if place is not None:
            seen = bar.value()
            self.setCurrentIndex(self.starts.index(place, column))
            bar.setValue(seen)  # a person may look at others

    def show_loaded(self, seed: int | None) -> None:
        """Mark the start that is loaded."""
        self._loaded = seed
        self.viewport().update()

    def fit(self) -> None:
        """Give rows the height of a line, and what is left to the outcome."""
        font = self.font()
        metrics = QFontMetrics(font)
        self._mark = metrics.height()
        self.verticalHeader().setDefaultSectionSize(metrics.height() + 4)
        widths = []
        for column in Column:
            wide = max(map(metrics.horizontalAdvance, self.starts.longest(column)))
            title = metrics.horizontalAdvance(self.starts.title(column)) + _ARROW
            widths.append(max(wide + self._mark * (column is Column.OUTCOME), title) + _MARGIN)
        room = self.viewport().width()
        for column in (Column.RIGHT, Column.SINCE):  # what gives way first
            if sum(widths) > room:
                widths[column] = 0
        spare = room - sum(widths)  # beside numbers, a word gives way before them: its mark tells
        widths[Column.OUTCOME] = max(widths[Column.OUTCOME] + spare, self._mark + _MARGIN)
        self.set_widths(widths)

    def draw_ground(self, painter: QPainter, row: int, box: QRect, is_selected: bool) -> None:
        """Mark the row that is loaded, and the current one."""
        if self.starts.seed(row) == self._loaded:
            painter.fillRect(box, colour(self.theme.lit))
        if is_selected:
            self.draw_selected(painter, box)
        if row == self.currentIndex().row():
            self.draw_focus(painter, box)

    def draw_cell(self, painter: QPainter, row: int, column: int, box: QRect) -> None:
        """Draw what a cell shows, and the mark of an outcome."""
        text, room = self.starts.cell(row, Column(column)), box.adjusted(_MARGIN, 0, 0, 0)
        if column == Column.OUTCOME:
            square = QRectF(room.left(), box.top() + 2, self._mark, self._mark)
            look = look_of_kind(self.starts.kind(row))
            shape = look_shape(look, square)
            draw_look(painter, look, shape, self._mark, look_colour(look, self.theme))
            room.adjust(self._mark + _GAP, 0, 0, 0)
        painter.setFont(self.font())
        painter.setPen(colour(self.theme.text))
        write_in(painter, text, room, LEFT)

    def take_key(self, event: QKeyEvent) -> bool:
        """Load the current start."""
        if event.key() not in ENTER or not self.currentIndex().isValid():
            return False
        self.seed_chosen.emit(self.starts.seed(self.currentIndex().row()))
        return True

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Load the start that is clicked."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self.seed_chosen.emit(self.starts.seed(index.row()))
