"""The window: wires the views to the session."""

from functools import partial

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from streetlight_gui.core.checks.formatting import ELLIPSIS, in_one_line
from streetlight_gui.core.checks.limits import MAX_LIGHTS
from streetlight_gui.core.diagnosis import Remedy
from streetlight_gui.core.nn.parts import Edge, Part
from streetlight_gui.core.problems.presets import Preset
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.text.listing import Line
from streetlight_gui.text.preset_words import PRESET_WORDS
from streetlight_gui.ui.session.session import TrainingSession
from streetlight_gui.ui.shell.content_area import ContentArea
from streetlight_gui.ui.shell.help_boxes import show_about, show_keys
from streetlight_gui.ui.shell.key_places import meant_key
from streetlight_gui.ui.shell.menus import Action, MenuBar, Switch, ending
from streetlight_gui.ui.shell.message_bar import MessageBar
from streetlight_gui.ui.shell.problem_dialogs import open_problem, save_problem
from streetlight_gui.ui.shell.settings_store import SettingsStore
from streetlight_gui.ui.shell.shown_pattern import ShownPattern
from streetlight_gui.ui.shell.text_scale import NORMAL, scale_text, stepped
from streetlight_gui.ui.shell.views import Views
from streetlight_gui.ui.shell.window_size import first_size, least_size
from streetlight_gui.ui.widgets.icons import app_icon
from streetlight_gui.ui.widgets.theme import ThemeChoice, apply_theme, resolve

_COMMAND_KEYS = (  # with which Space and digits mean something else
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class MainWindow(QMainWindow):
    """Everything a person sees of one training session.

    Attributes:
        session: trains, and tells of it.
    """

    def __init__(
        self, settings: Settings, store: SettingsStore, theme: ThemeChoice | None = None
    ) -> None:
        """Build the window and begin a session; `theme` None takes the one remembered."""
        scale_text(store.text_scale)  # first: there is nothing yet that would follow
        super().__init__()
        self.setWindowIcon(app_icon())
        self._store = store
        self._theme_choice = store.theme if theme is None else theme
        self.session = TrainingSession(settings, self)
        self._saved: tuple[Problem | None, str] = (None, "")  # the last, and its file's name
        self._shown_pattern = ShownPattern(self)
        self._views = Views()
        self._area = ContentArea(self._views)
        self.setCentralWidget(self._area)
        self._actions = self._make_actions()
        self._menus = MenuBar(self.session.undo_stack, self, **self._actions)
        self.setMenuBar(self._menus)
        self._messages = MessageBar()
        self.setStatusBar(self._messages)
        self._connect_session()
        self._connect_controls()
        self._connect_pattern()
        self._connect_network()
        self._connect_edits()
        self._connect_time()
        self._connect_menus()
        self._show_settings(settings)
        self._menus.tick(Switch.ANIMATION, store.animates)
        self._views.network.set_animated(store.animates)
        self._apply_theme()
        QApplication.styleHints().colorSchemeChanged.connect(self._apply_theme)
        room = self.screen().availableSize()
        self.setMinimumSize(least_size(room))
        self.resize(first_size(room))
        self.restoreGeometry(store.geometry)
        self._views.network.setFocus()
        if store.problem:
            self.show_message(store.problem)

    @Slot(str)
    def show_message(self, text: str) -> None:
        """Tell the person something, in a line at the bottom that stays until the next one."""
        self._messages.say(text)

    @Slot(str)
    def show_error(self, text: str) -> None:
        """Pause training, and tell the person what went wrong."""
        self.session.pause()
        self.show_message(text)

    @property
    def is_settled(self) -> bool:
        """Whether all views are there, and nothing is left that would change by itself."""
        return self._views.is_settled

    def show_page(self, page: str) -> None:
        """Turn the panel beside the diagram to `patterns`, `examples` or `settings`."""
        side = self._views.side
        pages = {"patterns": side.patterns, "examples": side.examples, "settings": side.settings}
        side.setCurrentWidget(pages[page])

    def choose_theme(self, choice: ThemeChoice) -> None:
        """Change the theme, and remember the choice."""
        self._theme_choice = choice
        self._store.theme = choice
        self._apply_theme()

    def scale_text(self, scale: float) -> None:
        """Write everything this many times as large as the desktop does, and remember it."""
        self._store.text_scale = scale
        scale_text(scale)

    def _connect_session(self) -> None:
        session, views = self.session, self._views
        session.snapshot_changed.connect(self._show_snapshot)
        session.settings_changed.connect(self._show_settings)
        session.stop_rule_changed.connect(views.settings_bar.show_stop_rule)
        session.stop_rule_changed.connect(views.side.settings.show_stop_rule)
        session.undo_stack.indexChanged.connect(self._messages.clearMessage)
        session.running_changed.connect(self._note_running)
        session.running_changed.connect(views.controls.set_running)
        session.undo_stack.undoTextChanged.connect(self._messages.clearMessage)
        session.stopped.connect(self.show_message)
        session.told.connect(self._messages.say_of_edit)
        session.set_speed(views.controls.speed)

    def _connect_controls(self) -> None:
        session, controls, settings = self.session, self._views.controls, self._views.settings_bar
        controls.run_toggled.connect(session.toggle)
        controls.step_requested.connect(session.step)
        controls.step_back_requested.connect(session.step_back)
        controls.restart_requested.connect(session.restart)
        controls.new_start_requested.connect(session.new_start)
        controls.speed_changed.connect(session.set_speed)
        settings.alpha_changed.connect(session.set_alpha)
        settings.seed_changed.connect(session.set_seed)
        settings.stop_after_changed.connect(session.set_stop_after)

    def _connect_pattern(self) -> None:
        views, shown = self._views, self._shown_pattern
        views.follow_button.clicked.connect(shown.set_following)
        shown.following_changed.connect(views.follow_button.setChecked)
        for view in (views.lights, views.network, views.side.patterns):
            shown.changed.connect(view.show_pattern)
        views.lights.pattern_changed.connect(self._show_own_pattern)
        views.side.patterns.pattern_chosen.connect(self._show_own_pattern)
        views.side.examples.pattern_chosen.connect(self._show_own_pattern)
        views.network.picture_changed.connect(views.signal.show_prediction)

    def _connect_network(self) -> None:
        views = self._views
        views.network.described.connect(views.show_caption)
        views.network.part_chosen.connect(self._show_part)
        views.network.let_go.connect(views.code.let_go)
        views.slope.closed.connect(self._close_slope)
        views.code.line_chosen.connect(self._show_line)

    def _connect_edits(self) -> None:
        session, views = self.session, self._views
        views.network.weight_edited.connect(session.set_weight)
        views.network.units_requested.connect(session.change_units)
        views.network.layer_requested.connect(session.add_layer)
        views.side.examples.problem_edited.connect(session.change_problem)
        views.side.settings.settings_edited.connect(session.use_settings)
        views.side.settings.stop_rule_edited.connect(session.change_stop_rule)
        views.diagnosis.remedy_chosen.connect(self._try_remedy)
        for view in (views.settings_bar, views.network, views.side.examples, views.side.settings):
            view.rejected.connect(self.show_message)

    def _connect_time(self) -> None:
        session, views = self.session, self._views
        views.timeline.moment_requested.connect(session.go_to)
        views.timeline.live_requested.connect(session.go_live)
        views.error_plot.iteration_requested.connect(session.go_to_iteration)
        for moved in (  # in time, so that a message on another moment is an old one
            views.controls.step_requested,
            views.controls.step_back_requested,
            views.timeline.moment_requested,
            views.timeline.live_requested,
            views.error_plot.iteration_requested,
        ):
            moved.connect(self._messages.move_on)

    def _make_actions(self) -> dict[str, list[Action | None]]:
        """Write once what the menus, their keys and the list of keys offer."""
        session, controls = self.session, self._views.controls
        larger, smaller = partial(self._step_text_scale, 1), partial(self._step_text_scale, -1)
        return {
            "file": [
                ending(f"&Open a problem{ELLIPSIS}", self._open_problem, "Ctrl+O", "open a file"),
                ending(f"&Save the problem as{ELLIPSIS}", self._save_problem, "Ctrl+S", "save"),
                None,
                Action("&Quit", self.close, ("Ctrl+Q",), "quit"),
            ],
            "train": [
                ending("&Run or pause\tSpace", session.toggle),
                ending("&Step", controls.step, "S", "step", repeats=True),
                ending("Step &back", controls.step_back, "B", "step back", repeats=True),
                ending("&Live: the end of the run", session.go_live, "Ctrl+End", "end of the run"),
                ending("R&estart", session.restart, "R", "restart from the same weights"),
                ending("&New start", session.new_start, "N", "new start from the next seed"),
                None,
                Action(
                    "&Follow training",
                    self._shown_pattern.set_following,
                    ("F",),
                    "follow training with the lamps",
                    switch=Switch.FOLLOWING,
                ),
            ],
            "view": [
                Action("Larger &text", larger, ("Ctrl++", "Ctrl+="), "larger text", repeats=True),
                Action("S&maller text", smaller, ("Ctrl+-",), "smaller text", repeats=True),
                Action("&Normal text size", self._reset_text_scale, ("Ctrl+0",), "normal text"),
                None,
                Action(
                    "L&ogarithmic error axis",
                    self._views.error_plot.set_log,
                    ("L",),
                    "logarithmic or linear error axis",
                    switch=Switch.LOG_AXIS,
                ),
                Action("&Animate phases", self._animate, switch=Switch.ANIMATION),
                Action(
                    "&Full screen",
                    self._set_full_screen,
                    ("F11",),
                    "full screen",
                    switch=Switch.FULL_SCREEN,
                ),
            ],
            "about": [
                Action("&Keys", self._show_keys, ("F1",), "this list"),
                Action("&About Streetlight", partial(show_about, self)),
            ],
        }

    def _connect_menus(self) -> None:
        menus, following = self._menus, self._shown_pattern.following_changed
        menus.problem_chosen.connect(self._open_preset)
        menus.theme_chosen.connect(self.choose_theme)
        menus.tick(Switch.FOLLOWING, True)
        menus.tick(Switch.LOG_AXIS, True)
        following.connect(partial(menus.tick, Switch.FOLLOWING))
        self._views.error_plot.log_changed.connect(partial(menus.tick, Switch.LOG_AXIS))

    @Slot(object)
    def _open_preset(self, preset: Preset) -> None:
        self._saved = None, ""  # a preset has its own name, whatever file it was saved in
        self.session.open_problem(preset)
        self.show_message(PRESET_WORDS[preset.problem.name].about)

    @Slot(object)
    def _try_remedy(self, remedy: Remedy) -> None:
        self.session.try_remedy(remedy)
        if remedy is Remedy.EDIT_EXAMPLES:
            self.show_page("examples")

    @Slot()
    def _open_problem(self) -> None:
        problem = open_problem(self, self.show_message)
        if problem is not None:
            self.session.open_problem(problem)

    @Slot()
    def _save_problem(self) -> None:
        problem = self.session.settings.problem
        file = save_problem(self, problem, self.show_message)
        if file is not None:
            self._saved = problem, file.stem
            self._show_title(problem)
            self.show_message(f"Saved as {file}")

    @Slot(object)
    def _show_settings(self, settings: Settings) -> None:
        self._views.settings_bar.show_settings(settings)
        self._views.side.show_settings(settings)
        self._menus.show_problem(settings.problem)
        self._show_title(settings.problem)

    def _show_title(self, problem: Problem) -> None:
        """Name the problem, or the file that it is saved in."""
        saved, name = self._saved
        name = name if problem == saved else problem.name
        name = in_one_line(name).replace("[*]", "[*][*]")  # Qt takes one for a mark of its own
        self.setWindowTitle(f"{name} \N{EM DASH} Streetlight")

    @Slot(object)
    def _show_snapshot(self, snapshot: Snapshot) -> None:
        self._views.lights.leave_bias_room(bool(snapshot.network.biases))
        self._views.show_snapshot(snapshot)
        self._shown_pattern.show_snapshot(snapshot)

    @Slot(object)
    def _show_own_pattern(self, pattern: tuple[float, ...]) -> None:
        views = self._views
        self._shown_pattern.set_own(pattern)
        if views.network.picture is not None:
            views.signal.answer(views.network.picture)

    @Slot(object)
    def _show_part(self, part: Part | None) -> None:
        self._views.code.mark(part)
        edge = part if isinstance(part, Edge) else None
        self._views.show_slope(shown=edge is not None)  # it first takes the newest moment
        self._views.slope.show_edge(edge)

    @Slot()
    def _close_slope(self) -> None:
        self._views.network.choose(None)

    @Slot(object)
    def _show_line(self, line: Line | None) -> None:
        if line is None:
            self._views.network.light_up(None, None)
        else:
            self._views.network.light_up(line.layer, line.matrix, is_bias=line.is_bias)

    @Slot(bool)
    def _note_running(self, running: bool) -> None:
        if running:
            self._messages.move_on()
        else:
            self._views.flush()

    @Slot()
    def _apply_theme(self) -> None:
        application = QApplication.instance()
        if not isinstance(application, QApplication):
            return
        theme = resolve(self._theme_choice)
        apply_theme(application, theme)
        self._views.set_theme(theme)
        self._menus.show_theme(self._theme_choice)

    @Slot()
    def _follow_font(self) -> None:
        self._apply_theme()  # the style sheet has sizes of text, too
        self._area.fit(self._views.least_size())

    def _step_text_scale(self, direction: int) -> None:
        self.scale_text(stepped(self._store.text_scale, direction))

    @Slot()
    def _reset_text_scale(self) -> None:
        self.scale_text(NORMAL)

    @Slot(bool)
    def _animate(self, is_on: bool) -> None:
        self._store.animates = is_on
        self._views.network.set_animated(is_on)

    @Slot(bool)
    def _set_full_screen(self, full: bool) -> None:
        if full != self.isFullScreen():  # a maximised window is maximised again afterwards
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    @Slot()
    def _show_keys(self) -> None:
        actions = [action for menu in self._actions.values() for action in menu if action]
        show_keys(self, [(", ".join(each.keys), each.tells) for each in actions if each.tells])

    def _press_meant(self, key: QKeyCombination, event: QKeyEvent) -> None:
        """Press another key than the layout says."""
        again, focused = event.isAutoRepeat(), QApplication.focusWidget()
        if not self._menus.press(QKeySequence(key), again=again):
            meant = QKeyEvent(event.type(), key.key(), key.keyboardModifiers(), "", again)
            QApplication.sendEvent(self if focused is None else focused, meant)

    def event(self, event: QEvent) -> bool:
        """Follow the application's font; keep menus from wiping the message with empty tips."""
        if event.type() == QEvent.Type.ApplicationFontChange:
            QTimer.singleShot(0, self._follow_font)
        return event.type() == QEvent.Type.StatusTip or super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Measure the views, as only now they know how large they are; look for the screen."""
        super().showEvent(event)
        self._area.fit(self._views.least_size())
        self.windowHandle().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the newest moment in the first picture after nobody could see the window."""
        if event.type() == QEvent.Type.Expose and self.windowHandle().isExposed():
            self._views.flush()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the menu true to the state of the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self._menus.tick(Switch.FULL_SCREEN, self.isFullScreen())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Space and the digits that no focused control wanted; read other keys by place."""
        meant, digit = meant_key(event), event.key() - Qt.Key.Key_0
        if meant != event.key():
            self._press_meant(QKeyCombination(event.modifiers(), Qt.Key(meant)), event)
        elif event.modifiers() & _COMMAND_KEYS:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.session.toggle()
        elif 1 <= digit <= MAX_LIGHTS and not event.isAutoRepeat():  # or lamps would flash
            self._views.lights.toggle_light(digit)
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window's place, and end the training thread."""
        self._store.geometry = self.saveGeometry()
        self.session.shut_down()
        super().closeEvent(event)
