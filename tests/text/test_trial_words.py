"""What is said of starts that were tried, and what a remedy says beforehand."""

from dataclasses import replace

import pytest

from streetlight_gui.core.checks.formatting import ARROW
from streetlight_gui.core.diagnosis.finding import Remedy
from streetlight_gui.core.diagnosis.trials import Tried, starts_to_try
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.stopping import StopRule
from streetlight_gui.text.findings import REMEDIES, remedy_tip
from streetlight_gui.text.trial_words import tried_words, trying_words

BEFORE = Settings.choose(PRESETS["stuck-start"])  # seed 2


def seeds(*numbers):
    return tuple(replace(BEFORE, seed=number) for number in numbers)


@pytest.mark.parametrize(
    ("failed", "found", "words"),
    [
        ((), seeds(3)[0], "Seed 3 learns within 1 iteration."),
        (
            seeds(3, 4),
            seeds(5)[0],
            "Seed 5 is the next that learns within 1 iteration: seeds 3 to 4 do not.",
        ),
        (seeds(3), None, "Seed 3 does not learn within 1 iteration, either."),
        (seeds(3, 4), None, "None of the seeds 3 to 4 learns within 1 iteration."),
        (
            (BEFORE.with_hidden((16,)),),
            None,
            f"Hidden layers (4) {ARROW} (16) does not learn within 1 iteration, either.",
        ),
        (
            (BEFORE.with_hidden((5,)), BEFORE.with_hidden((6,))),
            None,
            "None of 2 starts learns within 1 iteration.",
        ),
    ],
)
def test_what_came_of_trying_is_said_of_one_start_and_of_several(failed, found, words):
    run = "" if found is None else " Press Run to see it."
    assert tried_words(BEFORE, Tried(failed, found, 1, is_learned=True)) == words + run
    right = words if found is None else words.replace("learns", "gets every prediction right")
    assert tried_words(BEFORE, Tried(failed, found, 1, is_learned=False)) == right + run


def test_a_smaller_alpha_goes_on_or_begins_anew_and_says_which():
    said = [
        (REMEDIES[remedy], remedy_tip(remedy).split(",")[0])
        for remedy in (Remedy.SMALLER_ALPHA, Remedy.RESTART_SMALLER)
    ]
    assert said == [
        ("Go on with a smaller alpha", "Keeps the weights of this moment"),
        ("Restart with a smaller alpha", "Trains from this start with half of alpha"),
    ]


def test_how_long_starts_are_tried_is_said_of_one_iteration_too():
    assert trying_words(StopRule(iterations=1)).endswith("each for up to 1 iteration.")


@pytest.mark.parametrize("remedy", Remedy)
def test_a_remedy_that_tries_starts_says_so_beforehand(remedy):
    tries = bool(starts_to_try(remedy, BEFORE))
    assert remedy_tip(remedy).startswith("Trains from ") == tries
