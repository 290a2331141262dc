"""Findings on what no training can get past: the examples, or the kind of the network."""

from collections.abc import Iterator

import numpy as np

from streetlight_gui.core.diagnosis.case import Case
from streetlight_gui.core.diagnosis.examples import lowest_linear_error
from streetlight_gui.core.diagnosis.finding import Finding, Kind, Remedy, found


def contradicting_examples(case: Case) -> Iterator[Finding]:
    """Find patterns with more than one answer, and the lowest error possible with them."""
    examples = case.examples
    several = np.flatnonzero(np.bincount(examples.groups) > 1)
    if len(several):
        rows = np.flatnonzero(examples.groups == several[0])
        first, second, *_others = examples.targets[rows].tolist()
        pattern, lowest = tuple(examples.patterns[rows[0]].tolist()), examples.lowest_error
        facts = {"patterns": len(several), "answers": len(rows), "first": first, "second": second}
        remedy = Remedy.EDIT_EXAMPLES
        yield found(Kind.CONTRADICTION, remedy, **facts, pattern=pattern, lowest=lowest)


def all_lights_off(case: Case) -> Iterator[Finding]:
    """Find that the pattern with all lights off needs another output than the 0 it always gets."""
    lowest = case.examples.lowest_all_off_error
    names = {activation.name for activation in case.network.activations}
    if lowest and not case.network.biases and "sigmoid" not in names:
        remedies, pattern = (Remedy.ADD_BIAS, Remedy.EDIT_EXAMPLES), (0.0,) * case.problem.lights
        yield found(Kind.ALL_LIGHTS_OFF, *remedies, pattern=pattern, lowest=lowest)


def linear(case: Case) -> Iterator[Finding]:
    """Find that the network is linear, always or now on these examples, and that it is not enough.

    A network of relu units is linear on the examples if each of its units fires for all of them or
    for none: either relu changes none of its sums, or the unit is as good as not there.
    """
    lowest = lowest_linear_error(case.problem, bias=bool(case.network.biases))
    if not lowest or not _is_linear_on_examples(case):
        return
    if not case.network.hidden:
        yield found(Kind.NO_HIDDEN_LAYER, Remedy.ADD_HIDDEN_LAYER, lowest=lowest)
    elif all(activation.name == "linear" for activation in case.network.activations):
        yield found(Kind.ONLY_LINEAR_UNITS, Remedy.USE_RELU, lowest=lowest)
    else:
        yield found(Kind.LINEAR_ON_EXAMPLES, Remedy.NEW_START, Remedy.ADD_UNIT, lowest=lowest)


def _is_linear_on_examples(case: Case) -> bool:
    """Tell whether the network computes a linear function on the examples, or affine with bias."""
    for k, activation in enumerate(case.network.activations, start=1):
        fires = case.layers[k][case.can_be_heard] > 0
        is_uniform = bool((fires.all(axis=0) | ~fires.any(axis=0)).all())
        if activation.name != "linear" and not (activation.name == "relu" and is_uniform):
            return False
    return True
