"""A problem of one's own: presets, files, and the training set edited while training goes on."""

from functools import partial

import pytest
from person import CONTROL, LEFT, bits, book_trainer
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QColor
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QSlider, QTableView

from streetlight_gui.core import Problem, Trainer
from streetlight_gui.core.checks.limits import MAX_EXAMPLES
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.problems.problem import OWN
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.text.preset_words import PRESET_WORDS
from streetlight_gui.ui.widgets.lamp import Lamp
from streetlight_gui.ui.widgets.theme import LIGHT

KEY = Qt.Key
ARROW = "\N{RIGHTWARDS ARROW}"
EXPORT = "Export the training set\N{HORIZONTAL ELLIPSIS}"
STREETLIGHTS = Problem.preset("streetlights")
BAD_FILES = {
    "column.csv": (b"light_1,light_3,answer\n1,0,1\n", "line 1: the column 'light_2' is missing"),
    "word.csv": (b"light_1,answer\n1,1\non,0\n", "line 3, light_1: a light must be a number"),
    "nan.csv": (
        b"light_1,answer\n1,nan\n",
        "line 2, answer: an answer must be WALK, STOP or a finite number",
    ),
    "seven.csv": (
        b"light_1,light_2,light_3,light_4,light_5,light_6,light_7,answer\n1,1,1,1,1,1,1,1\n",
        "the column 'light_7' is one too many",
    ),
    "none.csv": (b"light_1,answer\n", "no rows follow the header"),
    "empty.csv": (b"", "the column 'light_1' is missing"),
    "long.csv": (b"light_1,answer\n" + b"1,1\n" * 100_000, f"at most {MAX_EXAMPLES:,} rows"),
    "garbage.csv": (bytes(range(128, 256)) * 9, "the byte 0x81 is not text"),
}


class Dialogs:
    """Answers the file dialogs in a person's place; no path is 'Cancel'."""

    def __init__(self, monkeypatch):
        self.path = None
        self.offered = []  # the names that the dialogs begin with
        for name in ("getOpenFileName", "getSaveFileName"):
            monkeypatch.setattr(QFileDialog, name, self.answer)

    def open(self, person, path):
        self.path = path
        person.press(KEY.Key_O, CONTROL)

    def save(self, person, path, *presses):
        """Export, and answer each question with a button; return the questions."""
        self.path, asked = path, []

        def answer():
            box = QApplication.activeModalWidget()
            assert box.textFormat() is Qt.TextFormat.PlainText  # a name is no markup
            asked.append(box.text())
            button = box.button(presses[len(asked) - 1])
            person.qtbot.mouseClick(button, LEFT)

        monitor = QTimer(interval=0)
        monitor.timeout.connect(lambda: QApplication.activeModalWidget() and answer())
        person.window.activateWindow()  # again after a question, as a window manager does
        monitor.start()
        person.menu_action(EXPORT).trigger()
        monitor.stop()
        return asked

    def answer(self, _window, _title, start, *_, **_options):
        self.offered.append(start)
        path = self.path.pop(0) if isinstance(self.path, list) else self.path
        return str(path or ""), ""


@pytest.fixture
def dialogs(monkeypatch):
    return Dialogs(monkeypatch)


@pytest.fixture
def snapshots(person):
    """Every snapshot that the window shows."""
    shown = []
    person.window.session.snapshot_changed.connect(shown.append)
    return shown


def ticked(person):
    return [name for name in PRESETS if person.preset_action(name).isChecked()]


def same_examples(one, other):
    pairs = (one.patterns, other.patterns), (one.targets, other.targets)
    return all(left.tobytes() == right.tobytes() for left, right in pairs)


# Presets.


def test_every_preset_opens_and_trains_as_it_should(person):
    for name, preset in PRESETS.items():
        person.preset_action(name).trigger()
        trainer = Trainer.of(Settings.choose(preset))
        person.wait_for(trainer)
        person.wait_for_title(PRESET_WORDS[name].title)
        assert ticked(person) == [name]
        assert float(person.find("alpha_spin").text()) == preset.alpha
        person.train(3)
        trainer.run(3)
        assert bits(person.network) == bits(trainer.network)
        assert not person.picture_of("network_view").isNull()


def test_presets_have_titles_a_line_of_explanation_and_a_source(person):
    for name, words in PRESET_WORDS.items():
        action = person.preset_action(name)
        assert action.toolTip() == words.source
        assert action.parent().toolTipsVisible()
    menu = action.parent()
    groups = [each.text() for each in menu.actions() if each.isSeparator()]
    assert groups == ["The book", "Logic", "Why it fails"]
    assert len([each for each in menu.actions() if not each.isSeparator()]) == len(PRESETS)


def test_opening_a_preset_undoes_and_redoes(person):
    person.train(10)
    trained = bits(person.network)
    person.preset_action("xor").trigger()
    assert person.edit_text("Undo") == "Undo: problem Either, not both (XOR)"
    person.undo()
    person.wait_until(lambda: ticked(person) == ["streetlights"])
    person.wait_until(lambda: bits(person.network) == trained)
    assert person.iteration == 10
    person.redo()
    person.wait_until(lambda: len(person.lamps) == 2 and ticked(person) == ["xor"])


# Files.


def test_an_exported_training_set_is_no_saved_session(person, dialogs, tmp_path):
    person.open_page("Training set")
    person.click("add_light_button")
    person.wait_for_title("Streetlights (edited)*")
    dialogs.save(person, tmp_path / "mine.csv")
    assert dialogs.offered == ["streetlights (edited).csv"]
    person.wait_for_title("Streetlights (edited)*")


def test_a_saved_problem_opens_again_exactly(person, dialogs, tmp_path):
    person.preset_action("dimmer").trigger()
    dialogs.save(person, tmp_path / "mine")
    assert person.message.startswith(f"Saved as {tmp_path / 'mine.csv'}: the examples only. ")
    person.preset_action("xor").trigger()
    dialogs.open(person, tmp_path / "mine.csv")
    person.wait_for_title("mine")
    assert same_examples(person.settings.problem, Problem.preset("dimmer"))
    person.wait_for(Trainer.of(Settings.choose(person.settings.problem)))
    person.undo()
    person.wait_until(lambda: ticked(person) == ["xor"])


def test_a_preset_s_examples_from_a_file_are_not_that_preset(person, dialogs, tmp_path):
    """They are trained with the book's settings."""
    person.preset_action("too-fast").trigger()
    person.enter("alpha_spin", "1.25")
    assert ticked(person) == ["too-fast"]
    dialogs.save(person, tmp_path / "too-fast.csv")
    dialogs.open(person, tmp_path / "too-fast.csv")
    assert person.settings.problem.trains_as(Problem.preset("too-fast"))
    assert person.settings.problem.origin == OWN
    assert person.settings.alpha == 0.2
    assert ticked(person) == []
    person.undo()
    person.wait_until(lambda: ticked(person) == ["too-fast"])
    person.open_page("Settings")
    person.click("book_button")
    person.wait_until(lambda: person.settings.alpha == 0.2)
    assert ticked(person) == ["too-fast"]


YES, NO = QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No


def test_the_file_that_is_written_is_the_one_that_is_asked_for(person, dialogs, tmp_path):
    files = {"mine": "mine.csv", "v1.2": "v1.2.csv", "x.txt": "x.txt.csv", "MINE.CSV": "MINE.CSV"}
    for name, file in files.items():
        folder = tmp_path / f"for {file}"
        folder.mkdir()
        path = folder / file
        assert not dialogs.save(person, folder / name)
        assert person.message.startswith(f"Saved as {path}: ")
        written = path.read_text()
        assert list(folder.iterdir()) == [path]
        path.write_text("another's")
        (question,) = dialogs.save(person, [folder / name, None], NO)
        assert file in question
        assert path.read_text() == "another's"
        assert dialogs.offered[-1] == str(path)
        assert dialogs.save(person, folder / name, YES) == [question]
        assert path.read_text() == written


def test_whoever_would_not_replace_a_file_may_choose_another(person, dialogs, tmp_path):
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text("another's")
    paths = [tmp_path / name for name in ("a", "b", "c")]
    assert len(dialogs.save(person, paths, NO, NO)) == 2
    assert person.message.startswith(f"Saved as {tmp_path / 'c.csv'}: ")
    assert (tmp_path / "a.csv").read_text() == (tmp_path / "b.csv").read_text() == "another's"


ODD = "R&D [*] <b>x"


def test_odd_names_show_as_they_are(person, dialogs, tmp_path):
    path = tmp_path / f"{ODD}.csv"
    dialogs.save(person, path)
    person.preset_action("xor").trigger()
    dialogs.open(person, path)
    person.wait_for_title(ODD)
    (undo,) = [a.text() for a in person.window.findChildren(QAction) if "problem R" in a.text()]
    assert undo == "&Undo: problem R&&D [*] <b>x"
    (question,) = dialogs.save(person, [path, None], NO)
    assert question == f"{ODD}.csv is there already. Replace it?"


def test_a_name_of_several_lines_stays_in_one(person, dialogs):
    for odd in ("\n", "\t", "\r\n", "\N{LINE SEPARATOR}"):
        person.window.session.open_problem(Problem([[1]], [1], name=f"one{odd}two"))
        name = f"one{repr(odd)[1:-1]}two"
        assert person.title.removesuffix("*") == name
        assert person.edit_text("Undo") == f"Undo: problem {name}"
        dialogs.save(person, None)
        assert dialogs.offered[-1] == f"{name}.csv"
        person.window.show_error(f"one{odd}two")
        assert person.message == name


def test_a_name_that_no_file_can_have_is_offered_as_one_that_it_can(person, dialogs):
    person.window.session.open_problem(Problem([[1]], [1], name="and/or ../x"))
    dialogs.save(person, None)
    assert dialogs.offered == ["and_or .._x.csv"]


def test_a_spreadsheet_s_file_opens(person, dialogs, tmp_path):
    path = tmp_path / "sheet.csv"
    path.write_bytes(b"\xef\xbb\xbflight_1;light_2;answer\r\n1;0;1\r\n0;0,5;-2\r\n")
    dialogs.open(person, path)
    assert person.settings.problem.patterns.tolist() == [[1, 0], [0, 0.5]]
    assert person.settings.problem.targets.tolist() == [1, -2]
    person.wait_until(lambda: len(person.lamps) == 2)


def test_a_table_of_another_make_is_looked_at_before_it_replaces_anything(
    person, dialogs, tmp_path
):
    path = tmp_path / "gate.txt"
    path.write_text("in 1\tin 2\tout\n0\t1\t1\n1\t1\t0\n")
    before, seen = person.settings, []
    keys = [KEY.Key_Escape, KEY.Key_Return]

    def answer():
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            assert person.settings == before
            seen.append(dialog.windowTitle())
            person.qtbot.keyClick(dialog, keys[len(seen) - 1])

    monitor = QTimer(interval=0)
    monitor.timeout.connect(answer)
    monitor.start()
    for _ in keys:
        assert person.settings == before
        dialogs.open(person, path)
        person.window.activateWindow()
    monitor.stop()
    assert seen == ["Import gate"] * 2
    assert person.settings.problem.names == ("in 1", "in 2", "out")
    assert person.settings.problem.patterns.tolist() == [[0, 1], [1, 1]]


def test_names_of_a_table_are_those_of_lamps_answer_and_columns(person):
    person.window.session.open_problem(
        Problem([[0, 1], [1, 1]], [1, 0], names=["x1", "a long name", "safe"])
    )
    person.wait_until(lambda: len(person.lamps) == 2)
    lamps = person.find("light_1"), person.find("light_2")
    assert [lamp.accessibleName() for lamp in lamps] == ["x1, light 1", "a long name, light 2"]
    assert lamps[1].toolTip().startswith("a long name, light 2: click, or press 2")
    assert person.find("walk_signal").toolTip() == "safe: WALK when the prediction is 0.5 or more"
    person.open_page("Training set")
    model = person.find("example_table", QTableView).model()
    across, tip = Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole
    assert [model.headerData(k, across) for k in (1, 2, 3)] == ["1", "2", "safe"]
    assert model.headerData(2, across, tip) == "A long name, light 2"
    click_cell(person, 0, 3)
    assert person.edit_text("Undo") == f"Undo: safe of example 1: WALK {ARROW} STOP"
    code = person.find("code_view", QTableView).model()
    lines = [code.index(row, 0).data() for row in range(code.rowCount())]
    assert "        layer_0 = lights[i:i+1]  # x1, a long name; answer: safe" in lines
    person.preset_action("xor").trigger()
    person.wait_until(lambda: person.find("light_1").accessibleName() == "Light 1")
    assert [model.headerData(k, across) for k in (1, 2, 3)] == ["1", "2", "answer"]


def test_a_bad_file_says_so_and_disturbs_nothing(person, dialogs, snapshots, tmp_path):
    person.enter("alpha_spin", "0.001")
    person.run_at_full_speed()
    person.wait_past_iteration(5)
    before = person.settings, person.edit_text("Undo")
    for name, (content, sentence) in BAD_FILES.items():
        (tmp_path / name).write_bytes(content)
        dialogs.open(person, tmp_path / name)
        assert person.message.startswith(f"{name}, line ")
        assert sentence in person.message
        assert person.is_running
    for path in (tmp_path, tmp_path / "nowhere.csv"):
        dialogs.open(person, path)
        assert person.message.startswith(f"{path} cannot be read: ")
    person.pause()
    assert (person.settings, person.edit_text("Undo")) == before
    trainer = book_trainer(alpha=0.001)
    trainer.step(snapshots[-1].updates)
    person.wait_for(trainer)


def test_a_place_that_takes_no_file_says_so(person, dialogs, tmp_path):
    dialogs.path = tmp_path / "no folder" / "mine.csv"
    person.menu_action(EXPORT).trigger()
    assert person.message.startswith(f"{dialogs.path} cannot be written: ")


def test_thinking_better_of_it_changes_nothing(person, dialogs):
    person.press(KEY.Key_O, CONTROL)
    person.menu_action(EXPORT).trigger()
    assert not person.message
    assert person.settings.problem is STREETLIGHTS


# The training set.


def type_into_cell(person, row, column, text):
    """Type into a cell, and do nothing yet that would end typing."""
    person.open_page("Training set")
    table = person.find("example_table", QTableView)
    table.setFocus()
    table.setCurrentIndex(table.model().index(row, column))
    person.type_text(text)
    assert QApplication.focusWidget().objectName() == "example_field"


@pytest.mark.parametrize("column", [0, 1, 4, 5])
def test_space_runs_after_a_click_in_the_training_set(person, column):
    person.open_page("Training set")
    person.set_speed(KEY.Key_Home)
    click_cell(person, 1, column)
    person.press(KEY.Key_Right)
    rows = rows_of(person)
    person.press(KEY.Key_Space)
    person.wait_until(lambda: person.is_running)
    assert rows_of(person) == rows
    person.pause()
    person.view.setFocus()
    person.tab_to("example_table")
    person.find("example_table", QTableView).setCurrentIndex(cell_index(person, 1, 1))
    person.press(KEY.Key_Space)  # where Tab led, it switches what is there
    assert rows_of(person)[1] != rows[1]
    assert not person.is_running


def test_what_is_typed_into_a_cell_is_saved(person, dialogs, tmp_path):
    type_into_cell(person, 1, 4, "7")
    dialogs.path = tmp_path / "mine.csv"
    person.menu_action(EXPORT).trigger()
    assert person.settings.problem.targets.tolist() == [1, 7, 0, 0]
    assert dialogs.path.read_text().splitlines()[2] == "0,1,1,7"


def test_what_cannot_be_taken_is_not_saved_as_if_it_were(person, dialogs, tmp_path):
    type_into_cell(person, 1, 4, "wolk")
    dialogs.path = tmp_path / "mine.csv"
    person.menu_action(EXPORT).trigger()
    assert "'wolk'" in person.message
    assert not dialogs.path.exists()
    for name in ("xor", "streetlights"):
        person.preset_action(name).trigger()
        assert ticked(person) == ["streetlights"]
    person.type_text("7")
    person.menu_action(EXPORT).trigger()
    assert dialogs.path.read_text().splitlines()[2] == "0,1,1,7"


def test_a_menu_s_action_takes_what_is_typed_first(person, dialogs):
    open_text = "Open\N{HORIZONTAL ELLIPSIS}"
    for number, action in enumerate((open_text, "Restart", "New start", "Step", "Run or pause"), 2):
        type_into_cell(person, 1, 4, str(number))
        person.menu_action(action).trigger()
        assert person.settings.problem.targets.tolist() == [1, number, 0, 0]
        assert QApplication.focusWidget().objectName() == "example_table"


def test_a_button_or_another_page_takes_what_is_typed_into_a_cell_first(person):
    ends = [partial(person.open_page, page) for page in ("Patterns", "Settings")]
    buttons = "light_1", "restart_button", "step_button", "run_button"
    ends += [partial(person.click, button) for button in buttons]
    for number, end in enumerate(ends, 2):
        type_into_cell(person, 1, 4, str(number))
        end()
        assert person.settings.problem.targets.tolist() == [1, number, 0, 0]


def test_what_is_typed_never_lands_in_another_problem(person):
    type_into_cell(person, 1, 2, "0.5")
    person.preset_action("xor").trigger()
    person.wait_until(lambda: ticked(person) == ["xor"])
    person.press(KEY.Key_Return)
    assert person.settings.problem is Problem.preset("xor")
    person.undo()
    assert person.settings.problem.patterns[1].tolist() == [0, 0.5, 1]


def cell_index(person, row, column):
    return person.find("example_table", QTableView).model().index(row, column)


def cell(person, row, column):
    """Return the middle of a cell, seen."""
    table, index = person.find("example_table", QTableView), cell_index(person, row, column)
    table.scrollTo(index)
    return table.viewport(), table.visualRect(index).center()


def click_cell(person, row, column):
    viewport, place = cell(person, row, column)
    person.qtbot.mouseClick(viewport, LEFT, pos=place)


def rows_of(person):
    model = person.find("example_table", QTableView).model()
    columns = range(1, model.columnCount())
    return [" ".join(model.index(r, k).data() for k in columns) for r in range(model.rowCount())]


def tick_is_at(person, updates):
    """Tell whether the time slider has a tick at a moment, in the colour of ticks."""
    picture, slider = person.picture_of("timeline"), person.find("timeline", QSlider)
    x = round(picture.width() * updates / slider.maximum())  # give or take half of the handle
    near = range(max(0, x - 9), min(picture.width(), x + 10))
    return any(picture.pixelColor(k, 2) == QColor(LIGHT.negative_text) for k in near)


@pytest.mark.parametrize(
    "edit",
    ["answer", "light", "add_example_button", "remove_example_button", "move_up_button"],
)
def test_a_running_training_goes_on_with_what_was_edited(person, snapshots, edit):
    person.enter("alpha_spin", "0.01")
    person.open_page("Training set")
    person.run_at_full_speed()
    person.wait_past_iteration(30)
    click_cell(person, 2, {"answer": 4, "light": 1}.get(edit, 0))
    if edit.endswith("button"):
        person.click(edit)
    edited = person.settings
    assert not same_examples(edited.problem, STREETLIGHTS)
    person.wait_until(lambda: any(s.settings == edited for s in snapshots))
    person.wait_past_iteration(person.iteration + 30)
    person.pause()
    trainer = book_trainer(alpha=0.01)
    trainer.step(snapshots[-1].change_times[-1])
    trainer.apply(edited)
    trainer.step(snapshots[-1].updates - trainer.updates)
    person.wait_for(trainer)
    assert tick_is_at(person, snapshots[-1].change_times[-1])


def test_an_edit_keeps_the_weights_and_marks_the_moment(person):
    person.train(20)
    trainer = book_trainer()
    trainer.run(20)
    person.open_page("Training set")
    assert not tick_is_at(person, 80)
    click_cell(person, 2, 4)
    person.wait_until(lambda: tick_is_at(person, 80))
    assert bits(person.network) == bits(trainer.network)
    assert person.edit_text("Undo") == f"Undo: answer of example 3: STOP {ARROW} WALK"
    person.train(20)
    trainer.apply(person.settings)
    trainer.run(20)
    assert bits(person.network) == bits(trainer.network)
    assert trainer.network.predict([[0, 0, 1]])[0] > 0.9
    person.undo()
    person.wait_until(lambda: person.iteration == 20)
    assert person.edit_text("Redo") == f"Redo: answer of example 3: STOP {ARROW} WALK"
    assert rows_of(person)[2] == "0 0 1 STOP "
    person.redo()
    person.wait_for(trainer)
    assert rows_of(person)[2] == "0 0 1 WALK "


def test_a_light_more_rebuilds_everything_and_undo_brings_it_back(person):
    person.train(12)
    person.set_lamps((0, 1, 1))
    before, picture = bits(person.network), person.picture_of("network_view")
    person.open_page("Training set")
    person.click("add_light_button")
    trainer = Trainer.of(person.settings)
    person.wait_for(trainer)
    assert trainer.network.sizes == (4, 4, 1)
    assert len(person.window.findChildren(Lamp)) == len(person.lamps) == 4
    person.train(12)
    trainer.run(12)
    assert bits(person.network) == bits(trainer.network)
    code = person.find("code_view", QTableView)
    assert code.model().index(3, 2).data() == "(1, 4)"
    assert person.edit_text("Undo") == "Undo: light 4 added"
    person.undo()
    person.wait_until(lambda: bits(person.network) == before and len(person.lamps) == 3)
    assert (person.iteration, code.model().index(3, 2).data()) == (12, "(1, 3)")
    assert rows_of(person)[0] == "1 0 1 WALK "
    person.set_lamps((0, 1, 1))
    assert person.picture_of("network_view") == picture
    person.redo()
    person.wait_for(trainer)


def test_wheel_steps_on_one_light_undo_as_one(person):
    person.train(7)
    person.open_page("Training set")
    click_cell(person, 1, 1)
    viewport, place = cell(person, 1, 1)
    for _ in range(4):
        person.turn_wheel(viewport, -120, place)
    assert rows_of(person)[1] == "0.6 1 1 WALK "
    for before, after in ((1, 0.6), (0, 1)):
        words = f"light 1 of example 2: {before} {ARROW} {after}"
        assert person.edit_text("Undo") == f"Undo: {words}"
        person.undo()
        person.wait_until(lambda value=before: rows_of(person)[1].startswith(f"{value} 1 1 WALK"))


def test_a_contradiction_is_pointed_out_not_forbidden(person):
    person.open_page("Training set")
    click_cell(person, 3, 1)  # 1 1 1 STOP becomes 0 1 1 STOP
    assert rows_of(person)[1].startswith("0 1 1 WALK contradicts example 4")
    assert rows_of(person)[3].startswith("0 1 1 STOP contradicts example 2")
    assert person.text("contradictions_label") == "2 contradict another"
    said = "0 1 1 has two answers, WALK and STOP: the error cannot fall below 0.5."
    person.wait_until(lambda: person.text("finding_1") == said)
