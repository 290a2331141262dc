"""The settings page and the buttons over the layers, each against a plain trainer, bit by bit."""

from dataclasses import replace
from itertools import product

import pytest
from person import LEFT, bits, book_trainer
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QTableView

from streetlight_gui.core import Network, Trainer
from streetlight_gui.core.nn.parts import Edge, weight_index
from streetlight_gui.core.nn.penalty import Penalty, PenaltyKind
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.stopping import StopRule
from streetlight_gui.text.listing import listing
from streetlight_gui.text.settings_words import change_words
from streetlight_gui.ui.network.diagram import Diagram
from streetlight_gui.ui.widgets.labels import Readout
from streetlight_gui.ui.widgets.theme import LIGHT

BOOK = Settings.choose(PRESETS["streetlights"])
MATRICES = [[[1, 0, 0.5, 0], [0, 1, 0.5, 0], [0, 0, -0.25, 1]], [[1], [1], [-1], [0.5]]]
# What is done on the page, and the settings that it makes of the book's.
GOING_ON = {
    "choose activation_1 tanh": replace(BOOK, activations=("tanh",)),
    "choose activation_1 sigmoid": replace(BOOK, activations=("sigmoid",)),
    "choose activation_1 linear": replace(BOOK, activations=("linear",)),
    "choose penalty_combo L1": replace(BOOK, penalty=Penalty(PenaltyKind.L1, 0.001)),
    "choose penalty_combo L2": replace(BOOK, penalty=Penalty(PenaltyKind.L2, 0.001)),
    "choose batch_combo in batches of": replace(BOOK, batch=2),
    "choose batch_combo all at once": replace(BOOK, batch=0),
    "choose order_combo shuffled by seed": replace(BOOK, order_seed=1),
}
STARTING_ANEW = {
    "enter units_1_spin 7": BOOK.with_hidden((7,)),
    "check add_layer_button": BOOK.with_hidden((4, 4)),
    "check remove_1_button": BOOK.with_hidden(()),
    "check bias_check": replace(BOOK, bias=True),
    "choose start_combo all zero": replace(BOOK, seed=None),
}


@pytest.fixture
def reader(person):
    """Somebody who has opened the settings."""
    person.open_page("Settings")
    return person


def do(person, words):
    """Do what words say: choose, enter or check something among the settings."""
    verb, name, *rest = words.split(" ", 2)
    person.scroll_to(name)
    getattr(person, verb)(name, *rest)


def assert_trains_as(person, trainer, iterations=20):
    person.wait_for(trainer)
    person.train(iterations)
    trainer.run(iterations)
    assert bits(person.network) == bits(trainer.network)


def code_of(person):
    table = person.find("code_view", QTableView)
    return [table.model().index(row, 0).data() for row in range(table.model().rowCount())]


# Each setting.


def undo_to(person, iteration):
    """Press Ctrl+Z, and wait until the book's settings are there again, at this iteration."""
    person.undo()
    person.wait_until(lambda: person.settings == BOOK and person.iteration == iteration)


def test_training_from_the_start_is_that_of_the_settings(reader):
    reader.enter("stop_after_spin", "20")  # as each training wants: it could be undone, too
    for words, settings in GOING_ON.items():
        do(reader, words)
        assert reader.settings == settings
        assert reader.edit_text("Undo") == f"Undo: {change_words(BOOK, settings)}"
        assert_trains_as(reader, Trainer.of(settings))
        assert code_of(reader) == [line.code for line in listing(settings)]
        undo_to(reader, 0)


def test_what_leaves_the_shape_applies_from_this_moment_on(reader):
    reader.train(20)
    for words, settings in GOING_ON.items():
        do(reader, words)
        trainer = book_trainer()
        trainer.run(20)
        trainer.apply(settings)
        assert reader.iteration == 20
        assert_trains_as(reader, trainer)
        assert code_of(reader) == [line.code for line in listing(settings)]
        undo_to(reader, 20)


def test_what_changes_the_shape_or_the_start_begins_anew_and_undoes(reader):
    reader.train(20)
    trained = bits(reader.network)
    for words, settings in STARTING_ANEW.items():
        do(reader, words)
        reader.wait_for(Trainer.of(settings))
        assert reader.iteration == 0
        assert reader.settings == settings
        assert reader.edit_text("Undo") == f"Undo: {change_words(BOOK, settings)}"
        assert code_of(reader) == [line.code for line in listing(settings)]
        undo_to(reader, 20)
        assert bits(reader.network) == trained
        reader.redo()
        assert_trains_as(reader, Trainer.of(settings))
        undo_to(reader, 20)


def test_batches_are_called_batches(reader):
    step_unit, label = reader.find("step_unit", QComboBox), reader.find("example_label", Readout)
    assert step_unit.itemText(1) == "one example"
    do(reader, "choose batch_combo in batches of")
    reader.wait_until(lambda: step_unit.itemText(1) == "one batch")
    trainer = Trainer.of(reader.settings)
    for place in ("1 of 2", "2 of 2", "1 of 2"):
        reader.click("step_button")
        reader.wait_until(lambda place=place: label.text() == place)
        trainer.step()
        assert bits(reader.network) == bits(trainer.network)
    assert (label.title.text(), reader.text("time_label")[-7:]) == ("Batch", "batch 3")


def test_the_book_s_settings_come_back_at_one_click(reader):
    for words in [*GOING_ON, *STARTING_ANEW]:
        do(reader, words)
    reader.check("book_button")
    assert reader.settings == BOOK
    assert reader.text("book_summary") == "All settings are the book's."
    assert not reader.find("book_button").isEnabled()
    assert_trains_as(reader, book_trainer())


# The bias.


def diagram_of(person):
    return Diagram(person.network.sizes, person.view.width(), person.view.height(), bias=True)


def point_on(person, edge):
    """Return a point of the diagram that belongs to an edge."""
    diagram, size = diagram_of(person), person.view.size()
    points = product(range(9, size.width(), 3), range(30, size.height(), 3))
    return QPoint(*next(point for point in points if diagram.part_at(*point) == edge))


def switch_bias_on(person):
    person.check("bias_check")
    person.wait_until(lambda: len(person.network.biases) == 2)


def test_bias_units_are_drawn_below_the_others(reader):
    def colours():
        image, places = reader.picture_of("network_view"), diagram_of(reader).positions[:-1]
        points = [places[k][-1] + (-6, 6) for k in range(2)]
        return [image.pixelColor(*map(round, point)).name() for point in points]

    cell = QColor(LIGHT.cell).name()
    assert colours() != [cell, cell]
    switch_bias_on(reader)
    assert colours() == [cell, cell]
    x, y = diagram_of(reader).positions[1][-1]
    reader.hover(reader.view, x, y)
    assert reader.view.accessibleDescription() == "the bias unit of layer_1 = 1, always"


@pytest.mark.parametrize(
    ("edge", "name"), [(Edge(0, 3, 0), "bias_1[0]"), (Edge(1, 4, 0), "bias_2[0]")]
)
def test_a_bias_is_told_chosen_and_edited_like_a_weight(reader, edge, name):
    switch_bias_on(reader)
    point = point_on(reader, edge)
    reader.hover(reader.view, point.x(), point.y())
    assert reader.view.accessibleDescription().startswith(f"{name} = 0, the bias of ")
    reader.qtbot.mouseClick(reader.view, LEFT, pos=point)
    assert reader.find("slope_view").isVisible()
    reader.qtbot.mouseDClick(reader.view, LEFT, pos=point)
    editor = reader.find("weight_editor", QLineEdit)
    assert (editor.isVisible(), editor.text()) == (True, "0.0")
    reader.press(Qt.Key.Key_Delete)
    reader.type_text("0.75")
    reader.press(Qt.Key.Key_Return)
    assert reader.edit_text("Undo") == f"Undo: {name} 0 \N{RIGHTWARDS ARROW} 0.75"
    trainer = Trainer.of(reader.settings)
    trainer.set_weight(weight_index((3, 4, 1), edge), 0.75)
    assert_trains_as(reader, trainer)


# The start weights.


def write_weights(person, text):
    if person.find("start_combo", QComboBox).currentText() != "by hand":
        person.choose("start_combo", "by hand")
    person.scroll_to("start_weights_edit").setFocus()
    person.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    person.press(Qt.Key.Key_Delete)
    person.type_text(text)
    person.check("apply_weights_button")


def test_start_weights_given_by_hand_are_where_training_starts(reader):
    write_weights(reader, str(MATRICES))
    settings = replace(BOOK, seed=None, given=Network(MATRICES))
    assert_trains_as(reader, Trainer.of(settings))
    reader.click("restart_button")
    assert_trains_as(reader, Trainer.of(settings))
    reader.click("new_start_button")
    reader.wait_for(book_trainer())


def test_the_present_weights_can_become_the_start(reader):
    reader.train(20)
    trained = reader.network
    reader.choose("start_combo", "by hand")
    reader.check("take_weights_button")
    assert reader.iteration == 20
    reader.check("apply_weights_button")
    reader.wait_for_iteration(0)
    assert_trains_as(reader, Trainer.of(replace(BOOK, seed=None, given=trained)))


def test_what_are_no_start_weights_changes_nothing(reader):
    for text in ("[[1]]", "walk", "[[[1, 0], [0, 1]], [[NaN], [1]]]", ""):
        write_weights(reader, text)
        assert "must be" in reader.message
        assert reader.settings == BOOK
        reader.view.setFocus()
        reader.press(Qt.Key.Key_Escape)
        assert not reader.message
    assert_trains_as(reader, book_trainer())


def test_applying_the_same_weights_goes_on(person_at):
    person = person_at(Settings.choose(PRESETS["middle-light"]))
    person.open_page("Settings")
    person.train(3)
    person.check("apply_weights_button")
    person.choose("batch_combo", "all at once")
    trainer = Trainer.of(Settings.choose(PRESETS["middle-light"]))
    trainer.run(3)
    trainer.apply(person.settings)
    assert_trains_as(person, trainer, 1)
    assert person.iteration == 4


# When a run stops.


def iterations_until(rule):
    """Return after how many iterations a plain run stops."""
    trainer = book_trainer()
    is_over = False
    while not is_over:
        trainer.run(1)
        right = (trainer.network.predict(BOOK.problem.patterns) >= 0.5) == BOOK.problem.targets
        is_over = trainer.iteration == rule.iterations or (rule.all_right and right.all())
        is_over |= trainer.errors[-1] < (rule.error_below or 0)
    return trainer.iteration


def test_whichever_comes_first_stops_a_run(reader):
    reader.set_speed(Qt.Key.Key_End)
    below, all_right = (reader.find(f"stop_{name}_check") for name in ("error", "all_right"))
    for rule in (
        StopRule(500, 0.0625),
        StopRule(500, None, all_right=True),
        StopRule(500, 0.0625, all_right=True),
        StopRule(500, 3.5, all_right=True),
        StopRule(6, 0.0625, all_right=True),
        StopRule(0, 1e-6),
    ):
        reader.enter("stop_after_spin", str(rule.iterations))
        for box, is_wanted in ((below, bool(rule.error_below)), (all_right, rule.all_right)):
            if box.isChecked() != is_wanted:
                reader.check(box.objectName())
        if rule.error_below:
            do(reader, f"enter stop_error_spin {rule.error_below}")
        assert reader.window.session.stop_rule == rule
        with reader.qtbot.waitSignal(reader.window.session.stopped) as stopped:
            reader.click("run_button")
        assert stopped.args == [None]
        reader.wait_for_iteration(iterations_until(rule))
        reader.click("restart_button")
        reader.wait_for_iteration(0)


# Restart and New start.


def test_restart_keeps_the_start_and_the_settings_of_the_moment_shown(reader):
    reader.train(10)
    reader.enter("alpha_spin", "0.05")
    do(reader, "choose batch_combo all at once")
    reader.train(10)
    reader.window.session.go_to(20)
    reader.wait_until(lambda: reader.find("alpha_spin").text() == "0.2")
    reader.click("restart_button")
    reader.wait_for_iteration(0)
    assert reader.settings == BOOK
    assert_trains_as(reader, book_trainer(), 10)
    reader.undo()
    reader.wait_until(lambda: reader.find("live_button").isEnabled())
    reader.click("live_button")
    reader.wait_until(lambda: reader.find("alpha_spin").text() == "0.05")
    reader.click("restart_button")
    assert_trains_as(reader, Trainer.of(replace(BOOK, alpha=0.05, batch=0)))


def test_new_start_keeps_all_but_the_seed(reader):
    do(reader, "choose activation_1 sigmoid")
    do(reader, "check bias_check")
    reader.click("new_start_button")
    settings = replace(BOOK, activations=("sigmoid",), bias=True, seed=2)
    assert_trains_as(reader, Trainer.of(settings))


def test_the_name_of_a_field_in_the_bar_explains_it_as_the_field_does(person):
    for name in ("alpha_spin", "seed_spin", "stop_after_spin"):
        spin = person.find(name)
        label = next(each for each in person.window.findChildren(QLabel) if each.buddy() is spin)
        assert label.toolTip() == spin.toolTip() != ""
