"""Training: against a plain loop, in pieces, and with settings that change."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from book import book_trainer
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from runs import gradients

from streetlight_gui.core import Network, Problem, Trainer
from streetlight_gui.core.nn.penalty import Penalty, PenaltyKind
from streetlight_gui.core.problems.problem import all_patterns
from streetlight_gui.core.training.batch_sampler import BatchSampler
from streetlight_gui.core.training.history import ErrorHistory
from streetlight_gui.core.training.settings import Settings

PENALTY = Penalty(PenaltyKind.L2, 0.1)

# As textbooks write them: the function of z, and its derivative as a function of z too.
FUNCTIONS = {
    "relu": (lambda z: (z > 0) * z, lambda z: z > 0),
    "tanh": (np.tanh, lambda z: 1 / np.cosh(z) ** 2),
    "sigmoid": (lambda z: 1 / (1 + np.exp(-z)), lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2),
    "linear": (lambda z: z, np.ones_like),
}


def train_one_by_one(patterns, targets, weights, names, alpha):
    """Train one iteration as the book writes it; return the new weights and the error printed."""
    weights = [matrix.copy() for matrix in weights]
    error = 0.0
    for i in range(len(patterns)):
        sums, layers = [], [patterns[i : i + 1]]
        for k, name in enumerate(names):
            sums.append(np.dot(layers[-1], weights[k]))
            layers.append(FUNCTIONS[name][0](sums[-1]))
        layers.append(np.dot(layers[-1], weights[-1]))
        error += np.sum((layers[-1] - targets[i : i + 1]) ** 2)
        deltas = [layers[-1] - targets[i : i + 1]]
        for k in range(len(names), 0, -1):
            slope = FUNCTIONS[names[k - 1]][1](sums[k - 1])
            deltas.insert(0, deltas[0].dot(weights[k].T) * slope)
        for k, delta in enumerate(deltas):
            weights[k] -= alpha * layers[k].T.dot(delta)
    return weights, error


@st.composite
def problems(draw):
    lights = draw(st.integers(1, 6))
    rows = draw(st.lists(st.integers(0, 2**lights - 1), min_size=1, max_size=6))
    answers = st.sampled_from([0.0, 1.0])
    targets = draw(st.lists(answers, min_size=len(rows), max_size=len(rows)))
    return Problem(all_patterns(lights)[rows], targets)


@st.composite
def networks(draw, lights):
    hidden = draw(st.lists(st.integers(1, 16), max_size=3))
    names = draw(
        st.lists(st.sampled_from([*FUNCTIONS]), min_size=len(hidden), max_size=len(hidden))
    )
    return Network.random(lights, hidden, draw(st.integers(0, 2**32 - 1)), names)


@st.composite
def trainings(draw):
    problem = draw(problems())
    return problem, draw(networks(problem.lights)), draw(st.floats(0.001, 0.2))


@pytest.fixture
def trainer():
    return book_trainer()


def assert_same_state(one, other):
    assert one.updates == other.updates
    assert_array_equal(one.errors, other.errors)
    assert_array_equal(one.frozen_errors, other.frozen_errors)
    assert one.network.parameters.tobytes() == other.network.parameters.tobytes()


@given(trainings(), st.integers(1, 8))
def test_training_agrees_with_the_textbook_loop(training, iterations):
    problem, network, alpha = training
    names = [activation.name for activation in network.activations]
    trainer = Trainer(problem, network, alpha)
    for _ in range(iterations):
        with np.errstate(all="ignore"):
            weights, error = train_one_by_one(
                problem.patterns, problem.targets, trainer.network.weights, names, alpha
            )
        assume(error < 20)  # where training runs away, the last digits grow into the first ones
        trainer.run(iterations=1)
        assert trainer.errors[-1] == pytest.approx(error, rel=1e-7, abs=1e-12)
        for found, expected in zip(trainer.network.weights, weights, strict=True):
            assert_allclose(found, expected, rtol=1e-7, atol=1e-9)


def test_run_finishes_an_iteration_that_is_under_way_as_the_first(trainer):
    trainer.step(2)
    trainer.run(iterations=3)
    assert (trainer.iteration, trainer.updates) == (3, 12)


def test_an_iteration_counts_only_once_it_is_finished(trainer):
    trainer.step(7)
    assert trainer.iteration == len(trainer.errors) == len(trainer.frozen_errors) == 1


@given(st.integers(0, 20), st.floats(0.01, 0.5))
def test_a_new_alpha_applies_from_the_next_update(examples_before, new_alpha):
    trainer = Trainer(Problem.preset("streetlights"), Network.random(3, (4,), 1), alpha=0.2)
    trainer.step(examples_before)
    before = trainer.network
    trainer.alpha = new_alpha
    trainer.step()
    example = slice(examples_before % 4, examples_before % 4 + 1)
    examples = trainer.problem.patterns[example], trainer.problem.targets[example]
    for k, gradient in enumerate(gradients(before, *examples)):
        expected = before.weights[k] - new_alpha * gradient
        assert_allclose(trainer.network.weights[k], expected, rtol=1e-12, atol=1e-15)
    assert trainer.alpha == new_alpha


def test_training_leaves_the_given_network_as_it_was(trainer):
    network = Network.random(3, (4,), 1)
    weights = [matrix.copy() for matrix in network.weights]
    Trainer(trainer.problem, network).run(iterations=5)
    for found, expected in zip(network.weights, weights, strict=True):
        assert_array_equal(found, expected)


def test_a_network_taken_out_does_not_change_when_training_goes_on(trainer):
    network = trainer.network
    before = [matrix.copy() for matrix in network.weights]
    trainer.run(iterations=3)
    assert not np.array_equal(trainer.network.weights[0], before[0])
    for found, expected in zip(network.weights, before, strict=True):
        assert_array_equal(found, expected)


def test_errors_handed_out_are_copies(trainer):
    trainer.run(iterations=2)
    trainer.errors[:] = -1
    trainer.frozen_errors[:] = -1
    assert (trainer.errors > 0).all()
    assert (trainer.frozen_errors > 0).all()


def test_the_hidden_delta_uses_the_output_weights_from_before_their_update():
    problem = Problem([[1.0]], [1.0])
    trainer = Trainer(problem, Network([[[0.5]], [[0.5]]]), alpha=1.0)
    trainer.step()
    assert trainer.network.weights[0].item() == 0.5 - 0.5 * (0.25 - 1)
    assert trainer.network.weights[1].item() == 0.5 - 0.5 * (0.25 - 1)


def test_bounded_history_holds_the_newest_errors(trainer):
    bounded = Trainer(trainer.problem, trainer.network, 0.2, ErrorHistory(bounded=True))
    trainer.run(iterations=4500)
    bounded.run(iterations=4500)
    assert 2000 <= len(bounded.errors) < len(trainer.errors) == 4500
    assert_array_equal(bounded.errors, trainer.errors[-len(bounded.errors) :])
    assert_array_equal(bounded.frozen_errors, trainer.frozen_errors[-len(bounded.frozen_errors) :])


@pytest.mark.parametrize("index", [0, 15, 16, 20])
def test_a_weight_or_a_bias_takes_another_value(index):
    network = Network.random(3, (4,), 1, bias=True)
    trainer = Trainer(Problem.preset("streetlights"), network)
    trainer.set_weight(index, -2.5)
    changed = np.flatnonzero(trainer.network.parameters != network.parameters)
    assert changed.tolist() == [index]
    assert trainer.network.parameters[index] == -2.5
    assert trainer.coming.network.parameters[index] == -2.5


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_a_weight_that_is_no_finite_number_is_refused(trainer, value):
    before = trainer.network.parameters
    with pytest.raises(ValueError, match=r"a weight must be a finite number such as -0\.25, not"):
        trainer.set_weight(3, value)
    assert_array_equal(trainer.network.parameters, before)


@pytest.mark.parametrize("index", [-1, 16, 0.5, "first"])
def test_a_weight_that_is_not_there_is_refused(trainer, index):
    before = trainer.network.parameters
    with pytest.raises(ValueError, match="index must be a whole number from 0 to 15, not"):
        trainer.set_weight(index, 1.0)
    assert_array_equal(trainer.network.parameters, before)


def test_a_trainer_of_settings_is_made_of_each_of_them():
    chosen = replace(
        Settings.choose(Problem.preset("streetlights"), (3, 2), 0.3, 5),
        activations=("tanh", "sigmoid"),
        bias=True,
        penalty=Penalty(PenaltyKind.L1, 0.01),
        batch=3,
        order_seed=2,
    )
    network = Network.random(3, (3, 2), 5, ["tanh", "sigmoid"], bias=True)
    others = {"penalty": Penalty(PenaltyKind.L1, 0.01), "sampler": BatchSampler(4, 3, 2)}
    plain = Trainer(chosen.problem, network, 0.3, **others)
    trainer = Trainer.of(chosen)
    for each in (trainer, plain):
        each.run(iterations=10)
    assert trainer.updates == 20
    assert_same_state(trainer, plain)
    book = book_trainer(iterations=10)
    applied = Trainer.of(Settings.choose(Problem.preset("streetlights"), seed=1))
    applied.run(iterations=10)
    assert_same_state(applied, book)


def test_applied_settings_hold_from_the_next_update_on(trainer):
    trainer.step(2)
    applied = replace(
        Settings.choose(trainer.problem),
        alpha=0.5,
        activations=("tanh",),
        penalty=Penalty(PenaltyKind.L2, 0.1),
    )
    trainer.apply(applied)
    coming = trainer.coming
    assert (coming.alpha, coming.penalty, coming.index) == (0.5, applied.penalty, 2)
    assert [activation.name for activation in coming.network.activations] == ["tanh"]
    gradient = coming.network.propagation(coming.patterns, coming.targets).gradient
    gradient += 0.1 * coming.network.parameters
    expected = coming.network.parameters - 0.5 * gradient
    trainer.step(1)
    assert_allclose(trainer.network.parameters, expected, rtol=1e-12, atol=1e-15)


BOOK = Settings.choose(Problem.preset("streetlights"))


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        (BOOK.with_problem(Problem([[1, 0]], [1])), "for <Network 2-4-1, relu> do not fit"),
        (BOOK.with_hidden((3,)), "for <Network 3-3-1, relu> do not fit <Network 3-4-1, relu>"),
        (replace(BOOK, bias=True), "for <Network 3-4-1, relu, with biases> do not fit"),
        (replace(BOOK, batch=-1), "batch must be a whole number, 0 or more, not -1"),
        (replace(BOOK, activations=("step",)), "activation must be one of"),
        (replace(BOOK, alpha=0.0), "alpha must be a number above 0"),
    ],
)
def test_settings_that_do_not_fit_change_nothing(trainer, settings, sentence):
    trainer.step(2)
    before, coming = trainer.network, trainer.coming
    with pytest.raises(ValueError, match=sentence):
        trainer.apply(replace(settings, alpha=min(settings.alpha, 0.1), penalty=PENALTY))
    assert trainer.problem is BOOK.problem
    assert (trainer.alpha, trainer.penalty, trainer.index) == (0.2, Penalty(), 2)
    assert trainer.network.activations == before.activations
    assert trainer.network.parameters.tobytes() == before.parameters.tobytes()
    assert_array_equal(trainer.coming.patterns, coming.patterns)


def test_the_problem_changes_by_apply_only(trainer):
    with pytest.raises(AttributeError):
        trainer.problem = Problem([[1, 0]], [1])


def test_any_real_number_may_be_alpha(trainer):
    trainer.alpha = Fraction(1, 10)
    other = book_trainer()
    other.alpha = 0.1
    for each in (trainer, other):
        each.run(iterations=5)
    assert_same_state(trainer, other)


def test_what_is_left_open_is_the_books():
    problem = Problem.preset("streetlights")
    trainer = Trainer(problem, Network.random(3))
    trainer.run(iterations=5)
    assert_same_state(trainer, book_trainer(iterations=5))
    assert trainer.alpha == 0.2


def test_a_trainer_says_what_it_is(trainer):
    trainer.run(iterations=2)
    assert repr(trainer) == (
        "<Trainer on 'streetlights': 2 iterations, 8 updates, alpha 0.2, <Network 3-4-1, relu>>"
    )


@pytest.mark.parametrize("alpha", [0, -1, float("nan"), float("inf")])
def test_a_refused_alpha_leaves_the_old_one(trainer, alpha):
    with pytest.raises(ValueError, match="alpha must be a number above 0 and at most 1000"):
        trainer.alpha = alpha
    assert trainer.alpha == 0.2


def test_a_trainer_refuses_a_bad_alpha():
    with pytest.raises(ValueError, match="alpha must be a number above 0"):
        Trainer(Problem.preset("streetlights"), Network.random(3), alpha=0)


def test_network_and_problem_must_have_the_same_number_of_lights():
    with pytest.raises(ValueError, match="2 inputs but streetlights has 3 lights"):
        Trainer(Problem.preset("streetlights"), Network.random(lights=2))


@pytest.mark.parametrize("count", [-1, 1.5, "x"])
def test_what_is_no_number_of_steps_is_refused(count):
    trainer = Trainer(Problem.preset("streetlights"), Network.random(3))
    for train in (trainer.run, trainer.step):
        with pytest.raises(ValueError, match="must be a whole number, 0 or more"):
            train(count)
    assert trainer.updates == 0
