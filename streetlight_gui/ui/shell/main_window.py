"""The window: makes its parts, and follows its keys, its font and its screen."""

from functools import partial
from typing import cast

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QMainWindow, QWidget

from streetlight_gui.core.checks.limits import MAX_LIGHTS
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.ui.session.session import TrainingSession
from streetlight_gui.ui.shell.cards import Cards
from streetlight_gui.ui.shell.documents import Documents
from streetlight_gui.ui.shell.dropping import FileDrops
from streetlight_gui.ui.shell.key_places import meant_key
from streetlight_gui.ui.shell.layout import Layout
from streetlight_gui.ui.shell.menu_bar import MenuBar
from streetlight_gui.ui.shell.narrator import Narrator
from streetlight_gui.ui.shell.presentation import Presentation
from streetlight_gui.ui.shell.settings_store import SettingsStore
from streetlight_gui.ui.shell.shown_pattern import ShownPattern
from streetlight_gui.ui.shell.sizes import FIRST_SIZE, LEAST_SIZE, fitting, scale_text
from streetlight_gui.ui.shell.trying_starts import TryingStarts
from streetlight_gui.ui.shell.views import Views
from streetlight_gui.ui.shell.walk_through import add_walk_through
from streetlight_gui.ui.shell.wiring import connect
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
        places: where they stand.
        cards: which of the views are seen.
        starts: tries many at once.
        documents: keep the session in a file.
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
        self.session = TrainingSession(settings, self)
        self._shown_pattern = ShownPattern(self)
        self.views = Views()
        self.places = Layout(self.views)
        self.setCentralWidget(self.places)
        self.cards = Cards(self.places.cards, store.folded, self)
        shown = self._shown_pattern
        connect(self.session, self.views, shown)
        self.starts = TryingStarts(self.session, self.views, self)
        self.documents = files = Documents(
            self.session, self.views, shown, self.starts, store, self
        )
        FileDrops(self, files)
        self._menus = MenuBar(self.session, self.views, self.cards, shown, store, files)
        self.setMenuBar(self._menus)
        self._presentation = Presentation(self.views.controls, self._menus, self.cards, store, self)
        self._connect_menus()
        self._connect_announcer()
        add_walk_through(self.session, self.views, shown, store, self.cards)
        self._begin(settings)

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

    def _begin(self, settings: Settings) -> None:
        """Show the start of a run, in the size and the colours that a person chose last."""
        store = self._store
        self._show_settings(settings)
        self.views.network.set_animated(store.animates)
        self._apply_theme()
        QApplication.styleHints().colorSchemeChanged.connect(self._apply_theme)
        room = self.screen().availableSize()
        self.setMinimumSize(fitting(LEAST_SIZE, room))
        self.resize(fitting(FIRST_SIZE, room))
        self.restoreGeometry(store.geometry)
        self.views.network.setFocus()
        self._application.focusChanged.connect(self._follow_focus)
        if store.problem:
            self.views.banners.window.say(store.problem)

    def _connect_menus(self) -> None:
        self._menus.theme_chosen.connect(self.choose_theme)
        self.session.settings_changed.connect(self._show_settings)
        self.cards.changed.connect(self._follow_cards)
        self.cards.changed.connect(self._follow_code)
        self._follow_code()
        self.views.network.part_chosen.connect(self._lend_part_card)

    def _follow_cards(self) -> None:
        self._store.remember(folded=" ".join(self.cards.folded))
        self.views.pages.show_filling(self.cards.alone == "tables")
        self.places.fit()

    def _follow_code(self) -> None:
        self.views.network.set_beside_code(not self.views.code.isHidden())

    def _lend_part_card(self) -> None:
        """Let a slope or a unit that is asked for be seen, though its card is folded away."""
        self.cards.lend(not all(card.isHidden() for card in self.views.parts), "plots")

    def _connect_announcer(self) -> None:
        """Say what a person has done, and what went wrong, after the window shows it."""
        self.announcer = Announcer(self)
        Narrator(self.session, self.views).told.connect(self.announcer.say)
        self.views.banners.said.connect(self.announcer.say)
        self.cards.told.connect(self.announcer.say)
        self.starts.told.connect(self.announcer.say)
        self.starts.shown.connect(partial(self.cards.lend, True, "tables"))
        self.views.status.told.connect(self.announcer.say)

    def _show_settings(self, settings: Settings) -> None:
        self.views.settings_bar.show_settings(settings)
        self.views.settings.show_settings(settings)
        self.views.starts.show_settings(settings)
        self.views.examples.show_problem(settings.problem)
        self._menus.show_settings(settings)

    def _apply_theme(self) -> None:
        theme = resolve(self._theme_choice)
        apply_theme(self._application, theme)
        self._presentation.keep_tips()
        self.views.set_theme(theme)
        self._menus.show_theme(self._theme_choice)

    def _follow_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        """Keep the next Space from pressing the neighbour of what goes or greys out."""
        goes = old is not None and not (old.isVisible() and old.isEnabled())
        if goes and isinstance(new, QAbstractButton):
            self.views.network.setFocus()

    def _follow_font(self) -> None:
        self._apply_theme()  # the style sheet has sizes of text, too
        self.places.fit()

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
        self.places.fit()
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
            self._presentation.scale_text()

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
            views = self.views
            is_done = views.banners.close() or views.status.fold() or views.walk_bar.end()
            if not is_done and self.cards.is_presenting:
                self._menus.presentation.trigger()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask whether unsaved work may go; remember the window's place, and end the thread."""
        is_asked = self.documents.asks and not self.starts.may_leave()
        if is_asked or not self.documents.may_leave():
            event.ignore()
            return
        self.documents.asks = False  # once is enough
        self._store.remember(geometry=self.saveGeometry())
        self.starts.end()
        self.session.shut_down()
        super().closeEvent(event)
