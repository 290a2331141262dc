"""The worker in the test's own thread, with a clock that a test moves."""

import math
from dataclasses import replace

import numpy as np
import pytest
from person import bits, book_trainer
from PySide6.QtCore import QTimer

from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.replay.branches import Branches
from streetlight_gui.core.replay.cursor import StepUnit
from streetlight_gui.core.training.settings import Settings, SettingsEdit
from streetlight_gui.core.training.stopping import StopRule
from streetlight_gui.core.training.trainer import Trainer
from streetlight_gui.ui.session.pace import BurstBudget
from streetlight_gui.ui.session.worker import TrainingWorker


class Clock:
    """Seconds that pass when told to, and a little at each look."""

    def __init__(self) -> None:
        self.now = 100.0
        self.per_look = 0.0

    def __call__(self) -> float:
        self.now += self.per_look
        return self.now


class Bench:
    """A worker whose signals are recorded; its timer never fires, for no event loop runs."""

    def __init__(self) -> None:
        self.clock = Clock()
        start = Settings.choose(Problem.preset("streetlights"))
        self.worker = TrainingWorker(start, self.clock, BurstBudget(*[self.clock] * 3))
        self.snapshots, self.running, self.ends = [], [], []
        self.worker.snapshot_ready.connect(self.snapshots.append)
        self.worker.running_changed.connect(self.running.append)
        self.worker.stopped.connect(self.ends.append)

    @property
    def trained(self) -> int:
        return self.snapshots[-1].updates

    def bursts(self, count: int, interval: float = 0.016) -> None:
        for _ in range(count):
            self.clock.now += interval
            self.worker.train_burst()


@pytest.fixture
def bench(qapp):
    bench = Bench()
    bench.worker.show()
    yield bench
    bench.worker.pause()
    assert not any(timer.isActive() for timer in bench.worker.findChildren(QTimer))


def test_begins_untrained_and_paused(bench):
    assert bench.trained == 0
    assert bench.running == []
    assert bits(bench.snapshots[-1].network) == bits(book_trainer().network)


def test_snapshots_cannot_be_changed_and_do_not_change(bench):
    first = bench.snapshots[0]
    before = bits(first.network)
    bench.worker.step(StepUnit.TEN_ITERATIONS)
    assert bits(first.network) == before
    arrays = [*bench.snapshots[-1].network.weights, bench.snapshots[-1].online_curve.errors]
    assert not any(array.flags.writeable for array in arrays)


@pytest.mark.parametrize("speed", [1.0, 3.0, 40.0, 700.0])
def test_a_speed_is_kept_over_seconds(bench, speed):
    bench.worker.set_speed(speed)
    bench.worker.set_stop_rule(StopRule(0))
    bench.worker.toggle()
    bench.bursts(625)  # ten seconds
    assert bench.trained == pytest.approx(10 * speed, abs=1.01)


def test_the_first_example_comes_at_once(bench):
    bench.worker.set_speed(1.0)
    bench.worker.toggle()
    bench.worker.train_burst()
    assert bench.trained == 1


def test_uneven_bursts_keep_the_speed_too(bench):
    bench.worker.set_speed(100.0)
    bench.worker.set_stop_rule(StopRule(0))
    bench.worker.toggle()
    for interval in (0.001, 0.5, 0.0, 0.019, 0.48):
        bench.bursts(1, interval)
    assert bench.trained == pytest.approx(100, abs=1.01)


def test_another_speed_holds_from_now_on(bench):
    bench.worker.set_stop_rule(StopRule(0))
    bench.worker.set_speed(10.0)
    bench.worker.toggle()
    bench.bursts(125)  # two seconds
    slow = bench.trained
    bench.worker.set_speed(1000.0)
    bench.bursts(125)
    assert slow == pytest.approx(20, abs=1.01)
    assert bench.trained - slow == pytest.approx(2000, abs=1.01)


def test_time_spent_paused_is_not_caught_up(bench):
    bench.worker.set_stop_rule(StopRule(0))
    bench.worker.set_speed(10.0)
    bench.worker.toggle()
    bench.bursts(1)
    bench.worker.toggle()
    bench.clock.now += 3600
    bench.worker.toggle()
    before = bench.trained
    bench.bursts(1)
    assert bench.trained - before == 1


def test_what_a_slow_machine_cannot_do_is_not_owed(bench):
    """Asked for more than it can, the worker falls behind instead of going deaf to catch up."""
    bench.worker.set_stop_rule(StopRule(0))
    bench.worker.set_speed(10_000.0)
    bench.clock.per_look = 0.02  # each look at the clock uses up a whole burst
    bench.worker.toggle()
    start = bench.clock.now
    bench.bursts(5)
    of_one_burst = (bench.clock.now - start) / 5
    behind = bench.trained
    bench.clock.per_look = 0.0
    bench.bursts(1, interval=0.01)
    assert bench.trained - behind <= 10_000 * (of_one_burst + 0.01)


def test_a_full_speed_burst_ends_in_time(bench):
    bench.worker.set_stop_rule(StopRule(0))
    bench.clock.per_look = 0.001
    bench.worker.toggle()
    start = bench.clock.now
    bench.worker.train_burst()
    assert bench.trained > 0
    assert bench.clock.now - start <= 0.014  # of the 16 ms between two bursts


@pytest.mark.parametrize(
    ("display", "least", "most"),
    [(0.0, 0.008, 0.012), (0.006, 0.006, 0.0085), (0.03, 0.003, 0.0055)],
)
def test_a_burst_takes_what_the_display_leaves(display, least, most):
    wall, own, everything = Clock(), Clock(), Clock()
    budget, spent = BurstBudget(wall, own, everything), []
    for _burst in range(100):
        interval = max(0.016, display + 0.004)
        wall.now += interval
        everything.now += display
        budget.begin()
        start = own.now
        while not budget.is_spent:
            for clock in (own, everything):
                clock.now += 0.0005
        spent.append(own.now - start)
    assert least <= spent[-1] <= most


def test_one_snapshot_a_burst_and_none_when_nothing_is_due(bench):
    bench.worker.set_speed(1.0)
    bench.worker.toggle()
    before = len(bench.snapshots)
    bench.bursts(50)  # 0.8 s: only the first example is due
    assert len(bench.snapshots) - before == 1
    bench.worker.set_speed(math.inf)
    bench.worker.set_stop_rule(StopRule(0))
    bench.clock.per_look = 0.001
    before = len(bench.snapshots)
    bench.bursts(10)
    assert len(bench.snapshots) - before == 10


def test_a_run_ends_exactly_where_it_is_told_to(bench):
    for end in (150, 300):
        bench.worker.toggle()
        bench.worker.train_burst()
        assert bench.trained == 4 * end
    assert bench.running == [True, False, True, False]
    assert bench.ends == [None, None]
    trainer = book_trainer()
    trainer.run(300)
    assert bits(bench.snapshots[-1].network) == bits(trainer.network)
    assert bench.snapshots[-1].online_curve.errors.tolist() == trainer.errors.tolist()
    assert bench.snapshots[-1].frozen_curve.errors.tolist() == trainer.frozen_errors.tolist()


@pytest.mark.parametrize(("alpha", "iteration"), [(0.1, None), (1.5, 209)])
def test_what_ends_a_run_is_told_before_its_end(bench, alpha, iteration):
    start = Settings.choose(PRESETS["middle-light"], alpha=alpha)
    bench.worker.edit(Branches.begin, 0, SettingsEdit(None, start))
    bench.worker.set_stop_rule(StopRule(1000))
    heard = []
    bench.worker.stopped.connect(heard.append)
    bench.worker.running_changed.connect(heard.append)
    bench.worker.toggle()
    bench.worker.train_burst()
    assert heard == [True, *bench.ends, False]
    assert getattr(bench.ends[0], "iteration", None) == iteration


def test_a_run_that_begins_amid_an_iteration_ends_where_one_ends(bench):
    bench.worker.step(StepUnit.EXAMPLE)
    bench.worker.set_stop_rule(StopRule(5))
    bench.worker.toggle()
    bench.worker.train_burst()
    assert bench.trained == 20


def test_a_nearer_stop_set_during_a_run_ends_it_with_the_iteration(bench):
    bench.worker.set_stop_rule(StopRule(0))
    bench.clock.per_look = 0.001
    bench.worker.toggle()
    bench.worker.train_burst()
    trained = bench.trained
    assert trained > 20
    bench.worker.set_stop_rule(StopRule(5))
    bench.worker.train_burst()
    assert bench.trained == (trained // 4 + 1) * 4
    assert bench.running == [True, False]


def test_a_farther_stop_set_during_a_run_lengthens_it(bench):
    bench.worker.set_stop_rule(StopRule(10))
    bench.worker.set_speed(1000.0)
    bench.worker.toggle()
    bench.bursts(1)
    bench.worker.set_stop_rule(StopRule(20))
    bench.bursts(20)
    assert bench.trained == 80
    assert bench.running == [True, False]


def many_examples() -> Problem:
    """Return a problem whose ten iterations are more than one burst can do."""
    book = Problem.preset("streetlights")
    return Problem(np.tile(book.patterns, (250, 1)), np.tile(book.targets, 250), name="many")


def test_a_long_step_is_made_in_bursts_and_ends_where_it_must(bench):
    start = Settings.choose(many_examples(), seed=1)
    bench.worker.edit(Branches.begin, 0, SettingsEdit(None, start))
    bench.worker.set_speed(1.0)  # steps do not care
    bench.worker.set_stop_rule(StopRule(1))
    bench.clock.per_look = 0.001
    bench.worker.step(StepUnit.TEN_ITERATIONS)
    assert bench.trained == 0
    bench.worker.train_burst()
    assert 0 < bench.trained < 10_000
    assert not bench.snapshots[-1].shows_each_example
    for _ in range(1000):
        bench.worker.train_burst()
    assert bench.trained == 10_000
    assert bench.snapshots[-1].shows_each_example
    assert (bench.running, bench.ends) == ([True, False], [])
    trainer = Trainer.of(start)
    trainer.run(10)
    assert bits(bench.snapshots[-1].network) == bits(trainer.network)


def test_steps_asked_for_during_a_long_one_come_after_it(bench):
    bench.worker.edit(
        Branches.begin, 0, SettingsEdit(None, Settings.choose(many_examples(), seed=1))
    )
    bench.clock.per_look = 0.001
    for unit in (StepUnit.TEN_ITERATIONS, StepUnit.TEN_ITERATIONS, StepUnit.PHASE):
        bench.worker.step(unit)
    for _ in range(2000):
        bench.worker.train_burst()
    last = bench.snapshots[-1]
    assert (bench.trained, last.is_by_phase) == (20_000, True)
    assert bench.running[-1] is False


def test_phases_come_into_view_and_go_without_a_move(bench):
    for _ in range(3):
        bench.worker.step(StepUnit.PHASE)
    before = bench.snapshots[-1]
    for is_on in (False, True):
        bench.worker.look_at_phases(is_on)
        after = bench.snapshots[-1]
        assert (after.is_by_phase, after.stage, after.updates) == (is_on, before.stage, 0)
        assert bits(after.network) == bits(before.network)


@pytest.mark.parametrize("change", [{"batch": 10**6}, {"alpha": 0.1}])
def test_a_long_step_ends_with_pause_and_with_a_change_of_settings(bench, change):
    start = Settings.choose(many_examples(), seed=1)
    bench.worker.edit(Branches.begin, 0, SettingsEdit(None, start))
    bench.clock.per_look = 0.001
    bench.worker.step(StepUnit.TEN_ITERATIONS)
    bench.worker.train_burst()
    bench.worker.pause()
    bench.worker.step(StepUnit.TEN_ITERATIONS)
    bench.worker.train_burst()
    bench.worker.edit(Branches.change_settings, 1, SettingsEdit(start, replace(start, **change)))
    trained = bench.trained
    bench.worker.train_burst()
    assert bench.trained == trained
    assert bench.running == [True, False, True, False]


def test_undo_brings_back_the_number_of_the_run_and_new_runs_get_new_ones(bench):
    settings = bench.snapshots[-1].settings
    bench.worker.edit(Branches.begin, 0, SettingsEdit(None, settings))
    bench.worker.swap(0)
    assert bench.snapshots[-1].run == bench.snapshots[0].run
    bench.worker.edit(Branches.begin, 1, SettingsEdit(None, settings))
    assert len({snapshot.run for snapshot in bench.snapshots}) == 3


@pytest.mark.parametrize("undo", [True, False])
def test_an_edit_during_a_run_shows_nothing_of_before_it(bench, undo):
    """The session takes what is shown after an edit for what the edit has made."""
    start = bench.snapshots[-1].settings
    slower = replace(start, alpha=0.01, seed=1 if undo else 2)
    bench.worker.set_stop_rule(StopRule(0))
    bench.clock.per_look = 0.001
    bench.worker.toggle()
    bench.worker.train_burst()
    shown = len(bench.snapshots)
    bench.worker.edit(Branches.change_settings, 0, SettingsEdit(start, slower))
    if undo:
        shown = len(bench.snapshots)
        bench.worker.swap(0)
    wanted = start if undo else slower
    assert [snapshot.settings for snapshot in bench.snapshots[shown:]] == [wanted, wanted]


def test_pausing_twice_is_said_once(bench):
    bench.worker.toggle()
    bench.worker.pause()
    bench.worker.pause()
    assert bench.running == [True, False]


def test_a_burst_that_comes_late_after_a_pause_trains_nothing(bench):
    bench.worker.toggle()
    bench.worker.pause()
    bench.worker.train_burst()
    assert bench.trained == 0


def test_beginning_anew_ends_a_run_and_counts_runs(bench):
    bench.worker.toggle()
    bench.worker.train_burst()
    bench.worker.edit(Branches.begin, 0, SettingsEdit(None, bench.snapshots[-1].settings))
    assert bench.running[-1] is False
    assert bench.trained == 0
    assert bench.snapshots[-1].run == bench.snapshots[0].run + 1


def test_a_runaway_stops_where_the_plain_trainer_does(bench):
    problem = Problem.preset("middle-light")
    start = Settings.choose(problem, hidden=(), alpha=1.5, seed=1)
    bench.worker.edit(Branches.begin, 0, SettingsEdit(None, start))
    bench.worker.set_stop_rule(StopRule(0))
    bench.worker.toggle()
    bench.worker.train_burst()
    assert bench.running == [True, False]
    assert bench.ends[-1].iteration == 209
    assert bench.snapshots[-1].iteration == 209


@pytest.mark.parametrize(("speed", "follows"), [(3.0, True), (4.0, False), (math.inf, False)])
def test_lamps_may_follow_only_what_stays_a_third_of_a_second(bench, speed, follows):
    bench.worker.set_speed(speed)
    bench.worker.toggle()
    before = len(bench.snapshots)
    bench.worker.train_burst()
    assert bench.snapshots[before].shows_each_example is follows
    bench.worker.step(StepUnit.EXAMPLE)
    assert bench.snapshots[-1].shows_each_example is True


def test_at_rest_lamps_may_show_the_last_example(bench):
    bench.worker.toggle()
    bench.worker.train_burst()
    bench.worker.pause()
    assert bench.snapshots[-1].shows_each_example is True
    assert bench.running[-1] is False
