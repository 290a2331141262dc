"""The notebook's lines for training, made for the network and the settings at hand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from streetlight_gui.core.nn.parts import Part, Unit
from streetlight_gui.core.nn.penalty import PenaltyKind
from streetlight_gui.core.replay.phases import Phase, Stage
from streetlight_gui.core.training.settings import Settings
from streetlight_gui.core.training.trace import Trace

_INDENT = "    "
_INSIDE = 2 * _INDENT


@dataclass(frozen=True)
class Line:
    """One line of the listing.

    Attributes:
        code: the line as the notebook writes it, indented.
        stage: the stage of an update that runs it; None for a line that runs before the stages.
        value: computes from a trace what the line leaves in its variable.
        layer: the layer of the diagram it concerns, or None.
        matrix: the index of the weights or biases it concerns, or None.
        is_bias: it concerns the biases, not the weights.
    """

    code: str
    stage: Stage | None
    value: Callable[[Trace], NDArray[Any]]
    layer: int | None = None
    matrix: int | None = None
    is_bias: bool = False

    @property
    def variable(self) -> str:
        """The variable it leaves its value in: of a loop, the one that counts."""
        first, second, *_ = self.code.split()
        return second if first == "for" else first

    def concerns(self, part: Part, sizes: Sequence[int]) -> bool:
        """Tell whether it concerns a part of a network with layers of these sizes."""
        if isinstance(part, Unit):
            return self.layer == part.layer
        return (self.matrix, self.is_bias) == (part.layer, part.source == sizes[part.layer])


def listing(settings: Settings) -> list[Line]:
    """Return the lines of both loops of a run with these settings, in the order they run."""
    batch, last = settings.sampler.batch, len(settings.hidden) + 1
    span = "len(lights)" if batch == 1 else f"0, len(lights), {batch}"
    examples = f"{_INDENT}for i in range({span}):"
    return [
        Line("for iteration in range(iterations):", None, lambda t: np.array(t.update.iteration)),
        Line(f"{_INDENT}layer_{last}_error = 0", None, lambda _: np.array(0)),
        *order_lines(settings),
        Line(examples, None, lambda t: np.array(t.update.index * batch)),
        *update_lines(settings),
    ]


def order_lines(settings: Settings) -> list[Line]:
    """Return the line that shuffles an iteration's examples, if they are."""
    if settings.order_seed is None:
        return []
    shuffle = f"np.random.default_rng([{settings.order_seed}, iteration]).permutation(len(lights))"
    order = settings.sampler.order
    return [Line(f"{_INDENT}order = {shuffle}", None, lambda t: order(t.update.iteration))]


def update_lines(settings: Settings) -> list[Line]:
    """Return the lines of an update, which stand in both loops."""
    last = len(settings.hidden) + 1
    rows = f"i:i+{settings.sampler.batch}"
    rows = rows if settings.order_seed is None else f"order[{rows}]"
    *lights, answer = settings.problem.names or [""]
    names = f"  # {', '.join(lights)}; answer: {answer}" if lights else ""
    return [
        Line(f"{_INSIDE}layer_0 = lights[{rows}]{names}", None, lambda t: t.layers[0], layer=0),
        *(_forward(k, settings, last) for k in range(1, last + 1)),
        *_comparison(settings, last, rows),
        *(_backward(k, settings.activations[k - 1], last) for k in range(last - 1, 0, -1)),
        *(_update(k, settings, last) for k in range(last - 1, -1, -1)),
        *(_bias_update(k, last) for k in range(last, 0, -1) if settings.bias),
    ]


def _forward(k: int, settings: Settings, last: int) -> Line:
    bias = f" + bias_{k}" if settings.bias else ""
    total = f"np.dot(layer_{k - 1}, weights_{k - 1}_{k}){bias}"
    name = "linear" if k == last else settings.activations[k - 1]
    code = total if name == "linear" else f"{name}({total})"
    stage = Stage(Phase.OUTPUT if k == last else Phase.FORWARD, k)
    return Line(f"{_INSIDE}layer_{k} = {code}", stage, lambda t: t.layers[k], layer=k)


def _comparison(settings: Settings, last: int, rows: str) -> list[Line]:
    stage, difference = Stage(Phase.COMPARE, last), f"layer_{last} - answers[{rows}]"
    delta = f"({difference}) / len(layer_0)" if settings.sampler.batch > 1 else difference
    error = f"{_INSIDE}layer_{last}_error += np.sum(({difference}) ** 2)"
    return [
        Line(error, stage, lambda trace: np.array(trace.iteration_error), layer=last),
        Line(f"{_INSIDE}layer_{last}_delta = {delta}", stage, lambda t: t.deltas[last], layer=last),
    ]


def _backward(k: int, activation: str, last: int) -> Line:
    bend = "" if activation == "linear" else f" * {activation}2deriv(layer_{k})"
    code = f"{_INSIDE}layer_{k}_delta = layer_{k + 1}_delta.dot(weights_{k}_{k + 1}.T){bend}"
    return Line(code, Stage(Phase.BACKPROPAGATE, last), lambda t: t.deltas[k], layer=k)


def _update(k: int, settings: Settings, last: int) -> Line:
    weights, penalty = f"weights_{k}_{k + 1}", settings.penalty
    gradient = f"layer_{k}.T.dot(layer_{k + 1}_delta)"
    if penalty.is_on:
        pull = f"np.sign({weights})" if penalty.kind is PenaltyKind.L1 else weights
        gradient = f"({gradient} + {penalty.strength!r} * {pull})"
    code, stage = f"{_INSIDE}{weights} -= alpha * {gradient}", Stage(Phase.UPDATE, last)
    return Line(code, stage, lambda trace: trace.weights_after[k], matrix=k)


def _bias_update(k: int, last: int) -> Line:
    code = f"{_INSIDE}bias_{k} -= alpha * layer_{k}_delta.sum(axis=0)"
    stage, matrix = Stage(Phase.UPDATE, last), k - 1
    return Line(code, stage, lambda t: t.biases_after[matrix], matrix=matrix, is_bias=True)
