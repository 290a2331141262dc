"""The error of every iteration so far, and of the runs before."""

import math

import numpy as np
from PySide6.QtCore import QEvent, QPointF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGraphicsItem, QLabel, QPushButton, QWidget

import pyqtgraph as pg  # isort: skip  (takes the Qt binding that is imported already)

from streetlight_gui.core.history import Curve
from streetlight_gui.core.snapshot import Snapshot
from streetlight_gui.ui.card import Card
from streetlight_gui.ui.controls import quiet_button
from streetlight_gui.ui.crosshair import Crosshair
from streetlight_gui.ui.error_axis import ErrorAxis
from streetlight_gui.ui.ghosts import Ghosts, Points
from streetlight_gui.ui.iteration_axis import IterationAxis
from streetlight_gui.ui.labels import muted_label
from streetlight_gui.ui.plot_range import x_end, y_range
from streetlight_gui.ui.plots import colour_plot, make_plot
from streetlight_gui.ui.theme import LIGHT, Theme

_LAST_TICK_OVERHANG = 12  # pixels of its text beyond the axis
_POINTS_PER_PIXEL = 1.0  # more are thinned to their extremes before drawing
_LEAST_HEIGHT = 70  # pixels
_DASH = [4, 2]  # pixels; of a line one pixel wide, wider ones take a hundred times as long
_LEAST_VIEW = 2  # iterations
_LEAST_SHARE = 1e-6  # of all errors
_DOT = 6  # pixels: a single iteration is drawn as a dot, as it makes no line


class ErrorPlot(Card):
    """Plots online and frozen error per iteration, log or linear, with a crosshair.

    Earlier runs stay as faint ghosts. The crosshair follows the pointer, or with the keyboard the
    arrow keys; the plot's corner tells the exact values there.

    Signals:
        log_changed: whether the error axis is logarithmic.
        iteration_requested: the marker was dragged to the end of this iteration.
    """

    log_changed = Signal(bool)
    iteration_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make empty curves; from here on they are only given new data."""
        super().__init__("Error per iteration", parent)
        self.setObjectName("error_plot")
        self.setAccessibleName("Error per iteration")
        self.setToolTip(
            "Hover, or press Left and Right, to read exact errors; drag the line to visit a "
            "moment. Grey: the runs before"
        )
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._snapshot: Snapshot | None = None
        self._is_log = True
        self._leaves_zeros_out = False
        self._fits = True
        self._whole = (0.0, 1.0), (0.0, 1.0)  # what the axes span when the run is in view
        self._limits = 0.0, (0.0, 0.0)  # how far x goes and y spans
        self._build_header()
        self._build_plot()
        self.set_theme(LIGHT)
        self.set_log(True)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draw the run so far; a new run turns the last one into a ghost."""
        before, self._snapshot = self._snapshot, snapshot
        if before is not None and before.run != snapshot.run:
            self._ghosts.change_run(before, snapshot)
            self._ghosts.draw(self._axis_points)
            self._follow_run(fits=True)
        self._draw_curves()
        self._place_marker(snapshot)

    def set_log(self, is_log: bool) -> None:
        """Show errors on a logarithmic or on a linear axis."""
        is_other, self._is_log = is_log != self._is_log, is_log
        self._log_button.setChecked(is_log)
        self._linear_button.setChecked(not is_log)
        self._item.getAxis("left").setLogMode(x=False, y=is_log)
        self._ghosts.draw(self._axis_points)
        self.fit()
        if is_other:
            self.log_changed.emit(is_log)

    @Slot()
    def fit(self) -> None:
        """Show everything, and go on showing everything as the run grows."""
        self._follow_run(fits=True)
        self._draw_curves()

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        colour_plot(self._plot, theme)
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
        self._online_label.setStyleSheet(f"color: {theme.accent}")
        self._frozen_label.setStyleSheet(f"color: {theme.frozen}")

    def _build_header(self) -> None:
        self._online_label = QLabel("\N{EM DASH} online")
        self._online_label.setToolTip(
            "Online: each example's error is measured just before its own update, then summed. "
            "This is what the book prints."
        )
        self._frozen_label = QLabel("\N{EN DASH} \N{EN DASH} frozen")
        self._frozen_label.setToolTip(
            "Frozen: the error of all examples with the weights as they are after the iteration."
        )
        self._log_button = self._header_button("log", "Logarithmic error axis")
        self._linear_button = self._header_button("linear", "Linear error axis")
        self._fit_button = self._header_button("fit", "Show the whole run, also as it grows")
        for button in (self._log_button, self._linear_button, self._fit_button):
            button.setCheckable(True)
        self._fit_button.setChecked(True)
        self._log_button.clicked.connect(self._use_log)
        self._linear_button.clicked.connect(self._use_linear)
        self._fit_button.clicked.connect(self.fit)
        for widget in (
            self._online_label,
            self._frozen_label,
            self._log_button,
            self._linear_button,
            self._fit_button,
        ):
            self.header.addWidget(widget)

    def _header_button(self, text: str, tip: str) -> QPushButton:
        return quiet_button(f"{text}_button", text, tip, spoken=tip, look="small")

    def _build_plot(self) -> None:
        left, bottom = ErrorAxis(), IterationAxis()
        self._plot = make_plot(_LEAST_HEIGHT, {"left": left, "bottom": bottom})
        self.body.addWidget(self._plot, 1)
        item = self._item = self._plot.getPlotItem()
        for axis in (left, bottom):
            axis.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        item.getViewBox().disableAutoRange()
        item.getViewBox().sigRangeChangedManually.connect(self._stop_fitting)
        self._ghosts = Ghosts(item)
        self._frozen = item.plot(autoDownsampleFactor=_POINTS_PER_PIXEL)
        self._online = item.plot(autoDownsampleFactor=_POINTS_PER_PIXEL)
        self._online.setZValue(1)  # where the frozen error swings, it is a band
        item.setDownsampling(auto=True, mode="peak")
        item.setClipToView(True)
        self._dots = [pg.ScatterPlotItem(size=_DOT, pen=None) for _ in range(2)]
        for dot in self._dots:
            item.addItem(dot, ignoreBounds=True)
        bottom.setStyle(hideOverlappingLabels=_LAST_TICK_OVERHANG)
        item.layout.setContentsMargins(1, 1, _LAST_TICK_OVERHANG, 1)
        self._zero_note = muted_label("0 cannot be shown on a log axis")
        self._zero_note.setObjectName("zero_note")
        self._zero_note.setParent(self._plot)
        self._zero_note.adjustSize()
        self._zero_note.hide()
        self._plot.sigDeviceRangeChanged.connect(self._note_size)
        self._crosshair = Crosshair(self._plot)
        self._marker = pg.InfiniteLine(angle=90, movable=True)
        self._marker.setZValue(10)
        self._marker.sigDragged.connect(self._request_iteration)
        item.addItem(self._marker, ignoreBounds=True)
        self._plot.scene().sigMouseMoved.connect(self._read_under_pointer)

    def _place_marker(self, snapshot: Snapshot) -> None:
        """Mark the moment that is shown; while it is dragged, the pointer places it."""
        if not self._marker.moving:
            size = snapshot.settings.schedule.updates_per_iteration
            self._marker.setPos(snapshot.iteration + snapshot.coming.number / size)

    @Slot(object)
    def _request_iteration(self, marker: pg.InfiniteLine) -> None:
        self.iteration_requested.emit(min(max(round(marker.value()), 0), self._last_iteration()))

    def _draw_curves(self) -> None:
        if self._snapshot is None:
            return
        frozen = self._axis_points(self._snapshot.frozen_curve)
        online = self._axis_points(self._snapshot.online_curve)
        self._frozen.setData(*frozen)
        self._online.setData(*online)
        self._draw_dots([frozen, online])
        self._fit_ranges([frozen, online, *self._ghosts.points])
        points = len(self._snapshot.online_curve.errors) + len(self._snapshot.frozen_curve.errors)
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

    def _fit_ranges(self, curves: list[Points]) -> None:
        height, longest = self._plot.height(), self._ghosts.longest
        right = x_end(self._last_iteration(), longest)
        seen = np.concatenate([errors[iterations <= right] for iterations, errors in curves])
        everything = np.concatenate([errors for _, errors in curves])
        self._whole = (0, right), y_range(seen, height, is_log=self._is_log)
        self._limit_view(max(right, longest), y_range(everything, height, is_log=self._is_log))
        box = self._item.getViewBox()
        if self._fits and box.viewRange() != [list(ends) for ends in self._whole]:
            box.setRange(xRange=self._whole[0], yRange=self._whole[1], padding=0)

    def _limit_view(self, right: float, errors: tuple[float, float]) -> None:
        """Let nobody drag or zoom to where there is nothing to see, or where floats end."""
        if (right, errors) == self._limits:
            return
        self._limits = right, errors
        low, high = errors
        self._item.getViewBox().setLimits(
            xMin=0,
            xMax=right,
            yMin=low,
            yMax=high,
            minXRange=_LEAST_VIEW,
            minYRange=(high - low) * _LEAST_SHARE,
        )

    @Slot()
    def _use_log(self) -> None:
        self.set_log(True)

    @Slot()
    def _use_linear(self) -> None:
        self.set_log(False)

    @Slot(object)
    def _stop_fitting(self, _axes: object) -> None:
        is_whole = np.allclose(self._item.getViewBox().viewRange(), self._whole, rtol=1e-9)
        self._follow_run(fits=is_whole)

    def _follow_run(self, *, fits: bool) -> None:
        self._fits = fits
        self._fit_button.setChecked(fits)

    @Slot(object)
    def _read_under_pointer(self, position: QPointF) -> None:
        box = self._item.getViewBox()
        inside = box.sceneBoundingRect().contains(position)
        self._read(box.mapSceneToView(position).x() if inside else None)

    def _read(self, iteration: float | None) -> None:
        self._crosshair.at = iteration
        self._draw_crosshair()

    def _last_iteration(self) -> int:
        return 0 if self._snapshot is None else self._snapshot.run_iterations

    @Slot(object, object)
    def _note_size(self, _plot: object, _range: object) -> None:
        self._draw_crosshair()

    def _draw_crosshair(self) -> None:
        self._crosshair.draw(self._snapshot, is_log=self._is_log)
        self._zero_note.move(self._plot.width() - self._zero_note.width() - 8, 6)
        is_free = self._crosshair.at is None  # the readout stands in the same corner
        self._zero_note.setVisible(self._leaves_zeros_out and is_free)

    def leaveEvent(self, event: QEvent) -> None:
        """Take the crosshair away with the pointer."""
        self._read(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the crosshair through the iterations; Esc takes it away."""
        key = Qt.Key
        step = {key.Key_Left: -1, key.Key_Right: 1, key.Key_Home: -math.inf, key.Key_End: math.inf}
        last = self._last_iteration()
        if event.key() == key.Key_Escape and self._crosshair.at is not None:
            self._read(None)
        elif event.key() in step and last:
            here = last if self._crosshair.at is None else round(self._crosshair.at)
            self._read(min(max(here + step[key(event.key())], 1), last))
        else:
            super().keyPressEvent(event)
