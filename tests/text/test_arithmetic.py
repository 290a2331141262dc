"""The arithmetic of one unit or one weight, written out: it comes to what it says."""

import re
from dataclasses import replace

import numpy as np
import pytest
from book import book_trainer
from hypothesis import assume, given
from runs import FUNCTIONS, PENALTIES, trainers

from streetlight_gui.core import Network, Problem, Trainer
from streetlight_gui.core.checks.formatting import terse
from streetlight_gui.core.nn.parts import Edge, Unit
from streetlight_gui.core.nn.penalty import Penalty, PenaltyKind
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.trace import Trace, Update
from streetlight_gui.text.arithmetic import arithmetic, delta_arithmetic
from streetlight_gui.ui.network.diagram import Diagram

BOOK = Settings.choose(Problem.preset("streetlights"))
NUMBER = r"-?\d+(\.\d+)?(e-\d+)?"
TIMES = " \N{MULTIPLICATION SIGN} "


def sides(text):
    """Split what is said at its sign of equality; factors lose their names."""
    without_names = re.sub(r"(alpha|delta|input|penalty) ", "", text)
    left, right = without_names.replace("\N{MULTIPLICATION SIGN}", "*").split(" = ")
    return left, right


def evaluate(text):
    return float(eval(text, dict(FUNCTIONS)))  # noqa: S307


def edges_of(trace):
    network = trace.network
    return Diagram(network.sizes, 600, 400, bias=bool(network.biases)).edges


def trace_after(updates, settings):
    trainer = Trainer.of(settings)
    trainer.step(updates)
    return Trace(trainer.coming)


@given(trainers())
def test_the_arithmetic_of_a_delta_comes_to_what_it_says(trainer):
    trace = Trace(trainer.coming)
    sizes, network = trace.network.sizes, trace.network
    for layer in range(1, len(sizes)):
        for index in range(sizes[layer]):
            for row in range(len(trace.update.patterns)):
                left, right = sides(delta_arithmetic(Unit(layer, index), trace, row))
                exact = trace.deltas[layer][row, index]
                largest = abs(trace.layers[layer][row]).max() + 1
                if layer < len(sizes) - 1:
                    back = trace.deltas[layer + 1][row] * network.weights[layer][index]
                    largest = (abs(back).sum() + 1) * largest**2
                assert float(left) == pytest.approx(exact, rel=1e-5)
                assert evaluate(right) == pytest.approx(exact, abs=2e-5 * largest)


def test_the_delta_of_the_book_is_written_as_its_lines_do():
    trace = trace_after(0, BOOK)
    output, value = trace.layers[2][0, 0], trace.layers[1][0, 1]
    delta, weight = trace.deltas[2][0, 0], trace.network.weights[1][1, 0]
    assert delta_arithmetic(Unit(2, 0), trace) == f"{terse(delta)} = {terse(output)} - 1"
    back = f"({terse(delta)}{TIMES}{terse(weight)}){TIMES}relu2deriv({terse(value)})"
    assert delta_arithmetic(Unit(1, 1), trace).endswith(f" = {back}")


@given(trainers())
def test_the_arithmetic_of_a_unit_comes_to_what_it_says(trainer):
    trace = Trace(trainer.coming)
    sizes = trace.network.sizes
    for layer in range(1, len(sizes)):
        for index in range(sizes[layer]):
            for row in range(len(trace.update.patterns)):
                left, right = sides(arithmetic(Unit(layer, index), trace, row))
                exact = trace.layers[layer][row, index]
                below = trace.layers[layer - 1][row]
                products = below * trace.network.weights[layer - 1][:, index]
                room = 1e-5 * (abs(products).sum() + abs(exact) + 1)
                assert float(left) == pytest.approx(exact, rel=1e-5)
                assert evaluate(right) == pytest.approx(exact, abs=room)


@given(trainers())
def test_the_arithmetic_of_an_update_comes_to_what_it_says(trainer):
    trace = Trace(trainer.coming)
    assume(len(trace.update.patterns) <= 4)
    network, update = trace.network, trace.update
    for index, edge in enumerate(edges_of(trace)):
        left, right = sides(arithmetic(edge, trace))
        before, exact = network.parameters[index], trace.parameters_after[index]
        below = np.abs(trace.layers[edge.layer]).max() + 1
        room = 1e-5 * (
            abs(before) + update.alpha * below * np.abs(trace.deltas[edge.layer + 1]).sum()
        )
        assert float(left) == pytest.approx(exact, rel=1e-5)
        assert evaluate(right) == pytest.approx(exact, abs=room + 1e-6 * abs(before))


def test_the_arithmetic_of_the_first_example_evaluates_to_its_left_side():
    trace = Trace(book_trainer().coming)
    for part in (*(Unit(1, k) for k in range(4)), Unit(2, 0), *edges_of(trace)):
        left, right = sides(arithmetic(part, trace))
        assert evaluate(right) == pytest.approx(float(left), rel=1e-5, abs=1e-12)


def test_the_arithmetic_is_written_as_a_person_writes_it():
    trace = Trace(book_trainer().coming)
    assert re.fullmatch(
        rf"{NUMBER} = relu\(1{TIMES}{NUMBER} \+ 0{TIMES}{NUMBER} \+ 1{TIMES}{NUMBER}\)",
        arithmetic(Unit(1, 0), trace),
    )
    assert re.fullmatch(
        rf"{NUMBER} = {NUMBER} - alpha 0\.2{TIMES}delta {NUMBER}{TIMES}input {NUMBER}",
        arithmetic(Edge(1, 2, 0), trace),
    )
    assert arithmetic(Unit(0, 1), trace) == "layer_0[1] = 0"


@pytest.mark.parametrize("alpha", [0.2, 1.5, 0.123456789])
def test_the_arithmetic_of_an_update_names_the_alpha_it_uses(alpha):
    trace = Trace(book_trainer(alpha=alpha).coming)
    for edge in edges_of(trace):
        left, right = sides(arithmetic(edge, trace))
        assert f" - {alpha:g} * " in right
        assert evaluate(right) == pytest.approx(float(left), rel=1e-5)


# Bias, batches and penalties, by hand: one unit z = 2a - b + 1, output 3h - 1.

NETWORK = Network([[[2.0], [-1.0]], [[3.0]]], "relu", [[1.0], [-1.0]])


def trace_of(patterns, targets, penalty=PENALTIES[0]):
    update = Update(NETWORK, np.array(patterns), np.array(targets), alpha=0.5, penalty=penalty)
    return Trace(update)


ONE = trace_of([(1.0, 0.5)], [4.5])
TWO = trace_of([(1.0, 0.5), (0.0, 2.0)], [4.5, 1.0])


@pytest.mark.parametrize(
    ("part", "text"),
    [
        (Unit(0, 1), "layer_0[1] = 0.500000"),
        (Unit(1, 0), "2.50000 = relu(1 x 2 + 0.500000 x -1 + 1)"),
        (Unit(2, 0), "6.50000 = 2.50000 x 3 + -1"),
        (Edge(0, 0, 0), "-1 = 2 - alpha 0.5 x delta 6 x input 1"),
        (Edge(0, 1, 0), "-2.50000 = -1 - alpha 0.5 x delta 6 x input 0.500000"),
        (Edge(0, 2, 0), "-2 = 1 - alpha 0.5 x delta 6"),
        (Edge(1, 1, 0), "-2 = -1 - alpha 0.5 x delta 2"),
    ],
)
def test_one_example_with_bias(part, text):
    assert arithmetic(part, ONE) == text.replace(" x ", TIMES)


@pytest.mark.parametrize(
    ("part", "text"),
    [
        (Edge(0, 0, 0), "0.500000 = 2 - alpha 0.5 x (delta 3 x input 1 + delta 0 x input 0)"),
        (Edge(1, 0, 0), "1.75000 = 3 - alpha 0.5 x (delta 1 x input 2.50000 + delta -1 x input 0)"),
        (Edge(0, 2, 0), "-0.500000 = 1 - alpha 0.5 x (delta 3 + delta 0)"),
        (Edge(1, 1, 0), "-1 = -1 - alpha 0.5 x (delta 1 + delta -1)"),
    ],
)
def test_a_batch_sums_over_its_examples(part, text):
    assert arithmetic(part, TWO) == text.replace(" x ", TIMES)


def test_a_unit_answers_the_example_one_asks_for():
    assert arithmetic(Unit(2, 0), TWO, 1) == f"-1 = 0{TIMES}3 + -1"
    assert arithmetic(Unit(0, 1), TWO, 1) == "layer_0[1] = 2"


@pytest.mark.parametrize("layer", [0, 1])
def test_a_bias_unit_is_always_one(layer):
    unit = Unit(layer, NETWORK.sizes[layer])
    assert arithmetic(unit, ONE) == "always 1: its weights are the biases of the next layer"


@pytest.mark.parametrize(
    ("kind", "edge", "text"),
    [
        (
            PenaltyKind.L1,
            Edge(0, 1, 0),
            "-2.45000 = -1 - alpha 0.5 x (delta 6 x input 0.500000 + penalty 0.1 x -1)",
        ),
        (
            PenaltyKind.L1,
            Edge(1, 0, 0),
            "0.450000 = 3 - alpha 0.5 x (delta 2 x input 2.50000 + penalty 0.1 x 1)",
        ),
        (
            PenaltyKind.L2,
            Edge(1, 0, 0),
            "0.350000 = 3 - alpha 0.5 x (delta 2 x input 2.50000 + penalty 0.1 x 3)",
        ),
        (PenaltyKind.L2, Edge(1, 1, 0), "-2 = -1 - alpha 0.5 x delta 2"),
    ],
)
def test_a_penalty_adds_its_pull_to_weights_only(kind, edge, text):
    trace = trace_of([(1.0, 0.5)], [4.5], Penalty(kind, 0.1))
    assert arithmetic(edge, trace) == text.replace(" x ", TIMES)


def test_a_penalty_is_one_more_term_of_a_batch():
    trace = trace_of([(1.0, 0.5), (0.0, 2.0)], [4.5, 1.0], Penalty(PenaltyKind.L2, 0.1))
    text = "0.400000 = 2 - alpha 0.5 x (delta 3 x input 1 + delta 0 x input 0 + penalty 0.1 x 2)"
    assert arithmetic(Edge(0, 0, 0), trace) == text.replace(" x ", TIMES)


@pytest.mark.parametrize(("examples", "more"), [(4, ""), (5, " + 1 more"), (9, " + 5 more")])
def test_of_a_large_batch_the_first_four_products_are_written_out(examples, more):
    problem = Problem(np.linspace(0, 1, 3 * examples).reshape(-1, 3), np.zeros(examples))
    trace = trace_after(0, replace(BOOK.with_problem(problem), batch=0, bias=True))
    for edge in edges_of(trace):
        product = f"delta {NUMBER}" + (
            "" if edge.source == 3 + edge.layer else f"{TIMES}input {NUMBER}"
        )
        products = r" \+ ".join([product] * 4)
        pattern = rf"{NUMBER} = {NUMBER} - alpha 0\.2{TIMES}\({products}{re.escape(more)}\)"
        assert re.fullmatch(pattern, arithmetic(edge, trace))
