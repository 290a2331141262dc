"""Stepping and stepping back, by every unit."""

import pytest
from moments import (
    EXAMPLE,
    ITERATION,
    PHASE,
    TEN,
    is_enabled,
    phase,
    step_until,
    trained,
    what_is_seen,
)
from person import bits
from PySide6.QtCore import Qt

from streetlight_gui.core.replay.cursor import StepUnit


def test_step_back_is_off_at_the_start_and_on_after_a_step(person):
    assert not is_enabled(person, "step_back_button")
    person.press(Qt.Key.Key_B)
    assert not is_enabled(person, "step_back_button")
    person.step_to(1)
    assert is_enabled(person, "step_back_button")
    person.click("step_back_button")
    person.wait_until(lambda: not is_enabled(person, "step_back_button"))
    assert person.text("phase_label") == "before the first example"
    assert bits(person.network) == bits(trained(0).network)


@pytest.mark.parametrize(("unit", "steps"), [(PHASE, 7), (EXAMPLE, 5), (ITERATION, 2), (TEN, 2)])
def test_stepping_back_shows_again_all_that_was_there(person, unit, steps):
    person.choose_step(unit)
    seen = [what_is_seen(person)]
    for _ in range(steps):
        before = what_is_seen(person)
        step_until(person, lambda before=before: what_is_seen(person) != before)
        person.wait_until_still()  # lamps follow a third of a second later at times
        seen.append(what_is_seen(person))
    while len(seen) > 1:
        seen.pop()
        assert is_enabled(person, "step_back_button")
        person.click("step_back_button")
        person.wait_until(lambda: what_is_seen(person) == seen[-1])
    assert not is_enabled(person, "step_back_button")


def test_a_step_by_each_unit_from_inside_an_example_ends_at_its_own_boundary(person):
    for unit, end in ((EXAMPLE, 1), (ITERATION, 4), (TEN, 44)):
        person.choose_step(PHASE)
        before = person.text("time_label")
        step_until(person, lambda before=before: person.text("time_label") != before)
        person.choose_step(unit)
        step_until(person, lambda end=end: person.examples == end and "5 of" in phase(person))
        assert bits(person.network) == bits(trained(end).network)


def test_the_key_b_steps_back(person):
    person.step_to(1)
    person.step_to(2)
    person.press(Qt.Key.Key_B)
    person.wait_until(lambda: person.examples == 1)
    assert bits(person.network) == bits(trained(1).network)


def test_after_stepping_back_step_walks_along_the_known_run(person):
    person.train(15)
    person.choose_step(ITERATION)
    for iteration in (14, 13, 12):
        person.click("step_back_button")
        person.wait_until(lambda i=iteration: person.iteration == i)
    assert "the past" in person.text("time_label")
    for iteration in (13, 14, 15):
        step_until(person, lambda i=iteration: person.iteration == i)
        assert bits(person.network) == bits(trained(4 * iteration).network)
    assert person.text("time_label").startswith("latest")
    step_until(person, lambda: person.iteration == 16)
    assert bits(person.network) == bits(trained(64).network)


def test_the_units_are_in_the_order_in_which_tests_count_them():
    assert list(StepUnit) == [
        StepUnit.PHASE,
        StepUnit.EXAMPLE,
        StepUnit.ITERATION,
        StepUnit.TEN_ITERATIONS,
    ]
