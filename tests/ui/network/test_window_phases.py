"""Going through one example phase by phase, and the lines of code beside it."""

from dataclasses import replace

import pytest
from moments import (
    LINES,
    PHASE,
    click_edge,
    code_table,
    diagram_of,
    exact_text,
    numbers,
    step_until,
    trace_of,
    trained,
)
from person import CONTROL, LEFT, bits, is_close
from PySide6.QtCore import QPoint, Qt, QVariantAnimation
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QApplication,
)
from text_recorder import texts_of

from streetlight_gui.core.checks.formatting import exact, plain, terse
from streetlight_gui.core.nn.parts import Unit
from streetlight_gui.core.replay.cursor import StepUnit
from streetlight_gui.text.description import describe_part
from streetlight_gui.ui.shell.settings_store import SettingsStore
from streetlight_gui.ui.widgets.theme import DARK, LIGHT, ThemeChoice

THEMES = [(ThemeChoice.LIGHT, LIGHT), (ThemeChoice.DARK, DARK)]
PHASES = (
    "phase 1 of 5: hidden layers forward",
    "phase 2 of 5: output",
    "phase 3 of 5: error and delta",
    "phase 4 of 5: backpropagate",
    "phase 5 of 5: update the weights",
)


def step_phase(person, phase):
    step_until(person, lambda: person.text("phase_label").endswith(PHASES[phase - 1]))


def click_line(person, row):
    table = code_table(person)
    table.scrollTo(table.model().index(row, 0))
    pos = table.visualRect(table.model().index(row, 0)).center()
    person.qtbot.mouseClick(table.viewport(), LEFT, pos=pos)
    assert selected_row(person) == row


def selected_row(person):
    rows = code_table(person).selectionModel().selectedRows()
    return rows[0].row() if rows else None


def test_the_five_phases_are_named_and_only_the_last_changes_weights(person):
    person.choose_step(PHASE)
    start = trained(0)
    for example in (1, 2):
        for k in range(1, 6):
            step_phase(person, k)
            expected = start if k < 5 else trained(example)
            assert bits(person.network) == bits(expected.network)
            assert person.text("example_label") == f"{example} of 4"
        start = trained(example)


def test_in_every_phase_all_that_is_shown_is_of_one_moment_or_says_of_which(person):
    person.choose_step(PHASE)
    trace, view = trace_of(0), person.view
    after = trained(1).network.forward(trace.update.patterns)
    for phase in range(1, 6):
        step_phase(person, phase)
        is_answered, is_done = phase > 1, phase == 5
        layers = after if is_done else trace.layers
        hidden, output = float(layers[1][0, 1]), float(layers[2][0, 0])
        assert person.text("prediction_label") == plain(output)  # for programs, also unseen
        assert person.find("prediction_label").isVisible() == is_answered
        sign = ("WALK" if output >= 0.5 else "STOP") if is_answered else "not computed yet"
        person.wait_until(lambda sign=sign: person.signal == sign)  # not faster than may flash
        was = f"was {plain(trace.layers[2][0, 0], 4)}"
        assert (was in [text for text, _ in texts_of(view)]) == is_done
        described = describe_part(view.picture, Unit(1, 1))
        assert f"= {terse(hidden)}, " in described
        before = f"{terse(trace.layers[1][0, 1])} before this update"
        assert (before in described) == is_done
        assert exact_text(person, 4).split()[1] == exact(trace.layers[1][0, 1])
        assert ("before this update" in view.accessibleDescription()) == is_done


def test_after_an_example_it_says_that_the_code_is_from_before(person):
    def is_said():
        return "layers and deltas are from before" in person.view.accessibleDescription()

    assert not is_said()
    person.step_to(1)
    assert is_said()
    assert exact_text(person, 5) != person.text("prediction_label")
    person.click("light_1")  # which is another example
    assert not is_said()


def ground(table, row):
    table.scrollTo(table.model().index(row, 0))
    box = table.visualRect(table.model().index(row, 0))
    return table.viewport().grab(box).toImage().pixelColor(1, box.height() // 2).name()


def test_values_appear_line_by_line_and_the_running_lines_are_lit(person):
    person.choose_step(PHASE)
    table, lit = code_table(person), []
    for k, done in enumerate((5, 6, 8, 9, 11), start=1):
        step_phase(person, k)
        has_value = [bool(table.model().index(row, 1).data()) for row in range(LINES)]
        assert has_value == [row < done for row in range(LINES)]
        lit.append([row for row in range(LINES) if ground(table, row) != LIGHT.card])
        assert {ground(table, row) for row in lit[-1]} == {LIGHT.lit}
    assert lit == [[4], [5], [6, 7], [8], [9, 10]]


def test_the_code_shows_six_digits_and_tells_all_of_them(person):
    person.step_to(1)
    trace, table = trace_of(0), code_table(person)
    values = [trace.layers[0], trace.layers[1], trace.layers[2], None, trace.deltas[2]]
    values += [trace.deltas[1], trace.weights_after[1], trace.weights_after[0]]
    for row, value in enumerate(values, start=3):
        if value is not None:
            assert numbers(table.model().index(row, 1).data()) == [terse(v) for v in value.flat]
            assert numbers(exact_text(person, row)) == [exact(v) for v in value.flat]
            assert table.model().index(row, 2).data() == str(value.shape)
    assert table.model().index(6, 1).data() == terse(trace.error)
    assert exact_text(person, 6) == exact(trace.error)


def test_ctrl_c_copies_the_exact_value_of_the_selected_line(person):
    person.step_to(1)
    table = code_table(person)
    QApplication.clipboard().setText("nothing yet")
    click_line(person, 5)
    table.setFocus()
    person.press(Qt.Key.Key_C, CONTROL)
    assert numbers(QApplication.clipboard().text()) == [exact(trace_of(0).layers[2][0, 0])]


def test_clicking_a_line_lights_what_it_concerns_in_the_diagram(person):
    person.step_to(1)
    pictures = [person.picture_of("network_view")]
    for row in (4, 5, 9, 10):
        click_line(person, row)
        pictures.append(person.picture_of("network_view"))
    for k, picture in enumerate(pictures):
        assert all(picture != other for other in pictures[:k])
    person.view.setFocus()
    person.press(Qt.Key.Key_Escape)
    assert person.picture_of("network_view") == pictures[0]


@pytest.mark.parametrize(("choice", "theme"), THEMES)
def test_a_selected_line_is_marked_quietly_and_the_running_one_stays_lit(person_at, choice, theme):
    person = person_at(theme=choice)
    person.step_to(1)

    def line(row):
        """Return the colours at a row's left end, and behind it, before its code begins."""
        picture, table = person.picture_of("code_view"), code_table(person)
        y = table.rowViewportPosition(row) + table.rowHeight(row) // 2
        return [picture.pixelColor(x, y).name() for x in (1, 24)]

    assert line(5) == [theme.card, theme.card]
    assert line(9) == [theme.lit, theme.lit]
    click_line(person, 5)
    bar, ground = line(5)
    assert bar == theme.accent
    assert ground not in {theme.card, theme.lit}
    assert is_close(QColor(ground), QColor(theme.card), 40)
    click_line(person, 9)
    assert line(5) == [theme.card, theme.card]
    assert line(9) == [theme.accent, theme.lit]


def test_clicking_a_unit_or_an_edge_selects_its_line(person):
    person.step_to(1)
    diagram = diagram_of(person)
    for layer, row in ((1, 4), (2, 5)):
        x, y = diagram.positions[layer][0]
        person.qtbot.mouseClick(person.view, LEFT, pos=QPoint(round(x), round(y)))
        assert selected_row(person) == row
    for k, row in ((0, 10), (11, 10), (12, 9), (15, 9)):
        click_edge(person, k)
        assert selected_row(person) == row


def test_animation_can_be_switched_off(person):
    motion, states = person.view.findChild(QVariantAnimation), []
    motion.stateChanged.connect(lambda now, _before: states.append(now))
    person.choose_step(PHASE)
    step_phase(person, 1)
    assert QVariantAnimation.State.Running in states
    person.menu_action("Animate phases").trigger()
    states.clear()
    for k in range(2, 6):
        step_phase(person, k)
        assert motion.state() == QVariantAnimation.State.Stopped
        assert person.picture_of("network_view") == person.picture_of("network_view")
    assert states == []
    person.menu_action("Animate phases").trigger()
    step_phase(person, 1)
    assert QVariantAnimation.State.Running in states


def test_each_phase_looks_different(person):
    person.menu_action("Animate phases").trigger()
    person.choose_step(PHASE)
    pictures = []
    for k in range(1, 6):
        step_phase(person, k)
        picture = person.picture_of("network_view")
        assert all(picture != other for other in pictures)
        pictures.append(picture)


@pytest.mark.parametrize(("size", "scale"), [((900, 600), 1.0), ((1366, 708), 1.5)])
def test_deltas_that_are_not_zero_are_written_where_room_is_short(person_at, size, scale):
    SettingsStore().remember(text_scale=scale)
    person = person_at(size=size)
    person.train(20)
    person.choose_step(0)
    for phase in range(1, 5):
        person.click("step_button")
        person.wait_until(lambda phase=phase: f"phase {phase}" in person.text("phase_label"))
    person.wait_until_still()
    moment = person.view.picture.moment
    hidden = [moment.delta(Unit(1, k)) for k in range(4)]
    assert any(hidden)
    written = [text for text, _ in texts_of(person.view)]
    for delta in filter(None, hidden):
        figures = {plain(delta, digits) for digits in (4, 3, 2)}
        assert {f"delta {plain(delta, 4)}", *figures} & set(written)


def test_hovering_tells_only_what_the_phase_has_come_to(person):
    person.choose_step(0)
    person.window.session.step(StepUnit.PHASE)
    person.wait_until(lambda: "phase 1" in person.text("phase_label"))
    assert describe_part(person.view.picture, Unit(2, 0)).endswith("not computed yet")


def test_copied_values_are_those_of_this_very_moment(person):
    person.train(100)
    shown = exact_text(person, 5)
    person.step_to(401)
    assert exact_text(person, 5) != shown


def test_a_line_is_let_go_with_its_edge(person):
    person.step_to(1)
    click_edge(person, 12)
    assert selected_row(person) == 9
    person.click("slope_close_button")
    assert selected_row(person) is None


def test_another_listing_selects_the_line_of_the_chosen_edge(person):
    click_edge(person, 0)
    assert selected_row(person) == 10
    person.window.session.change_settings(replace(person.settings, order_seed=1))
    person.wait_until(lambda: code_table(person).model().rowCount() == LINES + 1)
    assert selected_row(person) == 11
    person.undo()
    person.wait_until(lambda: code_table(person).model().rowCount() == LINES)
    assert selected_row(person) == 10
    assert person.find("slope_view").isVisible()


def test_esc_lets_a_chosen_line_go_with_what_it_lights(person):
    unlit = person.picture_of("network_view")
    for _ in range(2):
        click_line(person, 5)
        assert person.picture_of("network_view") != unlit
        person.view.setFocus()
        person.press(Qt.Key.Key_Escape)
        assert selected_row(person) is None
        assert person.picture_of("network_view") == unlit


def test_another_network_lets_a_chosen_line_go(person):
    for row in (5, 2):
        click_line(person, row)
        units = person.network.hidden[0]
        person.click("add_unit_1")
        person.wait_until(lambda units=units: person.network.hidden == (units + 1,))
        assert selected_row(person) is None


def test_a_chosen_line_can_be_let_go_with_ctrl(person):
    unlit = person.picture_of("network_view")
    click_line(person, 5)
    table = code_table(person)
    pos = table.visualRect(table.model().index(5, 0)).center()
    person.qtbot.mouseClick(table.viewport(), LEFT, CONTROL, pos=pos)
    assert selected_row(person) is None
    person.wait_until(lambda: person.picture_of("network_view") == unlit)


def test_nothing_is_copied_where_no_line_is_chosen(person):
    person.step_to(1)
    click_edge(person, 0)
    person.click("slope_close_button")
    QApplication.clipboard().setText("before")
    code_table(person).setFocus()
    person.press(Qt.Key.Key_C, CONTROL)
    assert QApplication.clipboard().text() == "before"


def test_another_listing_lets_a_chosen_line_go_and_what_it_lights(person):
    person.window.session.change_settings(replace(person.settings, order_seed=1))
    person.wait_until(lambda: code_table(person).model().rowCount() == LINES + 1)
    unlit = person.picture_of("network_view")
    person.undo()
    person.wait_until(lambda: code_table(person).model().rowCount() == LINES)
    click_line(person, 5)
    assert person.picture_of("network_view") != unlit
    person.redo()
    person.wait_until(lambda: code_table(person).model().rowCount() == LINES + 1)
    assert selected_row(person) is None
    assert person.picture_of("network_view") == unlit


@pytest.mark.parametrize("size", [(900, 600), (1366, 708), (1920, 1080)])
@pytest.mark.parametrize(("choice", "theme"), THEMES)
def test_the_delta_stands_at_its_own_unit_in_pixels(person_at, size, choice, theme):
    """Of the four units only the second has a delta other than 0; it fires, so has no note."""
    person = person_at(theme=choice, size=size)
    person.menu_action("Animate phases").trigger()
    person.choose_step(PHASE)

    def ink(unit) -> int:
        """Count pixels of deltas at the height of a unit's digits, right of it."""
        diagram, picture = diagram_of(person), person.picture_of("network_view")
        x, y, radius = diagram.circle(unit)
        across, down = range(round(x + radius), round(x + radius) + 45), range(-4, 5)
        points = ((column, round(y) + row) for column in across for row in down)
        return sum(is_close(picture.pixelColor(*at), QColor(theme.frozen), 40) for at in points)

    inks = []
    for phase in range(1, 6):
        step_phase(person, phase)
        inks.append(ink(Unit(1, 1)))
    assert max(inks[:3]) < 10
    assert min(inks[3:]) > 20


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_a_delta_has_a_plate_of_its_own_as_the_numbers_of_edges_have(person_at, theme):
    choice = ThemeChoice.DARK if theme is DARK else ThemeChoice.LIGHT
    person = person_at(theme=choice, size=(1366, 708))
    person.menu_action("Animate phases").trigger()
    person.choose_step(PHASE)

    def has_border(way) -> bool:
        """Tell whether a line goes along the second unit's delta, above its digits or below."""
        picture, (x, y, radius) = person.picture_of("network_view"), diagram_of(person).circle(unit)
        columns = [round(x + radius) + 8 + k for k in range(40)]
        rows = [round(y) + way * k for k in range(6, 12)]
        card = QColor(theme.card)
        return any(
            not any(is_close(picture.pixelColor(column, row), card) for column in columns)
            for row in rows
        )

    unit, seen = Unit(1, 1), []
    for phase in range(1, 5):
        step_phase(person, phase)
        seen.append((has_border(-1), has_border(1)))
    assert seen[2:] == [(False, False), (True, True)]


def test_arrows_stay_after_the_motion_has_ended(person):
    person.choose_step(PHASE)
    motion = person.view.findChild(QVariantAnimation)
    seen = []
    for phase in range(1, 6):
        step_phase(person, phase)
        person.wait_until(lambda: motion.state() == QVariantAnimation.State.Stopped)
        x0, y0 = diagram_of(person).circle(Unit(1, 1))[:2]
        x1, y1 = diagram_of(person).circle(Unit(2, 0))[:2]
        picture = person.picture_of("network_view")
        box = [(x, y) for x in range(int(x0) + 90, int(x1) - 23) for y in range(int(y0), int(y1))]
        seen.append(sum(is_close(picture.pixelColor(*at), QColor(LIGHT.frozen)) for at in box))
    assert seen[3] > 20
    assert seen[2] == 0
