"""What one unit or one weight computes, written out with this moment's numbers."""

import numpy as np

from streetlight_gui.core.checks.formatting import terse
from streetlight_gui.core.nn.parts import Edge, Part, Unit
from streetlight_gui.core.nn.penalty import PenaltyKind
from streetlight_gui.core.training.trace import Trace

_TIMES = " \N{MULTIPLICATION SIGN} "
_MOST_ROWS = 4  # of a batch whose products are written out


def arithmetic(part: Part, trace: Trace, row: int = 0) -> str:
    """Write out the sum behind a unit's activation, or the update of a weight.

    Args:
        part: a unit or an edge.
        trace: the numbers.
        row: which of the trace's examples a unit answers.
    """
    if isinstance(part, Edge):
        return _update(part, trace)
    return _activation(part, trace, row)


def _activation(unit: Unit, trace: Trace, row: int) -> str:
    k, network = unit.layer, trace.network
    if unit.index == network.sizes[k]:
        return "always 1: its weights are the biases of the next layer"
    value = terse(trace.layers[k][row, unit.index])
    if k == 0:
        return f"layer_0[{unit.index}] = {value}"
    below = trace.layers[k - 1][row]
    weights = network.weights[k - 1][:, unit.index]
    products = [terse(a) + _TIMES + terse(w) for a, w in zip(below, weights, strict=True)]
    if network.biases:
        products.append(terse(network.biases[k - 1][unit.index]))
    total = " + ".join(products)
    is_output = k == len(trace.layers) - 1
    name = "" if is_output else network.activations[k - 1].name
    return f"{value} = {total}" if name in ("", "linear") else f"{value} = {name}({total})"


def _update(edge: Edge, trace: Trace) -> str:
    k, target = edge.layer, edge.target
    if edge.source == trace.network.sizes[k]:
        before, after = trace.network.biases[k][target], trace.biases_after[k][target]
        sources = np.ones(len(trace.deltas[k + 1]))
    else:
        before = trace.network.weights[k][edge.source, target]
        after = trace.weights_after[k][edge.source, target]
        sources = trace.layers[k][:, edge.source]
    products = _products(sources, trace.deltas[k + 1][:, target])
    pull = "" if edge.source == trace.network.sizes[k] else _pull(trace, float(before))
    many = pull or len(sources) > 1
    gradient = f"({products}{pull})" if many else products
    return f"{terse(after)} = {terse(before)} - {trace.update.alpha:g}{_TIMES}{gradient}"


def _products(sources: np.ndarray, deltas: np.ndarray) -> str:
    pairs = list(zip(sources, deltas, strict=True))
    written = [terse(source) + _TIMES + terse(delta) for source, delta in pairs[:_MOST_ROWS]]
    left = len(pairs) - _MOST_ROWS
    more = [f"{left} more"] if left > 0 else []
    return " + ".join(written + more)


def _pull(trace: Trace, weight: float) -> str:
    """Write out what a penalty adds to a weight's gradient."""
    penalty = trace.update.penalty
    if not penalty.is_on:
        return ""
    factor = np.sign(weight) if penalty.kind is PenaltyKind.L1 else weight
    return f" + {penalty.strength:g}{_TIMES}{terse(float(factor))}"
