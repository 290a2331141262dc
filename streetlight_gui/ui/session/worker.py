"""Training on a thread of its own."""

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from streetlight_gui.core.replay.branches import Branches
from streetlight_gui.core.replay.cursor import Cursor, StepUnit
from streetlight_gui.core.replay.past_runs import PastRun
from streetlight_gui.core.replay.saved_session import session_at
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.core.training.divergence import DivergenceError
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.stopping import StopRule
from streetlight_gui.ui.session.pace import BURST_INTERVAL_S, BurstBudget, Pace

FOLLOWABLE_SPEED = 3.0  # examples per second: each is on screen for a third of a second

_CHUNK = 64  # examples between two looks at the clock


class TrainingWorker(QObject):
    """Owns the run and the place in it; lives on the training thread.

    A timer of its own trains in bursts, and between them the thread's event loop takes commands:
    no locks and no flags.

    Signals:
        snapshot_ready: a Snapshot after each burst that trained, and after each command that may
            change what a snapshot tells.
        running_changed: whether a run is under way.
        described: a SavedSession, when asked for, which tells nothing of the window.
        run_changed: the number of another run, the PastRun that was left for it, and how many
            edits there are.
        stopped: a run ends by itself: the DivergenceError that ends it, or None where the stop
            rule does; `running_changed` follows.
    """

    snapshot_ready = Signal(object)
    running_changed = Signal(bool)
    described = Signal(object)
    run_changed = Signal(int, object, int)
    stopped = Signal(object)

    def __init__(
        self,
        settings: Settings,
        clock: Callable[[], float] = time.perf_counter,
        budget: BurstBudget | None = None,
    ) -> None:
        """Stand at the start of a run.

        Args:
            settings: of the run.
            clock: gives seconds.
            budget: of bursts; without one, what this machine allows.
        """
        super().__init__()
        self._budget = BurstBudget() if budget is None else budget
        self._branches = Branches(settings)
        self._edits, self._shows_each_example = 0, True
        self._pace = Pace(clock)
        self._stop_rule = StopRule()
        self._step_end: int | None = None  # of a step that is too long for one burst
        self._waiting_steps: list[StepUnit] = []  # asked for since that step began
        self._began = 0  # after so many iterations the run did
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(int(1000 * BURST_INTERVAL_S))
        self._timer.timeout.connect(self.train_burst)

    @Slot(object)
    def obey(self, command: tuple[Callable[..., None], tuple[object, ...], int]) -> None:
        """Do a method of this class, with these arguments, after so many edits in all.

        A snapshot tells how many edits it knows of.
        """
        what, arguments, self._edits = command
        what(self, *arguments)

    def show(self, *, each: bool = True) -> None:
        """Tell where things stand, and whether each example stays long enough to be looked at."""
        self._shows_each_example = each
        run, cursor = self._branches.run, self._branches.cursor
        shown = Snapshot.take(run, cursor, shows_each_example=each, edits=self._edits)
        self.snapshot_ready.emit(shown)

    def edit(self, make: Callable[..., None], *what: object) -> None:
        """Make an edit, one of the methods of `Branches`; `swap` brings back what was.

        A run goes on through it, unless another begins; a step ends, as its end may have moved.
        """
        is_begun = self._make(make, *what)
        if is_begun or self._step_end is not None:
            self.pause()
        self.show(each=is_begun or self._shows_each_example)

    def describe(self) -> None:
        """Tell what makes this run again, and where it stands."""
        self.described.emit(session_at(self._cursor, self._stop_rule))

    def swap(self, edit: int) -> None:
        """Exchange what there is with what there was before, or after, an edit."""
        self._make(Branches.swap, edit)
        self.pause()  # now: what it shows must be what there is after the edit
        self.show()

    def forget_all_but(self, edits: frozenset[int]) -> None:
        """Drop what there was before edits that can be neither undone nor redone any more."""
        self._branches.forget_all_but(edits)

    def toggle(self) -> None:
        """Run if paused, pause if running."""
        if self._timer.isActive():
            self.pause()
        else:
            self._began = self._cursor.trainer.iteration
            self._pace.begin()
            self._start()

    def pause(self) -> None:
        """Train no further for now."""
        self._step_end, self._waiting_steps = None, []
        if self._timer.isActive():
            self._timer.stop()
            try:
                self.show()  # at rest an example stays as long as a person looks
            finally:
                self.running_changed.emit(False)

    def step(self, unit: StepUnit) -> None:
        """Pause, then go on to the end of one unit, in bursts where it is long."""
        if self._step_end is not None:
            self._waiting_steps.append(unit)
            return
        self.pause()
        end = self._cursor.end_of(unit)
        if end - self._cursor.updates > self._cursor.settings.sampler.updates_for(_CHUNK):
            self._step_end = end
            self._start()
            return
        divergence = _divergence_in(partial(self._cursor.step, unit))
        self.show()
        if divergence:
            self._stop(divergence)

    def step_back(self, unit: StepUnit) -> None:
        """Pause, then go back by one unit."""
        self.pause()
        self._cursor.step_back(unit)
        self.show()

    def look_at_phases(self, is_on: bool) -> None:
        """Look at the phases of the update under way, or at the weights alone."""
        self._cursor.is_by_phase = is_on
        self.show(each=self._shows_each_example)

    def go_to(self, updates: int) -> None:
        """Pause, then stand where this many updates had been made."""
        self.pause()
        self._cursor.go_to(min(updates, len(self._cursor.run)))
        self.show()

    def go_to_iteration(self, iteration: int) -> None:
        """Pause, then stand where this many iterations had been finished."""
        self.go_to(self._cursor.run.start_of_iteration(iteration))

    def go_live(self) -> None:
        """Pause, then stand at the run's end."""
        self.go_to(len(self._cursor.run))

    def set_speed(self, examples_per_second: float) -> None:
        """Run at another speed from now on; infinity is as fast as the machine goes."""
        self._pace.change(examples_per_second)

    def set_stop_rule(self, rule: StopRule) -> None:
        """Let this end runs from now on."""
        self._stop_rule = rule

    @Slot()
    def train_burst(self) -> None:
        """Train what is due, for no longer than the time a burst may take."""
        if not self._timer.isActive():
            return
        batch, end = self._cursor.settings.sampler.batch, self._step_end
        due = self._pace.take_due(batch) if end is None else end - self._cursor.updates
        left, divergence, is_over = due, None, False
        self._budget.begin()
        while left > 0 and not is_over and not self._budget.is_spent:
            chunk = int(min(left, self._chunk()))
            left -= chunk
            divergence = _divergence_in(partial(self._cursor.advance, chunk))
            is_ruled = end is None and self._stop_rule.ends(self._cursor.trainer, self._began)
            is_over = divergence is not None or is_ruled
        is_stepped = end is not None and self._cursor.updates >= end
        if due > 0:
            self.show(each=end is None and self._pace.speed <= FOLLOWABLE_SPEED)
        if is_over:
            self._stop(divergence)
        if is_stepped:
            waiting = self._waiting_steps
            self.pause()
            for unit in waiting:
                self.step(unit)

    def _start(self) -> None:
        self._timer.start()
        self.running_changed.emit(True)

    def _chunk(self) -> int:
        """Return how many updates to make before the next look at the clock and the stop rule."""
        here, run = self._cursor.updates, self._cursor.run
        most = self._cursor.settings.sampler.updates_for(_CHUNK)
        if self._step_end is not None:
            return most
        if self._stop_rule.watches:
            return min(most, run.iteration_end_after(here) - here)
        if not self._stop_rule.iterations:
            return most
        end = run.start_of_iteration(self._began + self._stop_rule.iterations)
        return min(most, max(1, end - here))

    def _stop(self, divergence: DivergenceError | None) -> None:
        self.stopped.emit(divergence)  # first: nobody sees a run end without its reason
        self.pause()

    def _make(self, make: Callable[..., None], *what: object) -> bool:
        """Make an edit; tell of the run that was left for another, and return whether one was."""
        before, left = self._branches.run, self._cursor
        make(self._branches, *what)
        is_left = self._branches.run != before
        if is_left and make is not Branches.open:
            past = PastRun.of(before, left, time.time())
            self.run_changed.emit(self._branches.run, past, self._edits)
        return is_left

    @property
    def _cursor(self) -> Cursor:
        return self._branches.cursor


def _divergence_in(train: Callable[[], None]) -> DivergenceError | None:
    """Train; return the error that ends it, if one does."""
    try:
        train()
    except DivergenceError as divergence:
        return divergence.with_traceback(None)  # which would keep all that has led here
    return None
