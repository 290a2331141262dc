"""The menu bar, made of actions: what a person can do is written once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QUndoStack
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.text.preset_words import PRESET_WORDS
from streetlight_gui.ui.widgets.controls import end_typing
from streetlight_gui.ui.widgets.theme import ThemeChoice


class Switch(Enum):
    """What is on or off."""

    FOLLOWING = auto()
    LOG_AXIS = auto()
    ANIMATION = auto()
    FULL_SCREEN = auto()


@dataclass(frozen=True)
class Action:
    """Something that a person can do.

    Attributes:
        name: in the menu, with its mnemonic.
        do: does it; a switch calls it with its new state.
        keys: they do it, too.
        tells: what the list of keys says of it; '' leaves it out there.
        repeats: while its key is held down; most would flash, or restart over and over.
        ends_typing: it first takes what is being typed; where that cannot be, it does nothing.
        switch: which one it is, if it is one.
    """

    name: str
    do: Callable[..., object]
    keys: tuple[str, ...] = ()
    tells: str = ""
    repeats: bool = False
    ends_typing: bool = False
    switch: Switch | None = None

    def serve(self, entry: QAction) -> None:
        """Be done when this entry of a menu is picked."""

        def trigger(is_on: bool) -> None:
            if not self.ends_typing or end_typing():
                self.do(*([is_on] if self.switch else []))

        entry.triggered.connect(trigger)


def ending(
    name: str, do: Callable[..., object], key: str = "", tells: str = "", *, repeats: bool = False
) -> Action:
    """Return an action that first ends typing, and has one key at most."""
    keys = (key,) if key else ()
    return Action(name, do, keys, tells, repeats=repeats, ends_typing=True)


Actions = Sequence[Action | None]  # None for a line between two


class MenuBar(QMenuBar):
    """Everything the window can do, with its keys. What is typed anywhere counts before it.

    Space and the digits are shown but not bound here: where Tab has led, Space presses, and the
    window takes what nobody else wants.

    Signals:
        problem_chosen: a Preset.
        theme_chosen: a ThemeChoice.
    """

    problem_chosen = Signal(object)
    theme_chosen = Signal(object)

    def __init__(
        self,
        undo_stack: QUndoStack,
        parent: QWidget,
        *,
        file: Actions,
        train: Actions,
        view: Actions,
        about: Actions,
    ) -> None:
        """Build all menus of these actions; problems, undoing and themes have their own."""
        super().__init__(parent)
        self._switches: dict[Switch, QAction] = {}
        self._add_problems(file_menu := self.addMenu("&File"))
        self._add(file_menu, file)
        self._add_undo(self.addMenu("&Edit"), undo_stack)
        self._add(self.addMenu("&Train"), train)
        self._add_themes(view_menu := self.addMenu("&View"))
        self._add(view_menu, view)
        self._add(self.addMenu("&Help"), about)

    def show_problem(self, problem: Problem) -> None:
        """Tick the problem that is open, if it is a preset."""
        for action in self._problems.actions():
            action.setChecked(PRESETS[action.data()].problem == problem)

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

    def tick(self, switch: Switch, is_on: bool) -> None:
        """Tick whether something is on."""
        self._switches[switch].setChecked(is_on)

    def _add(self, menu: QMenu, actions: Actions) -> None:
        for action in actions:
            if action is None:
                menu.addSeparator()
                continue
            entry = menu.addAction(action.name)
            entry.setShortcuts([QKeySequence(key) for key in action.keys])
            entry.setAutoRepeat(action.repeats)
            action.serve(entry)
            if action.switch is not None:
                entry.setCheckable(True)
                self._switches[action.switch] = entry

    def _add_problems(self, menu: QMenu) -> None:
        problems = menu.addMenu("&Problem")
        problems.setToolTipsVisible(True)
        self._problems = QActionGroup(self)
        for name in PRESETS:
            action = _choice(problems, self._problems, name, name)
            action.setToolTip("\n".join(PRESET_WORDS[name]))
        self._problems.setExclusive(False)  # none is ticked when the problem is a person's own
        self._problems.triggered.connect(self._emit_problem)
        menu.addSeparator()

    def _add_undo(self, menu: QMenu, undo_stack: QUndoStack) -> None:
        self._undo, self._redo = menu.addAction("&Undo"), menu.addAction("&Redo")
        for entry, key, do in (
            (self._undo, QKeySequence.StandardKey.Undo, undo_stack.undo),
            (self._redo, QKeySequence.StandardKey.Redo, undo_stack.redo),
        ):
            entry.setShortcuts(QKeySequence.keyBindings(key))
            entry.setEnabled(False)
            ending("", do).serve(entry)
        undo_stack.canUndoChanged.connect(self._undo.setEnabled)
        undo_stack.canRedoChanged.connect(self._redo.setEnabled)
        undo_stack.undoTextChanged.connect(self._name_undo)
        undo_stack.redoTextChanged.connect(self._name_redo)

    def _add_themes(self, menu: QMenu) -> None:
        self._themes = QActionGroup(self)
        _choice(menu, self._themes, "S&ystem theme", ThemeChoice.SYSTEM)
        _choice(menu, self._themes, "&Light theme", ThemeChoice.LIGHT)
        _choice(menu, self._themes, "&Dark theme", ThemeChoice.DARK)
        self._themes.triggered.connect(self._emit_theme)
        menu.addSeparator()

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


def _choice(menu: QMenu, group: QActionGroup, text: str, data: object) -> QAction:
    action = menu.addAction(text)
    action.setCheckable(True)
    action.setData(data)
    group.addAction(action)
    return action
