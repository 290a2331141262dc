"""Each delta that is not zero is written beside its own unit, or said to have no room."""

import re
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter
from runs import any_settings
from text_recorder import Recorder

from streetlight_gui.core.nn.parts import Edge, Unit, weight_index
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.replay.cursor import Cursor, StepUnit
from streetlight_gui.core.replay.phases import Phase, stages
from streetlight_gui.core.replay.picture import Moment, Picture
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.training.divergence import DivergenceError
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.ui.network.diagram import Diagram
from streetlight_gui.ui.network.edges import Edges
from streetlight_gui.ui.network.phase_overlay import PhaseOverlay
from streetlight_gui.ui.network.phase_plan import PhasePlan
from streetlight_gui.ui.network.room import Room
from streetlight_gui.ui.network.units import Units
from streetlight_gui.ui.widgets.text_sizes import small, stretch
from streetlight_gui.ui.widgets.theme import LIGHT

ROOMS = [(220, 175), (248, 213), (490, 260), (890, 430)]  # from the smallest window to a large one
PIXELS = st.sampled_from([11, 12, 15, 21])
HIDDEN_PHASES = [Phase.BACKPROPAGATE, Phase.UPDATE]


def moment_of(settings, phase, updates=0, layer=None) -> Moment:
    """Go through updates, then to a phase of the next one, in phase 1 to a layer."""
    cursor = Cursor(Run(settings))
    cursor.advance(updates)
    for stage in stages(settings.hidden):
        cursor.step(StepUnit.PHASE)
        if stage.phase is phase and layer in (None, stage.layer):
            break
    return Moment(cursor.trace, cursor.stage, 0)


def seen_at(moment, room, pixels, problem=None, marked=()):
    """Paint a moment's overlay; return its diagram, itself, and texts with their digits' boxes."""
    font = QFont()
    font.setPixelSize(pixels)
    scale, network = stretch(font), moment.trace.network
    size = [side * scale for side in room]
    diagram = Diagram(network.sizes, *size, bias=bool(network.biases), scale=scale)
    pattern = tuple(moment.trace.update.patterns[moment.row].tolist())
    picture = Picture(network, pattern, moment, problem)
    units = Units(diagram, LIGHT, font)
    units.prepare(picture, np.zeros(Units.marks(picture).shape, dtype=np.bool_))
    overlay = PhaseOverlay(diagram, Edges(diagram, LIGHT).paths, LIGHT, font)
    overlay.prepare(moment, [words.box for words in units.words], units.notes)
    device = Recorder(QSize(*map(round, size)))
    painter = QPainter(device)
    overlay.draw_above(painter, 1.0, marked)
    painter.end()
    digits = QFontMetricsF(small(font)).capHeight()
    texts = [text for text, _ in device.engine.texts]
    boxes = [
        QRectF(box.left(), box.center().y() - digits / 2, box.width(), digits)
        for box in device.engine.boxes
    ]
    return SimpleNamespace(
        diagram=diagram, overlay=overlay, texts=list(zip(texts, boxes, strict=True))
    )


def number_in(text) -> float:
    """Read the number that a label ends with."""
    try:
        return float(text.split()[-1])
    except ValueError:
        return np.nan


def distance(diagram, unit, box) -> float:
    """Return how far a box lies from a unit's circle; below 0 inside it."""
    x, y, radius = diagram.circle(unit)
    dx = max(box.left() - x, 0, x - box.right())
    dy = max(box.top() - y, 0, y - box.bottom())
    return float(np.hypot(dx, dy)) - radius


def is_written(seen, moment, unit) -> bool:
    """Tell whether a unit's delta is written where no other unit is as near."""
    delta, near = moment.delta(unit), seen.diagram.units[moment.trace.network.sizes[0] :]
    for text, box in seen.texts:
        digits = len(re.sub("[-.]", "", text.split()[-1]).lstrip("0"))
        tolerance = 0.5 if "e-" in text else 0.6 * 10 ** (1 - digits)
        if np.isclose(number_in(text), delta, rtol=tolerance, atol=0):
            own = distance(seen.diagram, unit, box)
            others = [distance(seen.diagram, other, box) for other in near if other != unit]
            is_right = box.center().x() > seen.diagram.circle(unit)[0] - 1  # or inside
            if own < 10 and own + 1 < min(others) and (is_right or unit.layer == 1):
                return True
    return False


@given(
    settings=any_settings(largest=6),
    updates=st.integers(0, 6),
    phase=st.sampled_from(HIDDEN_PHASES),
    room=st.sampled_from(ROOMS),
    pixels=PIXELS,
)
def test_each_delta_that_is_not_zero_is_written_beside_its_unit(
    qapp, settings, updates, phase, room, pixels
):
    try:
        moment = moment_of(settings, phase, updates)
    except DivergenceError:
        return
    seen = seen_at(moment, room, pixels, settings.problem)
    hidden = [unit for unit in seen.diagram.computed[:-1] if moment.delta(unit) != 0]
    missing = [unit for unit in hidden if not is_written(seen, moment, unit)]
    assert len(missing) == seen.overlay.unwritten
    assert not [unit for unit in missing if seen.diagram.has_text(unit.layer)]


BOOK = Settings.choose(PRESETS["streetlights"])


@pytest.mark.parametrize("room", ROOMS[1:])
@pytest.mark.parametrize("seed", range(6))
def test_in_sixteen_units_a_layer_what_has_no_room_is_the_smaller(qapp, room, seed):
    """Whatever is left out stands next to a larger one that took its place, or the output's."""
    settings = replace(BOOK.with_hidden((16, 16, 16)), seed=seed)
    moment = moment_of(settings, Phase.BACKPROPAGATE)
    seen = seen_at(moment, room, 12, settings.problem)
    hidden = [unit for unit in seen.diagram.computed[:-1] if moment.delta(unit) != 0]
    missing = [unit for unit in hidden if not is_written(seen, moment, unit)]
    assert len(missing) == seen.overlay.unwritten
    assert len(missing) < len(hidden) / 2
    for unit in missing:
        x, y, _ = seen.diagram.circle(unit)
        larger = [u for u in hidden if abs(moment.delta(u)) > abs(moment.delta(unit))]
        places = [seen.diagram.circle(u) for u in [*larger, seen.diagram.computed[-1]]]
        assert any(abs(ox - x) < 80 and abs(oy - y) < 60 for ox, oy, _ in places)


@given(settings=any_settings(depth=2), room=st.sampled_from(ROOMS), pixels=PIXELS)
def test_deltas_lie_on_no_unit_and_not_on_each_other(qapp, settings, room, pixels):
    moment = moment_of(settings, Phase.BACKPROPAGATE)
    seen = seen_at(moment, room, pixels, settings.problem)
    units = [unit for unit in seen.diagram.units if unit.layer]
    inside = [box for _, box in seen.texts if any(_is_in(seen, unit, box) for unit in units)]
    beside = [box for _, box in seen.texts if box not in inside]
    for k, box in enumerate(beside):
        assert min(distance(seen.diagram, unit, box) for unit in units) > 0
        assert not any(box.intersects(other) for other in beside[:k])


def _is_in(seen, unit, box) -> bool:
    x, y, radius = seen.diagram.circle(unit)
    return abs(box.center().x() - x) < 1 and abs(box.center().y() - y) < radius


@pytest.mark.parametrize(
    ("phase", "text"),
    [
        (Phase.OUTPUT, "0.518 \N{MULTIPLICATION SIGN} 0.756 = 0.392"),
        (Phase.COMPARE, "delta 0.392 - 1 = -0.608"),
        (Phase.COMPARE, "error (-0.608)\N{SUPERSCRIPT TWO} = 0.370"),
        (Phase.BACKPROPAGATE, "-0.608 \N{MULTIPLICATION SIGN} 0.756 = -0.460"),
        (Phase.UPDATE, "0.7562 \N{RIGHTWARDS ARROW} 0.8193"),
        (Phase.UPDATE, "delta -0.4598"),
    ],
)
def test_where_there_is_room_the_arithmetic_is_written(qapp, phase, text):
    seen = seen_at(moment_of(BOOK, phase), (490, 267), 12, BOOK.problem)
    assert text in "".join(each for each, _ in seen.texts)  # an arrow may be from another font


@given(
    seed=st.integers(0, 99),
    units=st.integers(4, 6),
    phase=st.sampled_from(HIDDEN_PHASES),
    width=st.integers(220, 300),
    height=st.integers(175, 260),
)
def test_a_delta_that_is_zero_is_never_read_as_one_with_its_neighbour(
    qapp, seed, units, phase, width, height
):
    settings = replace(BOOK.with_hidden((units,)), seed=seed)
    seen = seen_at(moment_of(settings, phase), (width, height), 12, settings.problem)
    others = [box for text, box in seen.texts if text != "delta 0"]
    for zero in (box for text, box in seen.texts if text == "delta 0"):
        assert not any(zero.adjusted(-7, 0, 7, 0).intersects(other) for other in others)


@pytest.mark.parametrize("room", ROOMS)
def test_of_many_arrows_none_lies_on_another_and_the_largest_flow_has_one(qapp, room):
    moment = moment_of(BOOK.with_hidden((16, 16, 16)), Phase.BACKPROPAGATE)
    diagram = Diagram(moment.trace.network.sizes, *room)
    paths = Edges(diagram, LIGHT).paths
    plan = PhasePlan(moment, Room(diagram, paths, QFontMetricsF(QFont())), [], [])
    boxes = [arrow.boundingRect() for arrow in plan.arrows]
    assert not any(box.intersects(other) for k, box in enumerate(boxes) for other in boxes[:k])
    tip = paths[plan.flowing[0]].pointAtPercent(0.7)
    assert plan.arrows[0].at(0) == tip


def test_a_change_smaller_than_the_digits_shown_is_written_by_itself(qapp):
    seen = seen_at(moment_of(replace(BOOK, alpha=1e-6), Phase.UPDATE), (490, 267), 12, BOOK.problem)
    assert "0.7562 + 3e-07" in [text for text, _ in seen.texts]


def test_the_products_that_flow_in_are_written_on_their_own_edges(qapp):
    moment = moment_of(BOOK, Phase.FORWARD)
    seen = seen_at(moment, (890, 430), 12, BOOK.problem)
    network = moment.trace.network
    flows = {
        edge: network.parameters[weight_index(network.sizes, edge)]
        for edge in seen.diagram.edges
        if edge.layer == 0 and moment.activation(Unit(0, edge.source)) == 1
    }
    assert len(flows) == len(seen.texts) == 8
    for text, box in seen.texts:
        edge = seen.diagram.part_at(box.center().x(), box.center().y())
        assert number_in(text) == pytest.approx(flows.pop(edge), rel=0.01)


def test_a_marked_edge_tells_what_has_no_room(qapp):
    moment = moment_of(BOOK, Phase.OUTPUT)
    text = "0.518 \N{MULTIPLICATION SIGN} 0.756 = 0.392"
    for marked, expected in (((), False), ((Edge(1, 1, 0),), True)):
        seen = seen_at(moment, (248, 213), 12, BOOK.problem, marked)
        assert (text in [each for each, _ in seen.texts]) == expected


@pytest.mark.parametrize("room", [*ROOMS, (575, 180)])
@pytest.mark.parametrize("pixels", [11, 12, 15])
@pytest.mark.parametrize("updates", [4, 40])
def test_nothing_covers_what_a_unit_was_where_that_is_written(qapp, room, pixels, updates):
    """What the phase adds changes no pixel of the letters."""
    moment, font = moment_of(BOOK, Phase.UPDATE, updates), QFont()
    font.setPixelSize(pixels)
    scale, after = (
        stretch(font),
        moment.trace.network.with_parameters(moment.trace.parameters_after),
    )
    diagram = Diagram(after.sizes, *(side * scale for side in room), scale=scale)
    pattern = tuple(moment.trace.update.patterns[0].tolist())
    picture, units = Picture(after, pattern, moment, BOOK.problem), Units(diagram, LIGHT, font)
    units.prepare(picture, np.zeros(Units.marks(picture).shape, dtype=np.bool_))
    overlay = PhaseOverlay(diagram, Edges(diagram, LIGHT).paths, LIGHT, font)
    overlay.prepare(moment, [words.box for words in units.words], units.notes)
    image = QImage(*(round(side * scale) for side in room), QImage.Format.Format_RGB32)
    image.fill(LIGHT.card)
    painter = QPainter(image)
    units.draw(painter, frozenset(), overlay)
    before = image.copy()
    overlay.draw_above(painter, 1.0, ())
    painter.end()
    letters = Room(diagram, [], QFontMetricsF(small(font))).letters
    notes = [note.box for _, _, note, _ in units.looks if note.text.startswith("was")]
    for box in (letters(box).toRect() for box in notes if not overlay.covers(box)):
        assert image.copy(box) == before.copy(box)
