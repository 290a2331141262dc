"""The error curves of the runs before, drawn faintly."""

from collections.abc import Callable

import numpy as np

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.history import Curve
from streetlight_gui.ui.plots.plot import Plot

Points = tuple[Array, Array]  # x and y, as the axes measure them

MOST_GHOSTS = 5
_MOST_POINTS = 1000  # of each


class Ghosts:
    """The newest runs before the one that is shown, of the same problem.

    Attributes:
        points: of each ghost, as drawn last.
    """

    def __init__(self, plot: Plot) -> None:
        """Make lines in a plot; from here on they are only given new data."""
        self.points: list[Points] = []
        self._lines = [plot.plot() for _ in range(MOST_GHOSTS)]
        self._curves: dict[int, Curve] = {}  # by the number of their run, the newest last

    @property
    def longest(self) -> int:
        """The last iteration of any ghost; 0 without one."""
        return max((int(curve.iterations[-1]) for curve in self._curves.values()), default=0)

    def change_run(self, ended: Snapshot | None, begun: Snapshot) -> None:
        """Keep the run that ended, unless of another problem; one that undo brings back is none."""
        if ended is None or ended.settings.problem != begun.settings.problem:
            self._curves.clear()
        elif len(ended.online_curve.errors) > 1:
            self._curves[ended.run] = ended.online_curve.thinned(_MOST_POINTS)
        self._curves.pop(begun.run, None)
        for run in list(self._curves)[:-MOST_GHOSTS]:
            del self._curves[run]

    def draw(self, measure: Callable[[Curve], Points]) -> None:
        """Draw all of them; `measure` turns a curve into points on the axes."""
        self.points = [measure(curve) for curve in self._curves.values()]
        nothing: list[Points] = [(np.empty(0), np.empty(0))] * MOST_GHOSTS
        for line, points in zip(self._lines, self.points + nothing, strict=False):
            line.setData(*points)

    def set_colour(self, colour: str) -> None:
        """Draw in this colour."""
        for line in self._lines:
            line.setPen(colour, width=1)
