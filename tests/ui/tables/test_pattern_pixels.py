"""The table of all patterns, alone: what it draws, and how it shares its room."""

import numpy as np
import pytest
from pattern_reader import BELOW_ZERO, NOWHERE, PAST_THE_END, six_lights, snapshot_of
from person import book_trainer, is_close
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from streetlight_gui.core import Network, Problem
from streetlight_gui.core.problems.problem import all_patterns
from streetlight_gui.text.pattern_text import Column, prediction_text
from streetlight_gui.ui.widgets.theme import DARK, LAMP_COLOURS, LIGHT


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_the_lit_row_is_lit_in_every_theme(show, theme):
    reader = show(theme=theme)
    assert theme.lit not in reader.colours(5, Column.ANSWER)
    reader.table.show_pattern((1.0, 0.0, 1.0))
    assert theme.lit in reader.colours(5, Column.ANSWER)
    assert theme.lit not in reader.colours(4, Column.ANSWER)
    reader.table.show_pattern((0.0, 0.0, 0.0))
    assert theme.lit not in reader.colours(5, Column.ANSWER)
    assert theme.negative in reader.colours(0, Column.TRAINING)  # not by its ground alone
    reader.table.show_pattern((0.5, 0.0, 0.0))
    assert theme.lit not in reader.colours(0, Column.ANSWER)


def test_the_theme_can_change(reader):
    assert reader.line(2, Column.VERDICT)[0] == LIGHT.card
    reader.table.set_theme(DARK)
    assert reader.line(2, Column.VERDICT)[0] == DARK.card
    assert DARK.text in reader.colours(2, Column.VERDICT)
    header = reader.view.horizontalHeader().viewport().grab().toImage()
    assert header.pixelColor(header.width() - 2, 2).name() == DARK.card


def test_lamps_are_lit_as_the_pattern_says(reader):
    lit = [colour for colour in LAMP_COLOURS[:3] if colour in reader.colours(6, Column.LIGHTS)]
    assert lit == [*LAMP_COLOURS[:2]]
    assert not {*LAMP_COLOURS} & reader.colours(0, Column.LIGHTS)


def test_dimmed_lamps_are_less_bright(show):
    reader = show(snapshot_of(Problem([[0.2], [0.8]], [0, 1])))
    reds = [QColor(reader.line(k, Column.LIGHTS)[8 + 8]).red() for k in range(4)]
    assert reds[2] < reds[0] < reds[1] < reds[3]


def test_the_dot_marks_what_is_in_training(reader):
    dots = [LIGHT.accent in reader.colours(k, Column.TRAINING) for k in range(1, 8)]
    assert dots == [True, False] * 3 + [True]


def test_bars_end_at_the_prediction(reader):
    lengths = {}
    for prediction in (0.0, 0.25, 0.75, 1.0):
        network = Network([[[0.0], [0.0], [prediction]]])
        reader.table.show_snapshot(snapshot_of(network=network))
        lengths[prediction] = reader.line(1, Column.PREDICTION).count(LIGHT.accent)
    assert lengths[0.0] == 0
    assert lengths[1.0] > 25
    for prediction in (0.25, 0.75):
        assert lengths[prediction] == pytest.approx(prediction * lengths[1.0], abs=2)


def test_the_threshold_stands_at_a_half(reader):
    reader.table.show_snapshot(snapshot_of(network=Network([[[0.0], [0.0], [0.5]]])))
    threshold = reader.line(1, Column.PREDICTION, -8).index(LIGHT.text)
    bar = reader.line(1, Column.PREDICTION)
    assert LIGHT.accent in bar[threshold - 3 : threshold]
    assert LIGHT.cell not in bar[:threshold]
    assert LIGHT.cell in bar[threshold + 1 : threshold + 4]


@pytest.mark.parametrize(("network", "side"), [(PAST_THE_END, 1), (BELOW_ZERO, -1)])
def test_bars_that_go_on_say_so_at_the_end_where_they_do(reader, network, side):
    reader.table.show_snapshot(snapshot_of(network=NOWHERE))
    nothing = reader.line(1, Column.PREDICTION)
    bar = [k for k, colour in enumerate(nothing) if colour == LIGHT.cell]
    reader.table.show_snapshot(snapshot_of(network=network))
    beyond = reader.line(1, Column.PREDICTION)
    changed = [k for k in range(len(nothing)) if beyond[k] != nothing[k]]
    before, after = range(bar[0] - 7, bar[0] - 1), range(bar[-1] + 2, bar[-1] + 7)
    assert bool({*changed} & {*after}) == (side > 0)
    assert bool({*changed} & {*before}) == (side < 0)


def test_right_and_wrong_differ_in_shape(reader):
    def ink(place):
        box = reader.box(place, Column.VERDICT)
        picture = reader.view.viewport().grab(box).toImage()
        right_half = range(picture.width() - 14, picture.width())
        return {
            (x, y)
            for x in right_half
            for y in range(picture.height())
            if not is_close(picture.pixelColor(x, y), QColor(LIGHT.card), 60)
        }

    right, wrong, unseen = ink(1), ink(3), ink(2)
    assert not unseen
    assert len(right ^ wrong) > len(right) / 2


@pytest.fixture
def painted(reader):
    """Note which parts of the table are painted from now on."""
    QApplication.processEvents()
    areas = []
    paint = reader.view.paintEvent
    reader.view.paintEvent = lambda event: (areas.append(event.rect()), paint(event))
    return areas


def test_numbers_are_painted_anew_and_what_stands_still_is_not(reader, painted, qtbot):
    reader.table.show_snapshot(snapshot_of(network=PAST_THE_END))
    qtbot.waitUntil(lambda: bool(painted))
    assert painted[0].left() == reader.box(0, Column.PREDICTION).left()
    assert painted[0].height() >= reader.box(7, Column.ERROR).bottom()


def test_rows_are_painted_anew_when_the_light_moves(reader, painted, qtbot):
    def is_painted(place):
        return any(area.contains(reader.box(place, Column.ANSWER)) for area in painted)

    reader.table.show_pattern(tuple(all_patterns(3)[5]))
    qtbot.waitUntil(lambda: is_painted(5))
    assert not is_painted(2)
    reader.table.show_pattern(tuple(all_patterns(3)[2]))
    qtbot.waitUntil(lambda: is_painted(2))
    painted.clear()
    reader.table.show_pattern((0.5, 0.5, 0.5))
    qtbot.waitUntil(lambda: is_painted(2))


@pytest.mark.parametrize("size", [(320, 200), (330, 250), (380, 330), (420, 400), (700, 500)])
@pytest.mark.parametrize("lights", [1, 3, 6])
def test_columns_fit_into_any_size(show, size, lights):
    problem = six_lights() if lights == 6 else Problem([[1.0] * lights] * 2, [1, 0])
    reader = show(snapshot_of(problem), size)
    header = reader.view.horizontalHeader()
    assert header.length() <= reader.view.viewport().width()
    for column in set(Column) - {Column.ERROR}:
        assert reader.box(0, column).width() > 8
    if size[0] >= 420 and lights < 6:
        assert not header.isSectionHidden(Column.ERROR)
    if size[0] == 320 and lights == 6:
        assert header.isSectionHidden(Column.ERROR)


def test_what_changes_too_fast_is_left_out_until_it_rests(show):
    reader, trainer = show(), book_trainer()
    trainer.run(60)
    walks, stops = snapshot_of(network=trainer.network), snapshot_of(network=NOWHERE)

    def verdict():
        return reader.view.viewport().grab(reader.box(5, Column.VERDICT)).toImage()

    reader.table.show_snapshot(walks)
    shown = verdict()
    for snapshot in (stops, walks):
        reader.table.show_snapshot(snapshot)
        assert reader.text(5, Column.VERDICT).startswith("WALK") is (snapshot is walks)
    assert LIGHT.text not in reader.colours(5, Column.VERDICT)
    assert LIGHT.accent not in reader.colours(5, Column.PREDICTION)
    assert reader.count.startswith("\N{HORIZONTAL ELLIPSIS} of 4")
    reader.qtbot.waitUntil(lambda: verdict() == shown)
    reader.qtbot.waitUntil(lambda: reader.count.startswith("4 of 4"))


def test_with_64_rows_it_scrolls_and_stays_usable(show):
    reader = show(snapshot_of(six_lights()))
    reader.focus()
    reader.press(Qt.Key.Key_End)
    assert reader.chosen == [(1.0,) * 6]
    assert reader.view.visualRect(reader.cell(63, 0)).bottom() <= reader.view.viewport().height()
    scrolled = reader.view.verticalScrollBar().value()
    assert scrolled > 0
    reader.table.show_pattern((0.0,) * 6)
    reader.table.show_snapshot(snapshot_of(six_lights()))
    reader.click(60)
    assert reader.chosen[-1] == tuple(all_patterns(6)[60])


def test_numbers_that_have_run_away_are_drawn_without_a_word(reader, qtbot):
    network = Network([[[1e308], [1e308], [-1e308]]])
    for weights in (network, network.with_parameters(np.array([np.nan, np.inf, 1.0]))):
        reader.table.show_snapshot(snapshot_of(network=weights))
        assert not reader.view.viewport().grab().isNull()
    assert "nan" in reader.column(Column.PREDICTION)


def test_another_font_is_measured_anew(reader):
    width = reader.box(0, Column.ANSWER).width()
    font = reader.view.font()
    font.setPixelSize(16)
    reader.view.setFont(font)
    assert reader.box(0, Column.ANSWER).width() > width
    QApplication.sendEvent(reader.view, QEvent(QEvent.Type.DevicePixelRatioChange))
    assert not reader.view.viewport().grab().isNull()


@pytest.mark.parametrize("size", [(330, 250), (360, 250), (470, 330)])
@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("weight", [2.5e153, -2.5e153, 4.8e38, -9.96e3])
def test_numbers_that_have_run_away_are_whole(show, size, theme, weight):
    network = Network([[[0.0], [0.0], [weight]]])
    reader = show(snapshot_of(network=network), size, theme)
    box = reader.box(1, Column.PREDICTION)
    picture = reader.view.viewport().grab(box).toImage()
    rows = range(picture.height() // 2 - 5, picture.height() // 2 + 6)

    def has(x, colour, tolerance):
        pixels = [picture.pixelColor(x, y) for y in rows]
        return any(is_close(pixel, QColor(colour), tolerance) for pixel in pixels)

    line = reader.line(1, Column.PREDICTION)
    bar = [x for x, name in enumerate(line) if name in {theme.cell, theme.accent}]
    bar_end = next(x for x in bar if not {x + 1, x + 2} & {*bar})
    sign = [x for x in range(bar_end, bar_end + 7) if has(x, theme.negative_text, 4)]
    taken = max([bar_end, *sign])
    ink = [x for x in range(picture.width()) if x > bar_end and has(x, theme.text, 40)]
    digit = reader.view.columns.digit_width
    whole = [digit * len(text) for text in (f"{weight:.0e}", prediction_text(weight))]
    assert bool(sign) == (weight > 0)
    assert ink[0] - taken >= 2
    lost = min(abs(picture.width() - ink[0] - width) for width in whole)
    assert lost < 0.9 * digit  # the room beside the ink of the first and the last, not one of them


def test_errors_that_have_run_away_leave_the_verdict_alone(show):
    reader = show(snapshot_of(network=Network([[[0.0], [0.0], [2.5e153]]])), (470, 330))
    line = [reader.line(1, Column.ERROR, dy) for dy in range(-5, 6)]
    first = min(
        x
        for row in line
        for x, name in enumerate(row)
        if is_close(QColor(name), QColor(LIGHT.text), 40)
    )
    assert first >= 7
