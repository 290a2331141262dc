"""Run, Pause, Step, Restart and New start, driven from outside and compared with a plain loop."""

import json
from pathlib import Path

import pytest
from person import BOOK_PATTERN, LEFT, bits, book_trainer
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QSlider

from streetlight_gui.core import Network, Trainer
from streetlight_gui.core.problems.presets import PRESETS

BOOK = json.loads((Path(__file__).parents[2] / "data" / "book_chapter_6.json").read_text("utf-8"))
ERRORS = BOOK["streetlights"]["computed"]["errors"]
_PHASE, EXAMPLE, ITERATION, TEN_ITERATIONS = range(4)


def assert_shows(person, trainer: Trainer) -> None:
    assert person.examples == trainer.updates
    assert bits(person.network) == bits(trainer.network)
    if trainer.iteration:
        assert float(person.text("error_label")) == pytest.approx(trainer.errors[-1], rel=5e-6)
        frozen = float(person.text("frozen_label"))
        assert frozen == pytest.approx(trainer.frozen_errors[-1], rel=5e-6)


def test_a_run_stops_by_itself_and_goes_on_when_asked(person):
    person.set_speed(Qt.Key.Key_End)
    trainer = book_trainer()
    for end in (150, 300):
        with person.qtbot.waitSignal(person.window.session.stopped) as stopped:
            person.click("run_button")
        assert stopped.args == [None]
        person.wait_for_iteration(end)
        trainer.run(iterations=150)
        assert_shows(person, trainer)


def test_the_error_has_the_digits_that_are_promised(person):
    person.train(17)
    assert person.text("iteration_label") == "17"
    assert person.text("error_label").startswith("0.4804")
    digits = person.text("error_label").replace(".", "").lstrip("0")
    assert len(digits) >= 4


def test_pause_in_the_middle_keeps_every_example(person):
    person.run_at_full_speed()
    person.wait_past_iteration(20)
    person.pause()
    person.click("step_button")
    trainer = book_trainer()

    def is_the_trainer_s() -> bool:
        trainer.step(max(0, person.examples - trainer.updates))
        return bits(person.network) == bits(trainer.network)

    person.wait_until(is_the_trainer_s)
    assert not person.is_running
    person.click("run_button")
    person.wait_past_iteration(trainer.iteration + 20)
    person.pause()
    person.wait_until(is_the_trainer_s)


def test_step_an_example(person):
    trainer = book_trainer()
    for _ in range(9):
        trainer.step()
        person.step_to(trainer.updates)
        assert_shows(person, trainer)


@pytest.mark.parametrize(
    ("unit", "presses", "iterations"), [(ITERATION, 17, 17), (TEN_ITERATIONS, 6, 60)]
)
def test_step_longer_units_to_the_book_s_numbers(person, unit, presses, iterations):
    person.choose_step(unit)
    for _ in range(presses):
        person.click("step_button")
    person.wait_for_iteration(iterations)
    assert float(person.text("error_label")) == pytest.approx(ERRORS[iterations - 1], rel=5e-6)
    trainer = book_trainer()
    trainer.run(iterations)
    assert_shows(person, trainer)


@pytest.mark.parametrize(("unit", "end"), [(ITERATION, 4), (TEN_ITERATIONS, 40)])
def test_a_step_from_amid_an_iteration_ends_where_one_ends(person, unit, end):
    person.step_to(1)
    person.choose_step(unit)
    person.step_to(end)
    trainer = book_trainer()
    trainer.step(end)
    assert_shows(person, trainer)
    assert person.text("example_label") == "4 of 4"


def test_the_step_key_takes_the_unit_chosen(person):
    person.choose_step(ITERATION)
    person.tab_to("network_view")
    person.press(Qt.Key.Key_S)
    person.wait_for_iteration(1)
    assert float(person.text("error_label")) == pytest.approx(ERRORS[0], rel=5e-6)


def test_a_step_during_a_run_pauses(person):
    person.run_at_full_speed()
    person.wait_past_iteration(3)
    person.click("step_button")
    person.wait_until(lambda: not person.is_running)


def test_restart_goes_back_to_the_same_weights(person):
    for restart in (
        lambda: person.click("restart_button"),
        lambda: [person.tab_to("network_view"), person.press(Qt.Key.Key_R)],
        person.menu_action("Restart").trigger,
    ):
        person.train(30)
        assert bits(person.network) != bits(book_trainer().network)
        restart()
        person.wait_for_iteration(0)
        assert_shows(person, book_trainer())
        assert not person.text("error_label").strip("\N{EN DASH}")  # no number before there is one
        person.wait_until(lambda: person.lamps == BOOK_PATTERN)


def test_restart_during_a_run_stops_it(person):
    person.run_at_full_speed()
    person.wait_past_iteration(10)
    person.click("restart_button")
    person.wait_for_iteration(0)
    assert bits(person.network) == bits(book_trainer().network)


def test_after_a_restart_the_same_run_gives_the_same_weights(person):
    person.train(40)
    first = bits(person.network)
    person.click("restart_button")
    person.wait_for_iteration(0)
    person.train(40)
    assert bits(person.network) == first


@pytest.mark.parametrize("how", ["button", "key"])
def test_new_start_takes_the_next_seed(person, how):
    for seed in (2, 3):
        if how == "button":
            person.click("new_start_button")
        else:
            person.tab_to("network_view")
            person.press(Qt.Key.Key_N)
        start = bits(Network.random(lights=3, hidden=(4,), seed=seed))
        person.wait_until(lambda start=start: bits(person.network) == start)
        assert person.find("seed_spin").text() == str(seed)
    person.train(25)
    trainer = book_trainer(seed=3)
    trainer.run(25)
    assert_shows(person, trainer)


def test_after_the_last_seed_comes_the_first(person):
    person.enter("seed_spin", "4294967295")
    person.click("new_start_button")
    start = bits(Network.random(lights=3, hidden=(4,), seed=0))
    person.wait_until(lambda: bits(person.network) == start)
    assert person.find("seed_spin").text() == "0"


def test_a_new_seed_restarts_at_once_even_during_a_run(person):
    person.run_at_full_speed()
    person.wait_past_iteration(10)
    person.enter("seed_spin", "7")
    start = bits(Network.random(lights=3, hidden=(4,), seed=7))
    person.wait_until(lambda: person.iteration == 0 and bits(person.network) == start)
    assert not person.is_running


def test_the_largest_seed_is_taken_as_it_is(person):
    person.enter("seed_spin", "4294967295")
    start = bits(Network.random(lights=3, hidden=(4,), seed=4294967295))
    person.wait_until(lambda: bits(person.network) == start)
    assert person.find("seed_spin").text() == "4294967295"


def test_a_new_alpha_applies_from_the_next_update(person):
    person.step_to(1)
    person.step_to(2)
    person.enter("alpha_spin", "0.05")
    person.choose_step(TEN_ITERATIONS)
    person.step_to(40)
    trainer = book_trainer()
    trainer.step(2)
    trainer.alpha = 0.05
    trainer.step(38)
    assert_shows(person, trainer)


def test_a_new_alpha_reaches_a_run_under_way(person):
    person.run_at_full_speed()
    person.wait_past_iteration(5)
    with person.qtbot.waitSignal(
        person.window.session.snapshot_changed,
        check_params_cb=lambda new: new.settings.alpha == 0.05,
    ):
        person.enter("alpha_spin", "0.05")
    assert person.is_running


def test_alpha_outlives_a_restart(person):
    person.enter("alpha_spin", "0.5")
    person.click("restart_button")
    person.train(60)
    trainer = book_trainer(alpha=0.5)
    trainer.run(60)
    assert_shows(person, trainer)
    assert person.find("alpha_spin").text() == "0.5"


def test_alpha_is_taken_as_typed(person):
    for typed in ("0.05", "1e-3", "1000", "0.123456789", "1e-12"):
        with person.qtbot.waitSignal(person.window.session.snapshot_changed) as snapshot:
            person.enter("alpha_spin", typed)
        assert snapshot.args[0].settings.alpha == float(typed)
        assert float(person.find("alpha_spin").text()) == float(typed)


def test_arrow_keys_change_alpha(person):
    person.qtbot.mouseClick(person.find("alpha_spin").lineEdit(), Qt.MouseButton.LeftButton)
    with person.qtbot.waitSignal(person.window.session.snapshot_changed) as snapshot:
        person.press(Qt.Key.Key_Up)
    shown = float(person.find("alpha_spin").text())
    assert shown > 0.2
    assert snapshot.args[0].settings.alpha == shown


def test_stop_after_counts_from_where_the_run_begins(person):
    person.set_speed(Qt.Key.Key_End)
    person.enter("stop_after_spin", "7")
    for end in (7, 14):
        person.click("run_button")
        person.wait_for_iteration(end)
        assert person.examples == 4 * end


def test_a_run_that_never_stops(person):
    person.set_speed(Qt.Key.Key_End)
    for typed in ("0", "never", " Never"):
        person.enter("stop_after_spin", "7")
        person.enter("stop_after_spin", typed)
        assert person.find("stop_after_spin").text() == "never"
        person.click("run_button")
        person.wait_past_iteration(person.iteration + 400)
        assert person.is_running
        person.pause()


def test_the_longest_stop_is_taken(person):
    person.enter("stop_after_spin", "1000000")
    assert person.find("stop_after_spin").value() == 1_000_000
    assert not person.message


def test_the_speed_slider_says_its_speed(person):
    texts = []
    for key in (Qt.Key.Key_Home, Qt.Key.Key_End):
        person.set_speed(key)
        texts.append(person.find("speed_slider").accessibleDescription())
    assert texts == ["1 example a second", "full speed"]


def test_a_click_on_the_speed_slider_goes_there(person):
    slider = person.find("speed_slider", QSlider)
    for x, speed in ((slider.width() - 3, "full speed"), (2, "1 example a second")):
        person.qtbot.mouseClick(slider, LEFT, pos=QPoint(x, slider.height() // 2))
        assert slider.accessibleDescription() == speed


def test_a_faster_speed_takes_effect_during_a_run(person):
    person.set_speed(Qt.Key.Key_Home)
    person.click("run_button")
    person.wait_until(lambda: person.examples >= 1)
    person.set_speed(Qt.Key.Key_End)  # at one example a second, the end is ten minutes away
    person.wait_for_iteration(150)


def test_the_run_button_is_named_for_what_it_does(person):
    button = person.find("run_button")
    assert button.accessibleName() == "Run"
    person.run_at_full_speed()
    person.wait_until(lambda: person.is_running)
    assert button.accessibleName() == "Pause"


def test_the_middle_light_problem_of_the_book(person):
    person.preset_action("middle-light").trigger()
    person.wait_until(lambda: person.network.hidden == ())
    assert person.find("seed_spin").text() == "by hand"
    assert person.find("alpha_spin").text() == "0.1"
    person.set_lamps((1, 0, 1))
    assert float(person.text("prediction_label")) == pytest.approx(-0.2, rel=1e-5)
    assert person.signal == "STOP"
    person.train(40)
    error = BOOK["middle_light"]["printed"]["error_40"]
    assert float(person.text("error_label")) == pytest.approx(error, rel=5e-6)


def test_from_given_weights_to_seeds_and_back(person):
    person.preset_action("middle-light").trigger()
    person.wait_until(lambda: person.network.hidden == ())
    given = bits(person.network)
    assert given == bits(PRESETS["middle-light"].given)
    person.click("new_start_button")
    seeded = bits(Network.random(lights=3, hidden=(), seed=1))
    person.wait_until(lambda: bits(person.network) == seeded)
    assert person.find("seed_spin").text() == "1"
    person.enter("seed_spin", "by hand")
    person.wait_until(lambda: bits(person.network) == given)


def test_opening_a_problem_during_a_run(person):
    person.run_at_full_speed()
    person.wait_past_iteration(10)
    person.preset_action("middle-light").trigger()
    person.wait_until(lambda: person.network.hidden == () and person.iteration == 0)
    assert not person.is_running
    assert person.preset_action("middle-light").isChecked()
    assert not person.preset_action("streetlights").isChecked()
