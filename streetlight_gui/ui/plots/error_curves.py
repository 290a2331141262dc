"""The curves of the error plot, on axes that follow the run."""

import numpy as np
from PySide6.QtCore import QObject, QPointF, Signal, Slot
from PySide6.QtWidgets import QGraphicsItem, QWidget

import pyqtgraph as pg  # isort: skip  (takes the Qt binding that is imported already)

from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.history import Curve
from streetlight_gui.ui.plots.crosshair import Crosshair
from streetlight_gui.ui.plots.error_axes import ErrorAxis, IterationAxis, x_end, y_range
from streetlight_gui.ui.plots.ghosts import Ghosts, Points
from streetlight_gui.ui.plots.plots import colour_plot, make_plot
from streetlight_gui.ui.widgets.labels import muted_label
from streetlight_gui.ui.widgets.text_sizes import length
from streetlight_gui.ui.widgets.theme import Theme

_LAST_TICK_OVERHANG = 12  # of its text beyond the axis, in a font of 12 pixels
_POINTS_PER_PIXEL = 1.0  # more are thinned to their extremes before drawing
_DASH = [4, 2]  # pixels; of a line one pixel wide, wider ones take a hundred times as long
_LEAST_VIEW = 2  # iterations
_LEAST_SHARE = 1e-6  # of all errors
_DOT = 6  # pixels: a single iteration is drawn as a dot, as it makes no line


class ErrorCurves(QObject):
    """Draws online and frozen error per iteration, the runs before, a marker and a crosshair.

    Items are made once; then only those are touched that change.

    Attributes:
        widget: the plot.

    Signals:
        iteration_requested: the marker was dragged to the end of this iteration.
        fits_changed: whether the whole run is in view, also as it grows.
    """

    iteration_requested = Signal(int)
    fits_changed = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        """Make empty curves, with errors on a logarithmic axis."""
        super().__init__(parent)
        self._snapshot: Snapshot | None = None
        self._drawn: tuple[Curve, Curve] | None = None
        self._is_log = True
        self._leaves_zeros_out = False
        self._fits = True
        self._whole = (0.0, 1.0), (0.0, 1.0)  # what the axes span when the run is in view
        axes: dict[str, pg.AxisItem] = {
            "left": ErrorAxis("left"),
            "bottom": IterationAxis("bottom"),
        }
        self.widget = make_plot("iteration", "error", axes)
        item = self._item = self.widget.getPlotItem()
        for axis in axes.values():
            axis.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        axes["left"].setLogMode(x=False, y=True)
        item.getViewBox().disableAutoRange()
        item.getViewBox().sigRangeChangedManually.connect(self._stop_fitting)
        self._add_curves(item)
        self._add_marker(item)
        self._add_zero_note()
        self._crosshair = Crosshair(self.widget)
        self.widget.scene().sigMouseMoved.connect(self._read_under_pointer)
        self.widget.sigDeviceRangeChanged.connect(self._note_size)

    @property
    def read_at(self) -> float | None:
        """The iteration that the crosshair was sent to; None for no crosshair."""
        return self._crosshair.at

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draw the run so far; a new run turns the last one into a ghost."""
        before, self._snapshot = self._snapshot, snapshot
        if before is not None and before.run != snapshot.run:
            self._ghosts.change_run(before, snapshot)
            self._ghosts.draw(self._axis_points)
            self._drawn = None
            self._follow_run(fits=True)
        curves = snapshot.frozen_curve, snapshot.online_curve
        if self._drawn is None or not all(map(_are_equal, curves, self._drawn)):
            self._draw_curves(snapshot)
        self._place_marker(snapshot)

    def set_log(self, is_log: bool) -> None:
        """Show errors on a logarithmic or on a linear axis."""
        self._is_log = is_log
        self._item.getAxis("left").setLogMode(x=False, y=is_log)
        self._ghosts.draw(self._axis_points)
        self.fit()

    def fit(self) -> None:
        """Show everything, and go on showing everything as the run grows."""
        self._follow_run(fits=True)
        if self._snapshot is not None:
            self._draw_curves(self._snapshot)

    def read(self, iteration: float | None) -> None:
        """Read exact errors at an iteration; None takes the crosshair away."""
        self._crosshair.at = iteration
        self._draw_crosshair()

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours, and fit another font."""
        overhang = length(_LAST_TICK_OVERHANG, self.widget.font())
        self._item.getAxis("bottom").setStyle(hideOverlappingLabels=overhang)
        self._item.layout.setContentsMargins(1, 1, overhang, 1)
        colour_plot(self.widget, theme)
        self._item.showGrid(x=False, y=True, alpha=0.25)
        self._online.setPen(pg.mkPen(theme.accent, width=2))
        self._frozen.setPen(pg.mkPen(theme.frozen, width=1, dash=_DASH))
        for dot, colour in zip(self._dots, (theme.frozen, theme.accent), strict=True):
            dot.setBrush(colour)
        self._ghosts.set_colour(theme.ghost)
        self._marker.setPen(pg.mkPen(theme.accent, width=1))
        self._marker.setHoverPen(pg.mkPen(theme.accent, width=3))
        self._crosshair.set_theme(theme)
        self._zero_note.setStyleSheet(f"background: {theme.card}; color: {theme.muted}")
        self._zero_note.adjustSize()

    def _add_curves(self, item: pg.PlotItem) -> None:
        self._ghosts = Ghosts(item)
        self._frozen = item.plot(autoDownsampleFactor=_POINTS_PER_PIXEL)
        self._online = item.plot(autoDownsampleFactor=_POINTS_PER_PIXEL)
        self._online.setZValue(1)  # where the frozen error swings, it is a band
        item.setDownsampling(auto=True, mode="peak")
        item.setClipToView(True)
        self._dots = [pg.ScatterPlotItem(size=_DOT, pen=None) for _ in range(2)]
        for dot in self._dots:
            item.addItem(dot, ignoreBounds=True)

    def _add_marker(self, item: pg.PlotItem) -> None:
        self._marker = pg.InfiniteLine(angle=90, movable=True)
        self._marker.setZValue(10)
        self._marker.sigDragged.connect(self._request_iteration)
        item.addItem(self._marker, ignoreBounds=True)

    def _add_zero_note(self) -> None:
        self._zero_note = muted_label("0 cannot be shown on a log axis")
        self._zero_note.setObjectName("zero_note")
        self._zero_note.setParent(self.widget)
        self._zero_note.adjustSize()
        self._zero_note.hide()

    def _place_marker(self, snapshot: Snapshot) -> None:
        """Mark the moment that is shown; while it is dragged, the pointer places it."""
        if not self._marker.moving:
            size = snapshot.settings.sampler.updates_per_iteration
            self._marker.setPos(snapshot.iteration + snapshot.coming.index / size)

    def _draw_curves(self, snapshot: Snapshot) -> None:
        curves = self._drawn = snapshot.frozen_curve, snapshot.online_curve
        frozen, online = map(self._axis_points, curves)
        self._frozen.setData(*frozen)
        self._online.setData(*online)
        self._draw_dots([frozen, online])
        self._fit_ranges(snapshot, [frozen, online, *self._ghosts.points])
        points = sum(len(curve.errors) for curve in curves)
        self._leaves_zeros_out = len(online[0]) + len(frozen[0]) < points
        self._draw_crosshair()

    def _draw_dots(self, curves: list[Points]) -> None:
        for dot, points in zip(self._dots, curves, strict=True):
            if len(points[0]) == 1:
                dot.setData(*points)
            dot.setVisible(len(points[0]) == 1)

    def _axis_points(self, curve: Curve) -> Points:
        """Return a curve as the axes measure it; an error of 0 has no place on a log axis."""
        iterations, errors = curve.iterations.astype(np.float64), curve.errors
        if not self._is_log:
            return iterations, errors
        positive = errors > 0
        return iterations[positive], np.log10(errors[positive])

    def _fit_ranges(self, snapshot: Snapshot, curves: list[Points]) -> None:
        height, longest = self.widget.height(), self._ghosts.longest
        right = x_end(snapshot.run_iterations, longest)
        seen = np.concatenate([errors[iterations <= right] for iterations, errors in curves])
        everything = np.concatenate([errors for _, errors in curves])
        self._whole = (0, right), y_range(seen, height, is_log=self._is_log)
        low, high = y_range(everything, height, is_log=self._is_log)
        box = self._item.getViewBox()
        box.setLimits(  # nobody drags or zooms to where there is nothing to see, or floats end
            xMin=0,
            xMax=max(right, longest),
            yMin=low,
            yMax=high,
            minXRange=_LEAST_VIEW,
            minYRange=(high - low) * _LEAST_SHARE,
        )
        if self._fits and box.viewRange() != [list(ends) for ends in self._whole]:
            box.setRange(xRange=self._whole[0], yRange=self._whole[1], padding=0)

    def _draw_crosshair(self) -> None:
        self._crosshair.draw(self._snapshot, is_log=self._is_log)
        is_free = self._crosshair.at is None  # the readout stands in the same corner
        self._zero_note.setVisible(self._leaves_zeros_out and is_free)

    def _follow_run(self, *, fits: bool) -> None:
        self._fits = fits
        self.fits_changed.emit(fits)

    @Slot(object)
    def _stop_fitting(self, _axes: object) -> None:
        is_whole = np.allclose(self._item.getViewBox().viewRange(), self._whole, rtol=1e-9)
        self._follow_run(fits=is_whole)

    @Slot(object)
    def _request_iteration(self, marker: pg.InfiniteLine) -> None:
        last = 0 if self._snapshot is None else self._snapshot.run_iterations
        self.iteration_requested.emit(min(max(round(marker.value()), 0), last))

    @Slot(object)
    def _read_under_pointer(self, position: QPointF) -> None:
        box = self._item.getViewBox()
        inside = box.sceneBoundingRect().contains(position)
        self.read(box.mapSceneToView(position).x() if inside else None)

    @Slot(object, object)
    def _note_size(self, _plot: object, _range: object) -> None:
        self._zero_note.move(self.widget.width() - self._zero_note.width() - 8, 6)
        self._draw_crosshair()


def _are_equal(one: Curve, other: Curve) -> bool:
    is_same = np.array_equal(one.iterations, other.iterations)
    return is_same and np.array_equal(one.errors, other.errors)
