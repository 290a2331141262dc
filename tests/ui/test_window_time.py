"""Going through an example, back in time, and changing the past: as a person does it."""

import numpy as np
import pytest
from person import CONTROL, LEFT, bits, book_trainer, is_close
from PySide6.QtCore import QEvent, QPoint, Qt, QVariantAnimation
from PySide6.QtGui import QAction, QColor, QHelpEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QSlider,
    QStyle,
    QStyleOptionSlider,
    QTableWidget,
    QToolTip,
)

from streetlight_gui.core.diagram import Diagram, Unit
from streetlight_gui.core.formatting import exact, plain, terse
from streetlight_gui.core.problem import Problem
from streetlight_gui.core.run import Run
from streetlight_gui.core.settings import Settings
from streetlight_gui.core.stepping import StepUnit
from streetlight_gui.core.trace import Trace
from streetlight_gui.ui.number_spin import NumberSpin
from streetlight_gui.ui.theme import DARK, LIGHT, ThemeChoice

PHASE, EXAMPLE, ITERATION, TEN = range(4)
SHIFT = Qt.KeyboardModifier.ShiftModifier
ARROW = "\N{RIGHTWARDS ARROW}"
PHASES = (
    "phase 1 of 5: hidden layers forward",
    "phase 2 of 5: output",
    "phase 3 of 5: error and delta",
    "phase 4 of 5: backpropagate",
    "phase 5 of 5: update the weights",
)

LINES = 11  # of the listing, for one hidden layer


def trained(examples, alpha=0.2):
    trainer = book_trainer(alpha=alpha)
    trainer.step(examples)
    return trainer


def trace_of(examples):
    """Trace the example that comes after this many of the book's run."""
    return Trace(trained(examples).coming)


def what_is_seen(person):
    names = ("iteration_label", "example_label", "error_label", "frozen_label", "phase_label")
    table = code_table(person)
    cells = [(table.item(r, 1).text(), exact_text(person, r)) for r in range(LINES)]
    texts = [person.text(name) for name in (*names, "prediction_label")]
    return texts, cells, bits(person.network), person.lamps


def code_table(person):
    return person.find("code_view", QTableWidget)


def timeline(person):
    return person.find("timeline", QSlider)


def is_enabled(person, name):
    return person.find(name, QAbstractButton).isEnabled()


def step_until(person, condition):
    person.click("step_button")
    person.wait_until(condition)


def step_phase(person, phase):
    step_until(person, lambda: person.text("phase_label").endswith(PHASES[phase - 1]))


def go_to(person, examples):
    """Put the timeline's handle there."""
    timeline(person).setValue(examples)
    person.wait_until(lambda: timeline(person).value() == examples)
    person.wait_until(lambda: bits(person.network) != [] and not person.is_running)


def show_past(person, examples, length):
    go_to(person, examples)
    text = f"example {examples:,} of {length:,}: the past"
    person.wait_until(lambda: person.text("time_label") == text)


def undo_action(person, word):
    actions = person.window.findChildren(QAction)
    found = [a for a in actions if a.text().replace("&", "").startswith(word)]
    assert len(found) == 1
    return found[0]


def diagram_of(person):
    return Diagram(person.network.sizes, person.view.width(), person.view.height())


def edge_point(person, k):
    """Return a point of edge k that lies farther from the other edges than any other does."""
    t = np.linspace(0.15, 0.85, 71)[:, np.newaxis]
    curves = [
        (1 - t) ** 3 * a + 3 * t * (1 - t) ** 2 * b + 3 * t**2 * (1 - t) * c + t**3 * d
        for a, b, c, d in diagram_of(person).curves
    ]
    others = np.concatenate(curves[:k] + curves[k + 1 :])
    distances = np.hypot(*(curves[k][:, np.newaxis] - others).transpose(2, 0, 1)).min(axis=1)
    x, y = curves[k][distances.argmax()]
    return QPoint(round(x), round(y))


def click_edge(person, k):
    person.qtbot.mouseClick(person.view, LEFT, pos=edge_point(person, k))


def open_editor(person, k):
    point = edge_point(person, k)
    person.qtbot.mouseClick(person.view, LEFT, pos=point)
    person.qtbot.mouseDClick(person.view, LEFT, pos=point)
    editor = person.find("weight_editor", QLineEdit)
    assert editor.isVisible()
    assert QApplication.focusWidget() is editor
    return editor


def type_weight(person, k, text, end=Qt.Key.Key_Return):
    editor = open_editor(person, k)
    person.press(Qt.Key.Key_Delete)  # all of it is selected
    assert editor.text() == ""
    person.type_text(text)
    person.press(end)
    return editor


def wait_for(person, trainer):
    person.wait_until(lambda: bits(person.network) == bits(trainer.network))


# Stepping back.


def test_step_back_is_off_at_the_start_and_on_after_a_step(person):
    assert not is_enabled(person, "step_back_button")
    person.press(Qt.Key.Key_B)
    assert not is_enabled(person, "step_back_button")
    person.step_to(1)
    assert is_enabled(person, "step_back_button")
    person.click("step_back_button")
    person.wait_until(lambda: not is_enabled(person, "step_back_button"))
    assert person.text("phase_label") == "before the first example"
    assert bits(person.network) == bits(trained(0).network)


@pytest.mark.parametrize("unit", [PHASE, EXAMPLE, ITERATION, TEN])
def test_stepping_back_shows_again_all_that_was_there(person, unit):
    person.choose_step(unit)
    seen = [what_is_seen(person)]
    for _ in range(7):
        before = what_is_seen(person)
        step_until(person, lambda before=before: what_is_seen(person) != before)
        person.wait_until_still()  # lamps follow a third of a second later at times
        seen.append(what_is_seen(person))
    while len(seen) > 1:
        seen.pop()
        assert is_enabled(person, "step_back_button")
        person.click("step_back_button")
        person.wait_until(lambda: what_is_seen(person) == seen[-1])
    assert not is_enabled(person, "step_back_button")


def test_a_step_by_each_unit_from_inside_an_example_ends_at_its_own_boundary(person):
    for unit, end in ((EXAMPLE, 1), (ITERATION, 4), (TEN, 44)):
        person.choose_step(PHASE)
        before = person.text("time_label")
        step_until(person, lambda before=before: person.text("time_label") != before)
        person.choose_step(unit)
        step_until(person, lambda end=end: person.examples == end and "5 of" in phase(person))
        assert bits(person.network) == bits(trained(end).network)


def phase(person):
    return person.text("phase_label")


def test_the_key_b_steps_back(person):
    person.step_to(1)
    person.step_to(2)
    person.press(Qt.Key.Key_B)
    person.wait_until(lambda: person.examples == 1)
    assert bits(person.network) == bits(trained(1).network)


def test_after_stepping_back_step_walks_along_the_known_run(person):
    person.train(15)
    person.choose_step(ITERATION)
    for iteration in (14, 13, 12):
        person.click("step_back_button")
        person.wait_until(lambda i=iteration: person.iteration == i)
    assert "the past" in person.text("time_label")
    for iteration in (13, 14, 15):
        step_until(person, lambda i=iteration: person.iteration == i)
        assert bits(person.network) == bits(trained(4 * iteration).network)
    assert person.text("time_label").startswith("live")
    step_until(person, lambda: person.iteration == 16)
    assert bits(person.network) == bits(trained(64).network)


# Phases and the code.


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


def test_values_appear_line_by_line_and_the_running_lines_are_lit(person):
    person.choose_step(PHASE)
    table, lit = code_table(person), []
    for k, done in enumerate((5, 6, 8, 9, 11), start=1):
        step_phase(person, k)
        has_value = [bool(table.item(row, 1).text()) for row in range(LINES)]
        assert has_value == [row < done for row in range(LINES)]
        colours = [table.item(row, 0).background() for row in range(LINES)]
        is_lit = [c.style() != Qt.BrushStyle.NoBrush and c.color().name() for c in colours]
        assert set(is_lit) <= {False, LIGHT.lit.lower()}
        lit.append([row for row in range(LINES) if is_lit[row]])
    assert lit == [[4], [5], [6, 7], [8], [9, 10]]


def test_the_code_shows_six_digits_and_tells_all_of_them(person):
    person.step_to(1)
    trace, table = trace_of(0), code_table(person)
    values = [trace.layers[0], trace.layers[1], trace.layers[2], None, trace.deltas[2]]
    values += [trace.deltas[1], trace.weights_after[1], trace.weights_after[0]]
    for row, value in enumerate(values, start=3):
        if value is not None:
            assert numbers(table.item(row, 1).text()) == [terse(v) for v in value.flat]
            assert numbers(exact_text(person, row)) == [exact(v) for v in value.flat]
            assert table.item(row, 2).text() == str(value.shape)
    assert table.item(6, 1).text() == terse(trace.error)
    assert exact_text(person, 6) == exact(trace.error)


def exact_text(person, row):
    """Rest the pointer on a value, and read what it tells."""
    table = code_table(person)
    table.scrollToItem(table.item(row, 1))
    pos = table.visualItemRect(table.item(row, 1)).center()
    QToolTip.hideText()
    there = table.viewport().mapToGlobal(pos)
    QApplication.sendEvent(table.viewport(), QHelpEvent(QEvent.Type.ToolTip, pos, there))
    return QToolTip.text()


def numbers(text):
    return text.replace("[", " ").replace("]", " ").split()


def test_ctrl_c_copies_the_exact_value_of_the_selected_line(person):
    person.step_to(1)
    table = code_table(person)
    QApplication.clipboard().setText("nothing yet")
    click_line(person, 5)
    table.setFocus()
    person.press(Qt.Key.Key_C, CONTROL)
    assert numbers(QApplication.clipboard().text()) == [exact(trace_of(0).layers[2][0, 0])]


def click_line(person, row):
    table = code_table(person)
    table.scrollToItem(table.item(row, 0))
    pos = table.visualItemRect(table.item(row, 0)).center()
    person.qtbot.mouseClick(table.viewport(), LEFT, pos=pos)
    assert selected_row(person) == row


def selected_row(person):
    rows = code_table(person).selectionModel().selectedRows()
    return rows[0].row() if rows else None


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


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_a_selected_line_is_marked_quietly_and_the_running_one_stays_lit(person_at, theme):
    choice = ThemeChoice.DARK if theme is DARK else ThemeChoice.LIGHT
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


# The timeline.


def drag_timeline(person, examples):
    slider = timeline(person)
    option = QStyleOptionSlider()
    slider.initStyleOption(option)
    control, handle = QStyle.ComplexControl.CC_Slider, QStyle.SubControl.SC_SliderHandle
    grip = slider.style().subControlRect(control, option, handle, slider)
    length = grip.width()
    x = QStyle.sliderPositionFromValue(0, slider.maximum(), examples, slider.width() - length)
    person.qtbot.mousePress(slider, LEFT, pos=grip.center())
    target = QPoint(x + grip.center().x() - grip.left(), grip.center().y())
    person.qtbot.mouseMove(slider, target)
    return target


def test_dragging_the_timeline_shows_the_past_and_live_returns(person):
    person.train(60)
    assert person.text("time_label").startswith("live")
    assert not is_enabled(person, "live_button")
    target = drag_timeline(person, 100)
    person.wait_until(lambda: "the past" in person.text("time_label"))
    now = timeline(person).value()
    assert 95 <= now <= 105
    person.wait_until(lambda: bits(person.network) == bits(trained(now).network))
    assert person.text("time_label") == f"example {now} of 240: the past"
    person.qtbot.mouseRelease(timeline(person), LEFT, pos=target)
    assert timeline(person).value() == now
    person.click("live_button")
    person.wait_until(lambda: person.text("time_label").startswith("live"))
    assert bits(person.network) == bits(trained(240).network)
    assert timeline(person).value() == 240


def test_the_past_shows_that_moments_numbers(person):
    person.train(60)
    show_past(person, 69, 240)
    plain = trained(69)
    assert person.iteration == 17
    assert person.text("example_label") == "1 of 4"
    assert float(person.text("error_label")) == pytest.approx(plain.errors[-1], rel=1e-5)
    assert float(person.text("frozen_label")) == pytest.approx(plain.frozen_errors[-1], rel=1e-5)
    assert numbers(exact_text(person, 10)) == [exact(v) for v in plain.network.weights[0].flat]


def test_lamps_predict_with_the_weights_of_that_moment(person):
    person.train(60)
    show_past(person, 30, 240)
    network = trained(30).network
    for pattern in ((1, 1, 0), (0, 1, 0), (1, 0, 1)):
        person.set_lamps(pattern)
        shown = float(person.text("prediction_label"))
        assert shown == pytest.approx(network.predict([pattern])[0], rel=1e-3)
    assert "the past" in person.text("time_label")


def test_the_start_can_be_visited_too(person):
    person.train(10)
    show_past(person, 0, 40)
    assert bits(person.network) == bits(trained(0).network)
    assert person.text("phase_label") == "before the first example"
    assert not is_enabled(person, "step_back_button")
    assert all(not code_table(person).item(row, 1).text() for row in range(8))


def test_ctrl_end_goes_live(person):
    person.train(10)
    show_past(person, 5, 40)
    person.view.setFocus()
    person.press(Qt.Key.Key_End, CONTROL)
    person.wait_until(lambda: person.text("time_label").startswith("live"))
    assert bits(person.network) == bits(trained(40).network)


def test_run_from_the_past_goes_along_the_known_run(person):
    person.train(30)
    person.enter("alpha_spin", "0.1")
    person.train(30)
    show_past(person, 80, 240)
    person.run_at_full_speed(20)
    person.wait_for_iteration(40)
    plain = trained(120)
    plain.alpha = 0.1
    plain.step(40)
    assert bits(person.network) == bits(plain.network)
    assert person.text("time_label") == "example 160 of 240: the past"
    person.run_at_full_speed(30)
    person.wait_for_iteration(70)
    plain.step(120)
    assert bits(person.network) == bits(plain.network)
    assert person.text("time_label").startswith("live")


def test_a_jump_while_running_pauses_first(person):
    person.run_at_full_speed()
    person.wait_past_iteration(10)
    timeline(person).setValue(7)
    person.wait_until(lambda: not person.is_running and person.examples == 7)
    assert "the past" in person.text("time_label")
    assert bits(person.network) == bits(trained(7).network)


def test_step_back_while_running_pauses_first(person):
    person.run_at_full_speed()
    person.wait_past_iteration(10)
    person.click("step_back_button")
    person.wait_until(lambda: not person.is_running)
    person.wait_until(lambda: "the past" in person.text("time_label"))
    assert bits(person.network) == bits(trained(person.examples).network)


# Editing a weight.


@pytest.mark.parametrize("k", [0, 5, 11, 12, 15])
def test_double_click_on_an_edge_changes_that_weight_and_no_other(person, k):
    person.step_to(1)
    editor = type_weight(person, k, "-0.123456789012345")
    plain = trained(1)
    plain.set_weight(k, -0.123456789012345)
    wait_for(person, plain)
    assert not editor.isVisible()
    person.step_to(2)
    plain.step(1)
    assert bits(person.network) == bits(plain.network)


@pytest.mark.parametrize("k", range(16))
def test_the_second_click_of_a_double_click_meets_the_diagram_still(person, k):
    start, bend_1, bend_2, end = diagram_of(person).curves[k]
    x, y = start * 0.001 + bend_1 * 0.027 + bend_2 * 0.243 + end * 0.729  # at 9/10 of the way
    point = QPoint(round(x), round(y))
    place = person.view.mapTo(person.window, QPoint(0, 0)) + point
    assert person.window.childAt(place) is person.view
    width = person.view.width()
    person.qtbot.mouseClick(person.view, LEFT, pos=point)
    person.wait_until(lambda: person.find("slope_view").isVisible())
    assert person.view.width() == width
    assert person.window.childAt(place) is person.view


def test_the_editor_begins_with_the_exact_weight(person):
    editor = open_editor(person, 6)
    weight = float(person.network.weights[0][1, 2])
    assert editor.text() == repr(weight)
    assert editor.selectedText() == editor.text()


def test_esc_leaves_the_weight_as_it_is(person):
    editor = type_weight(person, 3, "7", Qt.Key.Key_Escape)
    assert not editor.isVisible()
    assert not undo_action(person, "Undo").isEnabled()
    person.step_to(1)
    assert bits(person.network) == bits(trained(1).network)


@pytest.mark.parametrize("text", ["abc", "1e999", "", "nan", "-inf"])
def test_what_is_no_weight_is_rejected_with_a_sentence(person, text):
    editor = type_weight(person, 3, text)
    assert "a weight must be a finite number" in person.message
    assert repr(text) in person.message
    assert editor.isVisible()
    assert not undo_action(person, "Undo").isEnabled()
    person.press(Qt.Key.Key_Escape)
    person.step_to(1)
    assert bits(person.network) == bits(trained(1).network)


@pytest.mark.parametrize(
    ("key", "modifier", "change"),
    [
        (Qt.Key.Key_Up, Qt.KeyboardModifier.NoModifier, 0.01),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier, -0.01),
        (Qt.Key.Key_Up, SHIFT, 0.1),
        (Qt.Key.Key_Down, SHIFT, -0.1),
    ],
)
def test_arrows_nudge_a_weight(person, key, modifier, change):
    before = float(person.network.weights[0][0, 1])
    editor = open_editor(person, 1)
    for times in (1, 2):
        person.press(key, modifier)
        person.wait_until(
            lambda n=times: abs(person.network.weights[0][0, 1] - before - n * change) < 1e-9
        )
        assert float(editor.text()) == person.network.weights[0][0, 1]
    assert editor.isVisible()


def test_an_edit_of_the_past_starts_a_branch_there(person):
    person.train(20)
    show_past(person, 30, 80)
    type_weight(person, 4, "0.5")
    plain = trained(30)
    plain.set_weight(4, 0.5)
    wait_for(person, plain)
    person.wait_until(lambda: person.text("time_label").startswith("live"))
    assert timeline(person).maximum() == 30
    undo_action(person, "Undo").trigger()
    person.wait_until(lambda: timeline(person).maximum() == 80)
    person.wait_until(lambda: bits(person.network) == bits(trained(30).network))
    person.click("live_button")
    wait_for(person, trained(80))


def test_enter_on_an_unchanged_weight_changes_nothing_and_keeps_the_future(person):
    person.train(20)
    show_past(person, 30, 80)
    open_editor(person, 4)
    person.press(Qt.Key.Key_Return)
    assert not person.find("weight_editor").isVisible()
    assert "weights" not in person.edit_text("Undo")
    person.step_to(31)
    assert timeline(person).maximum() == 80


# Undo and redo.


def test_undo_and_redo_of_a_weight_with_keys_and_words(person):
    person.step_to(1)
    before = what_is_seen(person)
    type_weight(person, 1, "0.75")
    plain = trained(1)
    plain.set_weight(1, 0.75)
    wait_for(person, plain)
    after = what_is_seen(person)
    text = undo_action(person, "Undo").text().replace("&", "")
    assert text == f"Undo: weights_0_1[0, 1] 0.532616 {ARROW} 0.75"
    person.press(Qt.Key.Key_Z, CONTROL)
    person.wait_until(lambda: what_is_seen(person) == before)
    assert f"weights_0_1[0, 1] 0.532616 {ARROW} 0.75" in undo_action(person, "Redo").text()
    person.press(Qt.Key.Key_Z, CONTROL | SHIFT)
    person.wait_until(lambda: what_is_seen(person) == after)


def test_undo_and_redo_of_alpha_from_the_edit_menu(person):
    person.step_to(1)
    person.enter("alpha_spin", "0.5")
    assert undo_action(person, "Undo").text().endswith(f"alpha 0.2 {ARROW} 0.5")
    undo_action(person, "Undo").trigger()
    assert float(person.find("alpha_spin", NumberSpin).text()) == 0.2
    person.step_to(2)
    assert bits(person.network) == bits(trained(2).network)
    undo_action(person, "Redo").trigger()
    assert float(person.find("alpha_spin", NumberSpin).text()) == 0.5
    person.wait_until(lambda: person.examples == 1)
    person.step_to(2)
    plain = trained(1)
    plain.alpha = 0.5
    plain.step(1)
    assert bits(person.network) == bits(plain.network)


@pytest.mark.parametrize(
    ("button", "words"), [("restart_button", "restart"), ("new_start_button", "seed 1")]
)
def test_undo_brings_a_run_back_after_a_new_start(person, button, words):
    person.train(20)
    before = what_is_seen(person)
    person.click(button)
    person.wait_until(lambda: person.iteration == 0)
    assert words in undo_action(person, "Undo").text()
    undo_action(person, "Undo").trigger()
    person.wait_until(lambda: what_is_seen(person) == before)
    person.train(5)
    assert bits(person.network) == bits(trained(100).network)


def test_alpha_changed_in_the_past_drops_what_came_after_and_undo_brings_it_back(person):
    person.train(60)
    show_past(person, 100, 240)
    person.enter("alpha_spin", "0.1")
    person.wait_until(lambda: person.text("time_label").startswith("live"))
    assert timeline(person).maximum() == 100
    assert bits(person.network) == bits(trained(100).network)
    person.train(5)
    plain = trained(100)
    plain.alpha = 0.1
    plain.step(20)
    assert bits(person.network) == bits(plain.network)
    undo_action(person, "Undo").trigger()  # of how long to run
    undo_action(person, "Undo").trigger()
    person.wait_until(lambda: person.text("time_label") == "example 100 of 240: the past")
    assert bits(person.network) == bits(trained(100).network)
    person.click("live_button")
    wait_for(person, trained(240))
    undo_action(person, "Redo").trigger()
    wait_for(person, plain)


def test_every_edit_that_undo_offers_can_be_undone(person):
    spin, offered = person.find("alpha_spin", NumberSpin), 0
    for k in range(20):
        person.enter("alpha_spin", f"0.{k + 21}")
    for _ in range(10):
        undo_action(person, "Undo").trigger()
    person.enter("alpha_spin", "0.9")
    while undo_action(person, "Undo").isEnabled():
        undo_action(person, "Undo").trigger()
        offered += 1
    assert offered == 11
    assert float(spin.text()) == 0.2
    person.step_to(1)
    assert bits(person.network) == bits(trained(1).network)
    assert person.message == ""


def test_alpha_in_the_past_is_shown_as_it_was(person):
    person.train(10)
    person.enter("alpha_spin", "0.4")
    person.train(10)
    show_past(person, 20, 80)
    assert float(person.find("alpha_spin", NumberSpin).text()) == 0.2


# One weight's slope.


def test_clicking_an_edge_opens_its_slope_and_close_hides_it(person):
    person.step_to(1)
    slope = person.find("slope_view")
    assert not slope.isVisible()
    click_edge(person, 1)
    assert slope.isVisible()
    text = person.find("slope_text", QLabel).text()
    gradient = float(trace_of(1).gradients[0][0, 1])  # of the example to come
    assert f"weights_0_1[0, 1]: gradient {plain(gradient)}, half of the slope" in text
    assert "factor 2" in text
    person.click("slope_close_button")
    assert not slope.isVisible()


def test_the_slope_can_be_opened_again_for_the_same_edge(person):
    person.step_to(1)
    click_edge(person, 1)
    person.click("slope_close_button")
    click_edge(person, 1)
    assert person.find("slope_view").isVisible()


def test_the_slope_before_the_first_example_is_that_of_the_first_update(person):
    click_edge(person, 1)
    gradient = float(trace_of(0).gradients[0][0, 1])
    assert f"gradient {plain(gradient)}, half of the slope" in person.text("slope_text")


def test_the_slope_tells_where_the_next_update_takes_the_weight(person):
    person.step_to(1)
    click_edge(person, 3)
    for example in range(1, 5):
        after = float(trained(example + 1).network.weights[0][0, 3])
        assert f" = {plain(after)}, error" in person.text("slope_text")
        person.step_to(example + 1)


def test_a_weight_far_out_has_no_slope_and_says_so(person):
    person.step_to(1)
    type_weight(person, 1, "1e200")
    person.wait_until(lambda: "1e+200" in repr(person.network.weights[0][0, 1]))
    assert "not finite" in person.text("slope_text")


def test_another_problem_closes_slope_and_editor(person):
    click_edge(person, 13)
    open_editor(person, 13)
    person.window.session.open_problem(Problem.preset("middle-light"))
    person.wait_until(lambda: len(person.network.weights) == 1)
    assert not person.find("slope_view").isVisible()
    assert not person.find("weight_editor").isVisible()
    person.window.session.step(StepUnit.EXAMPLE)
    person.wait_until(lambda: person.text("time_label").endswith("example 1"))


def test_hovering_tells_only_what_the_phase_has_come_to(person):
    person.choose_step(0)
    person.window.session.step(StepUnit.PHASE)
    person.wait_until(lambda: "phase 1" in person.text("phase_label"))
    assert person.view.picture.describe(Unit(2, 0)).endswith("not computed yet")


def test_copied_values_are_those_of_this_very_moment(person):
    person.train(100)
    shown = exact_text(person, 5)
    person.step_to(401)
    assert exact_text(person, 5) != shown


def test_nudges_at_one_moment_are_one_step_to_undo(person):
    person.train(10)
    person.window.session.go_to(5)
    person.wait_until(lambda: "the past" in person.text("time_label"))
    before, stack = bits(person.network), person.window.session.undo_stack
    edits = stack.count()
    editor = open_editor(person, 6)
    for _ in range(25):
        person.qtbot.keyClick(editor, Qt.Key.Key_Up)
    person.qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert stack.count() == edits + 1
    stack.undo()
    person.wait_until(lambda: bits(person.network) == before)
    assert "of 40: the past" in person.text("time_label")
    stack.redo()
    weight = float(
        Run(Settings.choose(Problem.preset("streetlights"))).at(5).network.weights[0][1, 2]
    )
    person.wait_until(lambda: abs(person.network.weights[0][1, 2] - (weight + 0.25)) < 1e-9)


def test_the_units_are_in_the_order_in_which_this_file_counts_them():
    assert list(StepUnit) == [
        StepUnit.PHASE,
        StepUnit.EXAMPLE,
        StepUnit.ITERATION,
        StepUnit.TEN_ITERATIONS,
    ]


def test_a_click_on_the_time_slider_goes_there(person):
    person.train(25)
    slider = person.find("timeline")
    middle = QPoint(slider.width() // 2, slider.height() // 2)
    person.qtbot.mouseClick(slider, LEFT, pos=middle)
    person.wait_until(lambda: person.text("time_label").startswith("example 50 of 100"))
    assert person.iteration == 12
