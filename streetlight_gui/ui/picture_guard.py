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
from streetlight_gui.ui.flutter_guards import FlutterGuards

_LEVELS = 2  # of a cell's colour on either side of 0, which one may tell apart


@dataclass(frozen=True)
class Flutters:
    """Which marks of a picture change too often to be shown.

    Attributes:
        signs: (edges,) of the colour of each edge.
        carries: (edges,) of whether each edge is faded.
        fires: of each layer but the lamps (units,), of whether a unit is 0.
        cells: of each layer but the lamps (units, patterns), of the colour of each response.
    """

    signs: NDArray[np.bool_]
    carries: NDArray[np.bool_]
    fires: list[NDArray[np.bool_]]
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
        self._guard = FlutterGuards(clock, self)
        self._guard.settled.connect(self.settled)
        self._shapes: list[tuple[int, ...]] = []

    def begin(self, picture: Picture) -> None:
        """Take a picture that a person asked for: nothing flutters in it."""
        marks = _marks_of(picture)
        self._shapes = [each.shape for each in marks]
        self._guard.begin(_joined(marks))

    def flutters(self, picture: Picture) -> Flutters | None:
        """Return what flutters in the newest picture; None for nothing.

        In the first one of a network of another shape nothing flutters.
        """
        marks = _marks_of(picture)
        if [each.shape for each in marks] != self._shapes:
            self.begin(picture)
        flutters = self._guard.flutters(_joined(marks))
        if not flutters.any():
            return None
        ends = accumulate(int(np.prod(shape)) for shape in self._shapes)
        parts = np.split(flutters, list(ends)[:-1])
        signs, carries, *rest = (
            part.reshape(shape) for part, shape in zip(parts, self._shapes, strict=True)
        )
        return Flutters(signs, carries, rest[: len(rest) // 2], rest[len(rest) // 2 :])


def _marks_of(picture: Picture) -> list[Array]:
    """Return what may flutter, in the order of Flutters; equal numbers look alike."""
    return [
        picture.network.parameters >= 0,
        picture.carries,
        *(layer != 0 for layer in picture.layers[1:]),
        *(_levels(responses.T) for responses in picture.responses[1:]),
    ]


def _joined(marks: list[Array]) -> NDArray[np.int8]:
    return np.concatenate([each.ravel() for each in marks], dtype=np.int8)


def _levels(responses: Array) -> NDArray[np.int8]:
    levels = np.rint(_LEVELS * np.clip(np.nan_to_num(responses), -1, 1))
    return levels.astype(np.int8)
