"""What bands and lines of errors mean, in words beside a sample of each."""

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QWidget

from streetlight_gui.text.band_words import HALF, MEDIAN, MOST
from streetlight_gui.ui.plots.band_looks import (
    half_edge,
    half_ground,
    median_line,
    most_edge,
    most_ground,
    run_line,
)
from streetlight_gui.ui.widgets.labels import muted_label
from streetlight_gui.ui.widgets.text_sizes import KeepsFit, grown, length
from streetlight_gui.ui.widgets.theme import Theme

_SIZE = 24, 10  # of a sample, in a font of 12 pixels
_GAP = 6  # pixels


class BandLegend(QWidget):
    """Names both bands, the median and the run at hand; in two columns where there is room."""

    def __init__(self) -> None:
        """Name nothing but bands and median yet."""
        super().__init__()
        self._samples = [_Sample() for _ in range(4)]
        self._samples[-1].hide()
        self._names = [muted_label(text) for text in (HALF, MOST, MEDIAN, "")]
        self._names[-1].setObjectName("start_curves_run")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(0)
        self._columns = 0
        KeepsFit(self, self._fit)

    def name_run(self, name: str, *, is_drawn: bool) -> None:
        """Say which run it is, or why there is no curve of it."""
        self._names[-1].setText(name)
        self._samples[-1].setVisible(is_drawn)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        half, most, median, run = self._samples
        half.show_look(half_edge(theme), half_ground(theme))
        most.show_look(most_edge(theme), most_ground(theme))
        median.show_look(median_line(theme))
        run.show_look(run_line(theme, grown(2, self.font())))

    def height_in(self, width: int) -> int:
        """Return how high it is where it has this width."""
        rows = len(self._names) // self._columns_in(width)
        return rows * max(name.sizeHint().height() for name in self._names)

    def _columns_in(self, width: int) -> int:
        widest = max(name.sizeHint().width() for name in self._names)
        return 2 if width >= 2 * (widest + length(_SIZE[0], self.font()) + 2 * _GAP) else 1

    def _fit(self) -> None:
        """Place names in as many columns as there is room for."""
        for sample in self._samples:
            sample.setFixedSize(*(length(side, self.font()) for side in _SIZE))
        columns = self._columns_in(self.width())
        if columns != self._columns:
            self._columns = columns
            for k, pair in enumerate(zip(self._samples, self._names, strict=True)):
                for side, widget in enumerate(pair):
                    self._grid.addWidget(widget, k // columns, 2 * (k % columns) + side)
            for side in range(4):
                self._grid.setColumnStretch(side, side % 2)


class _Sample(QWidget):
    """A piece of a band or of a line."""

    def __init__(self) -> None:
        super().__init__()
        self._pen = QPen()
        self._ground: QColor | None = None

    def show_look(self, pen: QPen, ground: QColor | None = None) -> None:
        """Look like a band on this ground, or without one like a line."""
        self._pen, self._ground = pen, ground
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw both edges, or the line."""
        painter = QPainter(self)
        top, bottom, middle = 0.5, self.height() - 0.5, self.height() / 2
        if self._ground is not None:
            painter.fillRect(QRectF(self.rect()), self._ground)
        painter.setPen(self._pen)
        for y in (middle,) if self._ground is None else (top, bottom):
            painter.drawLine(QLineF(0, y, self.width(), y))
