"""What is allowed, in one place: ranges, and the sentences that say so.

Every `check_*` takes a value from a program; `core.typed` reads what a person typed by the same
rules. All raise `ValueError` with a sentence that says what is wrong and what is allowed.
"""

import copyreg
import math
from collections.abc import Sequence
from numbers import Integral, Real
from typing import TypeGuard

import numpy as np
from numpy.typing import ArrayLike, NDArray

from streetlight_gui.core.checks.arrays import Array

MAX_LIGHTS = 6
MAX_EXAMPLES = 10_000
MAX_HIDDEN_LAYERS = 3
MAX_UNITS = 16
MAX_SEED = 2**32 - 1
MAX_ALPHA = 1000.0
SMALLEST_ALPHA = 5e-324  # anything above 0
MAX_ITERATIONS = 1_000_000
MAX_STRENGTH = 10.0
MAX_ERROR_BOUND = 1_000_000.0

LIGHT_RULE = "a light must be a number from 0 (off) to 1 (on)"
ANSWER_RULE = "an answer must be a finite number, 1 for WALK and 0 for STOP"
HIDDEN_LIMITS = f"up to {MAX_HIDDEN_LAYERS} layers of 1 to {MAX_UNITS} units"

_LONGEST_SHOWN = 40  # characters of what is wrong, so that the sentence stays one


class RefusedError(ValueError):
    """Something is not allowed.

    Attributes:
        rule: what would be allowed, such as 'alpha must be a number above 0 and at most 1000'.
    """

    def __init__(self, rule: str, found: object) -> None:
        """Say what is allowed, and what was found instead."""
        super().__init__(f"{rule}, not {shown(found)}")
        self.rule = rule

    def __reduce__(self) -> tuple[object, ...]:
        """Be copied and pickled as made: a pool of processes hangs on an error that cannot be."""
        return copyreg.__newobj__, (type(self), *self.args), vars(self)  # type: ignore[attr-defined]


def shown(found: object) -> str:
    """Write a value as Python does, on one line and not too long."""
    found = found.item() if isinstance(found, np.generic) else found
    if isinstance(found, str):
        return f"{found[:_LONGEST_SHOWN]!r}{'...' * (len(found) > _LONGEST_SHOWN)}"
    try:
        text = " ".join(repr(found).split())  # arrays have lines
    except ValueError:  # Python writes no number of thousands of digits
        return "something too long to be written"
    return f"{text[:_LONGEST_SHOWN]}..." if len(text) > _LONGEST_SHOWN else text


def check_alpha(alpha: object) -> float:
    """Return `alpha` as a float; it must lie above 0 and not above `MAX_ALPHA`."""
    number = _as_float(alpha)
    if not 0 < number <= MAX_ALPHA:
        raise RefusedError(f"alpha must be a number above 0 and at most {MAX_ALPHA:g}", alpha)
    return number


def check_error_bound(bound: object) -> float:
    """Return the error below which a run stops as a float."""
    number = _as_float(bound)
    if not 0 < number <= MAX_ERROR_BOUND:
        rule = f"a number above 0 and at most {MAX_ERROR_BOUND:,.0f}"
        raise RefusedError(f"the error to stop below must be {rule}", bound)
    return number


def check_strength(strength: object) -> float:
    """Return the strength of a penalty as a float."""
    number = _as_float(strength)
    if not 0 <= number <= MAX_STRENGTH:
        raise RefusedError(f"strength must be a number from 0 to {MAX_STRENGTH:g}", strength)
    return number


def check_weight(weight: object) -> float:
    """Return a weight as a float."""
    number = _as_float(weight)
    if not math.isfinite(number):
        raise RefusedError("a weight must be a finite number such as -0.25", weight)
    return number


def check_light(value: object) -> float:
    """Return the brightness of a light as a float; -0.0 becomes 0.0."""
    brightness = _as_float(value)
    if not 0 <= brightness <= 1:
        raise RefusedError(LIGHT_RULE, value)
    return brightness + 0.0


def check_answer(answer: object) -> float:
    """Return an answer as a float; -0.0 becomes 0.0."""
    number = _as_float(answer)
    if not math.isfinite(number):
        raise RefusedError(ANSWER_RULE, answer)
    return number + 0.0


def check_whole(name: str, value: object, low: int, high: int) -> int:
    """Return a whole number, given as an int or as a float, that lies in a range."""
    if not _is_whole(value) or not low <= value <= high:
        raise RefusedError(f"{name} must be a whole number from {low} to {high:,}", value)
    return int(value)


def check_count(name: str, count: object, least: int = 0) -> int:
    """Return how many there are of something, if it is a whole number and not too small."""
    if not _is_whole(count) or count < least:
        raise RefusedError(f"{name} must be a whole number, {least} or more", count)
    return int(count)


def check_seed(seed: object, name: str = "seed") -> int:
    """Return `seed` if `numpy.random.RandomState` takes it."""
    return check_whole(name, seed, 0, MAX_SEED)


def check_lights(lights: object) -> int:
    """Return a number of lights if the housing has room for them."""
    return check_whole("lights", lights, 1, MAX_LIGHTS)


def check_hidden(hidden: object) -> tuple[int, ...]:
    """Return the sizes of the hidden layers as a tuple if there are few enough, small enough."""
    rule = f"hidden must be {HIDDEN_LIMITS}, a sequence such as (4,), or () for none"
    sizes = hidden.tolist() if isinstance(hidden, np.ndarray) else hidden
    if not isinstance(sizes, Sequence) or isinstance(sizes, str):
        raise RefusedError(rule, hidden)
    allowed = [size for size in sizes if _is_whole(size) and 1 <= size <= MAX_UNITS]
    if len(allowed) != len(sizes) or len(allowed) > MAX_HIDDEN_LAYERS:
        raise RefusedError(rule, hidden)
    return tuple(int(size) for size in allowed)


def as_array(name: str, values: ArrayLike) -> Array:
    """Return numbers as an array of floats of any shape, a copy only where one is needed.

    Numbers are NumPy's, but for complex ones, and Python's real ones. What NumPy would make numbers
    of, such as text and None, is refused.
    """
    rule = f"{name} must be numbers, in rows of the same length"
    try:
        array = np.asarray(values)
        if _holds_numbers(array):
            return array.astype(np.float64, copy=False)
    except (TypeError, ValueError, OverflowError):
        pass
    raise RefusedError(rule, values)


def _holds_numbers(array: NDArray[np.generic]) -> bool:
    if array.dtype.kind == "O":  # numbers of Python's that are none of NumPy's
        return all(isinstance(value, Real) for value in array.flat)
    return array.dtype.kind in "biuf"


def _as_float(value: object) -> float:
    """Return a number as a float; nan for what is no number, or too large for a float."""
    try:
        return float(value) if isinstance(value, Real) else math.nan
    except OverflowError:
        return math.nan


def _is_whole(value: object) -> TypeGuard[int]:
    if isinstance(value, Integral):
        return True
    return isinstance(value, Real) and math.isfinite(value) and value == math.floor(value)
