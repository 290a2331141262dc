"""When a run stops by itself."""

from dataclasses import dataclass

from streetlight_gui.core.training.trainer import Trainer

DEFAULT_STOP_AFTER = 150  # iterations


@dataclass(frozen=True)
class StopRule:
    """What ends a run, whichever comes first; it is looked at after each finished iteration.

    Attributes:
        iterations: so many from its beginning; 0 for never.
        error_below: the online error of an iteration is below this; None for never.
        all_right: every answer of the training set is right, with the weights as they are then.
    """

    iterations: int = DEFAULT_STOP_AFTER
    error_below: float | None = None
    all_right: bool = False

    @property
    def watches(self) -> bool:
        """Whether each iteration has to be looked at."""
        return self.error_below is not None or self.all_right

    def is_small(self, error: float | None) -> bool:
        """Tell whether the online error of an iteration ends a run."""
        return self.error_below is not None and error is not None and error < self.error_below

    def ends(self, trainer: Trainer, began: int = 0) -> bool:
        """Tell whether a run ends where a trainer stands, if `began` iterations were before it."""
        trained = trainer.iteration - began
        if trainer.index or trained < 1:
            return False
        is_over = 0 < self.iterations <= trained or self.is_small(trainer.state.online_error)
        return is_over or (self.all_right and trainer.are_all_right())

    def train(self, trainer: Trainer) -> None:
        """Train on until a run ends that began with the trainer's start.

        Raises:
            DivergenceError: an error is no longer finite.
        """
        if not self.watches:
            trainer.run(self.iterations - trainer.iteration)
        while self.watches and not self.ends(trainer):
            trainer.run(1)
