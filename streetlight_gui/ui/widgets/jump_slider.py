"""A slider that goes where it is clicked."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSlider, QStyle, QStyleOptionSlider

from streetlight_gui.ui.widgets.controls import CalmWheel, end_typing, named


class JumpSlider(QSlider):
    """A horizontal slider whose handle jumps to the pointer, instead of paging towards it.

    A press takes no focus, and ends typing elsewhere; after what cannot be taken it does nothing.

    Attributes:
        marks: values with a tick; call `update` after a change.
        mark_colour: of the ticks.
    """

    def __init__(self, name: str, spoken: str, tip: str) -> None:
        """Make a slider with Qt's own range, with its names in the program and for a person."""
        super().__init__(Qt.Orientation.Horizontal)
        self.marks: list[int] = []
        self.mark_colour = QColor()
        named(self, name, spoken, tip)
        CalmWheel(self, Qt.FocusPolicy.TabFocus)

    def _handle(self) -> QRect:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        kind, part = QStyle.ComplexControl.CC_Slider, QStyle.SubControl.SC_SliderHandle
        return self.style().subControlRect(kind, option, part, self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go where the pointer is, and drag on from there; a grip at the handle moves nothing."""
        if not end_typing():
            return
        place, handle = event.position().toPoint(), self._handle()
        if event.button() == Qt.MouseButton.LeftButton and not handle.contains(place):
            x, room = place.x() - handle.width() // 2, self.width() - handle.width()
            self.setValue(QStyle.sliderValueFromPosition(self.minimum(), self.maximum(), x, room))
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the slider, then the ticks on it."""
        super().paintEvent(event)
        painter, handle = QPainter(self), self._handle().width()
        least, most, room = self.minimum(), self.maximum(), self.width() - handle
        for mark in self.marks:
            x = QStyle.sliderPositionFromValue(least, most, mark, room) + handle // 2 - 1
            painter.fillRect(x, 0, 2, 7, self.mark_colour)
