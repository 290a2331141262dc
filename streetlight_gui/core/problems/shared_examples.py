"""The numbers of a training set, of which an edited one keeps only what differs."""

from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from streetlight_gui.core.checks.arrays import Array, read_only

Arrays = tuple[Array, Array]  # patterns (n, lights) and targets (n,), read-only

_MOST_PIECES = 512  # after so many the next edit keeps everything: joining them takes its time


class SharedExamples:
    """Patterns and targets in pieces, most of which edited ones share.

    An edit of a few rows takes the memory of these rows and less than 6 KB; one edit in 256 keeps
    everything, and so does one of more than half of the rows or of their lights.

    Attributes:
        pieces: their rows in order.
        shape: of the patterns, (n, lights).
    """

    def __init__(self, *pieces: Arrays) -> None:
        """Keep these pieces, one after the other."""
        self.pieces = pieces
        self.shape = sum(len(targets) for _, targets in pieces), *pieces[0][0].shape[1:]

    @property
    def arrays(self) -> Arrays:
        """Patterns (n, lights) and targets (n,), read-only."""
        return self.pieces[0] if len(self.pieces) == 1 else _joined(self)

    def edited(self, arrays: Arrays) -> "SharedExamples":
        """Keep other arrays as what differs from these, if that is little."""
        if arrays[0].shape[1:] != self.shape[1:] or len(self.pieces) > _MOST_PIECES:
            return SharedExamples(arrays)
        before, count = self.arrays, len(arrays[1])
        start = _same_rows(before, arrays, 1)
        end = min(_same_rows(before, arrays, -1), min(count, self.shape[0]) - start)
        if 2 * (count - end - start) > count:
            return SharedExamples(arrays)
        patterns, targets = (values[start : count - end].copy() for values in arrays)
        after = _cut(self.pieces, self.shape[0] - end, self.shape[0])
        return SharedExamples(*_cut(self.pieces, 0, start), (patterns, targets), *after)


@lru_cache(8)  # as many as one goes to and fro between
def _joined(examples: SharedExamples) -> Arrays:
    patterns, targets = zip(*examples.pieces, strict=True)
    return read_only(np.concatenate(patterns)), read_only(np.concatenate(targets))


def _cut(pieces: tuple[Arrays, ...], start: int, stop: int) -> Iterator[Arrays]:
    """Yield the pieces that make the rows from one to another, those that are whole as they are."""
    for piece in pieces:
        patterns, targets = piece
        first, last = max(start, 0), min(stop, len(targets))
        if (first, last) == (0, len(targets)):
            yield piece
        elif first < last:
            yield patterns[first:last], targets[first:last]
        start, stop = start - len(targets), stop - len(targets)


def _same_rows(before: Arrays, after: Arrays, step: int) -> int:
    """Return how many rows are the same at the beginning, or with -1 as a step at the end."""
    count = min(len(before[1]), len(after[1]))
    pairs = zip(before, after, strict=True)
    lights, answers = (old[::step][:count] == new[::step][:count] for old, new in pairs)
    return int(np.append(lights.all(axis=1) & answers, False).argmin())
