"""All the variables of the notebook at one moment, and where their numbers come from."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from streetlight_gui.core.nn.parts import Edge
from streetlight_gui.core.replay.phases import Phase, stages
from streetlight_gui.core.replay.snapshot import Snapshot
from streetlight_gui.text.arithmetic import arithmetic, delta_arithmetic
from streetlight_gui.text.description import PHASES, update_text
from streetlight_gui.text.examples import (
    HELD_OUT,
    answer_name,
    answer_text,
    pattern_text,
    short_light_name,
)
from streetlight_gui.text.listing import listing
from streetlight_gui.text.variable import Variable

_NO_EXAMPLE = "Nothing has run yet:\nthe first step fills in layers and deltas."
_TOO_FAST = "Examples pass too fast to be named; a step shows one."
_BEFORE = "The weights are those before this update."
_AFTER = "Layers and deltas are from before this update."
_NUMBERS = {
    "alpha": "the learning rate",
    "iteration": "which iteration it is, counted from 0",
    "i": "where in the training set it is, counted from 0",
}
_ERROR = "the error of this iteration's examples up to now"


def moment_text(snapshot: Snapshot) -> str:
    """Say beside the lamps of an example where in it this is, and how old the weights are."""
    trace, stage = snapshot.trace, snapshot.stage
    if trace is None or stage is None:
        return _NO_EXAMPLE
    if not snapshot.shows_each_example:
        return f"{_TOO_FAST}\n{_AFTER}"
    more, answer = len(trace.update.targets) - 1, answer_text(float(trace.update.targets[0]))
    name = answer_name(snapshot.traced_settings.problem.names)
    who = f"and {more:,} more" if more else f"{name} {answer}"
    where = f"phase {stage.phase.value}: {PHASES[stage.phase]}"
    return f"{who}; {where}\n{_AFTER if stage.phase is Phase.UPDATE else _BEFORE}"


def origin_text(snapshot: Snapshot, variable: Variable, row: int, column: int) -> str:
    """Write out how a weight, an activation or a delta has come about; '' for other numbers."""
    part = variable.part(row, column, snapshot.network.sizes)
    if isinstance(part, Edge):
        return update_text(snapshot, part)
    if part is None or snapshot.trace is None or variable.number(row, column) is None:
        return ""
    write = delta_arithmetic if variable.is_delta else arithmetic
    return write(part, snapshot.trace, row)


def variables(snapshot: Snapshot) -> list[Variable]:
    """Return all variables, in the order of the diagram: forward, back, and the others."""
    moment, last = _Moment(snapshot), len(snapshot.network.sizes) - 1
    found = [moment.layer(0)]
    for k in range(1, last + 1):
        found += [moment.weights(k), *moment.biases(k), moment.layer(k)]
    found += [moment.delta(k) for k in range(last, 0, -1)]
    found += [moment.number(name) for name in (f"layer_{last}_error", "alpha", "i", "iteration")]
    return found + moment.order() + moment.examples()


class _Moment:
    """Makes the variables of a moment."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Find out what each line that has run left in its variable."""
        self._snapshot, self._sizes = snapshot, snapshot.network.sizes
        self._names = snapshot.settings.problem.names
        order = {None: -1} | {s: k for k, s in enumerate(stages(snapshot.network.hidden))}
        trace, reached = snapshot.trace, order[snapshot.stage]
        ran = [line for line in listing(snapshot.traced_settings) if order[line.stage] <= reached]
        self._left = {line.variable: line.value(trace) for line in ran if trace is not None}
        self._left["alpha"] = np.array(snapshot.settings.alpha)
        self._fresh = {line.variable for line in ran if trace and line.stage == snapshot.stage}
        self._patterns = trace.update.patterns if trace else np.empty((0, 0))

    def layer(self, k: int) -> Variable:
        return self._of_examples(f"layer_{k}", k, f"{self._said(k, 'column')} for {{row}}")

    def delta(self, k: int) -> Variable:
        words = f"delta of {self._said(k, 'column')} for {{row}}"
        return replace(self._of_examples(f"layer_{k}_delta", k, words), is_delta=True)

    def weights(self, k: int) -> Variable:
        """Return those that lead to a layer."""
        name, value = f"weights_{k - 1}_{k}", self._snapshot.network.weights[k - 1]
        rows, columns = self._units(k - 1), self._units(k)
        words = f"from {self._said(k - 1, 'row')} to {self._said(k, 'column')}"
        size, is_fresh = (len(value), value.shape[1]), name in self._fresh
        return Variable(name, value, size, size, rows, columns, words, is_fresh, matrix=k - 1)

    def biases(self, k: int) -> list[Variable]:
        """Return the bias of a layer, if it has one."""
        name, columns, words = f"bias_{k}", self._units(k), f"bias of {self._said(k, 'column')}"
        return [
            Variable(
                name,
                value[np.newaxis],
                value.shape,
                (1, len(value)),
                _nothing,
                columns,
                words,
                name in self._fresh,
                matrix=k - 1,
                is_bias=True,
            )
            for value in self._snapshot.network.biases[k - 1 : k]
        ]

    def number(self, name: str) -> Variable:
        value, words = self._left.get(name), _NUMBERS.get(name, _ERROR)
        table, is_fresh = None if value is None else value.reshape(1, 1), name in self._fresh
        return Variable(name, table, (), (1, 1), _nothing, _nothing, words, is_fresh)

    def order(self) -> list[Variable]:
        """Return the indices of the examples as this iteration takes them, if it shuffles them."""
        settings, value = self._snapshot.traced_settings, self._left.get("order")
        if settings.order_seed is None:
            return []
        table, count = None if value is None else value[:, np.newaxis], len(settings.problem)
        place, index, words = _counted("place"), _always("index"), "which example has {row}, from 0"
        return [Variable("order", table, (count,), (count, 1), place, index, words)]

    def examples(self) -> list[Variable]:
        """Return the training set, and what is held out; examples are counted through both."""
        problem, words = self._snapshot.settings.problem, "{column} of {row}"
        parts = [("", problem.patterns, problem.targets, _counted("example"), words)]
        if problem.held_out_count:
            row = _counted("example", first=len(problem))
            parts.append(("held_out_", *problem.held_out, row, f"{words}, {HELD_OUT}"))
        return [
            Variable(name, value, value.shape, value.shape, row, column, said)
            for prefix, patterns, targets, row, said in parts
            for name, value, column in (
                (f"{prefix}lights", patterns, self._units(0)),
                (f"{prefix}answers", targets[:, np.newaxis], _always(answer_name(self._names))),
            )
        ]

    def _of_examples(self, name: str, k: int, words: str) -> Variable:
        value, size = self._left.get(name), (self._batch, self._sizes[k])
        shape, is_fresh = size if value is None else value.shape, name in self._fresh
        units, layer = self._units(k), k or None
        return Variable(name, value, shape, size, self._pattern, units, words, is_fresh, layer)

    def _pattern(self, row: int) -> str:
        patterns = self._patterns
        return pattern_text(patterns[row].tolist()) if row < len(patterns) else "no example"

    @property
    def _batch(self) -> int:
        return self._snapshot.traced_settings.sampler.batch

    def _units(self, k: int) -> Callable[[int], str]:
        """Return what writes the names of a layer's units, beside the layer's own."""
        if k == len(self._sizes) - 1:
            return _always("output")
        return _counted("unit") if k else lambda light: short_light_name(self._names, light + 1)

    def _said(self, k: int, place: str) -> str:
        """Return a template that names a unit without its layer beside it: 'unit 2 of layer_1'."""
        if k == len(self._sizes) - 1:
            return f"the {{{place}}}"
        return f"{{{place}}} of layer_{k}" if k else f"{{{place}}}"


def _always(text: str) -> Callable[[int], str]:
    return lambda _: text


_nothing = _always("")


def _counted(kind: str, first: int = 0) -> Callable[[int], str]:
    return lambda row: f"{kind} {first + row + 1}"
