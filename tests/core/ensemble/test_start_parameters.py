"""Start weights of many seeds at once: the very numbers of `RandomState`."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from streetlight_gui.core import Network
from streetlight_gui.core.checks.limits import MAX_SEED
from streetlight_gui.core.ensemble.block import layout_of
from streetlight_gui.core.ensemble.mersenne_twister import first_samples
from streetlight_gui.core.ensemble.start_parameters import start_parameters
from streetlight_gui.core.training.settings import BOOK, Settings


@st.composite
def seed_ranges(draw):
    first = draw(st.integers(0, MAX_SEED) | st.sampled_from([0, MAX_SEED]))
    return range(first, min(first + draw(st.integers(1, 5)), MAX_SEED + 1))


@given(seeds=seed_ranges(), count=st.integers(1, 624))
def test_the_same_numbers_as_random_state(seeds, count):
    expected = [np.random.RandomState(seed).random_sample(count) for seed in seeds]
    assert first_samples(seeds, count).T.tobytes() == np.array(expected).tobytes()


@pytest.mark.parametrize("count", [113, 114, 227, 228, 311, 312, 313, 624])
def test_where_new_words_begin_to_depend_on_other_new_ones(count):
    expected = np.random.RandomState(7).random_sample(count)
    assert first_samples(range(7, 8), count)[:, 0].tobytes() == expected.tobytes()


@given(
    seeds=seed_ranges(),
    lights=st.integers(1, 6),
    hidden=st.lists(st.integers(1, 16), max_size=3),
    bias=st.booleans(),
)
def test_the_same_weights_as_one_network_from_each_seed(seeds, lights, hidden, bias):
    networks = [Network.random(lights, hidden, seed, bias=bias) for seed in seeds]
    found = start_parameters(networks[0].layout, seeds)
    assert [column.tobytes() for column in found.T] == [
        each.parameters.tobytes() for each in networks
    ]


def test_more_seeds_than_are_made_at_once():
    layout = layout_of(Settings.choose(BOOK))
    found = start_parameters(layout, range(5000))
    for seed in (0, 2047, 2048, 4999):
        assert found[:, seed].tobytes() == Network.random(3, (4,), seed).parameters.tobytes()
