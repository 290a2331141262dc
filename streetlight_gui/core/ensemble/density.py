"""How many starts have which error, iteration by iteration: a table as large for any number."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from streetlight_gui.core.checks.arrays import Array, FrozenCopies, read_only

_LOWEST, _HIGHEST, _IN_A_DECADE = -32, 8, 10  # of the errors' decimal logarithms
EDGES = read_only(np.linspace(_LOWEST, _HIGHEST, (_HIGHEST - _LOWEST) * _IN_A_DECADE + 1))


@dataclass(frozen=True, eq=False)
class Density(FrozenCopies):
    """Counts of starts by the decimal logarithm of their error; tables of chunks add up.

    Attributes:
        iterations: (k,) that were watched, from 1.
        counts: (k, bins), read-only. Bins lie between neighbouring `EDGES`; the first takes what is
            smaller, too, the last what is larger or ran away.
    """

    iterations: tuple[int, ...]
    counts: NDArray[np.int64]

    def __post_init__(self) -> None:
        read_only(self.counts)

    def __add__(self, other: "Density") -> "Density":
        """Return the counts of both.

        Raises:
            ValueError: other iterations were watched.
        """
        if self.iterations != other.iterations:
            raise ValueError("only counts of the same iterations add up")
        return Density(self.iterations, self.counts + other.counts)

    def quantiles(self, shares: Sequence[float]) -> Array:
        """Return errors below which such shares of the starts lie, (k, shares), right to a bin.

        Inside a bin, of a tenth of a decade, starts count as evenly spread.
        """
        return np.array([10 ** _quantiles(counts, shares) for counts in self.counts])


def density_of(iterations: Sequence[int], errors: Array) -> Density:
    """Count errors (k, n) of k watched iterations, from 1."""
    bins = len(EDGES) - 1
    with np.errstate(divide="ignore"):  # of 0, which is in the first bin
        places = (np.log10(errors) - _LOWEST) * _IN_A_DECADE
    numbers = np.clip(places, 0, bins - 1).astype(np.intp)
    counts = [np.bincount(row, minlength=bins) for row in numbers]
    return Density(tuple(iterations), np.reshape(counts, (len(iterations), bins)))


def _quantiles(counts: NDArray[np.int64], shares: Sequence[float]) -> Array:
    """Return the decimal logarithms at which such shares of the counts (bins,) are reached."""
    reached = np.cumsum(counts)
    wanted = np.maximum(np.multiply(shares, reached[-1]), 0.5)  # of the first start, for a share 0
    bins = np.searchsorted(reached, wanted)
    inside = (wanted - reached[bins] + counts[bins]) / counts[bins]
    logarithms: Array = EDGES[bins] + inside / _IN_A_DECADE
    return logarithms
