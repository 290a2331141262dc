"""Pictures of a run: what is written in them, how large they are, and what goes wrong."""

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from atlases import eventful_atlas
from PySide6.QtGui import QFontInfo, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from streetlight_gui.core.checks.formatting import fixed, plain, short
from streetlight_gui.core.ensemble.atlas import Atlas
from streetlight_gui.core.ensemble.sweep import Sweep, grid
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.replay.changes import Change
from streetlight_gui.core.replay.cursor import Cursor
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.replay.saved_session import session_at
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.stopping import StopRule
from streetlight_gui.ui.exports.paper import png_bytes, svg_bytes
from streetlight_gui.ui.exports.printing import put_worksheet
from streetlight_gui.ui.exports.registry import EXPORTS, export_for
from streetlight_gui.ui.exports.worksheet import worksheet
from streetlight_gui.ui.widgets.text_sizes import fixed_font

CHANGED = "alpha 0.5, after 4 iterations, changed on the way, error "
OF_STARTS = {"starts", "curves", "map"}
DRAWN = [export.name for export in EXPORTS if export.is_drawn]


AXES = {"alpha": [0.1, 0.2], "hidden": [(2,), (4,)]}


def cursor_of(examples=44, **changes):
    run = Run(replace(Settings.choose(PRESETS["streetlights"]), **changes))
    run.train(examples)
    return Cursor(run)


def texts(svg):
    """Return what stands in a picture as text."""
    root = ET.fromstring(svg)  # noqa: S314 - our own
    return [node.text.strip() for node in root.iter("{http://www.w3.org/2000/svg}text")]


MAP = Atlas.begun(Sweep(grid(Settings.choose(PRESETS["streetlights"]), 9, AXES), range(1, 5)))


def test_a_picture_has_two_pixels_for_one_unless_these_are_very_many(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    for height, times in ((2000, 2), (2001, 1)):
        widget.resize(2000, height)
        image = QImage.fromData(png_bytes(widget))
        assert (image.width(), image.height()) == (times * 2000, times * height)


def test_a_picture_that_no_memory_would_hold_is_refused(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(2000, 2000)
    rule = "a picture may have 100 million pixels, not 400 million: 10 times as large"
    with pytest.raises(ValueError, match=rule):
        png_bytes(widget, 10)


def pages(pdf):
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize("name", DRAWN)
def test_every_drawing_is_one_of_its_format(styled_application, name):
    cursor, of_starts = cursor_of(bias=True), name.partition(".")[0] in OF_STARTS
    saved = replace(session_at(cursor, StopRule()), starts=eventful_atlas().cell(0), map=MAP)
    content = export_for(f"monday-{name}", saved).make(cursor)
    of_run = "Streetlights: seed 1, alpha 0.2, after 11 iterations"
    words = "Streetlights: seeds 1 to 4" if of_starts else of_run
    match name.rpartition(".")[-1]:
        case "svg":
            assert words in " ".join(texts(content))
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


def test_a_sessions_diagram_answers_the_persons_own_lights(styled_application):
    cursor, own = cursor_of(), (1.0, 0.0, 0.5)
    saved = replace(session_at(cursor, StopRule()), pattern=own)
    found = texts(export_for("diagram.svg", saved).make(cursor))
    assert {"0.5", plain(float(cursor.trainer.network.predict([own])[0]))} <= {*found}
    followed = replace(saved, pattern=None)
    example = plain(float(cursor.trainer.network.predict(cursor.trace.update.patterns)[0]))
    assert example in texts(export_for("diagram.svg", followed).make(cursor))


def test_a_picture_of_edited_start_weights_names_no_seed_alone(styled_application):
    run = Run(Settings.choose(PRESETS["streetlights"]))
    run.change(Change(0, weight=0, value=2.0))
    found = " ".join(texts(export_for("diagram.svg").make(Cursor(run))))
    assert "Streetlights: seed 1, edited, alpha 0.2, untrained" in found


def test_a_picture_of_a_moment_after_a_change_says_so(styled_application):
    book = Settings.choose(PRESETS["streetlights"])
    run = Run(book)
    run.train(8)
    run.change(Change(8, replace(book, alpha=0.5)))
    run.train(8)
    for updates, words in ((4, "alpha 0.2, after 1 iteration, error "), (16, CHANGED)):
        cursor = Cursor(run)
        cursor.go_to(updates)
        found = " ".join(texts(export_for("diagram.svg").make(cursor)))
        assert f"Streetlights: seed 1, {words}" in found


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


def test_a_slope_may_be_that_of_a_bias(styled_application):
    found = texts(export_for("slope_bias_1_2.svg").make(cursor_of(bias=True)))
    assert any(text.startswith("bias_1[2]") for text in found)
    for name, missing in (("slope_bias_1_4.svg", "bias_1[4]"), ("slope_bias_3_0.svg", "bias_3[0]")):
        with pytest.raises(ValueError, match=f"the network has no {re.escape(missing)}"):
            export_for(name).make(cursor_of(bias=True))
    with pytest.raises(ValueError, match=r"no weights_0_1\[3, 0\]"):  # by which name a bias goes
        export_for("slope_0_1_3_0.svg").make(cursor_of(bias=True))


def test_a_picture_leaves_nothing_behind(styled_application):
    before = set(styled_application.topLevelWidgets())
    for name in ("diagram.svg", "errors.png", "slope_0_1_0_0.pdf"):
        export_for(name).make(cursor_of())
    assert set(styled_application.topLevelWidgets()) <= before


def test_a_worksheet_is_a_page_of_a4_without_the_results(styled_application):
    for hidden in ((4,), (8, 8), (16, 16, 16)):
        settings = replace(Settings.choose(PRESETS["streetlights"], hidden), bias=True)
        content = export_for("worksheet.pdf").make(Cursor(Run(settings)))
        assert pages(content) == 1
        assert re.search(rb"/MediaBox \[0 0 595\.?\d* 842\.?\d*\]", content)


def test_a_worksheet_begins_with_the_next_example_and_has_a_blank_for_each_number(
    styled_application,
):
    cursor = cursor_of(21)
    page = worksheet(cursor)
    found = texts(svg_bytes(page))
    page.deleteLater()
    update = cursor.trainer.coming
    lamps = [f"{value:g}" for value in update.patterns[0]]
    weights = [fixed(w, 3) for matrix in update.network.weights for w in matrix.ravel()]
    for text in [*lamps, *weights]:
        assert text in found
        found.remove(text)
    assert f"answer {update.targets[0]:g}" in found
    blanks = sum(len(re.findall("_{11}", text)) for text in found)
    assert (
        blanks == 4 + 1 + 1 + 1 + 4 + 4 + 12 + 3
    )  # of each line, and of the pupil's name and date
    assert found.count("\N{MIDDLE DOT}") == 5  # of the units
    assert "WALK" not in found
    assert "STOP" not in found


def test_lines_of_code_are_printed_in_a_font_of_one_width(styled_application, tmp_path):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "p.pdf"))
    put_worksheet(cursor_of(), printer)
    fonts = re.findall(rb"/FontName /[A-Z]+\+([\w-]+)", (tmp_path / "p.pdf").read_bytes())
    wanted = QFontInfo(fixed_font()).family().replace(" ", "")
    assert any(font.decode().startswith(wanted) for font in fonts), fonts


def test_a_picture_names_what_is_as_good_as_its_fonts(styled_application):
    svg = export_for("worksheet.svg").make(cursor_of()).decode()
    families = set(re.findall('font-family="([^"]*)"', svg))
    fixed = f"{QFontInfo(fixed_font()).family()}, monospace"
    assert fixed in families
    assert all(family.endswith(", sans-serif") for family in families - {fixed})
