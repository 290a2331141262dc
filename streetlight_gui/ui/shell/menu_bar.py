"""All that a person can do, menu by menu."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QUndoStack
from PySide6.QtWidgets import QMenu, QMenuBar

from streetlight_gui.core.training.settings import Settings
from streetlight_gui.ui.session.session import TrainingSession
from streetlight_gui.ui.shell.actions import Action
from streetlight_gui.ui.shell.cards import Cards
from streetlight_gui.ui.shell.command_copier import copy_command
from streetlight_gui.ui.shell.documents import Documents
from streetlight_gui.ui.shell.file_menu import FileMenu
from streetlight_gui.ui.shell.help_boxes import show_about, show_keys
from streetlight_gui.ui.shell.settings_store import SettingsStore
from streetlight_gui.ui.shell.shown_pattern import ShownPattern
from streetlight_gui.ui.shell.sizes import NORMAL, stepped
from streetlight_gui.ui.shell.views import Views
from streetlight_gui.ui.widgets.theme import ThemeChoice

_CARDS = {
    "controls": "&Controls",
    "status": "&What it says",
    "network": "&Network",
    "tables": "&Patterns, training set, settings",
    "plots": "&Error and slope",
    "code": "What is &running",
    "time": "&Time",
}


class MenuBar(QMenuBar):
    """The table of actions, menu by menu. What is typed anywhere counts before it.

    Space and the digits are shown but not bound here: where Tab has led, Space presses, and the
    window takes what nobody else wants.

    Attributes:
        presentation: the switch for it.
        full_screen: the switch for it, which the window keeps true to its state.

    Signals:
        theme_chosen: a ThemeChoice.
        text_scaled: text is to be as large as the store says now.
        presentation_switched: whether the window is to be read from afar.
    """

    theme_chosen = Signal(object)
    text_scaled = Signal()
    presentation_switched = Signal(bool)

    def __init__(
        self,
        session: TrainingSession,
        views: Views,
        cards: Cards,
        shown: ShownPattern,
        store: SettingsStore,
        documents: Documents,
    ) -> None:
        """Make all menus."""
        super().__init__()
        self._themes: dict[ThemeChoice, QAction] = {}
        self._file = FileMenu(documents, self)
        self.addMenu(self._file)
        edit = self.addMenu("&Edit")
        self._add_edit(edit, session.undo_stack, views, documents)
        self._add_pictures(edit.addMenu("Copy a &picture"), cards)
        self._add_train(self.addMenu("&Train"), session, views, shown)
        self._add_view(self.addMenu("&View"), views, cards, store)
        menu = self.addMenu("&Help")
        Action(menu, "&Keys", self._show_keys, "F1", "this list")
        Action(menu, "&Manual", self._show_manual, "Shift+F1", "the manual")
        Action(menu, "&About", lambda: show_about(self.window()))

    def show_settings(self, settings: Settings) -> None:
        """Tick the preset that was opened."""
        self._file.show_settings(settings)

    def show_theme(self, choice: ThemeChoice) -> None:
        """Tick the theme that is chosen."""
        self._themes[choice].setChecked(True)

    def press(self, key: QKeySequence, *, again: bool) -> bool:
        """Do what a key does here, `again` while held down; return whether it does anything."""
        for action in self.findChildren(QAction):
            if key in action.shortcuts():
                if action.isEnabled() and (action.autoRepeat() or not again):
                    action.trigger()
                return True
        return False

    def _add_edit(self, menu: QMenu, stack: QUndoStack, views: Views, documents: Documents) -> None:
        key = QKeySequence.StandardKey
        for name, do, keys, can, words in (
            ("&Undo", stack.undo, key.Undo, stack.canUndoChanged, stack.undoTextChanged),
            ("&Redo", stack.redo, key.Redo, stack.canRedoChanged, stack.redoTextChanged),
        ):
            entry = Action(menu, name, do, repeats=True, ends_typing=True)
            entry.setShortcuts(QKeySequence.keyBindings(keys))
            entry.setEnabled(False)
            can.connect(entry.setEnabled)
            words.connect(partial(_name, entry, name))
        menu.addSeparator()
        tells = "copy iteration, errors and prediction"
        Action(menu, "&Copy the numbers", views.copy_numbers, "Ctrl+Shift+C", tells)
        copy = partial(copy_command, documents, views.banners)
        tells = "copy the command that leads here"
        Action(menu, "Copy as co&mmand", copy, "Ctrl+Shift+K", tells, ends_typing=True)

    def _add_pictures(self, menu: QMenu, cards: Cards) -> None:
        for name in cards.names:
            Action(menu, f"Picture: {_CARDS[name]}", partial(cards.copy, name))

    def _add_train(
        self, menu: QMenu, session: TrainingSession, views: Views, shown: ShownPattern
    ) -> None:
        ending, buttons = partial(Action, menu, ends_typing=True), views.controls.buttons
        run = ending("&Run or pause\tSpace", session.toggle)
        ending("&Step", buttons["step"].click, "S", "step", repeats=True)
        ending("Step &back", buttons["step-back"].click, "B", "step back", repeats=True)
        live = ending("&Latest: the end of the run", session.go_live, "Ctrl+End", "end of the run")
        ending("&Walk through an example", views.walk_bar.begin, "W", "walk through an example")
        restart = ending("R&estart", session.restart, "R", "restart from the same weights")
        new_start = ending("&New start", session.new_start, "N", "new start from the next seed")
        for name, action in (("run", run), ("restart", restart), ("new-start", new_start)):
            buttons[name].clicked.connect(action.trigger)
        views.timeline.live_button.clicked.connect(live.trigger)
        ending("&Try 200 starts", buttons["try-starts"].click, "T", "try 200 starts at once")
        menu.addSeparator()
        switch, tells = shown.set_following, "let the lights follow training"
        following = Action(menu, "&Follow training", switch, "F", tells, is_on=True)
        shown.following_changed.connect(following.setChecked)

    def _add_view(self, menu: QMenu, views: Views, cards: Cards, store: SettingsStore) -> None:
        self._add_themes(menu)
        menu.addSeparator()
        add, step, plot = partial(Action, menu), partial(self._step_text, store), views.error_plot
        add("Larger &text", partial(step, 1), "Ctrl++; Ctrl+=", "larger text", repeats=True)
        add("S&maller text", partial(step, -1), "Ctrl+-", "smaller text", repeats=True)
        add("&Normal text size", partial(step, 0), "Ctrl+0", "normal text")
        menu.addSeparator()
        tells = "logarithmic or linear error axis"
        log_axis = add("L&ogarithmic error axis", plot.set_log, "L", tells, is_on=True)
        plot.log_changed.connect(log_axis.setChecked)
        animate = add("&Animate phases", views.network.set_animated, is_on=store.animates)
        animate.triggered.connect(lambda is_on: store.remember(animates=is_on))
        menu.addSeparator()
        shown = menu.addMenu("&Cards")
        for name in cards.names:
            entry = Action(shown, _CARDS[name], partial(cards.show, name), is_on=name in cards.seen)
            cards.changed.connect(lambda e=entry, n=name: e.setChecked(n in cards.seen))
        present = self.presentation_switched.emit
        tells = "presentation; Esc leaves it"
        self.presentation = add("&Presentation", present, "Ctrl+Shift+P", tells, is_on=False)
        full = self._switch_full_screen
        self.full_screen = add("&Full screen", full, "F11", "full screen", is_on=False)

    def _add_themes(self, menu: QMenu) -> None:
        group = QActionGroup(self)
        for choice, name in (
            (ThemeChoice.SYSTEM, "S&ystem theme"),
            (ThemeChoice.LIGHT, "&Light theme"),
            (ThemeChoice.DARK, "&Dark theme"),
            (ThemeChoice.HIGH_CONTRAST, "&High contrast"),
        ):
            choose = partial(self.theme_chosen.emit, choice)
            self._themes[choice] = entry = group.addAction(Action(menu, name, choose))
            entry.setCheckable(True)

    def _step_text(self, store: SettingsStore, direction: int) -> None:
        """Make text a step larger or smaller, or for 0 as the desktop does."""
        store.remember(text_scale=stepped(store.text_scale, direction) if direction else NORMAL)
        self.text_scaled.emit()

    def _show_manual(self) -> None:
        from streetlight_gui.ui.shell.manual import Manual

        window = self.window()
        manual = window.findChild(Manual) or Manual(window)
        manual.show()
        manual.activateWindow()

    def _show_keys(self) -> None:
        show_keys(self.window(), (action for action in self.findChildren(Action) if action.tells))

    def _switch_full_screen(self, _is_on: bool) -> None:
        """Fill the screen, or no longer: a maximised window is maximised again afterwards."""
        window = self.window()
        window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)


def _name(entry: QAction, name: str, words: str) -> None:
    """Add words to a menu item; an & in them is no mnemonic."""
    entry.setText(f"{name}: {words.replace('&', '&&')}" if words else name)
