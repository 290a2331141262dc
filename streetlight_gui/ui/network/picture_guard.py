"""Keeps the picture of the network from flashing while training throws it to and fro."""

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from streetlight_gui.core.replay.picture import Picture
from streetlight_gui.ui.widgets.array_guard import ArrayGuard

_LEVELS = 2  # of a cell's colour on either side of 0, which one may tell apart


@dataclass(frozen=True)
class EdgeFlutters:
    """Which marks of edges change too often to be shown.

    Attributes:
        signs: (edges,) of the colour of each edge.
        carries: (edges,) of whether each edge is faded.
    """

    signs: NDArray[np.bool_]
    carries: NDArray[np.bool_]


@dataclass(frozen=True)
class UnitFlutters:
    """Which marks of units, layer by layer without the lamps, change too often to be shown.

    Attributes:
        units: (units,) of whether each unit is 0, or always.
        cells: (units, patterns) of the colour of each response.
    """

    units: NDArray[np.bool_]
    cells: NDArray[np.bool_]


class PictureGuard(QObject):
    """Tells of newer and newer pictures of one network what flutters in them.

    Edges and units are asked about apart, as they are drawn at a pace of their own.

    Signals:
        edges_settled, units_settled: marks that fluttered may have come to rest; ask again.
    """

    edges_settled = Signal()
    units_settled = Signal()

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, parent: QObject | None = None
    ) -> None:
        """Wait for the first picture; `clock` gives seconds."""
        super().__init__(parent)
        self._edges, self._units = _ShapeGuard(clock, self), _ShapeGuard(clock, self)
        self._edges.settled.connect(self.edges_settled)
        self._units.settled.connect(self.units_settled)

    def begin_anew(self) -> None:
        """Let nothing flutter in the next picture, which is of another run."""
        self._edges.shape = self._units.shape = None

    def accept_pattern(self, picture: Picture) -> None:
        """Take a picture for another pattern: what changes with the lamps shows at once."""
        self._edges.accept_last(picture, _edge_marks(picture), len(picture.carries))
        self._units.accept_last(picture, _unit_marks(picture), _units_of(picture))

    def edge_flutters(self, picture: Picture) -> EdgeFlutters | None:
        """Return which edges flutter in the newest picture; None for none.

        In the first one of a network of another shape nothing flutters.
        """
        flutters = self._edges.flutters_in(picture, _edge_marks(picture))
        return EdgeFlutters(*np.split(flutters, 2)) if flutters.any() else None

    def unit_flutters(self, picture: Picture) -> UnitFlutters | None:
        """Return which units flutter in the newest picture; None for none.

        In the first one of a network of another shape nothing flutters.
        """
        count = _units_of(picture)
        flutters = self._units.flutters_in(picture, _unit_marks(picture))
        if not flutters.any():
            return None
        return UnitFlutters(flutters[-count:], flutters[:-count].reshape(count, -1))


class _ShapeGuard(ArrayGuard):
    """Guards an array for pictures of one shape; it begins anew with another."""

    shape: tuple[tuple[int, ...], int] | None = None

    def accept_last(self, picture: Picture, marks: NDArray[np.int8], count: int) -> None:
        """Show at once what has changed among so many marks at the end."""
        if _shape_of(picture) == self.shape:
            self.accept(marks, np.arange(len(marks)) >= len(marks) - count)

    def flutters_in(self, picture: Picture, marks: NDArray[np.int8]) -> NDArray[np.bool_]:
        if _shape_of(picture) != self.shape:
            self.shape = _shape_of(picture)
            self.begin(marks)
        return self.flutters(marks)


def _shape_of(picture: Picture) -> tuple[tuple[int, ...], int]:
    return picture.network.sizes, len(picture.network.parameters)


def _edge_marks(picture: Picture) -> NDArray[np.int8]:
    """Return the signs of the edges; then, as the lamps change it, which are not faded."""
    marks = picture.network.parameters >= 0, picture.carries
    return np.concatenate(marks, dtype=np.int8, casting="unsafe")


def _units_of(picture: Picture) -> int:
    return sum(picture.network.sizes[1:])


def _unit_marks(picture: Picture) -> NDArray[np.int8]:
    """Return levels of the units' responses, unit by unit; then how the units are drawn.

    That is by number: not computed yet, silent here, never firing, or firing.
    """
    responses = np.concatenate([layer.T.ravel() for layer in picture.responses[1:]])
    levels = np.rint(_LEVELS * np.fmin(np.fmax(responses, -1), 1))  # nan is below
    states = [
        (1 + never + 2 * fires) * (layer <= picture.reached)
        for layer, (fires, never) in enumerate(zip(picture.fires, picture.never_fires, strict=True))
    ]
    return np.concatenate([levels, *states[1:]], dtype=np.int8, casting="unsafe")
