"""Where in a run a person stands: at any update, in any phase, in the past or at its end."""

import math
from dataclasses import dataclass
from enum import Enum, auto

from streetlight_gui.core.problems.answered import Answered
from streetlight_gui.core.replay.changes import Change
from streetlight_gui.core.replay.phases import Phase, Stage, stages
from streetlight_gui.core.replay.run import Run
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.trace import Trace, Update


class StepUnit(Enum):
    """How far one press of Step or Step back goes; a unit ends at its own boundary."""

    PHASE = auto()
    EXAMPLE = auto()
    ITERATION = auto()
    TEN_ITERATIONS = auto()

    @property
    def iterations(self) -> int:
        """How many iterations the unit has; 0 for those shorter than one."""
        return {StepUnit.ITERATION: 1, StepUnit.TEN_ITERATIONS: 10}.get(self, 0)


@dataclass(frozen=True)
class Place:
    """Where in a run one stands.

    Attributes:
        updates: after so many.
        stages: so many of the coming update have run.
        is_by_phase: the last step went by phase.
    """

    updates: int
    stages: int = 0
    is_by_phase: bool = False


class Cursor:
    """A place in a run.

    The weights change only with the last stage of an update. Before it, the stages that have run
    are computed from the weights as they are, so that standing inside an update needs no state but
    their number.

    Attributes:
        run: the run.
        trainer: as it was at this place; `run.live` at the run's end, another one in the past.
        is_by_phase: a person looks at phases, as after a step by phase.
    """

    def __init__(self, run: Run) -> None:
        """Stand at the run's end."""
        self.run, self.trainer = run, run.live
        self.is_by_phase = False
        self._stages, self._stages_done = stages(run.settings.hidden), 0
        self._last_update: Update | None = None  # None until it is asked for

    @property
    def updates(self) -> int:
        """How many updates have been made at this place."""
        return self.trainer.updates

    @property
    def place(self) -> Place:
        """Where this is."""
        return Place(self.updates, self._stages_done, self.is_by_phase)

    @property
    def is_live(self) -> bool:
        """Whether this is the run's end, where stepping trains."""
        return self.trainer is self.run.live

    @property
    def stage(self) -> Stage | None:
        """The stage that ran last; None at the very start, from which nobody can step back."""
        is_start = not (self.updates or self._stages_done)
        return None if is_start else self._stages[self._stages_done - 1]

    @property
    def trace(self) -> Trace | None:
        """The numbers of the update whose stage ran last; None at the very start."""
        if self._stages_done:
            return Trace(self.trainer.coming)
        if self._last_update is None and self.updates:
            self._last_update = self.run.at(self.updates - 1).coming
        return None if self._last_update is None else Trace(self._last_update)

    @property
    def traced_settings(self) -> Settings:
        """The settings of the update whose stage ran last; at the very start of the next one."""
        is_done = self.updates > 0 and not self._stages_done
        return self.run.settings_at(self.updates - 1 if is_done else self.updates)

    @property
    def settings(self) -> Settings:
        """The settings that the next update is made with."""
        return self.run.settings_at(self.updates)

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
        end = self.updates if unit.iterations else self.updates + 1
        for _ in range(unit.iterations):
            end = self.run.iteration_end_after(end)
        return end

    def step_back(self, unit: StepUnit) -> None:
        """Go back by one unit, as far as the start."""
        updates, is_by_phase = self.updates, unit is StepUnit.PHASE
        if is_by_phase and self._stages_done:
            self._stages_done -= 1  # nothing to compute: the weights are as they were
        else:
            if self._stages_done:  # going to the beginning of the update under way is the first
                updates += 1
            for _ in range(unit.iterations):
                updates = self.run.iteration_start_before(updates)
            if not unit.iterations:
                updates = max(0, updates - 1)
            is_back_inside = is_by_phase and updates < self.updates
            self.go_to(updates)
            self._stages_done = len(self._stages) - 1 if is_back_inside else 0
        self.is_by_phase = is_by_phase

    def advance(self, updates: int) -> None:
        """Finish this many updates, the one under way as the first.

        Raises:
            DivergenceError: an error is no longer finite.
        """
        self._stages_done, self.is_by_phase, self._last_update = 0, False, None
        self._move(max(0, updates - 1))
        last = self.trainer.coming if updates else None
        self._move(min(1, updates))
        self._last_update = last

    def go_to(self, updates: int) -> None:
        """Stand where this many updates had been made; the run's end is live."""
        self.trainer = self.run.at(max(0, updates - 1))
        self.advance(updates - self.updates)

    def stand_at(self, place: Place) -> None:
        """Stand where another cursor stood, or at the end where the run does not reach so far."""
        self.go_to(min(place.updates, len(self.run)))
        self._stages_done, self.is_by_phase = place.stages, place.is_by_phase

    def changed(self, change: Change) -> "Cursor":
        """Return a cursor on a branch that ends here with a change; this one stays as it is.

        Whatever changes the numbers of the update under way leads back to its beginning: its
        stages must run again.
        """
        run = self.run.branch(self.updates)
        run.change(change)
        cursor, before = Cursor(run), self.settings
        after, is_same = cursor.settings, run.live.index == self.trainer.index
        is_same = is_same and change.weight is None and before.activations == after.activations
        if is_same and not after.begins_anew_after(before):
            cursor._stages_done, cursor.is_by_phase = self._stages_done, self.is_by_phase
        return cursor

    def holding_out(self, held_out: Answered) -> "Cursor":
        """Return a cursor that stands at the same place of the same run, with these held out."""
        cursor = Cursor(self.run.holding_out(held_out))
        cursor.stand_at(self.place)
        return cursor

    def rest(self) -> None:
        """Let go of working memory while nobody stands here."""
        self._last_update = None
        self.trainer.rest()
        self.run.live.rest()

    def _move(self, updates: int) -> None:
        """Go on along the known run, and train on from its end."""
        end = self.updates + updates
        if not self.is_live:
            self.run.replay(self.trainer, min(end, len(self.run)))
        if self.updates == len(self.run):
            self.trainer = self.run.live
        self.run.train(end - self.updates)

    def _step_phase(self) -> None:
        """Go on by one stage; where the error has run away, no further than to see it."""
        phase = self._stages[self._stages_done].phase
        is_compared = phase in (Phase.COMPARE, Phase.BACKPROPAGATE)
        if is_compared and not math.isfinite(Trace(self.trainer.coming).error):
            if phase is Phase.COMPARE:
                self._stages_done += 1
            raise self.trainer.divergence()
        self._stages_done += 1
