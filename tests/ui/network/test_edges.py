"""Edges keep to the area that is painted anew when they change."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QImage, QPainter

from streetlight_gui.core import Network
from streetlight_gui.core.replay.picture import Picture
from streetlight_gui.ui.network.diagram import Diagram
from streetlight_gui.ui.network.edges import Edges
from streetlight_gui.ui.widgets.theme import LIGHT

SIZES = st.lists(st.integers(1, 16), min_size=0, max_size=3).map(tuple)
PAPER = QColor("white").rgba()


@given(
    lights=st.integers(1, 6),
    hidden=SIZES,
    bias=st.booleans(),
    weight=st.sampled_from([0.0, 0.5, -1e9]),
    width=st.integers(220, 700),
    height=st.integers(175, 500),
    scale=st.sampled_from([1.0, 2.5]),
)
def test_nothing_is_drawn_outside_of_the_area(
    qapp, lights, hidden, bias, weight, width, height, scale
):
    sizes = lights, *hidden, 1
    weights = [np.full(fan, weight) for fan in pairwise(sizes)]
    biases = [np.full(size, weight) for size in sizes[1:]] if bias else ()
    picture = Picture(Network(weights, biases=biases), (1.0,) * lights)
    diagram = Diagram(sizes, width, height, bias=bias, scale=scale)
    edges = Edges(diagram, LIGHT)
    edges.prepare(picture, np.zeros(Edges.marks(picture).shape, dtype=bool))
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(PAPER)
    painter = QPainter(image)
    edges.draw(painter, frozenset(diagram.edges))
    painter.fillRect(edges.area, QColor(PAPER))
    painter.end()
    blank = QImage(image.size(), image.format())
    blank.fill(PAPER)
    assert image == blank
