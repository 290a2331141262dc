"""What the diagram shows of a network and a pattern: values, not colours or pixels."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from streetlight_gui.core.activations import Array
from streetlight_gui.core.diagram import Edge, Part, Unit
from streetlight_gui.core.formatting import exact
from streetlight_gui.core.network import WALK_THRESHOLD, Network
from streetlight_gui.core.phases import ExampleTrace, Phase, Stage
from streetlight_gui.core.problem import all_patterns


@dataclass(frozen=True)
class Picture:
    """One network as it answers one pattern.

    Attributes:
        network: the weights.
        pattern: (lights,) what the lamps show.
        moment: the example that is gone through phase by phase, and the stage that ran last; None
            where the whole network answers.
    """

    network: Network
    pattern: Sequence[float]
    moment: tuple[ExampleTrace, Stage] | None = None

    @cached_property
    def layers(self) -> list[Array]:
        """The activations of every layer for the pattern, arrays (units,)."""
        return [layer[0] for layer in self.network.forward([self.pattern])]

    @property
    def reached(self) -> int:
        """The last layer that is computed at this moment."""
        if self.moment is not None and self.moment[1].phase is Phase.FORWARD:
            return self.moment[1].layer
        return len(self.layers) - 1

    def value(self, unit: Unit) -> float | None:
        """Return a unit's activation, or None where this moment has not come to it.

        Inside an example it is the example's: an update does not change what it was made from.
        """
        if unit.layer > self.reached:
            return None
        if self.moment is not None:
            return float(self.moment[0].layers[unit.layer][0, unit.index])
        return float(self.layers[unit.layer][unit.index])

    @cached_property
    def responses(self) -> list[Array]:
        """The activations of every layer for every possible pattern, arrays (2**lights, units)."""
        return self.network.forward(all_patterns(self.network.lights))

    @property
    def prediction(self) -> float:
        """The output for the pattern."""
        return float(self.layers[-1][0])

    @property
    def walks(self) -> bool:
        """Whether the network says WALK."""
        return self.prediction >= WALK_THRESHOLD

    @cached_property
    def weights(self) -> Array:
        """All weights end to end, in the order of `Diagram.edges`."""
        return np.concatenate([matrix.reshape(-1) for matrix in self.network.weights])

    @cached_property
    def carries(self) -> NDArray[np.bool_]:
        """Per edge, whether anything has passed along it: its source is not 0 for this pattern."""
        reached = self.reached
        sources = enumerate(zip(self.layers, self.network.weights, strict=False))
        return np.concatenate(
            [np.repeat((layer != 0) & (k < reached), w.shape[1]) for k, (layer, w) in sources]
        )

    @cached_property
    def never_fires(self) -> list[NDArray[np.bool_]]:
        """Per layer and unit, whether it is 0 for every possible pattern."""
        return [(responses == 0).all(axis=0) for responses in self.responses]

    def note(self, unit: Unit) -> str:
        """Return 'never fires', 'silent here' or '' for a hidden unit, '' for others."""
        if not 0 < unit.layer < len(self.layers) - 1 or unit.layer > self.reached:
            return ""
        if self.never_fires[unit.layer][unit.index]:
            return "never fires"
        return "silent here" if self.value(unit) == 0 else ""

    def describe(self, part: Part) -> str:
        """Say in words and exact numbers what a unit or an edge is."""
        return self._describe_edge(part) if isinstance(part, Edge) else self._describe_unit(part)

    def _describe_edge(self, edge: Edge) -> str:
        k = edge.layer
        weight = exact(self.network.weights[k][edge.source, edge.target])
        source = f"light {edge.source + 1}" if k == 0 else f"unit {edge.source + 1} of layer_{k}"
        last = k == len(self.layers) - 2
        target = "the output" if last else f"unit {edge.target + 1} of layer_{k + 1}"
        name = f"weights_{k}_{k + 1}[{edge.source}, {edge.target}]"
        return f"{name} = {weight}, from {source} to {target}"

    def _describe_unit(self, unit: Unit) -> str:
        found = self.value(unit)
        value = "not computed yet" if found is None else exact(found)
        if unit.layer == len(self.layers) - 1:
            return f"layer_{unit.layer}, the output = {value}"
        responses = self.responses[unit.layer][:, unit.index]
        fires = f"fires for {np.count_nonzero(responses)} of {len(responses)} patterns"
        if self.never_fires[unit.layer][unit.index]:
            fires = f"never fires: it is 0 for all {len(responses)} patterns"
        return f"unit {unit.index + 1} of layer_{unit.layer} = {value}, {fires}"
