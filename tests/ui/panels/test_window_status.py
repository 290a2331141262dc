"""The status card: what it says is true of the moment shown, and what it offers helps."""

import re
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from diagnosed import diagnose
from person import bits, book_trainer, is_close
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFontInfo
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QPushButton,
    QScrollArea,
    QTableView,
    QTabWidget,
    QWidget,
)

from streetlight_gui.core import Problem, Trainer
from streetlight_gui.core.diagnosis.finding import Remedy
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.problems.problem import all_patterns
from streetlight_gui.core.replay.cursor import Cursor
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.history import Curve
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.stopping import StopRule
from streetlight_gui.text.findings import REMEDIES
from streetlight_gui.text.preset_words import PRESET_WORDS
from streetlight_gui.ui.panels.status_card import StatusCard
from streetlight_gui.ui.session.remedies import Remedies
from streetlight_gui.ui.widgets.headline import Headline
from streetlight_gui.ui.widgets.theme import DARK, LIGHT, ThemeChoice
from streetlight_gui.ui.widgets.throttle import Throttle

STUCK, TOO_FAST, NO_HIDDEN = (PRESETS[name] for name in ("stuck-start", "too-fast", "no-hidden"))
ARROW = "\N{RIGHTWARDS ARROW}"


def open_preset(person, preset):
    person.preset_action(preset.problem.name).trigger()
    trainer = Trainer.of(Settings.choose(preset))
    person.wait_for(trainer)
    return trainer


def headline(person):
    return person.text("status_sentence")


def listed(person):
    """Return the findings of the list, whether it is open or not."""
    return [label.text() for label in labels_of(person)]


def labels_of(person):
    labels = [person.find(f"finding_{k}", QLabel) for k in range(1, 9) if has(person, k)]
    return [label for label in labels if not label.parentWidget().isHidden()]


def has(person, k):
    return person.window.findChild(QLabel, f"finding_{k}") is not None


def wait_for_sentence(person, beginning):
    """Wait until the card, or its list, says what begins like this, and return it to the end."""
    found = []

    def is_said():
        texts = [text for text in (headline(person), *listed(person)) if beginning in text]
        found[:] = [text[text.index(beginning) :] for text in texts]
        return bool(found)

    person.wait_until(is_said)
    return found[0]


def says(person, trainer):
    """Tell whether the card has all findings on a plain trainer's moment, and no other."""
    curve = Curve(np.arange(1, trainer.iteration + 1), trainer.errors)
    found = diagnose(trainer.network, trainer.problem, curve, trainer.alpha)
    texts = [finding.text for finding in found]
    others = listed(person)
    rest = [text for text in texts if text not in others]
    return others == [text for text in texts if text in others] and (
        not rest or (len(rest) == 1 and headline(person).endswith(rest[0]))
    )


def open_list(person):
    if not person.find("findings_button", QPushButton).isChecked():
        person.click("findings_button")


def buttons(person):
    """Return what the card and its open list offer."""
    action = person.find("status_action", QPushButton)
    links = person.find("findings", QScrollArea).findChildren(QPushButton)
    return [button for button in (action, *links) if button.isVisible()]


def texts_of(found):
    return [button.text() for button in found]


def click(person, text):
    person.click(next(each.objectName() for each in buttons(person) if each.text() == text))


def click_remedy(person, remedy):
    open_list(person)
    person.wait_until(lambda: REMEDIES[remedy] in texts_of(buttons(person)))
    found = [button for button in buttons(person) if button.text() == REMEDIES[remedy]]
    person.click(found[0].objectName())


def assert_trains_as(person, trainer, iterations):
    person.wait_for(trainer)
    person.train(iterations)
    trainer.run(iterations)
    assert bits(person.network) == bits(trainer.network)


# What it says, and what its remedies do.


def test_a_learned_rule_leaves_only_the_never_firing_units_to_tell(person):
    person.train(150)
    person.wait_until(lambda: headline(person).startswith("Learned after 32 iterations: 4 of 4 "))
    assert "Two hidden units do it, two never fire." in headline(person)
    (never,) = listed(person)
    assert never.startswith("2 of 4 hidden units never fire: the sums that reach them are 0 or ")
    fires = person.network.forward(all_patterns(3))[1] > 0
    assert (~fires.any(axis=0)).sum() == 2
    assert texts_of(buttons(person)) == ["Judge the never seen"]


def test_a_stuck_start_is_named_and_the_first_start_that_learns_is_found(person):
    open_preset(person, STUCK)
    person.train(30)
    wait_for_sentence(
        person, "For 1 0 1 every hidden unit gives 0 (none fires), so it teaches nothing"
    )
    stopped = "Not learned yet, stopped after 30 iterations: 1 of 4 is "
    assert headline(person).startswith(stopped)
    assert not person.network.forward([(1, 0, 1)])[1].any()
    wrong = wait_for_sentence(person, "1 of 4 is wrong")
    assert wrong.endswith("for 1 0 1 it says STOP, the answer is WALK.")
    right = (person.network.predict(STUCK.problem.patterns) >= 0.5) == STUCK.problem.targets
    assert right.tolist() == [False, True, True, True]
    person.window.session.set_stop_after(150)
    click_remedy(person, Remedy.FIND_START)
    found = "Seed 4 is the next that learns within 150 iterations: seed 3 does not."
    found = f"{found} Press Run to see it."
    person.wait_until(lambda: headline(person) == found)
    assert person.message == ""
    assert person.edit_text("Undo") == f"Undo: seed 2 {ARROW} 4, restart"
    other, trainer = book_trainer(seed=3), book_trainer(seed=4)
    assert_trains_as(person, trainer, 150)
    person.wait_until(lambda: says(person, trainer))
    other.run(150)
    assert (other.are_all_right(), trainer.are_all_right()) == (False, True)
    assert headline(person).startswith("Learned after ")
    assert headline(person).endswith(PRESET_WORDS["stuck-start"].point)
    person.undo()
    person.wait_until(lambda: (person.settings.seed, person.iteration) == (2, 30))


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_R, Qt.Key.Key_N])
def test_what_a_remedy_has_done_is_said_until_a_run_or_another_change(person, key):
    person.enter("seed_spin", "2")
    person.train(150)
    click_remedy(person, Remedy.FIND_START)
    person.wait_until(lambda: headline(person).startswith("Seed 4 is the next that learns "))
    person.wait_until_still()
    label = person.find("status_sentence", Headline)
    assert label.shown()[1] == label.text() == headline(person)
    assert texts_of(buttons(person)) == []
    said = []
    person.window.views.status.sentence_changed.connect(said.append)
    for name in ("light_2", "follow_button", "findings_button"):
        person.click(name)
    person.wait_until_still()
    assert said == []
    person.view.setFocus()
    person.press(key)
    starts = "Learned after " if key == Qt.Key.Key_Space else "Four mornings at a crossing: "
    person.wait_until(lambda: headline(person).startswith(starts))
    assert not any(each.startswith("Seed") for each in said)


def test_what_ended_a_run_is_said_until_something_moves(person):
    person.enter("seed_spin", "2")
    person.train(30)
    person.wait_until(lambda: headline(person).startswith("Not learned yet, stopped after 30 iter"))
    person.click("step_back_button")
    person.wait_until(lambda: headline(person).startswith("Not learned yet after 29 iterations: "))
    person.click("step_button")
    person.wait_until(lambda: headline(person).startswith("Not learned yet after 30 iterations: "))
    person.window.session.change_stop_rule(StopRule(error_below=5.0))
    person.click("run_button")
    below = "Not learned yet, stopped at an error below 5 after 31 iterations: "
    person.wait_until(lambda: headline(person).startswith(below))
    person.window.session.change_stop_rule(StopRule(iterations=0))
    person.click("run_button")
    person.wait_past_iteration(40)
    person.pause()
    paused = re.compile(r"Not learned( yet)? after [\d,]+ iterations: ")
    person.wait_until(lambda: paused.match(headline(person)) is not None)


def test_where_no_start_learns_it_says_so_and_offers_something_else(person_at):
    person = person_at(Settings.choose(STUCK, (1,)))
    person.train(60)
    weights, action = bits(person.network), person.find("status_action", QPushButton)
    person.wait_until(lambda: action.text() == REMEDIES[Remedy.FIND_START])
    person.click("status_action")
    none = "None of the seeds 3 to 102 learns within 60 iterations."
    person.wait_until(lambda: person.message == none)
    assert bits(person.network) == weights
    person.wait_until(lambda: action.text() == REMEDIES[Remedy.ADD_UNIT])
    person.click("status_action")
    person.wait_until(lambda: headline(person).startswith("Hidden layers (1) "))
    person.train(150)
    person.wait_until(lambda: headline(person).startswith("Learned after "))
    person.undo()  # how long to run
    person.undo()
    person.wait_until(lambda: bits(person.network) == weights)


def test_trying_can_be_ended_by_its_button_and_by_a_run(person_at):
    person = person_at(Settings.choose(STUCK, (1,)))
    person.train(60)
    person.window.session.set_stop_after(1_000_000)
    action = person.find("status_action", QPushButton)

    def begin():
        click_remedy(person, Remedy.FIND_START)
        assert not person.find("findings").isVisible()
        said = "Trying one start after the other, each for up to 1,000,000 iterations."
        person.wait_until(lambda: headline(person) == said)

    begin()
    assert action.text() == "Stop trying"
    person.click("status_action")
    person.wait_until(lambda: headline(person).startswith("Not learned"))
    assert action.text() != "Stop trying"
    begin()
    person.click("run_button")
    person.wait_until(lambda: headline(person).startswith("In training"))
    person.pause()
    assert person.settings.seed == 2
    begin()  # and closing the window ends it, too


def test_a_walk_through_ends_trying(person_at):
    person, told = person_at(Settings.choose(STUCK, (1,))), []
    person.train(60)
    person.window.session.set_stop_after(1_000_000)
    person.window.session.findChild(Remedies).trying.connect(told.append)
    person.wait_until(lambda: REMEDIES[Remedy.FIND_START] in texts_of(buttons(person)))
    click_remedy(person, Remedy.FIND_START)
    person.wait_until(lambda: bool(told))
    person.press(Qt.Key.Key_W)
    person.wait_until(lambda: headline(person).startswith("1. "))
    assert told[1:] == [""]
    person.click("walk_close_button")
    person.wait_until(lambda: headline(person).startswith("Not learned"))


def test_a_remedy_can_be_reached_and_followed_by_keyboard(person):
    open_preset(person, STUCK)
    person.train(150)
    wait_for_sentence(person, "For 1 0 1")
    person.tab_to("findings_button")
    person.press(Qt.Key.Key_Space)
    name = next(
        each.objectName()
        for each in buttons(person)
        if each.text() == "Try starts until one learns"
    )
    before = person.picture_of(name)
    person.tab_to(name)
    after = person.picture_of(name)
    assert before.pixelColor(0, 12) != after.pixelColor(0, 12)  # the ring
    assert is_close(after.pixelColor(0, 12), QColor(LIGHT.accent), 40)
    person.press(Qt.Key.Key_Space)
    person.wait_for(book_trainer(seed=4))


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_remedies_look_like_links(person_at, theme):
    choice = ThemeChoice.DARK if theme is DARK else ThemeChoice.LIGHT
    person = person_at(Settings.choose(TOO_FAST), choice)
    open_list(person)
    QApplication.processEvents()
    picture = person.picture_of("finding_1_link_1")
    pixels = [(x, y) for x in range(picture.width()) for y in range(picture.height())]
    assert any(is_close(picture.pixelColor(*p), QColor(theme.accent)) for p in pixels)
    assert is_close(picture.pixelColor(1, 1), QColor(theme.card))


def test_units_enough_are_one_click(person):
    open_preset(person, STUCK)
    person.train(150)
    click_remedy(person, Remedy.ADD_UNIT)
    settings = Settings.choose(STUCK).with_hidden((6,))  # five do not learn it from this seed
    person.wait_for(Trainer.of(settings))
    assert person.edit_text("Undo") == f"Undo: hidden layers (4) {ARROW} (6), restart"


def test_too_large_an_alpha_is_told_with_its_numbers(person):
    trainer = open_preset(person, TOO_FAST)
    said = wait_for_sentence(person, "The update for 1 0 1 would take its own error from ")
    errors = [(1 - float(trainer.network.predict([(1, 0, 1)])[0])) ** 2]
    trainer.step()
    errors.append((1 - float(trainer.network.predict([(1, 0, 1)])[0])) ** 2)
    assert said.endswith(f" {errors[0]:.4g} to {errors[1]:.4g}: alpha 1.5 is too large.")
    click_remedy(person, Remedy.SMALLER_ALPHA)
    assert person.find("alpha_spin").text() == "0.75"
    assert person.edit_text("Undo") == f"Undo: alpha 1.5 {ARROW} 0.75"


def test_after_overshooting_a_restart_with_a_smaller_alpha_helps(person):
    open_preset(person, TOO_FAST)
    person.train(20)
    wait_for_sentence(person, "For every example in training the prediction is 0 and nothing can ")
    assert not person.network.forward(TOO_FAST.problem.patterns)[1].any()
    click_remedy(person, Remedy.RESTART_SMALLER)
    assert_trains_as(person, book_trainer(alpha=0.375), 150)
    person.wait_until(lambda: headline(person).startswith("Learned after "))


def test_a_restart_with_a_smaller_alpha_is_one_undo(person):
    open_preset(person, TOO_FAST)
    person.train(20)
    wait_for_sentence(person, "For every example in training the prediction is 0 and nothing can ")
    seen = bits(person.network)
    click_remedy(person, Remedy.RESTART_SMALLER)
    person.wait_for_iteration(0)
    assert person.settings.alpha == 0.375
    assert person.edit_text("Undo").endswith("0.375, restart")
    person.undo()
    person.wait_until(lambda: bits(person.network) == seen)
    assert person.settings.alpha == 1.5


def test_without_a_hidden_layer_least_squares_is_the_limit_until_one_is_added(person):
    trainer = open_preset(person, NO_HIDDEN)
    problem = NO_HIDDEN.problem
    (lowest,) = np.linalg.lstsq(problem.patterns, problem.targets, rcond=None)[1]
    said = wait_for_sentence(person, "Without a hidden layer each light adds the same, ")
    assert said.endswith(f" {lowest:.4g}.")
    person.train(150)
    trainer.run(150)
    assert trainer.frozen_errors[-1] >= lowest
    wait_for_sentence(person, "No progress for ")
    click_remedy(person, Remedy.ADD_HIDDEN_LAYER)
    assert_trains_as(person, book_trainer(alpha=0.1), 150)
    person.wait_until(lambda: person.text("pattern_count_label").startswith("4 of 4 right"))
    person.undo()
    person.wait_until(lambda: not person.network.hidden)


def test_contradicting_examples_lead_to_the_training_set(person):
    person.open_page("Training set")
    person.click("duplicate_example_button")
    person.find("example_table").setFocus()
    person.press(Qt.Key.Key_Right)
    person.press(Qt.Key.Key_Space)  # the copy's answer
    person.open_page("Settings")
    wait_for_sentence(person, "1 0 1 has two answers, WALK and STOP: the error cannot fall below")
    click_remedy(person, Remedy.EDIT_EXAMPLES)
    panel = person.find("side_panel", QTabWidget)
    assert panel.tabText(panel.currentIndex()) == "Training set"
    person.train(150)
    person.wait_until(
        lambda: headline(person).startswith("Not learned, stopped after 150 iterations: ")
    )
    assert "1 0 1 has two answers" in headline(person)
    action = person.find("status_action", QPushButton)
    assert (action.isVisible(), action.text()) == (True, REMEDIES[Remedy.EDIT_EXAMPLES])


def test_run_on_runs_once_something_ran(person):
    wait_for_sentence(person, "2 of 4 are wrong")
    person.train(1)
    person.wait_until(lambda: texts_of(buttons(person)) == ["Run on"])
    person.click("status_action")
    person.wait_until(lambda: person.iteration > 1)


def test_a_restart_with_a_smaller_alpha_helps_what_ran_away(person_at):
    preset = PRESETS["middle-light"]
    person = person_at(Settings.choose(preset, alpha=1.5))
    person.run_at_full_speed()
    person.wait_until(lambda: not person.is_running)
    person.wait_until(lambda: REMEDIES[Remedy.RESTART_SMALLER] in texts_of(buttons(person)))
    assert not {REMEDIES[Remedy.RUN_ON], REMEDIES[Remedy.SMALLER_ALPHA]} & {
        *texts_of(buttons(person))
    }
    click_remedy(person, Remedy.RESTART_SMALLER)
    person.wait_until(lambda: person.find("alpha_spin").text() == "0.75")
    person.wait_for(Trainer.of(Settings.choose(preset, alpha=0.75)))


def test_of_a_short_run_only_the_end_is_told(person):
    said = []
    person.window.views.status.sentence_changed.connect(said.append)
    person.train(150)
    person.wait_until_still()
    told = [text.split(" ")[0] for text in said]
    assert told in (["Learned"], ["In", "Learned"])  # a slow machine tells of the run, too


def mark_of(person):
    card = person.window.views.status
    picture = person.window.grab().toImage()
    return picture.pixelColor(card.mapTo(person.window, QPoint(3, card.height() // 2)))


def test_what_is_learned_leads_to_the_never_seen_and_to_the_first_that_is_wrong(person):
    person.enter("seed_spin", "13")
    person.train(150)
    person.wait_until(lambda: texts_of(buttons(person)) == ["Judge the never seen"])
    assert is_close(mark_of(person), QColor(LIGHT.accent))
    place, rule = person.find("status_sentence").pos(), person.find("rule_button", QPushButton)
    action = person.find("status_action", QPushButton)
    assert (action.text(), action.toolTip()) == (rule.text(), rule.toolTip())
    person.open_page("Settings")
    person.click("status_action")
    person.wait_until(lambda: rule.isVisible() and rule.isChecked())
    patterns, targets = PRESETS["streetlights"].rule.rows
    wrong = patterns[(person.network.predict(patterns) >= 0.5) != (targets == 1)].astype(int)
    lights = " ".join(map(str, wrong[0]))
    said = f"'exactly one of the first two lights' {len(wrong)} of 4 never seen are wrong: for "
    person.wait_until(lambda: f"{said}{lights} it says " in headline(person))
    assert is_close(mark_of(person), QColor(LIGHT.line))
    assert texts_of(buttons(person)) == [f"Show {lights}"]
    person.click("status_action")
    person.wait_until(lambda: person.lamps == tuple(wrong[0]))
    assert f"it says {person.signal.split(' ')[0]}, not " in headline(person)
    assert person.find("status_sentence").pos() == place
    person.click("rule_button")
    person.wait_until(lambda: is_close(mark_of(person), QColor(LIGHT.accent)))
    assert action.text() == "Judge the never seen"


def test_success_and_trouble_are_marked_besides_what_is_said(person):
    def mark():
        return mark_of(person)

    assert is_close(mark(), QColor(LIGHT.line))
    for examples in range(1, 10):  # wrong answers are no trouble while the error may fall
        person.step_to(examples)
        person.wait_until(lambda: headline(person).startswith("Not learned yet "))
        person.wait_until_still()
        assert is_close(mark(), QColor(LIGHT.line))
    place = person.find("status_sentence").pos()
    person.train(150)
    person.wait_until(lambda: is_close(mark(), QColor(LIGHT.accent)))
    open_preset(person, STUCK)
    person.wait_until(lambda: is_close(mark(), QColor(LIGHT.line)))
    person.train(150)
    person.wait_until(lambda: is_close(mark(), QColor(LIGHT.negative_text)))
    assert person.find("status_sentence").pos() == place


def test_the_mark_ends_in_clean_corners(person):
    person.train(150)
    card = person.window.views.status
    accent, bottom = QColor(LIGHT.accent), card.height() - 3
    corners = [(x, y) for x in (1, 4) for y in (2, bottom)]
    person.wait_until(
        lambda: all(is_close(card.grab().toImage().pixelColor(*p), accent) for p in corners)
    )


# When it says it.


@pytest.mark.parametrize("name", ["stuck-start", "too-fast", "no-hidden"])
def test_in_the_past_it_speaks_of_that_moment(person, name):
    preset = PRESETS[name]
    open_preset(person, preset)
    person.train(150)
    seen = []
    for iteration in (150, 0, 1, 2, 70):
        trainer = Trainer.of(Settings.choose(preset))
        trainer.run(iteration)
        person.window.session.go_to(trainer.updates)
        person.wait_for(trainer)
        person.wait_until(lambda trainer=trainer: says(person, trainer))
        seen.append([headline(person), *listed(person)])
    assert seen[0] != seen[1]
    assert seen[1][0].startswith(PRESET_WORDS[name].question)
    assert says(person, trainer)


class Clock:
    """Seconds that pass when told to."""

    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


@pytest.mark.parametrize(("is_running", "least"), [(True, 1.0), (False, 1 / 3)])
def test_it_changes_seldom_enough_to_be_read(qtbot, styled_application, is_running, least):
    settings = Settings.choose(Problem.preset("streetlights"), alpha=4.0)
    cursor = Cursor(Run(replace(settings, activations=("sigmoid",))))  # ever new numbers
    clock = Clock()
    card = StatusCard(clock=clock)
    qtbot.addWidget(card)
    card.resize(1000, 100)
    card.show()
    qtbot.waitUntil(card.windowHandle().isExposed)
    card.set_running(is_running)
    pace, changed_at, said = card.findChild(Throttle), [], []
    card.sentence_changed.connect(said.append)
    card.sentence_changed.connect(lambda _: changed_at.append(clock.now))
    for _ in range(400):
        cursor.advance(7)
        card.show_snapshot(Snapshot.take(1, cursor, shows_each_example=False))
        pace.look_again()
        clock.now += 1 / 60
    assert len(changed_at) > 4
    assert min(later - earlier for earlier, later in pairwise(changed_at)) >= least
    assert said[-1] == card.findChild(QLabel, "status_sentence").text()
    assert len(set(said)) == len(said)


# The list, and the sums behind it.


def test_the_list_opens_and_closes_by_mouse_and_by_keyboard(person):
    person.wait_until(lambda: len(listed(person)) == 2)
    assert not person.find("findings").isVisible()
    person.click("findings_button")
    assert all(person.find(f"finding_{k}").isVisible() for k in (1, 2))
    assert person.find("findings_button").text() == "2 findings"
    person.tab_to("findings_button")
    person.press(Qt.Key.Key_Space)
    assert not person.find("findings").isVisible()
    assert not person.is_running
    person.press(Qt.Key.Key_Space)
    assert person.find("findings").isVisible()
    person.press(Qt.Key.Key_Escape)
    assert not person.find("findings").isVisible()
    person.press(Qt.Key.Key_Space)
    person.window.cards.show("status", False)
    assert not person.find("findings").isVisible()


def test_keys_go_from_the_button_to_the_list_and_its_links_which_say_what_is_found(person):
    person.wait_until(lambda: len(listed(person)) == 2)
    person.tab_to("findings_button")
    person.press(Qt.Key.Key_Space)
    reached = []
    for _ in range(2):
        person.press(Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget().objectName())
    assert reached == ["findings", "finding_1_link_1"]
    assert person.find("findings").accessibleDescription() == " ".join(listed(person))


def test_the_opened_list_is_no_higher_than_what_it_lists(person):
    def room_below_the_last():
        content = person.find("findings", QScrollArea).widget()
        rows = [child for child in content.findChildren(QWidget) if child.parent() is content]
        bottom = max(row.geometry().bottom() for row in rows if row.isVisible())
        return person.find("findings", QScrollArea).viewport().height() - bottom

    open_list(person)
    person.wait_until(lambda: len(listed(person)) == 2)
    line = person.window.fontMetrics().lineSpacing()
    person.wait_until(lambda: 0 < room_below_the_last() <= line)
    person.click("findings_button")
    open_preset(person, STUCK)
    person.train(300)
    wait_for_sentence(person, "Not learned, stopped after 300")
    person.wait_until(lambda: len(listed(person)) == 3)
    two_rows = person.find("findings").height()
    person.click("findings_button")
    person.wait_until(lambda: 0 < room_below_the_last() <= line)
    assert person.find("findings").height() > two_rows


def test_the_cures_of_a_failed_start_say_what_they_try(person):
    def tips():
        return {button.text(): button.toolTip() for button in buttons(person)}

    open_preset(person, STUCK)
    person.train(300)
    wait_for_sentence(person, "Not learned, stopped after 300")
    open_list(person)
    tried = {
        "Try starts until one learns": "the next 100 seeds, one after the other",
        "Add units until it learns": "this seed with one unit more, then two",
    }
    rest = "and begins anew with the first that learns; Undo brings this one back"
    for name, what in tried.items():
        assert tips()[name] == f"Trains from {what}, {rest}"


def test_what_is_told_has_the_room_of_buttons_that_are_not_there(person):
    person.train(150)
    wait_for_sentence(person, "Learned after")
    person.wait_until_still()
    label = person.find("status_sentence")
    place = label.geometry()
    person.window.views.status.narrate("1. One phase of one example.")
    person.wait_until(lambda: label.geometry().right() > person.find("findings_button").x())
    assert label.pos() == place.topLeft()
    assert label.height() == place.height()
    person.window.views.status.narrate("")
    person.wait_until(lambda: label.geometry() == place)


def test_the_list_moves_nothing_when_it_opens_and_while_findings_come_and_go(person):
    person.enter("alpha_spin", "1.5")
    person.wait_until_still()

    def places():
        views = "network_view", "error_plot", "pattern_table", "code_view"
        sentence = place("status_sentence").topLeft()  # beside buttons that come and go
        return [sentence, *(place(name) for name in views)]

    def place(name):
        rect = person.find(name).rect()
        return rect.translated(person.find(name).mapTo(person.window, QPoint()))

    before, said = places(), set()
    open_list(person)
    QApplication.processEvents()
    assert places() == before
    card = person.window.views.status
    below = card.mapTo(person.window, card.rect().bottomLeft())
    assert place("findings").topLeft() == below + QPoint(0, 1)
    assert place("findings").width() == card.width()
    opened, line = place("findings"), person.find("findings").fontMetrics().lineSpacing()
    for iterations in (1, 1, 20):
        person.train(iterations)
        person.wait_until_still()
        said.add(tuple(listed(person)))
        assert places() == before
        assert place("findings").topLeft() == opened.topLeft()
        assert place("findings").width() == opened.width()
        end = max(place(each.objectName()).bottom() for each in labels_of(person))
        assert place("findings").bottom() - end < 2 * line  # no empty rows lie over the diagram
    assert len(said) > 1
    person.window.resize(1100, 700)
    person.wait_until(lambda: place("findings").width() == card.width())


def open_sums(person):
    """Train until units never fire, and return the table of the sums that show it."""
    person.train(20)
    person.wait_until(lambda: "never fire" in " ".join(listed(person)))
    open_list(person)
    click(person, "Show the sums")
    dialog = person.find("sums_dialog")
    person.wait_until(dialog.isVisible)
    return dialog.findChild(QTableView, "sums_table")


@pytest.mark.parametrize("units", [3, 5])
def test_the_sums_of_all_units_are_in_view_with_their_names(person_at, units):
    person = person_at(Settings.choose(STUCK, (units,)), size=(900, 600))
    table = open_sums(person)
    header = table.horizontalHeader()
    person.wait_until(lambda: header.length() <= table.viewport().width())
    assert table.verticalHeader().length() <= table.viewport().height()
    for k in range(units):
        name = table.model().headerData(k, Qt.Orientation.Horizontal)
        digits = [table.model().index(row, k).data() for row in range(8)]
        wide = header.fontMetrics().boundingRect(QRect(0, 0, 999, 99), 0, name).width()
        most = max(map(table.fontMetrics().horizontalAdvance, digits))
        assert max(wide, most) < header.sectionSize(k)


def test_the_sums_fit_larger_text_that_is_chosen_while_they_are_open(person_at):
    person = person_at(Settings.choose(STUCK))
    person.train(20)
    person.wait_until(lambda: "never fire" in " ".join(listed(person)))
    open_list(person)
    click(person, "Show the sums")
    table = person.find("sums_table", QTableView)
    before = table.window().width()
    person.menu_action("Larger text").trigger()
    person.menu_action("Larger text").trigger()
    person.wait_until(lambda: table.window().width() > before)
    bars = table.verticalScrollBar(), table.horizontalScrollBar()
    person.wait_until(lambda: not any(bar.isVisible() for bar in bars))


def test_the_rows_of_sums_are_marked_as_those_of_the_patterns_are(person_at):
    book = Settings.choose(STUCK)
    problem = book.problem.holding_out(([[1, 0, 0]], [1]))
    table = open_sums(person_at(replace(book, problem=problem))).model()

    def title(row, role):
        return table.headerData(row, Qt.Orientation.Vertical, role)

    def has_ink(row):
        picture = title(row, Qt.ItemDataRole.DecorationRole).toImage()
        pixels = np.ndindex(picture.width(), picture.height())
        return any(picture.pixelColor(*pixel).alpha() for pixel in pixels)

    spoken = [title(row, Qt.ItemDataRole.AccessibleTextRole) for row in (0, 4, 5)]
    assert spoken == ["0 0 0, never seen", "1 0 0, WALK, held out", "1 0 1, WALK, in training"]
    assert [title(row, Qt.ItemDataRole.DisplayRole) for row in (0, 4)] == [
        "0 0 0  never seen",
        "1 0 0  WALK",
    ]
    assert [has_ink(row) for row in (0, 4, 5)] == [False, True, True]


def test_once_learned_the_sentence_has_the_room_of_its_button(person_at):
    person = person_at(Settings.choose(STUCK), size=(900, 600))
    person.train(150)
    click_remedy(person, Remedy.FIND_START)
    person.wait_until(lambda: headline(person).startswith("Seed 4 "))
    person.wait_for_iteration(0)
    person.train(150)
    person.wait_until(lambda: headline(person).startswith("Learned after"))
    label = person.find("status_sentence", Headline)
    person.wait_until(lambda: label.shown()[1] == headline(person))


def test_never_fires_leads_to_the_sums_that_show_it(person):
    view = open_sums(person)
    dialog, table = view.window(), view.model()

    def assert_sums_of_the_moment():
        (first, *_) = person.network.weights
        sums = all_patterns(3) @ first
        for row, column in np.ndindex(8, 4):
            said = float(table.index(row, column).data())
            assert said == pytest.approx(sums[row, column], rel=1e-5)
            font = table.index(row, column).data(Qt.ItemDataRole.FontRole)
            assert (font is not None and font.bold()) == (sums[row, column] > 0)
        titles = [table.headerData(k, Qt.Orientation.Horizontal) for k in range(4)]
        assert [title.endswith("\nnever fires") for title in titles] == (sums <= 0).all(0).tolist()
        assert table.headerData(5, Qt.Orientation.Vertical) == "1 0 1  WALK"

    assert_sums_of_the_moment()
    person.window.session.go_to(3)
    person.wait_for_iteration(0)
    person.wait_until_still()
    assert_sums_of_the_moment()
    person.window.session.change_settings(replace(person.settings, activations=("tanh",)))
    person.wait_until_still()
    assert table.headerData(0, Qt.Orientation.Horizontal) == "unit 1"
    open_preset(person, NO_HIDDEN)
    person.wait_until(lambda: not dialog.isVisible())


@pytest.mark.parametrize("is_presented", [False, True])
def test_every_sentence_has_room(person_at, is_presented):
    size = 1366, 768
    person = person_at(size=size)
    label = person.find("status_sentence", Headline)
    person.set_speed(Qt.Key.Key_End)
    if is_presented:
        person.menu_action("Presentation").trigger()
        person.window.showNormal()  # the tests' screen is small
        person.window.setFixedSize(*size)
        person.wait_until(lambda: QFontInfo(label.font()).pixelSize() >= 22)
    for name, words in PRESET_WORDS.items():
        open_preset(person, PRESETS[name])
        person.wait_until(lambda words=words: headline(person).startswith(words.question))
        assert label.shown()[1] == headline(person)
        person.press(Qt.Key.Key_Space)  # runs for 150
        person.wait_until(
            lambda: " 150 iterations" in headline(person) or "Lea" in headline(person)
        )
        assert label.shown()[1] == headline(person)
        if not is_presented:
            assert label.shown()[0].pointSizeF() >= 1.2 * person.window.font().pointSizeF()


@pytest.mark.parametrize("holds_out", [False, True])
def test_no_sentence_is_cut_in_the_smallest_window(person_at, holds_out):
    person = person_at(size=(900, 600))
    card, label = person.window.views.status, person.find("status_sentence", Headline)
    rule, said = PRESETS["streetlights"].rule, set()
    for preset in PRESETS.values():
        if holds_out and not preset.problem.trains_as(PRESETS["streetlights"].problem):
            continue
        for seed in (preset.seed, *range(3, 15)):
            settings = Settings.choose(preset, seed=seed)
            settings = settings.holding_out(rule.rows) if holds_out else settings
            cursor = Cursor(Run(settings))
            for updates in (0, 3, 20, 80, 500):
                cursor.advance(updates)
                snapshot = Snapshot.take(len(said), cursor, shows_each_example=True)
                for is_running in (False, True):
                    card.show_snapshot(snapshot)
                    card.stop_by(StopRule())
                    card.set_running(is_running)
                    card.findChild(Throttle).flush()
                    card.layout().activate()
                    said.add(headline(person))
                    assert label.shown()[1] == headline(person)
    assert {each.split(" ")[0] for each in said} > {"Learned", "Every", "Not", "In"}


def test_what_has_no_room_at_all_ends_in_an_ellipsis(qtbot):
    label = Headline("headline")
    qtbot.addWidget(label)
    label.resize(200, 40)
    label.show_text("word " * 100)
    shown = label.shown()[1]
    assert shown.endswith("word\N{HORIZONTAL ELLIPSIS}")
    assert "word word word" in shown
    assert label.text() == label.accessibleName() == "word " * 100


def test_a_training_set_of_one_s_own_offers_the_book_s_seed_and_the_bias(person):
    session = person.window.session
    session.open_problem(Problem(all_patterns(2), [0, 0, 0, 1], "mine"))
    person.wait_until(lambda: "Seed 0 is the first" in headline(person))
    click_remedy(person, Remedy.BOOK_SEED)
    person.wait_until(lambda: "Press Run, or click" in headline(person))
    assert session.settings.seed == 1
    session.open_problem(Problem(all_patterns(2), [1, 0, 0, 1], "mine"))
    person.wait_until(lambda: "is always 0" in headline(person))
    click_remedy(person, Remedy.ADD_BIAS)
    person.wait_until(lambda: session.settings.bias)
