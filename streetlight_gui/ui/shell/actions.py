"""Something that a person can do, written once: its name, its keys, its menu, and what it does."""

from collections.abc import Callable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from streetlight_gui.ui.widgets.controls import end_typing


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
                A switch never does.
            is_on: whether a switch is on at first; None for what is no switch.
        """
        super().__init__(name, menu)
        self.tells = tells
        self._do, self._ends_typing = do, ends_typing
        if keys:  # of none Qt would make one empty key
            self.setShortcuts(QKeySequence.listFromString(keys))
        self.setAutoRepeat(repeats)
        self.setCheckable(is_on is not None)
        self.setChecked(bool(is_on))
        # Qt would give a partial, or a signal, no argument.
        switch = lambda on: do(on)  # noqa: E731, PLW0108
        self.triggered.connect(self._trigger if is_on is None else switch)
        menu.addAction(self)

    def _trigger(self, is_on: bool) -> None:
        self.setChecked(not is_on)  # a choice is ticked by what comes of it
        if not self._ends_typing or end_typing():
            self._do()
