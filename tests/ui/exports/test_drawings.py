"""Pictures of a run: what is written in them, how large they are, and what goes wrong."""

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from PySide6.QtGui import QImage

from streetlight_gui.core.checks.formatting import plain, short
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.replay.cursor import Cursor
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.ui.exports.registry import EXPORTS, export_for

DRAWN = [export.name for export in EXPORTS if export.is_drawn]


def cursor_of(examples=44, **changes):
    run = Run(replace(Settings.choose(PRESETS["streetlights"]), **changes))
    run.train(examples)
    return Cursor(run)


def texts(svg):
    """Return what stands in a picture as text."""
    root = ET.fromstring(svg)  # noqa: S314 - our own
    return [node.text.strip() for node in root.iter("{http://www.w3.org/2000/svg}text")]


def pages(pdf):
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize("name", DRAWN)
def test_every_drawing_is_one_of_its_format(styled_application, name):
    content = export_for(f"monday-{name}").make(cursor_of(bias=True))
    match name.rpartition(".")[-1]:
        case "svg":
            assert "Streetlights: seed 1, alpha 0.2, after 11 iterations" in " ".join(
                texts(content)
            )
            assert b"<image" not in content  # no pixels
        case "pdf":
            assert pages(content) == 1
        case "png":
            assert not QImage.fromData(content).isNull()


def test_the_diagram_says_the_networks_own_numbers(styled_application):
    cursor = cursor_of()
    found = texts(export_for("diagram.svg").make(cursor))
    example = cursor.trace.update.patterns
    layers = cursor.trainer.network.forward(example)
    values = [short(float(value)) for layer in layers[1:] for value in layer[0]]
    lamps = [f"{value:g}" for value in example[0]]
    for text in [*values, *lamps, plain(float(layers[-1][0, 0])), "layer_1 (1, 4)", "STOP"]:
        assert text in found
        found.remove(text)


def test_a_picture_has_any_scale(styled_application):
    cursor, sizes = cursor_of(), {}
    for scale in ("1", "3", "0.5"):
        image = QImage.fromData(export_for(f"diagram@{scale}x.png").make(cursor))
        sizes[scale] = np.array([image.width(), image.height()])
    assert np.array_equal(sizes["3"], 3 * sizes["1"])
    assert np.abs(sizes["0.5"] - sizes["1"] / 2).max() <= 1
    usual = QImage.fromData(export_for("diagram.png").make(cursor))
    assert usual.width() == 2 * sizes["1"][0]


def test_a_slope_is_that_of_the_weight_in_the_name(styled_application):
    found = texts(export_for("slope_1_2_3_0.svg").make(cursor_of()))
    assert any(text.startswith("weights_1_2[3, 0]") for text in found)
    for name in ("slope_1_2_4_0.svg", "slope_0_2_0_0.svg", "slope_7_8_0_0.svg"):
        with pytest.raises(ValueError, match="weights_"):
            export_for(name).make(cursor_of())


def test_a_picture_leaves_nothing_behind(styled_application):
    before = set(styled_application.topLevelWidgets())
    for name in ("diagram.svg", "errors.png", "slope_0_1_0_0.pdf"):
        export_for(name).make(cursor_of())
    assert set(styled_application.topLevelWidgets()) <= before
