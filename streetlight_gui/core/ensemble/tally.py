"""How many of a setting's starts learned, and how well."""

from dataclasses import dataclass

import numpy as np

from streetlight_gui.core.ensemble.outcomes import Outcome, Outcomes


@dataclass(frozen=True)
class Tally:
    """Counts of starts; those of chunks add up.

    Attributes:
        starts: how many there are.
        learned: how many of them learned.
        ran_away: how many ran away; the rest is stuck.
        all_right: how many learned and give every answer right that is judged.
    """

    starts: int = 0
    learned: int = 0
    ran_away: int = 0
    all_right: int = 0

    @classmethod
    def of(cls, outcomes: Outcomes, judged: int) -> "Tally":
        """Count starts, of which so many answers are judged."""
        has_learned = outcomes.outcomes == Outcome.LEARNED
        return cls(
            len(outcomes),
            int(np.count_nonzero(has_learned)),
            int(np.count_nonzero(outcomes.outcomes == Outcome.RAN_AWAY)),
            int(np.count_nonzero(has_learned & (outcomes.rights == judged))),
        )

    @property
    def stuck(self) -> int:
        """How many neither learned nor ran away."""
        return self.starts - self.learned - self.ran_away

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.starts + other.starts,
            self.learned + other.learned,
            self.ran_away + other.ran_away,
            self.all_right + other.all_right,
        )
