"""The errors of many starts as bands over the iterations: where half of them lie, and most."""

from dataclasses import dataclass

import numpy as np

from streetlight_gui.core.checks.arrays import Array, FrozenCopies, read_only
from streetlight_gui.core.ensemble.density import EDGES, Density

SHARES = (0.05, 0.25, 0.5, 0.75, 0.95)  # of the starts, below the lines that bound the bands
_ABOVE, _BELOW = 2, 10  # decades that an axis shows above and below how starts begin


@dataclass(frozen=True, eq=False)
class Bands(FrozenCopies):
    """Quantiles of errors, right to a tenth of a decade, as the `Density` they come from.

    Attributes:
        starts: how many there are.
        iterations: (k,) that were watched, from 1.
        errors: (k, 5) below which the `SHARES` of the starts lie, read-only.
    """

    starts: int
    iterations: tuple[int, ...]
    errors: Array

    @classmethod
    def of(cls, density: Density) -> "Bands":
        """Return the bands of starts of which so many have which error."""
        starts = int(density.counts[0].sum())
        return cls(starts, density.iterations, read_only(density.quantiles(SHARES)))

    @property
    def logarithms(self) -> Array:
        """(k, 5) the decimal logarithms of the errors."""
        return np.log10(self.errors)

    @property
    def span(self) -> tuple[float, float]:
        """The decimal logarithms between which an axis shows the bands.

        It ends at most 10 decades below the median of the first iteration that is watched, and 2
        above: what has learned as well as floats allow, or runs away, would leave the others no
        room. Bands that go on beyond are cut there.
        """
        logarithms, begun = self.logarithms, float(np.log10(self.errors[0, 2]))
        counted = logarithms[logarithms < EDGES[-2]]  # the last bin takes what ran away, too
        low, high = counted.min(initial=begun), counted.max(initial=begun)
        return max(float(low), begun - _BELOW), min(float(high), begun + _ABOVE)
