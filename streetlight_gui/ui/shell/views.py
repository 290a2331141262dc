"""All the views of the window, and where they stand."""

from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from streetlight_gui.core.nn.parts import Edge, Part, Unit
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.ui.network.light_panel import LightPanel
from streetlight_gui.ui.network.network_view import NetworkView
from streetlight_gui.ui.network.walk_signal import WalkSignal
from streetlight_gui.ui.panels.control_bar import ControlBar
from streetlight_gui.ui.panels.pages import Pages
from streetlight_gui.ui.panels.readouts import Readouts
from streetlight_gui.ui.panels.settings.settings_panel import SettingsPanel
from streetlight_gui.ui.panels.settings_bar import SettingsBar
from streetlight_gui.ui.panels.status_card import StatusCard
from streetlight_gui.ui.panels.timeline import Timeline
from streetlight_gui.ui.panels.walk_bar import WalkBar
from streetlight_gui.ui.plots.activation_view import ActivationView
from streetlight_gui.ui.plots.error_plot import ErrorPlot
from streetlight_gui.ui.plots.slope_view import SlopeView
from streetlight_gui.ui.shell.banners import Banners
from streetlight_gui.ui.tables.code.code_view import CodeView
from streetlight_gui.ui.tables.examples.problem_editor import ProblemEditor
from streetlight_gui.ui.tables.numbers.numbers_page import NumbersPage
from streetlight_gui.ui.tables.patterns.pattern_table import PatternTable
from streetlight_gui.ui.widgets.banner import Banner
from streetlight_gui.ui.widgets.boxes import Card, filled
from streetlight_gui.ui.widgets.controls import quiet_button
from streetlight_gui.ui.widgets.labels import ElidedLabel, Readout
from streetlight_gui.ui.widgets.text_sizes import control_height, length
from streetlight_gui.ui.widgets.theme import Theme
from streetlight_gui.ui.widgets.throttle import FIGURES_INTERVAL_S, Throttle

_UPPER_SHARE, _LOWER_SHARE = 6, 5  # of the height
_LOW_UPPER_SHARE = 12  # in a low window: all patterns of three lights can be seen
_SIDE_LEAST_WIDTH = 330  # in a font of 12 pixels, as the next
_LEAST_CURVE = 26  # pixels between the title and the axis of a plot
_ROOMY_HEIGHT = 640  # from here on things stand apart
_SLOPE_SHARE = 0.2  # of the time at most: a slope over thousands of examples takes long
_LEGEND = "blue: positive · orange: negative · width: size · dashed: idle · cells: all patterns"
_HINT = "Click a light or press its number. Hover an edge or a unit to read its value."


class Views(QScrollArea):
    """Makes the views, in the order of Tab, and places them; it connects nothing.

    They get all the room there is, and never less than they can be read in: it scrolls where the
    screen is too small.

    Attributes:
        controls, settings_bar, readouts: the two rows at the top.
        status: how training stands, in the row below them.
        walk_bar, follow_button, lights, network, signal, caption: the network's card.
        patterns, numbers, examples, settings: the pages of the panel beside it.
        slope, activation, error_plot, code: the row below.
        pages: that panel.
        timeline: the line at the bottom.
        cards: all that can be folded away, by name.
        banners: what went wrong, each at its place.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make all views, without anything to show yet."""
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._content, self._least = QWidget(), QSize()
        self.banners = Banners(self)
        self.controls = ControlBar()
        self.settings_bar = SettingsBar()
        self.readouts = Readouts()
        self.status = StatusCard()  # has a pace of its own
        self.status.unfolded.connect(self.fit)
        tip = "While training is slow enough to see, the lamps show the example in training (F)"
        self.follow_button = quiet_button("follow_button", "Follow training", tip, look="small")
        self.follow_button.setCheckable(True)
        self.follow_button.setChecked(True)
        self.walk_bar = WalkBar()
        self.lights = LightPanel()
        self.network = NetworkView()
        self.signal = WalkSignal()
        self.patterns = PatternTable()
        self.numbers = NumbersPage()
        self.examples = ProblemEditor()
        self.settings = SettingsPanel()
        self.slope = SlopeView()
        self.activation = ActivationView()
        self.error_plot = ErrorPlot()
        self._parts = self.slope, self.activation
        self.code = CodeView()
        self.timeline = Timeline()
        self.caption = _quiet_line(_HINT, lines=2)  # whatever it says, it moves nothing
        self.pages, banners = Pages(), self.banners
        self.pages.add(self.patterns, "Patterns", "What the network makes of every pattern")
        tip = "Every variable with its shape and its values"
        self.pages.add(self.numbers, "Numbers", tip, banners.numbers)
        tip = "Edit the examples that it learns from"
        self.pages.add(self.examples, "Training set", tip, banners.examples)
        tip = "Everything a run is made with"
        self.pages.add(self.settings, "Settings", tip, banners.settings)
        for banner in banners.all:
            banner.told.connect(partial(self._show_banner, banner))
        self._place()
        tables = self.controls, self.patterns, self.numbers, self.settings, self.code
        self._figures = *tables, self.error_plot, self.timeline
        figures, pace = (*self._figures, self.readouts), FIGURES_INTERVAL_S
        self._paces = [
            Throttle(self.network.show_snapshot, 0.0, self),  # others need it though it is folded
            *(Throttle(view.show_snapshot, pace, view, is_spoken=True) for view in figures),
            Throttle(self.slope.show_snapshot, pace, self.slope, share=_SLOPE_SHARE),
        ]

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show this moment everywhere but in the lamps, at the pace of each view."""
        for pace in self._paces:
            pace.offer(snapshot, at_once=snapshot.shows_each_example)
        self.status.show_snapshot(snapshot)

    @property
    def is_settled(self) -> bool:
        """Whether the plot is there, and no view waits to show anything."""
        is_waiting = any(timer.isActive() for timer in self.findChildren(QTimer))
        curves, plot = self.error_plot.curves, self.error_plot
        return curves is not None and curves.isVisibleTo(plot) and not is_waiting

    def flush(self) -> None:
        """Let every view show the newest moment now."""
        for pace in (*self._paces, *self.findChildren(Throttle)):  # then those within the views
            pace.flush()

    def copy_numbers(self) -> None:
        """Put the numbers that stand under names on the clipboard, one a line."""
        lines = [readout.whole for readout in self.findChildren(Readout)]
        QApplication.clipboard().setText("\n".join(lines))

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        diagram = self.lights, self.network
        more = self.status, self.examples, *self._parts, self.banners
        for view in (*self._figures, *diagram, *more):
            view.set_theme(theme)

    def show_part(self, part: Part | None) -> None:
        """Mark a part in the code and among the numbers; show an edge's slope, or how a unit fires.

        It takes the place of the error plot: the diagram stays where it is clicked.
        """
        self.code.mark(part)
        self.numbers.mark(part)
        edge = part if isinstance(part, Edge) else None
        unit = part if isinstance(part, Unit) and self.activation.can_show(part) else None
        self.slope.setVisible(edge is not None)  # it first takes the newest moment
        self.activation.setVisible(unit is not None)
        self.error_plot.setVisible(edge is None and unit is None)
        self.slope.show_edge(edge)
        self.activation.show_unit(unit)

    def show_caption(self, description: str) -> None:
        """Describe what is marked in the diagram, or say what can be done there."""
        self.caption.show_text(description or _HINT)
        self.caption.setToolTip(description if self.caption.text() != description else "")

    def fit(self) -> None:
        """Measure below which size things would be cut off or lie on each other, and keep to it."""
        _lay_out()  # in the font there is now
        self._side_frame.setMinimumWidth(length(_SIDE_LEAST_WIDTH, self.font()))
        plots = self.error_plot, *self._parts  # one takes another's place
        width = max(plot.minimumSizeHint().width() for plot in plots)
        for plot in plots:
            plot.setMinimumWidth(width)
        for card in (*plots, self.code):
            card.setMinimumHeight(2 * control_height(self.font()) + _LEAST_CURVE)
        self._space(is_tight=True)
        _lay_out()
        self._least = self._content.minimumSizeHint()
        self._fill()
        _lay_out()

    def _show_banner(self, banner: Banner, sentence: str) -> None:
        """Make room for what it says, and let it be seen where the window scrolls."""
        if sentence and banner in self.banners.over:
            self._place_over(banner)
            banner.show()
        self.fit()
        if sentence and banner.isVisible():
            self.ensureWidgetVisible(banner)

    def _fill(self) -> None:
        """Give the views the room there is; move them together where that is low."""
        self._content.resize(self.viewport().size().expandedTo(self._least))
        self._space(is_tight=self._content.height() < length(_ROOMY_HEIGHT, self.font()))

    def _space(self, *, is_tight: bool) -> None:
        """Leave room between things, or little of it."""
        above, between = (2, 4) if is_tight else (4, 8)
        self._column.setContentsMargins(12, above, 12, above)
        self._column.setSpacing(between)
        upper = _LOW_UPPER_SHARE if is_tight else _UPPER_SHARE
        for row, share in ((self._upper, upper), (self._lower, _LOWER_SHARE)):
            self._column.setStretchFactor(row, 0 if row.isEmpty() else share)
        around = 2 if is_tight else 9
        self._control_rows.setContentsMargins(12, around, 12, around)
        self._bottom_rows.setContentsMargins(14, *((1, 14, 1) if is_tight else (6, 14, 3)))
        plots = self.error_plot, *self._parts
        for card in (self.status, self._network, *plots, self.code):
            card.space(is_tight=is_tight)

    def _place(self) -> None:
        legend = _quiet_line(_LEGEND)
        legend.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._network = Card("Network")
        filled(self._network.header, (legend, 100), 8, self.walk_bar, self.follow_button)
        row = self.lights, (self.network, 1), 4, self.signal
        self._diagram = QGridLayout()
        self._diagram.setSpacing(4)
        self._diagram.addLayout(filled(QHBoxLayout(), *row, spacing=0), 0, 0)
        self._diagram.addWidget(self.caption, 1, 0)
        self._diagram.setRowStretch(0, 1)
        filled(self._network.body, (self._diagram, 1))
        side = filled(QVBoxLayout(), self.pages, margins=(6, 6, 6, 8))
        self._side_frame = _card_frame("Pages", side)
        second_row = filled(QHBoxLayout(), self.settings_bar, 0, self.readouts)
        self._control_rows = filled(QVBoxLayout(), self.controls, second_row, self.banners.bar)
        self._bottom_rows = filled(QVBoxLayout(), self.timeline)
        top, bottom = (
            _card_frame("Controls", self._control_rows),
            _card_frame("Time", self._bottom_rows),
        )
        for frame in (top, self.status, bottom):
            frame.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._upper = filled(QHBoxLayout(), (self._network, 5), (self._side_frame, 3), spacing=8)
        self._plots = QWidget()
        filled(QHBoxLayout(self._plots), self.error_plot, *self._parts, margins=(0, 0, 0, 0))
        self._lower = filled(QHBoxLayout(), (self._plots, 3), (self.code, 5), spacing=8)
        banners = self.banners
        self._column = filled(QVBoxLayout(self._content), banners.window, banners.file)
        filled(self._column, top, self.status, self._upper, self._lower, bottom)
        self.cards = {
            "controls": top,
            "status": self.status,
            "network": self._network,
            "tables": self._side_frame,
            "plots": self._plots,
            "code": self.code,
            "time": bottom,
        }
        for card in self._parts:
            card.hide()
        self.setWidget(self._content)
        self._space(is_tight=False)
        for banner in self.banners.over:
            self._place_over(banner)

    def _place_over(self, banner: Banner) -> None:
        """Lay it over the caption, where it moves no edge; at the top where that is not seen."""
        if self.isVisible() and self._network.isHidden():
            self._column.insertWidget(0, banner)
        else:
            self._diagram.addWidget(banner, 0, 0, 2, 1, Qt.AlignmentFlag.AlignBottom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the views the new room; in another width banners have other lines."""
        super().resizeEvent(event)
        if any(banner.isVisible() for banner in self.banners.all):
            self.fit()
        self._fill()


def _lay_out() -> None:
    """Let all layouts take notice of what has changed, before anything is painted."""
    for _ in range(2):  # a banner asks for its height once it has its width
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


def _card_frame(name: str, content: QVBoxLayout) -> QFrame:
    frame = QFrame()
    frame.setAccessibleName(name)
    frame.setProperty("card", True)
    frame.setLayout(content)
    return frame


def _quiet_line(text: str, *, lines: int = 1) -> ElidedLabel:
    label = ElidedLabel(lines=lines)
    label.setProperty("muted", True)
    label.show_text(text)
    return label
