"""The menu bar, made of actions: what a person can do is written once. And the boxes of Help."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QUndoStack
from PySide6.QtWidgets import QMenu, QMenuBar, QMessageBox, QWidget

from streetlight_gui import __version__
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.text.preset_words import PRESET_WORDS
from streetlight_gui.ui.widgets.controls import end_typing
from streetlight_gui.ui.widgets.theme import ThemeChoice

_OTHER_KEYS = """\
Space\trun or pause; press the button, lamp or cell that Tab has led to
Ctrl+Z, Ctrl+Shift+Z\tundo, redo what you changed
1 to 6\tswitch a light: the row of digits, with or without Shift on any layout
Up, Down\tdim the light just clicked, or that Tab has led to, by 0.1; so does the wheel over it
+, -\tin the training set: dim the light by 0.1; so does the wheel
Tab\tgo on to the next control
Arrows\tin the diagram: units and edges; in the plot: iterations
Enter, F2\tin the diagram: choose what is marked; type another weight
Esc\tlet go of what is marked
Ctrl+C\tin a table or the code: copy"""
_ABOUT = """\
Watch a small neural network learn when it is safe to walk.

The example is the street-light problem of chapter 6 of Andrew Trask's "Grokking Deep Learning"."""


class Action(QAction):
    """Something that a person can do, in a menu.

    Attributes:
        tells: what the list of keys says of it; '' leaves it out there.
    """

    def __init__(
        self,
        menu: QMenu,
        name: str,
        do: Callable[..., object],
        keys: str = "",
        tells: str = "",
        *,
        repeats: bool = False,
        ends_typing: bool = False,
        is_on: bool | None = None,
    ) -> None:
        """Add it to a menu.

        Args:
            menu: the menu.
            name: in the menu, with its mnemonic.
            do: does it; a switch calls it with its new state.
            keys: they do it, too, with '; ' between them.
            tells: what the list of keys says of it.
            repeats: while its key is held down; most would flash, or restart over and over.
            ends_typing: it first takes what is being typed; where that cannot be, it does nothing.
            is_on: whether a switch is on at first; None for what is no switch.
        """
        super().__init__(name, menu)
        self.tells = tells
        self._do, self._ends_typing, self._is_switch = do, ends_typing, is_on is not None
        if keys:  # of none Qt would make one empty key
            self.setShortcuts(QKeySequence.listFromString(keys))
        self.setAutoRepeat(repeats)
        self.setCheckable(self._is_switch)
        self.setChecked(bool(is_on))
        self.triggered.connect(self._trigger)
        menu.addAction(self)

    def _trigger(self, is_on: bool) -> None:
        if not self._is_switch:
            self.setChecked(not is_on)  # a choice is ticked by what comes of it
        if not self._ends_typing or end_typing():
            if self._is_switch:
                self._do(is_on)
            else:
                self._do()


class MenuBar(QMenuBar):
    """Everything the window can do, with its keys. What is typed anywhere counts before it.

    Space and the digits are shown but not bound here: where Tab has led, Space presses, and the
    window takes what nobody else wants.

    Attributes:
        file, train, view, help: the menus that wait for actions; problems, undoing and themes are
            there already.

    Signals:
        problem_chosen: a Preset.
        theme_chosen: a ThemeChoice.
    """

    problem_chosen = Signal(object)
    theme_chosen = Signal(object)

    def __init__(self, undo_stack: QUndoStack, parent: QWidget) -> None:
        """Make all menus."""
        super().__init__(parent)
        self.file = self.addMenu("&File")
        edit = self.addMenu("&Edit")
        self.train = self.addMenu("&Train")
        self.view = self.addMenu("&View")
        self.help = self.addMenu("&Help")
        self._problems = self._add_problems(self.file.addMenu("&Problem"))
        self._themes = self._add_themes(self.view)
        self._add_undo(edit, undo_stack)
        self.file.addSeparator()
        self.view.addSeparator()

    def show_settings(self, settings: Settings) -> None:
        """Tick the preset that was opened, while its examples are as they were."""
        for name, entry in self._problems.items():
            preset = PRESETS[name]
            entry.setChecked(preset == settings.preset and preset.problem == settings.problem)

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
        self._themes[choice].setChecked(True)

    def _add_problems(self, menu: QMenu) -> dict[str, Action]:
        menu.setToolTipsVisible(True)
        entries = {}
        for name, preset in PRESETS.items():
            choose = partial(self.problem_chosen.emit, preset)
            entries[name] = entry = Action(menu, name, choose, ends_typing=True)
            entry.setCheckable(True)
            entry.setToolTip("\n".join(PRESET_WORDS[name]))
        return entries

    def _add_undo(self, menu: QMenu, stack: QUndoStack) -> None:
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

    def _add_themes(self, menu: QMenu) -> dict[ThemeChoice, Action]:
        group, entries = QActionGroup(self), {}
        for choice, name in (
            (ThemeChoice.SYSTEM, "S&ystem theme"),
            (ThemeChoice.LIGHT, "&Light theme"),
            (ThemeChoice.DARK, "&Dark theme"),
        ):
            entries[choice] = entry = Action(menu, name, partial(self.theme_chosen.emit, choice))
            entry.setCheckable(True)
            group.addAction(entry)
        return entries


def show_keys(window: QWidget) -> None:
    """Show what each key does: those of the window's menus, and the others."""
    actions = [action for action in window.findChildren(Action) if action.tells]
    rows = [[", ".join(key.toString() for key in a.shortcuts()), a.tells] for a in actions]
    rows += [line.split("\t") for line in _OTHER_KEYS.splitlines()]
    cells = "".join(f"<tr><td><b>{k}</b>&nbsp;&nbsp;</td><td>{v}</td></tr>" for k, v in rows)
    _show_box(window, "Keys", f"<table cellpadding='3'>{cells}</table>")


def show_about(window: QWidget) -> None:
    """Show what the program is."""
    _show_box(window, f"Streetlight {__version__}", _ABOUT)


def _name(entry: QAction, name: str, words: str) -> None:
    """Add words to a menu item; an & in them is no mnemonic."""
    entry.setText(f"{name}: {words.replace('&', '&&')}" if words else name)


def _show_box(window: QWidget, title: str, text: str) -> None:
    box = QMessageBox(QMessageBox.Icon.NoIcon, title, text, parent=window)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
