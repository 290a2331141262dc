"""The traffic light: one lamp for each input of the network."""

from PySide6.QtCore import QEvent, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from streetlight_gui.ui.network.diagram import centres
from streetlight_gui.ui.widgets.lamp import GLOW, LARGEST_LAMP, Lamp, draw_housing
from streetlight_gui.ui.widgets.text_sizes import length, small, stretch
from streetlight_gui.ui.widgets.theme import LAMP_COLOURS, LIGHT, Theme

_HOUSING_WIDTH = 96  # in a font of 12 pixels
_MARGIN = 22  # on its left


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
        self._leaves_bias_room = False
        self._fit()
        self.setAccessibleName("Traffic light, the input layer")

    @property
    def pattern(self) -> tuple[float, ...]:
        """What the lamps show: 1 for on, 0 for off, between them for dimmed."""
        return tuple(lamp.value for lamp in self._lamps)

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
            lamp.value_changed.connect(self._emit_pattern)
            lamp.show()
            self.setTabOrder(before, lamp)  # new widgets would come last in the window
            before = lamp
        self._place_lamps()
        self.update()

    @Slot(object)
    def show_pattern(self, pattern: tuple[float, ...]) -> None:
        """Switch the lamps as given, without a signal."""
        self.set_lights(len(pattern))
        for lamp, value in zip(self._lamps, pattern, strict=True):
            lamp.show_value(value)

    def leave_bias_room(self, leaves: bool) -> None:
        """Leave room below the housing, as the diagram does for its bias units, or take it back."""
        if leaves != self._leaves_bias_room:
            self._leaves_bias_room = leaves
            self._place_lamps()
            self.update()

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
        return float(min(length(LARGEST_LAMP, self.font()), 0.42 * spacing))

    def _centres_y(self) -> list[float]:
        bias, scale = self._leaves_bias_room, stretch(self.font())
        return list(centres(len(self._lamps), self.height(), bias=bias, scale=scale))

    def _fit(self) -> None:
        self._housing_width = length(_HOUSING_WIDTH, self.font())
        self.setFixedWidth(self._housing_width + _MARGIN)
        self._place_lamps()

    def _housing(self) -> QRectF:
        ys, reach = self._centres_y(), self._lamp_radius() * GLOW + 6
        left, width = self.width() - self._housing_width, self._housing_width
        return QRectF(left, ys[0] - reach, width, ys[-1] - ys[0] + 2 * reach)

    def _place_lamps(self) -> None:
        reach = self._lamp_radius() * GLOW
        x = self.width() - self._housing_width / 2
        for lamp, y in zip(self._lamps, self._centres_y(), strict=True):
            lamp.setGeometry(QRectF(x - reach, y - reach, 2 * reach, 2 * reach).toRect())

    def changeEvent(self, event: QEvent) -> None:
        """Fit another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep each lamp where the diagram's edges start."""
        self._place_lamps()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the housing and its labels."""
        if not self._lamps:
            return
        painter = QPainter(self)
        housing = self._housing()
        draw_housing(painter, housing, 18)
        painter.setPen(QColor(self._theme.muted))
        font = small(self.font())  # as the diagram names the other layers
        painter.setFont(font)
        high = QFontMetricsF(font).height() + 3
        name = QRectF(0, housing.top() - high - 4, self.width(), high)
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(name, align, f"layer_0 (1, {len(self._lamps)})")
