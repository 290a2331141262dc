"""How sure a share of tries is."""

import math

_Z = 1.959963984540054  # of the normal distribution, for 95 %


def wilson(successes: int, tries: int) -> tuple[float, float]:
    """Return the 95 % interval of a share of at least one try, from 0 to 1.

    Source: Wilson, Probable inference, 1927. It holds for few tries, and for shares near 0 or 1.
    """
    share, z2 = successes / tries, _Z * _Z / tries
    middle = (share + z2 / 2) / (1 + z2)
    half = _Z * math.sqrt(share * (1 - share) / tries + z2 / tries / 4) / (1 + z2)
    return max(middle - half, 0.0), min(middle + half, 1.0)
