"""Findings on what no training can get past: the examples, or the kind of the network."""

from collections.abc import Iterator

import numpy as np

from streetlight_gui.core.diagnosis.examples import contradictions
from streetlight_gui.core.diagnosis.finding import Finding, Kind, Remedy
from streetlight_gui.core.diagnosis.lowest_error import (
    lowest_all_off_error,
    lowest_error,
    lowest_linear_error,
)
from streetlight_gui.core.diagnosis.measurement import Measurement
from streetlight_gui.core.problems.problem import Problem


def contradicting_examples(problem: Problem) -> Iterator[Finding]:
    """Find patterns with more than one answer, and the lowest error possible with them."""
    found = contradictions(problem)
    if not found:
        return
    first, second, *_others = targets = found[0].targets.tolist()
    facts = {
        "patterns": len(found),
        "pattern": tuple(found[0].patterns[0].tolist()),
        "answers": len(targets),
        "first": first,
        "second": second,
        "lowest": lowest_error(problem),
    }
    yield Finding(Kind.CONTRADICTION, facts, (Remedy.EDIT_EXAMPLES,))


def all_lights_off(measurement: Measurement) -> Iterator[Finding]:
    """Find that the pattern with all lights off needs another output than the 0 it always gets."""
    lowest = lowest_all_off_error(measurement.problem)
    names = {activation.name for activation in measurement.network.activations}
    if lowest and not measurement.network.biases and "sigmoid" not in names:
        facts = {"pattern": (0.0,) * measurement.problem.lights, "lowest": lowest}
        yield Finding(Kind.ALL_LIGHTS_OFF, facts, (Remedy.ADD_BIAS, Remedy.EDIT_EXAMPLES))


def linear(measurement: Measurement) -> Iterator[Finding]:
    """Find that the network is linear, always or now on these examples, and that it is not enough.

    A network of relu units is linear on the examples if each of its units fires for all of them or
    for none: either relu changes none of its sums, or the unit is as good as not there.
    """
    network, problem = measurement.network, measurement.problem
    lowest = lowest_linear_error(problem, bias=bool(network.biases))
    if not lowest or not is_linear_on_examples(measurement):
        return
    facts = {"lowest": lowest}
    if not network.hidden:
        yield Finding(Kind.NO_HIDDEN_LAYER, facts, (Remedy.ADD_HIDDEN_LAYER,))
    elif all(activation.name == "linear" for activation in network.activations):
        yield Finding(Kind.ONLY_LINEAR_UNITS, facts, (Remedy.USE_RELU,))
    else:
        yield Finding(Kind.LINEAR_ON_EXAMPLES, facts, (Remedy.NEW_START, Remedy.ADD_UNIT))


def is_linear_on_examples(measurement: Measurement) -> bool:
    """Tell whether the network computes a linear function on the examples, or affine with bias."""
    network = measurement.network
    rows = measurement.examples.patterns.any(axis=1)  # with all lights off every sum is 0
    if network.biases:
        rows = np.ones_like(rows)
    for k, activation in enumerate(network.activations, start=1):
        fires = measurement.layers[k][rows] > 0
        is_uniform = bool((fires.all(axis=0) | ~fires.any(axis=0)).all())
        if activation.name != "linear" and not (activation.name == "relu" and is_uniform):
            return False
    return True
