"""Findings on units that never fire, and on examples that teach nothing: their gradient is 0.

A relu unit that fires for no example gets no gradient, and neither do the weights behind it. In the
first hidden layer nothing else moves its sum, so that is for ever. In a later layer it is so only
until the layer before changes, unless a whole layer is silent: then no weight before it changes.
A penalty moves weights all the same.
"""

from collections.abc import Iterator

import numpy as np

from streetlight_gui.core.finding import Finding, Remedy, number_text, pattern_text
from streetlight_gui.core.lowest_error import lowest_constant_error
from streetlight_gui.core.measurement import SMALL, Flags, Measurement

_NEW_UNITS = (Remedy.NEW_START, Remedy.ADD_UNIT)

Forms = tuple[str, str]  # for one unit, and for several

_NEVER = "never fires", "never fire"
_NOT_IN_TRAINING = "fires for no example in training", "fire for no example in training"
_FOR_EVER = " and cannot change: its gradient is 0.", " and cannot change: their gradient is 0."
_FOR_NOW = (
    ": its gradient is 0, and only a change in hidden layer {before} can wake it.",
    ": their gradient is 0, and only a change in hidden layer {before} can wake them.",
)
_PENALISED = (
    ": its gradient is 0, and only the penalty changes its weights.",
    ": their gradient is 0, and only the penalty changes their weights.",
)


def silent_units(measurement: Measurement, *, is_penalised: bool) -> Iterator[Finding]:
    """Find relu units that fire for no pattern, and those that fire for others than the examples.

    A unit never fires if it does so neither for an on-off pattern nor for an example.
    """
    for k in measurement.hidden:
        if measurement.is_relu(k):
            fate = _fate(measurement, k, is_penalised=is_penalised)
            fires, fires_in_training = measurement.fires(k), measurement.fires_in_training(k)
            yield from _silent(measurement, k, ~fires, _NEVER, fate)
            yield from _silent(measurement, k, fires & ~fires_in_training, _NOT_IN_TRAINING, fate)


def standstill(measurement: Measurement, *, is_penalised: bool) -> Iterator[Finding]:
    """Find that no weight can change, or none that would tell examples apart; with the error."""
    output, error = number_text(measurement.layers[-1][0, 0]), number_text(measurement.error)
    if measurement.is_frozen:
        same = f"Every output is {output} and every" if measurement.is_constant else "Every"
        rest = (
            "only the penalty changes the weights."
            if is_penalised
            else f"nothing can change, so the error stays at {error}."
        )
        yield Finding(f"{same} gradient is 0: {rest}", _NEW_UNITS)
    elif measurement.is_constant and not is_penalised:
        lowest = number_text(lowest_constant_error(measurement.problem))
        text = f"Every example gets the same output, {output}, and always will: the error cannot "
        yield Finding(f"{text}fall below {lowest}.", _NEW_UNITS)


def silent_examples(measurement: Measurement) -> Iterator[Finding]:
    """Find examples with an error for which no unit of the last hidden layer fires.

    No weight has a gradient there; they stay so unless other examples wake a unit.
    """
    has_error = measurement.deltas**2 > SMALL
    rows = np.flatnonzero(has_error & ~measurement.moves_weights & _can_speak(measurement))
    if not len(rows):
        return
    pattern = pattern_text(measurement.examples.patterns[rows[0]])
    is_one = len(rows) == 1
    which = f"For {pattern}" if is_one else f"For {len(rows):,} examples, such as {pattern},"
    unit = "hidden unit" if len(measurement.hidden) == 1 else "unit of the last hidden layer"
    if measurement.network.biases:
        rest = f"only biases learn from {'this example' if is_one else 'these examples'}"
    else:
        rest = "its gradient is 0 and it teaches" if is_one else "their gradient is 0 and they teach"
        rest += " nothing"
    yield Finding(f"{which} no {unit} fires, so {rest}.", _NEW_UNITS)


def all_alike(measurement: Measurement) -> Iterator[Finding]:
    """Find hidden layers whose units have the same weights before and behind them, and so stay."""
    weights, biases = measurement.network.weights, measurement.network.biases
    for k in measurement.hidden:
        vectors = [weights[k - 1], weights[k].T, *(bias[np.newaxis] for bias in biases[k - 1 : k])]
        is_alike = all((vector == vector[:, :1]).all() for vector in vectors)
        if is_alike and len(weights[k]) > 1:
            text = f"All {_units(measurement, k)} are alike and get the same gradient: they stay "
            yield Finding(f"{text}alike and do the work of one.", (Remedy.NEW_START,))


def _can_speak(measurement: Measurement) -> Flags:
    """Tell which examples (n,) a hidden unit could fire for: not all lights off, without biases."""
    has_biases, patterns = bool(measurement.network.biases), measurement.examples.patterns
    return np.any(patterns, axis=1) | has_biases if measurement.hidden else np.False_ & patterns[:, 0]


def _units(measurement: Measurement, k: int) -> str:
    size = measurement.layers[k].shape[1]
    if len(measurement.hidden) == 1:
        return f"{size} hidden units"
    return f"{size} units of hidden layer {k}"


def _silent(
    measurement: Measurement, k: int, are_silent: Flags, fires: Forms, fate: Forms
) -> Iterator[Finding]:
    count = int(are_silent.sum())
    if count:
        form = int(count > 1)
        text = f"{count} of {_units(measurement, k)} {fires[form]}{fate[form]}"
        yield Finding(text.format(before=k - 1), _NEW_UNITS)


def _fate(measurement: Measurement, k: int, *, is_penalised: bool) -> Forms:
    if is_penalised:
        return _PENALISED
    a_layer_from_here_on_is_silent = any(map(measurement.is_silent, measurement.hidden[k - 1 :]))
    return _FOR_EVER if k == 1 or a_layer_from_here_on_is_silent else _FOR_NOW
