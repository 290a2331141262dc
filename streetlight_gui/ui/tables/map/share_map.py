"""What a person does with the map of starts: reads it, goes through it and chooses a cell."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from streetlight_gui.core.ensemble.atlas import Atlas
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.stopping import StopRule
from streetlight_gui.ui.tables.map.map_grid import MapGrid
from streetlight_gui.ui.widgets.boxes import filled
from streetlight_gui.ui.widgets.controls import ENTER
from streetlight_gui.ui.widgets.labels import ElidedLabel, muted_label
from streetlight_gui.ui.widgets.painted_table import Index
from streetlight_gui.ui.widgets.text_sizes import KeepsFit
from streetlight_gui.ui.widgets.theme import Theme

_FEWEST = 3  # rows that have room before the sentence has
_LONGEST = "alpha 0.05, 16 hidden units: 99.5 % (97.2 to 99.9 %) learn"
_NONE = "No map yet: Compute map trains the starts of every cell."


class ShareMap(QWidget):
    """Shows a map with a sentence on the current cell, and what numbers and colours mean.

    Signals:
        cell_chosen: the number of a cell of the sweep that a person clicked, or chose with Enter.
    """

    cell_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty map."""
        super().__init__(parent)
        self._table = _MapTable()
        self._table.cell_chosen.connect(self.cell_chosen)
        self._cell = ElidedLabel("map_cell_label", lines=2, wraps=True)
        self._caption = muted_label(_NONE, "map_caption")
        self._caption.setWordWrap(True)
        self._cell.setToolTip("The cell that keys go to, or else that of the settings at hand")
        self.setFocusProxy(self._table)
        parts = (self._table, 1), self._cell, self._caption
        self._column = filled(QVBoxLayout(self), *parts, spacing=4, margins=(4, 6, 4, 4))
        self._cells = self._table.cells
        self._cells.dataChanged.connect(self._say)
        self._cells.modelReset.connect(self._say)
        self._table.selectionModel().currentChanged.connect(self._say)
        self.show_atlas(None)
        KeepsFit(self, self._fit)

    def show_atlas(self, atlas: Atlas | None) -> None:
        """Show what is known of a sweep; None empties the map."""
        self._cells.show(atlas)
        self._table.setVisible(atlas is not None)
        self._fit()
        self._say()

    def show_settings(self, settings: Settings) -> None:
        """Mark the cell of the settings at hand, where there is one."""
        self._cells.show_settings(settings)

    def show_stop_rule(self, rule: StopRule) -> None:
        """Know how long Run trains, which is a setting at hand on an axis of iterations."""
        self._cells.show_iterations(rule.iterations)

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._table.set_theme(theme)

    def _fit(self) -> None:
        """Let the caption give way where not every row has room beside it; later the sentence."""
        gap = self._column.spacing()
        room = self.rect().marginsRemoved(self._column.contentsMargins())
        has_room = self.fontMetrics().horizontalAdvance(_LONGEST) <= room.width()
        self._cell.reserve(2 if has_room else 4)
        rest = room.height() - self._cell.height() - gap
        is_seen = self._cells.rowCount() > 0 and rest >= self._table.height_of(_FEWEST)
        self._cell.setVisible(is_seen)
        rest -= self._caption.heightForWidth(room.width()) + gap
        self._caption.setVisible(rest >= self._table.height_of(self._cells.rowCount()))

    def _say(self) -> None:
        caption = self._cells.caption or _NONE
        if caption != self._caption.text():
            self._caption.setText(caption)
            self._table.setToolTip(caption)
            self._fit()
        here = self._table.currentIndex()
        lines = self._cells.lines(here if here.isValid() else self._cells.at_hand)
        self._cell.show_text(lines.replace(" %", "\N{NO-BREAK SPACE}%"))


class _MapTable(MapGrid):
    """Goes from cell to cell by keys, and tells which one is chosen."""

    cell_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.clicked.connect(self._choose)
        self.cells.modelReset.connect(self._begin)

    def _choose(self, index: Index) -> bool:
        """Tell which cell is chosen; return whether there is one."""
        number = self.cells.number_at(index)
        if number is not None:
            self.cell_chosen.emit(number)
        return number is not None

    def _begin(self) -> None:
        """Go to the settings at hand, unless keys go nowhere here or somewhere already."""
        if self.hasFocus() and not self.currentIndex().isValid():
            at_hand = self.cells.at_hand
            self.setCurrentIndex(at_hand if at_hand.isValid() else self.cells.index(0, 0))

    def take_key(self, event: QKeyEvent) -> bool:
        """Choose the current cell."""
        return event.key() in ENTER and self._choose(self.currentIndex())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the settings at hand; a click begins where it is."""
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            self._begin()
        super().focusInEvent(event)
