"""Pictures of the atlas of starts, on each kind of paper."""

import re
from dataclasses import fields, replace

import numpy as np
import pytest
from person import is_close
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QLabel
from swept import book, run_at, seen, swept

from streetlight_gui.core.ensemble.atlas import Atlas
from streetlight_gui.core.ensemble.sweep import Cell, Sweep, grid
from streetlight_gui.core.replay.changes import Change
from streetlight_gui.core.replay.run import Run
from streetlight_gui.ui.exports.atlas_sheets import (
    atlas_sheet,
    curves_sheet,
    map_sheet,
    sweep_sheet,
)
from streetlight_gui.ui.exports.drawings import picture
from streetlight_gui.ui.plots.band_looks import half_ground
from streetlight_gui.ui.widgets.theme import LIGHT


@pytest.fixture(scope="module")
def atlas():
    return swept(Cell(book(), 150), seeds=40)


def words_in(svg):
    return re.findall(r">([^<>]+)</text>", svg.decode())


def test_curves_are_drawn_on_each_kind_of_paper(styled_application, atlas):
    run = seen(run_at(book(seed=1), 20))
    found = {each: picture(lambda: curves_sheet(atlas, run), each) for each in (".svg", ".pdf")}
    words = [each.strip() for each in words_in(found[".svg"])]
    assert {"Errors of the starts", "this run (seed 1)", "the middle half"} <= {*words}
    assert "Streetlights: seeds 0 to 39, alpha 0.2, hidden 4, iterations 150" in words
    assert b"<image" not in found[".svg"]  # no pixels
    assert len(re.findall(rb"/Type\s*/Page\b", found[".pdf"])) == 1
    one, three = (
        QImage.fromData(picture(lambda: curves_sheet(atlas), ".png", scale)) for scale in (1, 3)
    )
    assert three.width() == 3 * one.width()


def test_curves_name_a_run_from_edited_weights(styled_application, atlas):
    run = Run(book(seed=1))
    run.change(Change(0, weight=0, value=2.0))
    run.train(80)
    words = words_in(picture(lambda: curves_sheet(atlas, seen(run)), ".svg"))
    assert "this run (seed 1, edited)" in {each.strip() for each in words}


def where_half_lie(image):
    """Return the part of a picture's right half in which half of the starts lie."""
    ground = half_ground(LIGHT)
    rows = range(0, image.height(), 4)
    column = 3 * image.width() // 4
    return [y / image.height() for y in rows if is_close(image.pixelColor(column, y), ground)]


def test_an_svg_ends_the_bands_where_the_axis_does(styled_application, atlas):
    """Qt writes SVG without what cuts a plot's inside off."""
    png = QImage.fromData(picture(lambda: curves_sheet(atlas), ".png", 2))
    renderer = QSvgRenderer(QByteArray(picture(lambda: curves_sheet(atlas), ".svg")))
    svg = QImage(png.size(), QImage.Format.Format_RGB32)
    svg.fill(0xFFFFFF)
    painter = QPainter(svg)
    renderer.render(painter)
    painter.end()
    ends = [(min(found), max(found)) for found in map(where_half_lie, (png, svg))]
    assert np.abs(np.subtract(*ends)).max() < 0.02


def test_a_sweep_of_one_setting_is_drawn_start_by_start(styled_application):
    found = swept(Cell(book(), 60), seeds=100)
    svg = picture(lambda: sweep_sheet(found), ".svg")
    words = " ".join(each.strip() for each in words_in(svg))
    assert words.startswith("Starts 49 of 100 starts learn within 60 iterations: 49.0 % (39.4 to")
    assert " 49 learned " in words
    assert words.endswith("Streetlights: seeds 0 to 99, alpha 0.2, hidden 4, iterations 60")
    assert b"<image" not in svg


def test_so_many_starts_that_a_mark_is_a_point_have_room_for_all(styled_application, atlas):
    outcomes = atlas.outcomes[0]
    many = replace(
        outcomes, **{f.name: np.tile(vars(outcomes)[f.name], 500) for f in fields(outcomes)}
    )
    many = replace(many, seeds=np.arange(20_000))
    found = Atlas(Sweep(atlas.sweep.cells, range(20_000)), (many,), (None,))
    image = QImage.fromData(picture(lambda: sweep_sheet(found), ".png", 1))
    assert image.width() * image.height() > 9 * 20_000
    assert image.height() < 2 * 400


def drawn_words(axes, seeds):
    found = swept(*grid(book(), 60, axes), seeds=seeds)
    return [each.strip() for each in words_in(picture(lambda: sweep_sheet(found), ".svg"))]


def test_a_sweep_along_two_axes_is_drawn_as_a_map(styled_application):
    words = drawn_words({"alpha": [0.2, 0.4, 0.6], "hidden": [(1,), (4,)]}, seeds=100)
    assert words[0] == "Map of starts"
    assert {"alpha", "0.2", "0.4", "0.6", "hidden units", "1", "4", "49 %"} <= {*words}
    assert words.count("0 %") == 3  # a single unit never learns


@pytest.mark.parametrize("axes", [{"alpha": 51}, {"alpha": 51, "iterations": 2}])
def test_a_map_with_more_values_than_a_picture_has_room_for_is_refused(styled_application, axes):
    values = {name: [k + 1 for k in range(count)] for name, count in axes.items()}
    atlas = Atlas.begun(Sweep(grid(book(), 60, values), range(1)))
    rule = "the picture of a map has room for 50 values along an axis, not for 51"
    with pytest.raises(ValueError, match=rule):
        picture(lambda: map_sheet(atlas), ".svg")


def test_any_other_sweep_is_drawn_as_the_share_of_each(styled_application):
    one = drawn_words({"bias": [False, True]}, seeds=9)
    assert [each for each in one if each.startswith("bias")] == ["bias off", "bias on"]
    axes = {"alpha": [0.1, 0.2], "hidden": [(2,), (8, 8)], "batch": [1, 0]}
    three = [each for each in drawn_words(axes, seeds=9) if each.startswith("alpha")]
    assert len(three) == 8
    assert {"alpha 0.1, hidden 8-8, batch all", "alpha 0.2, hidden 2, batch 1"} <= {*three}


def test_a_sheet_of_any_view_has_its_name_and_a_line_on_it(styled_application):
    view = QLabel("a map")
    view.setAccessibleName("Shares of starts that learn")
    svg = picture(lambda: atlas_sheet(view, "Seeds 0 to 9", 300, 100), ".svg")
    assert [each.strip() for each in words_in(svg)] == [
        "Shares of starts that learn",
        "a map",
        "Seeds 0 to 9",
    ]
    assert b"<desc>Seeds 0 to 9</desc>" in svg


def test_a_picture_leaves_nothing_behind(styled_application, atlas):
    before = {*styled_application.topLevelWidgets()}
    picture(lambda: curves_sheet(atlas), ".png")
    assert {*styled_application.topLevelWidgets()} <= before
