"""The pedestrian signal: a figure, a word and a number."""

import numpy as np
from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFontMetrics, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from streetlight_gui.core.checks.formatting import plain
from streetlight_gui.core.replay.picture import Picture
from streetlight_gui.process.resources import read_svg
from streetlight_gui.ui.widgets.flutter_guard import FlutterGuard
from streetlight_gui.ui.widgets.labels import Readout
from streetlight_gui.ui.widgets.lamp import draw_housing
from streetlight_gui.ui.widgets.text_sizes import LARGE, bold, length, sized
from streetlight_gui.ui.widgets.theme import STOP_COLOUR, UNDECIDED_COLOUR, WALK_COLOUR

_WIDTH, _HOUSING_WIDTH, _HOUSING_HEIGHT = 138, 112, 148  # in a font of 12 pixels
_SMALLEST_HOUSING = 96
_PADDING = 10
_WORD_SIZES = {True: 1.6, False: 1.6, None: LARGE}  # of the normal size
_LONGEST = "-2.71828e-305"
_WORDS = {True: "WALK", False: "STOP", None: "changing"}
_COLOURS = {True: WALK_COLOUR, False: STOP_COLOUR, None: UNDECIDED_COLOUR}


class WalkSignal(QWidget):
    """Shows WALK or STOP for a prediction, never by colour alone.

    The figure and the word never contradict the number: while training throws it from side to
    side too fast to show, they say so instead. What a person causes shows at once.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with STOP."""
        super().__init__(parent)
        self._figures = {
            True: QSvgRenderer(read_svg("walk", WALK_COLOUR), self),
            False: QSvgRenderer(read_svg("stop", STOP_COLOUR), self),
            None: QSvgRenderer(read_svg("changing", UNDECIDED_COLOUR), self),
        }
        self._guard = FlutterGuard(parent=self)
        self._guard.settled.connect(self._show_figure)
        self.setObjectName("walk_signal")
        self.setToolTip("WALK when the prediction is 0.5 or more")
        self._number = self._make_number()
        self._newest = np.array([False])
        self._walks: bool | None = None  # while it changes too fast
        self._show_figure()
        self._fit()

    def show_prediction(self, picture: Picture) -> None:
        """Show the prediction; a figure that would flash gives way."""
        self._number.show_text(plain(picture.prediction))
        self._newest = np.array([picture.walks])
        self._show_figure()

    def answer(self, picture: Picture) -> None:
        """Show the prediction, number and figure, at once, because a person asked for it."""
        self._guard.accept(np.array([picture.walks]))
        self.show_prediction(picture)

    def sizeHint(self) -> QSize:
        """Return the size of the housing."""
        return QSize(self.width(), length(_HOUSING_HEIGHT, self.font()) + self._label_height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the housing, the figure and the word."""
        painter = QPainter(self)
        housing = self._housing()
        draw_housing(painter, housing, 16)
        font = bold(sized(self.font(), _WORD_SIZES[self._walks]))
        high = QFontMetricsF(font).height()
        tall = housing.height() - 3 * _PADDING - high
        top = housing.top() + _PADDING
        figure = QRectF(housing.center().x() - tall * 0.43, top, tall * 0.87, tall)
        self._figures[self._walks].render(painter, figure)
        painter.setFont(font)
        painter.setPen(QColor(_COLOURS[self._walks]))
        top = housing.bottom() - _PADDING - high
        word = QRectF(housing.left(), top, housing.width(), high)
        painter.drawText(word, Qt.AlignmentFlag.AlignCenter, _WORDS[self._walks])

    def event(self, event: QEvent) -> bool:
        """Fit another font, and keep the number below the middle when it takes more room."""
        if event.type() == QEvent.Type.FontChange:
            self._fit()
        elif event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._place_number()
        return super().event(event)

    def _fit(self) -> None:
        font = self.font()
        self._label_height = QFontMetrics(bold(sized(font, LARGE))).height() + 6
        self.setFixedWidth(length(_WIDTH, font))
        self.setMinimumHeight(length(_SMALLEST_HOUSING, font) + 2 * self._label_height)
        self._place_number()

    def _place_number(self) -> None:
        top = round(self._housing().bottom()) + 4
        self._number.move((self.width() - self._number.width()) // 2, top)

    def _make_number(self) -> Readout:
        label = Readout("Prediction", _LONGEST, self)
        label.setObjectName("prediction_label")
        label.setToolTip("The prediction for the lamps as they are; 0.5 or more is WALK")
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        label.setProperty("prediction", True)
        return label

    def _housing(self) -> QRectF:
        width, highest = (length(n, self.font()) for n in (_HOUSING_WIDTH, _HOUSING_HEIGHT))
        height = min(highest, self.height() - 2 * self._label_height)
        return QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)

    @Slot()
    def _show_figure(self) -> None:
        is_clear = not self._guard.flutters(self._newest)[0]
        walks = bool(self._newest[0]) if is_clear else None
        if walks is not self._walks:
            self._walks = walks
            self.setAccessibleName(f"Signal: {_WORDS[walks]}")
            self.update()
