"""What is prepared for painting a network: words that fit, and nothing left to compute."""

import numpy as np
import pytest
from person import book_trainer, is_close
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QFont

from streetlight_gui.core import Network, Problem
from streetlight_gui.core.checks.formatting import short
from streetlight_gui.core.replay.phases import Phase, Stage
from streetlight_gui.core.replay.picture import Moment, Picture
from streetlight_gui.core.training.trace import Trace
from streetlight_gui.ui.network import diagram as geometry
from streetlight_gui.ui.network import edges, units
from streetlight_gui.ui.network.diagram import Diagram
from streetlight_gui.ui.network.units import Units
from streetlight_gui.ui.widgets.theme import LIGHT

SMALLEST, USUAL = (258, 186), (490, 260)  # the diagram's room in a window of 900x600, of 1280x800


def look_of(hidden, room, seed=1, lights=(1.0, 0.0, 1.0), problem=None):
    font = QFont()
    font.setPixelSize(12)
    network = Network.random(3, hidden, seed)
    diagram = Diagram(network.sizes, *room)
    picture = Picture(network, lights, problem=problem)
    look = Units(diagram, LIGHT, font)
    look.prepare(picture, np.zeros(Units.marks(picture).shape, dtype=np.bool_))
    return diagram, picture, look


@pytest.mark.parametrize("room", [SMALLEST, USUAL])
@pytest.mark.parametrize("hidden", [(8, 8), (16,), (16, 16, 16)])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_how_many_units_never_fire_is_said_in_every_layer(qapp, hidden, room, seed):
    diagram, picture, look = look_of(hidden, room, seed)
    names = {round(words.box.center().x()): words.text for words in look.words[:-1]}
    small = [k for k in range(1, len(hidden) + 1) if not diagram.has_text(k)]
    assert small
    for layer in small:
        dead = int(picture.never_fires[layer].sum())
        name = names[round(diagram.positions[layer][0, 0])]
        assert (f"{dead} never fire" in name or name == f"{dead} never") == bool(dead), name


def test_the_shape_goes_before_the_name_and_the_name_before_the_count(qapp):
    wordings = [look_of((16,), (width, 260))[2].words[0].text for width in range(700, 150, -10)]
    assert list(dict.fromkeys(wordings)) == [
        "layer_1 (1, 16), 4 never fire",
        "layer_1, 4 never fire",
        "4 never fire",
        "4 never",
    ]


def test_a_unit_that_fires_for_no_example_says_so_as_long_as_there_is_room(qapp):
    problem = Problem([[0, 0, 0]], [0])  # for which no unit fires
    said = [
        note.text
        for width in range(700, 200, -50)
        for *_, note, _ in look_of((4,), (width, 260), lights=(0, 0, 0), problem=problem)[2].looks
    ]
    notes = [text for text in dict.fromkeys(said) if text not in {"", "never fires", "never"}]
    assert notes[:2] == ["fires for no example", "no example"]
    assert notes[2:] in ([], ["not firing"])


@pytest.mark.parametrize(
    ("lights", "below"),
    [((1, 0, 1), "answer 1"), ((0, 0, 1), "answer 0 or 1"), ((1, 1, 0), "never seen")],
)
def test_the_answer_stands_below_the_output(qapp, lights, below):
    problem = Problem([[1, 0, 1], [0, 0, 1], [0, 0, 1]], [1, 0, 1])
    assert look_of((4,), USUAL, lights=lights, problem=problem)[2].words[-1].text == below
    told = problem.holding_out(([[1, 1, 0]], [0.5]))
    held_out = look_of((4,), USUAL, lights=lights, problem=told)[2].words[-1].text
    assert held_out == ("answer 0.5, held out" if below == "never seen" else below)


@pytest.mark.parametrize(("hidden", "are_beside"), [((5,), True), ((6, 5), True), ((16,), False)])
@pytest.mark.parametrize("room", [(490, 180), (490, 160)])
def test_values_without_room_in_their_circles_stand_beside_them(qapp, hidden, are_beside, room):
    diagram, picture, look = look_of(hidden, room)
    circles = [diagram.circle(unit) for unit in diagram.computed]
    boxes = []
    for unit, (inside, _, note, _) in zip(diagram.computed[:-1], look.looks, strict=False):
        assert not inside
        assert note.text == (short(picture.value(unit)) if are_beside else "")
        own = diagram.circle(unit)
        assert abs(note.box.center().y() - own[1]) < 1
        assert all(
            note.box.left() > x + r or note.box.right() < x - r
            for x, y, r in circles
            if y == own[1]
        )
        assert not any(note.box.intersects(box) for box in boxes)
        boxes.append(note.box)


@pytest.mark.parametrize(("weight", "text"), [(1e-13, "1e-13"), (-0.004, "-0.004"), (0, "0.00")])
def test_a_unit_that_fires_never_reads_as_0(qapp, weight, text):
    network = Network([[[weight]], [[1.0]]], "linear")
    diagram, picture = Diagram(network.sizes, *USUAL), Picture(network, (1.0,))
    look = Units(diagram, LIGHT, QFont())
    look.prepare(picture, np.zeros(Units.marks(picture).shape, dtype=np.bool_))
    for value, pen, _, _ in look.looks:
        assert value == text
        assert (pen.color() == QColor(LIGHT.accent)) == (weight != 0)


@pytest.mark.parametrize("phase", [Phase.BACKPROPAGATE, Phase.UPDATE])
def test_after_an_update_units_show_what_they_are_and_beside_it_what_they_were(qapp, phase):
    trainer = book_trainer()
    trace = Trace(trainer.coming)
    trainer.step(1 if phase is Phase.UPDATE else 0)
    picture = Picture(trainer.network, (1.0, 0.0, 1.0), Moment(trace, Stage(phase, 2), 0))
    look = Units(Diagram((3, 4, 1), *USUAL), LIGHT, QFont())
    look.prepare(picture, np.zeros(Units.marks(picture).shape, dtype=np.bool_))
    _, (value, _, note, _), *_, (output, *_) = look.looks
    layers = trainer.network.forward([(1.0, 0.0, 1.0)])
    assert (value, output) == (short(layers[1][0, 1]), short(layers[2][0, 0]))
    was = f"was {short(trace.layers[1][0, 1])}"
    assert note.text == (was if phase is Phase.UPDATE else "")
    assert was != f"was {value}" or phase is not Phase.UPDATE


@pytest.mark.parametrize("room", [SMALLEST, USUAL])
@pytest.mark.parametrize("hidden", [(4,), (6,), (3, 3), (2, 2, 2)])
def test_names_and_notes_lie_apart(qapp, hidden, room):
    _, _, look = look_of(hidden, room)
    for words in look.words:
        assert not any(words.box.intersects(note) for note in look.notes), words.text


@pytest.mark.parametrize("hidden", [(4,), (5,), (3, 3), (2, 2, 2)])
def test_notes_run_into_no_circle(qapp, hidden):
    """Also one beside a low unit, at whose height the next circle is at its widest."""
    said = set()
    for width in range(200, 500, 3):
        diagram, _, look = look_of(hidden, (width, 186))
        said |= {note.text for *_, note, _ in look.looks}
        for unit in diagram.computed:
            x, y, radius = diagram.circle(unit)
            for note in look.notes:
                dx = max(note.left() - x, x - note.right(), 0)
                dy = max(note.top() - y, y - note.bottom(), 0)
                is_own = note.left() < x + radius < note.right()  # it stands at its upper right
                assert is_own or np.hypot(dx, dy) >= radius, (width, unit)
    assert said - {""}


def test_painting_computes_nothing(person, monkeypatch):
    person.train(3)
    computed = []

    def noted(name, compute):
        def call(*args, **kwargs):
            computed.append(name)
            return compute(*args, **kwargs)

        return call

    colours = {geometry: ("edge_widths",), edges: ("edge_colours",), units: ("cell_colours",)}
    for module, names in colours.items():
        for name in names:
            monkeypatch.setattr(module, name, noted(name, getattr(module, name)))
    monkeypatch.setattr(Network, "forward", noted("forward", Network.forward))
    person.picture_of("network_view")
    assert computed == []
    person.click("light_1")
    assert {"edge_widths", "edge_colours", "cell_colours", "forward"} <= {*computed}


@pytest.mark.parametrize("size", [(900, 600), (1280, 800)])
def test_labels_of_changed_weights_leave_the_units_free(person_at, size):
    person = person_at(size=size)
    person.view.set_animated(False)
    person.choose_step(0)
    for phase in range(1, 6):
        person.click("step_button")
        person.wait_until(lambda phase=phase: f"phase {phase}" in person.text("phase_label"))
    labelled = person.picture_of("network_view")
    person.window.session.go_to(1)  # the same weights, without a word on how they came about
    person.wait_until(lambda: person.view.picture.moment is None)
    plain = person.picture_of("network_view")
    diagram = Diagram(person.network.sizes, person.view.width(), person.view.height())
    assert plain != labelled
    for layer, positions in enumerate(diagram.positions[1:], start=1):
        reach = diagram.radii[layer] - 3
        for x, y in np.rint(positions).astype(int).tolist():
            inside = [
                QPoint(x + dx, y + dy)
                for dx in range(-40, 41)
                for dy in range(-40, 41)
                if dx**2 + dy**2 < reach**2
            ]
            assert all(plain.pixel(p) == labelled.pixel(p) for p in inside)


def test_delta_and_error_stand_whole_below_the_output(person_at):
    person = person_at(size=(900, 600))
    person.view.set_animated(False)
    person.choose_step(0)
    for phase in (1, 2, 3):
        person.click("step_button")
        person.wait_until(lambda phase=phase: f"phase {phase}" in person.text("phase_label"))
    picture = person.picture_of("network_view")
    frozen = QColor(LIGHT.frozen)
    diagram = Diagram(person.network.sizes, person.view.width(), person.view.height())
    output, y = diagram.positions[-1][0]
    hidden = diagram.positions[1][0, 0] + diagram.radii[1]
    top = round(y + diagram.radii[-1]) + 20
    for line in (range(top, top + 14), range(top + 15, top + 29)):
        ink = [
            x
            for x in range(picture.width())
            if any(is_close(picture.pixelColor(x, y), frozen, 30) for y in line)
        ]
        assert hidden + 2 < min(ink) < output < max(ink) < picture.width() - 2
