"""The pedestrian signal: a figure, a word and a number."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from streetlight_gui.core.checks.formatting import plain
from streetlight_gui.core.replay.picture import Picture
from streetlight_gui.process.resources import read_svg
from streetlight_gui.text.variable import NOT_YET
from streetlight_gui.ui.widgets.flutter_guard import FlutterGuard
from streetlight_gui.ui.widgets.labels import Readout, muted_label
from streetlight_gui.ui.widgets.lamp import draw_housing
from streetlight_gui.ui.widgets.spoken_name import SpokenName
from streetlight_gui.ui.widgets.text_sizes import LARGE, KeepsFit, bold, length, sized, small
from streetlight_gui.ui.widgets.theme import LAMP_OFF, STOP_COLOUR, UNDECIDED_COLOUR, WALK_COLOUR

_WIDTH, _HOUSING_WIDTH, _HOUSING_HEIGHT = 138, 112, 148  # in a font of 12 pixels
_NARROWEST, _LOWEST = 90, 96
_PADDING, _GAP = 10, 6
_ABOUT_0 = "about 0"  # beside what is too small to be written without an exponent
_LONGEST = "-2.71828e-305"
_TIP = "WALK when the prediction is 0.5 or more"
_UNLIT = "stop", "", LAMP_OFF, 1.6  # a figure, a word, their colour, how large the word is
_STOP, _WALK = ("stop", "STOP", STOP_COLOUR, 1.6), ("walk", "WALK", WALK_COLOUR, 1.6)
_SIGNS = _UNLIT, _STOP, _WALK
_CHANGING = "changing", "changing", UNDECIDED_COLOUR, LARGE  # too fast to show


class WalkSignal(QWidget):
    """Shows WALK or STOP for a prediction, never by colour alone.

    The figure and the word never contradict the number: while training throws it from side to
    side too fast to show, they say so instead. What a person causes shows at once. While the
    output is not computed yet, it is unlit, and the number there will be is not seen.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with STOP."""
        super().__init__(parent)
        self._guard = FlutterGuard(parent=self)
        self._spoken = SpokenName(self)
        self._guard.settled.connect(self._show_sign)
        self.setObjectName("walk_signal")
        self._answer = ""
        self.setToolTip(_TIP)
        self._number = Readout("Prediction", _LONGEST)
        self._number.setParent(self)
        self._number.setObjectName("prediction_label")
        self._number.setToolTip("The prediction for the lights as they are; 0.5 or more is WALK")
        self._number.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._about = muted_label(_ABOUT_0, "about_label")
        self._about.setParent(self)
        self._about.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._about.hide()
        self._figures = {
            sign: QSvgRenderer(read_svg(sign[0], sign[2]), self) for sign in (*_SIGNS, _CHANGING)
        }
        self._prediction, self._is_answered = 0.0, False
        self._index = np.array([_SIGNS.index(_STOP)])
        self._sign = _CHANGING  # another than the first shown, which so counts as new
        self._show_sign()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        KeepsFit(self, self._fit, QEvent.Type.LayoutRequest)  # of a number that takes more room

    def show_answer_name(self, name: str) -> None:
        """Tell what the answer is called; '' for no name of its own."""
        if name != self._answer:
            self._answer = name
            self.setToolTip(f"{name}: {_TIP}" if name else _TIP)
            self.update()

    def show_prediction(self, picture: Picture) -> None:
        """Show the prediction; a figure that would flash gives way."""
        self._prediction, self._is_answered = picture.prediction, picture.is_answered
        self._show_number()
        self._index = _index(picture)
        self._show_sign()

    def answer(self, picture: Picture) -> None:
        """Show the prediction, number and figure, at once, because a person asked for it."""
        self._guard.accept(_index(picture))
        self.show_prediction(picture)

    def _show_number(self) -> None:
        """Write a number with an exponent less large: 5.753e-14 reads as 5 from afar."""
        number, text, is_answered = self._number, plain(self._prediction), self._is_answered
        has_exponent, large = "e" in text, QFontMetrics(bold(sized(self.font(), LARGE)))
        is_large = not has_exponent and large.horizontalAdvance(text) <= self.width()
        if number.property("large") != is_large:
            number.setProperty("large", is_large)
            number.style().polish(number)
        number.show_text(plain(self._prediction, 4) if has_exponent else text)
        number.setVisible(is_answered)
        self._about.setVisible(is_answered and "e-" in text)
        self._place_number()

    def _show_sign(self) -> None:
        is_clear = not self._guard.flutters(self._index)[0]
        sign = _SIGNS[self._index[0]] if is_clear else _CHANGING
        if sign != self._sign:
            self._sign = sign
            self._spoken.show(f"Signal: {sign[1] or NOT_YET}")
            self.update()

    def _fit(self) -> None:
        """Keep the number below the middle, where the housing ends."""
        font = self.font()
        self._label_height = QFontMetrics(bold(sized(font, LARGE))).height() + 6
        lowest = length(_LOWEST, font) + 2 * self._label_height
        self.setMinimumSize(length(_NARROWEST, font), lowest)
        wide, highest = (length(n, font) for n in (_HOUSING_WIDTH, _HOUSING_HEIGHT))
        width = min(wide, self.width())
        height = min(highest, self.height() - 2 * self._label_height)
        left, top = (self.width() - width) / 2, (self.height() - height) / 2
        self._housing = QRectF(left, top, width, height)
        self._show_number()  # there may be more room, or less

    def _place_number(self) -> None:
        """Centre the number below the housing, with what stands beside it."""
        number, about, top = self._number, self._about, round(self._housing.bottom()) + 4
        beside = 0
        if not about.isHidden():
            number.reserve(number.text())  # there is no room for more
            beside = _GAP + about.sizeHint().width()
            if number.width() + beside > self.width():
                about.hide()
                beside = 0
        number.move((self.width() - number.width() - beside) // 2, top)
        about.setGeometry(QRect(number.geometry().topRight() + QPoint(_GAP, 0), about.sizeHint()))

    def sizeHint(self) -> QSize:
        """Return the size of the housing."""
        width, height = (length(n, self.font()) for n in (_WIDTH, _HOUSING_HEIGHT))
        return QSize(width, height + self._label_height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the housing, the figure and the word, but not where only the number is another."""
        if not self._housing.intersects(QRectF(event.rect())):
            return
        painter, housing, (_, word, colour, size) = QPainter(self), self._housing, self._sign
        draw_housing(painter, housing, 16)
        font = bold(sized(self.font(), size))
        high = QFontMetricsF(font).height()
        tall = housing.height() - 3 * _PADDING - high
        left, top = housing.center().x() - tall * 0.43, housing.top() + _PADDING
        self._figures[self._sign].render(painter, QRectF(left, top, tall * 0.87, tall))
        painter.setFont(font)
        painter.setPen(QColor(colour))
        top = housing.bottom() - _PADDING - high
        box = QRectF(housing.left(), top, housing.width(), high)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)
        self._draw_answer_name(painter)

    def _draw_answer_name(self, painter: QPainter) -> None:
        """Write above the housing what the answer is called."""
        font = small(self.font())
        metrics = QFontMetricsF(font)
        name = metrics.elidedText(self._answer, Qt.TextElideMode.ElideRight, self.width())
        top = self._housing.top() - metrics.height() - _GAP
        painter.setFont(font)
        painter.setPen(self.palette().color(self.foregroundRole()))
        box = QRectF(0, top, self.width(), metrics.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)


def _index(picture: Picture) -> NDArray[np.int_]:
    """Return which sign shows a picture's answer, or that there is none yet."""
    signs = [_STOP, _WALK]
    return np.array([_SIGNS.index(signs[picture.walks] if picture.is_answered else _UNLIT)])
