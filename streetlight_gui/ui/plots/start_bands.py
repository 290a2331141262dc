"""The errors of many starts as bands, and the curve of one run on top."""

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPointF, Signal

import pyqtgraph as pg  # isort: skip  (takes the Qt binding that is imported already)

from streetlight_gui.core.ensemble.bands import Bands
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

    What an axis of `Bands.span` has no room for is cut at its ends.

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
        self._box = self.getViewBox()
        self._lowest, self._low, self._median, self._high, self._highest = self._lines = [
            pg.PlotCurveItem() for _ in range(5)
        ]
        self._most = pg.FillBetweenItem(self._lowest, self._highest)
        self._half = pg.FillBetweenItem(self._low, self._high)
        self._run = pg.PlotDataItem(symbolPen=None, symbolSize=_DOT)
        self._reader = pg.InfiniteLine()
        for item in (self._most, self._half, *self._lines, self._run, self._reader):
            self.addItem(item)
        for depth, item in enumerate((self._half, self._most), start=1):
            item.setZValue(-depth)
        self.scene().sigMouseMoved.connect(self._point)
        self.viewport().installEventFilter(self)
        self.sigDeviceRangeChanged.connect(self._fit)  # ticks have another room

    def show_bands(self, bands: Bands) -> None:
        """Draw other bands."""
        self._bands = bands
        for line, errors in zip(self._lines, bands.logarithms.T, strict=True):
            line.setData(np.array(bands.iterations, dtype=np.float64), errors)
        self._fit()

    def show_run(self, curve: Curve | None) -> None:
        """Draw the errors of a run on top, or none; an error of 0 has no place on such an axis."""
        shown = curve is not None and np.isfinite(curve.errors) & (curve.errors > 0)
        x = np.zeros(0) if curve is None else curve.iterations[shown].astype(np.float64)
        y = x if curve is None else np.log10(curve.errors[shown])
        self._run.setData(x, y, symbol="o" if len(x) == 1 else None)

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
        for line in (self._lowest, self._highest):
            line.setPen(most_edge(theme))
        for line in (self._low, self._high):
            line.setPen(half_edge(theme))
        self._median.setPen(median_line(theme))
        self._run.setPen(run_line(theme, self._grown(2)))
        self._run.setSymbolBrush(theme.accent)
        self._reader.setPen(theme.muted, width=1)

    def _fit(self) -> None:
        if self._bands is not None:
            ends = y_range(np.array(self._bands.span), self.height(), is_log=True)
            last = self._bands.iterations[-1]
            self._box.setRange(xRange=(0, _BEYOND * last), yRange=ends, padding=0)

    def _point(self, position: QPointF) -> None:
        is_inside = self._box.sceneBoundingRect().contains(position)
        x = self._box.mapSceneToView(position).x() if is_inside else None
        self.iteration_pointed.emit(x)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let go of what is read when the pointer leaves."""
        if event.type() == QEvent.Type.Leave:
            self.iteration_pointed.emit(None)
        return False
