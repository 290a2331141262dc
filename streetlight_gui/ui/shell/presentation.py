"""A window that can be read from afar, and the size of text in it and outside of it."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from streetlight_gui.ui.shell.cards import Cards
from streetlight_gui.ui.shell.menu_bar import MenuBar
from streetlight_gui.ui.shell.settings_store import SettingsStore
from streetlight_gui.ui.shell.sizes import presented, scale_text


class Presentation(QObject):
    """Shows few cards, on the whole screen, in large text; or all again."""

    def __init__(self, menus: MenuBar, cards: Cards, store: SettingsStore, window: QWidget) -> None:
        """Wait for the switch in the menu."""
        super().__init__(window)
        self._menus, self._cards, self._store, self._window = menus, cards, store, window
        menus.presentation_switched.connect(self._present)
        menus.text_scaled.connect(self.scale_text)

    def scale_text(self) -> None:
        """Write as large as the person wants it; in a presentation in proportion to the window."""
        scale = self._store.text_scale
        if self._cards.is_presenting:
            scale = presented(self._window.width()) * max(1, scale)
        scale_text(scale)

    def _present(self, is_on: bool) -> None:
        if is_on != self._window.isFullScreen():
            self._menus.full_screen.trigger()
        self._cards.present(is_on)
        self.scale_text()
