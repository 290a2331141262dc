"""The curve of an error along one weight, where the weight stands, and where it goes."""

import math
from enum import Enum, auto

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QHideEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

import pyqtgraph as pg  # isort: skip  (takes the Qt binding that is imported already)

from streetlight_gui.core.checks.formatting import plain, terse
from streetlight_gui.core.training.slope import Slope
from streetlight_gui.text.slope_words import STEP
from streetlight_gui.ui.plots.plot import PartCurve
from streetlight_gui.ui.widgets.text_sizes import length, small
from streetlight_gui.ui.widgets.theme import Theme

_SHORTEST_Y = 0.1  # a flat curve must look flat
_TANGENT_SHARE = 0.18  # of the width, to either side
_BESIDE = 0.02  # of the width, to the left and right of it
_ARROW = 18  # pixels above the ball, in a font of 12: there is the arrow with its words
_MOST_ROOM = 0.6  # of the height, for them
_HANDLE_REACH = 14  # pixels, in a font of 12
_LEFT = 60  # the width of the axis of errors, in a font of 12
_DOT, _HEAD = 13, 11  # the size of the ball, and of the arrow's head


class _Handle(Enum):
    """What can be dragged."""

    BALL = auto()
    ARROW = auto()


class SlopeCurve(PartCurve):
    """Draws a Slope: a ball where the weight stands, an arrow to where the update takes it.

    Signals:
        grabbed: the person takes hold of the ball or of the arrow's end.
        weight_dragged: where the ball is dragged, to about a pixel.
        step_dragged: where the arrow's end is dragged.
        let_go: the person holds nothing any more.
    """

    grabbed = Signal()
    weight_dragged = Signal(float)
    step_dragged = Signal(float)
    let_go = Signal()

    def __init__(self) -> None:
        """Make an empty plot."""
        super().__init__("slope_curve", "weight", _LEFT)
        self._drawn: tuple[Slope, bool] | None = None
        self._places: list[tuple[_Handle, float, float]] = []
        self._held: _Handle | None = None
        self._tangent, self._fall, self._shaft = self.plot(), self.plot(), self.plot()
        self._head = pg.ArrowItem(headLen=_HEAD, tipAngle=50, pen=None)
        self._words, self._tangent_words = pg.TextItem(), pg.TextItem()
        self._ghost = pg.ScatterPlotItem(size=_DOT, brush=None)
        self._ball = pg.ScatterPlotItem(size=_DOT, pen=None)
        for item in (self._head, self._words, self._tangent_words, self._ghost, self._ball):
            self.addItem(item)
        self.plotItem.vb.sigResized.connect(self._draw_again)

    def draw(self, found: Slope, *, is_made: bool) -> None:
        """Draw a slope, or nothing where its numbers are not all finite.

        Args:
            found: the slope.
            is_made: the update is made, so the weight stands where it has led.
        """
        self._drawn, self._places = (found, is_made), []
        if not self._show_items(found.is_finite):
            return
        start, end = (found.weight, found.error), (found.step_to, found.error_there)
        self._ball.setData(*zip(end if is_made else start, strict=False))
        self._ghost.setData(*zip(start if is_made else end, strict=False))
        self._curve.setData(found.weights, found.errors)
        height = self._fit(found)
        self._draw_tangent(found)
        self._draw_arrow(found, height)
        self._places = [(_Handle.BALL, *(end if is_made else start))]
        if found.gradient and not is_made:
            self._places += [(_Handle.ARROW, *end), (_Handle.ARROW, found.step_to, height)]

    def release(self) -> None:
        """Let go of what is held, if anything is."""
        if self._held is not None:
            self._held = None
            self.let_go.emit()

    def _draw_again(self) -> None:
        """Fit what is drawn into another size."""
        if self._drawn is not None:
            found, is_made = self._drawn
            self.draw(found, is_made=is_made)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        super().set_theme(theme)
        self._tangent.setPen(theme.frozen, width=self._grown(2))
        self._ball.setBrush(theme.accent)
        for dot in (self._ball, self._ghost):
            dot.setSize(self._grown(_DOT))
        self._ghost.setPen(theme.accent, width=self._grown(2))
        self._fall.setPen(theme.accent, width=self._grown(1), style=Qt.PenStyle.DashLine)
        self._shaft.setPen(theme.accent, width=self._grown(2))
        self._head.setStyle(brush=theme.accent)
        self._words.setColor(theme.accent)
        self._tangent_words.setColor(theme.frozen)
        for words in (self._words, self._tangent_words):
            words.setFont(small(QApplication.font()))

    def _fit(self, found: Slope) -> float:
        """Let the axes hold all that is drawn; return the height of the arrow, above the ball."""
        low, high = float(found.errors.min()), float(found.errors.max())
        pixels, arrow = max(float(self.plotItem.vb.height()), 1.0), length(_ARROW, self.font())
        ball, most = max(found.error, found.error_there), pixels * _MOST_ROOM
        above_ball, below = min(2 * arrow, most), min(self._grown(_DOT), most / 2)
        scale = max(  # of a pixel, so that there is as much room above the ball and the curve
            (high - low) / (pixels - 2 * below),
            (ball - low) / (pixels - above_ball - below),
            _SHORTEST_Y / pixels,
        )
        top = max(high + below * scale, ball + above_ball * scale)
        left_over = pixels * scale - (top - low + below * scale)
        bottom = low - below * scale - left_over / 2
        left, right = found.weights[[0, -1]].tolist()
        beside = _BESIDE * (right - left)  # a ball at the curve's end can be seen
        ends = bottom, bottom + pixels * scale
        self.setRange(xRange=(left - beside, right + beside), yRange=ends, padding=0)
        return ball + above_ball / 2 * scale

    def _draw_tangent(self, found: Slope) -> None:
        near = (found.weights[-1] - found.weights[0]) * _TANGENT_SHARE
        xs = np.array([found.weight - near, found.weight + near])
        ys = found.error + found.derivative * (xs - found.weight)
        self._tangent.setData(xs, ys)
        self._tangent_words.setText(f"slope {terse(found.derivative, 3)}")
        upper, words = int(ys.argmax()), self._tangent_words
        ball = self.plotItem.vb.mapFromView(QPointF(found.weight, found.error)).x()
        words.setPos(xs[upper], ys[upper])
        for anchor in ((1 - upper, 0), (upper, 1)):  # beside and below, where there is most room
            words.setAnchor(anchor)
            box = self._box(words)
            words.setVisible(self._is_inside(words) and not box.left() < ball < box.right())
            if words.isVisible():
                break  # rather none than cut

    def _draw_arrow(self, found: Slope, height: float) -> None:
        """Let an arrow go along the axis of weights, from above the ball to above its goal."""
        start, end = found.weight, found.step_to
        for item in (self._shaft, self._head, self._words, self._fall):
            item.setVisible(bool(found.gradient))
        self._shaft.setData([start, end], [height, height])
        ups = found.error, height, height, found.error_there
        self._fall.setData([start, start, end, end], ups, connect="pairs")
        self._head.setPos(end, height)
        self._head.setStyle(angle=180 if end > start else 0)
        self._place_words(found, height)

    def _place_words(self, found: Slope, height: float) -> None:
        """Write what the arrow is beside it or above, where there is room, with its length."""
        start, end, slope = found.weight, found.step_to, self._tangent_words
        whole = f"  {STEP} = {plain(end - start, 3)}  "
        places = [
            (text, anchor, x)
            for text in (whole, f"  {STEP}  ")
            for anchor, x in (
                ((0, 0.5), max(start, end)),
                ((1, 0.5), min(start, end)),
                ((0.5, 1), (start + end) / 2),
            )
        ]

        def place(text: str, anchor: tuple[float, float], x: float) -> tuple[bool, bool]:
            """Place the words; return what is bad about it."""
            self._words.setText(text)
            self._words.setAnchor(anchor)
            self._words.setPos(x, height)
            return not self._is_inside(self._words), self._lies_on_curve(self._words, found)

        is_cut, _ = place(*min(places, key=lambda each: place(*each)))
        self._words.setVisible(bool(found.gradient) and not is_cut)
        if self._words.isVisible() and self._box(self._words).intersects(self._box(slope)):
            slope.hide()

    def _box(self, words: pg.TextItem) -> QRectF:
        """Return where words lie, in pixels of the plot's inside."""
        box, anchor = QRectF(words.textItem.boundingRect()), words.anchor
        corner = self.plotItem.vb.mapFromView(words.pos())
        box.moveTo(corner.x() - anchor[0] * box.width(), corner.y() - anchor[1] * box.height())
        return box

    def _is_inside(self, words: pg.TextItem) -> bool:
        return bool(self.plotItem.vb.rect().contains(self._box(words)))

    def _lies_on_curve(self, words: pg.TextItem, found: Slope) -> bool:
        box, there = self._box(words), self.plotItem.vb.mapToView
        left, high = there(box.topLeft()).toTuple()
        right, low = there(box.bottomRight()).toTuple()
        xs, ys = found.weights, found.errors
        return bool(np.any((left <= xs) & (xs <= right) & (low <= ys) & (ys <= high)))

    def _handle_at(self, point: QPoint) -> _Handle | None:
        """Return the handle nearest to a point of the plot, in pixels, if one is near."""
        reach, nearest = float(length(_HANDLE_REACH, self.font())), None
        for handle, *place in self._places:
            away = self.mapFromScene(self.plotItem.vb.mapViewToScene(QPointF(*place))) - point
            distance = math.hypot(away.x(), away.y())
            if distance < reach:  # the ball comes first
                reach, nearest = distance, handle
        return nearest

    def _weight_at(self, point: QPoint) -> float:
        """Return the weight at a point, with no more digits than a pixel can tell."""
        (left, right), _ = self.plotItem.vb.viewRange()
        x = float(self.plotItem.vb.mapSceneToView(self.mapToScene(point)).x())
        return round(x, -math.floor(math.log10((right - left) / max(self.width(), 1))))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the ball, or of the arrow's end."""
        handle = self._handle_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and handle is not None:
            self._held = handle
            self.grabbed.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what is held; show what can be."""
        if self._held is not None:
            is_ball = self._held is _Handle.BALL
            signal = self.weight_dragged if is_ball else self.step_dragged
            signal.emit(self._weight_at(event.position().toPoint()))
        else:
            is_near = self._handle_at(event.position().toPoint()) is not None
            shape = Qt.CursorShape.SizeHorCursor if is_near else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.release()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let go: the button comes up elsewhere."""
        super().hideEvent(event)
        self.release()
