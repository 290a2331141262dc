"""Copies of networks, problems and trainers, by copy and by pickle, are right and independent."""

import copy
import os
import pickle
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from book import book_trainer
from runs import PENALTIES, bits

from streetlight_gui.core import Network, Problem, Trainer
from streetlight_gui.core.checks.limits import ALPHA, RefusedError
from streetlight_gui.core.training.settings import Settings

WAYS = {
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "pickle": lambda original: pickle.loads(pickle.dumps(original)),  # noqa: S301 - our own
}
EVERY_WAY = pytest.mark.parametrize("duplicate", WAYS.values(), ids=WAYS)
BOOK = Settings.choose(Problem.preset("streetlights"))
OTHER = replace(BOOK, bias=True, batch=3, order_seed=5, penalty=PENALTIES[2])


def assert_same_run(one, other):
    assert (one.updates, one.iteration, one.index) == (other.updates, other.iteration, other.index)
    assert bits(one.network) == bits(other.network)
    assert one.errors.tolist() == other.errors.tolist()
    assert one.frozen_errors.tolist() == other.frozen_errors.tolist()


@EVERY_WAY
@pytest.mark.parametrize("settings", [BOOK, OTHER])
@pytest.mark.parametrize("updates", [0, 6, 40])
def test_a_copied_trainer_trains_on_as_the_original_would(duplicate, settings, updates):
    original, plain = Trainer.of(settings), Trainer.of(settings)
    original.step(updates)
    copied = duplicate(original)
    plain.step(updates + 50)
    copied.step(50)
    assert_same_run(copied, plain)
    assert (copied.alpha, copied.penalty) == (settings.alpha, settings.penalty)


@pytest.mark.parametrize(
    "value", [Problem.preset("streetlights"), Network.random(3)], ids=["problem", "network"]
)
def test_a_value_never_changes(value):
    for name in vars(value):
        with pytest.raises(AttributeError, match=f"a {type(value).__name__} never changes"):
            setattr(value, name, None)
        with pytest.raises(AttributeError, match=f"a {type(value).__name__} never changes"):
            delattr(value, name)
        assert getattr(value, name) is not None or name == "given"


@EVERY_WAY
def test_a_refusal_can_be_sent_on(duplicate):
    with pytest.raises(RefusedError) as refusal:
        ALPHA.check("fast")
    found = duplicate(refusal.value)
    assert type(found) is RefusedError
    assert (str(found), found.rule) == (str(refusal.value), refusal.value.rule)


@EVERY_WAY
def test_a_trainer_and_its_copy_leave_each_other_alone(duplicate):
    original, expected = book_trainer(iterations=10), book_trainer(iterations=10)
    copied = duplicate(original)
    copied.run(20)
    copied.set_weight(0, 5.0)
    copied.alpha = 0.5
    assert_same_run(original, expected)
    assert original.alpha == 0.2
    original.run(3)
    assert copied.iteration == len(copied.errors) == 30


@EVERY_WAY
def test_a_copied_state_is_read_only(duplicate):
    trainer = book_trainer(iterations=3)
    trainer.set_weight(0, 5.0)
    trainer.step(2)
    state, copied = trainer.state, duplicate(trainer.state)
    for name in ("parameters", "given"):
        assert getattr(copied, name).tolist() == getattr(state, name).tolist()
        assert not getattr(copied, name).flags.writeable
    numbers = [{**vars(each), "parameters": None, "given": None} for each in (copied, state)]
    assert numbers[0] == numbers[1]


@EVERY_WAY
@pytest.mark.parametrize("bias", [False, True])
def test_a_copied_network_computes_the_same_from_read_only_views(duplicate, bias):
    network = Network.random(3, (3, 2), 4, ("tanh", "relu"), bias=bias)
    copied = duplicate(network)
    assert bits(copied) == bits(network)
    assert copied.activations == network.activations
    assert (copied.sizes, len(copied.biases)) == (network.sizes, len(network.biases))
    for array in (copied.parameters, *copied.weights, *copied.biases):
        assert not array.flags.writeable
    assert all(np.shares_memory(a, copied.parameters) for a in (*copied.weights, *copied.biases))
    patterns = [[1, 0, 1], [0, 1, 0.5]]
    assert copied.predict(patterns).tolist() == network.predict(patterns).tolist()


@EVERY_WAY
def test_a_copied_problem_is_the_same_and_read_only(duplicate):
    problem = Problem.preset("middle-light")
    copied = duplicate(problem)
    assert copied.patterns.tolist() == problem.patterns.tolist()
    assert copied.targets.tolist() == problem.targets.tolist()
    assert copied.name == "middle-light"
    assert copied == problem
    assert not copied.patterns.flags.writeable
    assert not copied.targets.flags.writeable


_IN_A_SET = """
import pickle, sys
from streetlight_gui.core import Problem
problem = pickle.load(sys.stdin.buffer)
print(problem in {Problem.preset("streetlights")})
"""


@pytest.mark.parametrize("seed", ["1", "2"])
def test_what_is_unpickled_in_another_process_is_found_among_its_equals(seed):
    """Each process hashes text in its own way."""
    problem = Problem.preset("streetlights")
    hash(problem)
    found = subprocess.run(
        [sys.executable, "-c", _IN_A_SET],
        input=pickle.dumps(problem),
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        check=True,
    )
    assert found.stdout == b"True\n"
