"""Which units never fire: as one would find by asking the network of every pattern in turn."""

import numpy as np
import pytest
from diagnosed import networks, problems
from hypothesis import given
from hypothesis import strategies as st

from streetlight_gui.core import Network, Problem
from streetlight_gui.core.problems.patterns import dimmed_patterns, never_firing
from streetlight_gui.core.problems.problem import all_patterns


@given(st.data())
def test_a_unit_never_fires_if_it_is_relu_and_0_for_each_pattern_and_each_example(data):
    problem = data.draw(problems())
    network = data.draw(networks(problem.lights))
    patterns = [*all_patterns(network.lights), *problem.patterns]
    layers = zip(*(network.forward([pattern]) for pattern in patterns), strict=True)
    fires = [np.concatenate(layer).any(axis=0) for layer in layers]
    names = ["lights", *(activation.name for activation in network.activations), "output"]
    for flags, layer, name in zip(never_firing(network, problem), fires, names, strict=True):
        assert flags.tolist() == [name == "relu" and not unit for unit in layer]


# Fires for a brightness from 0.2 to 0.8 of its one light, so for no on-off pattern.
BUMP = Network([[[-1.0, 1.0]], [[-1.0], [-1.0]], [[1.0]]], "relu", [[0.2, -0.8], [0.1], [0.0]])


@pytest.mark.parametrize("place", [0, 1, 999, 1000, 1001])
def test_one_example_that_makes_it_fire_is_found_wherever_it_stands(place):
    patterns = np.full((1002, 1), 0.95)
    patterns[place] = 0.5
    problem = Problem(patterns, np.zeros(1002))
    assert not never_firing(BUMP, problem)[2].any()
    assert never_firing(BUMP, None)[2].all()


def test_lights_and_the_output_are_never_said_to_never_fire():
    all_zero = Network([np.zeros((2, 2)), np.zeros((2, 1))], "relu")
    assert [flags.tolist() for flags in never_firing(all_zero, None)] == [
        [False, False],
        [True, True],
        [False],
    ]


@pytest.mark.parametrize(("light", "is_dimmed"), [(0.0, False), (1.0, False), (0.5, True)])
def test_a_pattern_is_dimmed_if_any_of_its_lights_is_neither_on_nor_off(light, is_dimmed):
    problem = Problem([[1, 0], [1, light]], [0, 1])
    assert dimmed_patterns(problem).tolist() == ([[1, light]] if is_dimmed else [])


def test_what_is_shared_cannot_be_changed():
    problem = Problem([[0.5]], [1])
    shared = [dimmed_patterns(problem), *never_firing(BUMP, problem)]
    assert not any(array.flags.writeable for array in shared)
