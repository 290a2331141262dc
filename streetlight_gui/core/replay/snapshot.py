"""One moment of a run, which never changes: what the trainer's side hands to the display."""

from dataclasses import dataclass

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.nn.network import Network
from streetlight_gui.core.replay.cursor import Cursor
from streetlight_gui.core.replay.phases import Phase, Stage
from streetlight_gui.core.replay.recipe import Recipe
from streetlight_gui.core.training.history import Curve
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.trace import Trace, Update


@dataclass(frozen=True)
class Snapshot:
    """One moment of a run; nothing in it changes later, its arrays are read-only.

    Attributes:
        run: the number of the run; every new start of training has another.
        edits: how many edits, undone and redone ones too, were made before it.
        settings: those the next update is made with.
        traced_settings: those of the update whose stage ran last.
        network: the weights now; inside an example, those before its update.
        updates: updates made since the start; one for each example unless they come in batches.
        iteration: how many iterations are finished.
        coming: the update that is under way or comes next.
        stage: the stage of an update that ran last; None at the very start.
        trace: the numbers of that update; None at the very start.
        is_by_phase: the person steps by phase, so the diagram shows phases.
        run_length: updates made at the run's end.
        run_iterations: iterations finished at the run's end.
        is_live: whether this is the run's end.
        change_times: after how many updates the person changed something.
        has_edited_start: weights were changed before the first update.
        unchanged_since: how many iterations were finished when the person last changed something.
        online_error: of the last finished iteration; None before the first.
        frozen_error: of the last finished iteration; None before the first.
        online_curve: the online errors of the whole run.
        frozen_curve: the frozen errors of the whole run.
        held_out_curve: the same of what is held out; nan where nothing was.
        shows_each_example: every example stays on screen for a third of a second or longer, so
            that lamps may follow it without flashing.
    """

    run: int
    edits: int
    settings: Settings
    traced_settings: Settings
    network: Network
    updates: int
    iteration: int
    coming: Update
    stage: Stage | None
    trace: Trace | None
    is_by_phase: bool
    run_length: int
    run_iterations: int
    is_live: bool
    change_times: tuple[int, ...]
    has_edited_start: bool
    unchanged_since: int
    online_error: float | None
    frozen_error: float | None
    online_curve: Curve
    frozen_curve: Curve
    held_out_curve: Curve
    shows_each_example: bool

    @classmethod
    def take(
        cls, run: int, cursor: Cursor, *, shows_each_example: bool, edits: int = 0
    ) -> "Snapshot":
        """Take down what a cursor sees."""
        here, live, coming = cursor.trainer, cursor.run.live, cursor.trainer.coming
        return cls(
            run=run,
            edits=edits,
            settings=cursor.settings,
            traced_settings=cursor.traced_settings,
            network=coming.network,
            updates=here.updates,
            iteration=here.iteration,
            coming=coming,
            stage=cursor.stage,
            trace=cursor.trace,
            is_by_phase=cursor.is_by_phase,
            run_length=len(cursor.run),
            run_iterations=live.iteration,
            is_live=cursor.is_live,
            change_times=tuple(change.updates for change in cursor.run.changes),
            has_edited_start=Recipe.of(cursor.run).has_edited_start,
            unchanged_since=cursor.run.unchanged_since(here.updates),
            online_error=here.state.online_error,
            frozen_error=here.state.frozen_error,
            online_curve=live.history.online.curve(),
            frozen_curve=live.history.frozen.curve(),
            held_out_curve=live.history.held_out.curve(),
            shows_each_example=shows_each_example,
        )

    @property
    def updates_in_view(self) -> int:
        """How many updates there are up to the one whose stage ran last."""
        is_inside = self.stage is not None and self.stage.phase is not Phase.UPDATE
        return self.updates + 1 if is_inside else self.updates

    @property
    def is_changed_on_the_way(self) -> bool:
        """Whether the person changed something after the first update of the run."""
        return any(self.change_times)

    @property
    def was_changed(self) -> bool:
        """Whether they did so before this moment, or at it."""
        return any(0 < time <= self.updates for time in self.change_times)

    @property
    def is_as_trained(self) -> bool:
        """Whether nobody has changed anything since the update that has led here."""
        return self.updates not in self.change_times

    @property
    def updates_of_iteration(self) -> int:
        """How many there are of its iteration up to that one; 0 at the start."""
        return 0 if self.trace is None else self.trace.update.index + 1

    @property
    def is_by_batch(self) -> bool:
        """Whether several examples share the update whose stage ran last."""
        return self.traced_settings.sampler.batch > 1

    @property
    def pattern(self) -> Array:
        """The pattern in training, (lights,), a batch's first; before training the coming one."""
        update = self.coming if self.trace is None else self.trace.update
        pattern: Array = update.patterns[0]
        return pattern
