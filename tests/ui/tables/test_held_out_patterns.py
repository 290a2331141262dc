"""Held-out answers in the table of patterns: judged and marked, given and taken back there."""

from functools import partial

import pytest
from pattern_reader import BELOW_ZERO, PAST_THE_END, open_table, snapshot_of
from person import LEFT
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from streetlight_gui.core import Problem
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.replay.cursor import Cursor
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.text.pattern_text import Column
from streetlight_gui.ui.widgets.theme import DARK, LIGHT

BOOK = Problem.preset("streetlights")
STREETLIGHTS = PRESETS["streetlights"]
RULED = BOOK.holding_out(STREETLIGHTS.rule.rows)
NEVER_SEEN, SEEN = 4, 5  # rows in counting order: 1 0 0 and 1 0 1


@pytest.fixture
def show(styled_application, qtbot):
    """Return a function that shows a table alone, and keeps what it tells."""

    def open_one(problem=STREETLIGHTS, network=None, **kwargs):
        reader = open_table(qtbot, snapshot_of(problem, network), **kwargs)
        reader.edits = []
        reader.table.problem_edited.connect(
            lambda words, problem, _kind: reader.edits.append((words, problem))
        )
        return reader

    return open_one


def button(reader):
    return reader.table.findChild(QAbstractButton, "rule_button")


def of_the_preset(problem):
    """Take a snapshot of a run of the preset whose problem was edited."""
    settings = Settings.choose(STREETLIGHTS).with_problem(problem)
    return Snapshot.take(0, Cursor(Run(settings)), shows_each_example=True)


def note(reader):
    return reader.table.findChild(QLabel, "pattern_count_label").toolTip()


def double_click(reader, place, column=Column.ANSWER):
    middle, viewport = reader.box(place, column).center(), reader.view.viewport()
    reader.qtbot.mouseClick(viewport, LEFT, pos=middle)
    reader.qtbot.mouseDClick(viewport, LEFT, pos=middle)
    reader.qtbot.mouseRelease(viewport, LEFT, pos=middle)


def test_the_count_tells_both(show):
    assert show(RULED, BELOW_ZERO).count == "2 of 4 right, never seen 2 of 4 by this rule"
    reader = show(RULED, PAST_THE_END)  # it says walk wherever light 3 is on
    assert reader.count == "2 of 4 right, never seen 2 of 4 by this rule"
    few = BOOK.holding_out(([[0, 0, 0]], [0]))
    assert show(few).count == "untrained: 2 of 4 right, never seen 1 of 1"


def test_what_is_trained_on_too_is_not_called_never_seen(show):
    reader = show(BOOK.holding_out(([[1, 0, 1], [1, 0, 0]], [0, 1])))
    assert reader.count == "untrained: 2 of 4 right, held out 1 of 2"
    assert reader.text(SEEN, Column.TRAINING) == "in training, held out"
    assert reader.text(SEEN, Column.ANSWER) == "WALK / STOP"
    assert reader.text(SEEN, Column.VERDICT).endswith("contradiction")
    tip = partial(reader.text, SEEN, role=Qt.ItemDataRole.ToolTipRole)
    assert tip(Column.ANSWER) == "WALK / STOP: a held-out answer contradicts another"
    examples = "example 1 of the training set; example 5 held out, not trained on"
    assert tip(Column.LIGHTS) == f"1 0 1: {examples}"


def test_held_out_answers_are_judged_like_others(show):
    reader = show(RULED, PAST_THE_END)
    assert reader.column(Column.TRAINING) == ["held out", "in training"] * 4
    assert reader.column(Column.ANSWER)[::2] == ["STOP", "WALK", "WALK", "STOP"]
    verdicts = [f"STOP, {grade} by this rule" for grade in ("right", "wrong", "wrong", "right")]
    assert reader.column(Column.VERDICT)[::2] == verdicts
    assert reader.column(Column.ERROR)[::2] == ["0.00", "1.00", "1.00", "0.00"]


def test_held_out_rows_sort_between_those_in_training_and_those_never_seen(show):
    reader = show(BOOK.holding_out(([[1, 1, 0]], [0])))
    reader.click_title(Column.TRAINING)
    uses = ["in training"] * 4 + ["held out"] + ["never seen"] * 3
    assert reader.column(Column.TRAINING) == uses


def test_only_the_rule_of_a_preset_is_called_this_rule(show):
    few = BOOK.holding_out(([[0, 0, 0]], [0]))
    others = RULED.holding_out((RULED.held_out[0], 1 - RULED.held_out[1]))
    more = Problem([*BOOK.patterns, [1, 0, 0]], [*BOOK.targets, 1], name=BOOK.name)
    for problem in (few, others, more.holding_out(STREETLIGHTS.rule.rows)):
        reader = show(problem)
        assert "rule" not in reader.count
        assert "rule" not in " ".join(reader.column(Column.VERDICT))
    assert not any("rule" in text for text in show(RULED).column(Column.VERDICT)[1::2])


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_what_the_examples_do_not_decide_is_no_error_in_red(show, theme):
    reader = show(RULED, PAST_THE_END, theme=theme)  # right by the rule in rows 0 and 6
    for row, grade in ((0, "right"), (2, "wrong"), (4, "wrong"), (6, "right")):
        assert grade in reader.text(row, Column.VERDICT)
        assert theme.muted in reader.colours(row, Column.VERDICT)
        assert theme.negative_text not in reader.colours(row, Column.VERDICT)
    trained = {ink for row in (1, 3, 5, 7) for ink in reader.colours(row, Column.VERDICT)}
    assert {theme.negative_text, theme.accent} <= trained
    assert theme.muted not in trained


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_a_ring_marks_what_is_held_out_and_a_dot_what_is_trained_on(show, theme):
    reader = show(RULED, theme=theme)
    assert theme.held_out in reader.colours(NEVER_SEEN, Column.TRAINING)
    assert theme.accent not in reader.colours(NEVER_SEEN, Column.TRAINING)
    assert theme.held_out not in reader.colours(SEEN, Column.TRAINING)
    ring = reader.line(NEVER_SEEN, Column.TRAINING, dy=0)
    inked = [x for x, ink in enumerate(ring) if ink != theme.card]
    assert any(ring[x] == theme.card for x in range(inked[0], inked[-1])), "it is no ring"


def test_one_click_holds_out_the_rule_and_another_nothing(show):
    reader = show()
    assert note(reader) == ""
    assert "walk when exactly one of the first two lights is on" in button(reader).toolTip()
    reader.qtbot.mouseClick(button(reader), LEFT)
    assert reader.edits == [("the rule's answers held out", RULED)]
    reader.table.show_snapshot(of_the_preset(RULED))
    assert "four mornings do not decide the others" in note(reader)
    assert button(reader).isChecked()
    reader.qtbot.mouseClick(button(reader), LEFT)
    assert reader.edits[1:] == [("no answer held out", BOOK)]


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_examples_that_come_with_a_rule_offer_it_whatever_their_settings(show, name):
    is_book = name in ("streetlights", "stuck-start", "too-fast", "no-hidden")
    reader = show(PRESETS[name])
    assert button(reader).isVisible() is is_book
    if is_book:
        reader.qtbot.mouseClick(button(reader), LEFT)
        ((_, problem),) = reader.edits
        assert problem == PRESETS[name].problem.holding_out(STREETLIGHTS.rule.rows)
        reader.table.show_snapshot(snapshot_of(problem))
        assert button(reader).isChecked()
        assert " by this rule" in reader.text(0, Column.VERDICT)


def test_other_examples_do_not_offer_the_rule(show):
    reader = show(BOOK)
    assert button(reader).isVisible()
    more = Problem([*BOOK.patterns, [1, 0, 0]], [*BOOK.targets, 1], name=BOOK.name)
    reader.table.show_snapshot(of_the_preset(more))
    assert not button(reader).isVisible()


def test_button_and_sentence_are_about_the_rule_only(show):
    own = BOOK.holding_out(([[0, 0, 0]], [1]))
    reader = show()
    reader.table.show_snapshot(of_the_preset(own))
    assert not button(reader).isChecked()
    assert note(reader) == ""
    reader.qtbot.mouseClick(button(reader), LEFT)
    assert reader.edits == [("the rule's answers held out", RULED)]


def test_double_clicks_go_from_none_to_walk_to_stop_to_none(show):
    reader, problem = show(), BOOK
    for words, answer in (("WALK", (1,)), ("STOP", (0,)), ("no answer", ())):
        double_click(reader, NEVER_SEEN)
        said, problem = reader.edits[-1]
        assert said == f"{words} held out for 1 0 0"
        assert problem.held_out.answers_to((1, 0, 0)) == answer
        assert problem.trains_as(BOOK)
        reader.table.show_snapshot(snapshot_of(problem))
    assert problem == BOOK
    assert set(reader.chosen) == {(1, 0, 0)}


def test_the_training_sets_answers_are_not_changed_here(show):
    reader = show()
    double_click(reader, SEEN)
    double_click(reader, NEVER_SEEN, Column.PREDICTION)
    reader.click(SEEN)
    reader.press(Qt.Key.Key_F2)
    assert reader.edits == []


def test_a_key_and_the_menu_hold_out_too(show):
    reader = show()
    reader.click(NEVER_SEEN)
    reader.press(Qt.Key.Key_F2)
    reader.menu("Hold out STOP").trigger()
    reader.menu("Hold out no answer").trigger()
    answers = [problem.held_out.answers_to((1, 0, 0)) for _, problem in reader.edits]
    assert answers == [(1,), (0,), ()]


@pytest.mark.qt_log_ignore("grabbing the keyboard", "raise", extend=True)
def test_the_menu_offers_it_where_it_can_be_done(show):
    reader = show()
    for place, can in ((NEVER_SEEN, True), (SEEN, False)):
        reader.click(place)
        where = reader.box(place, Column.ANSWER).center()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, where, where)
        QApplication.sendEvent(reader.view.viewport(), event)
        assert reader.menu("Hold out WALK").isEnabled() is can
        reader.menu("Hold out WALK").parent().close()


def test_the_tip_of_an_answer_says_how(show):
    reader = show()
    tip = partial(reader.text, column=Column.ANSWER, role=Qt.ItemDataRole.ToolTipRole)
    assert "Double-click, or F2: hold out WALK" in tip(NEVER_SEEN)
    assert "Double-click" not in tip(SEEN)


def test_the_tips_of_what_was_never_seen_name_the_button_that_judges_it(show):
    hint = "\n'Judge the never seen', above, tells"
    says = partial(show(BOOK).text, role=Qt.ItemDataRole.ToolTipRole)
    for column in (Column.TRAINING, Column.LIGHTS, Column.VERDICT):
        assert hint in says(NEVER_SEEN, column)
        assert hint not in says(SEEN, column)
    judged = partial(show(RULED).text, role=Qt.ItemDataRole.ToolTipRole)
    assert hint not in judged(NEVER_SEEN, Column.LIGHTS)
    other_answers = Problem(BOOK.patterns, [1, 1, 1, 1])  # no rule comes with them
    without = partial(show(other_answers).text, role=Qt.ItemDataRole.ToolTipRole)
    assert hint not in without(NEVER_SEEN, Column.LIGHTS)
