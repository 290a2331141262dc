"""Reads what a person typed: each number by the rule that `core.limits` has for it.

All functions raise `ValueError` with a sentence that says what was typed and what is allowed.
"""

import math
import re
from collections.abc import Callable
from typing import TypeVar

from streetlight_gui.core.checks.limits import (
    HIDDEN_LIMITS,
    MAX_EXAMPLES,
    MAX_ITERATIONS,
    MAX_UNITS,
    RefusedError,
    check_alpha,
    check_error_bound,
    check_hidden,
    check_light,
    check_seed,
    check_strength,
    check_weight,
    check_whole,
)

T = TypeVar("T")

# float() and int() also take words, underscores and the digits of other scripts.
_NUMBER = re.compile(r"\s*[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?\s*", re.ASCII | re.IGNORECASE)
_WHOLE = re.compile(r"\s*[+-]?\d{1,20}\s*", re.ASCII)  # more digits are in no range


def parse_number(text: str) -> float:
    """Read a number; nan, which lies in no range, for what is none."""
    return float(text) if _NUMBER.fullmatch(text) else math.nan


def parse_alpha(text: str) -> float:
    """Read the learning rate."""
    return _read(text, parse_number, check_alpha)


def parse_light(text: str) -> float:
    """Read the brightness of a light."""
    return _read(text, parse_number, check_light)


def parse_weight(text: str) -> float:
    """Read a weight."""
    return _read(text, parse_number, check_weight)


def parse_strength(text: str) -> float:
    """Read the strength of a penalty."""
    return _read(text, parse_number, check_strength)


def parse_error_bound(text: str) -> float:
    """Read the error below which a run stops."""
    return _read(text, parse_number, check_error_bound)


def parse_seed(text: str) -> int:
    """Read a seed."""
    return _read(text, _parse_whole, check_seed)


def parse_iterations(text: str) -> int:
    """Read a number of iterations to train."""
    return read_whole("iterations", text, 1, MAX_ITERATIONS)


def parse_iterations_or_none(text: str) -> int:
    """Read a number of iterations to train; 0 leaves the network untrained."""
    return read_whole("iterations", text, 0, MAX_ITERATIONS)


def parse_every(text: str) -> int:
    """Read after how many iterations a line is printed each time."""
    return read_whole("every", text, 1, MAX_ITERATIONS)


def parse_units(text: str) -> int:
    """Read the number of units of a hidden layer."""
    return read_whole("units", text, 1, MAX_UNITS)


def parse_batch(text: str) -> int:
    """Read how many examples share an update."""
    return read_whole("batch", text, 1, MAX_EXAMPLES)


def parse_stop_after(text: str) -> int:
    """Read after how many further iterations a run stops; 'never' is 0."""
    if text.strip().lower() == "never":
        return 0
    try:
        return read_whole("stop after", text, 0, MAX_ITERATIONS)
    except ValueError:
        allowed = f"a whole number from 1 to {MAX_ITERATIONS:,}, or 'never'"
        raise RefusedError(f"stop after must be {allowed}", text) from None


def parse_hidden(text: str) -> tuple[int, ...]:
    """Read the sizes of the hidden layers: `4`, `8,8` or `none`."""
    if text.strip().lower() == "none":
        return ()
    try:
        return check_hidden([_parse_whole(part) for part in text.split(",")])
    except ValueError:
        rule = f"hidden must be {HIDDEN_LIMITS}, written like 4 or 8,8, or none"
        raise RefusedError(rule, text) from None


def _parse_whole(text: str) -> float:
    """Read a whole number; nan, which lies in no range, for what is none."""
    return int(text) if _WHOLE.fullmatch(text) else math.nan


def read_whole(name: str, text: str, low: int, high: int) -> int:
    """Read a whole number from one to another; `name` is what sentences call it."""
    return _read(text, _parse_whole, lambda value: check_whole(name, value, low, high))


def _read(text: str, parse: Callable[[str], float], check: Callable[[object], T]) -> T:
    """Read a number and check it; a refusal quotes what was typed."""
    try:
        return check(parse(text))
    except RefusedError as refusal:
        has_comma = "," in text and not math.isnan(parse(text.replace(",", ".")))
        hint = ", with a decimal point" if has_comma else ""
        raise RefusedError(refusal.rule + hint, text) from None
