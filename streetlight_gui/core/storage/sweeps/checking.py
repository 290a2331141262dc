"""Whether outcomes from a file can be what training leaves behind: their columns must agree."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.ensemble.judging import judged_count
from streetlight_gui.core.ensemble.outcomes import Level, Outcome, Outcomes
from streetlight_gui.core.ensemble.sweep import Cell
from streetlight_gui.core.ensemble.trained import LEARNED_BELOW

_LARGEST = np.finfo(np.float64).max


class Fault(NamedTuple):
    """A value that no training leaves behind.

    Attributes:
        column: the field of `Outcomes` that has it.
        row: in the table, from 0.
        sentence: what it must be.
    """

    column: str
    row: int
    sentence: str


def outcomes_by(errors: Array) -> NDArray[np.uint8]:
    """Return an `Outcome` for each error of the last iteration."""
    outcomes = np.where(errors < LEARNED_BELOW, Outcome.LEARNED, Outcome.STUCK)
    outcomes[errors == np.inf] = Outcome.RAN_AWAY
    return outcomes.astype(np.uint8)


def fault_in(outcomes: Outcomes, cell: Cell, seeds: range) -> Fault | None:
    """Return the first fault in what became of a cell's starts from some of the seeds, or None."""
    for column, (low, high) in _bounds(outcomes, cell, seeds).items():
        values = getattr(outcomes, column)
        is_wrong = ~((low <= values) & (values <= high))
        if is_wrong.any():
            row = int(is_wrong.argmax())
            least, most = (np.broadcast_to(each, values.shape)[row].item() for each in (low, high))
            given = "" if column in {"seeds", "errors"} else _given(outcomes.errors[row])
            allowed = f"{least}" if least == most else f"from {least} to {most}"
            found = values[row].item()
            return Fault(column, row, f"{given}it must be {allowed}, not {found}")
    return None


def _bounds(outcomes: Outcomes, cell: Cell, seeds: range) -> dict[str, tuple[ArrayLike, ArrayLike]]:
    """Return the least and the greatest value allowed in each row of a column."""
    by_error = outcomes_by(outcomes.errors)
    has_learned, is_stuck, ran_away = (by_error == each for each in Outcome)
    judged = judged_count(cell.settings.problem)
    is_one_wrong = outcomes.levels == Level.ONE_WRONG
    return {
        "seeds": (np.append(seeds.start, outcomes.seeds[:-1] + 1), seeds[-1]),
        "errors": (0.0, np.inf),
        "frozen_errors": (np.where(ran_away, np.inf, 0), np.where(ran_away, np.inf, _LARGEST)),
        "outcomes": (by_error, by_error),
        "levels": (is_stuck * Level.ONE_WRONG, is_stuck * Level.OTHER),
        "learned_at": (has_learned * 1, has_learned * cell.iterations),
        "ran_away_at": (ran_away * 1, ran_away * cell.iterations),
        "rights": (0, ~ran_away * judged),
        "wrong_examples": (0, is_one_wrong * len(cell.settings.problem)),
        "none_fires": (False, outcomes.wrong_examples > 0),
    }


def _given(error: float) -> str:
    return "where a start ran away " if error == np.inf else f"with an error of {error:.4g} "
