"""The curves of the error plot, on axes that follow the run."""

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGraphicsItem, QWidget

import pyqtgraph as pg  # isort: skip  (takes the Qt binding that is imported already)

from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.history import Curve
from streetlight_gui.ui.plots.crosshair import Crosshair
from streetlight_gui.ui.plots.error_axes import ErrorAxis, IterationAxis, x_end, y_range
from streetlight_gui.ui.plots.ghosts import Ghosts, Points
from streetlight_gui.ui.plots.plot import Plot
from streetlight_gui.ui.widgets.text_sizes import length
from streetlight_gui.ui.widgets.theme import Theme

_LAST_TICK_OVERHANG = 12  # of its text beyond the axis, in a font of 12 pixels
_POINTS_PER_PIXEL = 1.0  # more are thinned to their extremes before drawing
_DASH = [4, 2]  # pixels; of a line one pixel wide, wider ones take a hundred times as long
_LEAST_VIEW = 2  # iterations
_LEAST_SHARE = 1e-6  # of all errors
_DOT = 6  # pixels: a single iteration is drawn as a dot, as it makes no line


class ErrorCurves(Plot):
    """Draws online and frozen error per iteration, the runs before, a marker and a crosshair.

    Items are made once; then only those are touched that change.

    Signals:
        iteration_requested: the marker was dragged to the end of this iteration.
        fits_changed: whether the whole run is in view, also as it grows.
    """

    iteration_requested = Signal(int)
    fits_changed = Signal(bool)

    _snapshot: Snapshot | None = None  # from the beginning: pyqtgraph resizes what it makes

    def __init__(self, card: QWidget) -> None:
        """Make empty curves with errors on a logarithmic axis, read with the keys of a card."""
        super().__init__(ErrorAxis("left"), IterationAxis("bottom"))
        self.setLabels(left="error", bottom="iteration")
        for axis in (self.left, self.bottom):
            axis.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self.showGrid(x=False, y=True, alpha=0.25)
        self._last = 0  # iteration of the run
        self._is_log = self._fits = True
        self._whole = (0.0, 1.0), (0.0, 1.0)  # what the axes span when the run is in view
        self._box = self.getViewBox()
        self._box.disableAutoRange()
        self._box.sigRangeChangedManually.connect(self._stop_fitting)
        self._ghosts = Ghosts(self)
        self._frozen, self._online = (
            self.plot(autoDownsampleFactor=_POINTS_PER_PIXEL, symbolPen=None, symbolSize=_DOT)
            for _ in range(2)
        )
        self._online.setZValue(1)  # where the frozen error swings, it is a band
        self.setDownsampling(auto=True, mode="peak")
        self.setClipToView(True)
        self._marker = pg.InfiniteLine(movable=True)
        self._marker.setZValue(10)
        self._marker.sigDragged.connect(self._request_iteration)
        self.addItem(self._marker)
        self._crosshair = Crosshair(self)
        self.scene().sigMouseMoved.connect(self._read_under_pointer)
        card.installEventFilter(self)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draw the run so far; a new run turns the last one into a ghost."""
        before, self._snapshot, self._last = self._snapshot, snapshot, snapshot.run_iterations
        if before is None or before.run != snapshot.run:
            self._ghosts.change_run(before, snapshot)
            self.set_log(self._is_log)
        elif not all(map(_are_equal, _curves(before), _curves(snapshot))):
            self._draw(snapshot)
        if not self._marker.moving:  # while it is dragged, the pointer places it
            size = snapshot.settings.sampler.updates_per_iteration
            self._marker.setPos(snapshot.iteration + snapshot.coming.index / size)

    def set_log(self, is_log: bool) -> None:
        """Show errors on a logarithmic or on a linear axis."""
        self._is_log = is_log
        self.left.setLogMode(x=False, y=is_log)
        self._ghosts.draw(self._axis_points)
        self.fit()

    @Slot()
    def fit(self) -> None:
        """Show everything, and go on showing everything as the run grows."""
        self._follow_run(fits=True)
        if self._snapshot is not None:
            self._draw(self._snapshot)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours, and fit another font."""
        super().set_theme(theme)
        overhang = length(_LAST_TICK_OVERHANG, self.font())
        self.bottom.setStyle(hideOverlappingLabels=overhang)
        self.plotItem.layout.setContentsMargins(1, 1, overhang, 1)
        self._online.setPen(theme.accent, width=2)
        self._online.setSymbolBrush(theme.accent)
        self._frozen.setPen(theme.frozen, width=1, dash=_DASH)
        self._frozen.setSymbolBrush(theme.frozen)
        self._ghosts.set_colour(theme.ghost)
        self._marker.setPen(theme.accent, width=1)
        self._marker.setHoverPen(theme.accent, width=3)
        self._crosshair.set_theme(theme)

    def _draw(self, snapshot: Snapshot) -> None:
        points = [self._axis_points(curve) for curve in _curves(snapshot)]
        for line, (x, y) in zip((self._frozen, self._online), points, strict=True):
            line.setData(x, y, symbol="o" if len(x) == 1 else None)
        self._fit_ranges([*points, *self._ghosts.points])
        self._read(self._crosshair.at)

    def _axis_points(self, curve: Curve) -> Points:
        """Return a curve as the axes measure it; an error of 0 has no place on a log axis."""
        iterations, errors = curve.iterations.astype(np.float64), curve.errors
        if not self._is_log:
            return iterations, errors
        positive = errors > 0
        return iterations[positive], np.log10(errors[positive])

    def _fit_ranges(self, curves: list[Points]) -> None:
        height, longest = self.height(), self._ghosts.longest
        right = x_end(self._last, longest)
        iterations, errors = (np.concatenate(values) for values in zip(*curves, strict=True))
        seen = errors[iterations <= right]
        self._whole = (0.0, right), y_range(seen, height, is_log=self._is_log)
        low, high = y_range(errors, height, is_log=self._is_log)
        self._box.setLimits(  # nobody drags or zooms to where there is nothing, or floats end
            xMin=0,
            xMax=max(right, longest),
            yMin=low,
            yMax=high,
            minXRange=_LEAST_VIEW,
            minYRange=(high - low) * _LEAST_SHARE,
        )
        if self._fits:
            self._box.setRange(xRange=self._whole[0], yRange=self._whole[1], padding=0)

    def _follow_run(self, *, fits: bool) -> None:
        self._fits = fits
        self.fits_changed.emit(fits)

    @Slot(object)
    def _stop_fitting(self, _axes: object) -> None:
        self._follow_run(fits=np.allclose(self._box.viewRange(), self._whole, rtol=1e-9))

    @Slot(object)
    def _request_iteration(self, marker: pg.InfiniteLine) -> None:
        self.iteration_requested.emit(min(max(round(marker.value()), 0), self._last))

    @Slot(object)
    def _read_under_pointer(self, position: QPointF) -> None:
        is_inside = self._box.sceneBoundingRect().contains(position)
        self._read(self._box.mapSceneToView(position).x() if is_inside else None)

    def _read(self, iteration: float | None) -> None:
        """Read exact errors at an iteration; None takes the crosshair away."""
        self._crosshair.at = iteration
        if self._snapshot is not None:
            self._crosshair.draw(self._snapshot, is_log=self._is_log)

    def _take_key(self, pressed: int) -> bool:
        """Move the crosshair by an arrow key, take it away by Esc; return whether one does."""
        at, last, key = self._crosshair.at, self._last, Qt.Key
        here = last if at is None else round(at)
        places = {
            key.Key_Left: here - 1,
            key.Key_Right: here + 1,
            key.Key_Home: 1,
            key.Key_End: last,
        }
        if pressed in places and last:
            self._read(min(max(places[key(pressed)], 1), last))
            return True
        if pressed == key.Key_Escape and at is not None:
            self._read(None)
            return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave ticks the room they need in another height."""
        super().resizeEvent(event)
        if self._snapshot is not None:
            self._draw(self._snapshot)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the keys of the card move the crosshair; it goes with the pointer."""
        if event.type() == QEvent.Type.Leave:
            self._read(None)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._take_key(event.key())
        return False


def _curves(snapshot: Snapshot) -> tuple[Curve, Curve]:
    return snapshot.frozen_curve, snapshot.online_curve


def _are_equal(one: Curve, other: Curve) -> bool:
    is_same = np.array_equal(one.iterations, other.iterations)
    return is_same and np.array_equal(one.errors, other.errors)
