"""The names of runs in the error plot lie where their curves leave room."""

import numpy as np
import pyqtgraph as pg
import pytest

from streetlight_gui.ui.plots.legend import Legend

LOW_AND_EARLY = np.array([1.0, 2.0]), np.array([0.1, 0.1])
HIGH_AND_LATE = np.array([18.0, 19.0]), np.array([0.9, 0.9])
NOWHERE = np.array([]), np.array([])


@pytest.mark.parametrize(
    ("curves", "is_log", "is_low"),
    [
        ([NOWHERE], True, True),
        ([NOWHERE], False, False),
        ([NOWHERE, LOW_AND_EARLY], True, False),
        ([NOWHERE, HIGH_AND_LATE], False, True),
        ([LOW_AND_EARLY, HIGH_AND_LATE], True, True),
    ],
)
def test_names_lie_in_the_corner_with_fewer_points(
    styled_application, qtbot, curves, is_log, is_low
):
    plot = pg.PlotWidget()
    qtbot.addWidget(plot)
    plot.resize(400, 300)
    box = plot.getViewBox()
    box.setRange(xRange=(0, 20), yRange=(0, 1), padding=0)
    plot.grab()
    legend = Legend(box)
    legend.name_lines([("Run 1", plot.plot())])
    legend.place(curves, is_log=is_log)
    plot.grab()
    at = box.mapSceneToView(legend.mapRectToScene(legend.boundingRect()).center())
    assert (at.x() < 10, at.y() < 0.5) == (is_low, is_low)
