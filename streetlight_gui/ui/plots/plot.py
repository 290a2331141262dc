"""What the plots of the window share."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QApplication, QGraphicsItem, QGraphicsView, QSizePolicy

import pyqtgraph as pg  # isort: skip  (takes the Qt binding that is imported already)

from streetlight_gui.ui.widgets.text_sizes import grown, length
from streetlight_gui.ui.widgets.theme import Theme

_LINE_MARGIN = 6  # pixels above and below the line of text
_NAME_GAP = 6  # pixels between the axis' name and its first tick's text


class CornerAxis(pg.AxisItem):  # type: ignore[misc]
    """Has its name in line with the numbers, in the corner, so that the curves get the room."""

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


class Plot(pg.PlotWidget):  # type: ignore[misc]
    """A plot without menu and buttons, as large as its card lets it be.

    It takes no keys: the card does.

    Attributes:
        left, bottom: its axes.
    """

    def __init__(self, left: pg.AxisItem, bottom: pg.AxisItem) -> None:
        """Make an empty plot with these axes."""
        super().__init__(axisItems={"left": left, "bottom": bottom}, enableMenu=False)
        self.left, self.bottom = left, bottom
        left.setStyle(tickAlpha=255)  # its grid is as the theme has it, however many lines,
        left.setZValue(-1)  # and below the curves
        for axis in (left, bottom):
            axis.enableAutoSIPrefix(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.hideButtons()
        self.getViewBox().setMinimumSize(1, 1)  # pyqtgraph divides by it

    def smooth(self) -> None:
        """Draw for paper, slowly, rather than for the pixels of a screen."""
        for axis in (self.left, self.bottom):
            axis.setCacheMode(QGraphicsItem.CacheMode.NoCache)
        self.setCacheMode(QGraphicsView.CacheModeFlag.CacheNone)
        for line in self.plotItem.listDataItems():
            for item in (line, *line.childItems()):
                item.opts |= {"antialias": True, "useCache": False}

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours and in the application's font; pyqtgraph looks at neither."""
        self.setBackground(theme.card)
        for axis in (self.left, self.bottom):
            axis.setPen(theme.cell)
            axis.setTextPen(theme.muted)
            axis.label.setFont(QApplication.font())
            axis.setTickFont(QApplication.font())

    def _grown(self, pixels: int) -> int:
        """Return how large a line or a mark is beside the text there is."""
        return grown(pixels, QApplication.font())


class PartCurve(Plot):
    """The curve of a part of the diagram, on axes that nobody moves."""

    def __init__(self, name: str, bottom: str, left_width: int) -> None:
        """Make an empty plot.

        Args:
            name: of the plot in the program.
            bottom: what the axis below is.
            left_width: of the axis beside it, in a font of 12: curves do not move with its texts.
        """
        super().__init__(pg.AxisItem("left"), CornerAxis("bottom"))
        self.setObjectName(name)
        self.setLabel("bottom", bottom)
        self.setMouseEnabled(False, False)
        for axis in (self.left, self.bottom):
            axis.setStyle(hideOverlappingLabels=True)  # those that would be cut
        self._left_width = left_width
        self._curve = self.plot()

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        super().set_theme(theme)
        self.left.setWidth(length(self._left_width, self.font()))
        self._curve.setPen(theme.muted, width=self._grown(2))

    def _show_items(self, is_finite: bool) -> bool:
        """Show what is drawn, or nothing where its numbers are not all finite."""
        for item in self.plotItem.items:
            item.setVisible(is_finite)
        return is_finite
