"""The columns of a sweep's file: what was trained, and what became of it."""

from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from streetlight_gui.core.ensemble.judging import judged_count
from streetlight_gui.core.ensemble.outcomes import Level, Outcome, Outcomes
from streetlight_gui.core.ensemble.sweep import Cell, Sweep
from streetlight_gui.core.nn.penalty import PenaltyKind
from streetlight_gui.core.training.settings import Settings

Value = int | float | str | bool | None

_OUTCOMES = {Outcome.LEARNED: "learned", Outcome.STUCK: "stuck", Outcome.RAN_AWAY: "ran away"}
_LEVELS = {
    Level.NONE: None,
    Level.ONE_WRONG: "one wrong",
    Level.LINEAR: "linear",
    Level.SILENT: "silent",
    Level.OTHER: "other",
}

Code = TypeVar("Code", bound=IntEnum)


def have_one_layer(sweep: Sweep) -> bool:
    """Tell whether every network has one hidden layer: then `hidden` is a number, else a text."""
    return all(len(cell.settings.hidden) == 1 for cell in sweep.cells)


def columns_of(number: int, cell: Cell, outcomes: Outcomes) -> dict[str, Sequence[Value]]:
    """Return what a file says of networks, by name: one value for each network.

    None stands for what is not there, such as the iteration since which a network has learned that
    has not. Sizes, and activations that differ, of several hidden layers are joined by '-'.

    Args:
        number: of the cell in its sweep, from 0.
        cell: what they were trained with.
        outcomes: what became of them.
    """
    rows, wrong = len(outcomes), outcomes.wrong_examples
    constant = {name: [value] * rows for name, value in _constants(cell.settings).items()}
    return {
        "cell": [number] * rows,
        "seed": outcomes.seeds.tolist(),
        **constant,
        "iterations": [cell.iterations] * rows,
        "error": outcomes.errors.tolist(),
        "frozen_error": outcomes.frozen_errors.tolist(),
        "outcome": _names(_OUTCOMES, outcomes.outcomes),
        "learned_at": _where(outcomes.learned_at > 0, outcomes.learned_at),
        "ran_away_at": _where(outcomes.ran_away_at > 0, outcomes.ran_away_at),
        "level": _names(_LEVELS, outcomes.levels),
        "judged": [judged_count(cell.settings.problem)] * rows,
        "judged_right": outcomes.rights.tolist(),
        "wrong_example": _where(wrong > 0, wrong),
        "none_fires": _where(wrong > 0, outcomes.none_fires),
    }


def outcomes_in(columns: Mapping[str, Sequence[Value]]) -> Outcomes:
    """Return what columns say became of networks; None or '' stands for what is not there.

    Files of an earlier Streetlight lack `wrong_example` and `none_fires`.

    Raises:
        ValueError: a column is missing, or has what no file has there.
    """
    blank = [None] * len(columns.get("seed", ()))
    try:
        return Outcomes(
            seeds=np.array(columns["seed"], dtype=np.int64),
            errors=np.array(columns["error"], dtype=np.float64),
            frozen_errors=np.array(columns["frozen_error"], dtype=np.float64),
            outcomes=_codes(_OUTCOMES, columns["outcome"]),
            levels=_codes(_LEVELS, columns["level"]),
            learned_at=_numbers(columns["learned_at"]),
            ran_away_at=_numbers(columns["ran_away_at"]),
            rights=_numbers(columns["judged_right"]),
            wrong_examples=_numbers(columns.get("wrong_example", blank)),
            none_fires=_truths(columns.get("none_fires", blank)),
        )
    except KeyError as error:
        raise ValueError(f"it has no column {error}") from None
    except (TypeError, OverflowError) as error:
        raise ValueError(f"a number is none, or too large: {error}") from None


def _constants(settings: Settings) -> dict[str, Value]:
    hidden, names, penalty = settings.hidden, settings.activations, settings.penalty
    return {
        "alpha": settings.alpha,
        "hidden": hidden[0] if len(hidden) == 1 else "-".join(map(str, hidden)) or "none",
        "activation": "-".join(names if len(set(names)) > 1 else names[:1]),
        "bias": settings.bias,
        "batch": settings.batch or len(settings.problem),
        "l1": penalty.strength if penalty.kind is PenaltyKind.L1 else 0.0,
        "l2": penalty.strength if penalty.kind is PenaltyKind.L2 else 0.0,
        "order_seed": settings.order_seed,
    }


def _where(is_there: NDArray[np.bool_], values: NDArray[Any]) -> list[Value]:
    """Return values, and None for what is not there."""
    there = zip(is_there.tolist(), values.tolist(), strict=True)
    return [value if is_known else None for is_known, value in there]


def _names(names: Mapping[Code, str | None], codes: NDArray[np.uint8]) -> list[Value]:
    by_code = [names[code] for code in sorted(names)]  # faster than making a Code of each
    return [by_code[code] for code in codes.tolist()]


def _codes(names: Mapping[Code, str | None], texts: Sequence[Value]) -> NDArray[np.uint8]:
    by_name = {name or "": code for code, name in names.items()}
    try:
        return np.array([by_name[str(text or "")] for text in texts], dtype=np.uint8)
    except KeyError as error:
        raise ValueError(f"{error} is none of {', '.join(filter(None, by_name))}") from None


def _truths(texts: Sequence[Value]) -> NDArray[np.bool_]:
    return np.array([str(text) == "True" for text in texts], dtype=np.bool_)


def _numbers(texts: Sequence[Value]) -> NDArray[np.int32]:
    return np.array([text or 0 for text in texts], dtype=np.int32)
