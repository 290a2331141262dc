"""Training that runs away stops by itself, before the update that did it, and says where."""

import copy
import pickle
from dataclasses import replace

import numpy as np
import pytest
from runs import bits

from streetlight_gui.core import DivergenceError, Network, Problem, Trainer
from streetlight_gui.core.nn.penalty import Penalty, PenaltyKind
from streetlight_gui.core.training.batch_sampler import BatchSampler
from streetlight_gui.core.training.settings import Settings

BOOK = Settings.choose(Problem.preset("streetlights"))
SEVEN = Problem(np.arange(21).reshape(7, 3) / 20, [0, 1, 1, 0, 1, 0, 0.5])


def runaway():
    network = Network.random(lights=3, hidden=(), seed=1)
    return Trainer(Problem.preset("middle-light"), network, alpha=1.5)


def test_stopped_training_keeps_the_weights_of_before_the_bad_example():
    trainer = runaway()
    with pytest.raises(DivergenceError):
        trainer.run(iterations=1000)
    again = runaway()
    again.step(trainer.updates)
    assert again.updates == trainer.updates
    assert bits(again.network) == bits(trainer.network)
    assert again.errors.tolist() == trainer.errors.tolist()
    assert again.frozen_errors.tolist() == trainer.frozen_errors.tolist()


def test_stopped_training_stops_again_at_the_same_example():
    trainer = runaway()
    with pytest.raises(DivergenceError) as first:
        trainer.run(iterations=1000)
    where = trainer.updates
    with pytest.raises(DivergenceError) as second:
        trainer.step()
    assert second.value.args == first.value.args == (where // 6, where % 6, 1, 1.5, None)
    assert trainer.updates == where


@pytest.mark.parametrize(
    ("hidden", "activation", "seed", "alpha"),
    [((8, 8), "sigmoid", 0, 100), ((4, 4, 4), "sigmoid", 0, 100), ((16, 16, 16), "relu", 3, 1000)],
)
def test_weights_are_finite_numbers_after_training_stopped_itself(hidden, activation, seed, alpha):
    network = Network.random(3, hidden, seed, activation)
    trainer = Trainer(Problem.preset("streetlights"), network, alpha)
    with pytest.raises(DivergenceError):
        trainer.run(iterations=300)
    assert all(np.isfinite(matrix).all() for matrix in trainer.network.weights)


def test_an_update_that_runs_away_is_taken_back_whole():
    problem = Problem([[1.0], [1.0]], [1e150, 1e153])
    trainer = Trainer(problem, Network([[[1.0]], [[1.0]]], "linear"), alpha=1e-200)
    trainer.step()
    trainer.alpha = 1000
    with pytest.raises(DivergenceError) as caught:
        trainer.step()
    assert (caught.value.iteration, caught.value.index) == (0, 1)
    assert [matrix.item() for matrix in trainer.network.weights] == [1, 1]
    trainer.alpha = 1e-320  # the smallest of steps: the iteration can be finished after all
    trainer.step()
    assert trainer.errors == pytest.approx([1e300 + 1e306], rel=1e-9)


@pytest.mark.parametrize("alpha", [1.2, 1.5, 3.0])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_no_error_that_is_kept_has_run_away(alpha, seed):
    problem = Problem.preset("middle-light")
    trainer = Trainer(problem, Network.random(3, (), seed), alpha)
    with pytest.raises(DivergenceError):
        trainer.run(2000)
    assert np.isfinite(trainer.errors).all()
    assert np.isfinite(trainer.frozen_errors).all()
    assert np.isfinite(trainer.network.weights[0]).all()


@pytest.mark.parametrize(("batch", "rows"), [(1, 1), (2, 2), (3, 3), (7, 7), (0, 7)])
def test_a_runaway_tells_the_example_or_the_batch(batch, rows):
    chosen = replace(BOOK.with_problem(SEVEN).with_hidden(()), batch=batch, alpha=900.0)
    trainer = Trainer.of(chosen)
    with pytest.raises(DivergenceError) as caught:
        trainer.run(1000)
    assert caught.value.args == (trainer.iteration, trainer.index, rows, 900.0, None)
    again = Trainer.of(chosen)
    again.step(trainer.updates)
    assert bits(again.network) == bits(trainer.network)
    assert np.isfinite(trainer.network.parameters).all()
    with pytest.raises(DivergenceError) as second:
        trainer.step(1)
    assert second.value.args == caught.value.args


@pytest.mark.parametrize("alpha", [1e-300, 0.2])
@pytest.mark.parametrize("batch", [1, 0])
@pytest.mark.parametrize(
    ("target", "weights"), [(1e308, [[[0.5]]]), (1.0, [[[1e200]]]), (1.0, [[[1e160]], [[1e160]]])]
)
def test_an_error_that_is_infinite_from_the_start_is_not_alphas_fault(
    alpha, batch, target, weights
):
    problem = Problem([[1], [0.5]], [target, 0])
    trainer = Trainer(problem, Network(weights), alpha, sampler=BatchSampler(2, batch))
    with pytest.raises(DivergenceError) as caught:
        trainer.run(1)
    assert caught.value.args == (0, 0, 1 if batch == 1 else 2, None, None)


def test_a_later_answer_that_is_too_large_is_not_alphas_fault():
    trainer = Trainer(Problem([[1], [1], [1]], [1, 0, 1e200]), Network([[[0.5]]]), alpha=1e-9)
    with pytest.raises(DivergenceError) as caught:
        trainer.run(1)
    assert (caught.value.index, caught.value.alpha) == (2, None)


def test_a_later_example_that_given_weights_cannot_bear_is_not_alphas_fault():
    network = Network([[[0.5], [1e160], [0.5]]])
    trainer = Trainer(Problem.preset("streetlights"), network, alpha=1e-300)
    with pytest.raises(DivergenceError) as caught:
        trainer.run(1)
    assert (caught.value.index, caught.value.alpha) == (1, None)


def test_a_weight_that_is_given_on_the_way_is_not_alphas_fault():
    trainer = Trainer(Problem.preset("streetlights"), Network.random(3, seed=1))
    trainer.run(10)
    trainer.set_weight(0, 1e200)
    trainer.set_weight(12, 1.0)
    with pytest.raises(DivergenceError) as caught:
        trainer.run(1)
    assert caught.value.alpha is None


def test_a_weight_that_was_taken_back_is_not_to_blame():
    network = Network.random(3, (4,), 1, "linear")
    trainer = Trainer(Problem.preset("streetlights"), network, alpha=100)
    state = trainer.state
    trainer.set_weight(0, 1e200)
    trainer.restore(state)
    with pytest.raises(DivergenceError) as caught:
        trainer.run(500)
    assert caught.value.alpha == 100


def test_a_first_update_that_runs_away_is_alphas_fault():
    trainer = Trainer(Problem([[1]], [1e153]), Network([[[1.0]]]), alpha=1000)
    with pytest.raises(DivergenceError) as caught:
        trainer.step()
    assert caught.value.alpha == 1000


def test_a_penalty_that_runs_away_stops_training_too():
    chosen = replace(BOOK, alpha=1000.0, penalty=Penalty(PenaltyKind.L2, 10.0))
    with pytest.raises(DivergenceError) as caught:
        Trainer.of(chosen).run(1000)
    assert (caught.value.alpha, caught.value.strength) == (1000, 10)


def test_a_runaway_can_be_copied_and_pickled_as_a_pool_of_processes_does():
    error = DivergenceError(209, 2, 3, alpha=1.5, strength=0.1)
    for again in (copy.copy(error), pickle.loads(pickle.dumps(error))):  # noqa: S301
        assert (vars(again), str(again)) == (vars(error), str(error))
    assert str(error) == "the error is not finite at update 3 of iteration 210"


def test_large_weights_that_answer_large_targets_rightly_are_not_to_blame():
    """The second example is right from the start; the first one's update throws it off."""
    problem = Problem([[0.1], [1.0]], [0.0, 1e154])
    trainer = Trainer(problem, Network([[[1e154]]]), alpha=1000)
    with pytest.raises(DivergenceError) as caught:
        trainer.run(1)
    assert caught.value.alpha == 1000
