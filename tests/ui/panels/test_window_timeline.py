"""Visiting any moment of the run."""

import pytest
from moments import (
    code_table,
    exact_text,
    is_enabled,
    numbers,
    show_past,
    timeline,
    trained,
)
from person import CONTROL, LEFT, bits
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QStyle,
    QStyleOptionSlider,
)

from streetlight_gui.core.checks.formatting import exact


def grip_of(slider):
    option = QStyleOptionSlider()
    slider.initStyleOption(option)
    control, handle = QStyle.ComplexControl.CC_Slider, QStyle.SubControl.SC_SliderHandle
    return slider.style().subControlRect(control, option, handle, slider)


def drag_timeline(person, examples):
    slider = timeline(person)
    grip = grip_of(slider)
    length = grip.width()
    x = QStyle.sliderPositionFromValue(0, slider.maximum(), examples, slider.width() - length)
    person.qtbot.mousePress(slider, LEFT, pos=grip.center())
    target = QPoint(x + grip.center().x() - grip.left(), grip.center().y())
    person.qtbot.mouseMove(slider, target)
    return target


def test_dragging_the_timeline_shows_the_past_and_live_returns(person):
    person.train(60)
    assert person.text("time_label").startswith("latest")
    assert not is_enabled(person, "live_button")
    target = drag_timeline(person, 100)
    person.wait_until(lambda: "the past" in person.text("time_label"))
    now = timeline(person).value()
    assert 95 <= now <= 105
    person.wait_until(lambda: bits(person.network) == bits(trained(now).network))
    assert person.text("time_label") == f"example {now} of 240: the past"
    person.qtbot.mouseRelease(timeline(person), LEFT, pos=target)
    assert timeline(person).value() == now
    person.click("live_button")
    person.wait_until(lambda: person.text("time_label").startswith("latest"))
    assert bits(person.network) == bits(trained(240).network)
    assert timeline(person).value() == 240


def test_the_past_shows_that_moments_numbers(person):
    person.train(60)
    show_past(person, 69, 240)
    plain = trained(69)
    assert person.iteration == 17
    assert person.text("example_label") == "1 of 4"
    assert float(person.text("error_label")) == pytest.approx(plain.errors[-1], rel=1e-5)
    assert float(person.text("frozen_label")) == pytest.approx(plain.frozen_errors[-1], rel=1e-5)
    assert numbers(exact_text(person, 10)) == [exact(v) for v in plain.network.weights[0].flat]


def test_lamps_predict_with_the_weights_of_that_moment(person):
    person.train(60)
    show_past(person, 30, 240)
    network = trained(30).network
    for pattern in ((1, 1, 0), (0, 1, 0), (1, 0, 1)):
        person.set_lamps(pattern)
        shown = float(person.text("prediction_label"))
        assert shown == pytest.approx(network.predict([pattern])[0], rel=1e-3)
    assert "the past" in person.text("time_label")


def test_the_start_can_be_visited_too(person):
    person.train(10)
    show_past(person, 0, 40)
    assert bits(person.network) == bits(trained(0).network)
    assert person.text("phase_label") == "before the first example"
    assert not is_enabled(person, "step_back_button")
    assert all(not code_table(person).model().index(row, 1).data() for row in range(8))


def test_ctrl_end_goes_live(person):
    person.train(10)
    show_past(person, 5, 40)
    person.view.setFocus()
    person.press(Qt.Key.Key_End, CONTROL)
    person.wait_until(lambda: person.text("time_label").startswith("latest"))
    assert bits(person.network) == bits(trained(40).network)


def test_run_from_the_past_goes_along_the_known_run(person):
    person.train(30)
    person.enter("alpha_spin", "0.1")
    person.train(30)
    show_past(person, 80, 240)
    person.run_at_full_speed(20)
    person.wait_for_iteration(40)
    plain = trained(120)
    plain.alpha = 0.1
    plain.step(40)
    assert bits(person.network) == bits(plain.network)
    assert person.text("time_label") == "example 160 of 240: the past"
    person.run_at_full_speed(30)
    person.wait_for_iteration(70)
    plain.step(120)
    assert bits(person.network) == bits(plain.network)
    assert person.text("time_label").startswith("latest")


def test_a_jump_while_running_pauses_first(person):
    person.run_at_full_speed()
    person.wait_past_iteration(10)
    timeline(person).setValue(7)
    person.wait_until(lambda: not person.is_running and person.examples == 7)
    assert "the past" in person.text("time_label")
    assert bits(person.network) == bits(trained(7).network)


def test_step_back_while_running_pauses_first(person):
    person.run_at_full_speed()
    person.wait_past_iteration(10)
    person.click("step_back_button")
    person.wait_until(lambda: not person.is_running)
    person.wait_until(lambda: "the past" in person.text("time_label"))
    assert bits(person.network) == bits(trained(person.examples).network)


def test_taking_the_handle_of_the_time_slider_goes_nowhere(person):
    person.train(100)
    person.click("step_back_button")
    person.wait_until(lambda: person.examples == 399)
    slider = person.find("timeline")
    for off in (-5, 5):
        person.qtbot.mouseClick(slider, LEFT, pos=grip_of(slider).center() + QPoint(off, 0))
        person.wait_until_still()
        assert person.examples == 399


def test_a_click_on_the_time_slider_goes_there(person):
    person.train(25)
    slider = person.find("timeline")
    middle = QPoint(slider.width() // 2, slider.height() // 2)
    person.qtbot.mouseClick(slider, LEFT, pos=middle)
    person.wait_until(lambda: person.text("time_label").startswith("example 50 of 100"))
    assert person.iteration == 12
