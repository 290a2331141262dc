"""Gradient descent on one weight: the error as a curve, and the step along it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox

from streetlight_gui.core.nn.parts import Edge, edge_name, has_part, weight_index
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.slope import Slope, slope
from streetlight_gui.core.training.trace import Update
from streetlight_gui.core.training.what_if import Stop, with_step_to, with_weight
from streetlight_gui.text.slope_words import (
    STOPS,
    WHYS,
    Which,
    check_tip,
    slope_lines,
    update_words,
)
from streetlight_gui.ui.plots.part_card import PartCard
from streetlight_gui.ui.widgets.controls import CalmWheel, SpaceRuns, named, quiet_button
from streetlight_gui.ui.widgets.labels import label_unseen
from streetlight_gui.ui.widgets.throttle import Throttle

if TYPE_CHECKING:
    from streetlight_gui.ui.plots.slope_curve import SlopeCurve

_NEXT, _ALL = 1, 2  # of what the curve can be over, besides the example in training
_STEADY = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
_LINES = 4  # of text above the curve
_SENDING_INTERVAL_S = 0.03  # between two values of what is dragged


class SlopeView(PartCard):
    """Plots the error as a function of the chosen weight, all else held.

    It is that of the update which has led here, and otherwise of the one under way or to come. The
    ball can be dragged to give the weight another value, the arrow's end to give alpha another.

    Signals:
        grabbed: the person begins to drag.
        weight_edited: an Edge, the shape of its network, its old and its new weight, and True.
        alpha_edited: another alpha.
    """

    grabbed = Signal()
    weight_edited = Signal(object, object, float, float, bool)
    alpha_edited = Signal(float)

    def __init__(self) -> None:
        """Wait for an edge to be chosen."""
        tip = "Why the gradient is half of the slope, and why an input counts"
        why = quiet_button("why_half_button", "why half?", tip, look="link", is_on=False)
        super().__init__("slope", "One weight's slope", "slope", _LINES, why)
        self._snapshot: Snapshot | None = None
        self._edge: Edge | None = None
        self._curve: SlopeCurve | None = None
        self._found: Slope | None = None
        self._which = Which.COMING
        self._is_dragging = False
        self._sent = 0.0, 0.0  # the weight, and alpha, as they were dragged
        self._awaited = 0  # edits, of which a moment must know to be shown
        self._sending = Throttle(self._send, _SENDING_INTERVAL_S, self)
        self._why = why
        why.clicked.connect(self._refresh)
        self._build_choice()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the slope at this moment."""
        self._snapshot = snapshot
        self._refresh_if_known()

    def await_edits(self, edits: int) -> None:
        """Show no moment any more that does not know of so many edits."""
        self._awaited = edits

    def show_edge(self, edge: Edge | None) -> None:
        """Show the slope of this weight, or none; nothing of another is held any more."""
        if self._curve is not None and edge != self._edge:
            self._curve.release()
        self._edge = edge
        self._refresh()

    def _build_choice(self) -> None:
        self._over = QComboBox()
        named(self._over, "slope_over", "Error over", "Whose error the curve shows")
        label_unseen(self._over, self)
        self._over.addItems(["example in training", "next example", "whole training set"])
        self._over.setSizeAdjustPolicy(_STEADY)
        self._over.setMinimumContentsLength(len("update made"))
        CalmWheel(self._over)
        SpaceRuns(self._over)
        self._over.currentIndexChanged.connect(self._refresh)
        self.header.insertWidget(3, self._over)

    def _make_curve(self) -> "SlopeCurve":
        from streetlight_gui.ui.plots.slope_curve import SlopeCurve  # takes a third of the start

        curve = self._curve = SlopeCurve()
        self._place(curve)
        curve.grabbed.connect(self._grab)
        curve.weight_dragged.connect(partial(self._drag, with_weight))
        curve.step_dragged.connect(partial(self._drag, with_step_to))
        curve.let_go.connect(self._let_go)
        return curve

    def _refresh_if_known(self) -> None:
        """Show the newest moment, unless it does not know yet what the person drags."""
        if not self._is_dragging and self._snapshot and self._snapshot.edits >= self._awaited:
            self._refresh()

    def _refresh(self) -> None:
        snapshot, edge = self._snapshot, self._edge
        if snapshot is not None and edge is not None and has_part(snapshot.network, edge):
            update, which = self._chosen(snapshot)
            self._show(slope(update, weight_index(snapshot.network.sizes, edge)), which)

    def _chosen(self, snapshot: Snapshot, *, anew: bool = False) -> tuple[Update, Which]:
        """Return the update that is chosen, and what it is.

        anew: not the one made, but what the same examples would do to the weights as they are.
        """
        coming, trace, problem = snapshot.coming, snapshot.trace, snapshot.settings.problem
        choice, is_inside = self._over.currentIndex(), snapshot.updates_in_view > snapshot.updates
        if choice == _ALL:
            averages = snapshot.settings.sampler.batch == len(problem)  # then the mean counts
            patterns, targets = problem.patterns, problem.targets
            whole = replace(coming, patterns=patterns, targets=targets, averages=averages)
            return whole, Which.WHOLE_SET
        if choice == _NEXT or trace is None or is_inside:
            return coming, Which.UNDER_WAY if is_inside else Which.COMING
        made = trace.update
        if snapshot.is_as_trained and not anew:
            return made, Which.MADE
        return replace(coming, patterns=made.patterns, targets=made.targets), Which.AGAIN

    def _show(self, found: Slope, which: Which, stop: Stop | None = None) -> None:
        """Draw a slope, and write below it what it says."""
        curve, edge, snapshot = self._curve or self._make_curve(), self._edge, self._snapshot
        if edge is None:
            return
        self._found, update = found, found.trace.update
        error = "error + penalty" if update.penalty.is_on else "error"
        if error != curve.left.labelText:  # or the axis would be laid out anew each time
            curve.left.setLabel(error)
        curve.draw(found, is_made=which is Which.MADE)
        self._over.setItemText(self._over.currentIndex(), update_words(update, which))
        is_seen = snapshot is not None and snapshot.shows_each_example
        is_one = is_seen and len(update.patterns) == 1 and which is not Which.WHOLE_SET
        self.example.show_example(tuple(update.patterns[0].tolist()) if is_one else ())
        self.title.setText(edge_name(edge, found.trace.network.sizes))
        names = () if snapshot is None else snapshot.settings.problem.names
        lines = slope_lines(edge, found, error, which, names)
        tip = "\n".join([*lines, *WHYS, check_tip(found.check)])
        aside = WHYS if self._why.isChecked() and found.is_finite else ()
        if stop is not None:
            lines[0] = STOPS[stop]
        self._say(lines, tip, aside, must_say=stop is not None or not found.is_finite)

    def _grab(self) -> None:
        """Begin to drag: along the axis as it is, on the curve of the update that comes."""
        self.grabbed.emit()
        if self._snapshot is not None and self._found is not None:
            self._is_dragging = True
            update, self._which = self._chosen(self._snapshot, anew=True)
            found = slope(update, self._found.index)
            self._sent = found.weight, update.alpha
            self._show(found.along(self._found.weights), self._which)

    def _drag(self, change: Callable[[Slope, float], tuple[Slope, Stop | None]], to: float) -> None:
        if self._found is not None:
            found, stop = change(self._found, to)
            self._show(found, self._which, stop)
            self._sending.offer(found)

    def _let_go(self) -> None:
        self._sending.flush()
        self._sending.stop()  # where the slope was closed meanwhile
        self._is_dragging = False
        self._refresh_if_known()

    def _send(self, found: Slope) -> None:
        """Let the weight, or alpha, be what it has been dragged to."""
        edge, network, update = self._edge, found.trace.network, found.trace.update
        (weight, alpha), self._sent = self._sent, (found.weight, update.alpha)
        if (weight, alpha) == self._sent:
            return
        if weight != found.weight:
            self.weight_edited.emit(edge, network.shape, weight, found.weight, True)
        else:
            self.alpha_edited.emit(update.alpha)
