"""A slider that goes where it is clicked."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QSlider, QStyle, QStyleOptionSlider, QWidget


class JumpSlider(QSlider):
    """A horizontal slider whose handle jumps to the pointer, instead of paging towards it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a slider with Qt's own range."""
        super().__init__(Qt.Orientation.Horizontal, parent)

    @property
    def handle_width(self) -> int:
        """The width of the handle, in pixels."""
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        return self.style().pixelMetric(QStyle.PixelMetric.PM_SliderLength, option, self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go where the pointer is, and drag on from there."""
        if event.button() == Qt.MouseButton.LeftButton:
            x = round(event.position().x()) - self.handle_width // 2
            self.setValue(
                QStyle.sliderValueFromPosition(
                    self.minimum(), self.maximum(), x, self.width() - self.handle_width
                )
            )
        super().mousePressEvent(event)
