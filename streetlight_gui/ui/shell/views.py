"""All the views of the window, and how often each shows what is new."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from streetlight_gui.core.nn.parts import Edge, Part, Unit
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.text.description import LEGEND
from streetlight_gui.ui.network.light_panel import LightPanel
from streetlight_gui.ui.network.network_view import NetworkView
from streetlight_gui.ui.network.walk_signal import WalkSignal
from streetlight_gui.ui.panels.control_bar import ControlBar
from streetlight_gui.ui.panels.pages import Pages
from streetlight_gui.ui.panels.readouts import Readouts
from streetlight_gui.ui.panels.settings_bar import SettingsBar
from streetlight_gui.ui.panels.status_card import StatusCard
from streetlight_gui.ui.panels.timeline import Timeline
from streetlight_gui.ui.panels.walk_bar import WalkBar
from streetlight_gui.ui.plots.activation_view import ActivationView
from streetlight_gui.ui.plots.error_plot import ErrorPlot
from streetlight_gui.ui.plots.slope_view import SlopeView
from streetlight_gui.ui.session.worker import FOLLOWABLE_SPEED
from streetlight_gui.ui.shell.banners import Banners
from streetlight_gui.ui.tables.code.code_view import CodeView
from streetlight_gui.ui.tables.examples.problem_editor import ProblemEditor
from streetlight_gui.ui.tables.numbers.numbers_page import NumbersPage
from streetlight_gui.ui.tables.patterns.pattern_table import PatternTable
from streetlight_gui.ui.tables.runs.run_table import RunTable
from streetlight_gui.ui.widgets.controls import quiet_button
from streetlight_gui.ui.widgets.labels import ElidedLabel, Readout
from streetlight_gui.ui.widgets.late_page import LatePage
from streetlight_gui.ui.widgets.theme import Theme
from streetlight_gui.ui.widgets.throttle import FIGURES_INTERVAL_S, Throttle

if TYPE_CHECKING:
    from streetlight_gui.ui.panels.settings.settings_panel import SettingsPanel
    from streetlight_gui.ui.shell.starts_page import StartsPage

_SLOPE_SHARE = 0.2  # of the time at most: a slope over thousands of examples takes long
_HINT = """Click a light or press its number. Hover an edge or a unit to read its value.
The wider an edge, the larger its weight. Cells in a unit: its value for each pattern."""
_HINT_ON_OWN = """The lights are yours now; Follow training (F) shows the example in training.
Hover an edge or a unit to read its value."""
_OUTPACED = (
    f"Too fast for the lights to follow: up to {FOLLOWABLE_SPEED:g} examples/s they show each."
)
_HINT_OUTPACED = f"{_OUTPACED}\nHover an edge or a unit to read its value."


class Views(QWidget):
    """Makes the views, in the order of Tab; it places none, and connects nothing.

    Attributes:
        controls, settings_bar, readouts: the two rows at the top.
        status: how training stands, in the row below them.
        legend, walk_bar, follow_button, lights, network, signal, caption: the network's card.
        patterns, runs, starts, numbers, examples, settings: the pages of the panel beside it;
            starts and settings are the places of pages that come late.
        slope, activation, error_plot, code: the row below.
        parts: slope and activation, which take the place of error_plot.
        pages: that panel.
        timeline: the line at the bottom.
        banners: what went wrong, each at its place.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make all views, without anything to show yet."""
        super().__init__(parent)
        self.banners = Banners(self)
        self.controls = ControlBar()
        self.settings_bar = SettingsBar()
        self.readouts = Readouts()
        self.status = StatusCard()  # has a pace of its own
        self._make_network()
        self.patterns = PatternTable()
        self.runs = RunTable()
        self.starts = LatePage(self._make_starts)
        self.banners.starts_progress.setParent(self.starts)  # its page takes it over
        self.numbers = NumbersPage()
        self.examples = ProblemEditor()
        self.settings = LatePage(_make_settings)
        self.slope = SlopeView()
        self.activation = ActivationView()
        self.error_plot = ErrorPlot()
        self.parts = self.slope, self.activation
        self.code = CodeView()
        self.timeline = Timeline()
        self._fill_pages()
        tables = self.controls, self.patterns, self.runs, self.numbers, self.settings, self.code
        self._figures = *tables, self.error_plot, self.timeline
        figures, pace = (*self._figures, self.readouts), FIGURES_INTERVAL_S
        self._paces = [
            Throttle(self.network.show_snapshot, 0.0, self),  # others need it though it is folded
            *(Throttle(view.show_snapshot, pace, view, is_spoken=True) for view in figures),
            Throttle(self.slope.show_snapshot, pace, self.slope, share=_SLOPE_SHARE),
        ]

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show this moment everywhere but in the lamps, at the pace of each view."""
        self.lights.leave_bias_room(bool(snapshot.network.biases))
        names = snapshot.settings.problem.names
        self.lights.show_names(names)
        self.signal.show_answer_name(names[-1] if names else "")
        for pace in self._paces:
            pace.offer(snapshot, at_once=snapshot.shows_each_example)
        self.status.show_snapshot(snapshot)
        self.starts.show_snapshot(snapshot)

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
        more = self.status, self.starts, self.examples, *self.parts, self.banners
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

    def show_following(self, following: bool) -> None:
        """Show whether the lights follow training, where these are looked at, too."""
        self.follow_button.setChecked(following)
        self.show_caption(self._described)

    def show_outpaced(self, is_outpaced: bool) -> None:
        """Say where the lights cannot follow training."""
        self._is_outpaced = is_outpaced
        self.show_caption(self._described)

    def show_caption(self, description: str) -> None:
        """Describe what is marked in the diagram, or say what can be done there."""
        self._described = description
        text = description or self._hint
        self.caption.show_text(text)
        self.caption.setToolTip(text)

    @property
    def _hint(self) -> str:
        if not self.follow_button.isChecked():
            return _HINT_ON_OWN
        return _HINT_OUTPACED if self._is_outpaced else _HINT

    def _make_network(self) -> None:
        tip = "While training is slow enough to see, the lights show the example in training (F)"
        name, text = "follow_button", "Follow training"
        self.follow_button = quiet_button(name, text, tip, look="small", is_on=True)
        self.walk_bar = WalkBar()
        self.lights = LightPanel()
        self.network = NetworkView()
        self.signal = WalkSignal()
        self.legend = _quiet_line(LEGEND)
        self.legend.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._described, self._is_outpaced = "", False
        self.caption = _quiet_line(_HINT, lines=2)  # whatever it says, it moves nothing

    def _make_starts(self) -> "StartsPage":
        from streetlight_gui.ui.shell.starts_page import StartsPage  # the window starts without

        return StartsPage(self.banners.starts_progress)

    def _fill_pages(self) -> None:
        self.pages, banners = Pages(), self.banners
        self.pages.add(self.patterns, "Patterns", "What the network makes of every pattern")
        tip = "Every run so far: go back to one, lay their curves over each other"
        self.pages.add(self.runs, "Runs", tip)
        tip = "Which of many starts learn, and which do not"
        self.pages.add(self.starts, "Starts", tip, banners.starts)
        tip = "Every variable with its shape and its values"
        self.pages.add(self.numbers, "Numbers", tip, banners.numbers)
        tip = "Edit the examples that it learns from"
        self.pages.add(self.examples, "Training set", tip, banners.examples, short="Training")
        tip = "Everything a run is made with"
        self.pages.add(self.settings, "Settings", tip, banners.settings)


def _make_settings() -> "SettingsPanel":
    from streetlight_gui.ui.panels.settings.settings_panel import SettingsPanel  # as above

    return SettingsPanel()


def _quiet_line(text: str, *, lines: int = 1) -> ElidedLabel:
    label = ElidedLabel(lines=lines)
    label.setProperty("muted", True)
    label.show_text(text)
    label.setToolTip(text)
    return label
