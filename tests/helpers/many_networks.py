"""Many networks at once, compared with single trainers."""

from dataclasses import replace

import numpy as np
from runs import random_network

from streetlight_gui.core import DivergenceError, Trainer
from streetlight_gui.core.ensemble.block import layout_of
from streetlight_gui.core.ensemble.start_parameters import start_parameters
from streetlight_gui.core.ensemble.training import train


def single(settings, parameters, iterations):
    """Return a trainer after so many iterations, or after those that it finished."""
    network = replace(settings, seed=0, given=None).network().with_parameters(parameters)
    trainer = Trainer.of(replace(settings, seed=None, given=network))
    try:
        trainer.run(iterations)
    except DivergenceError:
        assert trainer.iteration < iterations
    return trainer


def learned_at(errors):
    """Return since which iteration, from 1, errors have been below 0.01 to the end."""
    high = np.flatnonzero(np.array(errors) >= 0.01)
    first = int(high[-1]) + 2 if len(high) else 1
    return first if first <= len(errors) else 0


def assert_as_single(settings, parameters, iterations, width=None, *, is_long=False):
    """Compare networks (parameters, n) with single trainers; return what was found."""
    watched = range(1, iterations + 1)
    trained = train(settings, parameters, iterations, watched, width, is_long)
    for k, column in enumerate(parameters.T):
        trainer = single(settings, column, iterations)
        finished = trainer.iteration
        tolerance = {"rtol": 1e-9, "atol": 1e-20}
        found = trained.watched_errors[:, k]
        np.testing.assert_allclose(found[:finished], trainer.errors, **tolerance)
        if finished < iterations:
            assert trained.ran_away_at[k] == finished + 1
            assert np.isinf(found[finished:]).all()
            assert np.isinf(trained.errors[k])
            assert trained.learned_at[k] == 0
            continue
        assert trained.ran_away_at[k] == 0
        assert trained.errors[k] == found[-1]
        assert trained.learned_at[k] == learned_at(found)
        weights = trained.parameters[:, k]
        np.testing.assert_allclose(weights, trainer.network.parameters, rtol=1e-9, atol=1e-13)
    return trained


def beside_others(settings, more):
    """Return the parameters (parameters, 1 + more) of the given network, and of random ones."""
    own, generator = settings.given, np.random.default_rng(more)
    shape = own.lights, own.hidden, settings.activations
    others = [random_network(*shape, generator, bias=settings.bias) for _ in range(more)]
    return np.column_stack([each.parameters for each in (own, *others)])


def starts(settings, seeds):
    return start_parameters(layout_of(settings), seeds)
