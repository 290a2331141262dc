"""A place in a run: what each unit of stepping comes to, forth and back, and where it runs away."""

from dataclasses import replace

import pytest
from runs import bits
from story import Story
from test_run import FIVE, START, alpha_change, assert_same_moment, plain_trainer

from streetlight_gui.core import DivergenceError, Network, Trainer
from streetlight_gui.core.replay.changes import Change
from streetlight_gui.core.replay.cursor import Cursor, StepUnit
from streetlight_gui.core.replay.phases import Phase, Stage
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.training.settings import Settings

UNITS = tuple(StepUnit)


def start_with(hidden=(4,), **others):
    return replace(Settings.choose(START.problem, hidden=hidden), **others)


def cursor_at(updates, start=START):
    cursor = Cursor(Run(start))
    cursor.advance(updates)
    return cursor


@pytest.mark.parametrize("hidden", [(), (4,), (3, 2), (5, 4, 3)])
@pytest.mark.parametrize("others", [{}, {"batch": 3, "order_seed": 1, "bias": True}])
def test_going_by_phase_never_changes_the_final_weights(hidden, others):
    start = start_with(hidden, **others)
    cursor = Cursor(Run(start))
    for updates in range(1, 30):
        before = bits(cursor.trainer.network)
        for _ in range(len(hidden) + 3):
            cursor.step(StepUnit.PHASE)
            assert bits(cursor.trainer.network) == before
        cursor.step(StepUnit.PHASE)
        assert cursor.stage.phase is Phase.UPDATE
        assert_same_moment(cursor.trainer, plain_trainer(updates, start))


def test_looking_back_and_forth_by_phase_never_changes_the_final_weights():
    cursor = Cursor(Run(START))
    for _ in range(60):
        for _ in range(3):
            cursor.step(StepUnit.PHASE)
        for _ in range(2):
            cursor.step_back(StepUnit.PHASE)
    assert cursor.updates == 12
    assert_same_moment(cursor.trainer, plain_trainer(12))


def test_stepping_back_inside_an_update_computes_nothing_again(monkeypatch):
    cursor = cursor_at(50)
    cursor.go_to(30)
    for _ in range(4):
        cursor.step(StepUnit.PHASE)
    before = cursor.trainer
    monkeypatch.delattr(Run, "at")
    for phase in (Phase.COMPARE, Phase.OUTPUT, Phase.FORWARD, Phase.UPDATE):
        cursor.step_back(StepUnit.PHASE)
        assert cursor.stage.phase is phase
    assert cursor.trainer is before
    assert cursor.trace.update.index == 29 % len(START.problem)
    assert cursor.is_by_phase


@pytest.mark.parametrize("unit", UNITS)
def test_stepping_back_at_the_very_start_does_nothing(unit):
    cursor = Cursor(Run(START))
    cursor.step_back(unit)
    assert cursor.stage is None
    assert cursor.trace is None
    assert cursor.is_live
    assert_same_moment(cursor.trainer, plain_trainer(0))


@pytest.mark.parametrize("unit", UNITS)
def test_stepping_back_reaches_the_start_and_stays_there(unit):
    cursor = cursor_at(50)
    for _ in range(50 * 5):
        cursor.step_back(unit)
    assert (cursor.stage, cursor.trace) == (None, None)
    assert len(cursor.run) == 50
    assert_same_moment(cursor.trainer, plain_trainer(0))


@pytest.mark.parametrize("unit", [StepUnit.EXAMPLE, StepUnit.ITERATION, StepUnit.TEN_ITERATIONS])
def test_a_unit_from_inside_an_example_ends_at_its_own_boundary(unit):
    cursor = cursor_at(50)
    cursor.step(StepUnit.PHASE)
    cursor.step(StepUnit.PHASE)
    cursor.step(unit)
    ends = {StepUnit.EXAMPLE: 51, StepUnit.ITERATION: 52, StepUnit.TEN_ITERATIONS: 88}
    assert cursor.updates == ends[unit]
    assert cursor.stage.phase is Phase.UPDATE


@pytest.mark.parametrize(
    ("unit", "updates", "end"),
    [
        (StepUnit.EXAMPLE, 0, 1),
        (StepUnit.EXAMPLE, 3, 4),
        (StepUnit.ITERATION, 0, 4),
        (StepUnit.ITERATION, 1, 4),
        (StepUnit.ITERATION, 7, 8),
        (StepUnit.ITERATION, 8, 12),
        (StepUnit.TEN_ITERATIONS, 0, 40),
        (StepUnit.TEN_ITERATIONS, 5, 44),
    ],
)
def test_a_step_ends_at_the_boundary_of_its_unit(unit, updates, end):
    cursor = cursor_at(updates) if updates else Cursor(Run(START))
    cursor.step(unit)
    assert cursor.updates == end


@pytest.mark.parametrize(
    ("unit", "updates", "end"),
    [
        (StepUnit.EXAMPLE, 7, 6),
        (StepUnit.ITERATION, 8, 4),
        (StepUnit.ITERATION, 9, 8),
        (StepUnit.ITERATION, 11, 8),
        (StepUnit.TEN_ITERATIONS, 44, 4),
        (StepUnit.TEN_ITERATIONS, 45, 8),
        (StepUnit.TEN_ITERATIONS, 11, 0),
    ],
)
def test_a_step_back_ends_at_the_boundary_of_its_unit(unit, updates, end):
    cursor = cursor_at(updates)
    cursor.step_back(unit)
    assert cursor.updates == end


def test_ten_iterations_go_through_other_problems_and_back():
    """An iteration of four, one of two given up, then iterations of two batches of five."""
    later = replace(START.with_problem(FIVE), batch=4)
    cursor = cursor_at(6).changed(Change(6, settings=later))
    cursor.advance(50)
    cursor.go_to(0)
    cursor.step(StepUnit.TEN_ITERATIONS)
    assert cursor.updates == 4 + 2 + 8 * 2
    cursor.step_back(StepUnit.TEN_ITERATIONS)
    assert cursor.updates == 0
    assert len(cursor.run) == 56
    cursor.go_to(7)
    cursor.step(StepUnit.PHASE)
    cursor.step_back(StepUnit.ITERATION)
    assert cursor.updates == 6


def test_a_step_by_iteration_from_inside_an_update_goes_to_its_own_iterations_ends():
    cursor = cursor_at(8)
    cursor.step(StepUnit.PHASE)
    cursor.step_back(StepUnit.ITERATION)
    assert cursor.updates == 8
    cursor.step(StepUnit.PHASE)
    cursor.step(StepUnit.ITERATION)
    assert cursor.updates == 12


@pytest.mark.parametrize(
    ("settings", "stage"),
    [
        (replace(START, alpha=0.1), Stage(Phase.OUTPUT, 2)),
        (replace(START, activations=("tanh",)), Stage(Phase.UPDATE, 2)),
        (replace(START, batch=2), Stage(Phase.UPDATE, 2)),
        (replace(START, order_seed=0), Stage(Phase.UPDATE, 2)),
        (START.with_problem(FIVE), Stage(Phase.UPDATE, 2)),
    ],
)
@pytest.mark.parametrize("updates", [5, 8])
def test_other_numbers_lead_back_to_the_updates_beginning(settings, stage, updates):
    cursor = cursor_at(updates)
    cursor.step(StepUnit.PHASE)
    cursor.step(StepUnit.PHASE)
    changed = cursor.changed(Change(updates, settings=settings))
    assert (changed.stage, changed.updates) == (stage, updates)
    assert changed.is_by_phase == (stage.phase is Phase.OUTPUT)
    assert changed.settings == settings
    assert (cursor.stage.phase, cursor.settings) == (Phase.OUTPUT, START)


@pytest.mark.parametrize("updates", [1, 2, 5])
def test_what_ran_last_was_made_with_the_settings_from_before_a_change(updates):
    other = replace(START, alpha=0.1)
    cursor = cursor_at(updates).changed(Change(updates, settings=other))
    assert (cursor.traced_settings, cursor.settings) == (START, other)
    cursor.step(StepUnit.PHASE)
    assert cursor.traced_settings == other


def test_at_the_very_start_the_settings_are_those_of_the_update_to_come():
    other = replace(START, alpha=0.1)
    assert Cursor(Run(START)).changed(Change(0, settings=other)).traced_settings == other


# Running away.


def runaway_at(start):
    plain = Trainer.of(start)
    with pytest.raises(DivergenceError) as caught:
        plain.step(10_000)
    return plain, caught.value.args


RUNAWAYS = [start_with((), alpha=5.0), start_with((), alpha=5.0, batch=2, bias=True, order_seed=4)]


@pytest.mark.parametrize("start", RUNAWAYS)
@pytest.mark.parametrize("unit", UNITS)
def test_a_runaway_stops_every_unit_at_the_same_update(unit, start):
    plain, place = runaway_at(start)
    cursor = Cursor(Run(start))

    def step_on():
        for _ in range(10_000):
            cursor.step(unit)

    with pytest.raises(DivergenceError) as caught:
        step_on()
    assert caught.value.args == place
    assert cursor.is_live
    assert_same_moment(cursor.trainer, plain)
    assert cursor.run.live.errors.tolist() == plain.errors.tolist()


@pytest.mark.parametrize("start", RUNAWAYS)
@pytest.mark.parametrize("unit", UNITS)
def test_after_a_runaway_one_can_go_back_and_is_stopped_there_again(unit, start):
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
    change = alpha_change(cursor.updates, 1e-6, start)
    calm = cursor.changed(change)
    assert calm.trainer.alpha == 1e-6
    assert len(cursor.run) == end
    story = Story(start, (change,))
    assert_same_moment(calm.trainer, story.trainer(calm.updates))


def test_the_error_phase_of_a_runaway_says_so_and_the_phase_before_does_not():
    network = Network([[[1e100], [1e100], [1e100]], [[1e100]]])
    start = replace(START.with_hidden((1,)), seed=None, given=network)
    cursor = Cursor(Run(start))
    cursor.step(StepUnit.PHASE)
    cursor.step(StepUnit.PHASE)
    with pytest.raises(DivergenceError, match="update 1 of iteration 1"):
        cursor.step(StepUnit.PHASE)
    assert cursor.updates == 0
    assert bits(cursor.trainer.network) == bits(network)
    assert cursor.stage is not None
    cursor.step_back(StepUnit.PHASE)
    assert cursor.stage.phase is Phase.OUTPUT
