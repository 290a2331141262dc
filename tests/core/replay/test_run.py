"""A run: exact moments from few keyframes, through every change; branches; where iterations lie."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from runs import PENALTIES, bits
from story import Story, made_again, run_of

from streetlight_gui.core import Problem
from streetlight_gui.core.replay.changes import Change
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.training.history import ErrorHistory
from streetlight_gui.core.training.settings import Settings

START = Settings.choose(Problem.preset("streetlights"))
FIVE = Problem([*START.problem.patterns, (0, 0, 0)], [*START.problem.targets, 1])


def alpha_change(updates, alpha, settings=START):
    return Change(updates, settings=replace(settings, alpha=alpha))


def plain_trainer(updates, start=START):
    return Story(start).trainer(updates)


def assert_same_moment(trainer, plain):
    assert trainer.updates == plain.updates
    assert bits(trainer.network) == bits(plain.network)
    assert trainer.network.activations == plain.network.activations
    assert (trainer.alpha, trainer.penalty) == (plain.alpha, plain.penalty)
    assert (trainer.iteration, trainer.index) == (plain.iteration, plain.index)
    assert trainer.coming.error_before == plain.coming.error_before
    if plain.iteration:
        assert (trainer.state.online_error, trainer.state.frozen_error) == (
            plain.errors[-1],
            plain.frozen_errors[-1],
        )
    else:
        assert (trainer.state.online_error, trainer.state.frozen_error) == (None, None)


@pytest.fixture
def few_keyframes(monkeypatch):
    monkeypatch.setattr("streetlight_gui.core.replay.run._MOST_KEYFRAMES", 6)
    monkeypatch.setattr("streetlight_gui.core.replay.run._FIRST_SPACING", 8)


CHANGES = (
    Change(0, weight=3, value=0.25),
    alpha_change(8, 0.1),
    Change(8, weight=1, value=-0.5),
    alpha_change(101, 0.3),
    Change(128, weight=15, value=0.7),
    Change(128, weight=15, value=0.8),
    alpha_change(402, 0.05),
)
OTHER_ITERATIONS = (
    Change(6, settings=START.with_problem(FIVE)),
    Change(6, settings=replace(START.with_problem(FIVE), batch=2)),
    Change(63, settings=replace(START, batch=3, order_seed=7)),
    Change(101, settings=replace(START, batch=3, order_seed=7, penalty=PENALTIES[2])),
    Change(128, settings=replace(START, activations=("tanh",), penalty=PENALTIES[1])),
    Change(402, settings=replace(START, batch=0, order_seed=1)),
)


@pytest.mark.parametrize("changes", [CHANGES, OTHER_ITERATIONS])
@pytest.mark.parametrize("bias", [False, True])
def test_thinned_keyframes_still_give_exact_moments(few_keyframes, changes, bias):
    changes = tuple(
        replace(c, settings=c.settings and replace(c.settings, bias=bias)) for c in changes
    )
    story = Story(replace(START, bias=bias), changes, 700)
    run = run_of(story)
    assert len(run._keyframes) <= 6
    for time in (*range(141), *range(395, 411), 511, 512, 513, 639, 640, 699, 700):
        assert_same_moment(run.at(time), story.trainer(time))


def test_thinned_keyframes_lie_evenly(few_keyframes):
    run = Run(START)
    run.train(700)
    assert [keyframe.updates for keyframe in run._keyframes] == [*range(0, 700, 128)]


def test_a_branch_from_thinned_keyframes_is_thinned_on_and_exact(few_keyframes):
    run = Run(START)
    run.train(500)
    branch = run.branch(333)
    branch.change(alpha_change(333, 0.1))
    branch.train(900)
    story = Story(START, (alpha_change(333, 0.1),), 1233)
    assert len(branch._keyframes) <= 6
    times = [keyframe.updates for keyframe in branch._keyframes]
    assert times[0] == 0
    assert all(a < b for a, b in pairwise(times))
    for time in (0, 1, 332, 333, 334, 336, 511, 512, 1000, 1233):
        assert_same_moment(branch.at(time), story.trainer(time))


def test_a_branch_leaves_the_old_run_as_it_was():
    story = Story(START, (alpha_change(200, 0.1),), 300)
    run = run_of(story)
    weights, errors = bits(run.live.network), run.live.errors.tolist()
    branch = run.branch(150)
    branch.change(Change(150, weight=0, value=2.0))
    branch.change(Change(150, settings=START.with_problem(FIVE)))
    branch.train(400)
    assert len(run) == 300
    assert run.live.alpha == 0.1
    assert run.live.problem is START.problem
    assert run.changes == list(story.changes)
    assert bits(run.live.network) == weights
    assert run.live.errors.tolist() == errors
    assert run.iteration_end_after(150) == 152
    for time in (149, 150, 151, 199, 200, 201, 300):
        assert_same_moment(run.at(time), story.trainer(time))


@pytest.mark.parametrize("time", [0, 1, 3, 4, 5, 8, 150, 200])
@pytest.mark.parametrize(
    "start", [START, replace(START, bias=True, batch=3, order_seed=2, penalty=PENALTIES[1])]
)
def test_a_branch_is_what_the_run_was(time, start):
    run = Run(start)
    run.train(200)
    branch = run.branch(time)
    plain = plain_trainer(time, start)
    assert len(branch) == time
    assert_same_moment(branch.live, plain)
    assert branch.live.errors.tolist() == plain.errors.tolist()
    assert branch.live.frozen_errors.tolist() == plain.frozen_errors.tolist()
    branch.train(30)
    assert_same_moment(branch.live, plain_trainer(time + 30, start))


# Where iterations begin and end.


@pytest.mark.parametrize(
    ("batch", "moments"),
    [(1, [0, 4, 8]), (2, [0, 2, 4]), (3, [0, 2, 4]), (4, [0, 1, 2]), (0, [0, 1, 2])],
)
def test_an_iteration_has_as_many_updates_as_batches(batch, moments):
    run = Run(replace(START, batch=batch))
    assert [run.start_of_iteration(k) for k in range(3)] == moments
    assert [run.iteration_end_after(t) for t in moments[:2]] == moments[1:]
    run.train(moments[2])
    assert run.live.iteration == 2


def test_an_iteration_given_up_ends_where_another_begins():
    """Four examples; five from update 6 on, in the middle of the second iteration."""
    run = run_of(Story(START, (Change(6, settings=START.with_problem(FIVE)),), 13))
    ends = [run.iteration_end_after(time) for time in (0, 3, 4, 5, 6, 10, 11, 13)]
    assert ends == [4, 4, 6, 6, 11, 11, 16, 16]
    starts = [run.iteration_start_before(time) for time in (0, 1, 4, 5, 6, 7, 11, 12)]
    assert starts == [0, 0, 0, 4, 4, 6, 6, 11]
    assert [run.start_of_iteration(k) for k in range(5)] == [0, 4, 11, 16, 21]
    assert [run.at(time).iteration for time in (4, 6, 10, 11)] == [1, 1, 1, 2]


@pytest.mark.parametrize(
    "settings",
    [
        START.with_problem(FIVE),
        START.with_problem(Problem(START.problem.patterns, [1, 1, 1, 1])),
        replace(START, batch=2),
        replace(START, batch=0),
        replace(START, order_seed=1),
    ],
)
def test_other_examples_begin_the_iteration_under_way_anew(settings):
    run = run_of(Story(START, (Change(6, settings=settings),), 6))
    live = run.live
    assert (live.iteration, live.index, live.coming.error_before) == (1, 0, 0)
    before = live.network
    run.train(settings.sampler.updates_per_iteration)
    again = Story(replace(settings, seed=None, given=before)).trainer(0)
    again.restore(replace(again.state, iteration=1))  # the second, as its order is its own
    again.run(1)
    assert bits(live.network) == bits(again.network)
    assert (live.iteration, live.index) == (2, 0)
    assert (live.state.online_error, live.state.frozen_error) == (
        again.state.online_error,
        again.state.frozen_error,
    )


@pytest.mark.parametrize(
    "settings",
    [
        replace(START, alpha=0.1),
        replace(START, penalty=PENALTIES[2]),
        replace(START, activations=("sigmoid",)),
    ],
)
def test_other_settings_let_the_iteration_under_way_go_on(settings):
    run = run_of(Story(START, (Change(6, settings=settings),), 6))
    assert (run.live.iteration, run.live.index) == (1, 2)
    assert run.live.coming.error_before == plain_trainer(6).coming.error_before > 0
    assert run.iteration_end_after(6) == 8


# The history of errors until a moment.


@pytest.mark.parametrize("bounded", [True, False])
@pytest.mark.parametrize("iteration", [0, 1, 2, 50, 99, 100])
def test_a_short_history_until_an_iteration_is_its_beginning(bounded, iteration):
    history = ErrorHistory(bounded)
    for k in range(100):
        history.append(k + 0.5, -k - 0.5)
    last = (iteration - 0.5, 0.5 - iteration) if iteration else (None, None)
    until = history.until(iteration, *last)
    assert until.online.recent.tolist() == [k + 0.5 for k in range(iteration)]
    assert until.frozen.recent.tolist() == [-k - 0.5 for k in range(iteration)]
    until.append(7.0, 8.0)
    assert (len(history.online), history.online.recent[-1]) == (100, 99.5)
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
        assert series.recent[-1] == factor * errors[iteration - 1]
        assert curve.iterations[-1] == iteration
        assert (np.diff(curve.iterations) > 0).all()
        assert (curve.errors == factor * errors[curve.iterations - 1]).all()
    for _ in range(9000):
        until.append(0.5, 1.0)
    assert len(until.online) == iteration + 9000
    assert (np.diff(until.online.curve().iterations) > 0).all()
    assert len(history.online) == 20_000


# There and back at one moment: the iteration under way begins anew all the same.


THERE = {
    "batch": replace(START, batch=0),
    "order": replace(START, order_seed=3),
    "problem": START.with_problem(Problem.preset("all-eight")),
}


@pytest.mark.parametrize("there", THERE.values(), ids=THERE)
@pytest.mark.parametrize("between", [(), (Change(6, weight=2, value=0.5),)])
def test_settings_that_come_back_at_one_moment_are_replayed_bit_for_bit(there, between):
    changes = (Change(6, settings=there), *between, Change(6, settings=START))
    story = Story(START, changes, 40)
    run = run_of(story)
    for time in (6, 7, 8, 9, 10, 11, 39, 40):
        assert_same_moment(run.at(time), story.trainer(time))
        assert_same_moment(made_again(run).at(time), story.trainer(time))
    assert_same_moment(run.live, story.trainer(40))
    assert run.at(8).index == 2


@pytest.mark.parametrize("last", [START, *THERE.values()])
def test_a_value_that_is_dragged_to_and_fro_at_one_moment_leaves_few_changes(last):
    dragged = [Change(6, settings=replace(START, batch=k % 4)) for k in range(50)]
    dragged += [Change(6, weight=1, value=k / 50) for k in range(50)]
    story = Story(START, (*dragged, Change(6, settings=last)), 20)
    run = run_of(story)
    assert len(run.changes) <= 3
    for time in (6, 8, 20):
        assert_same_moment(run.at(time), story.trainer(time))
        assert_same_moment(made_again(run).at(time), story.trainer(time))


def test_settings_that_begin_nothing_anew_replace_each_other():
    changes = [alpha_change(6, alpha) for alpha in (0.1, 0.3, 0.2)]
    assert run_of(Story(START, tuple(changes), 6)).changes == changes[-1:]


# Keyframes lie as many examples apart whatever an update has.


def test_keyframes_lie_as_close_after_a_large_batch_as_before():
    many = Problem(np.ones((1000, 1)), np.zeros(1000))
    start = Settings.choose(many, hidden=())
    run = Run(start)
    for batch in (0, 1, 0, 1):
        run.change(Change(len(run), settings=replace(start, batch=batch)))
    run.train(640)
    assert [keyframe.updates for keyframe in run._keyframes] == list(range(0, 641, 64))


@pytest.mark.parametrize(("batch", "spacing"), [(0, 1), (64, 1), (33, 1), (32, 2)])
def test_keyframes_lie_64_examples_apart_or_one_update(batch, spacing):
    many = Problem(np.ones((1000, 1)), np.zeros(1000))
    run = Run(replace(Settings.choose(many, hidden=()), batch=batch))
    run.train(6)
    assert [keyframe.updates for keyframe in run._keyframes] == list(range(0, 7, spacing))
