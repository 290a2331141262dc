"""Findings on units that never fire, and on examples that teach nothing: their gradient is 0.

A relu unit that fires for no example gets no gradient, and neither do the weights behind it. In the
first hidden layer nothing else moves its sum, so that is for ever. In a later layer it is so only
until the layer before changes, unless a whole layer is silent: then no weight before it changes.
A penalty moves weights all the same.
"""

from collections.abc import Iterator

import numpy as np

from streetlight_gui.core.diagnosis.finding import Finding, Remedy, rounded_text
from streetlight_gui.core.diagnosis.lowest_error import lowest_constant_error
from streetlight_gui.core.diagnosis.measurement import SMALL, Flags, Measurement
from streetlight_gui.core.problems.example_words import pattern_text
from streetlight_gui.core.training.history import Curve

_NEW_UNITS = (Remedy.NEW_START, Remedy.ADD_UNIT)

Forms = tuple[str, str]  # for one unit, and for several

_NEVER = "never fires", "never fire"
_NOT_IN_TRAINING = "fires for no example in training", "fire for no example in training"
_FOR_EVER = " and cannot change: its gradient is 0.", " and cannot change: their gradient is 0."
_FOR_NOW = (
    ": its gradient is 0, and only a change in {before} can wake it.",
    ": their gradient is 0, and only a change in {before} can wake them.",
)
_PENALISED = (
    ": its gradient is 0, and only the penalty changes its weights.",
    ": their gradient is 0, and only the penalty changes their weights.",
)


def silent_units(
    measurement: Measurement, errors: Curve, *, is_stuck: bool, is_penalised: bool
) -> Iterator[Finding]:
    """Find relu units that fire for no pattern, and those that fire for others than the examples.

    A unit never fires if it does so neither for an on-off pattern nor for an example. While the
    network learns, that is no reason to do anything.
    """
    remedies = _remedies(measurement, errors) if is_stuck else ()
    for k in measurement.hidden:
        if measurement.is_relu(k):
            fate = _fate(measurement, k, is_penalised=is_penalised)
            fires, fires_in_training = measurement.fires(k), measurement.fires_in_training(k)
            only_elsewhere = fires & ~fires_in_training
            for are_silent, manner in ((~fires, _NEVER), (only_elsewhere, _NOT_IN_TRAINING)):
                count = int(are_silent.sum())
                if count:
                    form = int(count > 1)
                    who = f"{count} of {_units(measurement, k)}"
                    yield Finding(f"{who} {manner[form]}{fate[form]}", remedies)


def no_gradient(
    measurement: Measurement, errors: Curve, *, is_penalised: bool
) -> Iterator[Finding]:
    """Find that no weight can change, or none that would tell examples apart; with the error."""
    output, error = rounded_text(measurement.layers[-1][0, 0]), rounded_text(measurement.error)
    if measurement.is_frozen:
        same = f"Every output is {output} and every" if measurement.is_constant else "Every"
        rest = (
            "only the penalty changes the weights."
            if is_penalised
            else f"nothing can change, so the error stays at {error}."
        )
        yield Finding(f"{same} gradient is 0: {rest}", _remedies(measurement, errors))
    elif measurement.is_constant and not is_penalised:
        lowest = lowest_constant_error(measurement.problem)
        if lowest > 0:
            text = f"Every example gets the same output, {output}, and always will: the error "
            yield Finding(
                f"{text}cannot fall below {rounded_text(lowest)}.", _remedies(measurement, errors)
            )


def silent_examples(measurement: Measurement) -> Iterator[Finding]:
    """Find examples with an error for which no unit of the last hidden layer fires.

    No weight has a gradient there; they stay so unless other examples wake a unit.
    """
    has_error = measurement.deltas**2 > SMALL
    rows = np.flatnonzero(has_error & ~measurement.moves_weights & _can_be_heard(measurement))
    if not len(rows):
        return
    pattern = pattern_text(measurement.examples.patterns[rows[0]])
    is_one = len(rows) == 1
    which = f"For {pattern}" if is_one else f"For {len(rows):,} examples, such as {pattern},"
    unit = "hidden unit" if len(measurement.hidden) == 1 else "unit of the last hidden layer"
    if measurement.network.biases:
        rest = f"only biases learn from {'this example' if is_one else 'these examples'}"
    elif is_one:
        rest = "this example has gradient 0 and teaches nothing"
    else:
        rest = "these examples have gradient 0 and teach nothing"
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


def _can_be_heard(measurement: Measurement) -> Flags:
    """Tell for which examples a hidden unit could fire, (n,).

    Without biases none can where all lights are off.
    """
    patterns = measurement.examples.patterns
    can = np.full(len(patterns), bool(measurement.hidden))
    return can if measurement.network.biases else can & patterns.any(axis=1)


def _units(measurement: Measurement, k: int) -> str:
    size = measurement.layers[k].shape[1]
    if len(measurement.hidden) == 1:
        return f"{size} hidden units"
    return f"{size} units of hidden layer {k}"


def _fate(measurement: Measurement, k: int, *, is_penalised: bool) -> Forms:
    if is_penalised:
        return _PENALISED
    if k == 1 or any(map(measurement.is_silent, measurement.hidden[k - 1 :])):
        return _FOR_EVER
    before = f"hidden layer {k - 1}"
    one, several = _FOR_NOW
    return one.format(before=before), several.format(before=before)


def _remedies(measurement: Measurement, errors: Curve) -> tuple[Remedy, ...]:
    """Choose what to try; a smaller alpha, from the same start, where updates silenced all units.

    They did where the error was another one before. Units without any weight never fired.
    """
    is_as_ever = np.allclose(errors.errors, measurement.error, rtol=1e-6, atol=0.0)
    if not measurement.network.parameters.any():
        return (Remedy.NEW_START,)
    if is_as_ever or not measurement.is_constant or not measurement.network.weights[0].any():
        return _NEW_UNITS
    return (Remedy.RESTART_SMALLER, Remedy.NEW_START)
