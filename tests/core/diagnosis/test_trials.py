"""Starts that are tried: the first that learns, as plain training and Run find it, too."""

import contextlib
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from streetlight_gui.core import DivergenceError, Trainer
from streetlight_gui.core.diagnosis.finding import Remedy
from streetlight_gui.core.diagnosis.trials import first_that_learns, starts_to_try
from streetlight_gui.core.diagnosis.verdict import State, judge
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.replay.changes import Change
from streetlight_gui.core.replay.cursor import Cursor
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.stopping import StopRule
from streetlight_gui.text.trial_words import tried_words

BOOK = Settings.choose(PRESETS["streetlights"])
LEARNS = {State.LEARNED, State.ALL_RIGHT}


def result_of(trials):
    while True:
        try:
            next(trials)
        except StopIteration as end:
            return end.value


def end_of(settings, rule):
    """Return by training one iteration after the other how well a run ends: 2, 1 or 0.

    Learned; only every answer right; or neither.
    """
    trainer, most = Trainer.of(settings), rule.iterations or 150
    with contextlib.suppress(DivergenceError):
        while trainer.iteration < most:
            trainer.run(1)
            if rule.error_below is not None and trainer.errors[-1] < rule.error_below:
                break
            if rule.all_right and trainer.are_all_right():
                break
        targets = settings.problem.targets
        predictions = trainer.network.predict(settings.problem.patterns)
        if not ((predictions >= 0.5) == (targets >= 0.5)).all():
            return 0
        return 2 if ((predictions - targets) ** 2).mean() <= 0.01 else 1
    return 0


@given(
    name=st.sampled_from(["streetlights", "xor", "all-eight"]),
    seeds=st.lists(st.integers(0, 400), min_size=1, max_size=5),
    units=st.integers(1, 6),
    alpha=st.sampled_from([0.05, 0.2, 0.2, 0.75, 1.5, 40.0]),
    batch=st.integers(0, 3),
    rule=st.builds(
        StopRule, st.sampled_from([0, 1, 7, 60]), st.sampled_from([None, 0.3]), st.booleans()
    ),
)
def test_the_first_that_learns_is_the_one_that_plain_training_finds(
    name, seeds, units, alpha, batch, rule
):
    settings = Settings.choose(PRESETS[name], (units,), alpha)
    starts = [replace(settings, seed=seed, batch=batch) for seed in seeds]
    tried = result_of(first_that_learns(starts, rule))
    ends = [end_of(each, rule) for each in starts]
    first = ends.index(max(ends)) if any(ends) else len(starts)
    assert list(tried.failed) == starts[:first]
    assert tried.found == (starts[first] if any(ends) else None)
    assert tried.is_learned == (max(ends) == 2)
    assert tried.iterations == (rule.iterations or 150)


def test_a_run_that_ends_early_is_judged_where_it_ends():
    """From seed 1 the error is below 1.9 after an iteration, and half of the answers are wrong."""
    trainer = Trainer.of(BOOK)
    trainer.run(1)
    assert trainer.errors[0] < 1.9
    assert not trainer.are_all_right()
    assert result_of(first_that_learns([BOOK], StopRule(error_below=1.9))).failed == (BOOK,)


def test_where_every_answer_gets_right_it_looks_for_better_for_a_while_only():
    starts = iter(starts_to_try(Remedy.FIND_START, Settings.choose(PRESETS["and"])))
    tried = result_of(first_that_learns(starts, StopRule()))
    assert (tried.failed, tried.found.seed, tried.is_learned) == ((), 2, False)
    assert len(list(starts)) == 100 - 21


def test_it_pauses_often_however_long_a_run_is():
    rule = StopRule(iterations=1_000_000)
    trials = first_that_learns([BOOK], rule)
    for _ in range(20):
        next(trials)


@pytest.mark.parametrize(
    ("remedy", "hidden", "names"),
    [
        (Remedy.FIND_START, (4,), {"seed"}),
        (Remedy.RESTART_SMALLER, (4,), {"alpha", "seed"}),
        (Remedy.ADD_UNIT, (3, 2), {"hidden"}),
        (Remedy.ADD_HIDDEN_LAYER, (), {"hidden", "activations", "seed"}),
        (Remedy.ADD_BIAS, (4,), {"bias", "seed"}),
        (Remedy.USE_RELU, (4,), {"activations", "seed"}),
    ],
)
def test_what_is_tried_differs_in_what_the_remedy_says(remedy, hidden, names):
    activations = ("linear",) * len(hidden)
    settings = replace(BOOK, hidden=hidden, alpha=3.0, seed=7, activations=activations)
    starts = starts_to_try(remedy, settings)
    assert len({(each.hidden, each.alpha, each.seed) for each in starts}) == len(starts)
    assert settings not in starts
    changed = {
        name
        for each in starts
        for name, value in vars(each).items()
        if value != getattr(settings, name)
    }
    assert changed == names


@pytest.mark.parametrize("remedy", [Remedy.RUN_ON, Remedy.SMALLER_ALPHA])
def test_what_goes_on_or_draws_anew_tries_nothing(remedy):
    assert starts_to_try(remedy, BOOK) == []


@pytest.mark.parametrize("remedy", Remedy)
def test_what_is_done_already_is_not_tried(remedy):
    """A finding may be of a moment ago."""
    done = replace(BOOK, bias=True).with_hidden((4, 4, 4))
    assert done not in starts_to_try(remedy, done)


def test_the_edges_of_what_is_allowed_are_kept():
    last = starts_to_try(Remedy.FIND_START, replace(BOOK, seed=2**32 - 2))
    assert [each.seed for each in last[:3]] == [2**32 - 1, 0, 1]
    given = replace(BOOK, seed=None, given=BOOK.network())
    assert starts_to_try(Remedy.FIND_START, given)[0] == replace(BOOK, seed=1)
    sizes = [each.hidden for each in starts_to_try(Remedy.ADD_UNIT, BOOK.with_hidden((16, 14)))]
    assert sizes == [(16, 15), (16, 16)]
    for start in starts_to_try(Remedy.RESTART_SMALLER, replace(BOOK, alpha=1e-300)):
        Trainer.of(start)


class Presser:
    """Presses what is offered, again and again, as a person does who wants it to learn."""

    def __init__(self, settings):
        self.cursor, self.tried = Cursor(Run(settings)), set()

    def run(self):
        with contextlib.suppress(DivergenceError):
            self.cursor.advance(150 * self.cursor.settings.sampler.updates_per_iteration)
        return self.judge()

    def judge(self):
        snapshot = Snapshot.take(0, self.cursor, shows_each_example=False, edits=0)
        return judge(snapshot, is_running=False, tried=self.tried)

    def press(self, remedy):
        """Do it, run where there is something new to run, and return how training stands."""
        settings = self.cursor.settings
        self.tried.add(remedy)
        if starts := starts_to_try(remedy, settings):
            tried = result_of(first_that_learns(starts, StopRule()))
            if tried.found is None:
                return self.judge()
            said = tried_words(settings, tried)
            self.cursor, self.tried = Cursor(Run(tried.found)), set()
            verdict = self.run()  # what was said is what Run does
            assert verdict.state is (State.LEARNED if tried.is_learned else State.ALL_RIGHT)
            does = "learns" if verdict.state is State.LEARNED else "gets every prediction right"
            assert f" {does} within 150 iterations" in said
            assert said.endswith(" Press Run to see it.")
            return verdict
        if remedy is Remedy.SMALLER_ALPHA:
            smaller = replace(settings, alpha=settings.alpha / 2)
            self.cursor = self.cursor.changed(Change(self.cursor.updates, settings=smaller))
        else:
            assert remedy is Remedy.RUN_ON
        return self.run()


def test_what_is_offered_helps_nearly_always_at_once_and_always_within_three_presses():
    presses = Counter()
    for name, preset in PRESETS.items():
        for seed in range(1, 21):
            presser = Presser(replace(Settings.choose(preset), seed=seed, given=None))
            verdict, count = presser.run(), 0
            while verdict.state not in LEARNS:
                assert verdict.remedy is not None
                assert count < 3
                verdict, count = presser.press(verdict.remedy), count + 1
            presses[count] += 1
            assert count <= 1 or name != "too-fast"  # a smaller alpha comes first
    failed = sum(presses.values()) - presses[0]
    assert failed > 60
    assert presses[1] >= 0.9 * failed


def test_what_did_not_help_is_not_offered_first_again():
    one_unit = replace(Settings.choose(PRESETS["streetlights"], (1,)), seed=1)
    presser = Presser(one_unit)
    offered, verdict = [], presser.run()
    while verdict.state not in LEARNS and len(offered) < 5:
        offered.append(verdict.remedy)
        verdict = presser.press(verdict.remedy)
    assert verdict.state in LEARNS
    assert len(set(offered)) == len(offered) > 1
    assert np.isfinite(verdict.error)
