"""Where the units and the edges of a network lie in a picture, and what lies under a point.

Lengths are pixels; x grows to the right, y down. Layer 0 lies on the left border, where the lamps
are: the housing beside the picture is laid out by the same `centres`. Where text is larger, by a
scale, it has more room.
"""

from collections.abc import Sequence

import numpy as np

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.nn.parts import Part, Unit, edges_of
from streetlight_gui.ui.widgets.colours import WIDEST, edge_widths

LARGEST_RADIUS = 38.0
_SMALLEST_WITH_TEXT = 13.5  # radius; smaller units have their numbers beside them, or on hover
_HEADROOM = 44.0  # for the layers' buttons and names
_FOOTROOM = 10.0
_BIAS_ROOM = 34.0  # below the other units
_BIAS_RADIUS = 13.0
_RIGHT_MARGIN = 56.0  # for the output's name, wider than the output
_SAMPLES = 24  # points along an edge that distances are measured to
_REACH = 8.0  # an edge is hit within this distance
_WIDEST_SHARE = 0.6  # of a radius: wider edges would hide each other where units are small


def centres(count: int, height: float, *, bias: bool = False, scale: float = 1.0) -> Array:
    """Return the y of each of `count` units spread evenly over a picture of this height."""
    return _HEADROOM * scale + _room(height, bias, scale) * (np.arange(count) + 0.5) / count


def radius(count: int, height: float, *, bias: bool = False, scale: float = 1.0) -> float:
    """Return the radius of units so that `count` of them fit under each other."""
    return float(min(LARGEST_RADIUS * scale, 0.45 * _room(height, bias, scale) / count))


def _room(height: float, bias: bool, scale: float) -> float:
    taken = scale * (_HEADROOM + _FOOTROOM + (_BIAS_ROOM if bias else 0.0))
    return max(height - taken, 1.0)


class Diagram:
    """The geometry of one network in one size.

    Attributes:
        sizes: units of each layer, lights first, without bias units.
        bias: whether every layer but the output has a bias unit.
        scale: of text, and so of the room for it; 1 where its letters are 12 pixels high.
        width: of the picture.
        positions: one array (units, 2) for each layer, the units' centres, a bias unit's last.
        radii: the radius of each layer's units; 0 for the lights, which are lamps of their own.
        units: every unit, layer by layer, a bias unit last in its own.
        computed: of them, those whose values are computed: neither lights nor bias units.
        edges: every edge, layer by layer, source by source, then those of the bias units: the
            order of weights and biases in memory.
        curves: (edges, 4, 2) the start, two control points and end of each edge's Bezier curve.
    """

    def __init__(
        self,
        sizes: Sequence[int],
        width: float,
        height: float,
        *,
        bias: bool = False,
        scale: float = 1.0,
    ) -> None:
        """Lay out layers of these sizes in a picture of this size."""
        self.sizes, self.bias, self.scale, self.width = tuple(sizes), bias, scale, width
        largest = max(self.sizes[1:])
        self.radii = [0.0] + [
            radius(max(size, min(largest, 4)), height, bias=bias, scale=scale) for size in sizes[1:]
        ]
        self._widest = min(WIDEST, _WIDEST_SHARE * min(self.radii[1:]) / scale)
        self.positions = self._positions(width, height)
        self.units = [
            Unit(layer, k)
            for layer, places in enumerate(self.positions)
            for k in range(len(places))
        ]
        self.computed = [unit for unit in self.units if unit.layer and not self.is_bias(unit)]
        self.edges = edges_of((self.sizes, bias))
        starts = np.array([self._border(Unit(e.layer, e.source), 1) for e in self.edges])
        ends = np.array([self._border(Unit(e.layer + 1, e.target), -1) for e in self.edges])
        bend = 0.45 * (ends[:, :1] - starts[:, :1]) * np.array([1.0, 0.0])
        self.curves: Array = np.stack([starts, starts + bend, ends - bend, ends], axis=1)
        t = np.linspace(0, 1, _SAMPLES)
        basis = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3]
        # (edges, samples) as x + yj, so that a division projects
        self._samples = np.stack(basis, axis=-1) @ self.curves @ np.array([1, 1j])

    def is_bias(self, unit: Unit) -> bool:
        """Tell whether a unit is a layer's bias unit."""
        return unit.index == self.sizes[unit.layer]

    def radius_of(self, unit: Unit) -> float:
        """Return a unit's radius."""
        return _BIAS_RADIUS * self.scale if self.is_bias(unit) else self.radii[unit.layer]

    def circle(self, unit: Unit) -> tuple[float, float, float]:
        """Return where a unit's centre lies, and its radius."""
        x, y = self.positions[unit.layer][unit.index].tolist()
        return x, y, self.radius_of(unit)

    def widths(self, weights: Array) -> Array:
        """Return how wide the edges of these weights are; like text, they grow with the scale."""
        return self.scale * edge_widths(weights, self._widest)

    def has_text(self, layer: int) -> bool:
        """Tell whether a layer's units are large enough for their numbers."""
        return self.radii[layer] >= _SMALLEST_WITH_TEXT * self.scale

    def part_at(self, x: float, y: float) -> Part | None:
        """Return the unit or else the nearest edge within reach of a point, or None."""
        distances = np.hypot(*(np.concatenate(self.positions) - (x, y)).T)
        beyond = distances - [self.radius_of(unit) for unit in self.units]
        if beyond.min() <= 0:
            return self.units[int(beyond.argmin())]
        along, to_point = np.diff(self._samples), complex(x, y) - self._samples[:, :-1]
        share = np.clip((to_point / along).real, 0, 1)  # of each line between two samples
        distances = np.abs(to_point - share * along).min(axis=1)
        return self.edges[int(distances.argmin())] if distances.min() <= _REACH else None

    def _positions(self, width: float, height: float) -> list[Array]:
        right = width - max(self.radii[-1], _RIGHT_MARGIN * self.scale)
        bias_y = height - self.scale * (_FOOTROOM + _BIAS_ROOM / 2)
        found = []
        for layer, x in enumerate(np.linspace(0, right, len(self.sizes))):
            size = self.sizes[layer]
            ys = centres(size, height, bias=self.bias, scale=self.scale)
            places = np.column_stack([np.full(size, x), ys])
            if self.bias and layer < len(self.sizes) - 1:
                places = np.vstack([places, [max(x, _BIAS_RADIUS * self.scale + 2), bias_y]])
            found.append(places)
        return found

    def _border(self, unit: Unit, side: int) -> tuple[float, float]:
        """Return the left (-1) or right (1) end of a unit."""
        x, y, radius = self.circle(unit)
        return x + side * radius, y
