"""The example that a card speaks of, as small lamps beside its title."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton

from streetlight_gui.core.problems.patterns import Pattern
from streetlight_gui.text.examples import pattern_text
from streetlight_gui.ui.widgets.controls import named, quiet_focus
from streetlight_gui.ui.widgets.pattern_marks import Lamps
from streetlight_gui.ui.widgets.text_sizes import KeepsFit, length
from streetlight_gui.ui.widgets.throttle import STEADY_INTERVAL_S, Throttle

_SIDE = 14  # of a lamp, in a font of 12 pixels
_WIDEST = 60  # of all together
_FRAME = 4  # around them


class ExampleLamps(QAbstractButton):
    """Small lamps; where the large ones show another pattern they are framed, and can be clicked.

    Signals:
        pattern_chosen: the pattern that a person wants on the large lamps.
    """

    pattern_chosen = Signal(object)

    def __init__(self, name: str, card: str) -> None:
        """Show nothing yet; `card` names the card they stand in for a person."""
        super().__init__()
        self._example: Pattern = ()
        self._on_lamps: Pattern = ()
        self._card = card
        self._pace = Throttle(self._show, STEADY_INTERVAL_S, self)
        named(self, name, f"{card}: no example", "")
        quiet_focus(self)
        self.setEnabled(False)
        self.clicked.connect(lambda: self.pattern_chosen.emit(self._example))
        KeepsFit(self, self._fit)

    def show_example(self, example: Pattern) -> None:
        """Show the example that the card speaks of; () where it is another all the time."""
        self._pace.offer(example)

    def show_pattern(self, pattern: Pattern) -> None:
        """Compare with what the large lamps show."""
        self._on_lamps = pattern
        self._compare()

    def _show(self, example: Pattern) -> None:
        if example != self._example:
            self._example = example
            self._fit()
            self._compare()

    def _compare(self) -> None:
        text, is_other = pattern_text(self._example), self._example != self._on_lamps
        name = f"{self._card}: {f'example {text}' if text else 'no example'}"
        if name != self.accessibleName():
            self.setAccessibleName(name)
        tip = f"{name}. Click to put it on the lights."
        self.setToolTip((tip if is_other else f"{name}, as on the lights.") if text else "")
        self.setEnabled(bool(text) and is_other)
        self.setCursor(
            Qt.CursorShape.PointingHandCursor if self.isEnabled() else Qt.CursorShape.ArrowCursor
        )
        self.update()

    def _fit(self) -> None:
        """Take the room of as many lamps, once there have been any."""
        self._side = length(min(_SIDE, _WIDEST / max(len(self._example), 1)), self.font())
        if self._example:
            width = len(self._example) * self._side
            self.setFixedSize(QSize(width + 2 * _FRAME, self._side + 2 * _FRAME))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lamps, and a frame that asks to be clicked."""
        if not self._example:
            return
        painter = QPainter(self)
        Lamps(self.devicePixelRatioF()).draw(painter, self._example, _FRAME, _FRAME, self._side)
        if self.isEnabled():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            width = 2.5 if self.hasFocus() else 1.5
            painter.setPen(QPen(self.palette().accent().color(), width))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 6, 6)
