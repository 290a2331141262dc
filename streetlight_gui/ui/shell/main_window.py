"""The window: wires the views to the session."""

from functools import partial
from typing import cast

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QMainWindow, QWidget

from streetlight_gui.core.checks.formatting import ELLIPSIS, in_one_line
from streetlight_gui.core.checks.limits import MAX_LIGHTS
from streetlight_gui.core.diagnosis import Remedy
from streetlight_gui.core.problems.presets import Preset
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.ui.session.remedies import try_remedy
from streetlight_gui.ui.session.session import TrainingSession
from streetlight_gui.ui.shell.cards import Cards
from streetlight_gui.ui.shell.key_places import meant_key
from streetlight_gui.ui.shell.menu_bar import MenuBar
from streetlight_gui.ui.shell.narrator import Narrator
from streetlight_gui.ui.shell.problem_dialogs import open_problem, save_problem
from streetlight_gui.ui.shell.settings_store import SettingsStore
from streetlight_gui.ui.shell.shown_pattern import ShownPattern
from streetlight_gui.ui.shell.sizes import first_size, least_size, presented, scale_text
from streetlight_gui.ui.shell.views import Views
from streetlight_gui.ui.shell.walk_through import add_walk_through
from streetlight_gui.ui.widgets.announcer import Announcer
from streetlight_gui.ui.widgets.pixmaps import app_icon
from streetlight_gui.ui.widgets.style_sheet import apply_theme
from streetlight_gui.ui.widgets.theme import ThemeChoice, resolve

_WITH = Qt.KeyboardModifier
_COMMAND_KEYS = _WITH.ControlModifier | _WITH.AltModifier | _WITH.MetaModifier  # not for writing


class MainWindow(QMainWindow):
    """Everything a person sees of one training session.

    Attributes:
        session: trains, and tells of it.
        views: show it.
        cards: which of the views are seen.
        announcer: says what happens to who listens to a screen reader.
    """

    def __init__(
        self, settings: Settings, store: SettingsStore, theme: ThemeChoice | None = None
    ) -> None:
        """Build the window and begin a session; `theme` None takes the one remembered."""
        scale_text(store.text_scale)  # first: there is nothing yet that would follow
        super().__init__()
        self.setWindowIcon(app_icon())
        self._application, self._store = cast("QApplication", QApplication.instance()), store
        self._theme_choice = store.theme if theme is None else theme
        self._saved: tuple[Problem | None, str] = (None, "")  # the last, and its file's name
        self.session = TrainingSession(settings, self)
        self._shown_pattern = ShownPattern(self)
        self.views = Views()
        self.setCentralWidget(self.views)
        self.cards = Cards(self.views.cards, store.folded, self)
        shown = self._shown_pattern
        self._menus = MenuBar(self.session, self.views, self.cards, shown, store)
        self.setMenuBar(self._menus)
        self._connect_session()
        self._connect_edits()
        self._connect_pattern()
        self._connect_menus()
        self._connect_announcer()
        add_walk_through(self.session, self.views, self._shown_pattern, store)
        self._show_settings(settings)
        self.views.network.set_animated(store.animates)
        self._apply_theme()
        QApplication.styleHints().colorSchemeChanged.connect(self._apply_theme)
        room = self.screen().availableSize()
        self.setMinimumSize(least_size(room))
        self.resize(first_size(room))
        self.restoreGeometry(store.geometry)
        self.views.network.setFocus()
        self._application.focusChanged.connect(self._follow_focus)
        if store.problem:
            self.views.banners.window.say(store.problem)

    @Slot(str)
    def show_error(self, text: str) -> None:
        """Pause training, and tell the person what went wrong."""
        self.session.pause()
        self.views.banners.window.say(text)

    def choose_theme(self, choice: ThemeChoice) -> None:
        """Change the theme, and remember the choice."""
        self._theme_choice = choice
        self._store.remember(theme=choice.value)
        self._apply_theme()

    def _connect_session(self) -> None:
        """Let controls and what is shown of time go to the session, and let it be seen."""
        session, views, note = self.session, self.views, self.views.banners.note
        session.snapshot_changed.connect(self._show_snapshot)
        session.settings_changed.connect(self._show_settings)
        session.stop_rule_changed.connect(views.settings_bar.show_stop_rule)
        session.stop_rule_changed.connect(views.settings.show_stop_rule)
        session.undo_stack.indexChanged.connect(note.clear)
        session.running_changed.connect(views.status.set_running)
        session.running_changed.connect(views.flush)
        session.running_changed.connect(views.controls.set_running)
        session.running_changed.connect(views.timeline.set_running)
        session.told.connect(partial(note.say, button="Undo", do=session.undo_stack.undo))
        session.set_speed(views.controls.speed)
        views.controls.step_requested.connect(session.step)
        views.controls.step_back_requested.connect(session.step_back)
        views.controls.speed_changed.connect(session.set_speed)
        views.timeline.moment_requested.connect(session.go_to)
        views.error_plot.iteration_requested.connect(session.go_to_iteration)

    def _connect_edits(self) -> None:
        session, views, banners = self.session, self.views, self.views.banners
        views.settings_bar.alpha_changed.connect(session.set_alpha)
        views.settings_bar.seed_changed.connect(session.set_seed)
        views.settings_bar.stop_after_changed.connect(session.set_stop_after)
        editor, buttons = views.network.editor, views.network.layer_buttons
        editor.edited.connect(session.set_weight)
        views.numbers.editor.edited.connect(session.set_weight)
        views.slope.grabbed.connect(session.pause)
        views.slope.weight_edited.connect(session.set_weight)
        views.slope.alpha_edited.connect(partial(session.set_alpha, kind="alpha"))
        for asked in (buttons.units_requested, buttons.layer_requested):
            asked.connect(banners.diagram.clear)  # first: it may be refused again
        buttons.units_requested.connect(session.change_units)
        buttons.layer_requested.connect(session.add_layer)
        views.examples.problem_edited.connect(session.change_problem)
        views.patterns.problem_edited.connect(session.change_problem)
        views.settings.settings_edited.connect(session.change_settings)
        views.settings.stop_rule_edited.connect(session.change_stop_rule)
        views.status.remedy_chosen.connect(self._try_remedy)
        for what, banner in (
            (editor.rejected, banners.diagram),
            (session.refused, banners.diagram),
            (views.settings_bar.rejected, banners.bar),
            (views.numbers.editor.rejected, banners.numbers),
            (views.examples.rejected, banners.examples),
            (views.settings.rejected, banners.settings),
        ):
            what.connect(banner.say)

    def _connect_pattern(self) -> None:
        """Let the lamps show a pattern, and what is marked in one view be marked in others."""
        views, shown = self.views, self._shown_pattern
        views.follow_button.clicked.connect(shown.set_following)
        shown.following_changed.connect(views.follow_button.setChecked)
        slope, unit = views.slope.example, views.activation.example
        examples = views.code.example, views.numbers.example, slope, unit
        for shows in (views.lights, views.network, views.patterns, *examples):
            shown.changed.connect(shows.show_pattern)
        for example in examples:
            example.pattern_chosen.connect(self._show_own_pattern)
        views.lights.pattern_changed.connect(self._show_own_pattern)
        views.patterns.pattern_chosen.connect(self._show_own_pattern)
        views.examples.pattern_chosen.connect(self._show_own_pattern)
        views.network.picture_changed.connect(views.signal.show_prediction)
        views.network.described.connect(views.show_caption)
        views.network.part_chosen.connect(views.show_part)
        views.numbers.part_chosen.connect(views.network.choose)
        views.network.let_go.connect(views.code.let_go)
        views.network.picture_changed.connect(views.activation.show_picture)
        for card in (views.slope, views.activation):
            card.closed.connect(partial(views.network.choose, None))
        views.code.line_chosen.connect(views.network.light_up)

    def _connect_menus(self) -> None:
        self._menus.problem_chosen.connect(self._open_preset)
        self._menus.open_requested.connect(self._open_problem)
        self._menus.save_requested.connect(self._save_problem)
        self._menus.theme_chosen.connect(self.choose_theme)
        self._menus.text_scaled.connect(self._scale_text)
        self._menus.presentation_switched.connect(self._present)
        self.cards.changed.connect(self._follow_cards)

    def _present(self, is_on: bool) -> None:
        """Show little, on the whole screen, in text that can be read from afar; or all again."""
        if is_on != self.isFullScreen():
            self._menus.full_screen.trigger()
        self.cards.present(is_on)
        self._scale_text()

    def _scale_text(self) -> None:
        scale = self._store.text_scale
        scale_text(presented(self.width()) * max(1, scale) if self.cards.is_presenting else scale)

    def _follow_cards(self) -> None:
        self._store.remember(folded=" ".join(self.cards.folded))
        self.views.fit()

    def _connect_announcer(self) -> None:
        """Say what a person has done, and what went wrong, after the window shows it."""
        self.announcer = Announcer(self)
        Narrator(self.session, self.views).told.connect(self.announcer.say)
        self.views.banners.said.connect(self.announcer.say)

    def _open_preset(self, preset: Preset) -> None:
        self._saved = None, ""  # a preset has its own name, whatever file it was saved in
        self._begin(preset)

    def _try_remedy(self, remedy: Remedy) -> None:
        try_remedy(self.session, remedy)
        if remedy is Remedy.EDIT_EXAMPLES:
            self.views.pages.turn_to(self.views.examples)

    def _open_problem(self) -> None:
        say, button = self.views.banners.file.say, f"Choose another file{ELLIPSIS}"
        problem = open_problem(self, partial(say, button=button, do=self._open_problem))
        if problem is not None:
            self._saved = problem, problem.name
            self._begin(problem)

    def _begin(self, problem: Problem | Preset) -> None:
        self.views.banners.leave_problem()
        self.session.open_problem(problem)

    def _save_problem(self) -> None:
        problem, banners = self.session.settings.problem, self.views.banners
        say = partial(banners.file.say, button=f"Save elsewhere{ELLIPSIS}", do=self._save_problem)
        file = save_problem(self, problem, say)
        if file is not None:
            self._saved = problem, file.stem
            self._show_title(problem)
            banners.file.clear()
            banners.note.say(f"Saved as {file}")

    def _show_settings(self, settings: Settings) -> None:
        self.views.settings_bar.show_settings(settings)
        self.views.settings.show_settings(settings)
        self.views.examples.show_problem(settings.problem)
        self._menus.show_settings(settings)
        self._show_title(settings.problem)

    def _show_title(self, problem: Problem) -> None:
        """Name the problem, or the file that it is saved in."""
        saved, name = self._saved
        if saved is None or not problem.trains_as(saved):
            name = problem.name
        elif problem != saved:  # in what is held out
            name += " (edited)"
        name = in_one_line(name).replace("[*]", "[*][*]")  # Qt takes one for a mark of its own
        self.setWindowTitle(f"{name} \N{EM DASH} Streetlight")

    def _show_snapshot(self, snapshot: Snapshot) -> None:
        self.views.lights.leave_bias_room(bool(snapshot.network.biases))
        self.views.show_snapshot(snapshot)
        self._shown_pattern.show_snapshot(snapshot)

    def _show_own_pattern(self, pattern: tuple[float, ...]) -> None:
        self._shown_pattern.set_own(pattern)
        if self.views.network.picture is not None:
            self.views.signal.answer(self.views.network.picture)

    def _apply_theme(self) -> None:
        theme = resolve(self._theme_choice)
        apply_theme(self._application, theme)
        self.views.set_theme(theme)
        self._menus.show_theme(self._theme_choice)

    def _follow_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        """Keep the next Space from pressing the neighbour of a button that goes or greys out."""
        goes = isinstance(old, QAbstractButton) and not (old.isVisible() and old.isEnabled())
        if goes and isinstance(new, QAbstractButton):
            self.views.network.setFocus()

    def _follow_font(self) -> None:
        self._apply_theme()  # the style sheet has sizes of text, too
        self.views.fit()

    def _press_meant(self, key: QKeyCombination, event: QKeyEvent) -> None:
        """Press another key than the layout says."""
        again, focused, sign = event.isAutoRepeat(), QApplication.focusWidget(), chr(key.key())
        if not self._menus.press(QKeySequence(key), again=again):
            text = sign if sign.isdigit() else ""  # a table of numbers may want to read it
            meant = QKeyEvent(event.type(), key.key(), key.keyboardModifiers(), text, again)
            QApplication.sendEvent(self if focused is None else focused, meant)

    def event(self, event: QEvent) -> bool:
        """Follow the application's font."""
        if event.type() == QEvent.Type.ApplicationFontChange:
            QTimer.singleShot(0, self._follow_font)
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Measure the views, as only now they know how large they are; look for the screen."""
        super().showEvent(event)
        self.views.fit()
        self.windowHandle().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the newest moment in the first picture after nobody could see the window."""
        if event.type() == QEvent.Type.Expose and self.windowHandle().isExposed():
            self.views.flush()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep a presentation's text in proportion."""
        super().resizeEvent(event)
        if self.cards.is_presenting:
            self._scale_text()

    def changeEvent(self, event: QEvent) -> None:
        """Keep the menu true to the state of the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self._menus.full_screen.setChecked(self.isFullScreen())

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
            self.views.lights.toggle_light(digit)
        elif event.key() == Qt.Key.Key_Escape:
            if not self.views.banners.close() and self.cards.is_presenting:
                self._menus.presentation.trigger()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the window's place, and end the training thread."""
        self._store.remember(geometry=self.saveGeometry())
        self.session.shut_down()
        super().closeEvent(event)
