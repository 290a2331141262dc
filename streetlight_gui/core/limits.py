"""What is allowed, in one place: ranges, and the sentences that say so.

Every `parse_*` takes what a person typed, every `check_*` a value from a program. Both raise
`ValueError` with a sentence that says what is wrong and what is allowed.
"""

import math
from collections.abc import Sequence
from numbers import Integral, Real
from typing import TypeGuard

import numpy as np

MAX_LIGHTS = 6
MAX_EXAMPLES = 10_000
MAX_HIDDEN_LAYERS = 3
MAX_UNITS = 16
MAX_SEED = 2**32 - 1
MAX_ALPHA = 1000.0
SMALLEST_ALPHA = 5e-324  # anything above 0
MAX_ITERATIONS = 1_000_000
MAX_RATE = 10.0
MAX_ERROR_BOUND = 1_000_000.0

LIGHT_RULE = "a light must be a number from 0 (off) to 1 (on)"


def check_alpha(alpha: object) -> float:
    """Return `alpha` as a float; it must lie above 0 and not above `MAX_ALPHA`."""
    number = _as_float(alpha)
    if not 0 < number <= MAX_ALPHA:
        raise ValueError(_alpha_sentence(repr(alpha)))
    return number


def parse_alpha(text: str) -> float:
    """Read the learning rate from text."""
    try:
        alpha = float(text)
    except ValueError:
        raise ValueError(_alpha_sentence(repr(text))) from None
    if not 0 < alpha <= MAX_ALPHA:
        raise ValueError(_alpha_sentence(text))
    return alpha


def _alpha_sentence(found: str) -> str:
    return f"alpha must be a number above 0 and at most {MAX_ALPHA:g}, not {found}"


def check_seed(seed: int) -> int:
    """Return `seed` if `numpy.random.RandomState` takes it."""
    return _check_whole_number("seed", seed, 0, MAX_SEED)


def parse_seed(text: str) -> int:
    """Read a seed from text."""
    return _parse_whole_number("seed", text, 0, MAX_SEED)


def check_order_seed(seed: int | None) -> int | None:
    """Return the seed of a shuffled order, or None for the order as it is given."""
    return None if seed is None else _check_whole_number("order seed", seed, 0, MAX_SEED)


def check_examples(examples: object) -> int:
    """Return how many examples an iteration has, if it is a whole number, 1 or more."""
    if not _is_whole(examples) or examples < 1:
        raise ValueError(f"examples must be a whole number, 1 or more, not {examples!r}")
    return int(examples)


def check_batch(batch: object) -> int:
    """Return how many examples share an update, if it is a whole number; 0 for all of them."""
    return check_count("batch", batch)


def check_index(name: str, index: object, count: int) -> int:
    """Return `index` if it is one of so many, from 0 on."""
    return _check_whole_number(name, index, 0, count - 1)


def check_light(value: object) -> float:
    """Return the brightness of a light as a float; -0.0 becomes 0.0."""
    brightness = _as_float(value)
    if not 0 <= brightness <= 1:
        raise ValueError(f"{LIGHT_RULE}, not {value!r}")
    return brightness + 0.0


def parse_light(text: str) -> float:
    """Read the brightness of a light from text."""
    brightness = _parse_float(text)
    if not 0 <= brightness <= 1:
        raise ValueError(f"{LIGHT_RULE}, not {text!r}")
    return brightness + 0.0


def check_answer(answer: object) -> float:
    """Return an answer as a float; -0.0 becomes 0.0."""
    number = _as_float(answer)
    if not math.isfinite(number):
        raise ValueError(
            f"an answer must be a finite number, 1 for WALK and 0 for STOP, not {answer!r}"
        )
    return number + 0.0


def check_weight(weight: object) -> float:
    """Return a weight as a float."""
    number = _as_float(weight)
    if not math.isfinite(number):
        raise ValueError(f"a weight must be a finite number, not {weight!r}")
    return number


def check_count(name: str, count: object) -> int:
    """Return how many of something to train, if it is a whole number."""
    if not _is_whole(count) or count < 0:
        raise ValueError(f"{name} must be a whole number, 0 or more, not {count!r}")
    return int(count)


def parse_iterations(text: str) -> int:
    """Read a number of iterations to train from text."""
    return _parse_whole_number("iterations", text, 1, MAX_ITERATIONS)


def parse_iterations_or_none(text: str) -> int:
    """Read a number of iterations to train from text; 0 leaves the network untrained."""
    return _parse_whole_number("iterations", text, 0, MAX_ITERATIONS)


def parse_phase(text: str) -> int:
    """Read the number of a phase of training on one example from text."""
    return _parse_whole_number("phase", text, 1, 5)


def parse_every(text: str) -> int:
    """Read from text after how many iterations a line is printed each time."""
    return _parse_whole_number("every", text, 1, MAX_ITERATIONS)


def parse_stop_after(text: str) -> int:
    """Read after how many further iterations a run stops; 'never' is 0."""
    if text.strip().lower() == "never":
        return 0
    try:
        return _parse_whole_number("stop after", text, 0, MAX_ITERATIONS)
    except ValueError:
        allowed = f"a whole number from 1 to {MAX_ITERATIONS:,}, or 'never'"
        raise ValueError(f"stop after must be {allowed}, not {text!r}") from None


def parse_weight(text: str) -> float:
    """Read a weight from text."""
    try:
        weight = float(text)
    except ValueError:
        weight = math.nan
    if not math.isfinite(weight):
        raise ValueError(f"a weight must be a finite number such as -0.25, not {text!r}")
    return weight


def check_hidden(hidden: object) -> tuple[int, ...]:
    """Return the sizes of the hidden layers as a tuple if there are few enough, small enough."""
    if isinstance(hidden, np.ndarray):
        hidden = hidden.tolist()
    if not isinstance(hidden, Sequence):
        raise ValueError(_hidden_sentence(repr(hidden)))
    sizes = [size for size in hidden if _is_whole(size) and 1 <= size <= MAX_UNITS]
    if len(sizes) != len(hidden) or len(sizes) > MAX_HIDDEN_LAYERS:
        raise ValueError(_hidden_sentence(",".join(map(str, hidden))))
    return tuple(int(size) for size in sizes)


def parse_hidden(text: str) -> tuple[int, ...]:
    """Read the sizes of the hidden layers from text: `4`, `8,8` or `none`."""
    if text.strip().lower() == "none":
        return ()
    try:
        return check_hidden([int(part) for part in text.split(",")])
    except ValueError:
        raise ValueError(_hidden_sentence(repr(text))) from None


def _hidden_sentence(found: str) -> str:
    return (
        f"hidden must be up to {MAX_HIDDEN_LAYERS} layers of 1 to {MAX_UNITS} units, "
        f"written like 4 or 8,8, or none, not {found}"
    )


def check_lights(lights: int) -> int:
    """Return a number of lights if the housing has room for them."""
    return _check_whole_number("lights", lights, 1, MAX_LIGHTS)


def _check_whole_number(name: str, value: object, low: int, high: int) -> int:
    if not _is_whole(value) or not low <= value <= high:
        raise ValueError(_whole_number_sentence(name, low, high, repr(value)))
    return int(value)


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


def _parse_whole_number(name: str, text: str, low: int, high: int) -> int:
    try:
        value = int(text)
    except ValueError:
        raise ValueError(_whole_number_sentence(name, low, high, repr(text))) from None
    return _check_whole_number(name, value, low, high)


def _whole_number_sentence(name: str, low: int, high: int, found: str) -> str:
    return f"{name} must be a whole number from {low} to {high:,}, not {found}"


def parse_units(text: str) -> int:
    """Read the number of units of a hidden layer from text."""
    return _parse_whole_number("units", text, 1, MAX_UNITS)


def check_rate(rate: object) -> float:
    """Return the rate of a penalty as a float."""
    number = _as_float(rate)
    if not 0 <= number <= MAX_RATE:
        raise ValueError(_rate_sentence(repr(rate)))
    return number


def parse_rate(text: str) -> float:
    """Read the rate of a penalty from text."""
    rate = _parse_float(text)
    if not 0 <= rate <= MAX_RATE:
        raise ValueError(_rate_sentence(repr(text)))
    return rate


def _rate_sentence(found: str) -> str:
    return f"rate must be a number from 0 to {MAX_RATE:g}, not {found}"


def parse_batch(text: str) -> int:
    """Read how many examples share an update from text."""
    return _parse_whole_number("batch", text, 1, MAX_EXAMPLES)


def parse_error_bound(text: str) -> float:
    """Read the error below which a run stops from text."""
    bound = _parse_float(text)
    if not 0 < bound <= MAX_ERROR_BOUND:
        allowed = f"a number above 0 and at most {MAX_ERROR_BOUND:,.0f}"
        raise ValueError(f"the error to stop below must be {allowed}, not {text!r}")
    return bound


def _parse_float(text: str) -> float:
    """Read a number from text; nan, which lies in no range, for what is none."""
    try:
        return float(text)
    except ValueError:
        return math.nan
