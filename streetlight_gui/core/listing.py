"""The notebook's lines for training one example, made for the network at hand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from streetlight_gui.core.activations import Activation, Array
from streetlight_gui.core.phases import ExampleTrace, Phase, Stage


@dataclass(frozen=True)
class Line:
    """One line of the listing.

    Attributes:
        code: the line as the notebook writes it.
        stage: the stage of an example that runs it; None for a line that runs before the stages.
        value: computes from a trace what the line leaves in its variable.
        layer: the layer of the diagram it concerns, or None.
        matrix: the index of the weights it concerns, or None.
    """

    code: str
    stage: Stage | None
    value: Callable[[ExampleTrace], Array]
    layer: int | None = None
    matrix: int | None = None


def listing(activations: Sequence[Activation]) -> list[Line]:
    """Return the lines for a network with these hidden activations, in the order they run."""
    last = len(activations) + 1
    lines = [Line("layer_0 = lights[i:i+1]", None, _layer(0), layer=0)]
    lines += [_forward(k, activations[k - 1]) for k in range(1, last)]
    lines += [
        Line(
            f"layer_{last} = np.dot(layer_{last - 1}, weights_{last - 1}_{last})",
            Stage(Phase.OUTPUT, last),
            _layer(last),
            layer=last,
        ),
        Line(
            f"layer_{last}_error += np.sum((layer_{last} - answers[i:i+1]) ** 2)",
            Stage(Phase.COMPARE, last),
            lambda trace: np.array(trace.error),
            layer=last,
        ),
        Line(
            f"layer_{last}_delta = layer_{last} - answers[i:i+1]",
            Stage(Phase.COMPARE, last),
            _delta(last),
            layer=last,
        ),
    ]
    lines += [_backward(k, activations[k - 1], last) for k in range(last - 1, 0, -1)]
    lines += [_update(k, last) for k in range(last - 1, -1, -1)]
    return lines


def _forward(k: int, activation: Activation) -> Line:
    product = f"np.dot(layer_{k - 1}, weights_{k - 1}_{k})"
    code = product if activation.name == "linear" else f"{activation.name}({product})"
    return Line(f"layer_{k} = {code}", Stage(Phase.FORWARD, k), _layer(k), layer=k)


def _backward(k: int, activation: Activation, last: int) -> Line:
    code = f"layer_{k}_delta = layer_{k + 1}_delta.dot(weights_{k}_{k + 1}.T)"
    if activation.name != "linear":
        code += f" * {activation.name}2deriv(layer_{k})"
    return Line(code, Stage(Phase.BACKPROPAGATE, last), _delta(k), layer=k)


def _update(k: int, last: int) -> Line:
    return Line(
        f"weights_{k}_{k + 1} -= alpha * layer_{k}.T.dot(layer_{k + 1}_delta)",
        Stage(Phase.UPDATE, last),
        lambda trace: trace.weights_after[k],
        matrix=k,
    )


def _layer(k: int) -> Callable[[ExampleTrace], Array]:
    return lambda trace: trace.layers[k]


def _delta(k: int) -> Callable[[ExampleTrace], Array]:
    return lambda trace: trace.deltas[k]
