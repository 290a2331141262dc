"""Keeps the picture of the network from flashing while training throws it to and fro."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from streetlight_gui.core.activations import Array
from streetlight_gui.core.picture import Picture
from streetlight_gui.ui.array_guard import ArrayGuard

Marks = NDArray[np.bool_] | NDArray[np.int8]

_LEVELS = 2  # of a cell's colour on either side of 0, which one may tell apart


@dataclass(frozen=True)
class Flutters:
    """Which marks of a picture change too often to be shown.

    Attributes:
        signs: (edges,) of the colour of each edge.
        carries: (edges,) of whether each edge is faded.
        units: of each layer but the lamps (units,), of whether a unit is 0, or always.
        cells: of each layer but the lamps (units, patterns), of the colour of each response.
    """

    signs: NDArray[np.bool_]
    carries: NDArray[np.bool_]
    units: list[NDArray[np.bool_]]
    cells: list[NDArray[np.bool_]]


class PictureGuard(QObject):
    """Tells of newer and newer pictures of one network what flutters in them.

    Signals:
        settled: marks that fluttered may have come to rest; ask again.
    """

    settled = Signal()

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, parent: QObject | None = None
    ) -> None:
        """Wait for the first picture; `clock` gives seconds."""
        super().__init__(parent)
        self._guard = ArrayGuard(clock, self)
        self._guard.settled.connect(self.settled)
        self._shapes: list[tuple[int, ...]] = []

    def begin_anew(self) -> None:
        """Let nothing flutter in the next picture, which is of another run."""
        self._shapes = []

    def accept_pattern(self, picture: Picture) -> None:
        """Take a picture for another pattern: what changes with the lamps shows at once."""
        marks = _marks_of(picture)
        if [each.shape for each in marks] == self._shapes:
            where = [np.full(each.size, k >= len(marks) // 2) for k, each in enumerate(marks)]
            self._guard.accept(_joined(marks), np.concatenate(where))

    def flutters(self, picture: Picture) -> Flutters | None:
        """Return what flutters in the newest picture; None for nothing.

        In the first one of a network of another shape nothing flutters.
        """
        marks = _marks_of(picture)
        shapes = [each.shape for each in marks]
        if shapes != self._shapes:
            self._shapes = shapes
            self._guard.begin(_joined(marks))
        flutters = self._guard.flutters(_joined(marks))
        if not flutters.any():
            return None
        ends = accumulate(each.size for each in marks)
        split = zip(np.split(flutters, list(ends)[:-1]), self._shapes, strict=True)
        parts = [part.reshape(shape) for part, shape in split]
        half = len(parts) // 2
        (signs, *cells), (carries, *units) = parts[:half], parts[half:]
        return Flutters(signs, carries, units, cells)


def _marks_of(picture: Picture) -> list[Marks]:
    """Return what may flutter: half of it of the network, half of the pattern as well.

    Equal numbers look alike.
    """
    states = zip(picture.fires[1:], picture.never_fires[1:], strict=True)
    return [
        picture.network.parameters >= 0,
        *(_levels(responses.T) for responses in picture.responses[1:]),
        picture.carries,
        *(fires + np.int8(2) * never for fires, never in states),
    ]


def _joined(marks: list[Marks]) -> NDArray[np.int8]:
    return np.concatenate([each.ravel() for each in marks], dtype=np.int8)


def _levels(responses: Array) -> NDArray[np.int8]:
    levels = np.rint(_LEVELS * np.clip(np.nan_to_num(responses), -1, 1))
    return levels.astype(np.int8)
