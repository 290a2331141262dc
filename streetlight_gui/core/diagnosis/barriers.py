"""Findings on what no training can get past: the examples, or the kind of the network."""

from collections.abc import Iterator

import numpy as np

from streetlight_gui.core.diagnosis.examples import contradictions
from streetlight_gui.core.diagnosis.finding import Finding, Remedy, rounded_text
from streetlight_gui.core.diagnosis.lowest_error import (
    lowest_all_off_error,
    lowest_error,
    lowest_linear_error,
)
from streetlight_gui.core.diagnosis.measurement import Measurement
from streetlight_gui.core.problems.example_words import answer_text, pattern_text
from streetlight_gui.core.problems.problem import Problem


def contradicting_examples(problem: Problem) -> Iterator[Finding]:
    """Find patterns with more than one answer, and the lowest error possible with them."""
    found = contradictions(problem)
    if not found:
        return
    pattern, targets = pattern_text(found[0].patterns[0]), found[0].targets.tolist()
    answers = " and ".join(map(answer_text, targets[:2]))
    if len(found) > 1:
        which = f"{len(found):,} patterns have more than one answer, such as {pattern} {answers}"
    elif len(targets) > 2:
        which = f"{pattern} has {len(targets):,} answers, such as {answers}"
    else:
        which = f"{pattern} has two answers, {answers}"
    lowest = rounded_text(lowest_error(problem))
    yield Finding(f"{which}: the error cannot fall below {lowest}.", (Remedy.EDIT_EXAMPLES,))


def all_lights_off(measurement: Measurement) -> Iterator[Finding]:
    """Find that the pattern with all lights off needs another output than the 0 it always gets."""
    lowest = lowest_all_off_error(measurement.problem)
    names = {activation.name for activation in measurement.network.activations}
    if lowest and not measurement.network.biases and "sigmoid" not in names:
        off = pattern_text([0.0] * measurement.problem.lights)
        text = f"Without biases the output for {off} is always 0: the error cannot fall below "
        yield Finding(f"{text}{rounded_text(lowest)}.", (Remedy.ADD_BIAS, Remedy.EDIT_EXAMPLES))


def linear(measurement: Measurement) -> Iterator[Finding]:
    """Find that the network is linear, always or now on these examples, and that it is not enough.

    A network of relu units is linear on the examples if each of its units fires for all of them or
    for none: either relu changes none of its sums, or the unit is as good as not there.
    """
    network, problem = measurement.network, measurement.problem
    lowest = lowest_linear_error(problem, bias=bool(network.biases))
    if not lowest or not is_linear_on_examples(measurement):
        return
    bound = f"the error cannot fall below {rounded_text(lowest)} (least squares)."
    if not network.hidden:
        yield Finding(f"Without a hidden layer {bound}", (Remedy.ADD_HIDDEN_LAYER,))
    elif all(activation.name == "linear" for activation in network.activations):
        yield Finding(f"With only linear units {bound}", (Remedy.USE_RELU,))
    else:
        why = "the network is linear, as relu cuts off all of a unit's sums or none"
        text = f"On these examples {why}: while that lasts, {bound}"
        yield Finding(text, (Remedy.NEW_START, Remedy.ADD_UNIT))


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
