"""Many networks at once against the single trainer: the same numbers, learned, dead or run away."""

import sys
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from many_networks import assert_as_single, beside_others, starts
from runs import PENALTIES, any_settings

from streetlight_gui.core import Problem
from streetlight_gui.core.ensemble.block import Block
from streetlight_gui.core.ensemble.judging import judge
from streetlight_gui.core.ensemble.outcomes import Level
from streetlight_gui.core.ensemble.trained import Trained
from streetlight_gui.core.ensemble.training import train
from streetlight_gui.core.nn.activations import ACTIVATIONS
from streetlight_gui.core.training.settings import BOOK, Settings

STREETLIGHTS = Settings.choose(BOOK)
DIMMED = Problem(
    [(1, 0, 1), (0, 1, 1), (0.1, 0.7, 0), (0, 0, 0), (0.3, 0, 0.9)], [1, 0, 1, 0.5, -0.25]
)


@given(settings=any_settings(), more=st.integers(0, 4), iterations=st.integers(1, 12))
def test_each_is_as_the_single_trainer_makes_it(settings, more, iterations):
    assert_as_single(settings, beside_others(settings, more), iterations, width=2)


@pytest.mark.parametrize("activation", sorted(ACTIVATIONS))
@pytest.mark.parametrize("penalty", PENALTIES, ids=lambda penalty: penalty.kind.value)
def test_the_largest_networks_in_any_order_and_batches(activation, penalty):
    hidden = (16, 16, 16)
    settings = replace(STREETLIGHTS.with_problem(DIMMED).with_hidden(hidden), alpha=0.01)
    settings = replace(settings, activations=(activation,) * 3, penalty=penalty)
    for batch, order_seed, bias in product((1, 2, 0), (None, 5), (False, True)):
        chosen = replace(settings, batch=batch, order_seed=order_seed, bias=bias)
        assert_as_single(chosen, starts(chosen, range(2)), 3)


def test_the_books_starts_learn_and_get_stuck_as_single_ones_do():
    trained = assert_as_single(STREETLIGHTS, starts(STREETLIGHTS, range(12)), 300, width=5)
    assert (trained.learned_at > 0).tolist() == [k not in {2, 3, 5, 8, 9} for k in range(12)]


def test_of_the_first_hundred_seeds_49_learn_in_60_iterations():
    trained = train(STREETLIGHTS, starts(STREETLIGHTS, range(100)), 60)
    is_learned = trained.errors < 0.01
    assert is_learned.sum() == 49
    assert np.flatnonzero(~is_learned[:10]).tolist() == [2, 3, 5, 8, 9]
    assert ((trained.learned_at > 0) == is_learned).all()


def test_the_largest_weights_are_judged_without_a_warning():
    settings = replace(STREETLIGHTS, activations=("sigmoid",))
    trained = Trained.begun(np.full((16, 2), -1000.0), 0)
    outcomes = judge(settings, range(2), trained, 2)
    assert outcomes.frozen_errors.tolist() == [2, 2]  # no unit fires: both WALK are missed
    assert outcomes.levels.tolist() == [Level.SILENT] * 2


@pytest.mark.parametrize(
    "refusal",
    [
        "ImportError('Numba needs another NumPy')",
        "RuntimeError('cannot cache function: no locator available')",
    ],
)
def test_a_numba_that_does_not_load_is_done_without(monkeypatch, tmp_path, refusal):
    (tmp_path / "numba.py").write_text(f"raise {refusal}")
    monkeypatch.syspath_prepend(tmp_path)
    for name in ("numba", "streetlight_gui.core.ensemble.compiled"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    assert_as_single(STREETLIGHTS, starts(STREETLIGHTS, range(3)), 20, is_long=True)


def test_an_error_that_was_low_and_rose_again_has_not_been_learned():
    settings = Settings.choose(Problem([[1.0]], [1.0]), (), alpha=2.1)
    trained = assert_as_single(settings, np.array([[0.95, 0.5]]), 20)
    assert trained.watched_errors[0, 0] < 0.01 < trained.errors[0]
    settings = replace(settings, alpha=0.2)
    trained = assert_as_single(settings, np.array([[0.95, 0.5]]), 20)
    assert trained.learned_at.tolist() == [1, 9]


@pytest.mark.parametrize(
    ("problem", "hidden", "activation", "alpha"),
    [
        ("middle-light", (), "relu", 1.5),
        ("streetlights", (4,), "linear", 1.0),
        ("streetlights", (4, 4), "tanh", 3.0),
        ("streetlights", (8, 8), "sigmoid", 100.0),
        ("streetlights", (16, 16, 16), "relu", 1000.0),
    ],
)
@pytest.mark.parametrize("others", [{}, {"order_seed": 3}, {"batch": 2, "bias": True}])
def test_they_run_away_in_the_same_iteration(problem, hidden, activation, alpha, others):
    settings = Settings.choose(Problem.preset(problem), hidden, alpha)
    settings = replace(settings, activations=(activation,) * len(hidden), **others)
    trained = assert_as_single(settings, starts(settings, range(4)), 250)
    assert trained.ran_away_at.any()


@pytest.mark.parametrize("first", [1.0, 0.0])
def test_an_answer_too_large_for_any_error_runs_away_at_once(first):
    problem = Problem([[first], [0.5]], [1e160, 0])
    settings = Settings.choose(problem, (2,), seed=1)
    trained = assert_as_single(settings, starts(settings, range(3)), 2)
    assert trained.ran_away_at.tolist() == [1, 1, 1]


def test_a_weight_that_is_not_finite_has_run_away_although_its_unit_is_off():
    settings = Settings.choose(Problem([[1.0]], [-1e100]), (1,))
    trained = assert_as_single(settings, np.array([[1e-300], [1e250]]), 2)
    assert trained.ran_away_at.tolist() == [1]


def test_what_has_run_away_never_learns():
    settings = Settings.choose(Problem([[1.0]], [0.0]), (), alpha=1000.0)
    trained = assert_as_single(settings, np.array([[0.5, -0.2]]), 100)
    assert (trained.ran_away_at > 0).all()


def test_a_neighbour_that_runs_away_disturbs_none():
    settings = replace(STREETLIGHTS, activations=("linear",))
    calm = starts(settings, range(6))
    wild = calm.copy()
    wild[:, [0, 3]] *= 1e3
    alone = train(settings, calm, 100)
    beside = train(settings, wild, 100)
    assert (beside.ran_away_at > 0).tolist() == [True, False, False, True, False, False]
    others = [1, 2, 4, 5]
    assert beside.parameters[:, others].tobytes() == alone.parameters[:, others].tobytes()
    assert beside.errors[others].tobytes() == alone.errors[others].tobytes()


@pytest.fixture
def widths(monkeypatch):
    """How many networks each iteration of a block trained."""
    found, train_block = [], Block.train

    def train_and_note(block, iteration):
        errors = train_block(block, iteration)
        found.append(len(errors))
        return errors

    monkeypatch.setattr(Block, "train", train_and_note)
    return found


def test_networks_that_ran_away_are_left_out(widths):
    settings = replace(Settings.choose(Problem([[1.0]], [0.5]), (), alpha=1000.0), bias=True)
    trained = train(settings, np.array([[0.2, -0.2], [0.0, 0.0]]), 1000)
    assert ((trained.ran_away_at > 32) & (trained.ran_away_at < 64)).all()
    assert widths == [2] * 64


def silent_and_learning():
    parameters = starts(STREETLIGHTS, range(4))
    parameters[:12, [0, 2]] = -np.abs(parameters[:12, [0, 2]])  # no unit ever fires
    return parameters


def test_networks_at_rest_are_left_out(widths):
    assert_as_single(STREETLIGHTS, silent_and_learning(), 100)
    assert widths == [4] * 32 + [2] * 68


def test_the_errors_of_networks_at_rest_are_known_for_later_iterations(widths):
    silent = silent_and_learning()[:, [0, 2]]
    trained = train(STREETLIGHTS, silent, 1000, [1, 32, 500])
    assert widths == [2] * 32
    assert trained.watched_errors.tolist() == [[2, 2]] * 3
    assert trained.errors.tolist() == [2, 2]
    assert trained.parameters.tobytes() == silent.tobytes()


@pytest.mark.parametrize(("batch", "trained"), [(1, 32), (2, 100)])
def test_shuffled_batches_tell_nothing_of_rest(widths, batch, trained):
    settings = replace(STREETLIGHTS, order_seed=1, batch=batch)
    train(settings, silent_and_learning()[:, [0, 2]], 100)
    assert widths == [2] * trained


def test_an_iteration_that_comes_round_to_where_it_began_is_no_rest_in_another_order(widths):
    """In the order given the second example takes back what the first one did."""
    problem = Problem([[1.0], [1.0]], [1.0, -1.0])
    settings = replace(Settings.choose(problem, (), 1.0), order_seed=0)
    parameters = np.array([[-1.0]])
    assert_as_single(settings, parameters, 100)
    assert len(widths) == 100
