"""Gradient descent on one weight: the error as a curve, and the step along it."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QSizePolicy

from streetlight_gui.core.checks.formatting import ARROW, plain
from streetlight_gui.core.nn.parts import Edge, edge_name, is_edge, weight_index
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.slope import Slope, slope
from streetlight_gui.core.training.trace import Update
from streetlight_gui.text.examples import pattern_text
from streetlight_gui.ui.widgets.boxes import Card, filled
from streetlight_gui.ui.widgets.controls import CalmWheel, SpaceRuns, named, quiet_button
from streetlight_gui.ui.widgets.text_sizes import KeepsFit, length
from streetlight_gui.ui.widgets.theme import LIGHT, Theme

if TYPE_CHECKING:
    from streetlight_gui.ui.plots.slope_curve import SlopeCurve

_TEXT_LINES = 5  # in the narrowest window; a height of its own, so that nothing else moves
_ROOMY = 220  # of height, in a font of 12 pixels: there is room for the text below the curve
_IN_TRAINING, _WHOLE_SET = range(2)  # of what the curve can be over


class SlopeView(Card):
    """Plots the error as a function of the chosen weight, all else held.

    Signals:
        closed: the person wants to see no slope any more.
    """

    closed = Signal()

    def __init__(self) -> None:
        """Wait for an edge to be chosen."""
        super().__init__("One weight's slope")
        self.setObjectName("slope_view")
        self._theme = LIGHT
        self._snapshot: Snapshot | None = None
        self._edge: Edge | None = None
        self._curve: SlopeCurve | None = None
        self._over = QComboBox()
        named(self._over, "slope_over", "Error over", "Whose error the curve shows")
        self._over.addItems(["example in training", "whole training set"])
        CalmWheel(self._over)
        SpaceRuns(self._over)
        self._over.currentIndexChanged.connect(self._refresh)
        name, tip = "slope_close_button", "Close the slope"
        button = quiet_button(name, "Close", f"{tip} (Esc)", spoken=tip, look="small")
        button.clicked.connect(self.closed)
        filled(self.header, self._over, button)
        selectable = Qt.TextInteractionFlag.TextSelectableByMouse
        self._text = QLabel(wordWrap=True, textInteractionFlags=selectable)
        self._text.setObjectName("slope_text")
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.body.addWidget(self._text)
        KeepsFit(self, self._fit)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the slope at this moment."""
        self._snapshot = snapshot
        what = "batch" if snapshot.settings.sampler.batch > 1 else "example"
        self._over.setItemText(_IN_TRAINING, f"{what} in training")
        self._refresh()

    def show_edge(self, edge: Edge | None) -> None:
        """Show the slope of this weight, or none."""
        self._edge = edge
        self._refresh()

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self._theme = theme
        if self._curve is not None:
            self._curve.set_theme(theme)

    def _make_curve(self) -> "SlopeCurve":
        from streetlight_gui.ui.plots.slope_curve import SlopeCurve  # takes a third of the start

        curve = self._curve = SlopeCurve()
        curve.set_theme(self._theme)
        self.body.insertWidget(self.body.indexOf(self._text), curve, 1)
        self._fit()
        return curve

    def _refresh(self) -> None:
        snapshot, edge = self._snapshot, self._edge
        if snapshot is None or edge is None or not is_edge(snapshot.network, edge):
            return
        curve = self._curve or self._make_curve()
        sizes = snapshot.network.sizes
        update, over = self._over_what(snapshot)
        found = slope(update, weight_index(sizes, edge))
        name = edge_name(edge, sizes)
        error = "error + penalty" if update.penalty.is_on else "error"
        if error != curve.left.labelText:  # or the axis would be laid out anew each time
            curve.left.setLabel(error)
        curve.draw(found)
        text = f"{name}: the error is not finite here, so it has no slope."
        if found.is_finite:
            text = f"{_slope_text(name, found, snapshot.settings.alpha, error)}, for {over}"
        self._text.setText(text)
        curve.setToolTip(text)  # in a low window there is no room for it below

    def _fit(self) -> None:
        """In a low window leave the room to the curve."""
        is_roomy = self.height() >= length(_ROOMY, self.font())
        self._text.setFixedHeight(_TEXT_LINES * self.fontMetrics().lineSpacing())
        self._text.setVisible(is_roomy)
        if self._curve is not None:
            self._curve.bottom.showLabel(is_roomy)

    def _over_what(self, snapshot: Snapshot) -> tuple[Update, str]:
        """Return the error that is chosen, and say what it is taken over."""
        problem, coming = snapshot.settings.problem, snapshot.coming
        if self._over.currentIndex() == _WHOLE_SET:
            averages = snapshot.settings.sampler.batch == len(problem)  # then the mean counts
            patterns, targets = problem.patterns, problem.targets
            whole = replace(coming, patterns=patterns, targets=targets, averages=averages)
            return whole, "all examples at once"
        if len(coming.patterns) > 1:
            return coming, f"the next {len(coming.patterns)} examples"
        return coming, f"{pattern_text(coming.patterns[0].tolist())}, the next example"


def _slope_text(name: str, found: Slope, alpha: float, error: str) -> str:
    return (
        f"{name}: gradient {plain(found.gradient)}, half of the slope {plain(found.derivative)} "
        f"(the book leaves out the factor 2). {plain(found.weight)} - {alpha:g} "
        f"\N{MULTIPLICATION SIGN} {plain(found.gradient)} = {plain(found.step_to)}, "
        f"{error} {plain(found.error)} {ARROW} {plain(found.error_there)}"
    )
