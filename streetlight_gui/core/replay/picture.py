"""What the diagram shows of a network and a pattern: values, not colours or pixels."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.checks.formatting import exact
from streetlight_gui.core.nn.network import Network
from streetlight_gui.core.nn.parts import Edge, Part, Unit, edge_name
from streetlight_gui.core.problems.firing import dimmed_patterns, never_firing
from streetlight_gui.core.problems.problem import Problem, all_patterns
from streetlight_gui.core.problems.verdict import WALK_THRESHOLD
from streetlight_gui.core.replay.phases import Phase, Stage
from streetlight_gui.core.training.trace import Trace


@dataclass(frozen=True)
class Moment:
    """A stop on the way through an update, seen for one of its examples.

    Attributes:
        trace: the update's numbers.
        stage: the stage that ran last.
        row: which of the update's examples is looked at.
    """

    trace: Trace
    stage: Stage
    row: int

    def activation(self, unit: Unit) -> float:
        """Return a unit's activation for the example."""
        return float(self.trace.layers[unit.layer][self.row, unit.index])

    def delta(self, unit: Unit) -> float:
        """Return a unit's delta for the example."""
        return float(self.trace.deltas[unit.layer][self.row, unit.index])

    @property
    def error(self) -> float:
        """The example's error."""
        with np.errstate(over="ignore"):  # inf where a square is too large
            delta = self.trace.layers[-1][self.row, 0] - self.trace.update.targets[self.row]
            return float(np.square(delta))


@dataclass(frozen=True)
class Picture:
    """One network as it answers one pattern.

    Attributes:
        network: the weights.
        pattern: (lights,) what the lamps show.
        moment: where in an update one stands, going through it phase by phase; None where the
            whole network answers.
        problem: the training set, whose examples a unit may fire for; None if it is not known.
    """

    network: Network
    pattern: Sequence[float]
    moment: Moment | None = None
    problem: Problem | None = None

    @cached_property
    def layers(self) -> list[Array]:
        """The activations of every layer for the pattern, arrays (units,)."""
        return [layer[0] for layer in self.network.forward([self.pattern])]

    @property
    def reached(self) -> int:
        """The last layer that is computed at this moment."""
        if self.moment is not None and self.moment.stage.phase is Phase.FORWARD:
            return self.moment.stage.layer
        return len(self.layers) - 1

    def value(self, unit: Unit) -> float | None:
        """Return a unit's activation, or None where this moment has not come to it.

        Inside an example it is the example's: an update does not change what it was made from.
        """
        if unit.layer > self.reached:
            return None
        if unit.index == self.network.sizes[unit.layer]:
            return 1.0
        if self.moment is not None:
            return self.moment.activation(unit)
        return float(self.layers[unit.layer][unit.index])

    @cached_property
    def responses(self) -> list[Array]:
        """The activations of every layer for every possible pattern, arrays (2**lights, units)."""
        return self.network.forward(all_patterns(self.network.lights))

    @cached_property
    def fires(self) -> list[NDArray[np.bool_]]:
        """Per layer and unit, whether its value is other than 0, as far as this moment has come."""
        layers, moment = self.layers, self.moment
        if moment is not None:
            layers = [layer[moment.row] for layer in moment.trace.layers]
        return [(layer != 0) & (k <= self.reached) for k, layer in enumerate(layers)]

    @property
    def prediction(self) -> float:
        """The output for the pattern."""
        return float(self.layers[-1][0])

    @property
    def walks(self) -> bool:
        """Whether the network says WALK."""
        return self.prediction >= WALK_THRESHOLD

    @cached_property
    def carries(self) -> NDArray[np.bool_]:
        """Per edge, whether anything has passed along it: its source is not 0 for this pattern."""
        reached, network = self.reached, self.network
        sources = list(enumerate(zip(self.layers, network.weights, strict=False)))
        parts = [np.repeat((layer != 0) & (k < reached), w.shape[1]) for k, (layer, w) in sources]
        if network.biases:
            parts += [np.full(w.shape[1], k < reached) for k, (_, w) in sources]
        return np.concatenate(parts)

    @property
    def never_fires(self) -> tuple[NDArray[np.bool_], ...]:
        """Per layer and unit, whether it is relu and 0 for every on-off pattern and every example.

        Pictures of one network share what is found.
        """
        return never_firing(self.network, self.problem)

    def note(self, unit: Unit) -> str:
        """Return 'never fires', 'silent here' or '' for a hidden unit, '' for others."""
        is_hidden = 0 < unit.layer < len(self.layers) - 1
        is_bias = unit.index == self.network.sizes[unit.layer]
        if not is_hidden or is_bias or unit.layer > self.reached:
            return ""
        if self.value(unit) != 0:
            return ""
        return "never fires" if self.never_fires[unit.layer][unit.index] else "silent here"

    def describe(self, part: Part) -> str:
        """Say in words and exact numbers what a unit or an edge is."""
        return self._describe_edge(part) if isinstance(part, Edge) else self._describe_unit(part)

    def _describe_edge(self, edge: Edge) -> str:
        k = edge.layer
        last = k == len(self.layers) - 2
        target = "the output" if last else f"unit {edge.target + 1} of layer_{k + 1}"
        if edge.source == self.network.sizes[k]:
            bias = exact(self.network.biases[k][edge.target])
            return f"{edge_name(edge, self.network.sizes)} = {bias}, the bias of {target}"
        weight = exact(self.network.weights[k][edge.source, edge.target])
        source = f"light {edge.source + 1}" if k == 0 else f"unit {edge.source + 1} of layer_{k}"
        return f"{edge_name(edge, self.network.sizes)} = {weight}, from {source} to {target}"

    def _describe_unit(self, unit: Unit) -> str:
        if unit.index == self.network.sizes[unit.layer]:
            return f"the bias unit of layer_{unit.layer} = 1, always"
        found = self.value(unit)
        value = "not computed yet" if found is None else exact(found)
        if unit.layer == len(self.layers) - 1:
            return f"layer_{unit.layer}, the output = {value}{self._delta_text(unit)}"
        delta = self._delta_text(unit)
        name = f"unit {unit.index + 1} of layer_{unit.layer}"
        return f"{name} = {value}{delta}, {self._firing_text(unit, found)}"

    def _firing_text(self, unit: Unit, value: float | None) -> str:
        """Say how often a unit fires; a dimmed lamp may show it firing where no other does."""
        responses = self.responses[unit.layer][:, unit.index]
        if self.never_fires[unit.layer][unit.index] and not value:
            is_dimmed = self.problem is not None and len(dimmed_patterns(self.problem)) > 0
            examples = " and for every example" if is_dimmed else ""
            return f"never fires: it is 0 for all {len(responses)} patterns{examples}"
        count = np.count_nonzero(responses)
        if not count:
            return f"fires for none of the {len(responses)} on-off patterns"
        return f"fires for {count} of {len(responses)} patterns"

    def _delta_text(self, unit: Unit) -> str:
        """Say a unit's delta where this moment has come to it."""
        if self.moment is None or unit.layer == 0:
            return ""
        is_output = unit.layer == len(self.layers) - 1
        first = Phase.COMPARE if is_output else Phase.BACKPROPAGATE
        if self.moment.stage.phase.value < first.value:
            return ""
        return f", delta {exact(self.moment.delta(unit))}"
