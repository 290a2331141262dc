"""Findings on what training cannot get past: the examples, the kind of network, gradients of 0.

A relu unit that fires for no example gets no gradient, and neither do the weights behind it. In the
first hidden layer nothing else moves its sum, so that is for ever. In a later layer it is so only
until the layer before changes, unless that one, its own or one behind never fires as a whole: no
weight before such a layer changes. A penalty moves weights all the same.
"""

from collections.abc import Iterator

import numpy as np

from streetlight_gui.core.diagnosis.case import SMALL, Case
from streetlight_gui.core.diagnosis.examples import lowest_linear_error
from streetlight_gui.core.diagnosis.finding import Finding, Kind, Remedy, finding
from streetlight_gui.core.diagnosis.pace import is_stuck, new_units
from streetlight_gui.core.problems.patterns import never_firing
from streetlight_gui.core.training.settings import BOOK_ALPHA


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
        yield finding(Kind.CONTRADICTION, remedy, **facts, pattern=pattern, lowest=lowest)


def all_lights_off(case: Case) -> Iterator[Finding]:
    """Find that the pattern with all lights off needs another output than the 0 it always gets."""
    lowest = case.examples.lowest_all_off_error
    names = {activation.name for activation in case.network.activations}
    if lowest and not case.network.biases and "sigmoid" not in names:
        remedies, pattern = (Remedy.ADD_BIAS, Remedy.EDIT_EXAMPLES), (0.0,) * case.problem.lights
        yield finding(Kind.ALL_LIGHTS_OFF, *remedies, pattern=pattern, lowest=lowest)


def linear(case: Case) -> Iterator[Finding]:
    """Find that the network is linear, always or now on these examples, and that it is not enough.

    A network of relu units is linear on the examples if each of its units fires for all of them or
    for none: either relu changes none of its sums, or the unit is as good as not there.
    """
    lowest = lowest_linear_error(case.problem, bias=bool(case.network.biases))
    if not lowest or not _is_linear_on_examples(case):
        return
    if not case.network.hidden:
        yield finding(Kind.NO_HIDDEN_LAYER, Remedy.ADD_HIDDEN_LAYER, lowest=lowest)
    elif all(activation.name == "linear" for activation in case.network.activations):
        yield finding(Kind.ONLY_LINEAR_UNITS, Remedy.USE_RELU, lowest=lowest)
    else:
        yield finding(Kind.LINEAR_ON_EXAMPLES, *new_units(case), lowest=lowest)


def _is_linear_on_examples(case: Case) -> bool:
    """Tell whether the network computes a linear function on the examples, or affine with bias."""
    for k, activation in enumerate(case.network.activations, start=1):
        fires = case.layers[k][case.can_be_heard] > 0
        is_uniform = bool((fires.all(axis=0) | ~fires.any(axis=0)).all())
        if activation.name != "linear" and not (activation.name == "relu" and is_uniform):
            return False
    return True


def never_firing_units(case: Case) -> Iterator[Finding]:
    """Find relu units that fire for no pattern, and those that fire for others than the examples.

    A unit never fires if it does so neither for an on-off pattern nor for an example. While the
    network learns, that is no reason to do anything.
    """
    remedies = _remedies(case) if not case.is_learned and is_stuck(case) else ()
    never = never_firing(case.network, case.problem)
    for k in case.hidden:
        if case.network.activations[k - 1].name != "relu":
            continue
        stays = k == 1 or any(map(case.never_fires, case.hidden[k - 2 :]))
        facts = {**_units(case, k), "is_penalised": case.penalty.is_on, "stays": stays}
        only_elsewhere = ~case.layers[k].any(axis=0) & ~never[k]
        for units, elsewhere in ((never[k], False), (only_elsewhere, True)):
            if count := int(units.sum()):
                where = {"never": count, "elsewhere": elsewhere}
                yield finding(Kind.NEVER_FIRING, *remedies, **where, **facts)


def no_gradient(case: Case) -> Iterator[Finding]:
    """Find that no weight can change, or none that would tell examples apart; with the error."""
    output, lowest = float(case.layers[-1][0, 0]), case.examples.lowest_constant_error
    if case.has_no_gradient:
        same = output if case.is_constant else None
        facts = {"output": same, "error": case.error, "is_penalised": case.penalty.is_on}
        yield finding(Kind.ALL_GRADIENTS_ZERO, *_remedies(case), **facts)
    elif case.is_constant and not case.penalty.is_on and lowest > 0:
        yield finding(Kind.ONE_OUTPUT, *_remedies(case), output=output, lowest=lowest)


def no_unit_fires(case: Case) -> Iterator[Finding]:
    """Find examples with an error for which no unit of the last hidden layer fires.

    No weight has a gradient there; they stay so unless other examples wake a unit.
    """
    rows = np.flatnonzero((case.deltas**2 > SMALL) & ~case.moves_weights & case.can_be_heard)
    if case.hidden and len(rows):
        pattern = tuple(case.examples.patterns[rows[0]].tolist())
        facts = {"is_only_layer": len(case.hidden) == 1, "has_biases": bool(case.network.biases)}
        yield finding(
            Kind.NO_UNIT_FIRES, *new_units(case), pattern=pattern, examples=len(rows), **facts
        )


def all_alike(case: Case) -> Iterator[Finding]:
    """Find hidden layers whose units have the same weights before and behind them, and so stay."""
    weights, biases = case.network.weights, case.network.biases
    for k in case.hidden:
        vectors = [weights[k - 1], weights[k].T]
        if biases:
            vectors.append(biases[k - 1][np.newaxis])
        is_alike = all((vector == vector[:, :1]).all() for vector in vectors)
        if is_alike and len(weights[k]) > 1:
            yield finding(Kind.ALIKE_UNITS, Remedy.FIND_START, **_units(case, k))


def _units(case: Case, k: int) -> dict[str, object]:
    return {"units": case.network.sizes[k], "layer": k if len(case.hidden) > 1 else None}


def _remedies(case: Case) -> tuple[Remedy, ...]:
    """Choose what to try; a smaller alpha, from the same start, where updates stopped all units.

    They did where the error was another one before. Units without any weight never fired.
    """
    is_as_ever = np.allclose(case.errors.errors, case.error, rtol=1e-6, atol=0.0)
    if not case.network.parameters.any():
        return (Remedy.FIND_START,)
    if is_as_ever or not case.is_constant or not case.network.weights[0].any():
        return new_units(case)
    remedies = Remedy.RESTART_SMALLER, Remedy.FIND_START
    return remedies if case.alpha > BOOK_ALPHA else remedies[::-1]
