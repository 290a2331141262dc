"""What the plots of the window share."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QSizePolicy

import pyqtgraph as pg  # isort: skip  (takes the Qt binding that is imported already)

from streetlight_gui.ui.widgets.theme import Theme


def make_plot(bottom: str, left: str, axes: dict[str, pg.AxisItem] | None = None) -> pg.PlotWidget:
    """Make a plot without menu and buttons, as large as its card lets it be.

    It takes no keys: the card does.

    Args:
        bottom: what its horizontal axis measures.
        left: what its vertical axis measures.
        axes: those that are not pyqtgraph's own, by their side.
    """
    plot = pg.PlotWidget(axisItems=axes)
    plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    plot.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
    plot.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
    item = plot.getPlotItem()
    item.hideButtons()
    item.setMenuEnabled(False)
    for side, label in (("bottom", bottom), ("left", left)):
        item.setLabel(side, label)
        item.getAxis(side).enableAutoSIPrefix(False)
    return plot


def colour_plot(plot: pg.PlotWidget, theme: Theme) -> None:
    """Draw ground and axes in these colours and in the application's font.

    pyqtgraph looks at neither by itself.
    """
    font = QApplication.font()
    plot.setBackground(theme.card)
    for side in ("left", "bottom"):
        axis = plot.getPlotItem().getAxis(side)
        axis.setPen(theme.line)
        axis.setTextPen(theme.muted)
        axis.label.setFont(font)
        axis.setTickFont(font)
