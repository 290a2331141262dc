"""A slider that goes where it is clicked."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QSlider, QStyle, QStyleOptionSlider, QWidget

from streetlight_gui.ui.widgets.controls import CalmWheel, end_typing


class JumpSlider(QSlider):
    """A horizontal slider whose handle jumps to the pointer, instead of paging towards it.

    A press takes no focus, and ends typing elsewhere; after what cannot be taken it does nothing.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a slider with Qt's own range."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        CalmWheel(self, Qt.FocusPolicy.TabFocus)

    @property
    def handle_width(self) -> int:
        """The width of the handle, in pixels."""
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        return self.style().pixelMetric(QStyle.PixelMetric.PM_SliderLength, option, self)

    def _handle(self) -> QRect:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        return self.style().subControlRect(
            QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, self
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go where the pointer is, and drag on from there; a grip at the handle moves nothing."""
        if not end_typing():
            return
        is_grip = self._handle().contains(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and not is_grip:
            x = round(event.position().x()) - self.handle_width // 2
            self.setValue(
                QStyle.sliderValueFromPosition(
                    self.minimum(), self.maximum(), x, self.width() - self.handle_width
                )
            )
        super().mousePressEvent(event)
