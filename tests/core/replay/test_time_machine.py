"""Whatever a person does in time: every moment is the one a plain trainer passes through."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from runs import PENALTIES, bits
from story import Story, made_again

from streetlight_gui.core import DivergenceError, Problem
from streetlight_gui.core.nn.activations import ACTIVATIONS
from streetlight_gui.core.replay.changes import Change
from streetlight_gui.core.replay.cursor import Cursor, StepUnit
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.batch_sampler import BatchSampler
from streetlight_gui.core.training.settings import Settings

UNITS = tuple(StepUnit)
ALPHAS = (0.2, 0.05, 0.1, 1e-6, 0.3, 1.5)
VALUES = st.sampled_from([0.0, -0.0, 0.5, -1.0, 1.7, 0.1 + 0.2])
BATCHES, ORDER_SEEDS = (1, 2, 3, 0), (None, 0, 5)


@st.composite
def starts(draw):
    hidden = draw(st.sampled_from([(4,), (), (3, 2)]))
    chosen = Settings.choose(Problem.preset("streetlights"), hidden, seed=draw(st.integers(0, 3)))
    return replace(
        chosen,
        bias=draw(st.booleans()),
        batch=draw(st.sampled_from(BATCHES)),
        order_seed=draw(st.sampled_from(ORDER_SEEDS)),
    )


def with_another_answer(data, problem):
    targets = problem.targets.copy()
    targets[data.draw(st.integers(0, len(targets) - 1))] = data.draw(st.sampled_from([0, 1, 0.5]))
    return Problem(problem.patterns, targets)


def with_one_more_example(data, problem):
    pattern = data.draw(st.tuples(*[st.sampled_from([0, 1, 0.3])] * problem.lights))
    target = data.draw(st.sampled_from([0, 1]))
    return Problem([*problem.patterns, pattern], [*problem.targets, target])


def without_an_example(data, problem):
    if len(problem) == 1:
        return problem
    row = data.draw(st.integers(0, len(problem) - 1))
    return Problem(np.delete(problem.patterns, row, axis=0), np.delete(problem.targets, row))


EDITS = (with_another_answer, with_one_more_example, without_an_example)


class TimeMachine(RuleBasedStateMachine):
    """A cursor and its story, side by side."""

    @initialize(start=starts())
    def begin(self, start):
        self.story = Story(start)
        self.cursor = Cursor(Run(start))
        self.undoable, self.redoable = [], []

    def train_to(self, time, command):
        """Do to the cursor what brings the story to a time."""
        self.story, has_diverged = self.story.at(time)
        if has_diverged:
            with pytest.raises(DivergenceError):
                command()
        else:
            command()

    @rule(unit=st.sampled_from(UNITS))
    def step(self, unit):
        story = self.story
        if unit is StepUnit.PHASE and story.stages_done < story.stages - 1:
            self.story = replace(story, stages_done=story.stages_done + 1, is_by_phase=True)
            try:
                self.cursor.step(unit)
            except DivergenceError:
                assert not np.isfinite(self.cursor.trace.error)
                self.story = replace(self.story, is_by_phase=self.cursor.is_by_phase)
            return
        end = story.time + 1
        if unit.iterations:
            end = story.beginnings_after(story.time, unit.iterations)[-1]
        self.train_to(end, lambda: self.cursor.step(unit))
        is_by_phase = unit is StepUnit.PHASE and self.story.time == end
        self.story = replace(self.story, is_by_phase=is_by_phase)

    @rule(unit=st.sampled_from(UNITS))
    def step_back(self, unit):
        story, is_inside = self.story, self.story.stages_done > 0
        stages_done = 0
        if unit is StepUnit.PHASE:
            time, stages_done = story.time, story.stages_done - 1
            if not is_inside:
                time, stages_done = story.time - 1, story.stages - 1
            if time < 0:
                time, stages_done = 0, 0
        elif unit is StepUnit.EXAMPLE:
            time = story.time if is_inside else max(0, story.time - 1)
        else:
            before = story.beginnings_before(story.time + is_inside)
            time = before[-unit.iterations] if len(before) >= unit.iterations else 0
        self.cursor.step_back(unit)
        is_by_phase = unit is StepUnit.PHASE
        self.story = replace(story, time=time, stages_done=stages_done, is_by_phase=is_by_phase)

    @rule(updates=st.integers(1, 150))
    def advance(self, updates):
        self.train_to(self.story.time + updates, lambda: self.cursor.advance(updates))

    @rule(data=st.data())
    def go_to(self, data):
        time = data.draw(st.integers(0, self.story.length))
        self.train_to(time, lambda: self.cursor.go_to(time))

    @rule(data=st.data())
    def change_settings(self, data):
        """Change all that goes on with the weights as they are."""
        now = self.story.settings_at(self.story.time)
        names = st.tuples(*[st.sampled_from(sorted(ACTIVATIONS))] * len(now.hidden))
        values = {
            "alpha": st.sampled_from(ALPHAS),
            "penalty": st.sampled_from(PENALTIES),
            "activations": names,
            "batch": st.sampled_from(BATCHES),
            "order_seed": st.sampled_from(ORDER_SEEDS),
        }
        what = data.draw(st.sampled_from(sorted(values)))
        self.change_to(replace(now, **{what: data.draw(values[what])}))

    @rule(data=st.data(), edit=st.sampled_from(EDITS))
    def edit_problem(self, data, edit):
        now = self.story.settings_at(self.story.time)
        self.change_to(now.with_problem(edit(data, now.problem)))

    @rule(data=st.data(), what=st.sampled_from(["batch", "order_seed", "problem"]))
    def go_there_and_back(self, data, what):
        """Change what begins an iteration anew, and change it back at the same moment."""
        now = self.story.settings_at(self.story.time)
        values = {
            "batch": st.sampled_from(BATCHES),
            "order_seed": st.sampled_from(ORDER_SEEDS),
            "problem": st.sampled_from(EDITS).map(lambda edit: edit(data, now.problem)),
        }
        self.change_to(replace(now, **{what: data.draw(values[what])}))
        self.change_to(now)

    def change_to(self, settings):
        """Change the settings: the update under way begins anew where its numbers may differ."""
        before = self.story.settings_at(self.story.time)
        self.change(Change(self.story.time, settings=settings))
        is_other = self.story.has_other_examples(before, settings)
        if is_other or before.activations != settings.activations:
            self.story = replace(self.story, stages_done=0, is_by_phase=False)

    @rule(patterns=st.lists(st.tuples(*[st.sampled_from([0, 1, 0.3])] * 3), max_size=3))
    def hold_out(self, patterns):
        """Hold other answers out, at every moment alike."""
        self.remember()
        held_out = patterns, [1] * len(patterns)
        answered = self.story.start.problem.holding_out(held_out).held_out
        changes = [
            replace(c, settings=c.settings and c.settings.holding_out(held_out))
            for c in self.story.changes
        ]
        start = self.story.start.holding_out(held_out)
        self.story = replace(self.story, start=start, changes=tuple(changes))
        self.cursor = self.cursor.holding_out(answered)

    @rule(data=st.data(), value=VALUES)
    def edit_weight(self, data, value):
        index = data.draw(st.integers(0, self.cursor.trainer.network.parameters.size - 1))
        self.change(Change(self.story.time, weight=index, value=value))
        self.story = replace(self.story, stages_done=0, is_by_phase=False)

    def change(self, change):
        story, now = self.story, self.story.time
        self.remember()
        kept = tuple(c for c in story.changes if c.updates <= now)
        self.story = replace(story, changes=(*kept, change), length=now)
        self.cursor = self.cursor.changed(change)

    @rule()
    def restart(self):
        self.remember()
        self.story = Story(self.story.start)
        self.cursor = Cursor(Run(self.story.start))

    def remember(self):
        self.undoable.append((self.story, self.cursor))
        self.redoable.clear()

    @precondition(lambda self: self.undoable)
    @rule()
    def undo(self):
        self.redoable.append((self.story, self.cursor))
        self.story, self.cursor = self.undoable.pop()

    @precondition(lambda self: self.redoable)
    @rule()
    def redo(self):
        self.undoable.append((self.story, self.cursor))
        self.story, self.cursor = self.redoable.pop()

    @property
    def snapshot(self):
        return Snapshot.take(0, self.cursor, shows_each_example=True)

    @invariant()
    def stands_where_the_story_says(self):
        story, cursor, snapshot = self.story, self.cursor, self.snapshot
        assert (cursor.updates, len(cursor.run)) == (story.time, story.length)
        assert cursor.is_live == (story.time == story.length)
        assert (cursor.stage is not None) == (story.time > 0 or story.stages_done > 0)
        assert cursor.is_by_phase == story.is_by_phase
        assert set(snapshot.change_times) == {c.updates for c in story.changes}
        assert snapshot.settings == story.settings_at(story.time)
        assert snapshot.iteration == story.places[story.time].iteration
        assert snapshot.run_iterations == story.places[story.length].iteration

    @invariant()
    def comes_to_the_examples_that_the_story_comes_to(self):
        story, coming = self.story, self.snapshot.coming
        settings, place = story.settings_at(story.time), story.places[story.time]
        rows = story.rows_after(story.time)
        assert coming.patterns.tolist() == settings.problem.patterns[rows].tolist()
        assert coming.targets.tolist() == settings.problem.targets[rows].tolist()
        assert (coming.iteration, coming.index) == (place.iteration, place.index)
        assert (coming.alpha, coming.penalty) == (settings.alpha, settings.penalty)

    @invariant()
    def knows_where_iterations_begin(self):
        story, run = self.story, self.cursor.run
        times = {story.time, story.length, *(c.updates for c in story.changes)}
        for time in {t + k for t in times for k in (-2, -1, 0, 1)} & set(range(story.length + 1)):
            assert run.iteration_start_before(time) == (story.beginnings_before(time) or [0])[-1]
            assert run.iteration_end_after(time) == story.beginnings_after(time, 1)[0]
        assert run.iteration_start_before(story.length + 1) == story.beginnings[-1]
        for iteration in {0, *(place.iteration for place in story.places[-3:])}:
            assert run.start_of_iteration(iteration) == story.start_of(iteration)
        later = story.beginnings_after(story.length, 3)
        last = story.places[-1].iteration
        assert [run.start_of_iteration(last + k) for k in (1, 2, 3)] == later

    @invariant()
    def holds_what_a_plain_trainer_holds(self):
        snapshot, plain = self.snapshot, self.story.trainer(self.story.time)
        assert bits(snapshot.network) == bits(plain.network)
        assert snapshot.network.activations == plain.network.activations
        assert snapshot.settings.alpha == plain.alpha
        assert snapshot.updates == plain.updates
        assert [snapshot.online_error] == (plain.errors.tolist() or [None])[-1:]
        assert [snapshot.frozen_error] == (plain.frozen_errors.tolist() or [None])[-1:]

    @invariant()
    def shows_the_errors_of_the_whole_run(self):
        snapshot, whole = self.snapshot, self.story.trainer(self.story.length)
        assert bits(self.cursor.run.live.network) == bits(whole.network)
        assert self.cursor.run.live.alpha == whole.alpha
        assert snapshot.online_curve.errors.tolist() == whole.errors.tolist()
        assert snapshot.frozen_curve.errors.tolist() == whole.frozen_errors.tolist()
        curve, held_out = snapshot.held_out_curve, whole.held_out_errors
        assert_same(curve.errors, held_out[curve.iterations - 1])
        assert np.isnan(np.delete(held_out, curve.iterations - 1)).all()

    @invariant()
    def can_be_made_again_from_what_a_person_did(self):
        run = self.cursor.run
        again = made_again(run)
        assert again.changes == run.changes
        assert bits(again.live.network) == bits(run.live.network)
        ours, theirs = again.live.state, run.live.state
        assert (ours.iteration, ours.index) == (theirs.iteration, theirs.index)
        assert ours.iteration_error == theirs.iteration_error
        assert again.live.errors.tolist() == run.live.errors.tolist()

    @invariant()
    def traces_what_a_plain_trainer_computes(self):
        story, trace = self.story, self.cursor.trace
        if not story.time and not story.stages_done:
            assert trace is None
            assert self.cursor.stage is None
            return
        time = story.time if story.stages_done else story.time - 1
        plain, rows = story.trainer(time), story.rows_after(time)
        patterns, targets = plain.problem.patterns[rows], plain.problem.targets[rows]
        assert bits(trace.network) == bits(plain.network)
        assert trace.update.alpha == plain.alpha
        assert trace.update.patterns.tolist() == patterns.tolist()
        assert trace.update.targets.tolist() == targets.tolist()
        with np.errstate(all="ignore"):
            layers = plain.network.forward(patterns)
            missed = layers[-1][:, 0] - targets
            assert_same(trace.error, np.sum(missed**2))
            assert_same(trace.deltas[-1][:, 0], missed / len(rows))
        for ours, theirs in zip(trace.layers, layers, strict=True):
            assert_same(ours, theirs)
        try:
            plain.step(1)
        except DivergenceError:
            return
        assert trace.parameters_after.tobytes() == bits(plain.network)


def assert_same(ours, theirs):
    assert np.array_equal(ours, theirs, equal_nan=True)


@pytest.fixture
def orders_are_kept(monkeypatch):
    """Make each shuffled order once: plain trainers come to the same ones thousands of times."""
    monkeypatch.setattr(BatchSampler, "order", cache(BatchSampler.order))


def test_any_path_through_time_shows_what_a_plain_trainer_passes_through(orders_are_kept):
    run_state_machine_as_test(TimeMachine, settings=settings())
