"""Where the cells of a sweep are on a map of two axes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streetlight_gui.core.ensemble.chart import Chart, check_room, value_on
from streetlight_gui.core.ensemble.sweep import Cell, Sweep, grid
from streetlight_gui.core.nn.penalty import NO_PENALTY, Penalty, PenaltyKind
from streetlight_gui.core.training.axes import Axis, AxisKind
from streetlight_gui.core.training.settings import BOOK, Settings

BOOKS = Settings.choose(BOOK)
PENALTIES = [NO_PENALTY, *(Penalty(kind, 0.1) for kind in (PenaltyKind.L1, PenaltyKind.L2))]
VALUES = {
    AxisKind.ALPHA: st.sampled_from([0.4, 0.1, 0.2, 1.0]),
    AxisKind.HIDDEN: st.sampled_from([(), (4,), (2,), (8, 8), (3, 2)]),
    AxisKind.UNITS: st.integers(1, 16),
    AxisKind.LAYERS: st.integers(1, 3),
    AxisKind.ACTIVATION: st.sampled_from(["tanh", "relu", "linear"]),
    AxisKind.BATCH: st.integers(0, 4),
    AxisKind.PENALTY: st.sampled_from(PENALTIES),
    AxisKind.ITERATIONS: st.integers(1, 500),
}


@st.composite
def axes(draw, kinds, least=2):
    """Draw two values or more for each of some kinds of axes, in a drawn order."""
    return {
        kind: tuple(draw(st.lists(VALUES[kind], min_size=least, max_size=3, unique=True)))
        for kind in draw(st.permutations(kinds))
    }


def test_a_map_has_room_for_2_500_settings():
    check_room(2500)
    with pytest.raises(ValueError, match="2,500 settings, not for 2,501: give its axes fewer"):
        check_room(2501)


def chart_of(chosen, settings=BOOKS):
    cells = grid(settings, 60, {kind.value: values for kind, values in chosen.items()})
    return Chart.of(Sweep(cells, range(3)))


def values_on(axis):
    """Return an axis's values as `grid` takes them."""
    is_named = axis.kind is AxisKind.ACTIVATION
    return tuple(name for (name,) in axis.values) if is_named else axis.values


PAIRS = [
    (one, other)
    for k, one in enumerate(VALUES)
    for other in [*VALUES][k + 1 :]
    if one is not AxisKind.HIDDEN and other is not AxisKind.HIDDEN
]


@given(st.sampled_from(PAIRS).flatmap(axes))
def test_the_axis_that_was_given_first_goes_to_the_right_and_the_other_one_down(chosen):
    chart = chart_of(chosen)
    (x, across), (y, down) = chosen.items()
    assert (chart.x.kind, values_on(chart.x)) == (x, across)
    assert (chart.y.kind, values_on(chart.y)) == (y, down)
    for row in range(len(down)):
        assert chart.numbers[row] == tuple(k * len(down) + row for k in range(len(across)))


@given(axes([AxisKind.ALPHA, AxisKind.BATCH, AxisKind.PENALTY, AxisKind.ITERATIONS]))
def test_of_more_axes_the_last_two_are_shown_where_the_others_are_at_their_first_value(chosen):
    chart = chart_of(chosen)
    *others, (x, across), (y, down) = chosen.items()
    assert (chart.x.kind, chart.y.kind) == (x, y)
    assert chart.others == tuple(kind for kind, _ in others)
    for row in range(len(down)):
        assert chart.numbers[row] == tuple(k * len(down) + row for k in range(len(across)))


@given(st.sampled_from([*VALUES]).flatmap(lambda kind: axes([kind])))
def test_one_axis_is_a_row(chosen):
    chart = chart_of(chosen)
    ((kind, values),) = chosen.items()
    if kind is AxisKind.HIDDEN and chart.x.kind is not kind:
        assert len({*map(len, values)}) == 1 or len({*sum(values, ())}) == 1
    else:
        assert (chart.x.kind, values_on(chart.x)) == (kind, values)
    assert chart.numbers == (tuple(range(len(values))),)
    assert len(chart.y.values) == 1


# The axes that a person asked for.


def asked_chart(chosen, settings=BOOKS):
    cells = grid(settings, 60, {kind.value: values for kind, values in chosen.items()})
    axes = tuple(Axis(kind, values) for kind, values in chosen.items())
    return Chart.of(Sweep(cells, range(3), axes=axes))


@given(
    st.sampled_from(PAIRS).flatmap(lambda pair: axes(pair, least=1)),
    st.sampled_from([BOOKS, BOOKS.with_hidden(()), BOOKS.with_hidden((8, 3))]),
)
def test_axes_that_were_asked_for_are_those_of_the_map_whatever_differs(chosen, settings):
    chart = asked_chart(chosen, settings)
    (x, across), (y, down) = chosen.items()
    assert (chart.x.kind, values_on(chart.x)) == (x, across)
    assert (chart.y.kind, values_on(chart.y)) == (y, down)
    assert chart.others == ()
    for row in range(len(down)):
        assert chart.numbers[row] == tuple(k * len(down) + row for k in range(len(across)))


def test_an_axis_without_effect_has_a_cell_for_each_of_its_values():
    names = "relu", "tanh", "linear"
    chosen = {AxisKind.ACTIVATION: names, AxisKind.ALPHA: (0.1, 0.2)}
    chart = asked_chart(chosen, BOOKS.with_hidden(()))
    assert chart.x.values == (("relu",), ("tanh",), ("linear",))
    assert chart.numbers == ((0, 2, 4), (1, 3, 5))


@pytest.mark.parametrize(
    "axes",
    [
        (Axis(AxisKind.ALPHA, (0.1, 0.2)),),
        (Axis(AxisKind.ALPHA, (0.1, 0.2)), Axis(AxisKind.BATCH, (2,))),
        (Axis(AxisKind.ALPHA, (0.2, 0.1)), Axis(AxisKind.BATCH, (1,))),
        (Axis(AxisKind.ALPHA, (0.1, 0.2)), Axis(AxisKind.BATCH, (1, 2))),
        (Axis(AxisKind.ALPHA, (0.1, 0.2)), *2 * [Axis(AxisKind.BATCH, (1,))]),
    ],
)
def test_axes_that_do_not_make_the_cells_are_refused(axes):
    cells = grid(BOOKS, 60, {"alpha": [0.1, 0.2]})
    with pytest.raises(ValueError, match="the axes of a map must be two that make its settings"):
        Sweep(cells, range(3), axes=axes)


# A sweep of which nobody said how it is to be laid out.


def test_a_single_setting_is_a_cell():
    chart = chart_of({})
    assert (chart.x.kind, chart.x.values) == (AxisKind.ALPHA, (0.2,))
    assert (chart.y.kind, chart.y.values) == (AxisKind.UNITS, (4,))
    assert chart.numbers == ((0,),)


@pytest.mark.parametrize(
    ("hidden", "kind", "values"),
    [
        ([(2,), (4,)], AxisKind.UNITS, (2, 4)),
        ([(4,), (4, 4)], AxisKind.LAYERS, (1, 2)),
        ([(2,), (4,), (8, 8)], AxisKind.HIDDEN, ((2,), (4,), (8, 8))),
        ([(), (4,)], AxisKind.HIDDEN, ((), (4,))),
        ([(2, 4), (4, 2)], AxisKind.HIDDEN, ((2, 4), (4, 2))),
        # As an axis of its own beside another one it is not taken apart.
        ([(2,), (4,), (2, 2), (4, 4)], AxisKind.HIDDEN, ((2,), (4,), (2, 2), (4, 4))),
    ],
)
def test_hidden_layers_are_told_as_simply_as_can_be(hidden, kind, values):
    chart = chart_of({AxisKind.ALPHA: [0.1, 0.2], AxisKind.HIDDEN: hidden})
    assert (chart.x.kind, chart.y.kind) == (AxisKind.ALPHA, kind)
    assert chart.y.values == values


def test_hidden_layers_alone_are_taken_apart_where_that_makes_a_table():
    chart = chart_of({AxisKind.HIDDEN: [(2,), (4, 4)]})
    assert (chart.x.kind, chart.numbers) == (AxisKind.HIDDEN, ((0, 1),))
    chart = chart_of({AxisKind.HIDDEN: [(2,), (4,), (2, 2), (4, 4)]})
    assert (chart.x.kind, chart.x.values) == (AxisKind.LAYERS, (1, 2))
    assert (chart.y.kind, chart.y.values) == (AxisKind.UNITS, (2, 4))
    assert chart.numbers == ((0, 2), (1, 3))


def test_what_is_no_table_has_gaps():
    cells = (*grid(BOOKS, 9, {"alpha": [0.1, 0.2]}), *grid(BOOKS, 5, {"alpha": [0.2]}))
    chart = Chart.of(Sweep(cells, range(3)))
    kinds = {chart.x.kind: chart.x.values, chart.y.kind: chart.y.values}
    assert kinds == {AxisKind.ALPHA: (0.1, 0.2), AxisKind.ITERATIONS: (9, 5)}
    assert sorted(map(str, sum(chart.numbers, ()))) == ["0", "1", "2", "None"]


def test_of_cells_that_no_axis_tells_apart_the_first_is_shown():
    chart = chart_of({AxisKind.ALPHA: [0.1, 0.2]})
    assert chart.shown == 2
    cells = grid(BOOKS, 60, {"alpha": [0.1, 0.2], "bias": [False, True]})
    chart = Chart.of(Sweep(cells, range(3)))
    assert (chart.numbers, chart.others, chart.shown) == (((0, 2),), (), 2)


def test_a_network_without_a_hidden_layer_has_no_units():
    cell = Cell(BOOKS.with_hidden(()), 60)
    found = [value_on(kind, cell) for kind in (AxisKind.UNITS, AxisKind.ACTIVATION)]
    assert found == [0, ()]
