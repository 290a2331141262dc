"""Whatever a person does and in whatever order: the worker trains as a plain trainer would."""

import random
from dataclasses import replace
from itertools import count

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from person import bits

from streetlight_gui.core import Trainer
from streetlight_gui.core.problems.presets import PRESETS
from streetlight_gui.core.problems.problem import Problem
from streetlight_gui.core.replay.branches import Branches
from streetlight_gui.core.replay.cursor import StepUnit
from streetlight_gui.core.training.settings import Settings, SettingsEdit
from streetlight_gui.core.training.stopping import StopRule
from streetlight_gui.ui.session.session import TrainingSession
from streetlight_gui.ui.session.worker import TrainingWorker

WHOLE_EXAMPLES = (StepUnit.EXAMPLE, StepUnit.ITERATION, StepUnit.TEN_ITERATIONS)
RULE = PRESETS["streetlights"].rule.rows
ALPHAS = (0.2, 0.05, 0.1, 1e-6, 0.3)


class PlainTraining:
    """The same commands, given to a trainer directly."""

    def __init__(self, start: Settings) -> None:
        self.begin(start)

    def begin(self, start: Settings) -> None:
        self.trainer = Trainer(start.problem, start.network(), start.alpha)

    def step(self, unit: StepUnit) -> None:
        size = {StepUnit.EXAMPLE: 1, StepUnit.ITERATION: 4, StepUnit.TEN_ITERATIONS: 40}[unit]
        end = self.trainer.updates + 1
        while size > 1 and end % 4:
            end += 1
        if size == 40:
            end += 36
        for _ in range(end - self.trainer.updates):
            self.trainer.step(1)

    def train_to(self, examples: int) -> None:
        while self.trainer.updates < examples:
            self.trainer.step(1)


class WorkerMachine(RuleBasedStateMachine):
    """Commands in any order, with runs of any length between them."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0
        self.start = Settings.choose(Problem.preset("streetlights"))
        self.worker = TrainingWorker(self.start, lambda: self.now)
        self.worker.snapshot_ready.connect(self.receive)
        self.edits = count()
        self.worker.show()
        self.plain = PlainTraining(self.start)

    def receive(self, snapshot) -> None:
        self.snapshot = snapshot

    @rule(unit=st.sampled_from(WHOLE_EXAMPLES))
    def step(self, unit):
        self.plain.train_to(self.snapshot.updates)
        self.worker.step(unit)
        self.plain.step(unit)

    @rule(alpha=st.sampled_from(ALPHAS))
    def set_alpha(self, alpha):
        self.plain.train_to(self.snapshot.updates)
        after = replace(self.start, alpha=alpha)
        self.worker.edit(Branches.change_settings, next(self.edits), SettingsEdit(None, after))
        self.plain.trainer.alpha = alpha

    @rule(held_out=st.sampled_from([RULE, None, ([[0.5, 0.5, 0.5]], [2])]))
    def hold_out(self, held_out):
        before = self.start
        self.start = before.holding_out(held_out)
        self.worker.edit(
            Branches.change_settings, next(self.edits), SettingsEdit(before, self.start)
        )

    @rule(seed=st.integers(0, 5))
    def begin(self, seed):
        self.start = Settings.choose(Problem.preset("streetlights"), seed=seed)
        self.worker.edit(Branches.begin, next(self.edits), SettingsEdit(None, self.start))
        self.plain.begin(self.start)

    @rule()
    def toggle(self):
        self.worker.toggle()

    @rule(speed=st.sampled_from([1.0, 7.0, 500.0]))
    def set_speed(self, speed):
        self.worker.set_speed(speed)

    @rule(iterations=st.integers(0, 9))
    def set_stop_after(self, iterations):
        self.worker.set_stop_rule(StopRule(iterations))

    @rule(seconds=st.sampled_from([0.0, 0.016, 0.1, 0.3]))
    def burst(self, seconds):
        self.now += seconds
        self.worker.train_burst()

    @invariant()
    def shows_what_a_plain_trainer_holds(self):
        self.plain.train_to(self.snapshot.updates)
        trainer = self.plain.trainer
        assert self.snapshot.updates == trainer.updates
        assert self.snapshot.settings.alpha == trainer.alpha
        assert bits(self.snapshot.network) == bits(trainer.network)
        assert self.snapshot.online_curve.errors.tolist() == trainer.errors.tolist()
        assert self.snapshot.settings.problem == self.start.problem
        assert self.snapshot.frozen_curve.errors.tolist() == trainer.frozen_errors.tolist()

    def teardown(self):
        self.worker.pause()
        self.worker.deleteLater()


def test_any_sequence_of_commands_trains_as_a_plain_trainer_does(qapp):
    run_state_machine_as_test(WorkerMachine, settings=settings())


def test_commands_sent_to_the_thread_keep_their_order(qtbot, qapp):
    choices = random.Random(6)  # noqa: S311
    start = Settings.choose(Problem.preset("streetlights"))
    session, plain = TrainingSession(start, qapp), PlainTraining(start)
    newest = []
    session.snapshot_changed.connect(newest.append)
    for _ in range(300):
        action = choices.randrange(12)
        if action == 0:
            alpha = choices.choice(ALPHAS)
            session.set_alpha(alpha)
            plain.trainer.alpha = alpha
        elif action == 1:
            session.restart()
            plain.begin(session.settings)
        elif action == 2:
            session.new_start()
            plain.begin(session.settings)
        else:
            unit = choices.choice(WHOLE_EXAMPLES)
            session.step(unit)
            plain.step(unit)
    trainer = plain.trainer
    qtbot.waitUntil(lambda: bool(newest) and bits(newest[-1].network) == bits(trainer.network))
    # The last update changes no weight.
    qtbot.waitUntil(lambda: newest[-1].updates == trainer.updates)
    assert bits(newest[-1].network) == bits(trainer.network)
    assert newest[-1].online_curve.errors.tolist() == trainer.errors.tolist()
    session.shut_down()
    session.deleteLater()
