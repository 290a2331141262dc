"""The errors of a run, in bounded memory however long it is.

The first thousand and the last few thousand iterations are kept one by one. Between them errors
are thinned: of each bucket of neighbouring iterations the smallest and the largest error stay, each
with its own iteration, so that every point ever drawn is a real one. Buckets are fine enough both
for a look at the whole run and for a look at its beginning: no wider than a small share of the
run, and no wider than a small share of the way from the start.
"""

import math
from array import array
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from streetlight_gui.core.checks.arrays import Array, FrozenCopies, read_only

_CHUNK = 1024  # iterations folded into buckets at once; a power of two, like every bucket's width
_MOST_RECENT = 3 * _CHUNK
_BEGINNING = 1024  # iterations that are never thinned
_BUCKETS_OF_OCTAVE = 32  # at least so many from there to twice as far, and so on
_BUCKETS_OF_RUN = 1024  # at most so many of equal width over the whole run


@dataclass(frozen=True, eq=False)
class Curve(FrozenCopies):
    """Points of an error curve, oldest first, read-only.

    Attributes:
        iterations: (n,) whole numbers from 1.
        errors: (n,) the errors of those iterations.
    """

    iterations: NDArray[np.int64]
    errors: Array

    def __post_init__(self) -> None:
        read_only(self.iterations)
        read_only(self.errors)

    def thinned(self, most: int) -> "Curve":
        """Return a curve of at most `most` points with the same extremes, or of two.

        Half of the buckets share the run evenly, half its logarithm: a look at the beginning of a
        long run finds points too.
        """
        if len(self.iterations) <= max(most, 2):
            return self
        last = self.iterations[-1]
        evenly = (self.iterations - 1) * (most // 4) // last
        by_octaves = np.log(self.iterations) * (most // 4) // np.log(last)
        points = np.column_stack([self.iterations, self.errors])
        points = _extremes_of(points, evenly + by_octaves.astype(np.int64))
        return Curve(points[:, 0].astype(np.int64), points[:, 1])


class ErrorSeries:
    """One error per iteration, appended in order; nan where there is none."""

    def __init__(
        self, bounded: bool, finished: int = 0, known: Sequence[tuple[int, float]] = ()
    ) -> None:
        """Keep every error, or if `bounded` all recent ones and a thinned past.

        Args:
            bounded: whether the past is thinned.
            finished: how many iterations there were before the first that is appended.
            known: some of them with their errors, in order.
        """
        self._recent = array("d")
        self._most_recent = _MOST_RECENT if bounded else float("inf")
        self._folded = finished
        self._bucket_width = 1
        self._extremes = np.reshape(known, (-1, 2))  # rows (iteration, error), two a bucket at most

    def __len__(self) -> int:
        """How many errors were appended."""
        return self._folded + len(self._recent)

    def append(self, error: float) -> None:
        """Add the error of the next iteration."""
        self._recent.append(error)
        if len(self._recent) > self._most_recent:
            self._fold_oldest_chunk()

    def cut(self, length: int) -> None:
        """Keep so many errors, of those that were appended just now none."""
        del self._recent[max(length - self._folded, 0) :]

    @property
    def recent(self) -> Array:
        """The errors that are still kept one by one, (n,), a copy; all of them unless bounded."""
        return np.array(self._recent)

    def until(self, iteration: int, last: float | None) -> "ErrorSeries":
        """Return a copy that ends with an iteration, whose error is `last`.

        The caller knows that error by replay: of the distant past only extremes are kept here.
        """
        series = copy(self)
        if iteration > self._folded:
            series._recent = self._recent[: iteration - self._folded]
        else:
            series._folded = max(iteration - 1, 0)
            series._extremes = self._extremes[self._extremes[:, 0] < iteration]
            series._recent = array("d", [] if last is None else [last])
        return series

    def curve(self) -> Curve:
        """Return all points kept: of the thinned past two a bucket, of the recent all."""
        recent_iterations = np.arange(self._folded + 1, len(self) + 1)
        iterations = np.concatenate([self._extremes[:, 0].astype(np.int64), recent_iterations])
        return Curve(iterations, np.concatenate([self._extremes[:, 1], self._recent]))

    def _fold_oldest_chunk(self) -> None:
        iterations = np.arange(self._folded + 1, self._folded + _CHUNK + 1)
        chunk = np.column_stack([iterations, self._recent[:_CHUNK]])
        del self._recent[:_CHUNK]
        self._folded += _CHUNK
        while self._folded > _BUCKETS_OF_RUN * self._bucket_width:
            self._bucket_width *= 2
        points = np.concatenate([self._extremes, chunk])
        gaps = np.cumsum(np.diff(np.isnan(points[:, 1]), prepend=False))  # begin and end buckets
        buckets = _buckets(points[:, 0], self._bucket_width) + gaps
        self._extremes = _extremes_of(points, buckets)


def _buckets(iterations: Array, width: int) -> NDArray[np.int64]:
    """Number the buckets in which points lie: a new one begins wherever one of two scales says.

    The one has buckets of equal width, which are merged two by two as a run grows. The other has
    them by octaves, and one for each iteration of the beginning.
    """
    octaves = np.log2(np.maximum(iterations / _BEGINNING, 1))
    near_start = np.minimum(iterations, _BEGINNING) + _BUCKETS_OF_OCTAVE * octaves
    evenly = (iterations - 1) // width
    numbers: NDArray[np.int64] = evenly.astype(np.int64) + near_start.astype(np.int64)
    return numbers


def _extremes_of(points: Array, bucket_of: NDArray[np.int64]) -> Array:
    """Of each bucket of (iteration, error) rows keep the smallest and the largest, in order."""
    starts = np.flatnonzero(np.diff(bucket_of, prepend=-1))
    by_error = np.lexsort((points[:, 1], bucket_of))
    ends = np.append(starts[1:], len(points)) - 1
    return np.take(points, np.union1d(by_error[starts], by_error[ends]), axis=0)


class ErrorHistory:
    """The errors of every finished iteration, sums of `(prediction - target) ** 2`.

    Attributes:
        online: over its examples, each measured before that example's own update.
        frozen: over all examples, with the weights as they are after the iteration.
        held_out: the same over what is held out, which is never trained on; nan where nothing is.
    """

    def __init__(self, bounded: bool = False) -> None:
        """Keep every error, or if `bounded` thin the distant past: memory stays small."""
        self.online, self.frozen = ErrorSeries(bounded), ErrorSeries(bounded)
        self.held_out = ErrorSeries(bounded)

    def until(self, iteration: int, online: float | None, frozen: float | None) -> "ErrorHistory":
        """Return a copy that ends with an iteration, whose errors the caller knows.

        That of what is held out may be a gap there.
        """
        history = ErrorHistory()
        history.online = self.online.until(iteration, online)
        history.frozen = self.frozen.until(iteration, frozen)
        history.held_out = self.held_out.until(iteration, math.nan if iteration else None)
        return history

    def cut(self, length: int) -> None:
        """Keep the errors of so many iterations, of those that were appended just now none."""
        for series in (self.online, self.frozen, self.held_out):
            series.cut(length)

    def append(self, online: float, frozen: float, held_out: float = math.nan) -> None:
        """Add the errors of the next iteration."""
        self.online.append(online)
        self.frozen.append(frozen)
        self.held_out.append(held_out)
