"""What the plots of the window share."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSizePolicy

import pyqtgraph as pg  # isort: skip  (takes the Qt binding that is imported already)

from streetlight_gui.ui.widgets.theme import Theme


class Plot(pg.PlotWidget):  # type: ignore[misc]
    """A plot without menu and buttons, as large as its card lets it be.

    It takes no keys: the card does.

    Attributes:
        left, bottom: its axes.
    """

    def __init__(self, left: pg.AxisItem, bottom: pg.AxisItem) -> None:
        """Make an empty plot with these axes."""
        super().__init__(axisItems={"left": left, "bottom": bottom})
        self.left, self.bottom = left, bottom
        left.setStyle(tickAlpha=255)  # its grid is as the theme has it, however many lines
        for axis in (left, bottom):
            axis.enableAutoSIPrefix(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.hideButtons()
        self.setMenuEnabled(False)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours and in the application's font; pyqtgraph looks at neither."""
        self.setBackground(theme.card)
        for axis in (self.left, self.bottom):
            axis.setPen(theme.cell)
            axis.setTextPen(theme.muted)
            axis.label.setFont(QApplication.font())
            axis.setTickFont(QApplication.font())
