"""Held-out answers in the window: one click, both counts, a third curve, and no weight changed."""

import numpy as np
import pyqtgraph as pg
import pytest
from person import LEFT, Person, bits, book_trainer
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel, QTableView

from streetlight_gui.core import Problem, Trainer
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.storage.problem_file import read_problem
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.text.pattern_text import Column
from streetlight_gui.ui.widgets.headline import Headline

STREETLIGHTS = PRESETS["streetlights"]
RULED = Settings.choose(STREETLIGHTS).holding_out(STREETLIGHTS.rule.rows)
EXPORT = "Export the training set\N{HORIZONTAL ELLIPSIS}"


@pytest.fixture
def person(qtbot, open_window):
    """Somebody at the preset, as the window opens it."""
    return Person(qtbot, open_window(Settings.choose(STREETLIGHTS)))


def ruled(iterations):
    trainer = Trainer.of(RULED)
    trainer.run(iterations)
    return trainer


def curves(person):
    """Return the points of every curve of the error plot that has any, as errors."""
    items = person.find("error_plot").findChild(pg.PlotWidget).getPlotItem().listDataItems()
    data = [item.getOriginalDataset() for item in items if isinstance(item, pg.PlotDataItem)]
    return [10**y for x, y in data if x is not None and len(x)]


def shows_curve(person, errors):
    return any(len(y) == len(errors) and np.allclose(y, errors, rtol=1e-9) for y in curves(person))


def count_is(person, text):
    person.wait_until(lambda: person.text("pattern_count_label") == text)


def test_one_click_tells_of_the_patterns_never_seen(person):
    legend = person.find("held_out_legend")
    person.train(60)
    count_is(person, "4 of 4 right, 4 patterns never seen")
    assert not legend.isVisible()
    person.click("rule_button")
    count_is(person, "4 of 4 right, never seen 4 of 4 by this rule")
    person.wait_until(legend.isVisible)
    assert "do not decide" in person.find("pattern_count_label").toolTip()
    headline = person.find("status_sentence", Headline)
    named = "never seen 4 of 4 by the rule 'exactly one of the first two lights'"
    person.wait_until(lambda: named in headline.text())
    person.wait_until(lambda: shows_curve(person, ruled(60).held_out_errors))
    assert bits(person.network) == bits(ruled(60).network)
    assert (person.iteration, person.title.removesuffix("*")) == (60, "Streetlights")
    assert person.preset_action("streetlights").isChecked()


def test_a_start_that_learns_another_rule_is_told_from_one_that_learns_this(person):
    person.click("rule_button")
    person.enter("seed_spin", "13")
    person.train(150)
    count_is(person, "4 of 4 right, never seen 2 of 4 by this rule")


def test_training_goes_on_with_the_same_weights(person):
    person.train(20)
    person.click("rule_button")
    person.train(20)
    person.wait_for(book_trainer_after(40))
    person.wait_until(lambda: shows_curve(person, ruled(40).held_out_errors))
    person.click("rule_button")
    person.train(20)
    person.wait_for(book_trainer_after(60))
    person.wait_until(lambda: not person.find("held_out_legend").isVisible())
    assert len(curves(person)) == 2


def book_trainer_after(iterations):
    trainer = book_trainer()
    trainer.run(iterations)
    return trainer


def test_undo_takes_the_answers_away_and_redo_brings_them_back(person):
    person.train(12)
    person.click("rule_button")
    count_is(
        person, f"{right_of(12)} of 4 right, never seen {ruled_right_of(12)} of 4 by this rule"
    )
    assert person.edit_text("Undo") == "Undo: the rule's answers held out"
    person.undo()
    count_is(person, f"{right_of(12)} of 4 right, 4 patterns never seen")
    person.redo()
    count_is(
        person, f"{right_of(12)} of 4 right, never seen {ruled_right_of(12)} of 4 by this rule"
    )


def right_of(iterations):
    predictions = ruled(iterations).network.predict(STREETLIGHTS.problem.patterns)
    return int(((predictions >= 0.5) == (STREETLIGHTS.problem.targets == 1)).sum())


def ruled_right_of(iterations):
    patterns, targets = STREETLIGHTS.rule.rows
    return int(((ruled(iterations).network.predict(patterns) >= 0.5) == (targets == 1)).sum())


def test_the_past_keeps_the_answers_and_the_future(person):
    person.train(30)
    person.click("step_back_button")
    person.wait_until(lambda: person.examples == 119)
    person.click("rule_button")
    person.wait_until(lambda: shows_curve(person, ruled(30).held_out_errors))
    assert "119 of 120" in person.text("time_label")
    person.click("step_button")
    person.wait_for(ruled(30))


def test_a_double_click_in_the_table_holds_an_answer_out(person):
    table = person.find("pattern_table", QTableView)
    middle = table.visualRect(table.model().index(4, Column.ANSWER)).center()
    person.qtbot.mouseClick(table.viewport(), LEFT, pos=middle)
    person.qtbot.mouseDClick(table.viewport(), LEFT, pos=middle)
    person.qtbot.mouseRelease(table.viewport(), LEFT, pos=middle)
    answers = [table.model().index(row, Column.ANSWER) for row in range(8)]
    person.wait_until(lambda: answers[4].data() == "WALK")
    assert person.lamps == (1, 0, 0)
    assert person.edit_text("Undo") == "Undo: WALK held out for 1 0 0"
    person.open_page("Training set")
    rows = person.find("example_table", QTableView).model()
    assert (rows.rowCount(), rows.index(4, 5).data()) == (5, "held out")


def test_the_crosshair_reads_the_error_of_what_is_never_seen(person):
    person.train(20)
    person.click("rule_button")
    person.wait_until(lambda: shows_curve(person, ruled(20).held_out_errors))
    person.tab_to("error_plot")
    person.press(Qt.Key.Key_Left)
    lines = person.text("error_readout").splitlines()
    name, _, number = lines[-1].rpartition(" ")
    assert (lines[0].strip(), name) == ("iteration 19", "never seen")
    assert float(number) == pytest.approx(ruled(20).held_out_errors[18], rel=1e-12)


def test_the_plot_calls_nothing_never_seen_that_training_shows_too(person):
    """Held out for 1 0 1, which is trained on as well."""
    legend, shown = person.find("held_out_legend"), Problem.preset("streetlights")
    both = shown.holding_out(([shown.patterns[0]], [0.0]))
    person.window.session.change_problem("held out", both, "")
    # What it is called stands in its text where there is room, and in its name.
    person.wait_until(lambda: legend.isVisible() and "held out" in legend.accessibleName())
    assert "never seen" not in legend.accessibleName() + person.text("held_out_legend")
    person.train(5)
    person.tab_to("error_plot")
    person.press(Qt.Key.Key_End)
    person.wait_until(lambda: "held out" in person.text("error_readout"))
    assert "never seen" not in person.text("error_readout")


def test_of_iterations_before_the_crosshair_says_nothing(person):
    person.train(10)
    person.open_page("Training set")
    table = person.find("example_table", QTableView)
    person.qtbot.mouseClick(
        table.viewport(), LEFT, pos=table.visualRect(table.model().index(3, 0)).center()
    )
    person.click("hold_out_button")
    person.wait_until(lambda: person.settings.problem.held_out_count == 1)
    person.train(10)
    person.click("linear_button")
    person.wait_until(person.find("held_out_legend").isVisible)
    person.tab_to("error_plot")
    person.press(Qt.Key.Key_Home)
    person.wait_until(lambda: "iteration 1 " in person.text("error_readout"))
    assert "never seen" not in person.text("error_readout")
    person.press(Qt.Key.Key_End)
    assert "never seen" in person.text("error_readout")


def test_an_answer_too_large_to_be_squared_has_no_curve(qtbot, open_window):
    settings = Settings.choose(STREETLIGHTS).holding_out(([[0, 0, 0], [1, 0, 0]], [1, 1e200]))
    person = Person(qtbot, open_window(settings))
    for axis in ("log", "linear"):
        person.click(f"{axis}_button")
        person.train(3)
        assert len(curves(person)) == 2
        assert all(np.isfinite(errors).all() for errors in curves(person))


SIZES = (900, 600), (1366, 768), (1920, 1080)


@pytest.mark.parametrize("size", SIZES)
def test_the_count_can_be_read_whole_and_nothing_moves(person_at, size):
    person = person_at(size=size)
    label, rows = (
        person.find("pattern_count_label", QLabel),
        person.find("pattern_table", QTableView),
    )
    names = "pattern_count_label", "pattern_table", "rule_button", "error_plot"
    before = [person.find(name).geometry() for name in names]
    person.click("rule_button")
    person.wait_until(person.find("held_out_legend").isVisible)
    person.wait_until_still()
    assert [person.find(name).geometry() for name in names] == before
    assert label.height() >= label.heightForWidth(label.width())
    assert rows.verticalHeader().length() <= rows.viewport().height()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("seed", [1, 13])  # all right by the rule, and two wrong
def test_the_headline_has_room_for_the_name_of_the_rule(person_at, size, seed):
    person = person_at(Settings.choose(STREETLIGHTS, seed=seed), size=size)
    person.click("rule_button")
    label = person.find("status_sentence", Headline)
    person.train(150)
    person.wait_until(lambda: label.text().startswith("Learned after "))
    assert "by the rule 'exactly one of the first two lights'" in label.text()
    assert label.shown()[1] == label.text()


@pytest.mark.parametrize("size", SIZES)
def test_the_legend_leaves_the_title_its_room(person_at, size):
    person = person_at(size=size)
    plot, legend = person.find("error_plot"), person.find("held_out_legend", QLabel)
    person.click("rule_button")
    person.wait_until(legend.isVisible)
    person.wait_until_still()
    labels = [label for label in plot.findChildren(QLabel) if label.isVisible()]
    assert plot.title in labels
    assert all(label.width() >= label.sizeHint().width() for label in labels)
    assert legend.accessibleName().endswith("never seen")
    assert "held-out answers" in legend.toolTip()
    if size == (1920, 1080):
        assert legend.text() == legend.accessibleName()


def test_a_file_keeps_what_is_held_out(person, tmp_path, monkeypatch):
    file = tmp_path / "mine.csv"
    person.click("rule_button")
    person.wait_until(lambda: person.settings.problem.held_out_count == 4)
    answer = lambda *_args, **_kwargs: (str(file), "")  # noqa: E731 - what the dialog says
    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", answer)
    person.menu_action(EXPORT).trigger()
    person.wait_until(file.exists)
    assert read_problem(file) == Problem(*STREETLIGHTS.problem.rows, "mine", STREETLIGHTS.rule.rows)
    person.click("rule_button")
    count_is(person, "untrained: 2 of 4 right, 4 never seen")
    person.press(Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    count_is(person, f"untrained: 2 of 4 right, never seen {ruled_right_of(0)} of 4")
    assert person.find("rule_button", QAbstractButton).isChecked()
    person.wait_for_title("mine")
