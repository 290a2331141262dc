"""Where in a run a person stands: at any update, in any phase, in the past or at its end."""

import math

from streetlight_gui.core.replay.changes import Change
from streetlight_gui.core.replay.phases import Phase, Stage, stages
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.replay.stepping import StepUnit
from streetlight_gui.core.training.divergence import DivergenceError
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.trace import Trace, Update
from streetlight_gui.core.training.trainer import Trainer


class Cursor:
    """A place in a run.

    The weights change only with the last stage of an update. Before it, the stages that have run
    are computed from the weights as they are, so that standing inside an update needs no state but
    their number.

    Attributes:
        run: the run.
        trainer: as it was at this place; `run.live` at the run's end, another one in the past.
        is_by_phase: the last step went by phase, so a person looks at phases.
    """

    def __init__(self, run: Run) -> None:
        """Stand at the run's end."""
        self.run = run
        self.trainer = run.live
        self.is_by_phase = False
        self._stages = stages(run.settings.hidden)
        self._stages_done = 0
        self._last_update: Update | None = None
        self._last_settings = run.settings
        if len(run):
            self.go_to(len(run))

    @property
    def updates(self) -> int:
        """How many updates have been made at this place."""
        return self.trainer.updates

    @property
    def is_live(self) -> bool:
        """Whether this is the run's end, where stepping trains."""
        return self.trainer is self.run.live

    @property
    def can_step_back(self) -> bool:
        """Whether anything lies before this place."""
        return self.updates > 0 or self._stages_done > 0

    @property
    def stage(self) -> Stage | None:
        """The stage that ran last; None at the very start."""
        if self._stages_done:
            return self._stages[self._stages_done - 1]
        return self._stages[-1] if self.updates else None

    @property
    def trace(self) -> Trace | None:
        """The numbers of the update whose stage ran last; None at the very start."""
        if self._stages_done:
            return Trace(self.trainer.coming)
        if self.updates and self._last_update is None:  # it went to rest
            self._look_back(self.updates)
        return None if self._last_update is None else Trace(self._last_update)

    def step(self, unit: StepUnit) -> None:
        """Go on by one unit: along the known run where there is one, by training at its end.

        Raises:
            DivergenceError: an error is no longer finite.
        """
        if unit is StepUnit.PHASE and self._stages_done < len(self._stages) - 1:
            self._step_phase()
        else:
            self.advance(self.end_of(unit) - self.updates)
        self.is_by_phase = unit is StepUnit.PHASE

    def end_of(self, unit: StepUnit) -> int:
        """Return how many updates will have been made at the end of one unit from here."""
        end = self.updates + 1
        if unit.iterations:
            end = self.updates
            for _ in range(unit.iterations):
                end = self.run.iteration_end_after(end)
        return end

    def step_back(self, unit: StepUnit) -> None:
        """Go back by one unit, as far as the start."""
        if unit is StepUnit.PHASE:
            self._step_back_phase()
        else:
            self.go_to(self._beginning_of(unit))
        self.is_by_phase = unit is StepUnit.PHASE

    def advance(self, updates: int) -> None:
        """Finish this many updates, the one under way as the first.

        Raises:
            DivergenceError: an error is no longer finite.
        """
        self._stages_done = 0
        self.is_by_phase = False
        try:
            self._move(updates - 1)
            last, settings = self.trainer.coming, self.settings
            self._move(1)
        except DivergenceError:
            self.go_to(self.updates)
            raise
        self._last_update, self._last_settings = last, settings

    def go_to(self, updates: int) -> None:
        """Stand where this many updates had been made; the run's end is live."""
        self._stages_done = 0
        self.is_by_phase = False
        past = self._look_back(updates)
        if updates == len(self.run):
            self.trainer = self.run.live
        else:
            self.run.replay(past, updates)
            self.trainer = past

    def changed(self, change: Change) -> "Cursor":
        """Return a cursor on a branch that ends here with a change; this one stays as it is.

        Whatever changes the numbers of the update under way leads back to its beginning: its
        stages must run again.
        """
        run, number = self.run.branch(self.updates), self.trainer.index
        run.change(change)
        cursor = Cursor(run)
        if change.weight is None and self._goes_on(change, number, run):
            cursor._stages_done = self._stages_done
            cursor.is_by_phase = self.is_by_phase
        return cursor

    def _goes_on(self, change: Change, number: int, run: Run) -> bool:
        """Tell whether the update under way has the same numbers after a change of settings."""
        before, after = self.settings, change.settings
        same = after is None or _passes(after) == _passes(before)
        return same and run.live.index == number

    def rest(self) -> None:
        """Let go of working memory while nobody stands here."""
        self._last_update = None
        self.trainer.rest()
        self.run.rest()

    @property
    def traced_settings(self) -> Settings:
        """The settings of the update whose stage ran last; at the very start of the next one."""
        is_coming = self._stages_done or not self.updates
        return self.settings if is_coming else self._last_settings

    @property
    def settings(self) -> Settings:
        """The settings that the next update is made with."""
        return self.run.settings_at(self.updates)

    def _beginning_of(self, unit: StepUnit) -> int:
        here = self.updates + (self._stages_done > 0)  # going to its beginning counts as the first
        if not unit.iterations:
            return max(0, here - 1)
        for _ in range(unit.iterations):
            here = self.run.iteration_start_before(here)
        return here

    def _look_back(self, updates: int) -> Trainer:
        """Note the update that leads to a moment; return a trainer that stands before it."""
        past = self.run.at(max(0, updates - 1))
        if updates:
            self._last_update = past.coming
            self._last_settings = self.run.settings_at(updates - 1)
        else:
            self._last_update = None
        return past

    def _move(self, updates: int) -> None:
        known = min(updates, len(self.run) - self.updates)
        if not self.is_live:
            self.run.replay(self.trainer, self.updates + known)
        if self.updates == len(self.run):
            self.trainer = self.run.live
        self.run.train(updates - known)

    def _step_back_phase(self) -> None:
        if self._stages_done:
            self._stages_done -= 1
        elif self.updates:
            self.go_to(self.updates - 1)
            self._stages_done = len(self._stages) - 1

    def _step_phase(self) -> None:
        """Go on by one stage; where the error has run away, no further than to see it."""
        self._stages_done += 1
        phase, trace = self._stages[self._stages_done - 1].phase, self.trace
        is_compared = phase.value >= Phase.COMPARE.value
        if is_compared and trace is not None and not math.isfinite(trace.error):
            if phase is not Phase.COMPARE:
                self._stages_done -= 1
            raise self.trainer.divergence()


def _passes(settings: Settings) -> tuple[object, ...]:
    """Return what an update's forward and backward passes depend on, beside the weights."""
    return settings.problem, settings.sampler, settings.activations
