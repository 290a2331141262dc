"""Training that numba compiles against the single trainer, where numba is installed."""

from dataclasses import replace
from importlib import import_module

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from many_networks import assert_as_single, beside_others, starts
from runs import any_settings

from streetlight_gui.core import Problem
from streetlight_gui.core.ensemble.training import train
from streetlight_gui.core.nn.penalty import NO_PENALTY, Penalty, PenaltyKind
from streetlight_gui.core.training.settings import BOOK, Settings

pytest.importorskip("numba")
compiled = import_module("streetlight_gui.core.ensemble.compiled")

STREETLIGHTS = Settings.choose(BOOK)


@given(data=st.data(), more=st.integers(0, 4), iterations=st.integers(1, 12))
def test_each_is_as_the_single_trainer_makes_it(data, more, iterations):
    drawn = data.draw(any_settings(activation=data.draw(st.sampled_from(["relu", "linear"]))))
    settings = replace(drawn, batch=1, penalty=NO_PENALTY)
    assert_as_single(settings, beside_others(settings, more), iterations, is_long=True)


def test_more_networks_than_go_through_side_by_side_are_each_as_without_it():
    parameters = starts(STREETLIGHTS, range(1000))
    found, expected = (train(STREETLIGHTS, parameters, 60, is_long=is_long) for is_long in (1, 0))
    np.testing.assert_allclose(found.parameters, expected.parameters, rtol=1e-9, atol=1e-13)
    np.testing.assert_allclose(found.errors, expected.errors, rtol=1e-9, atol=1e-20)
    assert (found.learned_at == expected.learned_at).all()


@pytest.mark.parametrize(
    ("problem", "hidden", "activation", "alpha"),
    [
        ("middle-light", (), "relu", 1.5),
        ("streetlights", (4,), "linear", 1.0),
        ("streetlights", (16, 16, 16), "relu", 1000.0),
    ],
)
@pytest.mark.parametrize("others", [{}, {"order_seed": 3}, {"bias": True}])
def test_they_run_away_in_the_same_iteration(problem, hidden, activation, alpha, others):
    settings = Settings.choose(Problem.preset(problem), hidden, alpha)
    settings = replace(settings, activations=(activation,) * len(hidden), **others)
    trained = assert_as_single(settings, starts(settings, range(4)), 250, is_long=True)
    assert trained.ran_away_at.any()


@pytest.mark.parametrize(
    ("others", "is_long", "is_used"),
    [
        ({}, True, True),
        ({"activations": ("linear",), "bias": True, "order_seed": 1}, True, True),
        ({}, False, False),
        ({"batch": 2}, True, False),
        ({"activations": ("tanh",)}, True, False),
        ({"penalty": Penalty(PenaltyKind.L2, 0.1)}, True, False),
    ],
)
def test_it_is_used_where_it_pays(monkeypatch, others, is_long, is_used):
    trained = []

    def note(_, examples, errors):
        trained.append(len(examples.targets))
        errors.fill(1.0)

    monkeypatch.setattr(compiled.CompiledTraining, "train", note)
    settings = replace(STREETLIGHTS, **others)
    train(settings, starts(settings, range(3)), 2, is_long=is_long)
    assert trained == [4, 4] * is_used
