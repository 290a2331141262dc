"""The error as a function of one weight, beside the diagram."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pyqtgraph as pg
import pytest
from moments import PHASE, click_edge, open_editor, trace_of, trained, type_weight
from person import LEFT
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtWidgets import QComboBox, QLabel

from streetlight_gui.core import Network, Trainer
from streetlight_gui.core.checks.formatting import plain, terse
from streetlight_gui.core.nn.parts import Edge, weight_index
from streetlight_gui.core.nn.penalty import Penalty, PenaltyKind
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.replay.cursor import StepUnit
from streetlight_gui.core.training.slope import ErrorAlong, slope
from streetlight_gui.core.training.trace import Update
from streetlight_gui.core.training.what_if import Stop
from streetlight_gui.text.slope_words import STOPS, Which, slope_lines
from streetlight_gui.ui.plots.slope_curve import SlopeCurve
from streetlight_gui.ui.widgets.theme import LIGHT


def says(person, words):
    """Tell whether the slope says this, which it does once it has rested from what it drew last."""
    return words in "\n".join((gradient_text(person), below_it(person), ""))


def seen_lines(person):
    """Return all lines above the curve, as far as they are seen."""
    labels = (person.find(f"slope_{name}") for name in ("text", "last_line", "more_text"))
    return "\n".join(label.text() for label in labels if label.isVisible())


def gradient_text(person):
    """Return the line of the gradient, also what there is no room for."""
    return person.find("slope_text").accessibleName().split("\n")[0]


def below_it(person):
    _, *lines = person.find("slope_text").accessibleName().split("\n")
    return "\n".join((*lines, person.find("slope_last_line").accessibleName()))


def open_slope(person, k):
    """Click an edge, and wait until its curve has its place."""
    click_edge(person, k)
    person.wait_until_still()


def choose(person, index):
    person.find("slope_over", QComboBox).setCurrentIndex(index)


def shown_update(person):
    return person.find("slope_over", QComboBox).currentText()


def wait_for_update(person, which, example):
    """Wait until the slope is of this update, and the lamps beside its name show this example."""
    lamps = person.find("slope_example")
    wanted = f"One weight's slope: example {example}"
    person.wait_until(lambda: (shown_update(person), lamps.accessibleName()) == (which, wanted))


def point_at(person, weight, error):
    """Return where a weight and an error lie in the plot."""
    plot = person.find("slope_curve", pg.PlotWidget)
    return plot.mapFromScene(plot.plotItem.vb.mapViewToScene(QPointF(weight, error)))


def hold(person, place):
    viewport = person.find("slope_curve", pg.PlotWidget).viewport()
    person.qtbot.mousePress(viewport, LEFT, pos=place)
    return viewport


def drag(person, start, *places):
    """Press the mouse at a place of the plot, move it to others, and let go."""
    viewport = hold(person, start)
    for place in places:
        person.qtbot.mouseMove(viewport, place)
    person.qtbot.mouseRelease(viewport, LEFT, pos=places[-1])


def weight_of(person, k):
    return float(person.network.parameters[k])


def test_clicking_an_edge_opens_its_slope_and_close_hides_it(person):
    slope = person.find("slope_view")
    assert not slope.isVisible()
    click_edge(person, 1)
    assert slope.isVisible()
    trace = trace_of(0)
    gradient, delta = float(trace.gradients[0][0, 1]), float(trace.deltas[1][0, 1])
    factors = f"delta {plain(delta)} \N{MULTIPLICATION SIGN} input 1"
    assert gradient_text(person) == f"gradient: {plain(gradient)} = {factors}"
    assert slope.findChild(QLabel, "card_title").text() == "weights_0_1[0, 1]"
    person.click("slope_close_button")
    assert not slope.isVisible()


def test_the_slope_can_be_opened_again_for_the_same_edge(person):
    person.step_to(1)
    click_edge(person, 1)
    person.click("slope_close_button")
    click_edge(person, 1)
    assert person.find("slope_view").isVisible()


def test_after_an_update_the_slope_shows_that_update(person):
    click_edge(person, 13)
    wait_for_update(person, "next update", "1 0 1")
    patterns = ["1 0 1", "0 1 1", "0 0 1", "1 1 1"]
    for example in range(1, 9):
        person.step_to(example)
        before, after = (float(trained(k).network.parameters[13]) for k in (example - 1, example))
        step = f"step: {plain(before)} - alpha 0.2"
        person.wait_until(lambda step=step: says(person, step))
        assert f" = {plain(after)}\n" in below_it(person)
        wait_for_update(person, "update made", patterns[(example - 1) % 4])


def test_small_lamps_tell_whose_update_it_is_and_put_it_on_the_lamps(person):
    person.step_to(1)
    open_slope(person, 13)
    lamps = person.find("slope_example")
    person.wait_until(lambda: lamps.accessibleName() == "One weight's slope: example 1 0 1")
    assert not lamps.isEnabled()
    person.set_lamps((1, 1, 0))
    person.click("slope_example")
    assert person.lamps == (1, 0, 1)
    choose(person, 2)  # all examples
    person.wait_until(lambda: lamps.accessibleName() == "One weight's slope: no example")


def test_stepping_back_shows_the_update_before(person):
    click_edge(person, 13)
    person.step_to(1)
    person.step_to(2)
    person.click("step_back_button")
    before = float(trained(0).network.parameters[13])
    person.wait_until(lambda: says(person, f"step: {plain(before)} - alpha"))
    wait_for_update(person, "update made", "1 0 1")


def test_inside_an_update_the_slope_is_of_the_one_under_way(person):
    person.step_to(1)
    click_edge(person, 13)
    person.choose_step(PHASE)
    person.click("step_button")
    wait_for_update(person, "this update", "0 1 1")


def test_the_next_update_and_a_step_on_all_examples_can_be_chosen(person):
    person.step_to(1)
    click_edge(person, 1)
    choose(person, 1)
    wait_for_update(person, "next update", "0 1 1")
    after = float(trained(2).network.parameters[1])
    assert says(person, f" = {plain(after)}\n")
    choose(person, 2)
    assert shown_update(person) == "a step on all 4"
    trainer = trained(1)
    problem = trainer.problem
    gradient = trainer.network.propagation(problem.patterns, problem.targets).gradient[1]
    assert gradient_text(person).startswith(f"gradient: {terse(float(gradient))} = sum of delta")


def test_a_gradient_of_0_says_why(person):
    click_edge(person, 5)
    assert gradient_text(person).endswith("input 0")
    assert below_it(person).endswith("why 0: light 2 is off and had no part in the error")
    click_edge(person, 0)
    person.wait_until(lambda: says(person, "why 0: unit 1 of layer_1 does not fire"))
    click_edge(person, 13)
    person.wait_until(lambda: says(person, "gradient: -0.315145") and not says(person, "why 0"))


def test_the_gradient_check_and_why_it_is_half(person):
    click_edge(person, 13)
    numeric = 2 * float(trace_of(0).gradients[1][1, 0])
    assert says(person, f"check: (f(w+h) - f(w-h)) / 2h = {plain(numeric)}, ")
    assert says(person, "to 11 digits")
    person.click("why_half_button")
    assert "the book leaves out the 2" in seen_lines(person)
    assert "input: what is off had no part in the error" in seen_lines(person)
    person.click("why_half_button")
    assert "the book leaves out the 2" not in seen_lines(person)


def test_why_it_is_half_is_said_below_what_one_reads_where_there_is_room(person):
    person.window.resize(1366, 768)
    open_slope(person, 13)
    read = seen_lines(person)
    assert all(word in read for word in ("gradient: ", "step: ", "error: ", "check: "))
    person.click("why_half_button")
    person.wait_until_still()
    assert seen_lines(person).startswith(f"{read}\nhalf: slope = 2")
    assert person.find("slope_curve").height() > 60
    person.window.resize(900, 600)
    person.wait_until(lambda: not person.find("slope_more_text").isVisible())


def test_dragging_the_ball_changes_the_weight_live_and_is_one_undo(person):
    open_slope(person, 13)
    update = trained(0).coming
    error_at = ErrorAlong(update, 13)
    weight = weight_of(person, 13)
    places = [point_at(person, w, float(error_at([w])[0])) for w in (weight, 1.0, 1.5)]
    viewport = hold(person, places[0])
    for place, wanted in zip(places[1:], (1.0, 1.5), strict=True):
        person.qtbot.mouseMove(viewport, place)
        person.wait_until(lambda w=wanted: abs(weight_of(person, 13) - w) < 0.02)
        assert says(person, f"step: {plain(weight_of(person, 13))} - alpha 0.2")
    person.qtbot.mouseRelease(viewport, LEFT, pos=places[-1])
    dragged = weight_of(person, 13)
    plain_trainer = trained(0)
    plain_trainer.set_weight(13, dragged)
    plain_trainer.step(1)
    person.step_to(1)
    person.wait_for(plain_trainer)
    person.undo()
    person.wait_for(trained(0))
    assert person.edit_text("Undo") == "Undo"
    assert person.edit_text("Redo").startswith("Redo: weights_1_2[1, 0] 0.756235")


def test_a_slope_that_closes_while_its_ball_is_held_lets_go_of_it(person):
    open_slope(person, 13)
    error_at = ErrorAlong(trained(0).coming, 13)
    weight = weight_of(person, 13)
    places = [point_at(person, w, float(error_at([w])[0])) for w in (weight, 1.0, 1.3)]
    viewport = hold(person, places[0])
    for place in places[1:]:
        person.qtbot.mouseMove(viewport, place)  # the last waits for its time
    person.press(Qt.Key.Key_Escape)
    assert not person.find("slope_view").isVisible()
    open_slope(person, 14)
    before = person.network
    person.qtbot.mouseMove(viewport, places[1])
    person.window.session.step(StepUnit.EXAMPLE)
    wait_for_update(person, "update made", "1 0 1")
    trainer = trained(0)
    trainer.set_weight(13, float(before.parameters[13]))
    trainer.step(1)
    person.wait_for(trainer)


def test_after_a_drag_that_is_refused_the_slope_follows_the_network_again(person):
    open_slope(person, 13)
    session, before = person.window.session, weight_of(person, 13)
    error_at = ErrorAlong(trained(0).coming, 13)
    places = [point_at(person, w, float(error_at([w])[0])) for w in (before, 1.0, 1.2, 1.4)]
    viewport, refusals = hold(person, places[0]), []
    session.refused.connect(refusals.append)
    session.change_units((4,), 0, 1)  # as a second hand would: the drag knows nothing of it
    for place in places[1:]:
        person.qtbot.mouseMove(viewport, place)
        person.window.views.flush()
    person.qtbot.mouseRelease(viewport, LEFT, pos=places[-1])
    assert len(refusals) > 1
    person.wait_until(lambda: person.network.hidden == (5,))
    person.view.choose(Edge(1, 1, 0))
    person.step_to(1)
    wait_for_update(person, "update made", "1 0 1")
    weight, after = (network.weights[1][1, 0] for network in networks_around(person))
    assert says(person, f"step: {terse(weight)} - alpha 0.2")
    assert says(person, f" = {terse(after)}\n")


def networks_around(person):
    """Return the network before its first update, and after it."""
    trainer = Trainer.of(person.settings)
    before = trainer.network
    trainer.step(1)
    return before, trainer.network


def test_two_drags_are_two_undos(person):
    open_slope(person, 13)
    seen = [weight_of(person, 13)]
    for wanted in (1.0, 1.2):
        error_at = ErrorAlong(person_update(person), 13)
        places = [point_at(person, w, float(error_at([w])[0])) for w in (seen[-1], wanted)]
        drag(person, *places)
        person.wait_until(lambda w=wanted: abs(weight_of(person, 13) - w) < 0.02)
        person.wait_until_still()
        seen.append(weight_of(person, 13))
    for weight in seen[-2::-1]:
        person.undo()
        person.wait_until(lambda w=weight: weight_of(person, 13) == w)


def person_update(person):
    return replace(trained(0).coming, network=person.network)


def test_dragging_the_arrows_end_changes_alpha_and_is_one_undo(person):
    open_slope(person, 13)
    found = slope(trained(0).coming, 13)
    wanted = 1.4
    there = float(ErrorAlong(trained(0).coming, 13)([wanted])[0])
    start = point_at(person, found.step_to, found.error_there)
    drag(person, start, point_at(person, 1.0, there), point_at(person, wanted, there))
    alpha = (found.weight - wanted) / found.gradient
    person.wait_until(lambda: abs(person.settings.alpha - alpha) < 0.05)
    assert weight_of(person, 13) == found.weight
    person.wait_until(lambda: says(person, f"alpha {person.settings.alpha:g}"))
    trainer = trained(0, alpha=person.settings.alpha)
    trainer.step(1)
    person.step_to(1)
    person.wait_for(trainer)
    person.undo()
    person.wait_until(lambda: person.settings.alpha == 0.2)
    assert person.edit_text("Undo") == "Undo"


def test_the_ball_stops_at_the_curves_end_and_says_so(person):
    open_slope(person, 13)
    found = slope(trained(0).coming, 13)
    start = point_at(person, found.weight, found.error)
    viewport = hold(person, start)
    person.qtbot.mouseMove(viewport, QPoint(5000, start.y()))
    assert gradient_text(person) == STOPS[Stop.END]
    person.wait_until(lambda: weight_of(person, 13) == found.weights[-1])
    person.qtbot.mouseRelease(viewport, LEFT, pos=QPoint(5000, start.y()))
    person.wait_until(lambda: says(person, "gradient: "))
    again = slope(person_update(person), 13)
    assert again.weights[-1] > found.weights[-1]


def test_in_a_low_window_too_a_drag_says_why_it_ends(person_at):
    person = person_at(size=(900, 600))
    open_slope(person, 13)
    found, line = slope(trained(0).coming, 13), person.find("slope_last_line")
    start = point_at(person, found.weight, found.error)
    assert not line.isVisible()
    viewport = hold(person, start)
    person.qtbot.mouseMove(viewport, QPoint(5000, start.y()))
    assert (line.isVisible(), line.text()) == (True, STOPS[Stop.END])
    person.qtbot.mouseRelease(viewport, LEFT, pos=QPoint(5000, start.y()))
    person.wait_until(lambda: not line.isVisible())


def test_the_ball_stops_where_numbers_run_away_and_says_so(person):
    type_weight(person, 13, "5e74")
    person.wait_until(lambda: weight_of(person, 13) == 5e74)
    for _ in range(40):
        person.wait_until_still()
        error_at = ErrorAlong(person_update(person), 13)
        weight = weight_of(person, 13)
        start = point_at(person, weight, float(error_at([weight])[0]))
        viewport = hold(person, start)
        person.qtbot.mouseMove(viewport, QPoint(5000, start.y()))
        says_so = gradient_text(person)
        person.qtbot.mouseRelease(viewport, LEFT, pos=QPoint(5000, start.y()))
        if says_so == STOPS[Stop.RUNS_AWAY]:
            break
        person.wait_until(lambda w=weight: weight_of(person, 13) > w)
    assert says_so == STOPS[Stop.RUNS_AWAY]
    person.wait_until(lambda: says(person, "gradient: "))
    assert says(person, "step: ")  # there is a slope still, and a ball to be dragged back


def test_taking_the_ball_pauses_training(person):
    open_slope(person, 1)
    person.run_at_full_speed()
    person.wait_past_iteration(300)  # the ball has come to rest
    curve = person.find("slope_curve", pg.PlotWidget)
    weight = weight_of(person, 1)
    ys = range(0, curve.height(), 3)
    x = point_at(person, weight, 0).x()
    for y in ys:  # the error of some example, whichever it is
        hold(person, QPoint(x, y))
        person.qtbot.mouseRelease(curve.viewport(), LEFT, pos=QPoint(x, y))
    person.wait_until(lambda: not person.is_running)


def test_what_is_dragged_after_a_pause_is_one_undo_though_training_ran(person):
    session, shape = person.window.session, person.network.shape
    person.run_at_full_speed()
    person.wait_past_iteration(5)
    edits = session.undo_stack.count()
    session.pause()  # as on taking the ball; nothing is heard of the worker before the next line
    for weight in (0.5, 0.6):
        session.set_weight(Edge(0, 0, 1), shape, 0.4, weight, True)
    person.wait_until(lambda: weight_of(person, 1) == 0.6 and not person.is_running)
    assert session.undo_stack.count() == edits + 1


def test_a_weight_dragged_after_an_update_is_seen_on_the_same_example_once_more(person):
    open_slope(person, 13)
    person.step_to(1)
    wait_for_update(person, "update made", "1 0 1")
    person.wait_until_still()
    made = slope(trained(0).coming, 13)
    start = point_at(person, made.step_to, made.error_there)  # the ball is where the weight is now
    drag(person, start, point_at(person, 1.2, made.error_there))
    person.wait_until(lambda: abs(weight_of(person, 13) - 1.2) < 0.02)
    wait_for_update(person, "if made again", "1 0 1")
    assert says(person, f"step: {plain(weight_of(person, 13))} - alpha 0.2")
    assert says(person, "Undo shows again what it did")
    person.undo()
    wait_for_update(person, "update made", "1 0 1")
    assert not says(person, "Undo shows")
    assert says(person, f" = {plain(made.step_to)}\n")


@pytest.mark.parametrize("size", [(900, 600), (1280, 800), (1920, 1080)])
def test_ball_arrow_and_words_are_inside_of_the_plot(person_at, size):
    person = person_at(size=size)
    for example in range(1, 4):
        person.step_to(example)
        trace = trace_of(example - 1)
        for edge in person.view.diagram.edges:
            person.view.choose(edge)
            QCoreApplication.processEvents()
            curve = person.find("slope_curve", pg.PlotWidget)
            curve.grab()  # words take their place on being painted
            plot, seen = curve.plotItem, [item for item in curve.plotItem.items if item.isVisible()]
            inside = plot.vb.sceneBoundingRect()
            places = [item.pos() for item in seen if isinstance(item, pg.ArrowItem)]
            balls = [item.getData() for item in seen if isinstance(item, pg.ScatterPlotItem)]
            places += [QPointF(x[0], y[0]) for x, y in balls]
            assert len(balls) == 2
            assert all(inside.contains(plot.vb.mapViewToScene(place)) for place in places), edge
            words = [item.textItem for item in seen if isinstance(item, pg.TextItem)]
            room = inside.adjusted(-1, -1, 1, 1)
            assert all(room.contains(item.sceneBoundingRect()) for item in words), edge
            boxes = [item.sceneBoundingRect().adjusted(3, 3, -3, -3) for item in words]
            assert not any(a.intersects(b) for a, b in combinations(boxes, 2)), edge
            goes = bool(trace.gradient[weight_index(trace.network.sizes, edge)])
            assert any("alpha" in item.toPlainText() for item in words) == goes, edge


@pytest.fixture(scope="module")
def slopes():
    """Slopes of all kinds, by where they come from."""
    found = {}
    for seed in range(60):
        lights, answer = np.array([[1.0, seed % 2, 1.0]]), np.array([seed % 3 - 1.0])
        update = Update(Network.random(3, (4,), seed), lights, answer, (0.05, 0.2, 0.5)[seed % 3])
        found |= {(seed, index): slope(update, index) for index in (1, 13, 14, 15)}
    return found


@pytest.fixture
def curve_of(qtbot):
    """A curve alone, of a size."""

    def show(size):
        curve = SlopeCurve()
        qtbot.addWidget(curve)
        curve.set_theme(LIGHT)
        curve.resize(*size)
        curve.show()
        return curve

    return show


def seen_words(curve):
    words = [item for item in curve.plotItem.items if isinstance(item, pg.TextItem)]
    return [item.textItem for item in words if item.isVisible()]


@pytest.mark.parametrize("size", [(376, 70), (400, 90), (446, 110)])
def test_the_words_of_slope_and_step_do_not_lie_on_each_other(curve_of, slopes, size):
    curve, seen = curve_of(size), 0
    for place, found in slopes.items():
        curve.draw(found, is_made=False)
        boxes = [item.sceneBoundingRect().adjusted(2, 2, -2, -2) for item in seen_words(curve)]
        assert not any(a.intersects(b) for a, b in combinations(boxes, 2)), place
        seen += len(boxes) == 2
    assert seen


def test_where_there_is_room_the_words_of_the_step_do_not_lie_on_the_curve(curve_of, slopes):
    curve = curve_of((500, 160))
    there = curve.plotItem.vb.mapViewToScene
    for place, found in slopes.items():
        curve.draw(found, is_made=False)
        points = [there(QPointF(*point)) for point in zip(found.weights, found.errors, strict=True)]
        words = [item for item in seen_words(curve) if "slope" not in item.toPlainText()]
        boxes = [item.sceneBoundingRect() for item in words]
        assert not any(box.contains(point) for box in boxes for point in points), place


@pytest.mark.parametrize("size", [(900, 600), (1280, 800), (1366, 768), (1920, 1080)])
def test_gradient_step_and_error_can_be_read_whole_at_every_size(person_at, size):
    person = person_at(size=size)
    text, last = person.find("slope_text"), person.find("slope_last_line")
    for example in range(1, 4):
        person.step_to(example)
        person.wait_until_still()
        trace = trace_of(example - 1)
        for edge in person.view.diagram.edges:
            person.view.choose(edge)
            swap = person.find("slope_swap_button")
            if swap.isVisible() and not swap.isChecked():
                person.click("slope_swap_button")
            QCoreApplication.processEvents()
            seen = text.text() + ("\n" + last.text() if last.isVisible() else "")
            found = slope(trace.update, weight_index(trace.network.sizes, edge))
            gradient, *others = slope_lines(edge, found, "error", Which.MADE)
            wanted = [gradient, *(each for each in others if not each.startswith("check"))]
            assert seen.split("\n")[: len(wanted)] == wanted, edge


def test_where_there_is_only_the_curve_a_button_brings_the_text_and_takes_it_away(person_at):
    person = person_at(size=(900, 600))
    open_slope(person, 13)
    curve, text = person.find("slope_curve"), person.find("slope_text")
    assert (curve.isVisible(), text.isVisible()) == (True, False)
    person.click("slope_swap_button")
    assert (curve.isVisible(), text.isVisible()) == (False, True)
    person.window.resize(1366, 768)
    person.wait_until(lambda: curve.isVisible() and text.isVisible())
    assert not person.find("slope_swap_button").isVisible()


@pytest.mark.parametrize("size", [(900, 600), (1280, 800)])
def test_a_weight_far_out_has_no_slope_and_says_so(person_at, size):
    person = person_at(size=size)
    person.step_to(1)
    type_weight(person, 1, "1e200")
    person.wait_until(lambda: "1e+200" in repr(person.network.weights[0][0, 1]))
    person.wait_until(lambda: says(person, "not finite"))
    says_it = person.find("slope_text"), person.find("slope_last_line")
    assert any("not finite" in each.text() and each.isVisible() for each in says_it)


def test_another_problem_closes_slope_and_editor(person):
    click_edge(person, 13)
    open_editor(person, 13)
    person.window.session.open_problem(PRESETS["middle-light"])
    person.wait_until(lambda: len(person.network.weights) == 1)
    assert not person.find("slope_view").isVisible()
    assert not person.find("weight_editor").isVisible()
    person.window.session.step(StepUnit.EXAMPLE)
    person.wait_until(lambda: person.text("time_label").endswith("example 1"))


def test_an_edge_of_a_layer_that_was_added_while_the_slope_was_closed(person):
    click_edge(person, 1)
    person.click("slope_close_button")
    person.click("add_layer")
    person.wait_until(lambda: len(person.network.weights) == 3)
    person.view.choose(Edge(2, 3, 0))
    person.wait_until(lambda: says(person, "gradient: "))
    person.undo()
    person.wait_until(lambda: len(person.network.weights) == 2)
    assert not person.find("slope_view").isVisible()


@pytest.mark.parametrize("value", ["1e308", "-1.7e308", "1e154", "5e-324"])
@pytest.mark.parametrize("k", [0, 15])
def test_a_huge_weight_leaves_no_view_behind(person, k, value):
    session, stops = person.window.session, []
    session.stopped.connect(stops.append)
    session.change_settings(
        replace(session.settings, alpha=1000, penalty=Penalty(PenaltyKind.L2, 10))
    )
    type_weight(person, k, value)
    person.wait_until(lambda: person.network.parameters[k] == float(value))
    assert person.find("slope_text", QLabel).isVisible()
    for page in ("Training set", "Settings", "Patterns"):
        person.open_page(page)
    choose(person, 2)
    person.choose_step(0)
    for stage in range(1, 6):
        person.click("step_button")
        person.wait_until(
            lambda stage=stage: (
                person.text("phase_label").startswith(f"phase {stage}") or bool(stops)
            )
        )
    person.wait_until_still()
