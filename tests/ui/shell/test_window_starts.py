"""The page of starts in the real window: tried, looked at, loaded, kept, and given up."""

import os
import re
import signal
from itertools import pairwise

import pytest
from atlases import part_of
from moments import type_weight
from person import CONTROL, LEFT, book_trainer
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget
from swept import BOOK

from streetlight_gui.core.ensemble.atlas import Atlas, watched_of
from streetlight_gui.core.ensemble.chunk_run import run_chunk
from streetlight_gui.core.ensemble.sweep import Cell, Sweep, grid
from streetlight_gui.core.storage.session_file import read_session, write_session
from streetlight_gui.core.training.axes import Axis, AxisKind
from streetlight_gui.ui.panels.starts_form import COUNTS
from streetlight_gui.ui.shell import documents, trying_starts
from streetlight_gui.ui.shell.questions import Answer

KEY = Qt.Key
AT_HAND = "Streetlights: alpha 0.2, hidden 4, iterations 150. "
LONG = Sweep((Cell(BOOK, 5000),), range(100_000))  # about a minute
OFFERED = Sweep((Cell(BOOK, 150),), range(200), watched_of(150))  # by the page at first
SMALL_MAP = Sweep(grid(BOOK, 20, {"alpha": (0.1, 0.4), "units": (2, 3)}), range(10))


@pytest.fixture
def page(person):
    return person.window.views.starts.page


@pytest.fixture
def one_process(sweep_processes):
    """Let sweeps have one process; return it, once there is one."""
    return lambda: next(iter(sweep_processes[-1]._processes.values()))


def wait_until_whole(person):
    runner = person.window.starts.runner
    person.wait_until(lambda: runner.atlas is not None and not runner.is_on)
    assert runner.atlas.is_whole


def try_starts(person):
    person.press(KEY.Key_T)
    wait_until_whole(person)


def begin_long(person, page):
    """Begin with what takes a minute, and wait until some of it is seen."""
    page.form.sweep_asked.emit(LONG)
    person.wait_until(lambda: page.atlas is not None and page.atlas.sweep is LONG)
    person.wait_until(lambda: page.atlas.known > 0)


def click_mark(person, page, seed):
    person.qtbot.mouseClick(page.dots, LEFT, pos=page.dots.box_of(seed).center())


def legend_of(person):
    return person.find("start_legend").findChildren(QWidget)


def counts_of(person):
    entries = [each.accessibleName() for each in legend_of(person)]
    found = [re.match(r"(.+?): ([\d,]+)\.", entry).groups() for entry in entries]
    return {name: int(count.replace(",", "")) for name, count in found}


# What is tried, and what is said of it.


@pytest.mark.parametrize("way", ["button", "key"])
def test_200_starts_are_tried_of_which_120_learn_within_150_iterations(person, page, way):
    assert not page.isVisible()
    if way == "button":
        person.click("try_200_button")
    else:
        person.press(KEY.Key_T)
    assert page.dots.isVisible()
    wait_until_whole(person)
    said = person.text("starts_share_label")
    assert said.startswith("120 of 200 starts learn within 150 iterations: 60.0 % (")
    tip = person.find("starts_share_label").toolTip()
    assert tip.startswith("Of the starts that learn, 52.5 % (43.6 to 61.2 %) answer ")
    counts = counts_of(person)
    assert counts["learned"] == 120
    assert sum(counts.values()) == 200
    [tip] = [each.toolTip() for each in legend_of(person) if "one wrong" in each.accessibleName()]
    assert tip.endswith(" Wrong most often: 1 0 1 in 23, 0 1 1 in 22, 1 1 1 in 1.")
    person.wait_for_title("Streetlights*")


def stuck_words(trainer):
    """Say with plain numbers how a network of the book's shape is stuck."""
    patterns, answers = BOOK.problem.examples
    says = trainer.network.predict(patterns) >= 0.5
    (wrong,) = (k for k, answer in enumerate(answers) if says[k] != (answer == 1))
    words = "WALK" if says[wrong] else "STOP", "WALK" if answers[wrong] else "STOP"
    lights = " ".join(f"{light:.0f}" for light in patterns[wrong])
    assert not (patterns[wrong] @ trainer.network.weights[0] > 0).any()
    return f"says {words[0]} for {lights}, not {words[1]}"


def test_what_is_said_of_a_start_is_what_the_book_s_loop_finds(person, page):
    try_starts(person)
    person.wait_until_still()  # the page has its last place
    for seed in (1, 2, 3, 7, 40, 199):
        trainer = book_trainer(seed)
        trainer.run(150)
        person.hover(page.dots, *page.dots.box_of(seed).center().toTuple())
        said = f"seed {seed}: "
        person.wait_until(lambda said=said: person.text("starts_note_label").startswith(said))
        note = person.text("starts_note_label")
        low = [error < 0.01 for error in trainer.errors]
        if low[-1]:
            assert f"learned at iteration {len(low) - low[::-1].index(False) + 1}, " in note
        else:
            assert "learned" not in note
            assert f": {stuck_words(trainer)}, error" in note
            reason = "(no unit fires there, so it teaches nothing)"
            assert page.dots.words.endswith(reason)  # which the note may have no room for
        error = float(re.search(r"error (\d[^,\s]*)", note)[1])
        assert error == pytest.approx(trainer.errors[-1], rel=5e-3)


def test_how_many_are_tried_goes_in_steps_of_two_and_a_half_at_most(person, page):
    person.open_page("Starts")
    person.tab_to("starts_combo")
    for _ in range(4):
        person.press(KEY.Key_Down)
    person.enter("starts_iterations_spin", "1")
    person.click("try_starts_button")
    wait_until_whole(person)
    assert page.atlas.known == 5000
    assert all(more <= 2.5 * count for count, more in pairwise(COUNTS))


def test_views_switch_and_stand_alone(person, page):
    try_starts(person)
    views = {"marks": page.dots, "curves": page.curves, "table": page.table, "map": page.map}
    place = person.find("starts_marks_button").geometry()
    for name in ("curves", "table", "map", "marks"):
        person.click(f"starts_{name}_button")
        assert [each.isVisible() for each in views.values()] == [name == each for each in views]
        assert person.find("starts_marks_button").geometry() == place


def test_starts_that_ended_while_another_page_was_seen_are_kept_and_told(person, page):
    told = []
    person.window.starts.told.connect(told.append)
    person.press(KEY.Key_T)
    person.open_page("Patterns")
    wait_until_whole(person)
    assert person.window.starts.kept[0].is_whole
    assert len(told) == 1
    assert told[0].startswith("120 of 200 starts learn")
    person.open_page("Starts")
    assert person.text("starts_share_label") == told[0]


def test_a_map_is_told_though_no_starts_were_tried(person, page):
    told = []
    person.window.starts.told.connect(told.append)
    page.axes.map_asked.emit(SMALL_MAP)
    wait_until_whole(person)
    assert told == ["The map is computed."]


# Loading one.


def test_a_click_on_a_mark_loads_it_and_undo_brings_back(person, page):
    try_starts(person)
    person.train(5)
    person.open_page("Starts")
    before = person.network
    click_mark(person, page, 42)
    person.wait_for(book_trainer(42))
    assert (person.settings.seed, person.iteration) == (42, 0)
    assert not person.is_running
    assert page.table._loaded == 42
    person.undo()
    person.wait_until(lambda: person.settings.seed == 1 and person.iteration == 5)
    assert [w.tolist() for w in person.network.weights] == [w.tolist() for w in before.weights]
    assert page.table._loaded == 1


def test_a_loaded_start_is_run_as_long_as_it_was_tried_for(person, page):
    page.form.sweep_asked.emit(Sweep((Cell(BOOK, 60),), range(100)))
    wait_until_whole(person)
    person.open_page("Starts")
    click_mark(person, page, 42)
    person.wait_for(book_trainer(42))
    stop_after = person.find("stop_after_spin")
    assert stop_after.value() == 60
    seed = person.find("seed_spin")
    person.undo()
    person.wait_until(lambda: (seed.value(), stop_after.value()) == (1, 150))
    person.redo()
    person.wait_until(lambda: (seed.value(), stop_after.value()) == (42, 60))


def test_marks_too_small_for_shapes_are_not_said_to_have_sizes(person, page):
    try_starts(person)
    note = person.find("starts_note_label")
    assert "The larger a mark" in note.text()
    page.form.sweep_asked.emit(Sweep((Cell(BOOK, 1),), range(50_000)))
    wait_until_whole(person)
    assert "Hover a mark" in note.text()


def test_a_start_whose_weights_are_edited_is_none_of_these(person, page):
    try_starts(person)
    assert page.table._loaded == 1
    type_weight(person, 0, "2")
    person.wait_until(lambda: page.table._loaded is None)
    assert page.dots._seed == -1
    person.undo()
    person.wait_until(lambda: page.table._loaded == 1)
    person.train(2)
    type_weight(person, 0, "2")  # it began there all the same
    person.wait_until(lambda: page.table._loaded == 1)


def test_by_keys_alone_one_is_tried_found_in_the_table_and_loaded(person, page):
    person.press(KEY.Key_T)
    wait_until_whole(person)
    person.tab_to("starts_marks_button")
    person.press(KEY.Key_Right)
    person.press(KEY.Key_Right)
    person.tab_to("start_table")
    person.press(KEY.Key_Down)
    person.press(KEY.Key_Down)
    person.press(KEY.Key_Down)
    row = page.table.currentIndex().row()
    person.press(KEY.Key_Return)
    person.wait_for(book_trainer(page.table.starts.seed(row)))
    person.press(KEY.Key_Space)  # runs, as everywhere
    person.wait_until(lambda: person.iteration > 0)


def test_after_a_change_of_settings_the_starts_are_of_others_until_one_is_loaded(person, page):
    try_starts(person)
    assert person.text("starts_note_label").startswith(AT_HAND)
    person.enter("alpha_spin", "0.1")
    person.wait_until(lambda: person.text("starts_note_label").startswith("Of other settings: "))
    assert "alpha 0.2" in person.text("starts_note_label")
    assert page.table._loaded is None
    note = person.find("starts_note_label")
    person.click("starts_table_button")
    assert note.isVisible()
    person.click("starts_marks_button")
    click_mark(person, page, 9)
    person.wait_for(book_trainer(9))
    assert person.settings.alpha == 0.2
    assert person.text("starts_note_label").startswith(AT_HAND)
    assert note.isVisible()
    person.click("starts_table_button")
    assert not note.isVisible()


def test_enter_on_a_cell_loads_its_setting_and_shows_its_starts(person, page):
    person.open_page("Starts")
    page.axes.map_asked.emit(SMALL_MAP)
    wait_until_whole(person)
    person.tab_to("share_map")
    for key in (KEY.Key_Home, KEY.Key_Up, KEY.Key_Up, KEY.Key_Down, KEY.Key_Right):
        person.press(key)
    person.press(KEY.Key_Return)
    person.wait_until(lambda: person.settings.hidden == (3,))
    assert (person.settings.alpha, person.settings.seed, person.iteration) == (0.4, 1, 0)
    assert page.atlas.outcomes[0] is page.charted.outcomes[3]
    assert page.atlas.sweep.cells[0].trains_as(person.settings)
    person.click("starts_marks_button")
    assert " of 10 starts " in person.text("starts_share_label")


def test_a_map_has_the_axes_that_were_asked_for_though_each_has_one_value(person, page):
    person.open_page("Starts")
    person.click("starts_map_button")
    for axis, name, value in (("x", "batch", "2"), ("y", "penalty", "none")):
        combo = person.find(f"{axis}_axis_combo")
        combo.setFocus()
        combo.setCurrentIndex(combo.findText(name))  # a list that opens would warn offscreen
        person.qtbot.mouseClick(person.find(f"{axis}_values_field"), LEFT)
        person.press(KEY.Key_A, CONTROL)
        person.type_text(value)
    person.enter("map_starts_spin", "9")
    person.click("compute_map_button")
    wait_until_whole(person)
    table = person.find("share_map")
    names = [table.axis_name(each) for each in (Qt.Orientation.Horizontal, Qt.Orientation.Vertical)]
    assert names == ["batch", "penalty"]
    assert (
        table.model()
        .index(0, 0)
        .data(Qt.ItemDataRole.AccessibleTextRole)
        .startswith("batch 2, penalty none: ")
    )


def test_of_cells_along_iterations_the_one_as_long_as_run_is_at_hand(person, page):
    person.open_page("Starts")
    axes = {"alpha": (0.1, 0.2), "iterations": (60, 150)}
    page.axes.map_asked.emit(Sweep(grid(BOOK, 1, axes), range(9)))
    wait_until_whole(person)
    cells = person.find("share_map").model()

    def at_hand():
        role = Qt.ItemDataRole.AccessibleTextRole
        said = [cells.index(row, column).data(role) for row in range(2) for column in range(2)]
        return [each.partition(":")[0] for each in said if each.endswith(", the settings at hand")]

    assert at_hand() == ["alpha 0.2, 150 iterations"]
    person.enter("stop_after_spin", "60")
    person.wait_until(lambda: at_hand() == ["alpha 0.2, 60 iterations"])
    person.enter("stop_after_spin", "61")
    person.wait_until(lambda: not at_hand())


# What takes long.


def test_training_goes_on_meanwhile_and_cancelling_keeps_what_is_known(person, page, one_process):
    person.open_page("Starts")
    page.form.sweep_asked.emit(Sweep((Cell(BOOK, 1000),), range(100_000)))
    person.wait_until(lambda: page.atlas is not None and page.atlas.known > 0)
    person.train(20)
    assert person.iteration == 20
    assert person.window.starts.kept == (None, None)
    person.open_page("Starts")
    person.wait_until(person.find("starts_progress").isVisible)
    process = one_process()
    person.click("starts_progress_button")
    known = page.atlas.known
    assert 0 < known < 100_000
    assert page.atlas is person.window.starts.runner.atlas
    said = person.text("starts_share_label")
    assert said.startswith("So far ")
    assert f" of {known:,} starts learn" in said
    assert sum(counts_of(person).values()) == known
    assert not person.find("starts_progress").isVisible()
    person.wait_until(lambda: not process.is_alive())


def test_what_was_cancelled_goes_on_with_what_is_missing(person, page, one_process):
    person.open_page("Starts")
    combo, button = person.find("starts_combo", QComboBox), person.find("try_starts_button")
    combo.setCurrentIndex(combo.findText("10,000 starts"))
    person.enter("starts_iterations_spin", "1500")
    person.click("try_starts_button")
    person.wait_until(lambda: page.atlas is not None and page.atlas.known > 0)
    assert button.text() == "Try"
    person.click("starts_progress_button")
    part, known = page.atlas, []
    assert 0 < part.known < 10_000
    assert button.text() == "Go on"
    assert button.toolTip() == f"Train the {10_000 - part.known:,} starts still missing"
    person.window.starts.runner.changed.connect(lambda atlas: known.append(atlas.known))
    person.click("try_starts_button")
    wait_until_whole(person)
    assert known[0] == part.known
    assert page.atlas.outcomes[0].seeds.tolist() == [*range(10_000)]
    assert page.atlas.densities[0].counts[-1].sum() == 10_000
    assert button.text() == "Try"


def test_a_map_that_was_cancelled_goes_on_from_where_it_was_asked_for(person, page, one_process):
    person.open_page("Starts")
    person.click("starts_map_button")
    person.enter("map_starts_spin", "2500")
    person.click("compute_map_button")
    button = person.find("compute_map_button")
    assert not button.isVisible()
    person.wait_until(lambda: page.charted is not None and page.charted.known > 0)
    person.wait_until(person.find("starts_progress").isVisible)
    person.click("starts_progress_button")
    part = page.charted
    assert 0 < part.known < 50_000
    assert button.text() == "Go on"
    person.click("compute_map_button")
    wait_until_whole(person)
    assert button.text() == "Compute map"
    for before, after in zip(part.outcomes, page.charted.outcomes, strict=True):
        assert after is before or not len(before)


def test_what_is_asked_for_otherwise_begins_anew(person, page):
    person.open_page("Starts")
    person.window.starts.open(Atlas.begun(OFFERED).more([part_of(OFFERED, 0, range(90))]))
    button, combo = person.find("try_starts_button"), person.find("starts_combo", QComboBox)
    assert button.text() == "Go on"
    person.enter("alpha_spin", "0.1")
    person.wait_until(lambda: button.text() == "Try")
    person.undo()
    person.wait_until(lambda: button.text() == "Go on")
    person.enter("stop_after_spin", "60")
    person.wait_until(lambda: button.text() == "Try")
    person.enter("starts_iterations_spin", "150")
    assert button.text() == "Go on"
    combo.setCurrentIndex(combo.findText("100 starts"))
    assert button.text() == "Try"
    person.click("try_starts_button")
    wait_until_whole(person)
    assert page.atlas.known == 100
    assert button.text() == "Try"


def test_a_part_that_took_long_goes_on_unasked(person, page, monkeypatch):
    monkeypatch.setattr(trying_starts, "ask", lambda *_: pytest.fail("it asked"))
    monkeypatch.setattr(trying_starts, "_LONG_S", 0.0)
    person.window.starts.open(Atlas.begun(OFFERED).more([part_of(OFFERED, 0, range(90))]))
    try_starts(person)
    assert person.text("starts_share_label").startswith("120 of 200 starts learn")


@pytest.mark.parametrize("answer", [Answer.No, Answer.Yes])
def test_a_long_one_is_not_thrown_away_unasked(person, page, one_process, monkeypatch, answer):
    asked = []

    def ask(_window, question, *_):
        asked.append(question)
        return answer

    monkeypatch.setattr(trying_starts, "ask", ask)
    person.open_page("Starts")
    begin_long(person, page)
    person.press(KEY.Key_T)
    assert len(asked) == 1
    assert "left. Stop trying them?" in asked[0]
    runner = person.window.starts.runner
    if answer == Answer.No:
        assert runner.is_on
        assert runner.atlas.sweep is LONG
        runner.cancel()
    else:
        wait_until_whole(person)
        assert page.atlas.known == 200


def test_esc_leaves_it_and_the_banner_s_cross_ends_it(person, page, one_process):
    person.open_page("Starts")
    begin_long(person, page)
    banner, runner = person.find("starts_progress"), person.window.starts.runner
    person.wait_until(banner.isVisible)
    person.view.setFocus()
    person.press(KEY.Key_Escape)
    person.preset_action("xor").trigger()
    assert banner.isVisible()
    assert runner.is_on
    person.click("starts_progress_close")
    assert not runner.is_on
    assert page.atlas is runner.atlas


@pytest.mark.parametrize("answer", [Answer.No, Answer.Yes])
def test_what_took_long_is_not_replaced_unasked(person, page, monkeypatch, answer):
    asked = []
    monkeypatch.setattr(
        trying_starts, "ask", lambda _, question, *__: asked.append(question) or answer
    )
    monkeypatch.setattr(trying_starts, "_LONG_S", 0.0)
    try_starts(person)
    first = page.atlas
    person.press(KEY.Key_T)
    assert asked == ["Trying 200 starts took long. Replace what came of it?"]
    assert (person.window.starts.runner.atlas.sweep is first.sweep) == (answer == Answer.No)
    wait_until_whole(person)
    assert (page.atlas is first) == (answer == Answer.No)


def test_what_took_long_and_soon_ends_is_replaced_by_no_others_unasked(person, page, monkeypatch):
    asked = []
    monkeypatch.setattr(
        trying_starts, "ask", lambda _, question, *__: asked.append(question) or Answer.No
    )
    wild = Sweep(grid(BOOK, 1_000_000, {"alpha": [1000.0]}), range(200))  # half a minute, roughly
    person.window.starts.open(Atlas.begun(wild).more([part_of(wild, 0, range(192))]))
    page.form.sweep_asked.emit(wild)
    assert person.window.starts.may_leave()
    assert asked == []
    page.form.ask_for_first()
    assert asked == ["Trying 192 starts took long. Replace what came of it?"]
    wait_until_whole(person)
    assert page.atlas.sweep is wild


def test_a_cell_that_is_not_whole_leaves_the_marks_as_they_are(person, page):
    try_starts(person)
    first, (known, *_) = page.atlas, SMALL_MAP.chunks()
    person.window.starts.open(Atlas.begun(SMALL_MAP).more([run_chunk(known)]))
    page.map.cell_chosen.emit(3)
    assert page.atlas is first
    page.map.cell_chosen.emit(0)
    assert page.atlas.sweep.cells == SMALL_MAP.cells[:1]


def test_what_is_ended_before_anything_is_known_brings_back_what_there_was(person, page):
    try_starts(person)
    first = page.atlas
    page.form.sweep_asked.emit(LONG)
    person.window.starts.runner.cancel()
    assert page.atlas is first


def test_a_short_one_is_begun_anew_unasked(person, page, monkeypatch):
    monkeypatch.setattr(trying_starts, "ask", lambda *_: pytest.fail("it asked"))
    page.form.ask_for_first()
    assert person.window.starts.runner.is_on
    try_starts(person)
    assert page.atlas.known == 200


def test_a_new_session_asks_too(person, page, one_process, monkeypatch):
    monkeypatch.setattr(trying_starts, "ask", lambda *_: Answer.No)
    person.open_page("Starts")
    begin_long(person, page)
    person.press(KEY.Key_N, CONTROL)
    assert person.window.starts.runner.is_on
    monkeypatch.setattr(trying_starts, "ask", lambda *_: Answer.Yes)
    person.press(KEY.Key_N, CONTROL)
    person.wait_until(lambda: page.atlas is None)
    assert not person.window.starts.runner.is_on


def test_what_is_stopped_to_leave_is_work_to_be_saved(person, page, one_process, monkeypatch):
    asked = []
    monkeypatch.setattr(trying_starts, "ask", lambda *_: Answer.Yes)
    monkeypatch.setattr(
        documents, "ask", lambda _, question, *__: asked.append(question) or Answer.Cancel
    )
    person.window.documents.asks = True
    person.open_page("Starts")
    begin_long(person, page)
    assert not person.window.close()
    assert [each.split("?")[0] for each in asked] == ["Save Streetlights first"]
    assert not person.window.starts.runner.is_on
    assert person.window.documents.work.now().starts is page.atlas
    person.window.documents.asks = False


def test_the_window_closes_at_once_and_leaves_no_process(person, page, one_process, monkeypatch):
    monkeypatch.setattr(trying_starts, "ask", lambda *_: pytest.fail("it asked"))
    person.open_page("Starts")
    page.form.sweep_asked.emit(LONG)
    process = one_process()
    assert person.window.close()
    assert not person.window.starts.runner.is_on
    person.wait_until(lambda: not process.is_alive())


def test_a_process_that_is_killed_leaves_a_sentence_and_a_page_that_works(
    person, page, one_process
):
    person.open_page("Starts")
    page.form.sweep_asked.emit(LONG)
    os.kill(one_process().pid, signal.SIGKILL)
    person.wait_until(lambda: "ended from outside" in person.message)
    try_starts(person)
    assert "ended from outside" not in person.message
    assert page.atlas.known == 200


# Files, and what is typed.


def test_new_takes_starts_and_map_away_and_open_brings_them_back(
    person, page, tmp_path, monkeypatch
):
    path = tmp_path / "tried.streetlight"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: (str(path), ""))
    try_starts(person)
    page.axes.map_asked.emit(SMALL_MAP)
    wait_until_whole(person)
    person.wait_for_title("Streetlights*")
    person.press(KEY.Key_S, CONTROL)
    person.wait_for_title("tried")
    starts, chart = page.atlas, page.charted
    assert read_session(path).starts.known == 200
    person.press(KEY.Key_N, CONTROL)
    person.wait_until(lambda: page.atlas is None and page.charted is None)
    person.wait_for_title("Streetlights")
    person.press(KEY.Key_O, CONTROL)
    person.wait_until(lambda: page.atlas is not None and page.charted is not None)
    for before, after in ((starts, page.atlas), (chart, page.charted)):
        assert after.sweep.seeds == before.sweep.seeds
        for one, other in zip(before.sweep.cells, after.sweep.cells, strict=True):
            assert one.trains_as(other.settings)
            assert one.iterations == other.iterations
        for one, other in zip(before.outcomes, after.outcomes, strict=True):
            assert one.errors.tobytes() == other.errors.tobytes()
    assert page.atlas.densities[0] is not None
    person.wait_for_title("tried")


def test_a_part_that_was_saved_goes_on(person, page, tmp_path, monkeypatch):
    path = tmp_path / "part.streetlight"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: (str(path), ""))
    person.window.starts.open(Atlas.begun(OFFERED).more([part_of(OFFERED, 0, range(90))]))
    person.press(KEY.Key_S, CONTROL)
    person.wait_for_title("part")
    person.press(KEY.Key_N, CONTROL)
    button = person.find("try_starts_button")
    person.wait_until(lambda: button.text() == "Try")
    person.press(KEY.Key_O, CONTROL)
    person.wait_until(lambda: button.text() == "Go on")
    person.click("try_starts_button")
    wait_until_whole(person)
    assert person.text("starts_share_label").startswith("120 of 200 starts learn")


def test_in_another_window_a_part_is_asked_for_again(person, person_at, tmp_path):
    """Whoever saved it need not know by heart what it was."""
    path = tmp_path / "part.streetlight"
    axes = Axis(AxisKind.UNITS, (2, 3)), Axis(AxisKind.BATCH, (1, 4))
    cells = grid(BOOK, 20, {axis.kind.value: axis.values for axis in axes})
    sweeps = Sweep((Cell(BOOK, 60),), range(500), watched_of(60)), Sweep(cells, range(9), axes=axes)
    for sweep in sweeps:
        person.window.starts.open(Atlas.begun(sweep).more([part_of(sweep, 0, range(7))]))
    write_session(person.window.documents.work.now(), path)
    other = person_at()
    other.window.documents.open_path(path)
    page = other.window.views.starts.page
    other.wait_until(lambda: page.atlas is not None and page.charted is not None)
    other.open_page("Starts")
    for view, button in (("map", "compute_map_button"), ("marks", "try_starts_button")):
        other.click(f"starts_{view}_button")
        assert other.find(button).text() == "Go on"
        other.click(button)
        wait_until_whole(other)
    assert (page.atlas.known, page.charted.known) == (500, 36)


def test_a_part_is_kept_while_it_goes_on(person, page, one_process):
    part = Atlas.begun(LONG).more([part_of(LONG, 0, range(90))])
    person.window.starts.open(part)
    button = person.find("try_starts_button")
    page.form.sweep_asked.emit(LONG)
    person.wait_until(lambda: page.atlas.known > 90)
    assert person.window.documents.work.now().starts is part
    assert person.window.documents.work.now_seen().starts is part
    assert button.text() == "Try"  # of what is under way nothing is offered
    person.window.starts.runner.cancel()
    assert person.window.documents.work.now().starts.known > 90


def test_what_has_been_replaced_is_not_offered_to_go_on(person, page, one_process):
    person.open_page("Starts")
    person.window.starts._pace.interval_s = 60.0  # others are under way before they are seen
    combo, button = person.find("starts_combo", QComboBox), person.find("try_starts_button")
    runner = person.window.starts.runner
    for count in ("20,000 starts", "10,000 starts"):
        combo.setCurrentIndex(combo.findText(count))
        person.enter("starts_iterations_spin", "1500")
        person.click("try_starts_button")
        person.wait_until(lambda: runner.atlas.known > 0)
    combo.setCurrentIndex(combo.findText("20,000 starts"))
    assert button.text() == "Try"
    runner.cancel()
    combo.setCurrentIndex(combo.findText("10,000 starts"))
    assert button.text() == "Go on"


def test_what_is_typed_and_is_no_number_is_refused_and_nothing_is_tried(person, page):
    person.open_page("Starts")
    person.enter("starts_iterations_spin", "soon")
    assert "'soon'" in person.message
    person.find("starts_iterations_spin").lineEdit().setText("0")
    person.click("try_starts_button")
    assert not person.window.starts.runner.is_on
    assert "iterations" in person.message
    person.enter("starts_iterations_spin", "10")
    assert "iterations" not in person.message
    person.click("try_starts_button")
    wait_until_whole(person)
    assert "within 10 iterations" in person.text("starts_share_label")
