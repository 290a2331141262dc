"""The window: places the views and wires them to the session."""

from PySide6.QtCore import Qt, Slot
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

from streetlight_gui.core.picture import Picture
from streetlight_gui.core.snapshot import Snapshot
from streetlight_gui.core.start import Start
from streetlight_gui.ui.card import Card, muted_label
from streetlight_gui.ui.control_bar import ControlBar
from streetlight_gui.ui.error_plot import ErrorPlot
from streetlight_gui.ui.icons import app_icon
from streetlight_gui.ui.light_panel import LightPanel
from streetlight_gui.ui.menus import build_menus
from streetlight_gui.ui.network_view import NetworkView
from streetlight_gui.ui.readouts import Readouts
from streetlight_gui.ui.session import TrainingSession
from streetlight_gui.ui.settings_bar import SettingsBar
from streetlight_gui.ui.settings_store import SettingsStore
from streetlight_gui.ui.shown_pattern import ShownPattern
from streetlight_gui.ui.theme import ThemeChoice, apply_theme, resolve
from streetlight_gui.ui.walk_signal import WalkSignal

_LEGEND = "blue: positive weight  ·  orange: negative  ·  thickness: size"
_HINT = "Click a light or press its number. Hover an edge or a unit to read its value."


class MainWindow(QMainWindow):
    """Everything a person sees of one training session."""

    def __init__(
        self, start: Start, store: SettingsStore, theme: ThemeChoice | None = None
    ) -> None:
        """Build the window and begin a session; `theme` None takes the one remembered."""
        super().__init__()
        self.setWindowTitle("Streetlight")
        self.setWindowIcon(app_icon())
        self._store = store
        self._theme_choice = store.theme if theme is None else theme
        self.session = TrainingSession(start, self)
        self.shown_pattern = ShownPattern(self)
        self._make_views()
        self._arrange()
        self._connect_session()
        self._connect_views()
        build_menus(self)
        self._settings.show_start(start)
        self._apply_theme()
        hints = QApplication.styleHints()
        hints.colorSchemeChanged.connect(self._apply_theme)
        self.resize(1280, 800)
        self.setMinimumSize(900, 600)
        self.restoreGeometry(store.geometry)
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

    @property
    def theme_choice(self) -> ThemeChoice:
        """The theme that was picked last."""
        return self._theme_choice

    def _make_views(self) -> None:
        self._lights = LightPanel()
        self.network_view = NetworkView()
        self._signal = WalkSignal()
        self.error_plot = ErrorPlot()
        self.control_bar = ControlBar()
        self.settings_bar = SettingsBar()
        self._readouts = Readouts()
        self._caption = muted_label(_HINT)

    def _arrange(self) -> None:
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(12, 4, 12, 4)
        column.setSpacing(10)
        column.addWidget(self._controls())
        column.addWidget(self._network_card(), 5)
        column.addWidget(self.error_plot, 3)
        self.setCentralWidget(centre)
        self.statusBar().setSizeGripEnabled(False)

    def _controls(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("card", True)
        frame.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        rows = QVBoxLayout(frame)
        rows.setContentsMargins(12, 9, 12, 9)
        second = QHBoxLayout()
        second.addWidget(self.settings_bar)
        second.addStretch(1)
        second.addWidget(self._readouts)
        rows.addWidget(self.control_bar)
        rows.addLayout(second)
        return frame

    def _network_card(self) -> Card:
        card = Card("Network")
        card.header.addWidget(muted_label(_LEGEND))
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._lights)
        row.addWidget(self.network_view, 1)
        row.addSpacing(16)
        row.addWidget(self._signal)
        card.body.addLayout(row, 1)
        card.body.addWidget(self._caption)
        return card

    def _connect_session(self) -> None:
        session = self.session
        session.snapshot_changed.connect(self._show_snapshot)
        session.start_changed.connect(self.settings_bar.show_start)
        session.running_changed.connect(self.control_bar.set_running)
        session.running_changed.connect(self._clear_message)
        session.stopped.connect(self.show_message)
        session.set_speed(self.control_bar.speed)

    def _connect_views(self) -> None:
        session, controls, settings = self.session, self.control_bar, self.settings_bar
        controls.run_toggled.connect(session.toggle)
        controls.step_requested.connect(session.step)
        controls.restart_requested.connect(session.restart)
        controls.new_start_requested.connect(session.new_start)
        controls.speed_changed.connect(session.set_speed)
        settings.alpha_changed.connect(session.set_alpha)
        settings.seed_changed.connect(session.set_seed)
        settings.stop_after_changed.connect(session.set_stop_after)
        settings.rejected.connect(self.show_message)
        settings.following_changed.connect(self.shown_pattern.set_following)
        self.shown_pattern.following_changed.connect(settings.set_following)
        self.shown_pattern.changed.connect(self._lights.show_pattern)
        self.shown_pattern.changed.connect(self.network_view.show_pattern)
        self._lights.pattern_changed.connect(self._show_own_pattern)
        self.network_view.picture_changed.connect(self._show_prediction)
        self.network_view.described.connect(self._show_caption)
