"""One moment of a run, frozen: what the trainer's side hands to the display."""

from dataclasses import dataclass

from streetlight_gui.core.activations import Array
from streetlight_gui.core.cursor import Cursor
from streetlight_gui.core.history import Curve
from streetlight_gui.core.network import Network
from streetlight_gui.core.phases import ExampleTrace, Phase, Stage
from streetlight_gui.core.settings import Settings


@dataclass(frozen=True)
class Snapshot:
    """One moment of a run; nothing in it changes later, its arrays are read-only.

    Attributes:
        run: a number that every new start of training gets anew.
        settings: the settings the run began with.
        alpha: the learning rate now.
        network: the weights now; inside an example, those before its update.
        updates: examples trained since the start.
        stage: the stage of an example that ran last; None at the very start.
        trace: the numbers of that example; None at the very start.
        is_by_phase: the person steps by phase, so the diagram shows phases.
        can_step_back: whether there is anything before this moment.
        run_length: examples trained at the run's end.
        is_live: whether this is the run's end.
        change_times: after how many examples the person changed something.
        online_error: of the last finished iteration; None before the first.
        frozen_error: of the last finished iteration; None before the first.
        online_curve: the online errors of the whole run.
        frozen_curve: the frozen errors of the whole run.
        shows_each_example: every example stays on screen for a third of a second or longer, so
            that lamps may follow it without flashing.
    """

    run: int
    settings: Settings
    alpha: float
    network: Network
    updates: int
    stage: Stage | None
    trace: ExampleTrace | None
    is_by_phase: bool
    can_step_back: bool
    run_length: int
    is_live: bool
    change_times: tuple[int, ...]
    online_error: float | None
    frozen_error: float | None
    online_curve: Curve
    frozen_curve: Curve
    shows_each_example: bool

    @classmethod
    def take(cls, run: int, cursor: Cursor, *, shows_each_example: bool) -> "Snapshot":
        """Freeze what a cursor sees."""
        here, whole = cursor.trainer, cursor.run.live.history
        return cls(
            run=run,
            settings=cursor.run.settings,
            alpha=here.alpha,
            network=here.network,
            updates=here.updates,
            stage=cursor.stage,
            trace=cursor.trace,
            is_by_phase=cursor.is_by_phase,
            can_step_back=cursor.can_step_back,
            run_length=len(cursor.run),
            is_live=cursor.is_live,
            change_times=tuple(change.updates for change in cursor.run.changes),
            online_error=here.history.online.last,
            frozen_error=here.history.frozen.last,
            online_curve=whole.online.curve(),
            frozen_curve=whole.frozen.curve(),
            shows_each_example=shows_each_example,
        )

    @property
    def iteration(self) -> int:
        """How many iterations are finished."""
        return self.updates // len(self.settings.problem)

    @property
    def example_in_view(self) -> int:
        """The number, since the start, of the example whose stage ran last; 0 at the start."""
        if self.stage is None or self.stage.phase is Phase.UPDATE:
            return self.updates
        return self.updates + 1

    @property
    def example(self) -> int:
        """The number, within its iteration, of the example whose stage ran last; 0 at the start."""
        if self.example_in_view == 0:
            return 0
        return (self.example_in_view - 1) % len(self.settings.problem) + 1

    @property
    def pattern(self) -> Array:
        """The pattern in training, (lights,); before training the first one."""
        pattern: Array = self.settings.problem.patterns[max(self.example - 1, 0)]
        return pattern
