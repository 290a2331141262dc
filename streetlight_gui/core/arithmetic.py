"""What one unit or one weight computes, written out with this moment's numbers."""

from streetlight_gui.core.diagram import Edge, Part, Unit
from streetlight_gui.core.formatting import terse
from streetlight_gui.core.phases import ExampleTrace

_TIMES = " \N{MULTIPLICATION SIGN} "


def arithmetic(part: Part, trace: ExampleTrace) -> str:
    """Write out the sum behind a unit's activation, or the update of a weight."""
    if isinstance(part, Edge):
        return _update(part, trace)
    return _activation(part, trace)


def _activation(unit: Unit, trace: ExampleTrace) -> str:
    k = unit.layer
    value = terse(trace.layers[k][0, unit.index])
    if k == 0:
        return f"layer_0[{unit.index}] = {value}"
    below = trace.layers[k - 1][0]
    weights = trace.network.weights[k - 1][:, unit.index]
    products = [terse(a) + _TIMES + terse(w) for a, w in zip(below, weights, strict=True)]
    total = " + ".join(products)
    is_output = k == len(trace.layers) - 1
    name = "" if is_output else trace.network.activations[k - 1].name
    return f"{value} = {total}" if name in ("", "linear") else f"{value} = {name}({total})"


def _update(edge: Edge, trace: ExampleTrace) -> str:
    k = edge.layer
    before = trace.network.weights[k][edge.source, edge.target]
    after = trace.weights_after[k][edge.source, edge.target]
    factors = trace.layers[k][0, edge.source], trace.deltas[k + 1][0, edge.target]
    product = _TIMES.join([f"{trace.alpha:g}", *(terse(factor) for factor in factors)])
    return f"{terse(after)} = {terse(before)} - {product}"
