"""Sums written out: how a value, a delta or a new weight comes about from this moment's numbers."""

import numpy as np

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.checks.formatting import TIMES, terse
from streetlight_gui.core.nn.parts import Edge, Part, Unit, weight_index
from streetlight_gui.core.nn.penalty import PenaltyKind
from streetlight_gui.core.training.trace import Trace

_MOST_ROWS = 4  # of a batch whose products are written out


def arithmetic(part: Part, trace: Trace, row: int = 0) -> str:
    """Write out the sum behind a unit's activation, or the update of a weight.

    Args:
        part: a unit or an edge.
        trace: the numbers.
        row: which of the trace's examples a unit answers.
    """
    return _update(part, trace) if isinstance(part, Edge) else _activation(part, trace, row)


def delta_arithmetic(unit: Unit, trace: Trace, row: int = 0) -> str:
    """Write out a unit's delta for one of the trace's examples: what comes back to it, or misses.

    For the output that is the prediction less the answer; for others what the next layer's deltas
    send back along the edges, times the slope of the activation.
    """
    k, network, update = unit.layer, trace.network, trace.update
    value = terse(trace.deltas[k][row, unit.index])
    if k == len(network.sizes) - 1:
        miss = f"{terse(trace.layers[k][row, 0])} - {terse(update.targets[row])}"
        count = len(update.targets) if update.averages else 1
        return f"{value} = ({miss}) / {count}" if count > 1 else f"{value} = {miss}"
    back = " + ".join(_products(trace.deltas[k + 1][row], network.weights[k][unit.index]))
    name = network.activations[k - 1].name
    if name == "linear":
        return f"{value} = {back}"
    return f"{value} = ({back}){TIMES}{name}2deriv({terse(trace.layers[k][row, unit.index])})"


def product_text(left: float, right: float, digits: int = 3) -> str:
    """Write two factors and what they come to."""
    factors = TIMES.join((terse(left, digits), terse(right, digits)))
    return f"{factors} = {terse(left * right, digits)}"


def _activation(unit: Unit, trace: Trace, row: int) -> str:
    k, network = unit.layer, trace.network
    if unit.index == network.sizes[k]:
        return "always 1: its weights are the biases of the next layer"
    value = terse(trace.layers[k][row, unit.index])
    if k == 0:
        return f"layer_0[{unit.index}] = {value}"
    terms = _products(trace.layers[k - 1][row], network.weights[k - 1][:, unit.index])
    if network.biases:
        terms.append(terse(network.biases[k - 1][unit.index]))
    name = [*(activation.name for activation in network.activations), "linear"][k - 1]
    total = " + ".join(terms)
    return f"{value} = {total}" if name == "linear" else f"{value} = {name}({total})"


def _update(edge: Edge, trace: Trace) -> str:
    network, penalty, alpha = trace.network, trace.update.penalty, trace.update.alpha
    index = weight_index(network.sizes, edge)
    before, after = float(network.parameters[index]), float(trace.parameters_after[index])
    is_bias = edge.source == network.sizes[edge.layer]
    deltas = trace.deltas[edge.layer + 1][:, edge.target]
    sources = deltas if is_bias else trace.layers[edge.layer][:, edge.source]
    rows = zip(sources[:_MOST_ROWS], deltas[:_MOST_ROWS], strict=True)
    terms = [_named(source, delta, is_bias=is_bias) for source, delta in rows]
    if len(deltas) > _MOST_ROWS:
        terms.append(f"{len(deltas) - _MOST_ROWS} more")
    if penalty.is_on and not is_bias:
        factor = float(np.sign(before)) if penalty.kind is PenaltyKind.L1 else before
        terms.append(f"penalty {penalty.strength:g}{TIMES}{terse(factor)}")
    gradient = f"({' + '.join(terms)})" if len(terms) > 1 else terms[0]
    return f"{terse(after)} = {terse(before)} - alpha {alpha:g}{TIMES}{gradient}"


def _named(source: float, delta: float, *, is_bias: bool) -> str:
    """Write the product behind a gradient; a bias has no input."""
    return f"delta {terse(delta)}" + ("" if is_bias else f"{TIMES}input {terse(source)}")


def _products(left: Array, right: Array) -> list[str]:
    return [terse(a) + TIMES + terse(b) for a, b in zip(left, right, strict=True)]
