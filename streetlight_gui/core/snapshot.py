"""One moment of a run, frozen: what the trainer's side hands to the display."""

from dataclasses import dataclass

from streetlight_gui.core.activations import Array
from streetlight_gui.core.history import Curve
from streetlight_gui.core.network import Network
from streetlight_gui.core.start import Start
from streetlight_gui.core.trainer import Trainer


@dataclass(frozen=True)
class Snapshot:
    """One moment of a run; nothing in it changes later, its arrays are read-only.

    Attributes:
        run: a number that every new start of training gets anew.
        start: the settings the run began with.
        alpha: the learning rate now.
        network: the weights now.
        examples_trained: examples trained since the start.
        online_error: of the last finished iteration; None before the first.
        frozen_error: of the last finished iteration; None before the first.
        online_curve: the online errors of the run so far.
        frozen_curve: the frozen errors of the run so far.
        shows_each_example: every example stays on screen for a third of a second or longer, so
            that lamps may follow it without flashing.
    """

    run: int
    start: Start
    alpha: float
    network: Network
    examples_trained: int
    online_error: float | None
    frozen_error: float | None
    online_curve: Curve
    frozen_curve: Curve
    shows_each_example: bool

    @classmethod
    def take(
        cls, run: int, start: Start, trainer: Trainer, *, shows_each_example: bool
    ) -> "Snapshot":
        """Freeze what the trainer holds at this moment."""
        history = trainer.history
        return cls(
            run=run,
            start=start,
            alpha=trainer.alpha,
            network=trainer.network,
            examples_trained=trainer.examples_trained,
            online_error=history.online.last,
            frozen_error=history.frozen.last,
            online_curve=history.online.curve(),
            frozen_curve=history.frozen.curve(),
            shows_each_example=shows_each_example,
        )

    @property
    def iteration(self) -> int:
        """How many iterations are finished."""
        return self.examples_trained // len(self.start.problem)

    @property
    def example(self) -> int:
        """The number of the example trained last, from 1; 0 before the first."""
        if self.examples_trained == 0:
            return 0
        return (self.examples_trained - 1) % len(self.start.problem) + 1

    @property
    def pattern(self) -> Array:
        """The pattern trained last, (lights,); before training the first one."""
        pattern: Array = self.start.problem.patterns[max(self.example - 1, 0)]
        return pattern
