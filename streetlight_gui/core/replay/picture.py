"""What the diagram shows of a network and a pattern: values, not colours or pixels."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.nn.network import Network
from streetlight_gui.core.nn.parts import Edge, Unit, weight_index
from streetlight_gui.core.problems.patterns import firing_elsewhere, never_firing
from streetlight_gui.core.problems.problem import Problem, all_patterns
from streetlight_gui.core.problems.values import WALK_THRESHOLD
from streetlight_gui.core.replay.phases import Phase, Stage
from streetlight_gui.core.training.trace import Trace


class NotFiring(Enum):
    """Why a hidden unit is 0."""

    NEVER = auto()
    NO_EXAMPLE = auto()  # fires for other patterns only
    HERE = auto()


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
    def is_done(self) -> bool:
        """Whether the update is made, so that the weights are others now."""
        return self.stage.phase is Phase.UPDATE

    @property
    def flows_back(self) -> bool:
        """Whether deltas go back along the edges at this stage."""
        return self.stage.phase is Phase.BACKPROPAGATE

    def flow(self, edge: Edge) -> tuple[float, float] | None:
        """Return what flows along an edge at this stage, as its two factors.

        Forward they are the source's activation and the weight; back, the target's delta and the
        weight, where they had a part in the source's delta. None where nothing flows.
        """
        sizes, stage = self.trace.network.sizes, self.stage
        source, is_bias = Unit(edge.layer, edge.source), edge.source == sizes[edge.layer]
        value = 0.0
        if stage.phase in (Phase.FORWARD, Phase.OUTPUT) and edge.layer == stage.layer - 1:
            value = 1.0 if is_bias else self.activation(source)
        elif self.flows_back and edge.layer and not is_bias and self.delta(source) != 0:
            value = self.delta(Unit(edge.layer + 1, edge.target))
        weight = float(self.trace.network.parameters[weight_index(sizes, edge)])
        return (value, weight) if value * weight != 0 else None

    @property
    def output(self) -> float:
        """What the network says of the example."""
        return float(self.trace.layers[-1][self.row, 0])

    @property
    def target(self) -> float:
        """The example's answer."""
        return float(self.trace.update.targets[self.row])

    @property
    def error(self) -> float:
        """The example's error."""
        with np.errstate(over="ignore"):  # inf where a square is too large
            return float(np.square(self.output - self.target))


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
        moment = self.moment
        if moment is not None and not moment.is_done:  # bit for bit those of the update under way
            return [layer[moment.row] for layer in moment.trace.layers]
        return [layer[0] for layer in self.network.forward([self.pattern])]

    @property
    def reached(self) -> int:
        """The last layer that is computed at this moment."""
        if self.moment is not None and self.moment.stage.phase is Phase.FORWARD:
            return self.moment.stage.layer
        return len(self.layers) - 1

    @property
    def is_answered(self) -> bool:
        """Whether the output is computed at this moment."""
        return self.reached == len(self.layers) - 1

    def value(self, unit: Unit) -> float | None:
        """Return a unit's activation, or None where this moment has not come to it."""
        if unit.layer > self.reached:
            return None
        if unit.index == self.network.sizes[unit.layer]:
            return 1.0
        return float(self.layers[unit.layer][unit.index])

    def value_before(self, unit: Unit) -> float | None:
        """Return the activation that the update just made was computed from, if one was."""
        is_bias = unit.index == self.network.sizes[unit.layer]
        if self.moment is None or not self.moment.is_done or is_bias:
            return None
        return self.moment.activation(unit)

    @cached_property
    def responses(self) -> list[Array]:
        """The activations of every layer for every possible pattern, arrays (2**lights, units)."""
        return self.network.forward(all_patterns(self.network.lights))

    @cached_property
    def fires(self) -> list[NDArray[np.bool_]]:
        """Per layer (units,), whether values are other than 0, as far as this moment has come."""
        return [(layer != 0) & (k <= self.reached) for k, layer in enumerate(self.layers)]

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
        """Whether anything has passed along each edge, (parameters,): its source is not 0."""
        reached, network = self.reached, self.network
        sources = list(enumerate(zip(self.layers, network.weights, strict=False)))
        parts = [np.repeat((layer != 0) & (k < reached), w.shape[1]) for k, (layer, w) in sources]
        if network.biases:
            parts += [np.full(w.shape[1], k < reached) for k, (_, w) in sources]
        return np.concatenate(parts)

    @property
    def never_fires(self) -> tuple[NDArray[np.bool_], ...]:
        """Per layer (units,), whether a unit is relu and 0 for all on-off patterns and examples.

        Pictures of one network share what is found.
        """
        return never_firing(self.network, self.problem)

    @property
    def fires_elsewhere(self) -> tuple[NDArray[np.bool_], ...]:
        """Per layer (units,), whether a unit is relu and fires for patterns but for no example."""
        return firing_elsewhere(self.network, self.problem)

    def not_firing(self, unit: Unit) -> NotFiring | None:
        """Return why a hidden unit is 0; None where it is not, for others, and ahead of now."""
        is_hidden = 0 < unit.layer < len(self.layers) - 1
        if not is_hidden or self.value(unit) != 0:
            return None
        never = self.never_fires[unit.layer][unit.index]
        if never:
            return NotFiring.NEVER
        elsewhere = self.fires_elsewhere[unit.layer][unit.index]
        return NotFiring.NO_EXAMPLE if elsewhere else NotFiring.HERE
