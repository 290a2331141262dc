"""The sentences of a walk through one example."""

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from runs import any_settings

from streetlight_gui.core.checks.formatting import ARROW
from streetlight_gui.core.nn.penalty import Penalty, PenaltyKind
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.replay.cursor import Cursor, StepUnit
from streetlight_gui.core.replay.phases import Phase, stages
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.divergence import DivergenceError
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.text.examples import pattern_text
from streetlight_gui.text.walk import walk_sentence

BOOK = """\
1. The lights are 1 0 1. Each unit of layer_1 adds up every light x its weight; \
relu turns a sum below 0 into 0. 1 of 4 fires.
2. The output adds up every hidden unit x its weight: 0.39. That is below 0.5, so STOP.
3. It said 0.39, the answer is 1: 0.61 too low, so its delta is -0.61.
4. The error goes back along the edges, delta x weight: \
1 of 4 hidden units gets its share. The others had no part in it.
5. The update moves 3 weights by alpha 0.2 x input x delta, against the error. \
The strongest of all, weights_0_1[0, 2], stays -1.00, as its delta is 0. \
For these lights it now says 0.58, before 0.39. The example is done; next: 0 1 1.""".splitlines()


def walk(settings, updates=0) -> list[tuple[Snapshot, str]]:
    """Return each moment of the example after these, and its sentence."""
    cursor = Cursor(Run(settings))
    cursor.advance(updates)
    found = []
    for _ in stages(settings.hidden):
        cursor.step(StepUnit.PHASE)
        snapshot = Snapshot.take(0, cursor, shows_each_example=True)
        found.append((snapshot, walk_sentence(snapshot)))
    return found


def test_the_books_first_example():
    sentences = [sentence for _, sentence in walk(Settings.choose(PRESETS["streetlights"]))]
    assert [sentence.replace("\N{MULTIPLICATION SIGN}", "x") for sentence in sentences] == BOOK


def test_where_nothing_is_wrong_nothing_is_corrected():
    sentences = [sentence for _, sentence in walk(Settings.choose(PRESETS["xor"]))]
    assert sentences[2:] == [
        "3. It said 0.00, the answer is 0: exactly right, so its delta is 0.",
        "4. No error goes back: the delta of every hidden unit is 0.",
        "5. No weight changes. The example is done; next: 0 1.",
    ]


def test_a_batch_without_hidden_layers_with_bias_and_penalty_is_told_as_such():
    start = Settings.choose(PRESETS["streetlights"]).with_hidden(())
    penalty = Penalty(PenaltyKind.L2, 0.01)
    sentences = [s for _, s in walk(replace(start, bias=True, batch=0, penalty=penalty))]
    assert sentences[0].startswith("2. The first of 4 examples has the lights 1 0 1. The output")
    assert "its weight, and its bias: " in sentences[0]
    assert sentences[2] == "4. There is no hidden layer to pass the error back to."
    assert "(input \N{MULTIPLICATION SIGN} delta + penalty)" in sentences[3]


def test_the_end_of_an_example_is_said_and_that_another_one_is_trained_on():
    settings = Settings.choose(PRESETS["streetlights"])
    patterns, cursor = settings.problem.patterns.tolist(), Cursor(Run(settings))
    for example in range(8):
        lights, following = (pattern_text(patterns[(example + k) % 4]) for k in (0, 1))
        begins = "Training goes on: the" if example else "The"
        cursor.step(StepUnit.PHASE)
        told = walk_sentence(Snapshot.take(0, cursor, shows_each_example=True))
        assert told.startswith(f"1. {begins} lights are {lights}. ")
        for _ in range(4):
            cursor.step(StepUnit.PHASE)
        told = walk_sentence(Snapshot.take(0, cursor, shows_each_example=True))
        assert told.endswith(f"The example is done; next: {following}.")
    cursor.go_to(4)  # what is past is only looked at
    cursor.step(StepUnit.PHASE)
    past = walk_sentence(Snapshot.take(0, cursor, shows_each_example=True))
    assert past.startswith("1. The lights are ")


def test_a_change_too_small_for_two_decimals_is_told_in_more():
    settings = replace(Settings.choose(PRESETS["streetlights"]), alpha=1e-6)
    update = walk(settings)[-1][1]
    now, before = re.search(r"it now says (\S+), before (\S+)\.", update).groups()
    assert float(now) > float(before)
    assert before.startswith("0.39194")


def test_before_the_first_example_there_is_nothing_to_say():
    start = Cursor(Run(Settings.choose(PRESETS["xor"])))
    assert walk_sentence(Snapshot.take(0, start, shows_each_example=True)) == ""


@given(settings=any_settings(), updates=st.integers(0, 9))
def test_every_sentence_is_true_to_its_phase(settings, updates):
    try:
        told = walk(settings, updates)
    except DivergenceError:
        return
    for snapshot, sentence in told:
        assert sentence.startswith(f"{snapshot.stage.phase.value}. ")
        assert sentence.endswith(".")
        trace = snapshot.trace
        prediction, target = trace.layers[-1][0, 0], trace.update.targets[0]
        if snapshot.stage.phase is Phase.OUTPUT:
            assert sentence.endswith("so WALK." if prediction >= 0.5 else "so STOP.")
        if snapshot.stage.phase is Phase.COMPARE and prediction != target:
            side = "low" if prediction < target else "high"
            by, told = re.search(
                rf" too {side}, so its delta(?:, divided by (\d) examples,)? is (.*)\.", sentence
            ).groups()
            delta, mean = float(told), (prediction - target) / int(by or 1)
            assert delta == pytest.approx(mean, rel=0.05, abs=0.0051)
            assert delta * mean > 0
        if snapshot.stage.phase is Phase.UPDATE:
            changed = int((trace.change != 0).sum())
            moves = f"5. The update moves {changed} weight"
            assert sentence.startswith(moves if changed else "5. No weight")
            assert not re.search(r"-0\.00\b", sentence)
            if changed:
                check_the_strongest(trace, sentence)


def check_the_strongest(trace, sentence):
    """Judge it by the matrices alone: named as in the notebook, with what it was and what it is."""
    name, what = re.search(r"of all, (weights_\S+ \d+\]), (.*?)\. For", sentence).groups()
    weights, (k, _, *place) = trace.network.weights, map(int, re.findall(r"\d+", name))
    before = weights[k][*place]
    end_to_end = sum(matrix.size for matrix in weights[:k]) + place[0] * len(weights[k][0])
    after = trace.parameters_after[end_to_end + place[1]]
    assert abs(before) == max(np.abs(matrix).max() for matrix in weights)
    verb, was, *rest = what.split(" ")
    assert float(was.rstrip(",")) == pytest.approx(before, rel=0.006)
    if verb == "stays":
        assert after == before
        inputs, deltas = trace.layers[k][:, place[0]], trace.deltas[k + 1][:, place[1]]
        why = "input" if not inputs.any() else "delta" if not deltas.any() else ""
        assert rest == (["as", "its", why, "is", "0"] if why else [])
    elif rest[0] == ARROW:
        assert float(rest[1]) == pytest.approx(after, rel=0.006)
    else:
        assert (after - before) * float("".join(rest)) >= 0


@pytest.mark.parametrize("target", [0.0, 1.0])
def test_the_three_numbers_of_the_comparison_add_up(target):
    """As a learner adds them: rounded to what is written, in the last digit."""
    for updates in range(40):
        sentence = walk(Settings.choose(PRESETS["streetlights"]), updates)[2][1]
        pattern = (
            r"3\. It said (\S+), the answer is (\d): (\S+) too (low|high), so its delta is (\S+)\."
        )
        found = re.fullmatch(pattern, sentence)
        if found and float(found[2]) == target:
            said, answer, miss = map(float, found.groups()[:3])
            assert abs(abs(said - answer) - miss) < 0.0051
            assert float(found[5]) == (-miss if found[4] == "low" else miss)
