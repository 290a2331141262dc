"""What is said of a map of starts."""

from dataclasses import replace

import pytest

from streetlight_gui.core import Problem
from streetlight_gui.core.ensemble.chart import Chart
from streetlight_gui.core.ensemble.sweep import Sweep, grid
from streetlight_gui.core.ensemble.tally import Tally
from streetlight_gui.core.nn.penalty import NO_PENALTY, Penalty, PenaltyKind
from streetlight_gui.core.training.axes import Axis, AxisKind
from streetlight_gui.core.training.settings import BOOK, Settings
from streetlight_gui.text.axis_words import value_text
from streetlight_gui.text.map_words import caption, cell_sentence, percent, where_words

BOOKS = Settings.choose(BOOK)
L2 = Penalty(PenaltyKind.L2, 0.01)


def sweep_of(settings=BOOKS, starts=200, **axes):
    return Sweep(grid(settings, 300, axes), range(starts))


def sentence(tally, settings=BOOKS, **axes):
    sweep = sweep_of(settings, **axes)
    return cell_sentence(Chart.of(sweep), sweep.cells[0], tally, len(sweep.seeds))


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (124, 200, "62 %"),
        (193, 200, "97 %"),  # 96.5, halves go up
        (0, 200, "0 %"),
        (200, 200, "100 %"),
        (199, 200, ">99 %"),
        (1, 201, "<1 %"),
        (1, 200, "1 %"),
        (1, 3, "33 %"),
    ],
)
def test_a_share_is_told_from_none_and_from_all(part, whole, text):
    assert percent(part, whole) == text


def test_a_cell_of_the_books_table():
    assert sentence(Tally(200, 124, 0, 63)) == (
        "alpha 0.2, 4 hidden units: 124 of 200 starts learn, 62.0 % (55.1 to 68.4 %); "
        "of those 50.8 % (42.1 to 59.4 %) answer all never-seen patterns right"
    )


@pytest.mark.parametrize(
    ("tally", "end"),
    [
        (Tally(), "not computed yet"),
        (Tally(64, 30, 0, 15), "so far 30 of 64 starts learn, 46.9 % (35.2 to 58.9 %); of those"),
        (Tally(200, 1, 0, 0), "1 of 200 starts learns, 0.5 % (0.1 to 2.8 %); of those "),
        (Tally(200, 0, 7, 0), "0 of 200 starts learn, 0.0 % (0.0 to 1.9 %); 7 ran away"),
    ],
)
def test_a_cell_of_which_little_is_known_or_that_goes_wrong(tally, end):
    assert sentence(tally).startswith(f"alpha 0.2, 4 hidden units: {end}")


def test_which_answers_are_judged_is_said_where_there_are_any():
    half = Tally(200, 2, 0, 1)
    for patterns, answers, judged in (
        ([(1, 1, 0)], [0], "the one never-seen pattern"),
        ([(1, 1, 0), (0, 1, 0)], [0, 0], "all never-seen patterns"),
        ([(1, 1, 0), (1, 1, 1)], [0, 0], "all held-out patterns"),  # the second is trained on
    ):
        held_out = BOOKS.holding_out((patterns, answers))
        assert sentence(half, held_out).endswith(
            f"of those 50.0 % (9.5 to 90.5 %) answer {judged} right"
        )
    own = Settings.choose(Problem([[1.0], [0.0]], [1.0, 0.0]))
    assert sentence(Tally(200, 100, 0, 0), own).endswith("starts learn, 50.0 % (43.1 to 56.9 %)")


@pytest.mark.parametrize(
    ("axes", "words"),
    [
        ({"units": [1, 2], "layers": [1, 2]}, "1 hidden unit, 1 hidden layer"),
        ({"units": [8, 2], "layers": [2, 1]}, "8 units a layer, 2 hidden layers"),
        ({"hidden": [(8, 8), (4, 2)], "batch": [0, 1]}, "hidden units 8-8, batch all"),
        ({"hidden": [(), (4,)], "batch": [2, 1]}, "hidden units none, batch 2"),
        (
            {"activation": ["tanh", "relu"], "penalty": [L2, NO_PENALTY]},
            "activation tanh, penalty L2 0.01",
        ),
        ({"iterations": [1000, 1], "penalty": [NO_PENALTY, L2]}, "1,000 iterations, penalty none"),
    ],
)
def test_a_cell_is_told_by_its_place_on_the_axes(axes, words):
    sweep = sweep_of(**axes)
    assert where_words(Chart.of(sweep), sweep.cells[0]) == words


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        (AxisKind.ALPHA, 0.05, "0.05"),
        (AxisKind.HIDDEN, (8, 8), "8-8"),
        (AxisKind.HIDDEN, (), "none"),
        (AxisKind.UNITS, 16, "16"),
        (AxisKind.ACTIVATION, ("relu", "tanh"), "relu-tanh"),
        (AxisKind.BATCH, 0, "all"),
        (AxisKind.PENALTY, L2, "L2 0.01"),
        (AxisKind.PENALTY, NO_PENALTY, "none"),
        (AxisKind.ITERATIONS, 3000, "3,000"),
    ],
)
def test_values_are_short(kind, value, text):
    assert value_text(kind, value) == text


def test_the_caption_says_what_can_be_seen():
    sweep = sweep_of(alpha=[0.1, 0.2], units=[2, 4])
    chart = Chart.of(sweep)
    assert caption(chart, sweep, is_whole=False, is_marked=True) == (
        "Bold, and the colour: the share of 200 starts that learns within 300 iterations. "
        "Below: of those, the share that answers all never-seen patterns right. "
        "Framed: the settings at hand. Hatched: not computed yet."
    )
    own = replace(BOOKS, problem=Problem([[1.0], [0.0]], [1.0, 0.0]))
    sweep = sweep_of(own, alpha=[0.1, 0.2], iterations=[20, 30])
    assert caption(Chart.of(sweep), sweep, is_whole=True, is_marked=None) == (
        "Bold, and the colour: the share of 200 starts that learns."
    )
    sweep = sweep_of(penalty=[L2, NO_PENALTY], alpha=[0.1, 0.2], units=[2, 4])
    assert "Penalty L2 0.01: of more than two axes the first value is shown." in caption(
        Chart.of(sweep), sweep, is_whole=True, is_marked=False
    )


def test_the_caption_says_what_has_no_place():
    sweep = sweep_of(alpha=[0.1, 0.2], bias=[False, True])
    said = caption(Chart.of(sweep), sweep, is_whole=True, is_marked=True)
    assert " Of 4 settings 2 are shown: no axis tells all. " in said


@pytest.mark.parametrize(
    ("settings", "axes", "end"),
    [
        (BOOKS, {"alpha": (0.1, 0.3), "batch": (1,)}, "right. "),
        (BOOKS.with_hidden((8, 3)), {"layers": (1, 2)}, "Each hidden layer has 3 units. "),
        (BOOKS.with_hidden((8, 3)), {"units": (1, 2)}, "Each network has 2 hidden layers. "),
        (BOOKS, {"units": (1, 2)}, "right. "),
        (BOOKS.with_hidden((8, 3)), {"units": (1, 2), "layers": (1, 2)}, "right. "),
        (
            BOOKS.with_hidden(()),
            {"activation": ("relu", "tanh")},
            "Without a hidden layer no activation has an effect. ",
        ),
    ],
)
def test_the_caption_says_what_axes_leave_open_where_nothing_is_framed(settings, axes, end):
    if len(axes) == 1:
        axes = {**axes, "penalty": (NO_PENALTY,)}
    asked = tuple(Axis(AxisKind(name), values) for name, values in axes.items())
    sweep = replace(sweep_of(settings, **axes), axes=asked)
    said = caption(Chart.of(sweep), sweep, is_whole=True, is_marked=False)
    before, _, other = said.partition("Of other settings: Streetlights: ")
    assert before.endswith(end)
    assert ("alpha 0.2" in other) == ("alpha" not in axes)
