"""The presets do what they say: the good ones are learned, the bad ones fail as told."""

import math

import numpy as np
import pytest

from streetlight_gui.core import Problem, Trainer
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.problems.problem import all_patterns
from streetlight_gui.core.problems.values import are_right
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.text.preset_words import PRESET_WORDS

# From which iteration on all answers are right, with the settings each opens with.
LEARNED = {
    "streetlights": 16,
    "middle-light": 2,
    "dimmer": 10,
    "xor": 13,
    "and": 3,
    "or": 10,
    "majority": 9,
    "parity-3": 27,
    "all-eight": 13,
}
NOT_LEARNED = ["stuck-start", "too-fast", "no-hidden"]

RULES = {
    "xor": lambda a, b: a != b,
    "and": lambda a, b: a and b,
    "or": lambda a, b: a or b,
    "majority": lambda a, b, c: a + b + c >= 2,
    "parity-3": lambda a, b, c: (a + b + c) % 2 == 1,
    "all-eight": lambda a, b, _c: a != b,
}


def trainer_of(name, iterations=0, **choices):
    trainer = Trainer.of(Settings.choose(PRESETS[name], **choices))
    trainer.run(iterations)
    return trainer


def rights(trainer):
    problem = trainer.problem
    return are_right(trainer.network.predict(problem.patterns), problem.targets)


def firing(trainer):
    """Return for each pattern and hidden unit whether it fires, (n, units)."""
    return trainer.network.forward(trainer.problem.patterns)[1] > 0


def least_squares(problem):
    """Return the lowest error of any network without a hidden layer, and its predictions."""
    weights = np.linalg.lstsq(problem.patterns, problem.targets, rcond=None)[0]
    predictions = problem.patterns @ weights
    return ((predictions - problem.targets) ** 2).sum(), predictions


def test_these_are_the_presets():
    assert [*PRESETS] == [*LEARNED, *NOT_LEARNED]


@pytest.mark.parametrize("name", PRESETS)
def test_each_asks_a_question_and_makes_a_point_of_its_own(name):
    words = PRESET_WORDS[name]
    assert PRESETS[name].problem.name == name
    assert words.question.endswith("?")
    assert words.point.endswith(".")
    assert all(". " not in text for text in (words.question, words.point))
    assert not words.explanation.endswith(".")
    assert words.source
    for others in (other for each, other in PRESET_WORDS.items() if each != name):
        assert not {*words[:4]} & {*others[:4]}


@pytest.mark.parametrize(("name", "first"), LEARNED.items())
def test_a_good_one_is_learned(name, first):
    trainer = trainer_of(name)
    seen = []
    for _ in range(300):
        trainer.run(1)
        seen.append(bool(rights(trainer).all()))
    assert seen == [False] * (first - 1) + [True] * (301 - first)


@pytest.mark.parametrize("name", NOT_LEARNED)
def test_a_bad_one_is_never_learned(name):
    trainer = trainer_of(name)
    for _ in range(40):
        trainer.run(50)
        assert not rights(trainer).all()


@pytest.mark.parametrize(("name", "rule"), RULES.items())
def test_a_rule_is_asked_for_every_pattern(name, rule):
    problem = Problem.preset(name)
    assert problem.patterns.tolist() == all_patterns(problem.lights).tolist()
    assert problem.targets.tolist() == [rule(*map(int, row)) for row in problem.patterns]


def test_all_eight_agrees_with_streetlights():
    whole = Problem.preset("all-eight")
    part = Problem.preset("streetlights")
    assert [whole.examples.answers_to(row) for row in part.patterns] == [(t,) for t in part.targets]


def test_dimmer_is_the_books_table_and_depends_on_the_middle_light():
    problem = Problem.preset("dimmer")
    assert problem.patterns.tolist() == [
        [0.9, 0, 1],
        [0.2, 0.8, 1],
        [0.1, 0, 1],
        [0.8, 0.9, 1],
        [0.1, 0.7, 1],
        [0.9, 0.1, 0],
    ]
    assert problem.targets.tolist() == [0, 1, 0, 1, 1, 0]
    assert ((problem.patterns[:, 1] > 0.5) == problem.targets).all()


@pytest.mark.parametrize("name", RULES)
def test_with_all_lights_off_a_network_without_bias_says_0_and_that_is_right(name):
    network = trainer_of(name, iterations=100).network
    dark = np.zeros(network.lights)
    assert network.predict([dark])[0] == 0
    assert Problem.preset(name).examples.answers_to(dark) == (0,)


@pytest.mark.parametrize("name", ["and", "or"])
def test_all_right_without_a_hidden_layer_though_the_error_never_gets_to_0(name):
    problem = Problem.preset(name)
    lowest, predictions = least_squares(problem)
    assert PRESETS[name].hidden == ()
    assert lowest == pytest.approx(1 / 3)
    assert are_right(predictions, problem.targets).all()
    assert trainer_of(name, iterations=2000).frozen_errors[-1] > 1 / 3


def test_a_vote_needs_no_hidden_layer():
    assert PRESETS["majority"].hidden == ()


@pytest.mark.parametrize("name", ["xor", "streetlights"])
def test_no_weights_without_a_hidden_layer_make_all_answers_right(name):
    # Two patterns that walk, added light by light, are the same as the two that stop: their
    # predictions have the same sum, which would have to be both at least 1 and less than 1.
    problem = Problem.preset(name)
    walks, stops = (problem.patterns[problem.targets == answer] for answer in (1, 0))
    assert len(walks) == len(stops) == 2
    assert (walks.sum(axis=0) == stops.sum(axis=0)).all()


def test_four_units_rarely_learn_parity_and_ten_do():
    def learned(units):
        return [
            bool(rights(trainer_of("parity-3", 150, hidden=(units,), seed=seed)).all())
            for seed in range(1, 11)
        ]

    assert sum(learned(4)) <= 1
    assert all(learned(10))


def test_xor_from_seed_1_gets_stuck():
    assert not rights(trainer_of("xor", 2000, seed=1)).all()


def test_stuck_start_differs_from_streetlights_in_its_seed_only():
    start, book = (Settings.choose(PRESETS[n]) for n in ("stuck-start", "streetlights"))
    assert (start.hidden, start.alpha, start.seed) == (book.hidden, book.alpha, 2)


def test_stuck_start_stays_at_1_because_no_unit_fires_for_the_first_pattern():
    trainer = trainer_of("stuck-start", iterations=10)
    for iterations in (0, 140, 5000):
        trainer.run(iterations)
        assert not firing(trainer)[0].any()
        assert rights(trainer).tolist() == [False, True, True, True]
    assert trainer.errors[-1] == pytest.approx(1, abs=1e-12)
    assert trainer.network.predict(trainer.problem.patterns)[0] == 0
    assert firing(trainer_of("stuck-start"))[0].any()


def test_too_fast_kills_every_unit_in_two_iterations():
    trainer = trainer_of("too-fast")
    assert trainer.alpha == 1.5
    assert firing(trainer).any()
    for iterations in (2, 5000):
        trainer.run(iterations)
        assert not firing(trainer).any()
        assert not trainer.network.predict(trainer.problem.patterns).any()
    assert trainer.errors[1] > 2
    assert set(trainer.errors[2:]) == {2.0}


def test_no_hidden_stalls_at_1_2345679():
    trainer = trainer_of("no-hidden", iterations=3000)
    assert (trainer.network.hidden, trainer.alpha) == ((), 0.1)
    assert f"{trainer.errors[-1]:.8g}" == "1.2345679"
    assert trainer.errors[-1] == pytest.approx(1 / 0.9**2, rel=1e-12)
    stalled = trainer.errors[-1]
    trainer.run(3000)
    assert trainer.errors[-1] == pytest.approx(stalled, rel=1e-14)
    assert math.isclose(least_squares(trainer.problem)[0], 1)


@pytest.mark.parametrize("name", NOT_LEARNED)
def test_a_bad_one_has_the_examples_of_streetlights(name):
    bad, good = Problem.preset(name), Problem.preset("streetlights")
    assert bad.patterns.tolist() == good.patterns.tolist()
    assert bad.targets.tolist() == good.targets.tolist()
