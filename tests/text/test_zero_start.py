"""What is said of a start from all zero is what the gradients say."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from streetlight_gui.core import Problem, Trainer
from streetlight_gui.core.nn.activations import ACTIVATIONS
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.text.settings_words import zero_start_words

BOOK = Settings.choose(Problem.preset("streetlights"))
CASES = list(product(ACTIVATIONS, ACTIVATIONS, [False, True]))


def trained(settings):
    trainer = Trainer.of(settings)
    trainer.run(iterations=20)
    return trainer.network


@pytest.mark.parametrize(("first", "last", "bias"), CASES)
def test_the_words_are_what_training_does(first, last, bias):
    settings = replace(BOOK.with_hidden((3, 4)), activations=(first, last), seed=None, bias=bias)
    network, words = trained(settings), zero_start_words(settings)
    learned = np.flatnonzero(network.parameters)
    if "nothing can ever learn" in words:
        assert not len(learned)
    elif "only the output's bias can learn" in words:
        assert learned.tolist() == [len(network.parameters) - 1]
    else:
        assert "stay alike" in words
        assert network.weights[-1].any()
        assert all(np.ptp(matrix, axis=1).max() == 0 for matrix in network.weights)


def test_without_a_hidden_layer_it_learns():
    settings = replace(BOOK.with_hidden(()), seed=None)
    assert "no harm" in zero_start_words(settings)
    assert trained(settings).weights[0].all()


def test_relu_is_named():
    assert "With relu nothing can ever learn" in zero_start_words(replace(BOOK, seed=None))
