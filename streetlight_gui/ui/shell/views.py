"""All the views of the window, and where they stand."""

from typing import Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.ui.network.light_panel import LightPanel
from streetlight_gui.ui.network.network_view import NetworkView
from streetlight_gui.ui.network.walk_signal import WalkSignal
from streetlight_gui.ui.panels.control_bar import ControlBar
from streetlight_gui.ui.panels.diagnosis_line import DiagnosisLine
from streetlight_gui.ui.panels.readouts import Readouts
from streetlight_gui.ui.panels.settings_bar import SettingsBar
from streetlight_gui.ui.panels.timeline import Timeline
from streetlight_gui.ui.plots.error_plot import ErrorPlot
from streetlight_gui.ui.plots.slope_view import SlopeView
from streetlight_gui.ui.shell.side_panel import SidePanel
from streetlight_gui.ui.tables.code.code_view import CodeView
from streetlight_gui.ui.widgets.card import Card
from streetlight_gui.ui.widgets.controls import quiet_button
from streetlight_gui.ui.widgets.labels import ElidedLabel
from streetlight_gui.ui.widgets.text_sizes import control_height, length
from streetlight_gui.ui.widgets.theme import Theme
from streetlight_gui.ui.widgets.throttle import FIGURES_INTERVAL_S, Throttle

_NETWORK_SHARE, _SIDE_SHARE = 5, 3  # of the width
_UPPER_SHARE, _LOWER_SHARE = 7, 5  # of the height
_LOW_UPPER_SHARE = 10  # in a low window: all patterns of three lights can be seen
_SIDE_LEAST_WIDTH = 330  # in a font of 12 pixels, as the next
_LEAST_CURVE = 38  # pixels between the title and the axis of a plot
_ROOMY_HEIGHT = 640  # from here on things stand apart
_SLOPE_SHARE = 0.2  # of the time at most: a slope over thousands of examples takes long
_LEGEND = "blue: positive · orange: negative · width: size"
_HINT = "Click a light or press its number. Hover an edge or a unit to read its value."


class _Themed(Protocol):
    def set_theme(self, theme: Theme) -> None: ...


class Views(QWidget):
    """Makes the views, in the order of Tab, and places them; it connects nothing.

    Attributes:
        controls, settings_bar, readouts: the two rows at the top.
        follow_button, lights, network, signal, caption: the network's card.
        side: the panel beside it.
        slope, error_plot, code: the row below.
        diagnosis, timeline: the lines at the bottom.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make all views, without anything to show yet."""
        super().__init__(parent)
        self.controls = ControlBar()
        self.settings_bar = SettingsBar()
        self.readouts = Readouts()
        self.follow_button = _follow_button()
        self.lights = LightPanel()
        self.network = NetworkView()
        self.signal = WalkSignal()
        self.side = SidePanel()
        self.slope = SlopeView()
        self.error_plot = ErrorPlot()
        self.code = CodeView()
        self.diagnosis = DiagnosisLine()
        self.timeline = Timeline()
        self.caption = ElidedLabel(lines=2)  # whatever it says, it moves nothing
        self.caption.setProperty("muted", True)
        self.caption.show_text(_HINT)
        self._place()
        self._paces = self._make_paces()

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show this moment everywhere but in the lamps, at the pace of each view."""
        for pace in self._paces:
            if snapshot.shows_each_example:
                pace.force(snapshot)
            else:
                pace.offer(snapshot)
        self.diagnosis.show_snapshot(snapshot)  # has a pace of its own

    @property
    def is_settled(self) -> bool:
        """Whether the plot is there, and no view waits to show anything."""
        is_waiting = any(timer.isActive() for timer in self.findChildren(QTimer))
        return self.error_plot.has_curves and not is_waiting

    def flush(self) -> None:
        """Let every view show the newest moment now."""
        for pace in (*self._paces, *self.findChildren(Throttle)):  # then those within the views
            pace.flush()

    def _make_paces(self) -> list[Throttle]:
        views = (
            self.controls,
            self.readouts,
            self.error_plot,
            self.code,
            self.timeline,
            self.side.patterns,
            self.side.settings,
        )
        figures = FIGURES_INTERVAL_S
        return [
            Throttle(self.network.show_snapshot, 0.0, self.network),
            *(Throttle(view.show_snapshot, figures, view) for view in views),
            Throttle(self.slope.show_snapshot, figures, self.slope, share=_SLOPE_SHARE),
        ]

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        themed: tuple[_Themed, ...] = (
            self.lights,
            self.network,
            self.error_plot,
            self.controls,
            self.slope,
            self.code,
            self.timeline,
            self.side,
        )
        for view in themed:
            view.set_theme(theme)

    def show_slope(self, *, shown: bool) -> None:
        """Show the slope in the place of the error plot: the diagram stays where it is clicked."""
        self.slope.setVisible(shown)
        self.error_plot.setVisible(not shown)

    @Slot(str)
    def show_caption(self, description: str) -> None:
        """Describe what is marked in the diagram, or say what can be done there."""
        self.caption.show_text(description or _HINT)
        is_cut = self.caption.text() != description
        self.caption.setToolTip(description if is_cut else "")

    def least_size(self) -> QSize:
        """Return the size below which things would be cut off or lie on each other."""
        self._side_frame.setMinimumWidth(length(_SIDE_LEAST_WIDTH, self.font()))
        for card in (self.error_plot, self.slope, self.code):
            card.setMinimumHeight(2 * control_height(self.font()) + _LEAST_CURVE)
        self._space(is_tight=True)
        _lay_out()
        least = self.minimumSizeHint()
        self._space(is_tight=self._is_low)
        _lay_out()
        return least

    @property
    def _is_low(self) -> bool:
        return self.height() < length(_ROOMY_HEIGHT, self.font())

    def _space(self, *, is_tight: bool) -> None:
        """Leave room between things, or little of it."""
        above, between = (2, 4) if is_tight else (4, 8)
        self._column.setContentsMargins(12, above, 12, above)
        self._column.setSpacing(between)
        self._column.setStretchFactor(self._upper, _LOW_UPPER_SHARE if is_tight else _UPPER_SHARE)
        self._column.setStretchFactor(self._lower, _LOWER_SHARE)
        around = 4 if is_tight else 9
        self._control_rows.setContentsMargins(12, around, 12, around)
        self._bottom_rows.setContentsMargins(14, *((2, 14, 2) if is_tight else (6, 14, 3)))
        for card in (self._network, self.error_plot, self.slope, self.code):
            card.space(is_tight=is_tight)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move things together in a low window."""
        super().resizeEvent(event)
        self._space(is_tight=self._is_low)

    def _place(self) -> None:
        self._column = column = QVBoxLayout(self)
        self._upper, self._lower = upper, lower = QHBoxLayout(), QHBoxLayout()
        upper.setSpacing(8)
        upper.addWidget(self._network_card(), _NETWORK_SHARE)
        upper.addWidget(self._side_card(), _SIDE_SHARE)
        lower.addWidget(self.error_plot, 3)
        lower.addWidget(self.slope, 3)
        lower.addWidget(self.code, 5)
        column.addWidget(self._control_card())
        column.addLayout(upper)
        column.addLayout(lower)
        column.addWidget(self._bottom_card())
        self.slope.hide()
        self._space(is_tight=False)

    def _control_card(self) -> QFrame:
        frame = _card_frame()
        frame.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._control_rows = rows = QVBoxLayout(frame)
        second = QHBoxLayout()
        second.addWidget(self.settings_bar)
        second.addStretch(1)
        second.addWidget(self.readouts)
        rows.addWidget(self.controls)
        rows.addLayout(second)
        return frame

    def _bottom_card(self) -> QFrame:
        frame = _card_frame()
        frame.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._bottom_rows = rows = QVBoxLayout(frame)
        rows.setSpacing(2)
        rows.addWidget(self.diagnosis)
        rows.addWidget(self.timeline)
        return frame

    def _network_card(self) -> Card:
        self._network = card = Card("Network")
        row = QHBoxLayout()
        card.header.addWidget(_legend(), 100)
        card.header.addSpacing(8)
        card.header.addWidget(self.follow_button)
        row.setSpacing(0)
        row.addWidget(self.lights)
        row.addWidget(self.network, 1)
        row.addSpacing(4)
        row.addWidget(self.signal)
        card.body.addLayout(row, 1)
        card.body.addWidget(self.caption)
        return card

    def _side_card(self) -> QFrame:
        frame = _card_frame()
        self._side_frame = frame
        column = QVBoxLayout(frame)
        column.setContentsMargins(6, 6, 6, 8)
        column.addWidget(self.side)
        return frame


def _lay_out() -> None:
    """Let all layouts take notice of what has changed, before anything is painted."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


def _card_frame() -> QFrame:
    frame = QFrame()
    frame.setProperty("card", True)
    return frame


def _follow_button() -> QPushButton:
    """Make the switch that lets the lamps follow training; clicking a lamp unchecks it."""
    tip = "While training is slow enough to see, the lamps show the example in training (F)"
    button = quiet_button("follow_button", "Follow training", tip, look="small")
    button.setCheckable(True)
    button.setChecked(True)
    return button


def _legend() -> ElidedLabel:
    legend = ElidedLabel()
    legend.setProperty("muted", True)
    legend.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    legend.show_text(_LEGEND)
    return legend
