"""What a person has to be told, at the place that it is about."""

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QObject, Qt, QTimerEvent, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAccessibleInterface,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QStaticText,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAccessibleWidget,
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from streetlight_gui.core.checks.formatting import ELLIPSIS, in_one_line
from streetlight_gui.ui.widgets.boxes import filled
from streetlight_gui.ui.widgets.controls import named, quiet_button
from streetlight_gui.ui.widgets.pixmaps import icon
from streetlight_gui.ui.widgets.text_sizes import KeepsFit, length
from streetlight_gui.ui.widgets.theme import LIGHT, Theme

_ICON_SIDE = 16  # in a font of 12 pixels
_LOOK_MS, _LETTER_MS = 4000, 60  # to see a note, and to read it
_WRAPS = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere  # a path has no spaces


class Banner(QFrame):
    """Says what went wrong, whole, until a person closes it or it is mended.

    It takes the width there is. Tab reaches its buttons, and Esc there closes it.

    Attributes:
        sentence: what it says; '' while it says nothing.

    Signals:
        told: the sentence, each time that it is said; '' when the banner goes.
    """

    told = Signal(str)

    _look = "warning"  # as its icon and the style sheet know it

    def __init__(self, name: str) -> None:
        """Wait, hidden, for something to say; `name` is its name in the program."""
        super().__init__()
        self.setObjectName(name)
        self.setProperty("banner", self._look)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.sentence, self._theme = "", LIGHT
        self._do: Callable[[], object] = self.clear
        self._icon, self._text, self._close = QLabel(), _Wrapped(), QPushButton()
        self._button = quiet_button(f"{name}_button", "", look="link")
        self._button.clicked.connect(self._act)
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click takes no text that is wrong
        self._close.setProperty("tiny", True)
        named(self._close, f"{name}_close", "Close", "Close this message (Esc)")
        self._close.clicked.connect(self.clear)
        row = self._icon, (self._text, 1), self._button, self._close
        self._row = filled(QHBoxLayout(self), *row, spacing=8, margins=(10, 5, 8, 5))
        self.hide()
        KeepsFit(self._text, self._text.fit)

    def say(self, sentence: str, button: str = "", do: Callable[[], object] | None = None) -> None:
        """Say a sentence, or '' for nothing any more.

        Args:
            sentence: what is wrong.
            button: what stands on a button; without it there is none.
            do: what the button does, after the banner has gone.
        """
        if not sentence:
            self.clear()
            return
        self.sentence = in_one_line(sentence)
        self._do = do or self.clear
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self._text.show_text(self.sentence)
        self._draw_icons()
        self.setAccessibleName(self.sentence)
        for each in (self._button, self._close):
            each.setAccessibleDescription(self.sentence)
        self.show()
        self.raise_()
        self.told.emit(self.sentence)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def clear(self) -> None:
        """Say nothing any more."""
        if self.sentence:
            self.sentence = ""
            self.hide()
            self.told.emit("")

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme = theme
        if self.sentence:
            self._draw_icons()

    def _draw_icons(self) -> None:
        side, colour = length(_ICON_SIDE, self.font()), self._theme.text
        self._icon.setPixmap(icon(self._look, colour).pixmap(side))
        self._close.setIcon(icon("close", colour))

    def _act(self) -> None:
        do = self._do
        self.clear()
        do()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
        else:
            super().keyPressEvent(event)


class Note(Banner):
    """Tells of something that went well; it passes by itself, after it could be read."""

    _look = "note"

    def __init__(self, name: str, look_ms: int = _LOOK_MS) -> None:
        """Wait, hidden; a person needs `look_ms` milliseconds to see that there is a note."""
        super().__init__(name)
        self._look_ms, self._timer = look_ms, 0
        self.told.connect(self._count_down)

    def _count_down(self, sentence: str) -> None:
        if self._timer:
            self.killTimer(self._timer)
        ms = self._look_ms + _LETTER_MS * len(sentence)
        self._timer = self.startTimer(ms) if sentence else 0

    def timerEvent(self, event: QTimerEvent) -> None:
        """Pass, unless the pointer or the keyboard is there."""
        focused = QApplication.focusWidget()
        if self.underMouse() or (focused is not None and self.isAncestorOf(focused)):
            self._count_down(self.sentence)
        else:
            self.clear()


class Progress(Banner):
    """Tells how far something is, with a button that ends it.

    Attributes:
        bar: how far, in percent.
    """

    _look = "note"

    def __init__(self, name: str) -> None:
        """Wait, hidden, for something to begin."""
        super().__init__(name)
        self.bar = QProgressBar()
        named(self.bar, f"{name}_bar", "Progress", "")
        self._row.insertWidget(2, self.bar, 1)


class Offer(Banner):
    """Offers something, until a person takes it, which does not close it, or lets it go.

    Signals:
        discarded: the button for that was pressed.
    """

    discarded = Signal()

    def __init__(self, name: str) -> None:
        """Wait, hidden, for something to offer."""
        super().__init__(name)
        self._discard = quiet_button(f"{name}_discard", f"Discard{ELLIPSIS}", look="link")
        self._discard.clicked.connect(self.discarded)
        self._row.insertWidget(3, self._discard)

    def say(self, sentence: str, button: str = "", do: Callable[[], object] | None = None) -> None:
        """Offer something, or nothing any more."""
        self._discard.setAccessibleDescription(in_one_line(sentence))
        super().say(sentence, button, do)

    def _act(self) -> None:
        self._do()


class _Wrapped(QWidget):
    """Text as high as it needs; a word that is too long breaks, too, as in no label of Qt's."""

    def __init__(self) -> None:
        super().__init__()
        self._lines, wrapping = QStaticText(), QTextOption()
        self._lines.setTextFormat(Qt.TextFormat.PlainText)
        wrapping.setWrapMode(_WRAPS)
        self._lines.setTextOption(wrapping)

    def show_text(self, text: str) -> None:
        self._lines.setText(text)
        self.setAccessibleName(text)
        self.fit()
        self.update()

    def fit(self) -> None:
        if not self._lines.text():  # most banners never say anything
            return
        self._lines.setTextWidth(self.width())
        self._lines.prepare(font=self.font())
        self.setFixedHeight(ceil(self._lines.size().height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).drawStaticText(0, 0, self._lines)


def _alert(_class: str, widget: QObject | None) -> QAccessibleInterface | None:
    """Let screen readers take a banner for what it is."""
    if isinstance(widget, Banner):
        return QAccessibleWidget(widget, QAccessible.Role.AlertMessage)
    return None


QAccessible.installFactory(_alert)
