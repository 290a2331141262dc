"""How a unit fires: sums, activations and slopes, computed here the plain way."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from runs import FUNCTIONS, trainers

from streetlight_gui.core import Network, Problem, Trainer
from streetlight_gui.core.nn.parts import Unit
from streetlight_gui.core.problems.problem import all_patterns
from streetlight_gui.core.replay.firing import firing
from streetlight_gui.core.replay.phases import Phase, Stage
from streetlight_gui.core.replay.picture import Moment, Picture
from streetlight_gui.core.training.trace import Trace
from streetlight_gui.text.firing_words import MARKS, firing_lines

numbers = st.integers(0, 10**6)
BOOK = Problem.preset("streetlights")


def unit_of(network, number):
    sizes = network.sizes
    units = [Unit(k, i) for k in range(1, len(sizes)) for i in range(sizes[k])]
    return units[number % len(units)]


def sums_of(network, unit, patterns):
    """Go through the layers with the notebook's functions; return the unit's sums."""
    layer = np.asarray(patterns)
    for k, matrix in enumerate(network.weights[: unit.layer]):
        z = layer @ matrix + (network.biases[k] if network.biases else 0)
        kind = network.activations[k].name if k < len(network.activations) else "linear"
        layer = FUNCTIONS.get(kind, lambda x: x)(z)
    return z[:, unit.index], layer[:, unit.index]


@given(trainers(), numbers)
def test_the_point_is_the_sum_of_the_products_and_lies_on_the_curve(trainer, number):
    network, problem = trainer.network, trainer.problem
    unit, pattern = unit_of(network, number), problem.patterns[number % len(problem)]
    found = firing(Picture(network, pattern, problem=problem), unit)
    (z,), (value,) = sums_of(network, unit, [pattern])
    assert found.point[:2] == pytest.approx((z, value), rel=1e-9, abs=1e-12)
    total = found.inputs @ found.weights + (found.bias or 0)
    assert total == pytest.approx(z, rel=1e-9, abs=1e-12)
    zs, values, slopes = found.curve
    assert (np.diff(zs) > 0).all()
    step = np.diff(zs).max()
    for side in (zs < 0, zs > step):  # a relu has a corner between
        rises = np.diff(values[side]) / np.diff(zs[side])
        middles = (slopes[side][1:] + slopes[side][:-1]) / 2
        np.testing.assert_allclose(rises, middles, atol=step**2 + 1e-9)


def test_the_slope_of_a_relu_jumps_at_0():
    network = Network([[[1.0]], [[1.0]]])
    zs, _, slopes = firing(Picture(network, (1,)), Unit(1, 0)).curve
    assert slopes.tolist() == (zs > 0).tolist()
    assert zs[zs > 0][0] < 1e-300


@given(trainers(), numbers)
def test_every_pattern_has_a_mark_and_all_are_in_view(trainer, number):
    network, problem = trainer.network, trainer.problem
    unit = unit_of(network, number)
    found = firing(Picture(network, problem.patterns[0], problem=problem), unit)
    sums, values = found.marks
    for patterns, are_all_in_training in (
        (all_patterns(network.lights), False),
        (problem.patterns, True),
    ):
        for z, value in zip(*sums_of(network, unit, patterns), strict=True):
            at = np.isclose(sums, z, rtol=1e-9, atol=1e-12)
            assert np.isclose(values[at], value, rtol=1e-9, atol=1e-12).all()
            assert at.any()
            assert found.in_training[at].any() or not are_all_in_training
    zs = found.curve[0]
    assert zs[0] < min(sums.min(), 0)
    assert zs[-1] > max(sums.max(), 0)


def test_a_dead_relu_has_all_its_marks_left_of_0_and_says_so():
    network = Network.random(3, (4,), 1)
    found = firing(Picture(network, (1, 0, 1), problem=BOOK), Unit(1, 0))
    assert found.marks.shape == (2, 8)
    assert (found.marks[0] <= 0).all()
    assert (found.marks[1] == 0).all()
    assert found.point[1:] == (0, 0)
    assert found.in_training.sum() == 4
    assert firing_lines(found, is_reached=True)[2].startswith(
        "All 8 sums are 0 or less: it never fires"
    )


@pytest.mark.parametrize("phase", [Phase.BACKPROPAGATE, Phase.UPDATE])
def test_it_is_the_unit_of_the_picture_before_and_after_an_update(phase):
    trainer = Trainer(BOOK, Network.random(3, (4,), 1))
    trace = Trace(trainer.coming)
    trainer.step(1 if phase is Phase.UPDATE else 0)
    moment = Moment(trace, Stage(phase, 2), 0)
    found = firing(Picture(trainer.network, (1, 0, 1), moment, BOOK), Unit(1, 1))
    assert found.point[1] == trainer.network.forward([(1, 0, 1)])[1][0, 1]
    assert found.weights.tolist() == trainer.network.weights[0][:, 1].tolist()


def test_the_lines_name_what_they_come_to():
    network = Network([[[0.5], [0.25], [-2.0], [1.0]], [[2.0]]], biases=[[0.125], [0.0]])
    found = firing(Picture(network, (1, 0, 0, 1)), Unit(1, 0))
    times = "\N{MULTIPLICATION SIGN}"
    assert firing_lines(found, is_reached=True)[:2] == [
        f"z = 1.62500 = 1 {times} 0.500000 + 1 {times} 1 + bias 0.125000 + 2 inputs of 0",
        f"relu(z) = 1.62500, slope 1. {MARKS}",
    ]
    output = firing(Picture(network, (1, 0, 0, 1)), Unit(2, 0))
    assert firing_lines(output, is_reached=True)[0] == f"z = 3.25000 = 1.62500 {times} 2 + bias 0"
    assert firing_lines(output, is_reached=True)[1] == f"f(z) = z, slope 1. {MARKS}"


@pytest.mark.parametrize("value", [1e308, -1.7e308])
def test_a_huge_weight_is_not_finite_and_warns_of_nothing(value):
    network = Network([[[value], [value]], [[1.0]]])
    assert not firing(Picture(network, (1, 1)), Unit(1, 0)).is_finite
