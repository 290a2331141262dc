"""What is said of starts: which answer a stuck one has wrong, why, and what was never seen."""

import numpy as np
import pytest
from swept import BOOK, book, swept

from streetlight_gui.core import Problem
from streetlight_gui.core.ensemble.atlas import Atlas
from streetlight_gui.core.ensemble.outcomes import Kind, Level, Outcome, Outcomes
from streetlight_gui.core.ensemble.sweep import Cell, Sweep
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.text.start_words import (
    KIND_TIPS,
    kind_tip,
    share_sentences,
    share_tip,
    start_words,
    wrong_pattern,
)
from streetlight_gui.text.sweep_words import judged_words

NOTHING = " (no unit fires there, so it teaches nothing)"
DIMMED = Settings.choose(Problem([[0.5, 1.0], [1.0, 0.0]], [0.25, 1.0]))


def stuck(settings, example, *, none_fires=True):
    """Return an atlas of one start that is stuck with one answer wrong."""
    one = np.ones(1)
    whole, zero = one.astype(np.int32), np.zeros(1, dtype=np.int32)
    codes = (one * code for code in (Outcome.STUCK, Level.ONE_WRONG))
    outcomes = Outcomes(
        zero.astype(np.int64),
        one,
        one,
        *(code.astype(np.uint8) for code in codes),
        zero,
        zero,
        zero,
        whole * example,
        np.array([none_fires]),
    )
    return Atlas(Sweep((Cell(settings, 9),), range(1)), (outcomes,), (None,))


@pytest.mark.parametrize(
    ("atlas", "words", "reason"),
    [
        (stuck(BOOK, 1), "says STOP for 1 0 1, not WALK", NOTHING),
        (stuck(BOOK, 4, none_fires=False), "says WALK for 1 1 1, not STOP", ""),
        (stuck(BOOK, 0, none_fires=False), "one answer is still wrong", ""),  # of earlier
        (
            stuck(book(bias=True), 2),
            "says STOP for 0 1 1, not WALK",
            " (no unit fires there)",
        ),
        (
            stuck(BOOK.with_hidden((4, 3)), 2),
            "says STOP for 0 1 1, not WALK",
            NOTHING.replace("unit", "unit of the last hidden layer"),
        ),
        (stuck(DIMMED, 1, none_fires=False), "is wrong for 0.5 1, whose answer is 0.25", ""),
    ],
)
def test_a_stuck_start_is_told_by_the_answer_it_has_wrong(atlas, words, reason):
    assert start_words(atlas, 0) == f"seed 0: {words}, error 1{reason}"


def test_the_pattern_is_written_for_a_table():
    assert wrong_pattern(stuck(BOOK, 2), 0) == "0 1 1"
    assert wrong_pattern(stuck(BOOK, 0, none_fires=False), 0) == ""


def test_the_legend_names_the_patterns_that_are_wrong_most_often():
    atlas = swept(Cell(BOOK, 150), seeds=200)
    plain = KIND_TIPS[Kind.ONE_WRONG]
    assert kind_tip(Kind.ONE_WRONG, atlas) == (
        f"{plain} Wrong most often: 1 0 1 in 23, 0 1 1 in 22, 1 1 1 in 1."
    )
    assert kind_tip(Kind.ONE_WRONG) == plain
    assert kind_tip(Kind.ONE_WRONG, stuck(BOOK, 0, none_fires=False)) == plain
    assert kind_tip(Kind.LINEAR, atlas) == KIND_TIPS[Kind.LINEAR]


@pytest.mark.parametrize(
    ("held_out", "name", "judged"),
    [
        (None, "never seen", "all never-seen patterns"),
        (([(1, 1, 0)], [0]), "never seen", "the one never-seen pattern"),
        (([(1, 1, 0), (1, 1, 1)], [0, 0]), "held out", "all held-out patterns"),
        (([(1, 1, 1)], [0]), "held out", "the one held-out pattern"),
    ],
)
def test_what_is_judged_has_the_name_that_the_table_of_patterns_gives_it(held_out, name, judged):
    """Held out is what training shows, too; all else was never seen."""
    problem = BOOK.problem if held_out is None else BOOK.problem.holding_out(held_out)
    atlas = swept(Cell(BOOK.with_problem(problem), 60), seeds=2)
    count = 4 if held_out is None else len(held_out[1])
    right = atlas.outcomes[0].rights[1]
    assert start_words(atlas, 1).endswith(f", {name} {right} of {count} right")
    assert judged_words(problem) == judged
    assert f"answer {judged} right: " in share_sentences(atlas).replace("answers", "answer")


def test_the_tip_has_the_interval_for_which_the_sentence_has_no_room():
    atlas = swept(Cell(BOOK, 150), seeds=200)
    assert share_sentences(atlas).endswith("63 answer all never-seen patterns right: 52.5 %.")
    right, brackets = share_tip(atlas).split("\n")
    assert right == (
        "Of the starts that learn, 52.5 % (43.6 to 61.2 %) answer all never-seen patterns right."
    )
    assert share_tip(None) == share_tip(swept(Cell(BOOK, 1), seeds=3)) == brackets


def test_without_answers_to_judge_nothing_is_said_of_them():
    own = Settings.choose(Problem([[1.0], [0.0]], [1.0, 0.0]))
    atlas = swept(Cell(own, 60), seeds=3)
    assert judged_words(own.problem) == ""
    assert "seen" not in share_sentences(atlas) + start_words(atlas, 0) + share_tip(atlas)
