"""The arrays that all computing is done with."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

A = TypeVar("A", bound=NDArray[np.generic])


def read_only(values: A) -> A:
    """Return an array that nobody can change any more: this very one."""
    values.setflags(write=False)
    return values


class FrozenCopies:
    """A value whose copies have read-only arrays: a copied or unpickled array comes writable."""

    def __setstate__(self, state: dict[str, object]) -> None:
        vars(self).update(state)
        for value in state.values():
            if isinstance(value, np.ndarray):
                read_only(value)
