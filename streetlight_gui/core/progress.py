"""Findings on where training is going: alpha too large, answers still wrong, a standstill."""

from collections.abc import Iterator

import numpy as np

from streetlight_gui.core.error_trend import STANDSTILL, iterations_alike, lowest_before, recent_rise
from streetlight_gui.core.example_words import answer_text
from streetlight_gui.core.finding import Finding, Remedy, number_text, pattern_text
from streetlight_gui.core.history import Curve
from streetlight_gui.core.lowest_error import lowest_error
from streetlight_gui.core.measurement import SMALL, Measurement
from streetlight_gui.core.penalty import Penalty
from streetlight_gui.core.settings import BOOK_ALPHA

_OVERSHOOT = 1.5  # times the error before
_FAR = 0.25  # an error: the output is 0.5 away from the answer
_NOTABLE = 0.01  # of the error


def rising_error(
    measurement: Measurement, errors: Curve, alpha: float, penalty: Penalty
) -> Iterator[Finding]:
    """Find that the error rose a short while ago, see `recent_rise`."""
    rise = recent_rise(errors)
    if rise is None or rise.high <= SMALL * len(measurement.problem):
        return
    cause = f"alpha {alpha:g}"
    if penalty.is_on:
        cause += f" or the penalty's rate {penalty.rate:g}"
    span = "iteration" if rise.iterations == 1 else f"{rise.iterations} iterations"
    low, high = number_text(rise.low), number_text(rise.high)
    text = f"The error rose from {low} to {high} in the last {span}: {cause} is too large."
    yield Finding(text, (Remedy.SMALLER_ALPHA,))


def overshooting_update(measurement: Measurement, alpha: float) -> Iterator[Finding]:
    """Find an example whose own update would make its own error larger, by half or more.

    An update goes against the gradient of the example's error, so a small enough one lowers that
    error. To first order it takes the delta d to `d * (1 - alpha * |g|**2)`, g being the gradient
    of the output in all weights: larger than before where `alpha * |g|**2 > 2`. This picks the
    example; what is said of it is computed in full.
    """
    before = measurement.deltas**2
    row = int(np.argmax(before * (1 - alpha * measurement.squared_gradients) ** 2))
    pattern, target = measurement.examples.patterns[row], measurement.examples.targets[row]
    network = measurement.network
    step = alpha * network.gradient(pattern[np.newaxis], [target])
    after = (network.with_parameters(network.parameters - step).predict([pattern])[0] - target) ** 2
    if after > _FAR and after > _OVERSHOOT * before[row]:
        text = (
            f"The update for {pattern_text(pattern)} would take its own error from "
            f"{number_text(before[row])} to {number_text(after)}: alpha {alpha:g} is too large."
        )
        yield Finding(text, (Remedy.SMALLER_ALPHA,))


def wrong_answers(measurement: Measurement, *, is_stuck: bool) -> Iterator[Finding]:
    """Find how many answers are wrong, and the one that is furthest from right."""
    examples = measurement.examples
    is_wrong = ~measurement.are_right
    count = int(examples.counts[is_wrong].sum())
    if not count:
        return
    row = int(np.argmax(np.where(is_wrong, np.abs(measurement.deltas), -1.0)))
    pattern, target = pattern_text(examples.patterns[row]), float(examples.targets[row])
    output = float(measurement.layers[-1][row, 0])
    is_word = target in (0.0, 1.0)
    says = answer_text(float(output >= WALK_THRESHOLD)) if is_word else number_text(output)
    which = f"for {pattern}" if count == 1 else f"most of all for {pattern}:"
    verb = "is" if count == 1 else "are"
    yield Finding("")


def lost_ground(measurement: Measurement, errors: Curve) -> Iterator[Finding]:
    """Find that the error was clearly lower at another time of the run."""
    before = lowest_before(errors)
    last = float(errors.errors[-1]) if len(errors.errors) else 0.0
    if before is None or last <= SMALL * len(measurement.problem):
        return
    iteration, low = before
    text = f"The error was {number_text(low)} in iteration {iteration:,} and is {number_text(last)} "
    yield Finding(f"{text}now.", (Remedy.SMALLER_ALPHA,))
