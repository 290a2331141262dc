"""The error along one weight: its slope is the gradient that training uses."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from runs import PENALTIES, random_network, trainers

from streetlight_gui.core import DivergenceError, Network, Problem, Trainer
from streetlight_gui.core.nn.activations import ACTIVATIONS
from streetlight_gui.core.nn.penalty import Penalty, PenaltyKind
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.slope import ErrorAlong, GradientCheck, slope
from streetlight_gui.core.training.trace import Trace, Update
from streetlight_gui.core.training.what_if import Stop, with_step_to, with_weight

ALPHA = 0.2
BOOK = Settings.choose(Problem.preset("streetlights"), alpha=ALPHA)
numbers = st.integers(0, 10**6)


def of_the_update(trainer):
    """Return what the next update makes smaller."""
    return trainer.coming


def of_the_training_set(trainer):
    problem = trainer.problem
    examples = {"patterns": problem.patterns, "targets": problem.targets}
    return replace(trainer.coming, **examples, averages=False)


def objectives_of(trainer):
    return of_the_update(trainer), of_the_training_set(trainer)


def error_at(network, index, value, objective):
    """Compute the plain way what an objective says of a network with one other parameter."""
    parameters = network.parameters.copy()
    parameters[index] = value
    changed = network.with_parameters(parameters)
    squares = (changed.predict(objective.patterns) - objective.targets) ** 2
    weights = np.concatenate([matrix.reshape(-1) for matrix in changed.weights])
    pulls = {PenaltyKind.NONE: 0, PenaltyKind.L1: abs(weights), PenaltyKind.L2: weights**2 / 2}
    penalty = objective.penalty.strength * np.sum(pulls[objective.penalty.kind])
    return (squares.mean() if objective.averages else squares.sum()) + 2 * penalty


@given(trainers(), numbers)
def test_the_slope_uses_the_gradient_that_training_uses(trainer, number):
    network = trainer.network
    index = number % network.parameters.size
    found = slope(of_the_update(trainer), index)
    trace = Trace(trainer.coming)
    gradient = trace.change[index] / trainer.alpha
    assert found.gradient == pytest.approx(gradient, rel=1e-12, abs=1e-15)
    assert found.weight == network.parameters[index]
    assert found.derivative == 2 * found.gradient
    assert found.step_to == pytest.approx(trace.parameters_after[index], rel=1e-12, abs=1e-15)


@given(trainers(), numbers)
def test_the_slope_over_the_training_set_is_the_sum_of_its_gradients(trainer, number):
    network, problem = trainer.network, trainer.problem
    index = number % network.parameters.size
    found = slope(of_the_training_set(trainer), index)
    gradient = network.propagation(problem.patterns, problem.targets).gradient
    gradient += joined_pull(network, trainer.penalty)
    assert found.gradient == gradient[index]


def joined_pull(network, penalty):
    """Return what a penalty adds to the gradient, 0 for the biases."""
    weights = np.concatenate([matrix.reshape(-1) for matrix in network.weights])
    pulls = {PenaltyKind.NONE: 0 * weights, PenaltyKind.L1: np.sign(weights)}
    pull = penalty.strength * pulls.get(penalty.kind, weights)
    return np.concatenate([pull, np.zeros(network.parameters.size - pull.size)])


@given(trainers(), numbers)
def test_the_step_along_the_slope_is_the_one_training_takes(trainer, number):
    network = trainer.network
    index = number % network.parameters.size
    found = slope(of_the_update(trainer), index)
    rows = len(trainer.coming.patterns)
    try:
        trainer.step(1)
    except DivergenceError:
        assume(False)
    after = trainer.network.parameters[index]
    assert found.step_to == pytest.approx(after, rel=1e-12, abs=1e-15)
    if rows == 1:
        assert found.step_to == after


@given(trainers(), numbers)
def test_the_curve_is_the_error_with_all_other_weights_held(trainer, number):
    network = trainer.network
    index = number % network.parameters.size
    for objective in objectives_of(trainer):
        found = slope(objective, index)
        assert (np.diff(found.weights) > 0).all()
        assert found.weights[0] < min(found.weight, found.step_to)
        assert found.weights[-1] > max(found.weight, found.step_to)
        expected = [error_at(network, index, w, objective) for w in found.weights]
        np.testing.assert_allclose(found.errors, expected, rtol=1e-9, atol=1e-12)
        for weight, error in ((found.weight, found.error), (found.step_to, found.error_there)):
            exact = error_at(network, index, weight, objective)
            assert error == pytest.approx(exact, rel=1e-9, abs=1e-12)


@given(st.floats(-3, 3), st.floats(0.001, 1000))
def test_the_curve_is_little_wider_than_what_must_be_seen_of_it(weight, alpha):
    """The lowest error lies at 0.5, and half a unit beside the weight is seen at least."""
    update = Update(Network([[[weight]]]), np.array([[1.0]]), np.array([0.5]), alpha)
    found = slope(update, 0)
    seen = weight - 0.5, weight + 0.5, found.step_to, 0.5
    left, right = found.weights[[0, -1]]
    assert left < min(seen)
    assert right > max(seen)
    assert right - left < 1.7 * (max(seen) - min(seen))


@pytest.mark.parametrize(
    ("examples", "points"), [(1, 121), (1652, 121), (1653, 120), (9000, 22), (10_000, 21)]
)
def test_the_curve_has_fewer_points_the_more_examples_it_goes_through(examples, points):
    """At most 200,000 passes, but 21 points at least."""
    update = Update(Network([[[0.3]]]), np.ones((examples, 1)), np.zeros(examples), ALPHA)
    assert len(slope(update, 0).weights) == points


@pytest.mark.parametrize("activation", sorted(ACTIVATIONS))
@pytest.mark.parametrize("hidden", [(), (4,), (3, 2), (5, 4, 3)])
@pytest.mark.parametrize("batch", [1, 3])
@pytest.mark.parametrize("penalty", PENALTIES)
def test_the_slope_is_the_central_finite_difference_of_the_curve(
    hidden, activation, batch, penalty
):
    names, generator = (activation,) * len(hidden), np.random.default_rng(3)
    network = random_network(3, hidden, names, generator, bias=True)
    start = replace(BOOK.with_hidden(hidden), activations=names, seed=None, given=network)
    trainer = Trainer.of(replace(start, bias=True, batch=batch, penalty=penalty))
    trainer.step(6)
    network, step = trainer.network, 1e-6
    for objective in objectives_of(trainer):
        derivatives = 2 * Trace(objective).gradient
        for index, weight in enumerate(network.parameters):
            right = error_at(network, index, weight + step, objective)
            left = error_at(network, index, weight - step, objective)
            difference = (right - left) / (2 * step)
            assert derivatives[index] == pytest.approx(difference, rel=1e-6, abs=1e-8)
        middle = network.parameters.size // 2  # of a curve, which takes long to make
        assert slope(objective, middle).derivative == derivatives[middle]


@pytest.mark.parametrize("kind", [PenaltyKind.L1, PenaltyKind.L2])
def test_a_penalty_moves_a_weight_that_the_error_leaves_alone(kind):
    """The light is off: the error says nothing of its weight."""
    network, examples = Network([[[-2.0]]]), (np.array([[0.0]]), np.array([1.0]))
    found = slope(Update(network, *examples, 0.1, Penalty(kind, 0.5)), 0)
    pull = {PenaltyKind.L1: -0.5, PenaltyKind.L2: -1.0}[kind]
    assert (found.gradient, found.step_to) == (pull, -2 - 0.1 * pull)
    assert found.error == 1 + 2 * {PenaltyKind.L1: 1.0, PenaltyKind.L2: 1.0}[kind]
    assert found.error_there < found.error


def test_a_bias_has_a_slope_of_its_own():
    network = Network([[[2.0]]], biases=[[0.5]])
    update = Update(network, np.array([[0.0], [1.0]]), np.array([0.0, 0.5]), 0.1)
    found = slope(update, 1)
    assert (found.weight, found.gradient, found.error) == (0.5, 1.25, 2.125)
    assert found.step_to == 0.375


def test_with_a_large_alpha_the_step_jumps_across_the_valley():
    trainer = Trainer(Problem.preset("middle-light"), Network([[[0.5], [0.48], [-0.7]]]), 1.5)
    update = of_the_update(trainer)
    found = slope(update, 0)
    there = trainer.network.with_parameters(np.array([found.step_to, 0.48, -0.7]))
    after = slope(replace(update, network=there), 0)
    assert found.gradient * after.gradient < 0
    lowest = found.weights[found.errors.argmin()]
    assert min(found.weight, found.step_to) < lowest < max(found.weight, found.step_to)


@pytest.mark.parametrize("value", [1e308, -1.7e308, 1e304])
@pytest.mark.parametrize("alpha", [ALPHA, 5, 1000])
def test_a_weight_near_the_largest_number_has_no_slope_and_warns_of_nothing(value, alpha):
    for index in range(16):
        trainer = Trainer.of(BOOK)
        trainer.penalty = Penalty(PenaltyKind.L2, 10)
        trainer.set_weight(index, value)
        for objective in objectives_of(trainer):
            assert not slope(replace(objective, alpha=alpha), index).is_finite


@given(trainers(), numbers)
def test_the_curve_of_an_output_weight_holds_its_lowest_point(trainer, number):
    """Along such a weight the error is a parabola; its vertex can be computed."""
    trainer.penalty, network = Penalty(), trainer.network
    update, rows = trainer.coming, len(trainer.coming.patterns)
    last = network.forward(update.patterns)[-2]
    index = network.layout.weight_count - 1 - number % last.shape[1]
    bend = (last[:, last.shape[1] - 1 - number % last.shape[1]] ** 2).sum() / rows
    found = slope(update, index)
    assume(bend > 1e-9)
    vertex = found.weight - found.gradient / bend
    assume(abs(vertex - found.weight) < 200 * max(abs(found.step_to - found.weight), 0.5))
    assert found.weights[0] < vertex < found.weights[-1]


@given(trainers(), numbers)
def test_the_curve_holds_the_lowest_error_anywhere_near(trainer, number):
    index = number % trainer.network.parameters.size
    update = trainer.coming
    found = slope(update, index)
    near = np.linspace(found.weight - 5, found.weight + 5, 2001)
    left, right = found.weights[[0, -1]]
    inside = np.concatenate(
        [np.linspace(left, right, 2001), near[(near >= left) & (near <= right)]]
    )
    lowest, shown = (ErrorAlong(update, index)(places).min() for places in (near, inside))
    assert shown <= lowest + 0.02 * (found.error - lowest) + 1e-12


@given(trainers(), numbers)
def test_the_gradient_check_agrees_to_a_millionth_where_the_curve_is_smooth(trainer, number):
    update = trainer.coming
    index = number % trainer.network.parameters.size
    check = slope(update, index).check
    weight = trainer.network.parameters[index]
    inside = ErrorAlong(update, index)(np.linspace(weight - check.h, weight + check.h, 5))
    bend = abs(np.diff(inside, 3)).max() / max(abs(np.diff(inside)).max(), 1e-300)
    assume(abs(check.derivative) > 1e-4 * (1 + inside.max()))
    assume(bend < 1e-3)  # no kink of a relu or a penalty between
    assert check.numeric == pytest.approx(check.derivative, rel=1e-6)
    assert check.digits >= 5
    assert check.agrees


def test_the_gradient_check_tells_where_the_curve_bends():
    """At 0 a relu has no slope: training takes 0, a difference finds the middle."""
    network = Network([[[0.0]], [[1.0]]])
    check = slope(Update(network, np.array([[1.0]]), np.array([1.0]), 0.1), 0).check
    assert check.derivative == 0
    assert check.numeric == pytest.approx(-1, rel=1e-4)
    assert not check.agrees
    assert check.digits == 0


def test_rounding_alone_is_no_disagreement():
    """The light is off: the error of 1e12 does not change at all, or by its last digits."""
    network = Network([[[1.0], [1.0]]])
    check = slope(Update(network, np.array([[1.0, 1e-9]]), np.array([1e6]), 0.1), 1).check
    assert check.agrees


def test_a_slope_next_to_nothing_agrees_in_no_digit_with_what_rounding_measures():
    check = GradientCheck(h=1e-5, numeric=1e-9, derivative=1e-320, rounding=1e-8)
    assert check.digits == 0
    assert check.agrees


@given(trainers(), numbers, st.floats(-2, 2))
def test_another_weight_along_the_curve_is_an_update_of_its_own(trainer, number, share):
    index = number % trainer.network.parameters.size
    found = slope(trainer.coming, index)
    wanted = found.weight + share * (found.weights[-1] - found.weights[0])
    moved, stop = with_weight(found, wanted)
    is_inside = found.weights[0] <= wanted <= found.weights[-1]
    assert stop is (None if is_inside else Stop.END)
    assert moved.weight == np.clip(wanted, found.weights[0], found.weights[-1])
    assert moved.error == pytest.approx(
        error_at(trainer.network, index, moved.weight, trainer.coming), rel=1e-9, abs=1e-12
    )
    assert (moved.weights, moved.errors) == (found.weights, found.errors)
    trainer.set_weight(index, moved.weight)
    assert moved.step_to == slope(trainer.coming, index).step_to


@given(trainers(), numbers, st.floats(0.1, 0.99))
def test_another_end_of_the_step_is_another_alpha(trainer, number, share):
    index = number % trainer.network.parameters.size
    found = slope(trainer.coming, index)
    end = found.weights[0 if found.gradient > 0 else -1]
    assume(abs(end - found.weight) < 1000 * abs(found.gradient))  # the largest alpha
    wanted = found.weight + share * (end - found.weight)
    moved, stop = with_step_to(found, wanted)
    assert stop is None
    assert moved.step_to - found.weight == pytest.approx(wanted - found.weight, rel=6e-3)
    trainer.alpha = moved.trace.update.alpha
    assert moved.step_to == slope(trainer.coming, index).step_to
    beyond, stop = with_step_to(found, 2 * end - found.weight)
    assert stop is Stop.END
    assert abs(beyond.step_to - end) <= 6e-3 * abs(end - found.weight)
    uphill, stop = with_step_to(found, 2 * found.weight - wanted)
    assert stop is Stop.UPHILL
    assert (uphill.step_to - found.weight) * (wanted - found.weight) > 0


def test_alpha_ends_where_its_range_does():
    network = Network([[[1.0]]])
    found = slope(Update(network, np.array([[1.0]]), np.array([1.0 - 1e-9]), 0.1), 0)
    moved, stop = with_step_to(found, found.weights[0])
    assert (moved.trace.update.alpha, stop) == (1000, Stop.LARGEST_ALPHA)


@pytest.mark.parametrize("direction", [1, -1])
def test_a_weight_stops_where_the_numbers_run_away(direction):
    update = Update(Network([[[2e74 * direction]]]), np.array([[1.0]]), np.array([1.0]), 1e-9)
    found = slope(update, 0)
    while found.is_finite and found.errors.max() < 2e149:
        found, stop = with_weight(found, found.weight * 1.2)
        found = slope(found.trace.update, 0)
    edge, stop = with_weight(found, 1e80 * direction)
    while stop is Stop.END:
        edge, stop = with_weight(slope(edge.trace.update, 0), 1e80 * direction)
    assert stop is Stop.RUNS_AWAY
    assert slope(edge.trace.update, 0).is_finite
    farther = edge.weight * (1 + 1e-6)
    assert not slope(replace(update, network=Network([[[farther]]])), 0).is_finite
