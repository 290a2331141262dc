"""What the marks of the atlas of starts mean, with how many there are of each."""

import numpy as np
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from streetlight_gui.core.ensemble.atlas import Atlas
from streetlight_gui.core.ensemble.outcomes import Kind
from streetlight_gui.text.start_words import KIND_NAMES, kind_tip
from streetlight_gui.ui.widgets.painted_table import LEFT, colour, write_in
from streetlight_gui.ui.widgets.start_marks import draw_look, look_colour, look_of_kind, look_shape
from streetlight_gui.ui.widgets.text_sizes import KeepsFit, small
from streetlight_gui.ui.widgets.theme import LIGHT, Theme

_COLUMNS, _FEWER_COLUMNS, _GAP = 3, 2, 4


class StartLegend(QWidget):
    """Names each kind, and counts it."""

    def __init__(self) -> None:
        """Count nothing yet."""
        super().__init__()
        self.setObjectName("start_legend")
        self._entries = {kind: _Entry(kind) for kind in Kind}
        self._grid, self._columns = QGridLayout(self), 0
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(1)
        KeepsFit(self, self._fit)

    def show_atlas(self, atlas: Atlas | None) -> None:
        """Count what is known of an atlas of one cell."""
        kinds = np.zeros(0, dtype=np.intp) if atlas is None else atlas.outcomes[0].kinds
        counts = np.bincount(kinds, minlength=len(Kind)).tolist()
        for kind, entry in self._entries.items():
            entry.show_count(counts[kind], kind_tip(kind, atlas))
        self._fit()

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        for entry in self._entries.values():
            entry.theme = theme
            entry.update()

    def _fit(self) -> None:
        """Use fewer columns where text is large."""
        fits = self._width_of(_COLUMNS) <= self.width()
        columns = _COLUMNS if fits else _FEWER_COLUMNS
        if columns != self._columns:
            self._columns = columns
            for place, entry in enumerate(self._entries.values()):
                self._grid.addWidget(entry, *divmod(place, columns))

    def _width_of(self, columns: int) -> int:
        """Return the room that all texts need in so many columns."""
        wide = [entry.sizeHint().width() for entry in self._entries.values()]
        gaps = (columns - 1) * self._grid.horizontalSpacing()
        return sum(max(wide[k::columns]) for k in range(columns)) + gaps


class _Entry(QWidget):
    """One kind: its mark, its name, and how many there are."""

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self._kind, self._count, self.theme = kind, 0, LIGHT
        self.show_count(0, kind_tip(kind))

    def show_count(self, count: int, tip: str) -> None:
        longer = len(f"{count:,}") - len(f"{self._count:,}")
        self._count = count
        if longer:  # else its room is the same
            self.updateGeometry()
        self.setToolTip(tip)
        self.setAccessibleName(f"{KIND_NAMES[self._kind]}: {count:,}. {tip}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark, and say what it means; where room is short, the count stays whole."""
        painter, side, look = QPainter(self), self.height(), look_of_kind(self._kind)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = look_shape(look, QRectF(0, 0, side, side))
        draw_look(painter, look, shape, side, look_colour(look, self.theme))
        painter.setFont(small(self.font()))
        painter.setPen(colour(self.theme.text if self._count else self.theme.muted))
        room = self.rect().adjusted(side + _GAP, 0, 0, 0)
        write_in(painter, self._text, room, LEFT)

    @property
    def _text(self) -> str:
        return f"{self._count:,} {KIND_NAMES[self._kind]}"

    def sizeHint(self) -> QSize:
        """Return the room of all that it says."""
        metrics = QFontMetrics(small(self.font()))
        side = metrics.height() + 2
        return QSize(side + _GAP + metrics.horizontalAdvance(self._text), side)

    def minimumSizeHint(self) -> QSize:
        """Return the height of a line."""
        return QSize(0, self.sizeHint().height())
