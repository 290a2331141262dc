"""The window: places the views and wires them to the session."""

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from streetlight_gui.core.diagnosis import Remedy
from streetlight_gui.core.diagram import Edge, Part, edge_name, weight_index
from streetlight_gui.core.limits import MAX_LIGHTS
from streetlight_gui.core.listing import Line
from streetlight_gui.core.problem import Problem
from streetlight_gui.core.settings import Settings
from streetlight_gui.core.snapshot import Snapshot
from streetlight_gui.core.stopping import StopRule
from streetlight_gui.ui.card import Card, ElidedLabel, muted_label
from streetlight_gui.ui.code_view import CodeView
from streetlight_gui.ui.control_bar import ControlBar
from streetlight_gui.ui.diagnosis_line import DiagnosisLine
from streetlight_gui.ui.error_plot import ErrorPlot
from streetlight_gui.ui.follow_button import FollowButton
from streetlight_gui.ui.help_boxes import show_about, show_keys
from streetlight_gui.ui.icons import app_icon
from streetlight_gui.ui.light_panel import LightPanel
from streetlight_gui.ui.menus import MenuBar
from streetlight_gui.ui.network_view import NetworkView
from streetlight_gui.ui.problem_dialogs import open_problem, save_problem
from streetlight_gui.ui.readouts import Readouts
from streetlight_gui.ui.remedies import remedied
from streetlight_gui.ui.session import TrainingSession
from streetlight_gui.ui.settings_bar import SettingsBar
from streetlight_gui.ui.settings_store import SettingsStore
from streetlight_gui.ui.shown_pattern import ShownPattern
from streetlight_gui.ui.side_panel import SidePanel
from streetlight_gui.ui.slope_view import SlopeView
from streetlight_gui.ui.theme import ThemeChoice, apply_theme, resolve
from streetlight_gui.ui.timeline import Timeline
from streetlight_gui.ui.walk_signal import WalkSignal

_NETWORK_SHARE, _SIDE_SHARE = 5, 3  # of the width
_SIDE_LEAST_WIDTH = 330
_LEGEND = "blue: positive weight  ·  orange: negative  ·  thickness: size"
_HINT = "Click a light or press its number. Hover an edge or a unit to read its value."


class MainWindow(QMainWindow):
    """Everything a person sees of one training session.

    Attributes:
        session: trains, and tells of it.
    """

    def __init__(
        self, settings: Settings, store: SettingsStore, theme: ThemeChoice | None = None
    ) -> None:
        """Build the window and begin a session; `theme` None takes the one remembered."""
        super().__init__()
        self.setWindowTitle("Streetlight")
        self.setWindowIcon(app_icon())
        self._store = store
        self._theme_choice = store.theme if theme is None else theme
        self.session = TrainingSession(settings, self)
        self._shown_pattern = ShownPattern(self)
        self._make_views()
        self._arrange()
        self._connect_session()
        self._connect_views()
        self._connect_side()
        self._connect_menus()
        self._show_settings(settings)
        self._apply_theme()
        QApplication.styleHints().colorSchemeChanged.connect(self._apply_theme)
        self.resize(1280, 800)
        self.setMinimumSize(900, 600)
        self.restoreGeometry(store.geometry)
        self._network_view.setFocus()
        if store.problem:
            self.show_message(store.problem)

    def show_message(self, text: str) -> None:
        """Tell the person something, in a line at the bottom that stays until the next one."""
        self.statusBar().showMessage(text)

    @Slot(str)
    def show_error(self, text: str) -> None:
        """Pause training, and tell the person what went wrong."""
        self.session.pause()
        self.show_message(text)

    def choose_theme(self, choice: ThemeChoice) -> None:
        """Change the theme, and remember the choice."""
        self._theme_choice = choice
        self._store.theme = choice
        self._apply_theme()

    def _make_views(self) -> None:
        # In the order of Tab.
        self._control_bar = ControlBar()
        self._settings_bar = SettingsBar()
        self._readouts = Readouts()
        self._follow_button = FollowButton()
        self._lights = LightPanel()
        self._network_view = NetworkView()
        self._signal = WalkSignal()
        self._slope = SlopeView()
        self._error_plot = ErrorPlot()
        self._code = CodeView()
        self._diagnosis = DiagnosisLine()
        self._side = SidePanel()
        self._timeline = Timeline()
        self._caption = muted_label(_HINT)
        self._menus = MenuBar(self.session.undo_stack, self)
        self.setMenuBar(self._menus)

    def _arrange(self) -> None:
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(12, 4, 12, 4)
        column.setSpacing(8)
        column.addWidget(self._controls())
        upper = QHBoxLayout()
        upper.setSpacing(8)
        upper.addWidget(self._network_card(), _NETWORK_SHARE)
        upper.addWidget(self._side_card(), _SIDE_SHARE)
        lower = QHBoxLayout()
        lower.addWidget(self._error_plot, 2)
        lower.addWidget(self._slope, 2)
        lower.addWidget(self._code, 3)
        column.addLayout(upper, 7)
        column.addLayout(lower, 5)
        column.addWidget(self._diagnosis)
        column.addWidget(self._timeline)
        self._slope.hide()
        self.setCentralWidget(centre)
        self.statusBar().setSizeGripEnabled(False)

    def _side_card(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("card", True)
        frame.setMinimumWidth(_SIDE_LEAST_WIDTH)
        column = QVBoxLayout(frame)
        column.setContentsMargins(6, 6, 6, 8)
        column.addWidget(self._side)
        return frame

    def _controls(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("card", True)
        frame.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        rows = QVBoxLayout(frame)
        rows.setContentsMargins(12, 9, 12, 9)
        second = QHBoxLayout()
        second.addWidget(self._settings_bar)
        second.addStretch(1)
        second.addWidget(self._readouts)
        rows.addWidget(self._control_bar)
        rows.addLayout(second)
        return frame

    def _network_card(self) -> Card:
        card = Card("Network")
        legend = ElidedLabel()
        legend.setProperty("muted", True)
        legend.setAlignment(Qt.AlignmentFlag.AlignRight)
        legend.show_text(_LEGEND)
        card.header.addWidget(legend, 100)
        card.header.addSpacing(8)
        card.header.addWidget(self._follow_button)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._lights)
        row.addWidget(self._network_view, 1)
        row.addSpacing(4)
        row.addWidget(self._signal)
        card.body.addLayout(row, 1)
        card.body.addWidget(self._caption)
        return card

    def _connect_session(self) -> None:
        session = self.session
        session.snapshot_changed.connect(self._show_snapshot)
        session.settings_changed.connect(self._show_settings)
        session.stop_rule_changed.connect(self._settings_bar.show_stop_rule)
        session.stop_rule_changed.connect(self._side.settings.show_stop_rule)
        session.undo_stack.indexChanged.connect(self.statusBar().clearMessage)
        session.running_changed.connect(self._control_bar.set_running)
        session.running_changed.connect(self._note_running)
        session.stopped.connect(self.show_message)
        session.set_speed(self._control_bar.speed)

    def _connect_views(self) -> None:
        session, controls, settings = self.session, self._control_bar, self._settings_bar
        controls.run_toggled.connect(session.toggle)
        controls.step_requested.connect(session.step)
        controls.step_back_requested.connect(session.step_back)
        controls.restart_requested.connect(session.restart)
        controls.new_start_requested.connect(session.new_start)
        controls.speed_changed.connect(session.set_speed)
        settings.alpha_changed.connect(session.set_alpha)
        settings.seed_changed.connect(session.set_seed)
        settings.stop_after_changed.connect(session.set_stop_after)
        settings.rejected.connect(self.show_message)
        self._follow_button.clicked.connect(self._shown_pattern.set_following)
        self._shown_pattern.following_changed.connect(self._follow_button.setChecked)
        self._shown_pattern.changed.connect(self._lights.show_pattern)
        self._shown_pattern.changed.connect(self._network_view.show_pattern)
        self._lights.pattern_changed.connect(self._show_own_pattern)
        self._network_view.picture_changed.connect(self._signal.show_prediction)
        self._network_view.described.connect(self._show_caption)
        self._network_view.part_chosen.connect(self._show_part)
        self._network_view.weight_edited.connect(self._set_weight)
        self._network_view.rejected.connect(self.show_message)
        self._network_view.hidden_requested.connect(self._set_hidden)
        self._diagnosis.remedy_chosen.connect(self._try_remedy)
        self._slope.closed.connect(self._close_slope)
        self._code.line_chosen.connect(self._show_line)
        self._timeline.moment_requested.connect(session.go_to)
        self._timeline.live_requested.connect(session.go_live)
        self._error_plot.iteration_requested.connect(session.go_to_iteration)

    def _connect_side(self) -> None:
        side = self._side
        for pages in (side.patterns, side.examples):
            pages.pattern_chosen.connect(self._show_own_pattern)
        self._shown_pattern.changed.connect(side.patterns.show_pattern)
        side.examples.problem_edited.connect(self._edit_problem)
        side.settings.settings_edited.connect(self._edit_settings)
        side.settings.stop_rule_edited.connect(self._edit_stop_rule)
        for page in (side.examples, side.settings):
            page.rejected.connect(self.show_message)

    def _connect_menus(self) -> None:
        menus, session = self._menus, self.session
        menus.problem_chosen.connect(session.open_problem)
        menus.open_requested.connect(self._open_problem)
        menus.save_requested.connect(self._save_problem)
        menus.run_toggled.connect(session.toggle)
        menus.step_requested.connect(self._control_bar.step)
        menus.step_back_requested.connect(self._control_bar.step_back)
        menus.live_requested.connect(session.go_live)
        menus.animation_toggled.connect(self._network_view.set_animated)
        menus.restart_requested.connect(session.restart)
        menus.new_start_requested.connect(session.new_start)
        menus.follow_toggled.connect(self._follow_button.click)
        menus.theme_chosen.connect(self.choose_theme)
        menus.log_axis_toggled.connect(self._error_plot.set_log)
        self._error_plot.log_changed.connect(menus.show_log_axis)
        menus.full_screen_toggled.connect(self._set_full_screen)
        menus.keys_requested.connect(self._show_keys)
        menus.about_requested.connect(self._show_about)
        menus.quit_requested.connect(self.close)

    @Slot(object)
    def _show_settings(self, settings: Settings) -> None:
        self._settings_bar.show_settings(settings)
        self._side.settings.show_settings(settings)
        self._side.examples.show_problem(settings.problem)
        self._menus.show_problem(settings.problem)
        self.setWindowTitle(f"{settings.problem.name} \N{EM DASH} Streetlight")

    @Slot(object)
    def _show_snapshot(self, snapshot: Snapshot) -> None:
        self._lights.leave_bias_room(bool(snapshot.network.biases))
        self._network_view.show_snapshot(snapshot)
        self._shown_pattern.show_snapshot(snapshot)
        for view in (
            self._control_bar,
            self._readouts,
            self._error_plot,
            self._code,
            self._slope,
            self._timeline,
            self._diagnosis,
            self._side,
        ):
            view.show_snapshot(snapshot)

    @Slot(object)
    def _show_own_pattern(self, pattern: tuple[float, ...]) -> None:
        self._lights.show_pattern(pattern)
        self._shown_pattern.set_own(pattern)
        if self._network_view.picture is not None:
            self._signal.answer(self._network_view.picture)

    @Slot(object)
    def _show_part(self, part: Part | None) -> None:
        if part is not None:
            self._code.mark(part)
        edge = part if isinstance(part, Edge) else None
        self._slope.show_edge(edge)
        self._show_slope(shown=edge is not None)

    @Slot()
    def _close_slope(self) -> None:
        self._network_view.choose(None)

    def _show_slope(self, *, shown: bool) -> None:
        """Show the slope in the place of the error plot: the diagram stays where it is clicked."""
        self._slope.setVisible(shown)
        self._error_plot.setVisible(not shown)

    @Slot(object)
    def _show_line(self, line: Line) -> None:
        self._network_view.light_up(line.layer, line.matrix)

    @Slot(object, float)
    def _set_weight(self, edge: Edge, weight: float) -> None:
        sizes = self.session.settings.sizes
        self.session.set_weight(edge_name(edge, sizes), weight_index(sizes, edge), weight)

    @Slot(object)
    def _set_hidden(self, hidden: tuple[int, ...]) -> None:
        self.session.change_settings(self.session.settings.with_hidden(hidden))

    @Slot(str, object)
    def _edit_problem(self, words: str, problem: Problem) -> None:
        self.session.change_settings(self.session.settings.with_problem(problem), words)

    @Slot(str, object)
    def _edit_settings(self, words: str, settings: Settings) -> None:
        self.session.change_settings(settings, words)

    @Slot(str, object)
    def _edit_stop_rule(self, _words: str, rule: StopRule) -> None:
        self.session.change_stop_rule(rule)

    @Slot(object)
    def _try_remedy(self, remedy: Remedy) -> None:
        session, after = self.session, remedied(self.session.settings, remedy)
        if after is not session.settings:
            session.change_settings(after)
        elif remedy is Remedy.EDIT_EXAMPLES:
            self._side.setCurrentWidget(self._side.examples)
        elif remedy is Remedy.NEW_START:
            session.new_start()
        elif remedy is Remedy.RESTART:
            session.restart()
        elif remedy is Remedy.RUN_ON and not session.running:
            session.toggle()

    @Slot()
    def _open_problem(self) -> None:
        try:
            problem = open_problem(self)
        except ValueError as error:
            self.show_message(str(error))
        else:
            if problem is not None:
                self.session.open_problem(problem)

    @Slot()
    def _save_problem(self) -> None:
        try:
            file = save_problem(self, self.session.settings.problem)
        except ValueError as error:
            self.show_message(str(error))
        else:
            if file is not None:
                self.show_message(f"Saved as {file}")

    @Slot(str)
    def _show_caption(self, description: str) -> None:
        self._caption.setText(description or _HINT)

    @Slot(bool)
    def _note_running(self, running: bool) -> None:
        if running:
            self.statusBar().clearMessage()

    @Slot()
    def _apply_theme(self) -> None:
        application = QApplication.instance()
        if not isinstance(application, QApplication):
            return
        theme = resolve(self._theme_choice)
        apply_theme(application, theme)
        for view in (
            self._lights,
            self._network_view,
            self._error_plot,
            self._control_bar,
            self._slope,
            self._code,
            self._timeline,
            self._diagnosis,
            self._side,
        ):
            view.set_theme(theme)
        self._menus.show_theme(self._theme_choice)

    @Slot(bool)
    def _set_full_screen(self, full: bool) -> None:
        self.showFullScreen() if full else self.showNormal()

    @Slot()
    def _show_keys(self) -> None:
        show_keys(self)

    @Slot()
    def _show_about(self) -> None:
        show_about(self)

    def event(self, event: QEvent) -> bool:
        """Keep menus from wiping the message at the bottom with empty tips of theirs."""
        return event.type() == QEvent.Type.StatusTip or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Space and the digits that no focused control wanted."""
        digit = event.key() - Qt.Key.Key_0
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.session.toggle()
        elif 1 <= digit <= MAX_LIGHTS and not event.isAutoRepeat():  # or lamps would flash
            self._lights.toggle_light(digit)
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window's place, and end the training thread."""
        self._store.geometry = self.saveGeometry()
        self.session.shut_down()
        super().closeEvent(event)
