"""A person's own training set begins where it can be learned; plain NumPy is the judge."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from streetlight_gui.core import Problem, Trainer
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.problems.problem import all_patterns
from streetlight_gui.core.training.fitting_start import fitting_seed
from streetlight_gui.core.training.settings import Settings

GATES = list(product([0, 1], repeat=4))  # answers to 00, 01, 10, 11
LEARNABLE = [gate for gate in GATES if not gate[0]]


def fires(seed, hidden, patterns):
    """Tell for each pattern whether it fires a unit of every layer, as a notebook would."""
    random = np.random.RandomState(seed)
    layer, fired = np.asarray(patterns, float), np.ones(len(patterns), bool)
    for units in hidden:
        layer = np.maximum(layer @ (2 * random.random_sample((layer.shape[1], units)) - 1), 0)
        fired &= (layer > 0).any(axis=1)
    return fired


@pytest.mark.parametrize("lights", [1, 2, 3, 6])
@pytest.mark.parametrize("hidden", [(4,), (1,), (3, 2), ()])
def test_it_is_the_first_seed_that_leaves_no_example_out(lights, hidden):
    patterns = all_patterns(lights)
    seed = fitting_seed(Problem(patterns, patterns[:, 0]), hidden)
    fitting = [each for each in range(60) if fires(each, hidden, patterns[1:]).all()]
    assert seed == (fitting[0] if fitting else seed)
    assert fires(seed, hidden, patterns[1:]).all() or seed == 1


def test_two_lights_and_four_units_begin_with_seed_0():
    assert fitting_seed(Problem([[0, 1], [1, 0], [1, 1]], [1, 1, 0]), (4,)) == 0


def learned(gate, iterations, *, bias):
    settings = Settings.choose(Problem(all_patterns(2), gate, "mine"))
    settings = replace(settings, bias=bias)
    trainer = Trainer.of(settings)
    for _ in range(iterations):
        trainer.run(1)
        if trainer.are_all_right():
            return True
    return False


@pytest.mark.parametrize("gate", GATES, ids=lambda gate: "".join(map(str, gate)))
def test_all_gates_are_learned_that_can_be(gate):
    assert learned(gate, 1000, bias=False) == (gate in LEARNABLE)
    assert learned(gate, 1000, bias=True)


def test_only_a_person_s_own_training_set_gets_it():
    own = Problem([[0, 1], [1, 0], [1, 1], [0, 0]], [1, 1, 0, 0], "xor")
    assert Settings.choose(own).seed == 0
    assert Settings.choose(own, seed=7).seed == 7
    assert Settings.choose(PRESETS["xor"]).seed == 2
    assert Settings.choose(Problem.preset("streetlights")).seed == 1
    book = Problem.preset("streetlights")
    assert Settings.choose(Problem(book.patterns, book.targets, "mine")).seed == 1
    assert Settings.choose(own).as_in_the_book().seed == 1
