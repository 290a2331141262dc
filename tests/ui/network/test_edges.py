"""Edges keep to the area that is painted anew when they change, and it is hardly larger."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPainter

from streetlight_gui.core import Network
from streetlight_gui.core.replay.picture import Picture
from streetlight_gui.ui.network.diagram import Diagram
from streetlight_gui.ui.network.edges import Edges
from streetlight_gui.ui.widgets.theme import LIGHT

SIZES = st.lists(st.integers(1, 16), min_size=0, max_size=3).map(tuple)
PAPER = QColor("white").rgba()
AROUND = 60  # pixels of paper on each side of the picture, where nothing is cut off
OUTLINE = 4  # pixels that an edge is wider where it is marked


def ink_of(edges: Edges, marked: frozenset, width: int, height: int) -> QRect:
    """Return the smallest rectangle with all that is drawn, on paper larger than the picture."""
    image = QImage(width + 2 * AROUND, height + 2 * AROUND, QImage.Format.Format_RGB32)
    image.fill(PAPER)
    painter = QPainter(image)
    painter.translate(AROUND, AROUND)
    edges.draw(painter, marked)
    painter.end()
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.width())
    rows, columns = np.nonzero(pixels != PAPER)
    found = QRect(columns.min(), rows.min(), np.ptp(columns) + 1, np.ptp(rows) + 1)
    return found.translated(-AROUND, -AROUND)


@given(
    lights=st.integers(1, 6),
    hidden=SIZES,
    bias=st.booleans(),
    weight=st.sampled_from([0.0, 0.5, -1e9]),
    is_marked=st.booleans(),
    width=st.integers(220, 700),
    height=st.integers(175, 500),
    scale=st.sampled_from([1.0, 2.5]),
)
def test_the_area_holds_all_that_is_drawn_and_little_more(
    qapp, lights, hidden, bias, weight, is_marked, width, height, scale
):
    sizes = lights, *hidden, 1
    weights = [np.full(fan, weight) for fan in pairwise(sizes)]
    biases = [np.full(size, weight) for size in sizes[1:]] if bias else ()
    picture = Picture(Network(weights, biases=biases), (1.0,) * lights)
    diagram = Diagram(sizes, width, height, bias=bias, scale=scale)
    edges = Edges(diagram, LIGHT)
    edges.prepare(picture, np.zeros(Edges.marks(picture).shape, dtype=bool))
    marked = frozenset(diagram.edges if is_marked else ())
    ink, area = ink_of(edges, marked, width, height), edges.area
    assert area.contains(ink)
    unused = OUTLINE / 2 + edges.pens[0].widthF() / 2  # beside the ends, and where none is marked
    if weight == -1e9:  # as wide as they come
        assert ink.left() - area.left() <= unused + 3
        assert area.right() - ink.right() <= unused + 3
        assert ink.top() - area.top() <= 3 + (0 if is_marked else OUTLINE / 2)
        assert area.bottom() - ink.bottom() <= 3 + (0 if is_marked else OUTLINE / 2)
