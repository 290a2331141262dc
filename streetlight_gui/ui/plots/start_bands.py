"""The errors of many starts as bands, and the curve of one run on top."""

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPointF, Signal

import pyqtgraph as pg  # isort: skip  (takes the Qt binding that is imported already)

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.ensemble.bands import SHARES, Bands
from streetlight_gui.core.training.history import Curve
from streetlight_gui.ui.plots.band_looks import (
    half_edge,
    half_ground,
    median_line,
    most_edge,
    most_ground,
    run_line,
)
from streetlight_gui.ui.plots.error_axes import ErrorAxis, y_range
from streetlight_gui.ui.plots.plot import CornerAxis, Plot
from streetlight_gui.ui.widgets.text_sizes import length
from streetlight_gui.ui.widgets.theme import Theme

_LAST_TICK_OVERHANG = 12  # of its text beyond the axis, in a font of 12 pixels
_BEYOND = 1.02  # of the iterations: the last has its tick, too
_DOT = 6  # pixels: a single iteration is drawn as a dot, as it makes no line


class StartBands(Plot):
    """Draws Bands on a logarithmic axis that nobody moves, and a line where they are read.

    What an axis of `Bands.span` has no room for is cut at its ends here: an SVG would have it.

    Signals:
        iteration_pointed: the iteration below the pointer, not rounded; None once it has gone.
    """

    iteration_pointed = Signal(object)

    def __init__(self) -> None:
        """Make an empty plot."""
        super().__init__(ErrorAxis("left"), CornerAxis("bottom"))
        self.setObjectName("start_bands")
        self.setLabels(left="error", bottom="iteration")
        self.left.setLogMode(x=False, y=True)
        self.setMouseEnabled(False, False)
        self.showGrid(x=False, y=True)
        self._bands: Bands | None = None
        self._curve: Curve | None = None
        self._box = self.getViewBox()
        self._bounds, self._lines = ([pg.PlotCurveItem() for _ in SHARES] for _ in range(2))
        self._most = pg.FillBetweenItem(self._bounds[0], self._bounds[-1])
        self._half = pg.FillBetweenItem(self._bounds[1], self._bounds[-2])
        self._run = pg.PlotDataItem(connect="finite", symbolPen=None, symbolSize=_DOT)
        self._reader = pg.InfiniteLine()
        for item in (self._most, self._half, *self._lines, self._run, self._reader):
            self.addItem(item)
        self.scene().sigMouseMoved.connect(self._point)
        self.viewport().installEventFilter(self)
        self.sigDeviceRangeChanged.connect(self._fit)  # ticks have another room

    def show_bands(self, bands: Bands) -> None:
        """Draw other bands."""
        self._bands = bands
        self._fit()

    def show_run(self, curve: Curve | None) -> None:
        """Draw the errors of a run on top, or none; an error of 0 has no place on such an axis."""
        self._curve = curve
        self._draw_run()

    def mark(self, iteration: int | None) -> None:
        """Draw a line at the iteration that is read, or none."""
        self._reader.setVisible(iteration is not None)
        self._reader.setPos(iteration or 0)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours, and fit another font."""
        super().set_theme(theme)
        overhang = length(_LAST_TICK_OVERHANG, self.font())
        self.bottom.setStyle(hideOverlappingLabels=overhang)
        self.plotItem.layout.setContentsMargins(1, 1, overhang, 1)
        self._most.setBrush(most_ground(theme))
        self._half.setBrush(half_ground(theme))
        most, half, median = most_edge(theme), half_edge(theme), median_line(theme)
        for line, pen in zip(self._lines, (most, half, median, half, most), strict=True):
            line.setPen(pen)
        self._run.setPen(run_line(theme, self._grown(2)))
        self._run.setSymbolBrush(theme.accent)
        self._reader.setPen(theme.muted, width=1)

    def _fit(self) -> None:
        if self._bands is None:
            return
        ends = y_range(np.array(self._bands.span), self.height(), is_log=True)
        x = np.array(self._bands.iterations, dtype=np.float64)
        self._box.setRange(xRange=(0, _BEYOND * x[-1]), yRange=ends, padding=0)
        errors = self._bands.logarithms.T
        for bound, line, y in zip(self._bounds, self._lines, errors, strict=True):
            at, cut = _cut(x, y, ends)
            bound.setData(at, np.clip(cut, *ends))
            line.setData(at, _seen(cut, ends), connect="finite")
        self._draw_run()

    def _draw_run(self) -> None:
        curve, bands = self._curve, self._bands
        if curve is None or bands is None:
            self._run.setData([], [])
            return
        is_shown = np.isfinite(curve.errors) & (curve.errors > 0)
        is_shown &= curve.iterations <= bands.iterations[-1]
        ends = tuple(self._box.viewRange()[1])
        x, y = curve.iterations[is_shown].astype(np.float64), np.log10(curve.errors[is_shown])
        x, y = _cut(x, y, ends)
        self._run.setData(x, _seen(y, ends), symbol="o" if len(x) == 1 else None)

    def _point(self, position: QPointF) -> None:
        is_inside = self._box.sceneBoundingRect().contains(position)
        x = self._box.mapSceneToView(position).x() if is_inside else None
        self.iteration_pointed.emit(x)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let go of what is read when the pointer leaves."""
        if event.type() == QEvent.Type.Leave:
            self.iteration_pointed.emit(None)
        return False


def _cut(x: Array, y: Array, ends: tuple[float, float]) -> tuple[Array, Array]:
    """Return a line with points where it crosses the ends of an axis, too."""
    for end in ends:
        is_above = y > end
        k = np.flatnonzero(is_above[1:] != is_above[:-1])
        share = (end - y[k]) / (y[k + 1] - y[k])
        x, y = np.insert(x, k + 1, x[k] + share * (x[k + 1] - x[k])), np.insert(y, k + 1, end)
    return x, y


def _seen(y: Array, ends: tuple[float, float]) -> Array:
    """Return a line with gaps where it is beyond the ends of an axis."""
    return np.where((y >= ends[0]) & (y <= ends[1]), y, np.nan)
