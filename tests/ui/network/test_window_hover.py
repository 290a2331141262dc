"""Reading values off the diagram, with the pointer and with the keyboard."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QToolTip

from streetlight_gui.core.checks.formatting import terse
from streetlight_gui.ui.network.diagram import Diagram

HINT = "Click a light"


@pytest.fixture
def caption(person):
    """The line below the diagram."""
    found = [lbl for lbl in person.window.findChildren(QLabel) if lbl.text().startswith(HINT)]
    assert len(found) == 1
    assert found[0].isVisible()
    return found[0]


@pytest.fixture
def diagram(person):
    view = person.view
    return Diagram(person.network.sizes, view.width(), view.height())


def point_on(diagram: Diagram, k: int) -> tuple[float, float]:
    """Return a point of edge k that lies farther from every other edge than any other does."""
    t = np.linspace(0, 1, 101)[:, np.newaxis]
    curves = np.array([bezier(curve, t) for curve in diagram.curves])
    others = np.delete(curves, k, axis=0).reshape(-1, 2)
    distances = np.hypot(*(curves[k][:, np.newaxis] - others).transpose(2, 0, 1)).min(axis=1)
    x, y = curves[k][20 + distances[20:80].argmax()]
    return float(x), float(y)


def bezier(points, t):
    a, b, c, d = points
    return (1 - t) ** 3 * a + 3 * t * (1 - t) ** 2 * b + 3 * t**2 * (1 - t) * c + t**3 * d


def test_hovering_an_edge_tells_its_exact_weight(person, caption, diagram):
    weights = person.network.weights
    for k, edge in enumerate(diagram.edges):
        person.hover(person.view, *point_on(diagram, k))
        weight = float(weights[edge.layer][edge.source, edge.target])
        name = f"weights_{edge.layer}_{edge.layer + 1}[{edge.source}, {edge.target}]"
        assert f"{name} = {terse(weight)}" in caption.text()


def test_hovering_a_unit_tells_its_exact_activation(person, caption, diagram):
    layers = person.network.forward([person.lamps])
    for layer in (1, 2):
        for index, (x, y) in enumerate(diagram.positions[layer]):
            person.hover(person.view, x + 3, y + 3)
            assert f"= {terse(layers[layer][0, index])}" in caption.text()
            assert f"layer_{layer}" in caption.text()


def test_a_screen_reader_hears_what_is_hovered(person, caption, diagram):
    person.hover(person.view, *point_on(diagram, 0))
    assert person.view.accessibleDescription() == caption.text()


def test_a_near_miss_still_hits_an_edge(person, caption, diagram):
    x, y = point_on(diagram, len(diagram.edges) - 1)
    person.hover(person.view, x, y + 5)
    assert "weights_1_2[3, 0]" in caption.text()


def test_the_tip_stands_at_the_pointer(person, diagram, monkeypatch):
    shown = []
    monkeypatch.setattr(
        QToolTip, "showText", lambda place, text, _widget: shown.append((place, text))
    )
    for x, y in (diagram.positions[2][0], diagram.positions[1][3]):
        person.hover(person.view, x + 3, y + 3)
    place = person.view.mapToGlobal(QPoint(round(x + 3), round(y + 3)))
    assert {where for where, text in shown if "unit 4" in text} == {place}


def test_the_tip_says_what_a_click_opens(person, diagram):
    person.hover(person.view, *point_on(diagram, 0))
    assert QToolTip.text().endswith("Click: its slope. Double-click: another weight.")
    x, y = diagram.positions[2][0]
    person.hover(person.view, x + 3, y + 3)
    assert QToolTip.text().endswith("Click: its sum and curve.")
    assert "Click" not in person.view.accessibleDescription()


def test_the_tip_at_the_pointer_never_tells_of_another_part(person, diagram):
    x, y = diagram.positions[1][1]
    person.hover(person.view, x + 3, y + 3)
    assert "unit 2 of layer_1" in QToolTip.text()
    person.view.setFocus()
    person.press(Qt.Key.Key_Right)
    assert "weights_0_1[0, 0]" in person.view.accessibleDescription()
    person.step_to(1)
    person.wait_until(lambda: not QToolTip.isVisible())


@pytest.mark.parametrize("size", [(900, 600), (1366, 708)])
def test_what_colours_dashes_and_cells_mean_is_read_whole(person_at, size):
    person = person_at(size=size)
    legend, caption = person.window.views.legend, person.window.views.caption
    assert (
        legend.text()
        == legend.accessibleName()
        == "blue: + · orange: \N{MINUS SIGN} · dashed: idle"
    )
    assert caption.toolTip() == caption.accessibleName()  # in a low window on hover
    assert "Cells in a unit" in caption.toolTip()


def test_the_hint_is_back_when_the_pointer_goes(person, caption, diagram):
    person.hover(person.view, *point_on(diagram, 0))
    assert not caption.text().startswith(HINT)
    person.hover(person.find("error_plot"), 20, 20)
    assert caption.text().startswith(HINT)


def test_what_is_hovered_is_brought_out(person, diagram):
    x, y = point_on(diagram, 13)
    before = person.picture_of("network_view")
    person.hover(person.view, x, y)
    after = person.picture_of("network_view")
    column = range(round(y) - 8, round(y) + 9)
    changed = [v for v in column if before.pixel(round(x), v) != after.pixel(round(x), v)]
    assert len(changed) >= 2


def test_a_hovered_value_follows_training(person, caption, diagram):
    person.hover(person.view, *point_on(diagram, 1))
    before = caption.text()
    person.step_to(1)
    weight = float(person.network.weights[0][0, 1])
    assert f"= {terse(weight)}" in caption.text()
    assert caption.text() != before


def test_a_hovered_activation_follows_the_lamps(person, caption, diagram):
    x, y = diagram.positions[2][0]
    person.hover(person.view, x, y)
    person.press(Qt.Key.Key_2)
    assert f"= {terse(person.network.predict([person.lamps])[0])}" in caption.text()


def test_arrows_walk_along_the_edges_and_the_units(person, caption):
    person.tab_to("network_view")
    weights = person.network.weights

    def press(key):
        person.press(key)
        return caption.text()

    assert f"= {terse(weights[0][0, 0])}" in press(Qt.Key.Key_Right)
    assert f"= {terse(weights[0][0, 1])}" in press(Qt.Key.Key_Right)
    assert f"= {terse(weights[0][0, 0])}" in press(Qt.Key.Key_Left)
    assert f"= {terse(weights[1][3, 0])}" in press(Qt.Key.Key_Left)
    assert "unit 1 of layer_1" in press(Qt.Key.Key_Down)
    assert "unit 2 of layer_1" in press(Qt.Key.Key_Down)
    assert "unit 1 of layer_1" in press(Qt.Key.Key_Up)
    assert "layer_2, the output" in press(Qt.Key.Key_Up)


def test_every_edge_is_reached_by_keyboard(person, caption):
    person.tab_to("network_view")
    seen = set()
    for _ in range(16):
        person.press(Qt.Key.Key_Right)
        seen.add(caption.text().split(" = ")[0])
    assert len(seen) == 16


def test_esc_lets_go(person, caption):
    person.tab_to("network_view")
    person.press(Qt.Key.Key_Right)
    assert not caption.text().startswith(HINT)
    person.press(Qt.Key.Key_Escape)
    assert caption.text().startswith(HINT)
    assert person.view.accessibleDescription() == ""


def test_tab_marks_where_the_keyboard_is_and_lets_go_when_it_leaves(person, caption):
    person.tab_to("alpha_spin")
    assert caption.text().startswith(HINT)
    person.tab_to("network_view")
    assert "unit 1 of layer_1" in caption.text()
    person.press(Qt.Key.Key_Tab)
    assert caption.text().startswith(HINT)


def test_a_dead_unit_says_so_in_words(person, caption):
    person.train(60)
    person.tab_to("network_view")
    person.press(Qt.Key.Key_Right)  # an edge, so that Down begins at the first unit
    texts = []
    for _ in range(4):
        person.press(Qt.Key.Key_Down)
        texts.append(caption.text())
    assert ["never fires" in text for text in texts] == [True, False, True, False]
