"""The five phases of an example: its numbers, the notebook's lines, the arithmetic, the slope."""

import re

import numpy as np
import pytest
from book import book_trainer
from hypothesis import given, settings
from hypothesis import strategies as st

from streetlight_gui.core import Network, Problem, Trainer
from streetlight_gui.core.activations import ACTIVATIONS
from streetlight_gui.core.arithmetic import arithmetic
from streetlight_gui.core.cursor import Cursor
from streetlight_gui.core.diagram import Diagram, Edge, Unit, weight_index
from streetlight_gui.core.listing import listing
from streetlight_gui.core.phases import ExampleTrace, Phase, Stage, stages
from streetlight_gui.core.propagation import join_weights
from streetlight_gui.core.run import Run
from streetlight_gui.core.settings import Settings
from streetlight_gui.core.slope import slope
from streetlight_gui.core.stepping import StepUnit

ALPHA = 0.2
FUNCTIONS = {
    "relu": lambda x: (x > 0) * x,
    "relu2deriv": lambda output: output > 0,
    "tanh": np.tanh,
    "tanh2deriv": lambda output: 1 - output**2,
    "sigmoid": lambda x: 1 / (1 + np.exp(-x)),
    "sigmoid2deriv": lambda output: output * (1 - output),
}
few = settings(deadline=None, max_examples=60, derandomize=True, database=None)


@st.composite
def trainers(draw):
    """Make trainers of random networks on random problems, some examples on their way."""
    lights = draw(st.integers(1, 6))
    hidden = draw(st.lists(st.integers(1, 6), max_size=3))
    names = draw(st.tuples(*[st.sampled_from(sorted(ACTIVATIONS))] * len(hidden)))
    network = Network.random(lights, hidden, draw(st.integers(0, 999)), names)
    generator = np.random.default_rng(draw(st.integers(0, 999)))
    patterns = generator.integers(0, 2, (draw(st.integers(1, 5)), lights))
    problem = Problem(patterns, generator.integers(0, 2, len(patterns)))
    trainer = Trainer(problem, network, draw(st.sampled_from([0.001, 0.05, 0.2])))
    trainer.step(draw(st.integers(0, 9)))
    return trainer


def trace_of(trainer):
    """Trace the example that the trainer takes next."""
    problem, index = trainer.problem, trainer.updates % len(trainer.problem)
    target = float(problem.targets[index])
    return ExampleTrace(trainer.network, problem.patterns[index], target, trainer.alpha)


# The first example of the book's run, by hand.


def first_example():
    """Compute the first example with plain numbers: lights 1 0 1, answer 1."""
    w01, w12 = [matrix.tolist() for matrix in Network.random(3, (4,), seed=1).weights]
    z = [1 * w01[0][j] + 0 * w01[1][j] + 1 * w01[2][j] for j in range(4)]
    layer_1 = [value if value > 0 else 0.0 for value in z]
    output = sum(layer_1[j] * w12[j][0] for j in range(4))
    delta_2 = output - 1
    delta_1 = [delta_2 * w12[j][0] if layer_1[j] > 0 else 0.0 for j in range(4)]
    new_01 = [[w01[i][j] - ALPHA * (1, 0, 1)[i] * delta_1[j] for j in range(4)] for i in range(3)]
    new_12 = [[w12[j][0] - ALPHA * layer_1[j] * delta_2] for j in range(4)]
    return layer_1, output, delta_2, delta_1, new_01, new_12


def assert_close(ours, theirs):
    np.testing.assert_allclose(ours, theirs, rtol=1e-12, atol=1e-15)


def test_the_five_phases_of_the_first_example_by_hand():
    layer_1, output, delta_2, delta_1, new_01, new_12 = first_example()
    start = Settings.choose(Problem.preset("streetlights"))
    cursor = Cursor(Run(start))
    begin = [matrix.tolist() for matrix in start.network().weights]

    cursor.step(StepUnit.PHASE)
    assert cursor.stage == Stage(Phase.FORWARD, 1)
    assert cursor.trace.layers[0].tolist() == [[1, 0, 1]]
    assert_close(cursor.trace.layers[1], [layer_1])

    cursor.step(StepUnit.PHASE)
    assert cursor.stage == Stage(Phase.OUTPUT, 2)
    assert_close(cursor.trace.layers[2], [[output]])

    cursor.step(StepUnit.PHASE)
    assert cursor.stage == Stage(Phase.COMPARE, 2)
    assert cursor.trace.target == 1
    assert_close(cursor.trace.error, delta_2**2)
    assert_close(cursor.trace.deltas[2], [[delta_2]])

    cursor.step(StepUnit.PHASE)
    assert cursor.stage == Stage(Phase.BACKPROPAGATE, 2)
    assert_close(cursor.trace.deltas[1], [delta_1])
    assert [matrix.tolist() for matrix in cursor.trainer.network.weights] == begin

    cursor.step(StepUnit.PHASE)
    assert cursor.stage == Stage(Phase.UPDATE, 2)
    assert_close(cursor.trace.weights_after[0], new_01)
    assert_close(cursor.trace.weights_after[1], new_12)
    assert_close(cursor.trainer.network.weights[0], new_01)
    assert_close(cursor.trainer.network.weights[1], new_12)
    assert cursor.updates == 1


def test_the_first_example_has_the_numbers_one_reads_in_a_notebook():
    trace = trace_of(book_trainer())
    assert trace.layers[1][0].round(6).tolist() == [0, 0.518282, 0, 0]
    assert round(float(trace.layers[2][0, 0]), 6) == 0.391943
    assert round(float(trace.deltas[2][0, 0]), 6) == -0.608057
    assert round(trace.error, 6) == 0.369733
    assert trace.deltas[1][0].round(6).tolist() == [0, -0.459834, 0, 0]


# Stages.


@pytest.mark.parametrize("hidden", [(), (4,), (3, 2), (5, 4, 3)])
def test_an_example_stops_at_each_hidden_layer_and_each_later_phase(hidden):
    found = stages(hidden)
    last = len(hidden) + 1
    assert [stage.layer for stage in found] == [*range(1, last), last, last, last, last]
    assert [stage.phase.value for stage in found] == [1] * len(hidden) + [2, 3, 4, 5]


def test_the_phases_are_numbered_and_titled():
    assert [phase.value for phase in Phase] == [1, 2, 3, 4, 5]
    assert len({phase.title for phase in Phase}) == 5
    assert Phase.COMPARE.title == "error and delta"


# The trace.


@few
@given(trainers())
def test_a_trace_ends_in_bitwise_the_weights_that_training_ends_in(trainer):
    trace = trace_of(trainer)
    before = trainer.network
    trainer.step(1)
    for ours, theirs in zip(trace.weights_after, trainer.network.weights, strict=True):
        assert ours.tobytes() == np.ascontiguousarray(theirs).tobytes()
    for ours, theirs in zip(trace.network.weights, before.weights, strict=True):
        assert ours.tobytes() == theirs.tobytes()


@few
@given(trainers())
def test_a_trace_has_the_gradients_that_the_network_gives(trainer):
    trace = trace_of(trainer)
    gradients = trace.network.backpropagate([trace.pattern], [trace.target])
    for ours, theirs in zip(trace.gradients, gradients, strict=True):
        assert np.array_equal(ours, theirs)


# The listing, executed as the notebook would.


def execute(trainer):
    """Run the listing's lines as Python; yield each Line with what it left in its variable."""
    problem, network = trainer.problem, trainer.network
    i = trainer.updates % len(problem)
    namespace = {
        **FUNCTIONS,
        "np": np,
        "lights": problem.patterns,
        "answers": problem.targets[:, np.newaxis],
        "alpha": trainer.alpha,
        "i": i,
    }
    last = len(network.weights)
    namespace[f"layer_{last}_error"] = 0.0
    for k, matrix in enumerate(network.weights):
        namespace[f"weights_{k}_{k + 1}"] = matrix.copy()
    for line in listing(network.activations):
        exec(line.code, namespace)  # noqa: S102
        yield line, np.asarray(namespace[line.code.split()[0]])


@few
@given(trainers())
def test_the_listing_runs_as_python_and_leaves_the_values_it_shows(trainer):
    trace = trace_of(trainer)
    for line, value in execute(trainer):
        shown = line.value(trace)
        assert shown.shape == value.shape, line.code
        np.testing.assert_allclose(shown, value, rtol=1e-9, atol=1e-12, err_msg=line.code)


@few
@given(trainers())
def test_the_listing_trains_one_example(trainer):
    found = {line.matrix: value for line, value in execute(trainer)}
    trainer.step(1)
    for k, matrix in enumerate(trainer.network.weights):
        np.testing.assert_allclose(found[k], matrix, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("hidden", [(), (4,), (3, 2), (5, 4, 3)])
def test_the_lines_run_in_the_order_of_the_stages(hidden):
    order = [None, *stages(hidden)]
    lines = listing(Network.random(3, hidden).activations)
    places = [order.index(line.stage) for line in lines]
    assert places == sorted(places)
    assert set(places) == set(range(len(order))) - ({len(order) - 2} if not hidden else set())


def test_the_books_network_has_the_books_lines():
    assert [line.code for line in listing(book_trainer().network.activations)] == [
        "layer_0 = lights[i:i+1]",
        "layer_1 = relu(np.dot(layer_0, weights_0_1))",
        "layer_2 = np.dot(layer_1, weights_1_2)",
        "layer_2_error += np.sum((layer_2 - answers[i:i+1]) ** 2)",
        "layer_2_delta = layer_2 - answers[i:i+1]",
        "layer_1_delta = layer_2_delta.dot(weights_1_2.T) * relu2deriv(layer_1)",
        "weights_1_2 -= alpha * layer_1.T.dot(layer_2_delta)",
        "weights_0_1 -= alpha * layer_0.T.dot(layer_1_delta)",
    ]


# The arithmetic of one unit or weight.


def sides(text):
    left, right = text.replace("\N{MULTIPLICATION SIGN}", "*").split(" = ")
    return left, right


def evaluate(text):
    return float(eval(text, dict(FUNCTIONS)))  # noqa: S307


@few
@given(trainers())
def test_the_arithmetic_comes_to_what_it_says(trainer):
    trace = trace_of(trainer)
    sizes = trace.network.sizes
    for layer in range(1, len(sizes)):
        for index in range(sizes[layer]):
            left, right = sides(arithmetic(Unit(layer, index), trace))
            exact = trace.layers[layer][0, index]
            below, weights = trace.layers[layer - 1][0], trace.network.weights[layer - 1][:, index]
            room = 1e-5 * (abs(below * weights).sum() + abs(exact))
            assert float(left) == pytest.approx(exact, rel=1e-5)
            assert evaluate(right) == pytest.approx(exact, abs=room)
    for edge in Diagram(sizes, 600, 400).edges:
        left, right = sides(arithmetic(edge, trace))
        before = trace.network.weights[edge.layer][edge.source, edge.target]
        exact = trace.weights_after[edge.layer][edge.source, edge.target]
        assert float(left) == pytest.approx(exact, rel=1e-5)
        assert evaluate(right) == pytest.approx(exact, abs=2e-5 * (abs(before) + abs(exact)))


def test_the_arithmetic_of_the_first_example_evaluates_to_its_left_side():
    trace = trace_of(book_trainer())
    for part in (*(Unit(1, k) for k in range(4)), Unit(2, 0), *Diagram((3, 4, 1), 9, 9).edges):
        left, right = sides(arithmetic(part, trace))
        assert evaluate(right) == pytest.approx(float(left), rel=1e-5, abs=1e-12)


def test_the_arithmetic_is_written_as_a_person_writes_it():
    trace = trace_of(book_trainer())
    number = r"-?\d+(\.\d+)?(e-\d+)?"
    times = " \N{MULTIPLICATION SIGN} "
    assert re.fullmatch(
        rf"{number} = relu\(1{times}{number} \+ 0{times}{number} \+ 1{times}{number}\)",
        arithmetic(Unit(1, 0), trace),
    )
    assert re.fullmatch(
        rf"{number} = {number} - 0\.2{times}{number}{times}{number}",
        arithmetic(Edge(1, 2, 0), trace),
    )
    assert arithmetic(Unit(0, 1), trace) == "layer_0[1] = 0"


@pytest.mark.parametrize("alpha", [0.2, 1.5, 0.123456789])
def test_the_arithmetic_of_an_update_names_the_alpha_it_uses(alpha):
    trace = trace_of(book_trainer(alpha=alpha))
    for edge in Diagram((3, 4, 1), 9, 9).edges:
        left, right = sides(arithmetic(edge, trace))
        assert evaluate(right) == pytest.approx(float(left), rel=1e-5)


# The slope of one weight.


def examples_of(trainer):
    """Return the next example and the whole training set, each as patterns and targets."""
    problem, k = trainer.problem, trainer.updates % len(trainer.problem)
    return (
        (problem.patterns[k : k + 1], problem.targets[k : k + 1]),
        (problem.patterns, problem.targets),
    )


def error_at(network, index, value, patterns, targets):
    parameters = join_weights(network.weights)
    parameters[index] = value
    predictions = network.with_parameters(parameters).predict(patterns)
    return float(((predictions - targets) ** 2).sum())


@few
@given(trainers(), st.integers(0, 10**6))
def test_the_slope_uses_the_gradient_that_training_uses(trainer, number):
    network = trainer.network
    index = number % len(join_weights(network.weights))
    for patterns, targets in examples_of(trainer):
        found = slope(network, index, patterns, targets, trainer.alpha)
        gradient = join_weights(network.backpropagate(patterns, targets))[index]
        assert found.gradient == gradient
        assert found.weight == join_weights(network.weights)[index]
        assert found.derivative == 2 * gradient


@few
@given(trainers(), st.integers(0, 10**6))
def test_the_step_along_the_slope_of_one_example_is_the_one_training_takes(trainer, number):
    network = trainer.network
    index = number % len(join_weights(network.weights))
    patterns, targets = examples_of(trainer)[0]
    found = slope(network, index, patterns, targets, trainer.alpha)
    trainer.step(1)
    assert found.step_to == join_weights(trainer.network.weights)[index]


@few
@given(trainers(), st.integers(0, 10**6))
def test_the_curve_is_the_error_with_all_other_weights_held(trainer, number):
    network = trainer.network
    index = number % len(join_weights(network.weights))
    for patterns, targets in examples_of(trainer):
        found = slope(network, index, patterns, targets, trainer.alpha)
        assert (np.diff(found.weights) > 0).all()
        assert found.weights[0] < min(found.weight, found.step_to)
        assert found.weights[-1] > max(found.weight, found.step_to)
        expected = [error_at(network, index, w, patterns, targets) for w in found.weights]
        np.testing.assert_allclose(found.errors, expected, rtol=1e-9, atol=1e-12)
        for weight, error in ((found.weight, found.error), (found.step_to, found.error_there)):
            exact = error_at(network, index, weight, patterns, targets)
            assert error == pytest.approx(exact, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("activation", sorted(ACTIVATIONS))
@pytest.mark.parametrize("hidden", [(), (4,), (3, 2), (5, 4, 3)])
def test_the_slope_is_the_central_finite_difference_of_the_curve(hidden, activation):
    network = Network.random(3, hidden, seed=3, activation=activation)
    trainer = Trainer(Problem.preset("streetlights"), network, ALPHA)
    trainer.step(6)
    network, step = trainer.network, 1e-6
    for patterns, targets in examples_of(trainer):
        for edge in Diagram(network.sizes, 600, 400).edges:
            index = weight_index(network.sizes, edge)
            found = slope(network, index, patterns, targets, ALPHA)
            right = error_at(network, index, found.weight + step, patterns, targets)
            left = error_at(network, index, found.weight - step, patterns, targets)
            difference = (right - left) / (2 * step)
            assert found.derivative == pytest.approx(difference, rel=1e-6, abs=1e-8)


def test_with_a_large_alpha_the_step_jumps_across_the_valley():
    trainer = Trainer(Problem.preset("middle-light"), Network([[[0.5], [0.48], [-0.7]]]), 1.5)
    patterns, targets = examples_of(trainer)[0]
    found = slope(trainer.network, 0, patterns, targets, 1.5)
    after = slope(
        trainer.network.with_parameters(np.array([found.step_to, 0.48, -0.7])),
        0,
        patterns,
        targets,
        1.5,
    )
    assert found.gradient * after.gradient < 0
    lowest = found.weights[found.errors.argmin()]
    assert min(found.weight, found.step_to) < lowest < max(found.weight, found.step_to)
