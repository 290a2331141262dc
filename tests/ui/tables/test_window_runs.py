"""The page of runs: what is listed, what a click and keys do, and what of it Undo brings back."""

from dataclasses import replace

import numpy as np
import pytest
from moments import type_weight
from person import CONTROL, LEFT, Person, book_trainer
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit

import pyqtgraph as pg  # isort: skip  (takes the Qt binding that is imported already)

from streetlight_gui.core.replay.cursor import Cursor
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.storage.session_file import format_session, parse_session, write_session


class Runs:
    """What a person sees on the page of runs, and does there."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.table = person.find("run_table")

    @property
    def rows(self):
        model = self.table.model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    @property
    def titles(self):
        return [row.split(",")[0] for row in self.rows]

    @property
    def curves(self):
        """The errors of all other runs that are in the plot."""
        plot = self.person.find("error_plot").findChild(pg.PlotWidget)
        items = plot.getPlotItem().listDataItems()
        lines = [item for item in items if isinstance(item, pg.PlotDataItem)][:-3]  # the present's
        return [line.yData for line in lines if line.yData is not None and len(line.yData)]

    def click(self, title: str, *, box: bool = False) -> None:
        index = self.table.model().index(self.titles.index(title), 0)
        row = self.table.visualRect(index)
        place = QPoint(row.left() + 12 if box else row.center().x(), row.center().y())
        self.person.qtbot.mouseClick(self.table.viewport(), LEFT, pos=place)

    def go_to(self, title: str) -> None:
        self.person.tab_to("run_table")
        self.person.press(Qt.Key.Key_Home, CONTROL)
        for _ in range(self.titles.index(title)):
            self.person.press(Qt.Key.Key_Down)


@pytest.fixture
def runs(person):
    """A window with three runs, the last one the present: seeds 1, 2 and 3."""
    for iterations in (60, 20):
        person.train(iterations)
        person.click("new_start_button")
        person.wait_for_iteration(0)
    person.train(10)
    person.open_page("Runs")
    runs = Runs(person)
    person.wait_until(lambda: len(runs.rows) == 3)
    return runs


def test_every_run_is_listed_the_present_one_first(runs):
    assert runs.titles == ["Run 3", "Run 2", "Run 1"]
    present, second, first = runs.rows
    assert present.endswith(", now")
    assert "seed 3, 3-4-1, alpha 0.2, 10 iterations, not learned, error " in present
    assert "seed 2, 3-4-1, alpha 0.2, 20 iterations, not learned, error " in second
    assert "seed 1, 3-4-1, alpha 0.2, 60 iterations, learned, error " in first
    assert not second.endswith("now")


def test_a_run_that_was_edited_or_changed_says_so_now_and_later(person, runs):
    person.click("restart_button")
    person.wait_for_iteration(0)
    type_weight(person, 0, "2")
    person.wait_until(lambda: ", seed 3, edited, 3-4-1, " in runs.rows[0])
    person.train(5)
    person.click("restart_button")
    person.wait_until(lambda: ", seed 3, 3-4-1, " in runs.rows[0])
    assert ", seed 3, edited, 3-4-1, " in runs.rows[1]
    person.train(4)
    person.enter("alpha_spin", "0.3")
    told = ", alpha 0.3, 4 iterations, changed on the way, "
    person.wait_until(lambda: told in runs.rows[0])
    person.click("new_start_button")
    person.wait_until(lambda: told in runs.rows[1])


def test_a_click_goes_back_and_undo_leads_on_again(person, runs):
    trainer = book_trainer()
    trainer.run(60)
    runs.click("Run 1")
    person.wait_for_iteration(60)
    assert np.array_equal(person.network.parameters, trainer.network.parameters)
    person.wait_until(lambda: runs.titles == ["Run 1", "Run 3", "Run 2"])
    person.choose_step(2)
    person.click("step_button")
    person.wait_for_iteration(61)
    trainer.run(1)
    assert np.array_equal(person.network.parameters, trainer.network.parameters)
    person.undo()
    person.wait_for_iteration(10)
    person.wait_until(lambda: runs.titles == ["Run 3", "Run 2", "Run 1"])
    assert "61 iterations" in runs.rows[2]
    person.redo()
    person.wait_for_iteration(61)
    assert runs.titles[0] == "Run 1"


def test_a_run_of_a_file_is_trained_again(person, runs, qtbot):
    session = person.window.session
    with qtbot.waitSignal(session.described) as described:
        session.describe()
    opened = parse_session(format_session(described.args[0]))
    session.restart()  # which the training thread tells of when another session is open
    session.open(Cursor(Run(opened.recipe.settings)), opened.stop_rule, opened.past)
    person.wait_for_iteration(0)
    person.wait_until(lambda: runs.titles == ["Run 3", "Run 2", "Run 1"])
    runs.click("Run 1")
    person.wait_for_iteration(60)
    trainer = book_trainer()
    trainer.run(60)
    assert np.array_equal(person.network.parameters, trainer.network.parameters)
    person.wait_until(lambda: runs.titles == ["Run 1", "Run 2"])  # an untrained one is none
    person.click("new_start_button")
    person.wait_until(lambda: runs.titles == ["Run 3", "Run 2", "Run 1"])


def test_what_takes_long_is_told_and_can_be_stopped(person, runs):
    session = person.window.session
    long = [
        replace(run, kept=None, recipe=replace(run.recipe, updates=10**8))
        for run in session.past.runs
    ]
    session.open(
        Cursor(Run(session.settings)), session.stop_rule, replace(session.past, runs=tuple(long))
    )
    person.wait_for_iteration(0)
    start = person.network
    runs.click("Run 1")
    bar = person.find("progress_banner_bar")
    person.wait_until(bar.isVisible)
    assert person.message.startswith("Run 1 trains again to where it was")
    person.click("progress_banner_button")
    assert not bar.isVisible()
    assert np.array_equal(person.network.parameters, start.parameters)
    assert runs.titles == ["Run 3", "Run 2", "Run 1"]


def test_a_box_shows_a_curve_or_no_longer(person, runs):
    assert sorted(map(len, runs.curves)) == [20, 60]
    runs.click("Run 2", box=True)
    assert [len(curve) for curve in runs.curves] == [60]
    runs.click("Run 3", box=True)  # the present one's is always there
    assert [len(curve) for curve in runs.curves] == [60]
    assert person.iteration == 10
    runs.click("Run 2", box=True)
    assert sorted(map(len, runs.curves)) == [20, 60]


def test_which_curves_are_shown_is_saved_and_going_to_a_run_and_back_is_no_work(
    person, runs, tmp_path
):
    path, documents = tmp_path / "mine.streetlight", person.window.documents
    runs.click("Run 2", box=True)
    write_session(documents.work.now(), path)
    documents.open_path(path)
    person.wait_for_title("mine")
    assert [len(curve) for curve in runs.curves] == [60]
    runs.click("Run 2", box=True)
    person.wait_for_title("mine*")
    runs.click("Run 2", box=True)
    person.wait_for_title("mine")
    runs.click("Run 2")
    person.wait_for_title("mine*")
    assert runs.titles == ["Run 2", "Run 3", "Run 1"]
    person.undo()
    person.wait_for_title("mine")
    assert runs.titles == ["Run 3", "Run 2", "Run 1"]
    assert [len(curve) for curve in runs.curves] == [60]


def test_all_of_it_by_keys(person, runs):
    runs.go_to("Run 2")
    person.press(Qt.Key.Key_Space)
    assert [len(curve) for curve in runs.curves] == [60]
    person.press(Qt.Key.Key_F2)
    field = person.find("run_name_field", QLineEdit)
    assert field.accessibleName() == "Name of Run 2"
    person.type_text("seed two")
    person.press(Qt.Key.Key_Return)
    assert runs.titles == ["Run 3", "seed two", "Run 1"]
    person.press(Qt.Key.Key_Delete)
    assert runs.titles == ["Run 3", "Run 1"]
    person.undo()
    assert runs.titles == ["Run 3", "seed two", "Run 1"]
    person.undo()
    assert runs.titles == ["Run 3", "Run 2", "Run 1"]
    runs.go_to("Run 1")
    person.press(Qt.Key.Key_Return)
    person.wait_for_iteration(60)


def test_a_name_stays_with_its_run_and_the_present_one_is_not_deleted(person, runs):
    runs.go_to("Run 3")
    person.press(Qt.Key.Key_Delete)
    person.press(Qt.Key.Key_Return)
    person.press(Qt.Key.Key_F2)
    person.type_text("third")
    person.press(Qt.Key.Key_Return)
    assert runs.titles == ["third", "Run 2", "Run 1"]
    person.click("restart_button")
    person.wait_until(lambda: runs.titles == ["Run 4", "third", "Run 2", "Run 1"])
    person.wait_for_iteration(0)
    person.press(Qt.Key.Key_Escape)
    person.undo()
    person.wait_until(lambda: runs.titles == ["third", "Run 2", "Run 1"])


def test_a_name_stays_where_the_run_was_never_trained(person, runs, tmp_path):
    person.click("new_start_button")
    person.wait_until(lambda: runs.titles == ["Run 4", "Run 3", "Run 2", "Run 1"])
    runs.go_to("Run 4")
    person.press(Qt.Key.Key_F2)
    person.type_text("next week")
    person.press(Qt.Key.Key_Return)
    runs.click("Run 1")
    person.wait_for_iteration(60)
    assert runs.titles == ["Run 1", "next week", "Run 3", "Run 2"]
    assert "seed 4, 3-4-1, alpha 0.2, 0 iterations, not begun" in runs.rows[1]
    assert sorted(map(len, runs.curves)) == [10, 20]  # it has none
    path, documents = tmp_path / "mine.streetlight", person.window.documents
    write_session(documents.work.now(), path)
    documents.open_path(path)
    person.wait_for_title("mine")
    runs.click("next week", box=True)
    runs.click("next week")
    person.wait_for_iteration(0)
    assert runs.titles == ["next week", "Run 3", "Run 2", "Run 1"]
    assert person.settings.seed == 4
    person.undo()
    person.wait_until(lambda: runs.titles == ["Run 1", "next week", "Run 3", "Run 2"])


def test_runs_of_another_problem_are_listed_and_not_shown(person, runs):
    person.preset_action("xor").trigger()
    person.wait_until(lambda: len(runs.rows) == 4)
    assert runs.curves == []
    runs.click("Run 1", box=True)
    assert person.window.views.error_plot.accessibleName().endswith("beside Run 1")


def test_a_branch_in_the_past_is_no_other_run(person, runs):
    person.click("step_back_button")
    person.enter("alpha_spin", "0.1")
    person.train(2)
    assert runs.titles == ["Run 3", "Run 2", "Run 1"]
