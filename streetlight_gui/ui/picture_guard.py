"""Keeps the picture of the network from flashing while training throws it to and fro."""

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from streetlight_gui.core.picture import Picture
from streetlight_gui.ui.array_guard import ArrayGuard

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
        self._shape: tuple[tuple[int, ...], int] = ((), 0)

    def begin_anew(self) -> None:
        """Let nothing flutter in the next picture, which is of another run."""
        self._shape = ((), 0)

    def accept_pattern(self, picture: Picture) -> None:
        """Take a picture for another pattern: what changes with the lamps shows at once."""
        if _shape_of(picture) == self._shape:
            marks, of_pattern = _marks_of(picture)
            where = np.arange(len(marks)) >= len(marks) - of_pattern
            self._guard.accept(marks, where)

    def flutters(self, picture: Picture) -> Flutters | None:
        """Return what flutters in the newest picture; None for nothing.

        In the first one of a network of another shape nothing flutters.
        """
        marks, _ = _marks_of(picture)
        if _shape_of(picture) != self._shape:
            self._shape = _shape_of(picture)
            self._guard.begin(marks)
        flutters = self._guard.flutters(marks)
        return _split(flutters, picture) if flutters.any() else None


def _shape_of(picture: Picture) -> tuple[tuple[int, ...], int]:
    return picture.network.sizes, len(picture.network.parameters)


def _marks_of(picture: Picture) -> tuple[NDArray[np.int8], int]:
    """Return what may flutter, where equal numbers look alike, and how many of it the lamps change.

    They come last: whether edges are faded, and how units are drawn.
    """
    responses = np.concatenate([layer.T.ravel() for layer in picture.responses[1:]])
    levels = np.rint(_LEVELS * np.fmin(np.fmax(responses, -1), 1))  # nan is below
    of_pattern = picture.carries, _unit_states(picture)
    marks = (picture.network.parameters >= 0, levels, *of_pattern)
    joined = np.concatenate(marks, dtype=np.int8, casting="unsafe")
    return joined, sum(map(len, of_pattern))


def _unit_states(picture: Picture) -> NDArray[np.int8]:
    """Number how units are drawn: not computed yet, silent here, never firing, or firing."""
    states = [
        (1 + never + 2 * fires) * (layer <= picture.reached)
        for layer, (fires, never) in enumerate(zip(picture.fires, picture.never_fires, strict=True))
    ]
    return np.concatenate(states[1:]).astype(np.int8)


def _split(flutters: NDArray[np.bool_], picture: Picture) -> Flutters:
    """Take apart what `_marks_of` has joined."""
    edges, units = len(picture.network.parameters), picture.network.sizes[1:]
    patterns = len(picture.responses[0])
    signs, cells, carries, of_units = np.split(
        flutters, np.cumsum([edges, sum(units) * patterns, edges])
    )
    ends = np.cumsum(units)[:-1]
    return Flutters(
        signs, carries, np.split(of_units, ends), np.split(cells.reshape(-1, patterns), ends)
    )
