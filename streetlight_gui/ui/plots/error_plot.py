"""The error of every iteration so far, and of the runs before."""

import math
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.ui.widgets.card import Card
from streetlight_gui.ui.widgets.controls import quiet_button
from streetlight_gui.ui.widgets.theme import LIGHT, Theme

if TYPE_CHECKING:
    from streetlight_gui.ui.plots.error_curves import ErrorCurves


class ErrorPlot(Card):
    """Plots online and frozen error per iteration, log or linear, with a crosshair.

    Earlier runs stay as faint ghosts. The crosshair follows the pointer, or with the keyboard the
    arrow keys; the plot's corner tells the exact values there.

    The curves come once the window is painted: what draws them takes long to load.

    Signals:
        log_changed: whether the error axis is logarithmic.
        iteration_requested: the marker was dragged to the end of this iteration.
    """

    log_changed = Signal(bool)
    iteration_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the card, without curves yet."""
        super().__init__("Error per iteration", parent)
        self.setObjectName("error_plot")
        self.setAccessibleName("Error per iteration")
        self.setToolTip(
            "Hover, or press Left and Right, to read exact errors; drag the line to visit a "
            "moment. Grey: the runs before"
        )
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._snapshot: Snapshot | None = None
        self._theme = LIGHT
        self._is_log = True
        self._curves: ErrorCurves | None = None
        self._build_header()
        self.body.addStretch(1)  # where the curves will be
        self.set_theme(LIGHT)

    @property
    def has_curves(self) -> bool:
        """Whether the curves have come."""
        return self._curves is not None

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Draw the run so far; a new run turns the last one into a ghost."""
        is_first, self._snapshot = self._snapshot is None, snapshot
        if self._curves is not None:
            self._curves.show_snapshot(snapshot)
        elif is_first:
            QTimer.singleShot(0, self._make_curves)  # after the window is painted

    def set_log(self, is_log: bool) -> None:
        """Show errors on a logarithmic or on a linear axis."""
        is_other, self._is_log = is_log != self._is_log, is_log
        self._log_button.setChecked(is_log)
        self._linear_button.setChecked(not is_log)
        if self._curves is not None:
            self._curves.set_log(is_log)
        if is_other:
            self.log_changed.emit(is_log)

    @Slot()
    def fit(self) -> None:
        """Show everything, and go on showing everything as the run grows."""
        self._fit_button.setChecked(True)
        if self._curves is not None:
            self._curves.fit()

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self._theme = theme
        self._online_label.setStyleSheet(f"color: {theme.accent}")
        self._frozen_label.setStyleSheet(f"color: {theme.frozen}")
        if self._curves is not None:
            self._curves.set_theme(theme)

    def _build_header(self) -> None:
        self._online_label = self._legend(
            "\N{EM DASH} online",
            "Online: each example's error is measured just before its own update, then summed. "
            "This is what the book prints.",
        )
        self._frozen_label = self._legend(
            "\N{EN DASH} \N{EN DASH} frozen",
            "Frozen: the error of all examples with the weights as they are after the iteration.",
        )
        use_log, use_linear = partial(self.set_log, True), partial(self.set_log, False)
        self._log_button = self._button("log", "Logarithmic error axis", use_log)
        self._linear_button = self._button("linear", "Linear error axis", use_linear)
        tip = "Show the whole run, also as it grows"
        self._fit_button = self._button("fit", tip, self.fit)
        self._linear_button.setChecked(False)

    def _legend(self, text: str, tip: str) -> QLabel:
        label = QLabel(text)
        label.setToolTip(tip)
        self.header.addWidget(label)
        return label

    def _button(self, text: str, tip: str, pressed: Callable[[], None]) -> QPushButton:
        """Make a switch, pressed, in the title line."""
        button = quiet_button(f"{text}_button", text, tip, spoken=tip, look="small")
        button.setCheckable(True)
        button.setChecked(True)
        button.clicked.connect(pressed)
        self.header.addWidget(button)
        return button

    @Slot()
    def _make_curves(self) -> None:
        from streetlight_gui.ui.plots.error_curves import ErrorCurves  # takes a third of the start

        curves = self._curves = ErrorCurves(self)
        curves.fits_changed.connect(self._fit_button.setChecked)
        curves.iteration_requested.connect(self.iteration_requested)
        self.body.takeAt(self.body.count() - 1)
        self.body.addWidget(curves.widget, 1)
        curves.set_theme(self._theme)
        curves.set_log(self._is_log)
        if self._snapshot is not None:
            curves.show_snapshot(self._snapshot)

    def leaveEvent(self, event: QEvent) -> None:
        """Take the crosshair away with the pointer."""
        if self._curves is not None:
            self._curves.read(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the crosshair through the iterations; Esc takes it away."""
        key, curves = Qt.Key, self._curves
        step = {key.Key_Left: -1, key.Key_Right: 1, key.Key_Home: -math.inf, key.Key_End: math.inf}
        last = 0 if self._snapshot is None else self._snapshot.run_iterations
        at = None if curves is None else curves.read_at
        if curves is not None and event.key() == key.Key_Escape and at is not None:
            curves.read(None)
        elif curves is not None and event.key() in step and last:
            here = last if at is None else round(at)
            curves.read(min(max(here + step[key(event.key())], 1), last))
        else:
            super().keyPressEvent(event)
