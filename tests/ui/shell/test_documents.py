"""A person's work as a file: saved, opened, named, and never lost unasked."""

from dataclasses import replace

import pytest
from dropping import drop
from person import CONTROL, LEFT, bits
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from streetlight_gui.core.nn.parts import Edge
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.replay.recipe import Recipe
from streetlight_gui.core.replay.saved_session import opened
from streetlight_gui.core.storage.session_file import read_session, write_session
from streetlight_gui.core.training.settings import Settings

KEY, SHIFT = Qt.Key, Qt.KeyboardModifier.ShiftModifier
ANSWER = QMessageBox.StandardButton


class Somebody:
    """Answers what is asked, in order: a file for each dialog, a button for each question."""

    def __init__(self, person, monkeypatch):
        self.person, self.files, self.presses, self.asked = person, [], [], []
        for name in ("getOpenFileName", "getSaveFileName"):
            monkeypatch.setattr(QFileDialog, name, self.choose)
        self.clock = QTimer(interval=0)
        self.clock.timeout.connect(self.answer)

    def choose(self, *_, **__):
        return str(self.files.pop(0)), ""

    def answer(self):
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            self.asked.append(box.text())
            self.person.qtbot.mouseClick(box.button(self.presses.pop(0)), LEFT)

    def press(self, key, modifiers=CONTROL, file=None, answers=()):
        """Press a key, and answer what comes of it; return the questions."""
        self.files = [] if file is None else [file]
        self.presses, self.asked = list(answers), []
        self.clock.start()
        self.person.press(key, modifiers)
        self.clock.stop()
        self.person.window.activateWindow()  # again after a question, as a window manager does
        assert not self.files
        assert not self.presses
        return self.asked


@pytest.fixture
def somebody(person, monkeypatch):
    person.window.documents.asks = True
    yield Somebody(person, monkeypatch)
    person.window.documents.asks = False


def settled(person):
    """Wait until the window shows what was opened last."""
    person.wait_until(lambda: not person.title.endswith("*"))
    person.wait_until_still()


def test_work_opens_exactly_where_it_was_saved(person, somebody, tmp_path):
    path = tmp_path / "mine.streetlight"
    person.train(7)
    person.enter("alpha_spin", "0.1")
    person.train(3)
    person.open_page("Patterns")
    person.click("rule_button")
    person.choose_step(0)
    person.click("step_back_button")
    person.click("step_back_button")
    person.set_lamps((0, 1, 1))
    edge = Edge(1, 2, 0)
    person.view.choose(edge)
    somebody.press(KEY.Key_S, file=tmp_path / "mine")
    assert person.message == f"Saved as {path}"
    person.wait_for_title("mine")
    saved, work = read_session(path), person.window.documents.work
    assert (saved.pattern, saved.chosen) == ((0, 1, 1), edge)
    assert saved.place.stages
    assert saved.recipe.changes
    assert saved.recipe.settings.problem.held_out_count == 4
    weights = bits(person.network)
    assert somebody.press(KEY.Key_N) == []
    person.wait_until(lambda: person.title == "Streetlights" and person.iteration == 0)
    assert person.edit_text("Undo") == "Undo"
    person.menu_action("mine.streetlight").trigger()
    person.wait_until(lambda: person.title == "mine" and bits(person.network) == weights)
    settled(person)
    assert work.now() == saved
    assert person.lamps == (0, 1, 1)
    assert person.view.chosen == edge
    person.click("step_back_button")  # its past is there, too
    person.wait_for_title("mine*")


def test_whatever_makes_another_file_is_work_and_what_undoes_it_is_none(person, somebody):
    person.wait_for_title("Streetlights")
    for do, undo in (
        (lambda: person.enter("alpha_spin", "0.3"), person.undo),
        (lambda: person.enter("stop_after_spin", "7"), person.undo),
        (lambda: person.click("light_1"), lambda: person.click("follow_button")),
    ):
        do()
        person.wait_for_title("Streetlights*")
        undo()
        person.wait_for_title("Streetlights")


def test_unsaved_work_is_asked_for_before_it_goes(person, somebody, tmp_path):
    """The question comes at once, before the title could tell, and Cancel changes nothing."""
    other = tmp_path / "other.streetlight"
    write_session(person.window.documents.work.now(), other)
    person.click("step_button")
    ways = ((KEY.Key_N, None), (KEY.Key_Q, None), (KEY.Key_O, other))
    for key, file in ways:
        (question,) = somebody.press(key, file=file, answers=[ANSWER.Cancel])
        assert question == "Save Streetlights first? Otherwise what was done to it is lost."
        assert person.window.isVisible()
    somebody.presses = [ANSWER.Cancel]
    somebody.clock.start()
    person.preset_action("xor").trigger()
    somebody.clock.stop()
    person.window.activateWindow()
    assert len(somebody.asked) == 2
    assert person.examples == 1
    path = tmp_path / "mine.streetlight"
    answers = [ANSWER.Save]
    assert len(somebody.press(KEY.Key_N, file=path, answers=answers)) == 1
    assert read_session(path).recipe.updates == 1
    person.wait_until(lambda: person.examples == 0)
    person.click("step_button")
    assert len(somebody.press(KEY.Key_Q, answers=[ANSWER.Discard])) == 1
    assert not person.window.isVisible()


def test_what_is_being_typed_is_work_too(person, somebody):
    field = person.find("alpha_spin").lineEdit()
    person.qtbot.mouseClick(field, LEFT)
    person.press(KEY.Key_A, CONTROL)
    person.type_text("0.3")
    assert len(somebody.press(KEY.Key_Q, answers=[ANSWER.Cancel])) == 1
    assert person.settings.alpha == 0.3


def test_a_file_that_another_program_changed_is_not_replaced_unasked(person, somebody, tmp_path):
    path = tmp_path / "mine.streetlight"
    somebody.press(KEY.Key_S, file=path)
    person.click("step_button")
    assert somebody.press(KEY.Key_S) == []
    path.write_text("another's")
    (question,) = somebody.press(KEY.Key_S, answers=[ANSWER.No])
    assert question.startswith("mine.streetlight was changed by another program")
    assert path.read_text() == "another's"
    assert len(somebody.press(KEY.Key_S, answers=[ANSWER.Yes])) == 1
    assert read_session(path).recipe.updates == 1
    path.unlink()
    assert somebody.press(KEY.Key_S) == []
    assert path.exists()


def test_a_place_that_takes_no_file_keeps_the_work_unsaved(person, somebody, tmp_path):
    person.click("step_button")
    nowhere = tmp_path / "no folder" / "mine.streetlight"
    somebody.press(KEY.Key_S, file=nowhere)
    assert person.message.startswith(f"{nowhere} cannot be written: ")
    somebody.press(KEY.Key_Q, file=nowhere, answers=[ANSWER.Save])
    assert person.window.isVisible()
    person.wait_for_title("Streetlights*")
    somebody.files = [tmp_path / "here"]
    person.click("file_banner_button")
    person.wait_for_title("here")
    person.click("step_button")
    somebody.press(KEY.Key_S, CONTROL | SHIFT, file=tmp_path / "there")
    person.wait_for_title("there")
    assert read_session(tmp_path / "here.streetlight").recipe.updates == 1
    assert read_session(tmp_path / "there.streetlight").recipe.updates == 2


def test_a_bad_file_changes_nothing_and_leaves_the_recent_ones(person, somebody, tmp_path):
    path = tmp_path / "mine.streetlight"
    somebody.press(KEY.Key_S, file=path)
    person.train(2)
    path.write_text('{"format": 2}')
    person.menu_action("mine.streetlight").trigger()
    assert person.message.startswith("mine.streetlight: it was written by a newer Streetlight")
    assert person.iteration == 2
    assert person.window.documents.recent == []


def test_a_run_that_ends_in_other_bits_says_so_and_goes_on(person, somebody, tmp_path):
    path, saved = tmp_path / "mine.streetlight", person.window.documents.work.now()
    first, *others = saved.weights_at_end
    write_session(replace(saved, weights_at_end=(first + 1e-9, *others)), path)
    somebody.press(KEY.Key_O, file=path)
    person.wait_for_title("mine")
    assert "other last digits, at most 1e-09 apart" in person.message


def test_a_long_run_opens_beside_a_living_window_and_can_be_cancelled(person, somebody, tmp_path):
    path = tmp_path / "long.streetlight"
    recipe = Recipe(Settings.choose(PRESETS["streetlights"]), updates=100_000_000)
    write_session(replace(person.window.documents.work.now(), recipe=recipe), path)
    person.train(2)
    weights = bits(person.network)
    somebody.press(KEY.Key_O, file=path, answers=[ANSWER.Discard])
    bar = person.find("progress_banner_bar")
    person.wait_until(bar.isVisible)
    before = person.lamps
    person.click("light_1")  # the window answers
    person.wait_until(lambda: person.lamps != before)
    person.click("progress_banner_button")
    assert not bar.isVisible()
    assert bits(person.network) == weights
    person.wait_for_title("Streetlights*")
    person.train(1)
    assert opened(person.window.documents.work.now()).trainer.iteration == 3


@pytest.mark.filterwarnings("ignore:.*QDragEnterEvent:DeprecationWarning")  # before 6.12 the only
def test_a_file_that_is_dropped_opens(person, somebody, tmp_path):
    session, table = tmp_path / "mine.streetlight", tmp_path / "table.csv"
    person.train(5)
    weights = bits(person.network)
    somebody.press(KEY.Key_S, file=session)
    table.write_text("light_1,answer\n1,1\n0,0\n")
    assert drop(person, table)
    person.wait_until(lambda: len(person.lamps) == 1 and person.title == "table")
    assert not drop(person, session, table)
    assert drop(person, session)
    person.wait_until(lambda: person.title == "mine" and bits(person.network) == weights)
