"""Runs that wait for an undo: they let go of memory, and lose no moment."""

import tracemalloc
from dataclasses import replace

import numpy as np
import pytest
from runs import bits
from story import Story

from streetlight_gui.core import Problem
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.training.settings import Settings

START = Settings.choose(Problem.preset("streetlights"))


@pytest.mark.parametrize("most", [50_000, 2_000, 0])
def test_a_limit_is_kept_and_every_moment_stays_exact(most):
    run = Run(START)
    run.train(20_000)
    assert run.memory > 50_000
    run.limit_memory(most)
    assert run.memory <= max(most, 1_000)  # the start is always kept
    for updates in (0, 1, 4_097, 19_999, 20_000):
        assert bits(run.at(updates).network) == bits(Story(START).trainer(updates).network)


def test_a_limited_run_goes_on_exactly():
    run = Run(START)
    run.train(20_000)
    run.limit_memory(2_000)
    run.train(1_000)
    assert bits(run.live.network) == bits(Story(START).trainer(21_000).network)
    assert bits(run.at(20_500).network) == bits(Story(START).trainer(20_500).network)


def test_a_resting_run_gives_its_working_memory_back_and_goes_on_exactly():
    examples = np.tile(START.problem.patterns, (2_000, 1))
    many = Problem(examples, np.tile(START.problem.targets, 2_000), name="many")
    settings = replace(Settings.choose(many, hidden=(16, 16), seed=1), batch=8_000)
    run, plain = Run(settings), Run(settings)
    tracemalloc.start()
    run.train(2)
    at_work = tracemalloc.get_traced_memory()[0]
    run.live.rest()
    at_rest = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert at_work - at_rest > 8_000 * 2 * 16 * 8  # the activations of two hidden layers
    run.train(2)
    plain.train(4)
    assert bits(run.live.network) == bits(plain.live.network)
