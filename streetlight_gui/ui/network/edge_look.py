"""How the edges of a network look as it answers a pattern: pens, ready to be painted with."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QPen

from streetlight_gui.core.replay.picture import Picture
from streetlight_gui.ui.network.diagram import Diagram
from streetlight_gui.ui.network.picture_guard import EdgeFlutters
from streetlight_gui.ui.widgets.colours import edge_colours, edge_widths
from streetlight_gui.ui.widgets.theme import Theme

_RGB = np.array([1 << 16, 1 << 8, 1])  # makes one number of red, green and blue
_WIDTHS_PER_PIXEL = 32  # that are told apart: less is not seen


class EdgeLook:
    """The pens of all edges in one diagram and theme; they change with each picture.

    Attributes:
        pens: one for each edge.
        order: of the edges from below to above.
    """

    def __init__(self, diagram: Diagram, theme: Theme) -> None:
        """Make the pens once, as there are many."""
        count = len(diagram.edges)
        self.pens = [QPen() for _ in range(count)]
        self.order: list[int] = []
        self._widest = diagram.widest_edge
        self._signs, self._grey = theme.sign_colours(theme.card), theme.grey
        self._colours = np.full(count, -1)
        self._widths = np.zeros(count)
        self._carries = np.zeros(0, dtype=np.bool_)

    def change(self, picture: Picture, flutters: EdgeFlutters | None = None) -> bool:
        """Look as the network of this picture; return whether that looks different.

        Args:
            picture: the network and the pattern.
            flutters: what is to be left out, in grey; None for nothing.
        """
        weights, carries = picture.network.parameters, picture.carries
        if flutters is not None:
            carries = carries & ~flutters.carries
        triples = edge_colours(weights, carries, self._signs)
        if flutters is not None:
            triples[flutters.signs] = self._grey
        widths = np.rint(edge_widths(weights, self._widest) * _WIDTHS_PER_PIXEL)
        is_other = self._set_pens(triples @ _RGB, widths / _WIDTHS_PER_PIXEL)
        if not np.array_equal(carries, self._carries):
            self._carries = carries
            self.order = np.argsort(carries, kind="stable").tolist()  # what is faded lies below
        return is_other

    def _set_pens(self, colours: NDArray[np.int64], widths: NDArray[np.float64]) -> bool:
        """Set the pens that change; return whether any does."""
        changed = np.flatnonzero((colours != self._colours) | (widths != self._widths))
        self._colours, self._widths = colours, widths
        parts = changed.tolist(), colours[changed].tolist(), widths[changed].tolist()
        for k, colour, width in zip(*parts, strict=True):
            self.pens[k].setColor(colour)
            self.pens[k].setWidthF(width)
        return len(changed) > 0
