"""Gradient descent on one weight: the error as a curve, and the step along it."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QSizePolicy, QWidget

import pyqtgraph as pg  # isort: skip  (takes the Qt binding that is imported already)

import numpy as np

from streetlight_gui.core.diagram import Edge, edge_name, weight_index
from streetlight_gui.core.example_words import pattern_text
from streetlight_gui.core.formatting import ARROW, plain
from streetlight_gui.core.slope import Objective, Slope, slope
from streetlight_gui.core.snapshot import Snapshot
from streetlight_gui.ui.card import Card
from streetlight_gui.ui.controls import quiet_button
from streetlight_gui.ui.plots import colour_plot, make_plot
from streetlight_gui.ui.theme import LIGHT, Theme

_TEXT_LINES = 5  # in the narrowest window; a height of its own, so that nothing else moves
_LEAST_HEIGHT = 66  # pixels
_ROOMY = 170  # pixels of height, from which on there is room for the text below the curve
_SHORTEST_Y = 0.5  # a flat curve must look flat
_IN_TRAINING, _WHOLE_SET = range(2)  # of what the curve can be over


class SlopeView(Card):
    """Plots the error as a function of the chosen weight, all else held.

    Signals:
        closed: the person wants to see no slope any more.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Wait for an edge to be chosen."""
        super().__init__("One weight's slope", parent)
        self.setObjectName("slope_view")
        self._snapshot: Snapshot | None = None
        self._edge: Edge | None = None
        self._over = QComboBox()
        self._over.setObjectName("slope_over")
        self._over.setAccessibleName("Error over")
        self._over.setToolTip("Whose error the curve shows")
        self._over.addItems(["example in training", "whole training set"])
        self._over.currentIndexChanged.connect(self._refresh)
        self.header.addWidget(self._over)
        self.header.addWidget(self._close_button())
        self._build_plot()
        self._text = QLabel()
        self._text.setObjectName("slope_text")
        self._text.setWordWrap(True)
        self._text.setFixedHeight(_TEXT_LINES * self.fontMetrics().lineSpacing())
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(self._text)
        self.set_theme(LIGHT)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the slope at this moment."""
        self._snapshot = snapshot
        what = "batch" if snapshot.settings.schedule.batch > 1 else "example"
        self._over.setItemText(_IN_TRAINING, f"{what} in training")
        self._refresh()

    def show_edge(self, edge: Edge | None) -> None:
        """Show the slope of this weight, or none."""
        self._edge = edge
        self._refresh()

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        colour_plot(self._plot, theme)
        self._curve.setPen(pg.mkPen(theme.muted, width=2))
        self._tangent.setPen(pg.mkPen(theme.frozen, width=2))
        self._ball.setBrush(theme.accent)
        self._goal.setBrush(None)
        self._goal.setPen(pg.mkPen(theme.accent, width=2))
        self._jump.setPen(pg.mkPen(theme.accent, width=1, style=Qt.PenStyle.DashLine))

    def _close_button(self) -> QPushButton:
        tip = "Close the slope"
        button = quiet_button(
            "slope_close_button", "Close", f"{tip} (Esc)", spoken=tip, look="small"
        )
        button.clicked.connect(self.closed)
        return button

    def _build_plot(self) -> None:
        self._plot = make_plot(_LEAST_HEIGHT)
        self.body.addWidget(self._plot, 1)
        item = self._plot.getPlotItem()
        item.setMouseEnabled(False, False)
        for side, label in (("bottom", "weight"), ("left", "error")):
            item.setLabel(side, label)
            item.getAxis(side).enableAutoSIPrefix(False)
            item.getAxis(side).setStyle(hideOverlappingLabels=True)  # those that would be cut
        self._curve, self._tangent, self._jump = item.plot(), item.plot(), item.plot()
        self._goal = pg.ScatterPlotItem(size=13)
        self._ball = pg.ScatterPlotItem(size=13, pen=None)
        item.addItem(self._goal)
        item.addItem(self._ball)

    @Slot()
    def _refresh(self) -> None:
        snapshot, edge = self._snapshot, self._edge
        if snapshot is None or edge is None:
            return
        sizes = snapshot.network.sizes
        index, objective = weight_index(sizes, edge), self._objective(snapshot)
        found = slope(snapshot.network, index, objective, snapshot.alpha)
        name = edge_name(edge, sizes)
        error = "error + penalty" if objective.penalty.is_on else "error"
        self._plot.getPlotItem().setLabel("left", error)
        if found.is_finite:
            self._draw(found)
            text = _slope_text(name, found, snapshot.alpha, error)
            self._tell(f"{text}, for {self._over_text(snapshot)}")
        else:
            for curve in (self._curve, self._tangent, self._jump, self._ball, self._goal):
                curve.setData([], [])
            self._tell(f"{name}: the error is not finite here, so it has no slope.")

    def _tell(self, text: str) -> None:
        self._text.setText(text)
        self._plot.setToolTip(text)  # in a low window there is no room for it below

    def _objective(self, snapshot: Snapshot) -> Objective:
        problem, coming = snapshot.settings.problem, snapshot.coming
        if self._over.currentIndex() == _WHOLE_SET:
            is_batch = snapshot.settings.schedule.batch == len(problem)  # then the mean counts
            return Objective(problem.patterns, problem.targets, coming.penalty, averages=is_batch)
        return Objective(coming.patterns, coming.targets, coming.penalty, averages=True)

    def _over_text(self, snapshot: Snapshot) -> str:
        """Say what the error is taken over."""
        patterns = snapshot.coming.patterns
        if self._over.currentIndex() == _WHOLE_SET:
            return "all examples at once"
        if len(patterns) > 1:
            return f"the next {len(patterns)} examples"
        return f"{pattern_text(patterns[0].tolist())}, the next example"

    def _draw(self, found: Slope) -> None:
        self._curve.setData(found.weights, found.errors)
        near = (found.weights[-1] - found.weights[0]) * 0.18
        xs = np.array([found.weight - near, found.weight + near])
        self._tangent.setData(xs, found.error + found.derivative * (xs - found.weight))
        self._jump.setData([found.weight, found.step_to], [found.error, found.error_there])
        self._ball.setData([found.weight], [found.error])
        self._goal.setData([found.step_to], [found.error_there])
        low, high = float(found.errors.min()), float(found.errors.max())
        room = 0.08 * max(high - low, _SHORTEST_Y)
        self._plot.setRange(
            xRange=(found.weights[0], found.weights[-1]),
            yRange=(low - room, high + room),
            padding=0,
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window leave the room to the curve."""
        super().resizeEvent(event)
        is_roomy = self.height() >= _ROOMY
        self._text.setVisible(is_roomy)
        self._plot.getPlotItem().showLabel("bottom", is_roomy)


def _slope_text(name: str, found: Slope, alpha: float, error: str) -> str:
    return (
        f"{name}: gradient {plain(found.gradient)}, half of the slope {plain(found.derivative)} "
        f"(the book leaves out the factor 2). {plain(found.weight)} - {alpha:g} "
        f"\N{MULTIPLICATION SIGN} {plain(found.gradient)} = {plain(found.step_to)}, "
        f"{error} {plain(found.error)} {ARROW} {plain(found.error_there)}"
    )
