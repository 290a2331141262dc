"""A window that can be read from afar, and the size of text in it and outside of it."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QSizePolicy, QToolBar, QWidget

from streetlight_gui.ui.panels.control_bar import ControlBar
from streetlight_gui.ui.shell.cards import Cards
from streetlight_gui.ui.shell.menu_bar import MenuBar
from streetlight_gui.ui.shell.settings_store import SettingsStore
from streetlight_gui.ui.shell.sizes import presented, scale_text, scale_tips
from streetlight_gui.ui.widgets.boxes import filled
from streetlight_gui.ui.widgets.controls import quiet_button

_LARGEST = 1.25  # beside text that can be read from afar: what stands in a row has no more room


class Presentation(QObject):
    """Shows few cards, on the whole screen, in large text; or all again.

    Meanwhile Run stands in the corner of the window, beside a way out.
    """

    def __init__(
        self,
        controls: ControlBar,
        menus: MenuBar,
        cards: Cards,
        store: SettingsStore,
        window: QMainWindow,
    ) -> None:
        """Wait for the switch in the menu."""
        super().__init__(window)
        self._controls, self._menus, self._cards = controls, menus, cards
        self._store, self._window = store, window
        self._was_full_screen = False
        tip = "Show the whole window again (Esc)"
        end = quiet_button("end_presentation_button", "End presentation", tip, look="small")
        end.clicked.connect(menus.presentation.trigger)
        self._corner: QWidget = QWidget()
        self._row = filled(QHBoxLayout(self._corner), end, spacing=8, margins=(0, 2, 12, 0))
        if menus.isNativeMenuBar():  # it is outside of the window, and has no corner
            self._corner = _bar_with(self._corner, window)
        else:
            menus.setCornerWidget(self._corner, Qt.Corner.TopRightCorner)
        self._corner.hide()
        menus.presentation_switched.connect(self._present)
        menus.text_scaled.connect(self.scale_text)

    def scale_text(self) -> None:
        """Write as large as the person wants it; in a presentation in proportion to the window."""
        scale = self._store.text_scale
        if self._cards.is_presenting:
            scale = presented(self._window.width()) * min(max(1, scale), _LARGEST)
        scale_text(scale)
        self.keep_tips()

    def keep_tips(self) -> None:
        """Leave tips as they are outside: they are for who has the mouse, and would hide much.

        Qt forgets their font with each style sheet.
        """
        if self._cards.is_presenting:
            scale_tips(self._store.text_scale)

    def _present(self, is_on: bool) -> None:
        if is_on:
            self._was_full_screen = self._window.isFullScreen()
        if self._window.isFullScreen() != (is_on or self._was_full_screen):
            self._menus.full_screen.trigger()
        self._corner.setVisible(is_on)
        if is_on:
            self._controls.lend_run(self._row)
        else:
            self._controls.take_run()
        self._cards.present(is_on)
        self.scale_text()


def _bar_with(corner: QWidget, window: QMainWindow) -> QToolBar:
    """Return a bar at the top of a window, with something at its right end."""
    bar = QToolBar("Presentation", movable=False)
    bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)  # that would hide it
    space = QWidget()
    space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    bar.addWidget(space)
    bar.addWidget(corner)
    window.addToolBar(bar)
    return bar
