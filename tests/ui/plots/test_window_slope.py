"""The error as a function of one weight, beside the diagram."""

from dataclasses import replace

import pytest
from moments import click_edge, open_editor, trace_of, trained, type_weight
from PySide6.QtWidgets import QComboBox, QLabel

from streetlight_gui.core.checks.formatting import plain
from streetlight_gui.core.nn.parts import Edge
from streetlight_gui.core.nn.penalty import Penalty, PenaltyKind
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.replay.cursor import StepUnit


def says(person, words):
    """Tell whether the slope says this, which it does once it has rested from what it drew last."""
    return words in person.text("slope_text")


def test_clicking_an_edge_opens_its_slope_and_close_hides_it(person):
    person.step_to(1)
    slope = person.find("slope_view")
    assert not slope.isVisible()
    click_edge(person, 1)
    assert slope.isVisible()
    text = person.find("slope_text", QLabel).text()
    gradient = float(trace_of(1).gradients[0][0, 1])  # of the example to come
    assert f"weights_0_1[0, 1]: gradient {plain(gradient)}, half of the slope" in text
    assert "factor 2" in text
    person.click("slope_close_button")
    assert not slope.isVisible()


def test_the_slope_can_be_opened_again_for_the_same_edge(person):
    person.step_to(1)
    click_edge(person, 1)
    person.click("slope_close_button")
    click_edge(person, 1)
    assert person.find("slope_view").isVisible()


def test_the_slope_before_the_first_example_is_that_of_the_first_update(person):
    click_edge(person, 1)
    gradient = float(trace_of(0).gradients[0][0, 1])
    assert f"gradient {plain(gradient)}, half of the slope" in person.text("slope_text")


def test_the_slope_tells_where_the_next_update_takes_the_weight(person):
    person.step_to(1)
    click_edge(person, 3)
    for example in range(1, 5):
        after = float(trained(example + 1).network.weights[0][0, 3])
        person.wait_until(lambda after=after: says(person, f" = {plain(after)}, error"))
        person.step_to(example + 1)


def test_the_slope_says_what_its_error_is_taken_over(person):
    person.step_to(1)
    click_edge(person, 1)
    assert person.text("slope_text").endswith(", for 0 1 1, the next example")
    person.step_to(2)
    person.wait_until(lambda: says(person, ", for 0 0 1, the next example"))
    person.find("slope_over", QComboBox).setCurrentIndex(1)
    assert person.text("slope_text").endswith(", for all examples at once")


def test_a_weight_far_out_has_no_slope_and_says_so(person):
    person.step_to(1)
    type_weight(person, 1, "1e200")
    person.wait_until(lambda: "1e+200" in repr(person.network.weights[0][0, 1]))
    person.wait_until(lambda: says(person, "not finite"))


def test_another_problem_closes_slope_and_editor(person):
    click_edge(person, 13)
    open_editor(person, 13)
    person.window.session.open_problem(PRESETS["middle-light"])
    person.wait_until(lambda: len(person.network.weights) == 1)
    assert not person.find("slope_view").isVisible()
    assert not person.find("weight_editor").isVisible()
    person.window.session.step(StepUnit.EXAMPLE)
    person.wait_until(lambda: person.text("time_label").endswith("example 1"))


def test_an_edge_of_a_layer_that_was_added_while_the_slope_was_closed(person):
    click_edge(person, 1)
    person.click("slope_close_button")
    person.click("add_layer")
    person.wait_until(lambda: len(person.network.weights) == 3)
    person.view.choose(Edge(2, 3, 0))
    person.wait_until(lambda: says(person, "weights_2_3[3, 0]: gradient"))
    person.undo()
    person.wait_until(lambda: len(person.network.weights) == 2)
    assert not person.find("slope_view").isVisible()


@pytest.mark.parametrize("value", ["1e308", "-1.7e308", "1e154", "5e-324"])
@pytest.mark.parametrize("k", [0, 15])
def test_a_huge_weight_leaves_no_view_behind(person, k, value):
    session = person.window.session
    session.change_settings(
        replace(session.settings, alpha=1000, penalty=Penalty(PenaltyKind.L2, 10))
    )
    type_weight(person, k, value)
    person.wait_until(lambda: person.network.parameters[k] == float(value))
    assert person.find("slope_text", QLabel).isVisible()
    for page in ("Training set", "Settings", "Patterns"):
        person.open_page(page)
    person.find("slope_over", QComboBox).setCurrentIndex(1)
    person.choose_step(0)
    for stage in range(1, 6):
        person.click("step_button")
        person.wait_until(
            lambda stage=stage: (
                person.text("phase_label").startswith(f"phase {stage}")
                or "finite" in person.message
            )
        )
    person.wait_until_still()
