"""Marks of starts: told apart by shape alone and by colour alone, and seen on every card."""

from itertools import combinations, pairwise

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from swept import BOOK, book, swept

from streetlight_gui.core.ensemble.outcomes import Kind
from streetlight_gui.core.ensemble.sweep import Cell
from streetlight_gui.ui.widgets.start_marks import (
    Look,
    draw_look,
    look_colour,
    look_of_kind,
    look_shape,
    looks_of,
)
from streetlight_gui.ui.widgets.theme import DARK, HIGH_CONTRAST, LIGHT, rgb

THEMES = pytest.mark.parametrize(
    "theme", [LIGHT, DARK, HIGH_CONTRAST], ids=["light", "dark", "high"]
)


def drawn(look, side):
    """Return how dark each pixel of a mark is that is drawn in black on white, from 0 to 1."""
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_look(painter, look, look_shape(look, QRectF(0, 0, side, side)), side, QColor("black"))
    painter.end()
    return np.array([[image.pixelColor(x, y).blackF() for x in range(side)] for y in range(side)])


@pytest.mark.parametrize("side", [7, 12, 26])
def test_kinds_differ_in_shape_however_small(qapp, side):
    pictures = {kind: drawn(look_of_kind(kind), side) for kind in Kind}
    for (one, here), (other, there) in combinations(pictures.items(), 2):
        differ = np.abs(here - there) > 1 / 3
        assert differ.sum() >= 4 * side / 7, f"{one.name} looks like {other.name}"


def test_the_sooner_the_larger(qapp):
    areas = [drawn(look, 26).sum() for look in Look if look <= Look.LATEST]
    assert all(sooner > 1.4 * later for sooner, later in pairwise(areas))


def contrast(one, other):
    """Return WCAG 2's contrast of two colours."""
    levels = []
    for colour in (one, other):
        parts = np.array(rgb(colour)) / 255
        linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
        levels.append(float(linear @ (0.2126, 0.7152, 0.0722)))
    return (max(levels) + 0.05) / (min(levels) + 0.05)


@THEMES
def test_every_mark_stands_out_from_the_card(theme):
    for look in Look:
        assert contrast(look_colour(look, theme), theme.card) >= 3, look.name


@THEMES
def test_kinds_differ_in_colour(theme):
    """Some alike to some eyes, which have the shape; none the same."""
    colours = [rgb(look_colour(look_of_kind(kind), theme)) for kind in Kind]
    for one, other in combinations(colours, 2):
        assert sum(abs(a - b) for a, b in zip(one, other, strict=True)) >= 50


def test_how_soon_is_told_by_eighths_of_the_iterations():
    """Of 100 iterations: up to 12, 25, 50 and 100."""
    atlas = swept(Cell(BOOK, 100), seeds=100)
    looks, kinds, since = looks_of(atlas), atlas.outcomes[0].kinds, atlas.outcomes[0].learned_at
    ends = {Look.SOONEST: 12, Look.SOON: 25, Look.LATE: 50, Look.LATEST: 100}
    learned = 0
    for look, kind, at in zip(looks.tolist(), kinds.tolist(), since.tolist(), strict=True):
        if kind == Kind.LEARNED:
            learned += 1
            assert look == min(each for each, end in ends.items() if at <= end)
        else:
            assert look == look_of_kind(Kind(kind))
    assert learned > 40
    assert {Look.SOON, Look.LATE, Look.LATEST} <= set(looks.tolist())


def test_what_ran_away_has_its_own_look():
    atlas = swept(Cell(book(alpha=1000.0, hidden=(), activations=()), 60), seeds=20)
    assert Look.RAN_AWAY in looks_of(atlas)
