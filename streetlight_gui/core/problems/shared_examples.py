"""The numbers of a training set, of which an edited one keeps only what differs."""

import weakref
from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from streetlight_gui.core.checks.arrays import Array

Arrays = tuple[Array, Array]  # patterns (n, lights) and targets (n,), read-only

_MOST_EDITS = 128  # after so many the next keeps everything, so that none takes long to make again
_MOST_WHOLE = 8  # made anew that stay at hand: as many as one goes to and fro between

_newest: deque[Arrays] = deque(maxlen=_MOST_WHOLE)


@dataclass(frozen=True, eq=False)
class _Splice:
    """Rows that take the place of others, from `start` up to `stop`."""

    start: int
    stop: int
    rows: Arrays

    def on(self, arrays: Arrays) -> Arrays:
        """Return the arrays after it; rows in the place of as many others are set right there."""
        start, stop = self.start, self.stop
        if len(self.rows[1]) == stop - start:
            for values, rows in zip(arrays, self.rows, strict=True):
                values[start:stop] = rows
            return arrays
        patterns, targets = (
            np.concatenate([values[:start], rows, values[stop:]])
            for values, rows in zip(arrays, self.rows, strict=True)
        )
        return patterns, targets


class SharedExamples:
    """Patterns and targets, kept whole, or as the edits that make them of others kept whole.

    An edit of a few rows takes the memory of these rows and less than 2 KB; one edit in 128 keeps
    everything, and so does one of more than half of the rows or of their lights. The arrays of the
    others live as long as somebody uses them, or until eight more were made.

    Attributes:
        shape: of the patterns, (n, lights).
    """

    def __init__(self, arrays: Arrays, splices: tuple[_Splice, ...] = ()) -> None:
        """Keep arrays whole; with splices, keep what they make of them."""
        self._base, self._splices = arrays, splices
        self.shape: tuple[int, ...] = arrays[0].shape
        self._made: tuple[weakref.ref[Array], weakref.ref[Array]] | None = None

    @property
    def arrays(self) -> Arrays:
        """Patterns and targets, read-only."""
        if not self._splices:
            return self._base
        patterns, targets = (ref() for ref in self._made) if self._made else (None, None)
        if patterns is None or targets is None:
            return self._hold(self._make())
        return patterns, targets

    def edited(self, arrays: Arrays) -> "SharedExamples":
        """Keep other arrays as what differs from these, if that is little."""
        before = self.arrays
        if arrays[0].shape[1:] != self.shape[1:] or len(self._splices) == _MOST_EDITS:
            return SharedExamples(arrays)
        start, end = _common_ends(before, arrays)
        count = len(arrays[1])
        if 2 * (count - end - start) > count:
            return SharedExamples(arrays)
        patterns, targets = (values[start : count - end].copy() for values in arrays)
        splice = _Splice(start, len(before[1]) - end, (patterns, targets))
        examples = SharedExamples(self._base, (*self._splices, splice))
        examples.shape = arrays[0].shape
        examples._hold(arrays)
        return examples

    def _make(self) -> Arrays:
        patterns, targets = (values.copy() for values in self._base)
        for splice in self._splices:
            patterns, targets = splice.on((patterns, targets))
        for values in (patterns, targets):
            values.setflags(write=False)
        return patterns, targets

    def _hold(self, arrays: Arrays) -> Arrays:
        """Keep these at hand for a while."""
        patterns, targets = arrays
        self._made = weakref.ref(patterns), weakref.ref(targets)
        _newest.append(arrays)
        return arrays


def _common_ends(before: Arrays, after: Arrays) -> tuple[int, int]:
    """Return how many rows are the same at the beginning, and how many of the rest at the end."""
    count = min(len(before[1]), len(after[1]))
    start = _same_at_first(_are_same(before, after, slice(count)))
    from_behind = _are_same(before, after, slice(None, -count - 1, -1))
    return start, min(_same_at_first(from_behind), count - start)


def _are_same(before: Arrays, after: Arrays, rows: slice) -> NDArray[np.bool_]:
    same_lights: NDArray[np.bool_] = (before[0][rows] == after[0][rows]).all(axis=1)
    same_answer: NDArray[np.bool_] = before[1][rows] == after[1][rows]
    return same_lights & same_answer


def _same_at_first(same: NDArray[np.bool_]) -> int:
    return len(same) if same.all() else int(same.argmin())
