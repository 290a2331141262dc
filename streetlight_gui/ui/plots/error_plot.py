"""The error of every iteration so far, and of other runs."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QPushButton

from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.text.known_words import held_out_words
from streetlight_gui.ui.widgets.boxes import Card, filled
from streetlight_gui.ui.widgets.controls import named, quiet_button
from streetlight_gui.ui.widgets.run_looks import ShownRun
from streetlight_gui.ui.widgets.text_sizes import KeepsFit
from streetlight_gui.ui.widgets.theme import LIGHT, Theme

if TYPE_CHECKING:
    from streetlight_gui.ui.plots.error_curves import ErrorCurves

_NAME = "Error per iteration"
_DASH, _DASHES, _DOTS = "\N{EM DASH}", "\N{EN DASH} \N{EN DASH}", 3 * "\N{MIDDLE DOT}"  # the curves


class ErrorPlot(Card):
    """Plots online and frozen error per iteration, log or linear, with a crosshair.

    Other runs lie below, each in a look of its own, and named. The crosshair follows the pointer,
    or with the keyboard the arrow keys; the plot's corner tells the exact values there.

    The curves come once the window is painted: what draws them takes long to load.

    Signals:
        log_changed: whether the error axis is logarithmic.
        iteration_requested: the marker was dragged to the end of this iteration.
    """

    log_changed = Signal(bool)
    iteration_requested = Signal(int)

    def __init__(self) -> None:
        """Make the card, without curves yet."""
        super().__init__(_NAME)
        tip = (
            "Hover, or press Left and Right, to read exact errors; drag the line to visit a "
            "moment. The page Runs chooses which runs lie beside this one"
        )
        named(self, "error_plot", _NAME, tip)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.curves: ErrorCurves | None = None
        self._snapshot: Snapshot | None = None
        self._is_log, self._others = True, list[ShownRun]()
        self._build_header()
        self.body.addStretch()  # until there are curves
        self.set_theme(LIGHT)
        KeepsFit(self, self._fit, QEvent.Type.LayoutRequest)  # of a legend that comes or goes

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draw the run so far."""
        is_first, self._snapshot = self._snapshot is None, snapshot
        problem = snapshot.settings.problem
        held_out = f"{_DOTS} {held_out_words(problem)}" if problem.held_out_count else ""
        if held_out != self._legend[self._held_out_label][0]:
            self._legend[self._held_out_label] = held_out, held_out, _DOTS
            self._held_out_label.setVisible(bool(held_out))
            self._fit()
        if self.curves is not None:
            self.curves.show_snapshot(snapshot)
        elif is_first:
            QTimer.singleShot(0, self.make_curves)  # after the window is painted

    def make_curves(self) -> None:
        """Make the curves, once there is something to show; later calls do nothing."""
        if self.curves is not None:
            return
        from streetlight_gui.ui.plots.error_curves import ErrorCurves  # takes a third of the start

        curves = self.curves = ErrorCurves(self)
        curves.fits_changed.connect(self._fit_button.setChecked)
        curves.iteration_requested.connect(self.iteration_requested)
        self._fit_button.clicked.connect(curves.fit)
        self.body.addWidget(curves, 1)
        curves.set_theme(self._theme)
        curves.set_log(self._is_log)
        curves.show_runs(self._others)
        if self._snapshot is not None:
            curves.show_snapshot(self._snapshot)

    def show_runs(self, runs: list[ShownRun]) -> None:
        """Lay the curves of other runs below this one."""
        self._others = runs
        titles = ", ".join(run.title for run in runs)
        self.setAccessibleName(f"{_NAME}, beside {titles}" if runs else _NAME)
        if self.curves is not None:
            self.curves.show_runs(runs)

    def set_log(self, is_log: bool) -> None:
        """Show errors on a logarithmic or on a linear axis."""
        is_other, self._is_log = is_log != self._is_log, is_log
        self._log_button.setChecked(is_log)
        self._linear_button.setChecked(not is_log)
        if self.curves is not None:
            self.curves.set_log(is_log)
        if is_other:
            self.log_changed.emit(is_log)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self._theme = theme
        self._online_label.setStyleSheet(f"color: {theme.accent}")
        self._frozen_label.setStyleSheet(f"color: {theme.frozen}")
        self._held_out_label.setStyleSheet(f"color: {theme.held_out}")
        if self.curves is not None:
            self.curves.set_theme(theme)

    def _build_header(self) -> None:
        self._online_label = QLabel()
        self._online_label.setToolTip(
            "Error while training (online): each example's is measured just before its own update, "
            "then summed. This is what the book prints."
        )
        self._frozen_label = QLabel()
        self._frozen_label.setToolTip(
            "Error now (frozen): of all examples, with the weights as they are after the iteration."
        )
        self._held_out_label = QLabel()
        self._held_out_label.setObjectName("held_out_legend")
        self._held_out_label.setToolTip(
            "Error of the held-out answers, with the weights as they are after the iteration. "
            "Training never uses them."
        )
        self._held_out_label.hide()
        self._legend = {
            self._online_label: (f"{_DASH} while training", f"{_DASH} training", _DASH),
            self._frozen_label: (f"{_DASHES} now", f"{_DASHES} now", _DASHES),
            self._held_out_label: ("", "", ""),
        }
        self._log_button = _switch("log", "Logarithmic error axis")
        self._linear_button = _switch("linear", "Linear error axis")
        self._fit_button = _switch("fit", "Show the whole run, also as it grows")
        self._linear_button.setChecked(False)
        self._log_button.clicked.connect(partial(self.set_log, True))
        self._linear_button.clicked.connect(partial(self.set_log, False))
        filled(self.header, *self._legend)
        filled(self.header, self._log_button, self._linear_button, self._fit_button)

    def _fit(self) -> None:
        """Shorten the legend where its words have no room beside the title: its tips say all."""
        legend = {label: texts for label, texts in self._legend.items() if not label.isHidden()}
        margins, header = self.body.contentsMargins(), self.header
        taken = header.sizeHint().width() - sum(label.sizeHint().width() for label in legend)
        room = self.width() - margins.left() - margins.right() - taken
        width = self._online_label.fontMetrics().horizontalAdvance
        for choice in zip(*legend.values(), strict=True):
            wide = sum(map(width, choice)) + len(choice)  # rounded
            if wide <= room:
                break
        for label, text in zip(legend, choice, strict=True):
            label.setText(text)
            label.setAccessibleName(legend[label][0])


def _switch(text: str, tip: str) -> QPushButton:
    """Make a switch that is on."""
    return quiet_button(f"{text}_button", text, tip, look="small", is_on=True)
