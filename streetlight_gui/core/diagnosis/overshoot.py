"""Findings that show alpha to be too large: the error rises, or one update makes it larger."""

from collections.abc import Iterator

import numpy as np

from streetlight_gui.core.diagnosis.error_trend import lower_before, recent_rise
from streetlight_gui.core.diagnosis.finding import Finding, Kind, Remedy
from streetlight_gui.core.diagnosis.measurement import Measurement
from streetlight_gui.core.nn.penalty import Penalty
from streetlight_gui.core.training.history import Curve

_WORSE = 1.5  # times the error before
_FAR = 0.25  # the error of an output that is 0.5 away from its answer


def rising_error(
    measurement: Measurement, errors: Curve, alpha: float, penalty: Penalty
) -> Iterator[Finding]:
    """Find that the error has risen lately; see `recent_rise` for when that is alpha's doing.

    A penalty is another pull on the weights, so it may be its doing as well.
    """
    rise = recent_rise(errors)
    if rise is not None:
        strength = penalty.strength if penalty.is_on else None
        facts = {**vars(rise), "alpha": alpha, "strength": strength}
        yield Finding(Kind.RISING_ERROR, facts, _remedies(measurement))


def overshooting_update(measurement: Measurement, alpha: float) -> Iterator[Finding]:
    """Find an example whose own update would make its own error larger, by half or more.

    An update goes against the gradient of the example's error, so a small enough one lowers it. To
    first order it takes the delta d to `d * (1 - alpha * |g|**2)`, where g is the gradient of the
    output in all weights: further from 0 where `alpha * |g|**2` is above 2, as for the learning
    rate of the LMS rule (Widrow and Hoff, 1960). That picks the example; its update is then made.
    """
    errors = measurement.deltas**2
    row = int(np.argmax(errors * (1 - alpha * measurement.squared_gradients) ** 2))
    pattern, before = measurement.examples.patterns[row], float(errors[row])
    after = _error_after_update(measurement, row, alpha)
    if after <= max(_FAR, _WORSE * before):
        return
    facts = {"pattern": tuple(pattern.tolist()), "before": before, "after": after, "alpha": alpha}
    yield Finding(Kind.OVERSHOOTING_UPDATE, facts, _remedies(measurement))


def lost_ground(measurement: Measurement, errors: Curve) -> Iterator[Finding]:
    """Find that the error was half of what it is, or less, in another iteration of the run."""
    lowest = lower_before(errors)
    if lowest is not None:
        iteration, low = lowest
        facts = {"low": low, "iteration": iteration, "now": float(errors.errors[-1])}
        yield Finding(Kind.LOST_GROUND, facts, _remedies(measurement))


def _remedies(measurement: Measurement) -> tuple[Remedy, ...]:
    return (Remedy.RESTART_SMALLER if measurement.has_run_away else Remedy.SMALLER_ALPHA,)


def _error_after_update(measurement: Measurement, row: int, alpha: float) -> float:
    """Return the error of one example after one update on it alone."""
    network, examples = measurement.network, measurement.examples
    pattern, target = examples.patterns[row : row + 1], examples.targets[row : row + 1]
    parameters = network.parameters - alpha * network.gradient(pattern, target)
    delta = network.with_parameters(parameters).predict(pattern) - target
    return float(delta @ delta)
