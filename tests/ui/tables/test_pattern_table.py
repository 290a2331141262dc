"""The table of all patterns, alone: what it shows, and what clicks and keys do."""

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pattern_reader import (
    IN_COUNTING_ORDER,
    NOWHERE,
    PAST_THE_END,
    Reader,
    six_lights,
    snapshot_of,
)
from person import CONTROL, book_trainer
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from streetlight_gui.core import Problem
from streetlight_gui.text.pattern_text import Column, prediction_text
from streetlight_gui.ui.tables.patterns.pattern_table import PatternTable
from streetlight_gui.ui.widgets.theme import DARK, LIGHT

# What it says.


def test_it_lists_and_counts(reader):
    assert reader.count == "untrained: 2 of 4 right, 4 never seen"
    assert reader.patterns == IN_COUNTING_ORDER
    assert reader.column(Column.ANSWER) == [
        *("never seen", "STOP", "never seen", "WALK", "never seen", "WALK", "never seen", "STOP")
    ]


def test_it_follows_every_moment(reader):
    trained = book_trainer()
    trained.run(60)
    reader.table.show_snapshot(snapshot_of(network=trained.network))
    text = "4 of 4 right, 4 patterns never seen"
    reader.qtbot.waitUntil(lambda: reader.count == text)
    assert reader.text(5, Column.VERDICT) == "WALK, right"
    assert reader.text(5, Column.PREDICTION) == "1.0000"
    reader.table.show_snapshot(snapshot_of())
    assert reader.text(5, Column.PREDICTION) == "0.3919"
    assert reader.text(5, Column.VERDICT) == "STOP, wrong"


@given(st.floats(-1e300, 1e300))  # no float holds what the largest are rounded to
@example(5.75306e-14)
@example(-0.00004)
@example(-0.0)
def test_a_prediction_that_is_not_0_never_reads_as_0(value):
    text = prediction_text(value)
    assert (float(text) == 0) == (value == 0)
    assert math.isclose(float(text), value, rel_tol=0.05, abs_tol=5.1e-5)
    assert text.lstrip("-") == text or value < 0


def test_another_problem_has_other_rows(reader):
    reader.table.show_snapshot(snapshot_of(six_lights()))
    assert reader.view.model().rowCount() == 64
    assert reader.count.endswith("32 never seen")
    reader.table.show_snapshot(snapshot_of(Problem([[0.5]], [1])))
    assert reader.patterns == [(0.5,), (0.0,), (1.0,)]


def test_the_same_problem_keeps_its_rows(reader, qtbot):
    with qtbot.assertNotEmitted(reader.view.model().modelReset):
        reader.table.show_snapshot(snapshot_of(network=NOWHERE))


def test_the_model_keeps_qts_rules(reader):
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    QAbstractItemModelTester(reader.view.model(), mode, reader.table)
    for column in Column:
        reader.click_title(column)
        reader.table.show_snapshot(snapshot_of(network=PAST_THE_END))
    reader.table.show_snapshot(snapshot_of(six_lights()))
    reader.table.show_pattern((1.0,) * 6)


def test_screen_readers_get_every_cell_and_title(reader):
    reader.table.show_pattern((1.0, 0.0, 1.0))
    interface = QAccessible.queryAccessibleInterface(reader.view)
    assert interface.text(QAccessible.Text.Name) == "Patterns"
    name = QAccessible.Text.Name
    says = [interface.child(k).text(name) for k in range(interface.childCount())]
    titles = ["in training", "lights", "answer", "prediction", "verdict", "error"]
    lit = ["in training", "1 0 1, on the lights", "WALK", "0.3919", "STOP, wrong", "0.370"]
    assert says[1:7] == titles
    assert says[43:49] == lit


def test_tips_are_exact(reader):
    exact = float(snapshot_of().network.predict([[1, 0, 1]])[0])
    assert float(reader.text(5, Column.PREDICTION, Qt.ItemDataRole.ToolTipRole)) == exact


# What a person does.


def test_a_click_chooses_a_pattern_and_a_second_one_again(reader):
    reader.click(5)
    reader.click(0)
    reader.click(0)
    assert reader.chosen == [(1.0, 0.0, 1.0), (0.0, 0.0, 0.0), (0.0, 0.0, 0.0)]


def test_arrow_keys_choose_patterns(reader):
    reader.focus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_End, Qt.Key.Key_Home):
        reader.press(key)
    assert reader.chosen == [IN_COUNTING_ORDER[k] for k in (1, 2, 1, 7, 0)]
    reader.press(Qt.Key.Key_Up)
    assert len(reader.chosen) == 5


def test_arrow_keys_begin_at_the_lit_row_and_enter_chooses_it_again(show):
    reader = show()
    reader.view.clearFocus()
    reader.view.setCurrentIndex(reader.cell(-1, 0))
    reader.table.show_pattern((1.0, 0.0, 1.0))
    reader.focus()
    assert not reader.chosen
    reader.press(Qt.Key.Key_Return)
    reader.press(Qt.Key.Key_Down)
    assert reader.chosen == [IN_COUNTING_ORDER[5], IN_COUNTING_ORDER[6]]


def test_what_the_program_does_chooses_nothing(reader):
    reader.click(2)
    reader.chosen.clear()
    reader.table.show_pattern((1.0, 1.0, 1.0))
    reader.table.show_snapshot(snapshot_of(network=NOWHERE))
    reader.table.show_snapshot(snapshot_of(six_lights()))
    reader.click_title(Column.ANSWER)
    assert not reader.chosen


def test_keys_of_the_window_reach_the_window(reader, qtbot):
    reader.focus()
    pressed = []
    reader.table.keyPressEvent = lambda event: pressed.append(event.text())
    for key in (Qt.Key.Key_Space, Qt.Key.Key_1, Qt.Key.Key_R):
        reader.press(key)
    assert pressed == [" ", "1", "r"]
    assert not reader.chosen


# Sorting.


def test_titles_sort_turn_round_and_go_back(reader):
    reader.click_title(Column.PREDICTION)
    numbers = [float(text) for text in reader.column(Column.PREDICTION)]
    assert numbers == sorted(numbers)
    reader.click_title(Column.PREDICTION)
    numbers = [float(text) for text in reader.column(Column.PREDICTION)]
    assert numbers == sorted(numbers, reverse=True)
    reader.click_title(Column.PREDICTION)
    assert reader.patterns == IN_COUNTING_ORDER


@pytest.mark.parametrize("column", list(Column))
@pytest.mark.parametrize("name", ["streetlights", "dimmer"])
def test_every_title_sorts_and_the_unseen_come_last(show, column, name):
    reader = show(snapshot_of(Problem.preset(name)))
    before = reader.patterns
    reader.click_title(column)
    assert sorted(reader.patterns) == sorted(before)
    if column not in (Column.LIGHTS, Column.PREDICTION):
        seen = [text == "in training" for text in reader.column(Column.TRAINING)]
        assert seen == sorted(seen, reverse=True)


def test_the_largest_error_comes_first(reader):
    reader.click_title(Column.ERROR)
    assert reader.patterns[0] == (0.0, 1.0, 1.0)
    errors = [float(text) for text in reader.column(Column.ERROR)[:4]]
    assert errors == sorted(errors, reverse=True)


def test_rows_stay_while_training_until_sorted_again(reader):
    reader.click_title(Column.PREDICTION)
    before = reader.patterns
    trained = book_trainer()
    trained.run(60)
    reader.table.show_snapshot(snapshot_of(network=trained.network))
    assert reader.patterns == before
    reader.menu("Sort again").trigger()
    numbers = [float(text) for text in reader.column(Column.PREDICTION)]
    assert numbers == sorted(numbers)
    assert reader.patterns != before
    reader.menu("Counting order").trigger()
    assert reader.patterns == IN_COUNTING_ORDER


def test_keys_alone_can_sort(reader):
    reader.menu("error").trigger()
    assert reader.patterns[0] == (0.0, 1.0, 1.0)
    reader.menu("error").trigger()
    assert reader.patterns[0] == (1.0, 1.0, 1.0)


def test_selection_and_light_move_with_their_pattern(reader):
    reader.click(3)
    reader.table.show_pattern(IN_COUNTING_ORDER[3])
    reader.click_title(Column.ERROR)
    (row,) = reader.view.selectionModel().selectedRows()
    assert reader.patterns[row.row()] == IN_COUNTING_ORDER[3]
    assert row.row() == 0
    assert LIGHT.lit in reader.colours(0, Column.VERDICT)
    assert LIGHT.lit not in reader.colours(3, Column.VERDICT)
    assert reader.chosen == [IN_COUNTING_ORDER[3]]


# Copying.


def clipboard():
    return QGuiApplication.clipboard().text()


def test_copies_all_rows_where_none_is_selected(reader):
    reader.focus()
    reader.press(Qt.Key.Key_C, CONTROL)
    lines = clipboard().splitlines()
    assert lines[0] == "in training\tlights\tanswer\tprediction\tverdict\terror"
    assert lines[6] == "in training\t1 0 1\tWALK\t0.3919\tSTOP, wrong\t0.370"
    assert len(lines) == 9


def test_copies_the_selected_rows_as_they_stand(reader):
    reader.click(5)
    reader.click(3, CONTROL)
    reader.press(Qt.Key.Key_C, CONTROL)
    assert [line.split("\t")[1] for line in clipboard().splitlines()[1:]] == ["0 1 1", "1 0 1"]
    reader.click_title(Column.LIGHTS)
    reader.click_title(Column.LIGHTS)
    reader.press(Qt.Key.Key_C, CONTROL)
    assert [line.split("\t")[1] for line in clipboard().splitlines()[1:]] == ["1 0 1", "0 1 1"]


def test_the_menu_copies_all_rows(reader):
    reader.click(5)
    reader.menu("Copy as text").trigger()
    assert len(clipboard().splitlines()) == 9
    reader.menu("Copy as CSV").trigger()
    lines = clipboard().splitlines()
    assert lines[0] == "light_1,light_2,light_3,answer,prediction,error,in_training"
    exact = float(snapshot_of().network.predict([[1, 0, 1]])[0])
    assert lines[6].split(",")[:5] == ["1.0", "0.0", "1.0", "1.0", repr(exact)]
    assert lines[1].split(",")[3:] == ["", "0.0", "", "False"]


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_the_menu_opens_by_key_and_by_mouse(reader, qtbot):
    reader.focus()
    menu = reader.menu("Copy as text").parent()
    for reason in (QContextMenuEvent.Reason.Keyboard, QContextMenuEvent.Reason.Mouse):
        place = reader.box(1, Column.ANSWER).center()
        where = reader.view.viewport().mapToGlobal(place)
        event = QContextMenuEvent(reason, place, where)
        QApplication.sendEvent(reader.view.viewport(), event)
        qtbot.waitUntil(menu.isVisible)
        assert not reader.menu("Sort again").isEnabled()
        menu.close()


def test_before_the_first_snapshot_nothing_breaks(styled_application, qtbot):
    table = PatternTable()
    qtbot.addWidget(table)
    table.show()
    table.show_pattern((1.0, 0.0, 1.0))
    table.set_theme(DARK)
    table.activateWindow()
    qtbot.waitUntil(table.isActiveWindow)
    reader = Reader(qtbot, table)
    reader.focus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Space):
        reader.press(key)
    for text in ("Copy as text", "Copy as CSV", "Sort again", "error", "Counting order"):
        reader.menu(text).trigger()
    assert not reader.chosen
