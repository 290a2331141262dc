"""The curves of the error plot, on axes that follow the run."""

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGraphicsItem, QWidget

import pyqtgraph as pg  # isort: skip  (takes the Qt binding that is imported already)

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.history import Curve
from streetlight_gui.ui.plots.crosshair import Crosshair
from streetlight_gui.ui.plots.error_axes import ErrorAxis, x_end, y_range
from streetlight_gui.ui.plots.legend import Legend
from streetlight_gui.ui.plots.plot import CornerAxis, Plot
from streetlight_gui.ui.widgets.run_looks import LOOKS, ShownRun, run_pen
from streetlight_gui.ui.widgets.text_sizes import length
from streetlight_gui.ui.widgets.theme import Theme

Points = tuple[Array, Array]  # x and y, as the axes measure them

_LAST_TICK_OVERHANG = 12  # of its text beyond the axis, in a font of 12 pixels
_POINTS_PER_PIXEL = 1.0  # more are thinned to their extremes before drawing
_DASH, _DOTS = [4, 2], [2, 2]  # pixels; of lines one wide, others take a hundred times as long
_LEAST_VIEW = 2  # iterations
_LEAST_SHARE = 1e-6  # of all errors
_DOT = 6  # pixels: a single iteration is drawn as a dot, as it makes no line


class ErrorCurves(Plot):
    """Draws the errors per iteration, those of other runs, a marker and a crosshair.

    Items are made once; then only those are touched that change.

    Signals:
        iteration_requested: the marker was dragged to the end of this iteration.
        fits_changed: whether the whole run is in view, also as it grows.
    """

    iteration_requested = Signal(int)
    fits_changed = Signal(bool)

    def __init__(self, card: QWidget) -> None:
        """Make empty curves with errors on a logarithmic axis, read with the keys of a card."""
        super().__init__(ErrorAxis("left"), CornerAxis("bottom"))
        self.setLabels(left="error", bottom="iteration")
        for axis in (self.left, self.bottom):
            axis.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self.showGrid(x=False, y=True)
        self._snapshot: Snapshot | None = None
        self._last = 0  # iteration of the run
        self._is_log = self._fits = True
        self._whole = (0.0, 1.0), (0.0, 1.0)  # what the axes span when the run is in view
        self._box = self.getViewBox()
        self._box.sigRangeChangedManually.connect(self._stop_fitting)
        self._others: list[ShownRun] = []
        self._points: list[Points] = []
        self._other_points: list[Points] = []
        self._other_lines = [self.plot() for _ in LOOKS]
        self._legend = Legend(self._box)
        look = {"autoDownsampleFactor": _POINTS_PER_PIXEL, "symbolPen": None, "symbolSize": _DOT}
        self._held_out, self._frozen, self._online = (self.plot(**look) for _ in range(3))
        self._online.setZValue(1)  # where the frozen error swings, it is a band
        self.setDownsampling(auto=True, mode="peak")
        self.setClipToView(True)
        self._marker = pg.InfiniteLine(movable=True)
        self._marker.setZValue(10)
        self._marker.sigDragged.connect(self._request_iteration)
        self.addItem(self._marker)
        self._crosshair = Crosshair(self)
        self.scene().sigMouseMoved.connect(self._read_under_pointer)
        self.sigDeviceRangeChanged.connect(self._draw)  # ticks and crosshair have another room
        card.installEventFilter(self)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draw the run so far."""
        before, self._snapshot, self._last = self._snapshot, snapshot, snapshot.run_iterations
        if before is None or before.run != snapshot.run:
            self.fit()
        elif (before.run_iterations, before.edits) != (self._last, snapshot.edits):
            self._draw()
        if not self._marker.moving:  # while it is dragged, the pointer places it
            size = snapshot.settings.sampler.updates_per_iteration
            self._marker.setPos(snapshot.iteration + snapshot.coming.index / size)

    def set_log(self, is_log: bool) -> None:
        """Show errors on a logarithmic or on a linear axis."""
        self._is_log = is_log
        self.left.setLogMode(x=False, y=is_log)
        self.show_runs(self._others)

    def show_runs(self, runs: list[ShownRun]) -> None:
        """Lay the curves of other runs below, and name them."""
        self._others = runs
        self._other_points = [self._axis_points(run.curve) for run in runs]
        points = dict(zip([run.look for run in runs], self._other_points, strict=True))
        for look, line in zip(LOOKS, self._other_lines, strict=True):
            line.setData(*points.get(look, ([], [])))
        self._legend.name_lines([(run.title, self._other_lines[run.look]) for run in runs])
        self.fit()
        self._legend.place([*self._points, *self._other_points], is_log=self._is_log)

    def fit(self) -> None:
        """Show everything, and go on showing everything as the run grows."""
        self._fits = True
        self.fits_changed.emit(True)
        self._draw()

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours, and fit another font."""
        super().set_theme(theme)
        overhang = length(_LAST_TICK_OVERHANG, self.font())
        self.bottom.setStyle(hideOverlappingLabels=overhang)
        self.plotItem.layout.setContentsMargins(1, 1, overhang, 1)
        self._online.setPen(theme.accent, width=self._grown(2))
        self._online.setSymbolBrush(theme.accent)
        self._frozen.setPen(theme.frozen, width=1, dash=_DASH)
        self._frozen.setSymbolBrush(theme.frozen)
        self._held_out.setPen(theme.held_out, width=1, dash=_DOTS)
        self._held_out.setSymbolBrush(theme.held_out)
        for look, line in zip(LOOKS, self._other_lines, strict=True):
            line.setPen(run_pen(look, theme))
        self._legend.set_theme(theme)
        self._marker.setPen(theme.accent, width=self._grown(1))
        self._marker.setHoverPen(theme.accent, width=self._grown(3))
        self._crosshair.set_theme(theme)

    def _draw(self) -> None:
        if self._snapshot is None:
            return
        shown = self._snapshot
        curves = shown.held_out_curve, shown.frozen_curve, shown.online_curve
        self._points = [self._axis_points(curve) for curve in curves]
        lines = self._held_out, self._frozen, self._online
        for line, (x, y) in zip(lines, self._points, strict=True):
            if len(x) or line.xData is not None:  # setting nothing anew takes as long as a curve
                line.setData(x, y, symbol="o" if len(x) == 1 else None)
        self._fit_ranges([*self._points, *self._other_points])
        self._draw_crosshair()

    def _axis_points(self, curve: Curve) -> Points:
        """Return a curve as the axes measure it; an error of 0 has no place on a log axis.

        What is held out has no error at times, or one too large for a number.
        """
        is_shown = np.isfinite(curve.errors) & ((curve.errors > 0) | (not self._is_log))
        iterations, errors = curve.iterations[is_shown].astype(np.float64), curve.errors[is_shown]
        return iterations, np.log10(errors) if self._is_log else errors

    def _fit_ranges(self, curves: list[Points]) -> None:
        ends = (int(run.curve.iterations[-1]) for run in self._others if len(run.curve.errors))
        height, longest = self.height(), max(ends, default=0)
        right = x_end(self._last, longest)
        iterations, errors = (np.concatenate(values) for values in zip(*curves, strict=True))
        seen = errors[iterations <= right]
        self._whole = (0.0, right), y_range(seen, height, is_log=self._is_log)
        low, high = y_range(errors, height, is_log=self._is_log)
        # Nobody drags or zooms to where there is nothing to see, or floats end.
        self._box.setLimits(xMin=0, xMax=max(right, longest), minXRange=_LEAST_VIEW)
        self._box.setLimits(yMin=low, yMax=high, minYRange=(high - low) * _LEAST_SHARE)
        if self._fits:
            self._box.setRange(xRange=self._whole[0], yRange=self._whole[1], padding=0)

    def _stop_fitting(self, _axes: object) -> None:
        self._fits = np.allclose(self._box.viewRange(), self._whole, rtol=1e-9)
        self.fits_changed.emit(self._fits)

    def _request_iteration(self, marker: pg.InfiniteLine) -> None:
        self.iteration_requested.emit(min(max(round(marker.value()), 0), self._last))

    def _read_under_pointer(self, position: QPointF) -> None:
        is_inside = self._box.sceneBoundingRect().contains(position)
        self._read(self._box.mapSceneToView(position).x() if is_inside else None)

    def _read(self, iteration: float | None) -> None:
        """Read exact errors at an iteration; None takes the crosshair away."""
        self._crosshair.at = iteration
        self._draw_crosshair()

    def _draw_crosshair(self) -> None:
        if self._snapshot is not None:
            self._crosshair.draw(self._snapshot, is_log=self._is_log)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move the crosshair by arrow keys of the card; take it away by Esc and by the pointer."""
        at, last, key = self._crosshair.at, self._last, Qt.Key
        if event.type() == QEvent.Type.Leave:
            self._read(None)
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        pressed = key(event.key())
        steps = {key.Key_Left: -1, key.Key_Right: 1, key.Key_Home: -last, key.Key_End: last}
        if pressed in steps and last:
            here = last if at is None else round(at)
            self._read(min(max(here + steps[pressed], 1), last))
        elif pressed == key.Key_Escape and at is not None:
            self._read(None)
        else:
            return False
        if isinstance(watched, QWidget):  # a reader tells what describes the card with the keys
            watched.setAccessibleDescription(self._crosshair.text)
        return True
