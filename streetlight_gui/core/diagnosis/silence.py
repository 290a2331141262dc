"""Findings on units that never fire, and on examples that teach nothing: their gradient is 0.

A relu unit that fires for no example gets no gradient, and neither do the weights behind it. In the
first hidden layer nothing else moves its sum, so that is for ever. In a later layer it is so only
until the layer before changes, unless a whole layer is silent: then no weight before it changes.
A penalty moves weights all the same.
"""

from collections.abc import Iterator

import numpy as np

from streetlight_gui.core.diagnosis.finding import Fate, Finding, Kind, Remedy
from streetlight_gui.core.diagnosis.lowest_error import lowest_constant_error
from streetlight_gui.core.diagnosis.measurement import SMALL, Flags, Measurement
from streetlight_gui.core.training.history import Curve

_NEW_UNITS = (Remedy.NEW_START, Remedy.ADD_UNIT)


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
            for are_silent, in_training_only in ((~fires, False), (only_elsewhere, True)):
                facts = {
                    "silent": int(are_silent.sum()),
                    **_units(measurement, k),
                    "in_training_only": in_training_only,
                    "fate": fate,
                }
                if are_silent.any():
                    yield Finding(Kind.SILENT_UNITS, facts, remedies)


def no_gradient(
    measurement: Measurement, errors: Curve, *, is_penalised: bool
) -> Iterator[Finding]:
    """Find that no weight can change, or none that would tell examples apart; with the error."""
    output = float(measurement.layers[-1][0, 0])
    if measurement.has_no_gradient:
        facts = {
            "output": output if measurement.is_constant else None,
            "error": measurement.error,
            "is_penalised": is_penalised,
        }
        yield Finding(Kind.ALL_GRADIENTS_ZERO, facts, _remedies(measurement, errors))
    elif measurement.is_constant and not is_penalised:
        lowest = lowest_constant_error(measurement.problem)
        if lowest > 0:
            facts = {"output": output, "lowest": lowest}
            yield Finding(Kind.ONE_OUTPUT, facts, _remedies(measurement, errors))


def silent_examples(measurement: Measurement) -> Iterator[Finding]:
    """Find examples with an error for which no unit of the last hidden layer fires.

    No weight has a gradient there; they stay so unless other examples wake a unit.
    """
    has_error = measurement.deltas**2 > SMALL
    rows = np.flatnonzero(has_error & ~measurement.moves_weights & _can_be_heard(measurement))
    if not len(rows):
        return
    facts = {
        "pattern": tuple(measurement.examples.patterns[rows[0]].tolist()),
        "examples": len(rows),
        "is_only_layer": len(measurement.hidden) == 1,
        "has_biases": bool(measurement.network.biases),
    }
    yield Finding(Kind.SILENT_EXAMPLES, facts, _NEW_UNITS)


def all_alike(measurement: Measurement) -> Iterator[Finding]:
    """Find hidden layers whose units have the same weights before and behind them, and so stay."""
    weights, biases = measurement.network.weights, measurement.network.biases
    for k in measurement.hidden:
        vectors = [weights[k - 1], weights[k].T, *(bias[np.newaxis] for bias in biases[k - 1 : k])]
        is_alike = all((vector == vector[:, :1]).all() for vector in vectors)
        if is_alike and len(weights[k]) > 1:
            yield Finding(Kind.ALIKE_UNITS, _units(measurement, k), (Remedy.NEW_START,))


def _can_be_heard(measurement: Measurement) -> Flags:
    """Tell for which examples a hidden unit could fire, (n,).

    Without biases none can where all lights are off.
    """
    patterns = measurement.examples.patterns
    can = np.full(len(patterns), bool(measurement.hidden))
    return can if measurement.network.biases else can & patterns.any(axis=1)


def _units(measurement: Measurement, k: int) -> dict[str, object]:
    layer = k if len(measurement.hidden) > 1 else None
    return {"units": measurement.layers[k].shape[1], "layer": layer}


def _fate(measurement: Measurement, k: int, *, is_penalised: bool) -> Fate:
    if is_penalised:
        return Fate.PENALISED
    is_cut_off = k == 1 or any(map(measurement.is_silent, measurement.hidden[k - 1 :]))
    return Fate.FOR_EVER if is_cut_off else Fate.FOR_NOW


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
