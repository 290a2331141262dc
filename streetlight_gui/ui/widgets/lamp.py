"""One lamp of the traffic light: on, off, or dimmed."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontInfo,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPaintEngine,
    QPainter,
    QPaintEvent,
    QPen,
    QRadialGradient,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractButton, QWidget

from streetlight_gui.core.problems.values import stepped_light, toggled_light
from streetlight_gui.text.examples import light_text
from streetlight_gui.ui.widgets.controls import Notches, SpaceRuns, named, quiet_focus
from streetlight_gui.ui.widgets.text_sizes import SMALL, bold, fitting, sized, small
from streetlight_gui.ui.widgets.theme import HOUSING, HOUSING_EDGE, LAMP_OFF, mixed

LARGEST_LAMP = 34.0  # radius, in a font of 12 pixels
GLOW = 1.28  # the glow's radius, in lamp radii
_DIGIT_SHARE = 0.52  # of a radius: how high its digits are
# Of a radius below the middle: where the label begins, and the number's own middle beside it.
_LABEL_PLACES = ((0.4, 0.0), (0.1, -0.34))
_LABEL_END = 0.94  # of a radius below the middle: where the label ends at the latest
_BRIGHT = 0.6  # from here on dark text is the clearer one
_DARK_TEXT, _LIGHT_TEXT = QColor("#14181d"), QColor("#c3cad3")


class Lamp(QAbstractButton):
    """One light: a round, checkable button that shows its number, 1 when on and 0 when off.

    A click switches it; the wheel, or Up and Down, dim it in steps of 0.1, also right after a
    click. It counts as checked while it is not quite off.

    Attributes:
        value: how bright it is, from 0 to 1.

    Signals:
        value_changed: the person gave it another value.
    """

    value_changed = Signal()

    def __init__(self, number: int, colour: str, parent: QWidget) -> None:
        """Make light `number`, counted from 1."""
        super().__init__(parent)
        self._colour = QColor(colour)
        self.value = 0.0
        self._notches = Notches()
        self.setCheckable(True)
        self.toggled.connect(self._follow_check)
        self.setAccessibleDescription("0")
        self._number = number
        self.show_name(f"Light {number}")
        quiet_focus(self)
        SpaceRuns(self)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_name(self, name: str, label: str = "") -> None:
        """Be called so, and tell in a tip what to do with it.

        label: what is written in the lamp where there is room.
        """
        self._label = label
        self.update()
        key = self._number
        how = f"click, or press {key}, to switch it on or off; the wheel, or Up and Down, dim it"
        named(self, f"light_{key}", name, f"{name}: {how}")

    def show_value(self, value: float) -> None:
        """Be as bright as this, from 0 to 1, without a signal."""
        if value != self.value:
            self.value = value
            self.setChecked(value > 0)
            self.setAccessibleDescription(f"{value:g}")
            self.update()

    def _take(self, value: float) -> None:
        if value != self.value:
            self.show_value(value)
            self.value_changed.emit()

    def _follow_check(self, is_on: bool) -> None:
        """Be switched by a screen reader, which checks the button without a click."""
        if is_on != (self.value > 0):
            self._take(toggled_light(self.value))

    def _draw_glow(self, painter: QPainter, centre: QPointF, radius: float) -> None:
        glow, colour = QRadialGradient(centre, radius * GLOW), QColor(self._colour)
        is_pdf = painter.paintEngine().type() == QPaintEngine.Type.Pdf  # there it would be opaque
        for place, alpha in ((0.6, round(120 * self.value)), (1.0, 0)):
            colour.setAlpha(alpha)
            over_housing = mixed(self._colour, QColor(HOUSING), alpha / 255)
            glow.setColorAt(place, over_housing if is_pdf else colour)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(glow)
        painter.drawEllipse(centre, radius * GLOW, radius * GLOW)

    def _draw_number(self, painter: QPainter, radius: float, middle: float) -> None:
        text, normal = light_text(self.value), QFontInfo(self.font()).pixelSize()
        font = bold(sized(self.font(), max(SMALL, radius * _DIGIT_SHARE / normal)))
        painter.setFont(fitting(font, text, 2 * radius - 2))
        painter.setPen(_ink(self.value))
        box = QRectF(self.rect()).translated(0, middle)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _draw_label(self, painter: QPainter, centre: QPointF, radius: float) -> float:
        """Write what it is called where there is room; return where the number goes."""
        font = small(self.font())
        metrics = QFontMetricsF(font)
        high = metrics.capHeight() + metrics.descent()
        for place, middle in _LABEL_PLACES:
            below = place * radius
            if below + high <= _LABEL_END * radius:
                wide = 2 * (radius**2 - (below + high / 2) ** 2) ** 0.5
                text = metrics.elidedText(self._label, Qt.TextElideMode.ElideRight, wide)
                left = centre.x() - metrics.horizontalAdvance(text) / 2
                painter.setFont(font)
                painter.setPen(_ink(self.value))
                painter.drawText(QPointF(left, centre.y() + below + metrics.capHeight()), text)
                return middle * radius
        return 0.0

    def nextCheckState(self) -> None:
        """Switch between on and off when clicked; a dimmed lamp goes off."""
        self._take(toggled_light(self.value))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Dim with Up and Down."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._take(stepped_light(self.value, 1 if event.key() == Qt.Key.Key_Up else -1))
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the keys with a click, so that Up and Down dim it."""
        if self.isDown() and self.rect().contains(event.position().toPoint()):
            self.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mouseReleaseEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Dim with the wheel."""
        if steps := self._notches.of(event):
            self._take(stepped_light(self.value, steps))
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lamp, its number, and a ring when it has the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = QRectF(self.rect()).center()
        radius = self.width() / 2 / GLOW
        if self.value > 0:
            self._draw_glow(painter, centre, radius)
        face = mixed(self._colour, QColor(LAMP_OFF), self.value)
        painter.setBrush(face.lighter(112) if self.underMouse() else face)
        ring = QColor("white") if self.hasFocus() else face.darker(130)
        painter.setPen(QPen(ring, 3 if self.hasFocus() else 1.5))
        painter.drawEllipse(centre, radius, radius)
        middle = self._draw_label(painter, centre, radius) if self._label else 0.0
        self._draw_number(painter, radius, middle)


def _ink(value: float) -> QColor:
    return _DARK_TEXT if value >= _BRIGHT else _LIGHT_TEXT


def draw_housing(painter: QPainter, box: QRectF, corner: float) -> None:
    """Draw what lamps and signals stand in, which is dark in every theme."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(HOUSING))
    painter.setPen(QPen(QColor(HOUSING_EDGE), 1))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), corner, corner)
