"""The diagnosis line: what it says is true of the moment shown, and its remedies help."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from diagnosed import diagnose
from person import bits, book_trainer, is_close
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QPushButton, QTabWidget

from streetlight_gui.core import Problem, Trainer
from streetlight_gui.core.diagnosis import Remedy
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.problems.problem import all_patterns
from streetlight_gui.core.replay.cursor import Cursor
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.history import Curve
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.text.findings import REMEDIES
from streetlight_gui.ui.panels.diagnosis_line import DiagnosisLine
from streetlight_gui.ui.widgets.theme import DARK, LIGHT, ThemeChoice
from streetlight_gui.ui.widgets.throttle import Throttle

STUCK, TOO_FAST, NO_HIDDEN = (PRESETS[name] for name in ("stuck-start", "too-fast", "no-hidden"))
ARROW = "\N{RIGHTWARDS ARROW}"


def open_preset(person, preset):
    person.menu_action(preset.problem.name).trigger()
    trainer = Trainer.of(Settings.choose(preset))
    person.wait_for(trainer)
    return trainer


def sentences(person):
    return person.find("diagnosis_line").accessibleDescription().splitlines()


def wait_for_sentence(person, beginning):
    """Wait until the diagnosis has a sentence that begins like this, and return it."""
    found = []

    def is_said():
        found[:] = [each for each in sentences(person) if each.startswith(beginning)]
        return bool(found)

    person.wait_until(is_said)
    return found[0]


def expected(trainer):
    """Return what there is to say of a plain trainer's moment."""
    curve = Curve(np.arange(1, trainer.iteration + 1), trainer.errors)
    found = diagnose(trainer.network, trainer.problem, curve, trainer.alpha)
    return [finding.text for finding in found]


def buttons(person):
    """Return the remedies' buttons that can be seen."""
    found = [person.find(f"remedy_{place}", QPushButton) for place in (1, 2, 3)]
    return [button for button in found if button.isVisible()]


def texts_of(found):
    return [button.text() for button in found]


def click_remedy(person, remedy):
    person.wait_until(lambda: REMEDIES[remedy] in texts_of(buttons(person)))
    (button,) = (each for each in buttons(person) if each.text() == REMEDIES[remedy])
    person.click(button.objectName())


def assert_trains_as(person, trainer, iterations):
    person.wait_for(trainer)
    person.train(iterations)
    trainer.run(iterations)
    assert bits(person.network) == bits(trainer.network)


# What it says, and what its remedies do.


def test_a_learned_rule_leaves_only_the_silent_units_to_tell(person):
    person.train(150)
    never = "2 of 4 hidden units never fire and cannot change: their gradient is 0."
    person.wait_until(lambda: sentences(person) == [never])
    fires = person.network.forward(all_patterns(3))[1] > 0
    assert (~fires.any(axis=0)).sum() == 2
    assert person.text("diagnosis_line") == never
    assert not buttons(person)


def test_a_stuck_start_is_named_and_new_start_helps(person):
    open_preset(person, STUCK)
    person.train(30)
    wait_for_sentence(person, "For 1 0 1 no hidden unit fires, so this example has gradient 0")
    assert not person.network.forward([(1, 0, 1)])[1].any()
    wrong = wait_for_sentence(person, "1 of 4 answers is wrong")
    assert wrong.endswith("for 1 0 1 it says STOP, the answer is WALK.")
    right = (person.network.predict(STUCK.problem.patterns) >= 0.5) == STUCK.problem.targets
    assert right.tolist() == [False, True, True, True]
    for seed in (3, 4):  # the first does not learn it either
        click_remedy(person, Remedy.NEW_START)
        trainer = book_trainer(seed=seed)
        assert_trains_as(person, trainer, 150)
        person.wait_until(lambda trainer=trainer: sentences(person) == expected(trainer))
    assert trainer.are_all_right()
    assert not any("wrong" in sentence for sentence in sentences(person))


def test_a_remedy_can_be_reached_and_followed_by_keyboard(person):
    open_preset(person, STUCK)
    person.train(30)
    wait_for_sentence(person, "For 1 0 1")
    before = person.picture_of("remedy_1")
    button = person.tab_to("remedy_1")
    assert button.accessibleName() == "Try: New start"
    after = person.picture_of("remedy_1")
    assert before.pixelColor(0, 12) != after.pixelColor(0, 12)  # the ring
    assert is_close(after.pixelColor(0, 12), QColor(LIGHT.accent), 40)
    person.press(Qt.Key.Key_Space)
    person.wait_for(book_trainer(seed=3))


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_remedies_look_like_links(person_at, theme):
    choice = ThemeChoice.DARK if theme is DARK else ThemeChoice.LIGHT
    person = person_at(Settings.choose(TOO_FAST), choice)
    picture = person.picture_of("remedy_1")
    pixels = [(x, y) for x in range(picture.width()) for y in range(picture.height())]
    assert any(is_close(picture.pixelColor(*p), QColor(theme.accent)) for p in pixels)
    assert is_close(picture.pixelColor(1, 1), QColor(theme.card))


def test_one_unit_more_is_one_click(person):
    open_preset(person, STUCK)
    person.train(30)
    click_remedy(person, Remedy.ADD_UNIT)
    settings = Settings.choose(STUCK).with_hidden((5,))
    person.wait_for(Trainer.of(settings))
    assert person.edit_text("Undo") == f"Undo: hidden layers (4) {ARROW} (5)"


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
    wait_for_sentence(person, "Every output is 0 and every gradient is 0: nothing can change")
    assert not person.network.forward(TOO_FAST.problem.patterns)[1].any()
    click_remedy(person, Remedy.RESTART_SMALLER)
    assert_trains_as(person, book_trainer(alpha=0.75), 150)
    person.wait_until(lambda: person.text("pattern_count_label").startswith("4 of 4 right"))


def test_a_restart_with_a_smaller_alpha_is_one_undo(person):
    open_preset(person, TOO_FAST)
    person.train(20)
    wait_for_sentence(person, "Every output is 0 and every gradient is 0: nothing can change")
    seen = bits(person.network)
    click_remedy(person, Remedy.RESTART_SMALLER)
    person.wait_for_iteration(0)
    assert person.settings.alpha == 0.75
    assert person.edit_text("Undo").endswith("0.75, restart")
    person.undo()
    person.wait_until(lambda: bits(person.network) == seen)
    assert person.settings.alpha == 1.5


def test_without_a_hidden_layer_least_squares_is_the_limit_until_one_is_added(person):
    trainer = open_preset(person, NO_HIDDEN)
    problem = NO_HIDDEN.problem
    (lowest,) = np.linalg.lstsq(problem.patterns, problem.targets, rcond=None)[1]
    said = wait_for_sentence(person, "Without a hidden layer the error cannot fall below ")
    assert said.endswith(f" {lowest:.4g} (least squares).")
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


def test_run_on_runs_once_something_ran(person):
    wait_for_sentence(person, "2 of 4 answers are wrong")
    assert not buttons(person)
    person.train(1)
    click_remedy(person, Remedy.RUN_ON)
    person.wait_until(lambda: person.iteration > 1)


def test_a_restart_with_a_smaller_alpha_helps_what_ran_away(person_at):
    preset = PRESETS["middle-light"]
    person = person_at(Settings.choose(preset, alpha=1.5))
    person.run_at_full_speed()
    person.wait_until(lambda: person.message.startswith("Training stopped in iteration"))
    person.wait_until(lambda: REMEDIES[Remedy.RESTART_SMALLER] in texts_of(buttons(person)))
    assert not {REMEDIES[Remedy.RUN_ON], REMEDIES[Remedy.SMALLER_ALPHA]} & {
        *texts_of(buttons(person))
    }
    click_remedy(person, Remedy.RESTART_SMALLER)
    assert person.find("alpha_spin").text() == "0.75"
    person.wait_for(Trainer.of(Settings.choose(preset, alpha=0.75)))


# When it says it.


@pytest.mark.parametrize("name", ["stuck-start", "too-fast", "no-hidden"])
def test_in_the_past_it_speaks_of_that_moment(person, name):
    preset = PRESETS[name]
    start = open_preset(person, preset)
    person.train(150)
    seen = []
    for iteration in (150, 0, 1, 2, 70):
        trainer = Trainer.of(Settings.choose(preset))
        trainer.run(iteration)
        person.window.session.go_to(trainer.updates)
        person.wait_for(trainer)
        person.wait_until(lambda trainer=trainer: sentences(person) == expected(trainer))
        seen.append(sentences(person))
    assert seen[0] != seen[1]
    assert seen[1] == expected(start)


class Clock:
    """Seconds that pass when told to."""

    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


def test_it_changes_no_more_than_three_times_a_second(qtbot, styled_application):
    settings = Settings.choose(Problem.preset("streetlights"), alpha=4.0)
    cursor = Cursor(Run(replace(settings, activations=("sigmoid",))))  # ever new numbers
    clock = Clock()
    line = DiagnosisLine(clock=clock)
    qtbot.addWidget(line)
    line.show()
    qtbot.waitUntil(line.windowHandle().isExposed)
    pace = line.findChild(Throttle)
    label = line.findChild(QLabel, "diagnosis_line")
    changed_at = []
    for _ in range(200):
        cursor.advance(7)
        before = label.accessibleDescription()
        line.show_snapshot(Snapshot.take(1, cursor, shows_each_example=False))
        pace.look_again()
        if label.accessibleDescription() != before:
            changed_at.append(clock.now)
        clock.now += 1 / 60
    assert len(changed_at) > 4
    assert min(later - earlier for earlier, later in pairwise(changed_at)) > 1 / 3
