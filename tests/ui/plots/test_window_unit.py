"""One unit, opened beside the diagram."""

from dataclasses import replace

from moments import PHASE, diagram_of, trained
from person import LEFT
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel

from streetlight_gui.core.checks.formatting import terse
from streetlight_gui.core.nn.parts import Unit


def click_unit(person, layer, index):
    x, y, _ = diagram_of(person).circle(Unit(layer, index))
    person.qtbot.mouseClick(person.view, LEFT, pos=QPoint(round(x), round(y)))


def lines(person):
    parts = (person.find(f"activation_{part}") for part in ("text", "last_line"))
    return [line for part in parts for line in part.accessibleName().split("\n")]


def title(person):
    return person.find("activation_view").findChild(QLabel, "card_title").text()


def is_open(person):
    return person.find("activation_view").isVisible()


def test_clicking_a_unit_opens_it_in_the_place_of_the_error_plot(person):
    assert not is_open(person)
    click_unit(person, 1, 1)
    assert is_open(person)
    assert not person.find("error_plot").isVisible()
    assert title(person) == "Unit 2 of layer_1"
    value = float(trained(0).network.forward([[1, 0, 1]])[1][0, 1])
    assert lines(person)[0].startswith(f"z = {terse(value)} = 1 ")
    assert lines(person)[1].startswith(f"relu(z) = {terse(value)}, slope 1.")
    person.click("activation_close_button")
    assert not is_open(person)
    assert person.find("error_plot").isVisible()


def test_esc_closes_it_and_an_edge_takes_its_place(person):
    click_unit(person, 2, 0)
    assert title(person) == "The output"
    person.press(Qt.Key.Key_Escape)
    assert not is_open(person)
    click_unit(person, 1, 0)
    person.view.choose(person.view.diagram.edges[0])
    assert person.find("slope_view").isVisible()
    assert not is_open(person)


def test_it_follows_training_and_the_lamps(person):
    click_unit(person, 1, 1)
    person.step_to(1)
    value = float(trained(1).network.forward([[1, 0, 1]])[1][0, 1])
    person.wait_until(lambda: lines(person)[1].startswith(f"relu(z) = {terse(value)}, slope 1."))
    person.set_lamps((0, 1, 1))
    assert lines(person)[1].startswith("relu(z) = 0, slope 0.")
    assert lines(person)[2].startswith("z is 0 or less: it does not fire here")


def test_where_its_card_is_folded_away_it_waits_until_it_is_seen(person):
    click_unit(person, 1, 1)
    before = lines(person)
    person.menu_action("Error and slope").trigger()
    person.step_to(1)
    value = float(trained(1).network.forward([[1, 0, 1]])[1][0, 1])
    person.wait_until(lambda: person.view.picture.network == trained(1).network)
    person.set_lamps((1, 0, 1))
    assert lines(person) == before
    person.menu_action("Error and slope").trigger()
    assert lines(person)[1].startswith(f"relu(z) = {terse(value)}, slope 1.")


def test_a_dead_unit_says_that_all_its_sums_are_left_of_0(person):
    click_unit(person, 1, 0)
    assert lines(person)[2].startswith("All 8 sums are 0 or less: it never fires")


def test_a_unit_that_is_not_computed_yet_says_so(person):
    click_unit(person, 2, 0)
    person.choose_step(PHASE)
    person.click("step_button")
    person.wait_until(lambda: lines(person)[0] == "not computed yet")
    person.click("step_button")
    person.wait_until(lambda: lines(person)[0].startswith("z = 0.391943 = "))


def test_a_light_and_a_bias_unit_have_nothing_to_open(person):
    settings = person.settings
    click_unit(person, 0, 0)
    assert not is_open(person)

    person.window.session.change_settings(replace(settings, bias=True))
    person.wait_until(lambda: bool(person.network.biases))
    person.view.choose(Unit(1, 4))
    assert not is_open(person)
    person.view.choose(Unit(1, 3))
    assert is_open(person)
    assert "bias 0" in lines(person)[0]


def test_a_network_of_another_shape_closes_it(person):
    click_unit(person, 1, 3)
    person.click("remove_unit_1")
    person.wait_until(lambda: person.network.hidden == (3,))
    assert not is_open(person)
