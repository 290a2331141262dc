"""The traffic light: one lamp for each input of the network."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from streetlight_gui.core.checks.formatting import capital
from streetlight_gui.text.examples import light_name
from streetlight_gui.ui.network.diagram import centres
from streetlight_gui.ui.widgets.lamp import GLOW, LARGEST_LAMP, Lamp, draw_housing
from streetlight_gui.ui.widgets.text_sizes import KeepsFit, length, small, stretch
from streetlight_gui.ui.widgets.theme import LAMP_COLOURS, LIGHT, Theme

_HOUSING_WIDTH, _NARROWEST = 96, 63  # in a font of 12 pixels
_MARGIN = 22  # on its left
_RIM = 6  # above and below its lamps, in the same font


class LightPanel(QWidget):
    """The housing with its lamps, laid out so that a diagram's edges on its right start at them.

    Signals:
        pattern_changed: the new pattern, a tuple, when the person switched a lamp.
        lamp_changed: how bright that lamp is now; it follows.
    """

    pattern_changed = Signal(object)
    lamp_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty housing; a pattern fills it."""
        super().__init__(parent)
        self._theme = LIGHT
        self._lamps: list[Lamp] = []
        self._names: Sequence[str] = ()
        self._leaves_bias_room = False
        self._housing = QRectF()
        self.setAccessibleName("Traffic light, the input layer")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        KeepsFit(self, self._fit)

    def show_pattern(self, pattern: tuple[float, ...]) -> None:
        """Switch the lamps as given, one for each light, without a signal."""
        if len(pattern) != len(self._lamps):
            self._make_lamps(len(pattern))
        for lamp, value in zip(self._lamps, pattern, strict=True):
            lamp.show_value(value)

    def show_names(self, names: Sequence[str]) -> None:
        """Call the lamps so, each by its number where there are none; the answer's name is last."""
        if names != self._names:
            self._names = names
            self._name_lamps()

    def _name_lamps(self) -> None:
        names = self._names if len(self._names) == len(self._lamps) + 1 else ()
        for number, lamp in enumerate(self._lamps, start=1):
            name = light_name(names, number)
            lamp.show_name(name if names else capital(name), names[number - 1] if names else "")

    def leave_bias_room(self, leaves: bool) -> None:
        """Leave room below the housing, as the diagram does for its bias units, or take it back."""
        if leaves != self._leaves_bias_room:
            self._leaves_bias_room = leaves
            self._fit()

    def toggle_light(self, number: int) -> None:
        """Switch light `number`, counted from 1, as a click on it does."""
        if number <= len(self._lamps):
            self._lamps[number - 1].click()

    def set_theme(self, theme: Theme) -> None:
        """Use these colours for the labels; the housing is dark in every theme."""
        self._theme = theme
        self.update()

    def _tell_of(self, lamp: Lamp) -> None:
        self.pattern_changed.emit(tuple(each.value for each in self._lamps))
        self.lamp_changed.emit(lamp.value)

    def _make_lamps(self, count: int) -> None:
        """Put this many lamps into the housing, all off."""
        for lamp in self._lamps:
            lamp.setParent(None)
            lamp.deleteLater()
        self._lamps = [Lamp(k + 1, LAMP_COLOURS[k], self) for k in range(count)]
        before = self.previousInFocusChain() or self
        for lamp in self._lamps:
            lamp.value_changed.connect(partial(self._tell_of, lamp))
            lamp.show()
            self.setTabOrder(before, lamp)  # new widgets would come last in the window
            before = lamp
        self._name_lamps()
        self._fit()

    def _fit(self) -> None:
        """Place each lamp where the diagram's edges start, and the housing around them."""
        font, count = self.font(), len(self._lamps)
        self.setMinimumWidth(length(_NARROWEST, font) + _MARGIN)
        wide = min(length(_HOUSING_WIDTH, font), self.width() - _MARGIN)
        bias, scale = self._leaves_bias_room, stretch(font)
        ys = centres(count, self.height(), bias=bias, scale=scale).tolist()
        spacing = ys[1] - ys[0] if count > 1 else 200
        reach = GLOW * min(length(LARGEST_LAMP, font), 0.42 * spacing)
        reach = min(reach, wide / 2)
        x = self.width() - wide / 2
        for lamp, y in zip(self._lamps, ys, strict=True):
            lamp.setGeometry(QRectF(x - reach, y - reach, 2 * reach, 2 * reach).toRect())
        if ys:
            top, bottom = ys[0] - reach - _RIM * scale, ys[-1] + reach + _RIM * scale
            self._housing = QRectF(x - wide / 2, top, wide, bottom - top)
        self.update()

    def sizeHint(self) -> QSize:
        """Return a comfortable width; where room is short it is narrower."""
        return QSize(length(_HOUSING_WIDTH, self.font()) + _MARGIN, -1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the housing and its labels."""
        if not self._lamps:
            return
        painter = QPainter(self)
        draw_housing(painter, self._housing, 18)
        painter.setPen(QColor(self._theme.muted))
        font = small(self.font())  # as the diagram names the other layers
        painter.setFont(font)
        high = QFontMetricsF(font).height() + 3
        name = QRectF(0, self._housing.top() - high - 4, self.width(), high)
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(name, align, f"layer_0 (1, {len(self._lamps)})")
