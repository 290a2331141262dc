"""The arrays that all computing is done with, and values: what is made once and never changes."""

from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]

_LARGEST = 1e150  # beyond it, distances between points overflow

A = TypeVar("A", bound=NDArray[np.generic])


def read_only(values: A) -> A:
    """Return an array that nobody can change any more: this very one."""
    values.setflags(write=False)
    return values


def are_drawable(numbers: ArrayLike) -> bool:
    """Tell whether numbers are finite, and not too large to be coordinates of points."""
    return bool(np.abs(numbers).max() < _LARGEST)


class Immutable:
    """Refuses to change, and equals what has the same values.

    Whoever makes one sets its attributes through `vars`.
    """

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, type(self)):
            return NotImplemented
        return self is other or self._values() == other._values()

    def __hash__(self) -> int:
        own = vars(self)
        if "_hash" not in own:  # caches look it up hundreds of times a second
            own["_hash"] = hash(self._values())
        return int(own["_hash"])

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a {type(self).__name__} never changes: make another one")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"a {type(self).__name__} never changes: make another one")

    def _values(self) -> tuple[object, ...]:
        """Return what makes it equal to another one."""
        raise NotImplementedError


class FrozenCopies:
    """A value whose copies have read-only arrays: a copied or unpickled array comes writable."""

    def __setstate__(self, state: dict[str, object]) -> None:
        vars(self).update(state)
        for value in state.values():
            if isinstance(value, np.ndarray):
                read_only(value)
