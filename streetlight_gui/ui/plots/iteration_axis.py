"""The horizontal axis of the error plot."""

import pyqtgraph as pg
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QApplication

_LINE_MARGIN = 6  # pixels above and below the line of text
_NAME_GAP = 6  # pixels between the axis' name and its first tick's text


class IterationAxis(pg.AxisItem):  # type: ignore[misc]
    """Has its name in line with the numbers, in the corner, so that the curves get the room."""

    def __init__(self) -> None:
        """Make the axis."""
        super().__init__("bottom")
        self.enableAutoSIPrefix(enable=False)
        self.setLabel("iteration")
        self.setTickFont(QApplication.font())

    def setTickFont(self, font: QFont) -> None:
        """Be as high as one line of text in this font."""
        super().setTickFont(font)
        self.setHeight(QFontMetrics(font).height() + _LINE_MARGIN)
        self.resizeEvent()

    def resizeEvent(self, event: QResizeEvent | None = None) -> None:
        """Keep the name in the corner."""
        super().resizeEvent(event)
        if self.label is not None:  # pyqtgraph sets it to None when the plot closes
            _, top_of_numbers = self.style["tickTextOffset"]
            top = top_of_numbers - self.label.document().documentMargin()
            self.label.setPos(-self.label.boundingRect().width() - _NAME_GAP, top)
