"""Which numbers are allowed: each rule with its range, and the sentence that says so.

A rule checks values from a program and parses what a person typed. Whatever is not allowed raises
`ValueError` with a sentence that says what is wrong and what is allowed.
"""

import copyreg
import math
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from numbers import Integral, Real
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from streetlight_gui.core.checks.arrays import Array

MAX_LIGHTS = 6
MAX_EXAMPLES = 10_000
MAX_HIDDEN_LAYERS = 3
MAX_UNITS = 16
MAX_SEED = 2**32 - 1
MAX_ITERATIONS = 1_000_000

_ABOVE_0 = 5e-324  # the smallest number that is
_LARGEST = sys.float_info.max
_LONGEST_SHOWN = 40  # characters of what is wrong, so that the sentence stays one
# float() and int() also take words, underscores and the digits of other scripts.
_NUMBER = re.compile(r"\s*[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?\s*", re.ASCII | re.IGNORECASE)
_WHOLE = re.compile(r"\s*[+-]?\d{1,20}\s*", re.ASCII)  # more digits are in no range

N_co = TypeVar("N_co", bound=float, covariant=True)


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


@dataclass(frozen=True)
class Rule(Generic[N_co]):
    """A range of numbers.

    Attributes:
        sentence: what is allowed.
        low: the least number.
        high: the greatest one.
        kind: int, where numbers must be whole, or float.
        word: what a person may type for the least number, or ''.
    """

    sentence: str
    low: float
    high: float
    kind: type[N_co]
    word: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether numbers must be whole."""
        return self.kind is int

    def check(self, value: object) -> N_co:
        """Return a number from a program, if it is allowed; -0.0 becomes 0.0."""
        number = _as_number(value)
        is_odd = self.is_whole and number % 1 != 0
        if is_odd or not self.low <= number <= self.high:
            raise RefusedError(self.sentence, value)
        return self.kind(number + 0)

    def parse(self, text: str) -> N_co:
        """Return a number that a person typed, if it is allowed; otherwise quote them."""
        if self.word and text.strip().lower() == self.word:
            return self.kind(self.low)
        pattern = _WHOLE if self.is_whole else _NUMBER
        try:
            return self.check(self.kind(text) if pattern.fullmatch(text) else math.nan)
        except RefusedError:
            has_comma = "," in text and pattern.fullmatch(text.replace(",", "."))
            hint = ", with a decimal point" if has_comma else ""
            raise RefusedError(self.sentence + hint, text) from None


def whole(name: str, low: int, high: int) -> Rule[int]:
    """Return the rule that something is a whole number from one to another."""
    return Rule(f"{name} must be a whole number from {low} to {high:,}", low, high, int)


def count(name: str, least: int = 0) -> Rule[int]:
    """Return the rule that there are so many of something, or more."""
    return Rule(f"{name} must be a whole number, {least} or more", least, math.inf, int)


_ANSWER = "an answer must be a finite number, 1 for WALK and 0 for STOP"
_BATCH_OR_ALL = whole("batch", 1, MAX_EXAMPLES).sentence + ", or 'all', which is 0"
_ERROR_BOUND = "the error to stop below must be a number above 0 and at most 1,000,000"
_HIDDEN = f"hidden must be up to {MAX_HIDDEN_LAYERS} layers of 1 to {MAX_UNITS} units"
_STOP_AFTER = whole("stop after", 1, MAX_ITERATIONS).sentence + ", or 'never', which is 0"

ALPHA = Rule("alpha must be a number above 0 and at most 1000", _ABOVE_0, 1000, float)
ANSWER = Rule(_ANSWER, -_LARGEST, _LARGEST, float)
BATCH = whole("batch", 1, MAX_EXAMPLES)
BATCH_OR_ALL = Rule(_BATCH_OR_ALL, 0, MAX_EXAMPLES, int, word="all")
ERROR_BOUND = Rule(_ERROR_BOUND, _ABOVE_0, 1_000_000, float)
ITERATIONS = whole("iterations", 1, MAX_ITERATIONS)
LIGHT = Rule("a light must be a number from 0 (off) to 1 (on)", 0, 1, float)
LIGHTS = whole("lights", 1, MAX_LIGHTS)
SEED = whole("seed", 0, MAX_SEED)
STOP_AFTER = Rule(_STOP_AFTER, 0, MAX_ITERATIONS, int, word="never")
STRENGTH = Rule("strength must be a number from 0 to 10", 0, 10, float)
UNITS = whole("units", 1, MAX_UNITS)
WEIGHT = Rule("a weight must be a finite number such as -0.25", -_LARGEST, _LARGEST, float)


def check_hidden(hidden: object) -> tuple[int, ...]:
    """Return the sizes of the hidden layers as a tuple if there are few enough, small enough."""
    sizes = hidden.tolist() if isinstance(hidden, np.ndarray) else hidden
    with suppress(RefusedError):
        is_text = isinstance(sizes, str)
        if isinstance(sizes, Sequence) and not is_text and len(sizes) <= MAX_HIDDEN_LAYERS:
            return tuple(map(UNITS.check, sizes))
    raise RefusedError(f"{_HIDDEN}, a sequence such as (4,), or () for none", hidden)


def parse_hidden(text: str, between: str = ",") -> tuple[int, ...]:
    """Read the sizes of the hidden layers, with something between them: `4`, `8,8` or `none`."""
    if text.strip().lower() == "none":
        return ()
    try:
        return check_hidden([UNITS.parse(part) for part in text.split(between)])
    except RefusedError:
        rule = f"{_HIDDEN}, written like 4 or 8{between}8, or none"
        raise RefusedError(rule, text) from None


def parse_number(text: str) -> float:
    """Read a number; nan, which lies in no range, for what is none."""
    return float(text) if _NUMBER.fullmatch(text) else math.nan


def as_array(name: str, values: ArrayLike) -> Array:
    """Return numbers as an array of floats of any shape, a copy only where one is needed.

    Numbers are NumPy's, but for complex ones, and Python's real ones. What NumPy would make numbers
    of, such as text and None, is refused.
    """
    with suppress(TypeError, ValueError, OverflowError):
        array = np.asarray(values)
        if _holds_numbers(array):
            return array.astype(np.float64, copy=False)
    raise RefusedError(f"{name} must be numbers, in rows of the same length", values)


def shown(found: object) -> str:
    """Write a value as Python does, on one line and not too long."""
    found = found.item() if isinstance(found, np.generic) else found
    if isinstance(found, str):
        return f"{found[:_LONGEST_SHOWN]!r}{'...' if len(found) > _LONGEST_SHOWN else ''}"
    try:
        text = " ".join(repr(found).split())  # arrays have lines
    except ValueError:  # Python writes no number of thousands of digits
        return "something too long to be written"
    return f"{text[:_LONGEST_SHOWN]}..." if len(text) > _LONGEST_SHOWN else text


def _holds_numbers(array: NDArray[np.generic]) -> bool:
    if array.dtype.kind == "O":  # numbers of Python's that are none of NumPy's
        return all(isinstance(value, Real) for value in array.flat)
    return array.dtype.kind in "biuf"


def _as_number(value: object) -> float:
    """Return a number, a whole one as it is; nan for what is none, or too large for a float."""
    if isinstance(value, Integral):  # first: it is looked at in every step
        return int(value)
    try:
        return float(value) if isinstance(value, Real) else math.nan
    except OverflowError:
        return math.nan
