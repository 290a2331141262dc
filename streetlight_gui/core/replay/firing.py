"""How a unit fires: its activation as a function of the sum that reaches it."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from streetlight_gui.core.checks.arrays import Array, are_drawable
from streetlight_gui.core.nn.activations import Activation, check_activation
from streetlight_gui.core.nn.parts import Unit
from streetlight_gui.core.problems.patterns import PatternList
from streetlight_gui.core.problems.problem import Problem, all_patterns
from streetlight_gui.core.replay.picture import Picture

_POINTS = 201
_LEAST_REACH = 1.0  # of the curve to either side of 0
_MARGIN = 0.08  # of what must be seen, beyond it


@dataclass(frozen=True, eq=False)
class Firing:
    """A unit's activation f, and where on its curve patterns lie.

    Attributes:
        activation: its name, such as 'relu'.
        inputs: (n,) the activations below for the picture's pattern.
        weights: (n,) what they are multiplied by.
        bias: what is added; None without bias.
        point: z, f(z) and f'(z) for the picture's pattern; z is the sum of all that.
        marks: (2, patterns) z and f(z) of every on-off pattern, and of dimmed examples.
        in_training: (patterns,) whether the training set shows the pattern.
        curve: (3, points) rising z, f(z) and f'(z), from below to above 0 and all marks.
    """

    activation: str
    inputs: Array
    weights: Array
    bias: float | None
    point: tuple[float, float, float]
    marks: Array
    in_training: NDArray[np.bool_]
    curve: Array

    @property
    def is_finite(self) -> bool:
        """Whether all its numbers are, so that it can be drawn."""
        return are_drawable([*self.point, *self.marks.ravel(), *self.curve.ravel()])


@np.errstate(all="ignore")  # what runs away is inf or nan, and `is_finite` tells
def firing(picture: Picture, unit: Unit) -> Firing:
    """Look at a unit, neither a light nor a bias unit."""
    network = picture.network
    layer, k = unit.layer, unit.index
    is_output = layer == len(network.weights)
    kind = check_activation("linear") if is_output else network.activations[layer - 1]
    patterns, in_training = _patterns(picture.problem, network.lights)
    sums = network.sums(layer, np.vstack([[picture.pattern], patterns]))[:, k]
    values, slopes = _along(kind, sums)
    seen = min(sums.min(), -_LEAST_REACH), max(sums.max(), _LEAST_REACH)
    room = _MARGIN * (seen[1] - seen[0])
    zs = np.linspace(seen[0] - room, seen[1] + room, _POINTS)
    zs = np.unique([*zs, 0.0, np.nextafter(0, 1)])  # where relu bends, its slope jumps
    return Firing(
        kind.name,
        network.forward([picture.pattern])[layer - 1][0],
        network.weights[layer - 1][:, k],
        float(network.biases[layer - 1][k]) if network.biases else None,
        (float(sums[0]), float(values[0]), float(slopes[0])),
        np.stack([sums, values])[:, 1:],
        in_training,
        np.stack([zs, *_along(kind, zs)]),
    )


def _along(kind: Activation, zs: Array) -> tuple[Array, Array]:
    """Return f and f' at each z."""
    values, slopes = np.empty_like(zs), np.empty_like(zs)
    kind.apply(zs, values)
    kind.derivative(values, slopes)
    return values, slopes


@lru_cache(2)  # for the problem of the moment, whatever network answers
def _patterns(problem: Problem | None, lights: int) -> tuple[Array, NDArray[np.bool_]]:
    if problem is None:
        return all_patterns(lights), np.zeros(2**lights, dtype=bool)
    rows = PatternList(problem)
    return rows.patterns, rows.in_training
