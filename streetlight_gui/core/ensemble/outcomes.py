"""What became of many starts, as columns of a table."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from enum import IntEnum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from streetlight_gui.core.checks.arrays import Array, FrozenCopies, read_only


class Outcome(IntEnum):
    """What became of a start."""

    LEARNED = 0  # the online error of the last iteration is below 0.01
    STUCK = 1  # it is not: stuck, or on its way for longer
    RAN_AWAY = 2  # a number was no longer finite


class Level(IntEnum):
    """How a network that is stuck answers the training set.

    Of those that hold it is SILENT before LINEAR before ONE_WRONG.
    """

    NONE = 0  # it is not stuck
    ONE_WRONG = 1  # one answer is wrong
    LINEAR = 2  # every hidden unit is linear, or a relu that fires for all examples or for none
    SILENT = 3  # all outputs are the same within 0.01: 0 where nothing reaches an output
    OTHER = 4


class Kind(IntEnum):
    """What a start has become, outcome and level in one."""

    LEARNED = 0
    ONE_WRONG = 1  # it is stuck, as up to OTHER, at the level of this number
    LINEAR = 2
    SILENT = 3
    OTHER = 4
    RAN_AWAY = 5


@dataclass(frozen=True, eq=False)
class Outcomes(FrozenCopies):
    """One row for each start, read-only arrays (n,).

    Attributes:
        seeds: of the start weights.
        errors: the online errors of the last iteration; inf for what ran away.
        frozen_errors: with the weights after it; inf for what ran away.
        outcomes: an `Outcome` each.
        levels: a `Level` each.
        learned_at: the iteration, from 1, since which the online error has been below 0.01, to the
            end; 0 for what has not learned. One that was low before and rose again does not count.
        ran_away_at: the iteration, from 1, that could not be finished; 0 for what did not run away.
        rights: how many of the answers that are judged are right; 0 for what ran away.
        wrong_examples: of ONE_WRONG the example, from 1, whose answer is wrong; 0 for all others,
            and where a file of an earlier Streetlight does not tell.
        none_fires: whether no unit of the last hidden layer fires for that example: so without
            biases it teaches nothing.
    """

    seeds: NDArray[np.int64]
    errors: Array
    frozen_errors: Array
    outcomes: NDArray[np.uint8]
    levels: NDArray[np.uint8]
    learned_at: NDArray[np.int32]
    ran_away_at: NDArray[np.int32]
    rights: NDArray[np.int32]
    wrong_examples: NDArray[np.int32]
    none_fires: NDArray[np.bool_]

    def __post_init__(self) -> None:
        for field in fields(self):
            read_only(getattr(self, field.name))

    def __len__(self) -> int:
        return len(self.seeds)

    @cached_property
    def kinds(self) -> NDArray[np.uint8]:
        """What each start has become, a `Kind` each."""
        ran_away = self.outcomes == Outcome.RAN_AWAY
        return np.where(ran_away, np.uint8(Kind.RAN_AWAY), self.levels)

    @classmethod
    def joined(cls, parts: Sequence["Outcomes"]) -> "Outcomes":
        """Return the rows of tables, one after the other; of no table, a table without rows."""
        names = [field.name for field in fields(cls)]
        parts = parts or [_none()]
        return cls(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))

    def of(self, seeds: range) -> "Outcomes":
        """View the rows of some seeds, one after the other; rows must be in the order of seeds."""
        rows = slice(*np.searchsorted(self.seeds, [seeds.start, seeds.stop]))
        return Outcomes(*(getattr(self, field.name)[rows] for field in fields(self)))

    def sorted(self) -> "Outcomes":
        """Return the rows in the order of their seeds."""
        order = np.argsort(self.seeds, kind="stable")
        return Outcomes(*(getattr(self, field.name)[order] for field in fields(self)))


def _none() -> Outcomes:
    none = np.zeros(0)
    code, whole = none.astype(np.uint8), none.astype(np.int32)
    return Outcomes(
        none.astype(np.int64), none, none, code, code, whole, whole, whole, whole, none > 0
    )
