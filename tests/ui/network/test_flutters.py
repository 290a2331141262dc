"""The picture of the network never flashes: what flutters is grey until it rests."""

import numpy as np
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QFont

from streetlight_gui.core import Network
from streetlight_gui.core.replay.phases import Phase, stages
from streetlight_gui.core.replay.picture import Moment, Picture
from streetlight_gui.core.training.trace import Trace, Update
from streetlight_gui.ui.network.diagram import Diagram
from streetlight_gui.ui.network.edges import Edges
from streetlight_gui.ui.network.units import Units
from streetlight_gui.ui.widgets.flutter_guard import FlutterGuard
from streetlight_gui.ui.widgets.theme import DARK, LIGHT

PATTERN = (1.0, 0.0, 1.0)


def picture_of(weight=0.9, idle=0.3, pattern=PATTERN, moment=None):
    """Make a 3-2-1 network: `weight` from light 1 to unit 1, which is 0 where it is negative."""
    weights = [np.array([[weight, 0.2], [-0.4, idle], [0.0, 0.0]]), np.array([[5.0], [0.7]])]
    return Picture(Network(weights), pattern, moment)


class Watched:
    """What guards edges and units, with a clock that a test moves."""

    def __init__(self) -> None:
        self.now, self.run = 50.0, 1
        self.edges, self.units = (FlutterGuard(lambda: self.now) for _ in range(2))
        self.after(0, picture_of())

    def after(self, seconds, picture):
        """Return what flutters among edges and units; None for nothing."""
        self.now += seconds
        of = self.run, picture.network.shape
        edges = self.edges.flutters(Edges.marks(picture), of=of)
        units = self.units.flutters(Units.marks(picture), of=of)
        return Flutters(edges, units) if edges.any() or units.any() else None

    def accept_pattern(self, picture):
        self.edges.accept(Edges.marks(picture), only_last=True)
        self.units.accept(Units.marks(picture), only_last=True)


class Flutters:
    """What flutters, layer by layer of a 3-2-1 or a 3-2-2-1 network."""

    def __init__(self, edges, units) -> None:
        self.of_edges, self.of_units = edges, units
        self.signs, self.carries = edges.T
        layers = [units[k : k + 2] for k in range(0, len(units), 2)]
        self.units, self.cells = [u[:, -1] for u in layers], [u[:, :-1] for u in layers]


@pytest.fixture
def watched(qapp):
    watched = Watched()
    yield watched
    for guard in (watched.edges, watched.units):
        guard.findChild(QTimer).stop()


def test_what_changes_now_and_then_is_shown(watched):
    for weight in (-0.9, 0.9, -0.9, 0.9):
        assert watched.after(0.35, picture_of(weight)) is None


def test_what_changes_too_often_flutters_and_nothing_else(watched):
    watched.after(1, picture_of(-0.9))
    flutters = watched.after(0.025, picture_of(0.9))
    assert flutters.signs.tolist() == [True] + 7 * [False]
    assert flutters.carries.tolist() == 6 * [False] + [True, False]  # from unit 1 to the output
    assert [fires.tolist() for fires in flutters.units] == [[True, False], [False]]
    assert flutters.cells[0][0].tolist() == [False] * 4 + [True] * 4
    assert not flutters.cells[0][1].any()
    assert [cells.shape for cells in flutters.cells] == [(2, 8), (1, 8)]


def test_what_has_come_to_rest_is_shown_again(watched):
    watched.after(1, picture_of(-0.9))
    assert watched.after(0.025, picture_of(0.9)) is not None
    assert watched.after(0.3, picture_of(0.9)) is not None
    assert watched.after(0.1, picture_of(0.9)) is None


def test_sizes_may_change_as_often_as_they_like(watched):
    for weight, idle in 2 * [(0.8, 0.3), (0.9, 0.34)]:
        assert watched.after(0.02, picture_of(weight, idle)) is None


def test_nothing_flutters_in_the_first_picture_of_another_run(watched):
    watched.after(1, picture_of(-0.9))
    watched.run = 2
    assert watched.after(0, picture_of(0.9)) is None


def test_what_another_pattern_changes_shows_at_once(watched):
    """Also what flutters until then."""
    dark = (0.0, 0.0, 0.0)
    watched.after(1, picture_of(-0.9))
    assert watched.after(0.025, picture_of(0.9)) is not None
    watched.accept_pattern(picture_of(0.9, pattern=dark))
    flutters = watched.after(0, picture_of(0.9, pattern=dark))
    assert flutters.signs.any()  # these are no matter of the lamps
    assert not flutters.carries.any()
    assert not flutters.units[0].any()


def test_another_pattern_is_a_change_too(watched):
    """So lamps that follow training, three times a second, add to what training changes."""
    for _ in range(3):
        watched.now += 1
        watched.accept_pattern(picture_of(0.9, pattern=(0.0, 0.0, 0.0)))
        watched.accept_pattern(picture_of(0.9))
        assert watched.after(0.1, picture_of(-0.9)).carries[6]


def test_a_pattern_for_another_network_waits(watched):
    watched.accept_pattern(Picture(Network.random(3, (4,), 1), PATTERN))
    assert watched.after(0, picture_of()) is None


def test_never_fires_flutters_with_what_other_patterns_do(watched):
    """The unit is 0 for the pattern shown all the time."""
    dark = (0.0, 0.0, 0.0)
    watched.accept_pattern(picture_of(pattern=dark))
    watched.after(1, picture_of(-0.9, pattern=dark))
    flutters = watched.after(0.025, picture_of(0.9, pattern=dark))
    assert flutters.units[0].tolist() == [True, False]


def test_the_output_flutters_where_phases_come_and_go(watched):
    trace = Trace(Update(picture_of().network, np.array([PATTERN]), np.ones(1), 0.2))
    stops = [
        Moment(trace, stage, 0)
        for stage in stages((2,))
        if stage.phase in (Phase.FORWARD, Phase.OUTPUT)
    ]
    watched.after(1, picture_of(moment=stops[0]))
    flutters = watched.after(0.025, picture_of(moment=stops[1]))
    assert flutters.units[1].tolist() == [True]


def test_nothing_flutters_in_another_network(watched):
    watched.after(1, picture_of(-0.9))
    assert watched.after(0.02, Picture(Network.random(3, (4,), 1), PATTERN)) is None
    assert watched.after(0.02, picture_of(0.9)) is None


def test_a_faded_edge_that_flutters_stays_below(qapp, watched):
    look = Edges(Diagram((3, 2, 1), 490, 260), LIGHT)
    watched.after(1, picture_of(-0.9))
    places = []
    for weight in (0.9, -0.9, 0.9):
        shown = picture_of(weight)
        look.prepare(shown, watched.after(0.025, shown).of_edges)
        places.append(look.order.index(6))
    assert len(set(places)) == 1


def test_numbers_that_have_run_away_are_guarded_in_silence(watched):
    for weight in (1e308, -1e308, 1e308, 0.9):
        watched.after(0.02, picture_of(weight))
    assert watched.after(0.02, picture_of()).signs[0]
    assert watched.after(1, picture_of()) is None


def test_a_dead_unit_flutters_where_phases_come_and_go(watched):
    weights = [np.ones((3, 2)), np.array([[1.0, -1.0], [1.0, -1.0]]), np.ones((2, 1))]
    trace = Trace(Update(Network(weights), np.array([PATTERN]), np.ones(1), 0.2))
    first, second = (
        Picture(Network(weights), PATTERN, Moment(trace, stage, 0)) for stage in stages((2, 2))[:2]
    )
    watched.after(0, first)
    watched.after(1, second)
    flutters = watched.after(0.025, first)
    assert flutters.units[1].tolist() == [True, True]
    assert not flutters.units[0].any()


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_what_flutters_is_grey_and_unsaid(watched, theme):
    watched.after(1, picture_of(-0.9))
    flutters = watched.after(0.025, picture_of(0.9))
    shown, diagram = picture_of(-0.9), Diagram((3, 2, 1), 490, 260)
    edges, units = Edges(diagram, theme), Units(diagram, theme, QFont())

    def looks(of_edges, of_units):
        edges.prepare(shown, of_edges)
        units.prepare(shown, of_units)
        pens = [(pen.color().name(), pen.widthF()) for pen in edges.pens]
        return pens, units.looks[0], units.strips

    def cells(strips):
        return [strips.pixelColor(k, 0).name() for k in range(8)]

    steady_pens, steady, steady_strips = looks(
        np.zeros_like(flutters.of_edges), np.zeros_like(flutters.of_units)
    )
    pens, look, strips = looks(flutters.of_edges, flutters.of_units)
    grey = QColor(theme.groove).name()
    assert pens[0] == (grey, steady_pens[0][1])
    assert pens[1:] == steady_pens[1:]
    assert steady[2].text == "never fires"
    assert look[2].text == ""
    assert [cell == grey for cell in cells(strips)] == flutters.cells[0][0].tolist()
    assert grey not in cells(steady_strips)
