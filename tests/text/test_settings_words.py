"""What differs between settings is said in words, each difference once, and nothing else is."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streetlight_gui.core import Network
from streetlight_gui.core.nn.penalty import Penalty, PenaltyKind
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.problems.problem_edits import with_answer
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.stopping import StopRule
from streetlight_gui.text.settings_words import (
    Setting,
    book_differences,
    book_marks,
    book_summary,
    change_words,
    differences,
    stop_change_words,
)

STREETLIGHTS, MIDDLE_LIGHT = PRESETS["streetlights"], PRESETS["middle-light"]
BOOK = Settings.choose(STREETLIGHTS)
GIVEN = Settings.choose(MIDDLE_LIGHT)
OWN_WEIGHTS = Network([[[1.0], [2.0], [3.0]]])
EDITS = {
    "alpha": {"alpha": 1.5},
    "bias": {"bias": True},
    "penalty": {"penalty": Penalty(PenaltyKind.L2, 0.001)},
    "batch": {"batch": 0},
    "order": {"order_seed": 3},
    "seed": {"seed": 2},
    "activation of layer_1": {"activations": ("tanh",)},
}


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (BOOK, ""),
        (BOOK.with_hidden((4, 4)), "hidden layers (4) → (4, 4)"),
        (BOOK.with_hidden(()), "hidden layers (4) → none"),
        (replace(BOOK, bias=True), "bias on"),
        (replace(BOOK, batch=0), "batch 1 → all"),
        (replace(BOOK, batch=2), "batch 1 → 2"),
        (replace(BOOK, alpha=1.0), "alpha 0.2 → 1"),
        (replace(BOOK, alpha=1e-9), "alpha 0.2 → 1e-09"),
        (replace(BOOK, alpha=0.1 + 0.2), "alpha 0.2 → 0.30000000000000004"),
        (replace(BOOK, penalty=Penalty(PenaltyKind.L1, 0.5)), "penalty none → L1 0.5"),
        (replace(BOOK, penalty=Penalty(PenaltyKind.NONE, 0.5)), ""),
        (replace(BOOK, order_seed=0), "order as given → shuffled by seed 0"),
        (replace(BOOK, activations=("sigmoid",)), "activation of layer_1 relu → sigmoid"),
        (replace(BOOK, seed=0), "seed 1 → 0"),
        (replace(BOOK, seed=None), "start weights seed 1 → all zero"),
        (replace(BOOK, seed=None, given=BOOK.network()), "start weights seed 1 → by hand"),
        (replace(BOOK, bias=True, batch=0), "bias on, batch 1 → all"),
        (replace(BOOK, problem=MIDDLE_LIGHT.problem), "problem Streetlights → The middle light"),
    ],
)
def test_words_on_a_change_of_the_books_settings(after, words):
    assert change_words(BOOK, after) == words


def test_a_switch_that_goes_off_is_off():
    assert change_words(replace(BOOK, bias=True), BOOK) == "bias off"


def test_the_activation_of_a_removed_layer_is_not_a_change_of_the_next_one():
    before = replace(BOOK.with_hidden((4, 8)), activations=("tanh", "relu"))
    assert change_words(before, BOOK.with_hidden((8,))) == "hidden layers (4, 8) → (8)"


def test_given_weights_are_compared_by_their_numbers():
    by_hand = replace(GIVEN, given=OWN_WEIGHTS)
    assert change_words(GIVEN, by_hand) == "start weights from the problem → by hand"
    assert change_words(by_hand, replace(by_hand, given=Network([[[1], [2], [3]]]))) == ""
    others = replace(by_hand, given=Network([[[1], [2], [4]]]))
    assert change_words(by_hand, others) == "start weights by hand → others by hand"


def test_biases_of_zero_are_as_good_as_none():
    with_bias = replace(GIVEN, bias=True, given=OWN_WEIGHTS)
    zero = replace(with_bias, given=Network([[[1], [2], [3]]], biases=[[0]]))
    one = replace(with_bias, given=Network([[[1], [2], [3]]], biases=[[1]]))
    assert change_words(with_bias, zero) == ""
    assert change_words(with_bias, one).endswith("others by hand")


def test_an_edited_problem():
    once, twice = (replace(BOOK, problem=with_answer(BOOK.problem, 0, x)) for x in (0.5, 0))
    title = "Streetlights (edited)"
    assert change_words(BOOK, once) == f"problem Streetlights → {title}"
    assert change_words(once, twice) == f"problem {title} → {title}, edited"


@pytest.mark.parametrize("preset", [STREETLIGHTS, MIDDLE_LIGHT])
def test_the_books_settings_do_not_differ_from_the_book(preset):
    settings = Settings.choose(preset).as_in_the_book()
    assert not book_differences(settings)
    assert not book_marks(settings)
    assert book_summary(settings) == "All settings are the book's."


def test_the_summary_counts_and_names_what_differs():
    one = replace(BOOK, seed=4)
    assert book_summary(one) == "1 setting differs from the book: seed 4 (book 1)"
    two = replace(BOOK, alpha=1.5, bias=True)
    expected = "2 settings differ from the book: alpha 1.5 (book 0.2), bias on (book off)"
    assert book_summary(two) == expected
    layers = "1 setting differs from the book: hidden layers 8, 2 (book 4)"
    assert book_summary(BOOK.with_hidden((8, 2))) == layers


def test_marks_hold_the_books_values():
    settings = replace(BOOK, penalty=Penalty(PenaltyKind.L2, 0.1), seed=9)
    assert book_marks(settings) == {
        Setting.PENALTY: "book: none",
        Setting.START_WEIGHTS: "book: seed 1",
    }


@given(st.sets(st.sampled_from(sorted(EDITS))))
def test_every_difference_is_named_once_and_back_and_forth_agree(names):
    edited = BOOK
    for name in names:
        edited = replace(edited, **EDITS[name])
    forth, back = differences(BOOK, edited), differences(edited, BOOK)
    assert {one.name for one in forth} == names
    assert len(forth) == len(names)
    assert [(one.name, one.after, one.before) for one in forth] == [
        (one.name, one.before, one.after) for one in back
    ]


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (StopRule(), ""),
        (StopRule(error_below=0.01), "stop below error never → 0.01"),
        (StopRule(all_right=True), "stop when all predictions are right"),
        (StopRule(0, 0.5), "stop after 150 → never, stop below error never → 0.5"),
        (StopRule(iterations=0), "stop after 150 → never"),
    ],
)
def test_words_on_a_change_of_the_stop_rule(after, words):
    assert stop_change_words(StopRule(), after) == words


def test_a_run_goes_on_again_when_all_answers_are_right():
    words = "go on when all predictions are right"
    assert stop_change_words(StopRule(all_right=True), StopRule()) == words
