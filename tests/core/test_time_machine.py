"""Whatever a person does in time: every moment is the one a plain trainer passes through."""

from dataclasses import dataclass, replace
from itertools import pairwise

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

from streetlight_gui.core import Network, Problem, Trainer
from streetlight_gui.core.cursor import Cursor
from streetlight_gui.core.history import ErrorHistory
from streetlight_gui.core.phases import Phase
from streetlight_gui.core.run import Change, Run
from streetlight_gui.core.settings import Settings
from streetlight_gui.core.snapshot import Snapshot
from streetlight_gui.core.stepping import StepUnit
from streetlight_gui.core.trainer import DivergenceError

UNITS = tuple(StepUnit)
ALPHAS = (0.2, 0.05, 0.1, 1e-6, 0.3, 1.5)
VALUES = st.sampled_from([0.0, -0.0, 0.5, -1.0, 1.7, 0.1 + 0.2])
SIZE = 4  # examples in an iteration of the streetlights


def bits(network):
    return [np.ascontiguousarray(matrix).tobytes() for matrix in network.weights]


def start_with(hidden=(4,), alpha=0.2, seed=1):
    return Settings.choose(Problem.preset("streetlights"), hidden=hidden, alpha=alpha, seed=seed)


@dataclass(frozen=True)
class Story:
    """What a person did, as a list, and where they stand: the plainest history there is."""

    start: Settings
    changes: tuple[Change, ...] = ()
    length: int = 0
    time: int = 0
    stages_done: int = 0
    is_by_phase: bool = False

    def trainer(self, time):
        """Drive a plain trainer from the very start to a moment, through every change."""
        trainer = Trainer(self.start.problem, self.start.network(), self.start.alpha)
        for change in self.changes:
            if change.updates <= time:
                trainer.step(change.updates - trainer.updates)
                if change.alpha is not None:
                    trainer.alpha = change.alpha
                if change.weight is not None:
                    trainer.set_weight(change.weight, change.value)
        trainer.step(time - trainer.updates)
        return trainer

    def at(self, time):
        """Go on, training where nobody has been; return also whether that ran away."""
        trainer = self.trainer(min(time, self.length))
        has_diverged = False
        try:
            trainer.step(time - trainer.updates)
        except DivergenceError:
            has_diverged = True
        now = trainer.updates
        story = replace(self, time=now, stages_done=0, is_by_phase=False)
        return replace(story, length=max(self.length, now)), has_diverged

    @property
    def stages(self):
        return len(self.start.hidden) + 4

    @property
    def end_of_iteration(self):
        """Where the iteration ends in which one stands, or has just ended."""
        is_between = self.time % SIZE == 0 and not self.stages_done
        return self.time if is_between else (self.time // SIZE + 1) * SIZE


class TimeMachine(RuleBasedStateMachine):
    """A cursor and its story, side by side."""

    @initialize(hidden=st.sampled_from([(4,), (), (3, 2)]), seed=st.integers(0, 3))
    def begin(self, hidden, seed):
        self.story = Story(start_with(hidden, seed=seed))
        self.cursor = Cursor(Run(self.story.start))
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
        iteration = story.time // SIZE * SIZE
        ends = {StepUnit.ITERATION: iteration + SIZE, StepUnit.TEN_ITERATIONS: iteration + 40}
        end = ends.get(unit, story.time + 1)
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
            iterations = 1 if unit is StepUnit.ITERATION else 10
            time = max(0, story.end_of_iteration - SIZE * iterations)
        self.cursor.step_back(unit)
        is_by_phase = unit is StepUnit.PHASE
        self.story = replace(story, time=time, stages_done=stages_done, is_by_phase=is_by_phase)

    @rule(examples=st.integers(1, 150))
    def advance(self, examples):
        self.train_to(self.story.time + examples, lambda: self.cursor.advance(examples))

    @rule(data=st.data())
    def go_to(self, data):
        time = data.draw(st.integers(0, self.story.length))
        self.train_to(time, lambda: self.cursor.go_to(time))

    @rule(alpha=st.sampled_from(ALPHAS))
    def change_alpha(self, alpha):
        self.change(Change(self.story.time, alpha=alpha))

    @rule(data=st.data(), value=VALUES)
    def edit_weight(self, data, value):
        count = sum(matrix.size for matrix in self.cursor.trainer.network.weights)
        index = data.draw(st.integers(0, count - 1))
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

    @invariant()
    def stands_where_the_story_says(self):
        story, cursor = self.story, self.cursor
        snapshot = Snapshot.take(0, cursor, shows_each_example=True)
        assert (cursor.updates, len(cursor.run)) == (story.time, story.length)
        assert cursor.is_live == (story.time == story.length)
        assert cursor.can_step_back == (story.time > 0 or story.stages_done > 0)
        assert cursor.is_by_phase == story.is_by_phase
        assert snapshot.change_times == tuple(c.updates for c in story.changes)

    @invariant()
    def holds_what_a_plain_trainer_holds(self):
        snapshot = Snapshot.take(0, self.cursor, shows_each_example=True)
        plain = self.story.trainer(self.story.time)
        assert bits(snapshot.network) == bits(plain.network)
        assert snapshot.alpha == plain.alpha
        assert snapshot.updates == plain.updates
        assert [snapshot.online_error] == (plain.errors.tolist() or [None])[-1:]
        assert [snapshot.frozen_error] == (plain.frozen_errors.tolist() or [None])[-1:]

    @invariant()
    def shows_the_errors_of_the_whole_run(self):
        snapshot = Snapshot.take(0, self.cursor, shows_each_example=True)
        whole = self.story.trainer(self.story.length)
        assert bits(self.cursor.run.live.network) == bits(whole.network)
        assert self.cursor.run.live.alpha == whole.alpha
        assert snapshot.online_curve.errors.tolist() == whole.errors.tolist()
        assert snapshot.frozen_curve.errors.tolist() == whole.frozen_errors.tolist()

    @invariant()
    def traces_what_a_plain_trainer_computes(self):
        story, trace = self.story, self.cursor.trace
        if not story.time and not story.stages_done:
            assert trace is None
            assert self.cursor.stage is None
            return
        time = story.time if story.stages_done else story.time - 1
        plain = story.trainer(time)
        index = time % SIZE
        pattern, target = plain.problem.patterns[index], plain.problem.targets[index]
        assert bits(trace.network) == bits(plain.network)
        assert trace.alpha == plain.alpha
        assert (trace.pattern.tolist(), trace.target) == (pattern.tolist(), target)
        with np.errstate(all="ignore"):
            layers = plain.network.forward([pattern])
            assert trace.error == (layers[-1][0, 0] - target) ** 2
            assert trace.deltas[-1][0, 0] == layers[-1][0, 0] - target
        for ours, theirs in zip(trace.layers, layers, strict=True):
            assert np.array_equal(ours, theirs, equal_nan=True)
        try:
            plain.step(1)
        except DivergenceError:
            return
        assert [m.tobytes() for m in trace.weights_after] == bits(plain.network)


def test_any_path_through_time_shows_what_a_plain_trainer_passes_through():
    run_state_machine_as_test(
        TimeMachine,
        settings=settings(
            max_examples=60, stateful_step_count=25, deadline=None, derandomize=True, database=None
        ),
    )


# Single cases.


def plain_trainer(examples, start=None):
    return Story(start or start_with()).trainer(examples)


def assert_same_moment(trainer, plain):
    assert trainer.updates == plain.updates
    assert bits(trainer.network) == bits(plain.network)
    assert trainer.alpha == plain.alpha
    if plain.iteration:
        assert trainer.history.online.last == plain.errors[-1]
        assert trainer.history.frozen.last == plain.frozen_errors[-1]
    else:
        assert trainer.history.online.last is None


@pytest.mark.parametrize("hidden", [(), (4,), (3, 2), (5, 4, 3)])
def test_going_by_phase_never_changes_the_final_weights(hidden):
    start = start_with(hidden)
    cursor = Cursor(Run(start))
    for examples in range(1, 30):
        before = bits(cursor.trainer.network)
        for _ in range(len(hidden) + 3):
            cursor.step(StepUnit.PHASE)
            assert bits(cursor.trainer.network) == before
        cursor.step(StepUnit.PHASE)
        assert cursor.stage.phase is Phase.UPDATE
        assert_same_moment(cursor.trainer, plain_trainer(examples, start))


def test_looking_back_and_forth_by_phase_never_changes_the_final_weights():
    cursor = Cursor(Run(start_with()))
    for _ in range(60):
        for _ in range(3):
            cursor.step(StepUnit.PHASE)
        for _ in range(2):
            cursor.step_back(StepUnit.PHASE)
    assert cursor.updates == 12
    assert_same_moment(cursor.trainer, plain_trainer(12))


@pytest.mark.parametrize("unit", UNITS)
def test_stepping_back_at_the_very_start_does_nothing(unit):
    cursor = Cursor(Run(start_with()))
    cursor.step_back(unit)
    assert not cursor.can_step_back
    assert cursor.stage is None
    assert cursor.trace is None
    assert cursor.is_live
    assert_same_moment(cursor.trainer, plain_trainer(0))


@pytest.mark.parametrize("unit", UNITS)
def test_stepping_back_reaches_the_start_and_stays_there(unit):
    cursor = Cursor(Run(start_with()))
    cursor.advance(50)
    for _ in range(50 * 5):
        cursor.step_back(unit)
    assert not cursor.can_step_back
    assert (cursor.stage, cursor.trace) == (None, None)
    assert len(cursor.run) == 50
    assert_same_moment(cursor.trainer, plain_trainer(0))


@pytest.mark.parametrize("unit", [StepUnit.EXAMPLE, StepUnit.ITERATION, StepUnit.TEN_ITERATIONS])
def test_a_unit_from_inside_an_example_ends_at_its_own_boundary(unit):
    cursor = Cursor(Run(start_with()))
    cursor.advance(50)
    cursor.step(StepUnit.PHASE)
    cursor.step(StepUnit.PHASE)
    cursor.step(unit)
    ends = {StepUnit.EXAMPLE: 51, StepUnit.ITERATION: 52, StepUnit.TEN_ITERATIONS: 88}
    assert cursor.updates == ends[unit]
    assert cursor.stage.phase is Phase.UPDATE


@pytest.fixture
def few_keyframes(monkeypatch):
    monkeypatch.setattr("streetlight_gui.core.run._MOST_KEYFRAMES", 6)
    monkeypatch.setattr("streetlight_gui.core.run._FIRST_SPACING", 8)


def test_thinned_keyframes_still_give_exact_moments(few_keyframes):
    story = Story(start_with())
    run = Run(story.start)
    changes = [
        Change(0, weight=3, value=0.25),
        Change(8, alpha=0.1),
        Change(8, weight=1, value=-0.5),
        Change(101, alpha=0.3),
        Change(128, weight=15, value=0.7),
        Change(128, weight=15, value=0.8),
        Change(402, alpha=0.05),
    ]
    for change in changes:
        run.train(change.updates - len(run))
        run.change(change)
    run.train(700 - len(run))
    assert len(run._keyframes) <= 6
    story = replace(story, changes=tuple(changes), length=700)
    for time in (*range(141), *range(395, 411), 511, 512, 513, 639, 640, 699, 700):
        assert_same_moment(run.at(time), story.trainer(time))


def test_a_branch_from_thinned_keyframes_is_thinned_on_and_exact(few_keyframes):
    run = Run(start_with())
    run.train(500)
    branch = run.branch(333)
    branch.change(Change(333, alpha=0.1))
    branch.train(900)
    story = Story(start_with(), (Change(333, alpha=0.1),), 1233)
    assert len(branch._keyframes) <= 6
    times = [keyframe.updates for keyframe in branch._keyframes]
    assert times[0] == 0
    assert all(a < b for a, b in pairwise(times))
    for time in (0, 1, 332, 333, 334, 336, 511, 512, 1000, 1233):
        assert_same_moment(branch.at(time), story.trainer(time))


def test_a_branch_leaves_the_old_run_as_it_was():
    run = Run(start_with())
    run.train(200)
    run.change(Change(200, alpha=0.1))
    run.train(100)
    weights, errors = bits(run.live.network), run.live.errors.tolist()
    branch = run.branch(150)
    branch.change(Change(150, weight=0, value=2.0))
    branch.train(400)
    assert len(run) == 300
    assert run.live.alpha == 0.1
    assert run.changes == [Change(200, alpha=0.1)]
    assert bits(run.live.network) == weights
    assert run.live.errors.tolist() == errors
    story = Story(run.settings, tuple(run.changes), 300)
    for time in (149, 150, 151, 199, 200, 201, 300):
        assert_same_moment(run.at(time), story.trainer(time))


@pytest.mark.parametrize("time", [0, 1, 3, 4, 5, 8, 150, 200])
def test_a_branch_is_what_the_run_was(time):
    run = Run(start_with())
    run.train(200)
    branch = run.branch(time)
    plain = plain_trainer(time)
    assert len(branch) == time
    assert_same_moment(branch.live, plain)
    assert branch.live.errors.tolist() == plain.errors.tolist()
    assert branch.live.frozen_errors.tolist() == plain.frozen_errors.tolist()
    branch.train(30)
    assert_same_moment(branch.live, plain_trainer(time + 30))


@pytest.mark.parametrize("bounded", [True, False])
@pytest.mark.parametrize("iteration", [0, 1, 2, 50, 99, 100])
def test_a_short_history_until_an_iteration_is_its_beginning(bounded, iteration):
    history = ErrorHistory(bounded)
    for k in range(100):
        history.append(k + 0.5, -k - 0.5)
    last = (iteration - 0.5, 0.5 - iteration) if iteration else (None, None)
    until = history.until(iteration, *last)
    assert until.bounded == bounded
    assert until.online.recent.tolist() == [k + 0.5 for k in range(iteration)]
    assert until.frozen.recent.tolist() == [-k - 0.5 for k in range(iteration)]
    assert (until.online.last, until.frozen.last) == last
    until.append(7.0, 8.0)
    assert (len(history.online), history.online.last) == (100, 99.5)
    assert until.online.curve().iterations.tolist() == list(range(1, iteration + 2))


@pytest.mark.parametrize("iteration", [1, 2, 2047, 2048, 2049, 7000, 17_999, 19_000, 20_000])
def test_a_long_history_until_an_iteration_has_real_points_up_to_it(iteration):
    errors = np.random.default_rng(0).random(20_000)
    history = ErrorHistory(bounded=True)
    for error in errors:
        history.append(error, 2 * error)
    until = history.until(iteration, errors[iteration - 1], 2 * errors[iteration - 1])
    for series, factor in ((until.online, 1), (until.frozen, 2)):
        curve = series.curve()
        assert len(series) == iteration
        assert series.last == factor * errors[iteration - 1]
        assert curve.iterations[-1] == iteration
        assert (np.diff(curve.iterations) > 0).all()
        assert (curve.errors == factor * errors[curve.iterations - 1]).all()
    for _ in range(9000):
        until.append(0.5, 1.0)
    assert len(until.online) == iteration + 9000
    assert (np.diff(until.online.curve().iterations) > 0).all()
    assert len(history.online) == 20_000


# Running away.


def runaway_at(start):
    plain = Trainer(start.problem, start.network(), start.alpha)
    with pytest.raises(DivergenceError) as caught:
        plain.step(10_000)
    return plain, str(caught.value)


@pytest.mark.parametrize("unit", UNITS)
def test_a_runaway_stops_every_unit_at_the_same_example(unit):
    start = start_with(hidden=(), alpha=5.0)
    plain, sentence = runaway_at(start)
    cursor = Cursor(Run(start))

    def step_on():
        for _ in range(10_000):
            cursor.step(unit)

    with pytest.raises(DivergenceError) as caught:
        step_on()
    assert str(caught.value) == sentence
    assert cursor.is_live
    assert_same_moment(cursor.trainer, plain)
    assert cursor.run.live.errors.tolist() == plain.errors.tolist()


@pytest.mark.parametrize("unit", UNITS)
def test_after_a_runaway_one_can_go_back_and_is_stopped_there_again(unit):
    start = start_with(hidden=(), alpha=5.0)
    plain, _ = runaway_at(start)
    end = plain.updates
    cursor = Cursor(Run(start))
    for _ in range(2):
        with pytest.raises(DivergenceError):
            cursor.advance(10_000)
        assert cursor.updates == end
        cursor.step_back(unit)
        assert cursor.updates < end
        assert len(cursor.run) == end
        assert_same_moment(cursor.trainer, plain_trainer(cursor.updates, start))
    calm = cursor.changed(Change(cursor.updates, alpha=1e-6))
    assert calm.trainer.alpha == 1e-6
    assert len(cursor.run) == end


def test_the_error_phase_of_a_runaway_says_so_and_the_phase_before_does_not():
    network = Network([[[1e100], [1e100], [1e100]], [[1e100]]])
    book = Problem.preset("streetlights")
    problem = Problem(book.patterns, book.targets, hidden=(1,), start_weights=network.weights)
    cursor = Cursor(Run(Settings.choose(problem)))
    cursor.step(StepUnit.PHASE)
    cursor.step(StepUnit.PHASE)
    with pytest.raises(DivergenceError, match="iteration 1 at example 1"):
        cursor.step(StepUnit.PHASE)
    assert cursor.updates == 0
    assert bits(cursor.trainer.network) == bits(network)
    assert cursor.can_step_back
    cursor.step_back(StepUnit.PHASE)
    assert cursor.stage.phase is Phase.OUTPUT
