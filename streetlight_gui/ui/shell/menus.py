"""The menu bar."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QUndoStack
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from streetlight_gui.core.problems.problem import PRESETS, Problem
from streetlight_gui.ui.widgets.controls import end_typing
from streetlight_gui.ui.widgets.theme import ThemeChoice


class MenuBar(QMenuBar):
    """Everything the window can do, with its keys. What is typed anywhere counts before it.

    Space and the digits are shown but not bound here: where Tab has led, Space presses, and the
    window takes what nobody else wants.

    Signals:
        problem_chosen: a Problem.
        open_requested, save_requested: a problem from a file, or into one.
        theme_chosen: a ThemeChoice.
        text_scale_stepped: 1 for larger text, -1 for smaller.
        log_axis_toggled, animation_toggled, full_screen_toggled: the new state.
        The others: their menu item was picked.
    """

    problem_chosen = Signal(object)
    open_requested = Signal()
    save_requested = Signal()
    theme_chosen = Signal(object)
    text_scale_stepped = Signal(int)
    text_scale_reset = Signal()
    log_axis_toggled = Signal(bool)
    animation_toggled = Signal(bool)
    full_screen_toggled = Signal(bool)
    run_toggled = Signal()
    step_requested = Signal()
    step_back_requested = Signal()
    live_requested = Signal()
    restart_requested = Signal()
    new_start_requested = Signal()
    follow_toggled = Signal()
    keys_requested = Signal()
    about_requested = Signal()
    quit_requested = Signal()

    def __init__(self, undo_stack: QUndoStack, parent: QWidget) -> None:
        """Build all menus."""
        super().__init__(parent)
        self._make_file_menu()
        self._make_edit_menu(undo_stack)
        self._make_train_menu()
        self._make_view_menu()
        self._make_help_menu()

    def show_problem(self, problem: Problem) -> None:
        """Tick the problem that is open, if it is a preset."""
        for action in self._problems.actions():
            action.setChecked(PRESETS[action.data()] == problem)

    def press(self, key: QKeySequence, *, again: bool) -> bool:
        """Do what a key does here, `again` while held down; return whether it does anything."""
        for action in self.findChildren(QAction):
            if key in action.shortcuts():
                if action.isEnabled() and (action.autoRepeat() or not again):
                    action.trigger()
                return True
        return False

    def show_theme(self, choice: ThemeChoice) -> None:
        """Tick the theme that is chosen."""
        for action in self._themes.actions():
            action.setChecked(action.data() is choice)

    def show_animation(self, *, is_on: bool) -> None:
        """Tick whether phases are animated."""
        self._animation.setChecked(is_on)

    def show_log_axis(self, is_log: bool) -> None:
        """Tick whether the error axis is logarithmic."""
        self._log_action.setChecked(is_log)

    @Slot(bool)
    def show_following(self, following: bool) -> None:
        """Tick whether the lamps follow training."""
        self._follow.setChecked(following)

    def show_full_screen(self, *, full: bool) -> None:
        """Tick whether the window fills the screen."""
        self._full_screen.setChecked(full)

    def _make_file_menu(self) -> None:
        menu = self.addMenu("&File")
        problems = menu.addMenu("&Problem")
        problems.setToolTipsVisible(True)
        self._problems = QActionGroup(self)
        for problem in PRESETS.values():
            action = _choice(problems, self._problems, problem.name)
            action.setData(problem.name)
            action.setToolTip(f"{problem.about}\n{problem.source}")
        self._problems.setExclusive(False)  # none is ticked when the problem is a person's own
        self._problems.triggered.connect(self._emit_problem)
        menu.addSeparator()
        opens = _add(menu, "&Open a problem\N{HORIZONTAL ELLIPSIS}", "Ctrl+O")
        _after_typing(opens, self.open_requested.emit)
        saves = _add(menu, "&Save the problem as\N{HORIZONTAL ELLIPSIS}", "Ctrl+S")
        _after_typing(saves, self.save_requested.emit)
        menu.addSeparator()
        _add(menu, "&Quit", "Ctrl+Q").triggered.connect(self.quit_requested)

    def _make_edit_menu(self, undo_stack: QUndoStack) -> None:
        menu = self.addMenu("&Edit")
        self._undo, self._redo = menu.addAction("&Undo"), menu.addAction("&Redo")
        for action, key in (
            (self._undo, QKeySequence.StandardKey.Undo),
            (self._redo, QKeySequence.StandardKey.Redo),
        ):
            action.setShortcuts(QKeySequence.keyBindings(key))
            action.setEnabled(False)
        _after_typing(self._undo, undo_stack.undo)
        _after_typing(self._redo, undo_stack.redo)
        undo_stack.canUndoChanged.connect(self._undo.setEnabled)
        undo_stack.canRedoChanged.connect(self._redo.setEnabled)
        undo_stack.undoTextChanged.connect(self._name_undo)
        undo_stack.redoTextChanged.connect(self._name_redo)

    def _make_train_menu(self) -> None:
        menu = self.addMenu("&Train")
        for text, key, signal in (
            ("&Run or pause\tSpace", "", self.run_toggled),
            ("&Step", "S", self.step_requested),
            ("Step &back", "B", self.step_back_requested),
            ("&Live: the end of the run", "Ctrl+End", self.live_requested),
            ("R&estart", "R", self.restart_requested),
            ("&New start", "N", self.new_start_requested),
        ):
            action = _add(menu, text, key)
            action.setAutoRepeat(key in {"S", "B"})
            _after_typing(action, signal.emit)
        menu.addSeparator()
        self._follow = _add(menu, "&Follow training", "F")
        self._follow.setCheckable(True)
        self._follow.setChecked(True)
        self._follow.triggered.connect(self.follow_toggled)

    def _make_view_menu(self) -> None:
        menu = self.addMenu("&View")
        self._themes = QActionGroup(self)
        for text, choice in (
            ("S&ystem theme", ThemeChoice.SYSTEM),
            ("&Light theme", ThemeChoice.LIGHT),
            ("&Dark theme", ThemeChoice.DARK),
        ):
            _choice(menu, self._themes, text).setData(choice)
        self._themes.triggered.connect(self._emit_theme)
        menu.addSeparator()
        self._add_text_scales(menu)
        menu.addSeparator()
        self._log_action = _add(menu, "L&ogarithmic error axis", "L")
        self._log_action.setCheckable(True)
        self._log_action.setChecked(True)
        self._log_action.toggled.connect(self.log_axis_toggled)
        self._animation = _add(menu, "&Animate phases")
        self._animation.setCheckable(True)
        self._animation.triggered.connect(self.animation_toggled)
        self._full_screen = _add(menu, "&Full screen", "F11")
        self._full_screen.setCheckable(True)
        self._full_screen.toggled.connect(self.full_screen_toggled)

    def _add_text_scales(self, menu: QMenu) -> None:
        larger, smaller = _add(menu, "Larger &text"), _add(menu, "S&maller text")
        larger.setShortcuts([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])  # unshifted, too
        smaller.setShortcut(QKeySequence("Ctrl+-"))
        for action, direction in ((larger, 1), (smaller, -1)):
            action.setAutoRepeat(True)
            action.triggered.connect(partial(self.text_scale_stepped.emit, direction))
        _add(menu, "&Normal text size", "Ctrl+0").triggered.connect(self.text_scale_reset)

    def _make_help_menu(self) -> None:
        menu = self.addMenu("&Help")
        _add(menu, "&Keys", "F1").triggered.connect(self.keys_requested)
        _add(menu, "&About Streetlight").triggered.connect(self.about_requested)

    @Slot(str)
    def _name_undo(self, text: str) -> None:
        self._undo.setText(_with_words("&Undo", text))

    @Slot(str)
    def _name_redo(self, text: str) -> None:
        self._redo.setText(_with_words("&Redo", text))

    @Slot(QAction)
    def _emit_problem(self, action: QAction) -> None:
        if end_typing():
            action.setChecked(True)  # a click has unticked the one that is open already
            self.problem_chosen.emit(PRESETS[action.data()])
        else:
            action.toggle()

    @Slot(QAction)
    def _emit_theme(self, action: QAction) -> None:
        self.theme_chosen.emit(action.data())


def _with_words(name: str, words: str) -> str:
    """Add words to a menu item; an & in them is no mnemonic."""
    return f"{name}: {words.replace('&', '&&')}" if words else name


def _add(menu: QMenu, text: str, key: str = "") -> QAction:
    action = menu.addAction(text)
    action.setShortcut(QKeySequence(key))
    action.setAutoRepeat(False)  # a key held down would flash, or restart over and over
    return action


def _after_typing(action: QAction, then: Callable[[], object]) -> None:
    """Let an action take what is being typed, and do nothing where that cannot be taken."""
    action.triggered.connect(lambda: end_typing() and then())


def _choice(menu: QMenu, group: QActionGroup, text: str) -> QAction:
    action = menu.addAction(text)
    action.setCheckable(True)
    group.addAction(action)
    return action
