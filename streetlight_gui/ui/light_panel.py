"""The traffic light: one lamp for each input of the network."""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QRadialGradient, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from streetlight_gui.core.diagram import centres
from streetlight_gui.ui.theme import (
    HOUSING,
    HOUSING_EDGE,
    LAMP_COLOURS,
    LAMP_OFF,
    LIGHT,
    Theme,
)

_HOUSING_WIDTH = 96
_LARGEST_LAMP = 34.0  # radius
_GLOW = 1.28  # the glow's radius, in lamp radii


class Lamp(QAbstractButton):
    """One light: a round, checkable button that shows 1 when it is on and 0 when it is off."""

    def __init__(self, number: int, colour: str, parent: QWidget) -> None:
        """Make light `number`, counted from 1."""
        super().__init__(parent)
        self._colour = QColor(colour)
        self.setObjectName(f"light_{number}")
        self.setCheckable(True)
        self.setAccessibleName(f"Light {number}")
        self.setToolTip(f"Light {number}: click, or press {number}, to switch it on or off")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # Space keeps running after a click
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Return the size of a large lamp with its glow."""
        side = round(2 * _LARGEST_LAMP * _GLOW)
        return QSize(side, side)

    def hitButton(self, position: QPoint) -> bool:
        """Take clicks anywhere in the square around the lamp: a generous target."""
        return self.rect().contains(position)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lamp, its number, and a ring when it has the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = QRectF(self.rect()).center()
        radius = self.width() / 2 / _GLOW
        if self.isChecked():
            self._draw_glow(painter, centre, radius)
        face = self._colour if self.isChecked() else QColor(LAMP_OFF)
        painter.setBrush(face.lighter(112) if self.underMouse() else face)
        ring = QColor("white") if self.hasFocus() else face.darker(130)
        painter.setPen(QPen(ring, 3 if self.hasFocus() else 1.5))
        painter.drawEllipse(centre, radius, radius)
        self._draw_number(painter, radius)

    def _draw_glow(self, painter: QPainter, centre: QPointF, radius: float) -> None:
        glow = QRadialGradient(centre, radius * _GLOW)
        inner, outer = QColor(self._colour), QColor(self._colour)
        inner.setAlpha(120)
        outer.setAlpha(0)
        glow.setColorAt(0.6, inner)
        glow.setColorAt(1.0, outer)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(glow)
        painter.drawEllipse(centre, radius * _GLOW, radius * _GLOW)

    def _draw_number(self, painter: QPainter, radius: float) -> None:
        font = self.font()
        font.setPixelSize(max(10, round(radius * 0.52)))
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor("#14181d") if self.isChecked() else QColor("#c3cad3"))
        text = "1" if self.isChecked() else "0"
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, text)


class LightPanel(QWidget):
    """The housing with its lamps, laid out so that a diagram's edges on its right start at them.

    Signals:
        pattern_changed: the new pattern, a tuple, when the person switched a lamp.
    """

    pattern_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty housing; `set_lights` fills it."""
        super().__init__(parent)
        self._theme = LIGHT
        self._lamps: list[Lamp] = []
        self.setFixedWidth(_HOUSING_WIDTH + 22)
        self.setAccessibleName("Traffic light, the input layer")

    @property
    def pattern(self) -> tuple[float, ...]:
        """What the lamps show: 1 for on, 0 for off."""
        return tuple(float(lamp.isChecked()) for lamp in self._lamps)

    def set_lights(self, count: int) -> None:
        """Put this many lamps into the housing, all off."""
        if count == len(self._lamps):
            return
        for lamp in self._lamps:
            lamp.setParent(None)
            lamp.deleteLater()
        self._lamps = [Lamp(k + 1, LAMP_COLOURS[k], self) for k in range(count)]
        before = self.previousInFocusChain() or self
        for lamp in self._lamps:
            lamp.clicked.connect(self._emit_pattern)
            lamp.show()
            self.setTabOrder(before, lamp)  # new widgets would come last in the window
            before = lamp
        self._place_lamps()

    @Slot(object)
    def show_pattern(self, pattern: tuple[float, ...]) -> None:
        """Switch the lamps as given, without a signal."""
        self.set_lights(len(pattern))
        for lamp, value in zip(self._lamps, pattern, strict=True):
            lamp.setChecked(bool(value))

    def toggle_light(self, number: int) -> None:
        """Switch light `number`, counted from 1, as a click on it does."""
        if number <= len(self._lamps):
            self._lamps[number - 1].click()

    def set_theme(self, theme: Theme) -> None:
        """Use these colours for the labels; the housing is dark in every theme."""
        self._theme = theme
        self.update()

    @Slot()
    def _emit_pattern(self) -> None:
        self.pattern_changed.emit(self.pattern)

    def _lamp_radius(self) -> float:
        spacing = self._centres_y()[1] - self._centres_y()[0] if len(self._lamps) > 1 else 200
        return float(min(_LARGEST_LAMP, 0.42 * spacing))

    def _centres_y(self) -> list[float]:
        return list(centres(len(self._lamps), self.height()))

    def _housing(self) -> QRectF:
        ys, reach = self._centres_y(), self._lamp_radius() * _GLOW + 6
        left = self.width() - _HOUSING_WIDTH
        return QRectF(left, ys[0] - reach, _HOUSING_WIDTH, ys[-1] - ys[0] + 2 * reach)

    def _place_lamps(self) -> None:
        if not self._lamps:
            return
        reach = self._lamp_radius() * _GLOW
        x = self._housing().center().x()
        for lamp, y in zip(self._lamps, self._centres_y(), strict=True):
            lamp.setGeometry(QRectF(x - reach, y - reach, 2 * reach, 2 * reach).toRect())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep each lamp where the diagram's edges start."""
        self._place_lamps()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the housing and its labels."""
        if not self._lamps:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        housing = self._housing()
        painter.setBrush(QColor(HOUSING))
        painter.setPen(QPen(QColor(HOUSING_EDGE), 1))
        painter.drawRoundedRect(housing.adjusted(0.5, 0.5, -0.5, -0.5), 18, 18)
        painter.setPen(QColor(self._theme.muted))
        name = QRectF(0, housing.top() - 22, self.width(), 18)
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(name, align, f"layer_0 (1, {len(self._lamps)})")
