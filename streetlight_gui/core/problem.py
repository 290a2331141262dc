"""What is to be learned: patterns of lights, and the right answer to each."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from streetlight_gui.core import presets
from streetlight_gui.core.activations import Array
from streetlight_gui.core.limits import check_lights
from streetlight_gui.core.network import Network


class Problem:
    """A training set, and the settings it is usually trained with.

    Attributes:
        name: a short name, such as 'streetlights'.
        about: one sentence on what it teaches.
        source: where it comes from; '' for a person's own.
        patterns: (n, lights), read-only; 1 for a light that is on, 0 for one that is off.
        targets: (n,), read-only; 1 for WALK, 0 for STOP.
        hidden: the sizes of the hidden layers to begin with.
        alpha: the learning rate to begin with.
        seed: of the start weights to begin with, where they are not given.
        given: a network with the start weights that come with it, or None where a seed makes them.
    """

    def __init__(  # noqa: PLR0913 - all but two are named in a call
        self,
        patterns: ArrayLike,
        targets: ArrayLike,
        *,
        name: str = "own",
        about: str = "",
        source: str = "",
        hidden: Sequence[int] = (4,),
        alpha: float = 0.2,
        seed: int = 1,
        start_weights: Network | Sequence[ArrayLike] | None = None,
    ) -> None:
        """Make a problem of patterns (n, lights) and targets (n,).

        Raises:
            ValueError: no examples, not one answer for each pattern, too many lights, or a value
                that is not a finite number.
        """
        self.name, self.about, self.source = name, about, source
        self.patterns = _read_only(patterns)
        self.targets = _read_only(targets)
        self.hidden, self.alpha, self.seed = tuple(hidden), alpha, seed
        if start_weights is not None and not isinstance(start_weights, Network):
            start_weights = Network(start_weights)
        self.given: Network | None = start_weights
        self._check()

    @staticmethod
    def preset(name: str) -> "Problem":
        """Return the preset of that name; ValueError lists the names there are."""
        if name not in PRESETS:
            raise ValueError(f"problem must be one of {', '.join(PRESETS)}, not {name!r}")
        return PRESETS[name]

    @property
    def lights(self) -> int:
        """How many lights a pattern has."""
        return int(self.patterns.shape[1])

    def __len__(self) -> int:
        """How many examples there are; training on all of them once is one iteration."""
        return len(self.patterns)

    def targets_of(self, pattern: Sequence[float]) -> tuple[float, ...]:
        """Return the different answers the training set gives to a pattern, in its order.

        There is none if it never shows the pattern, and more than one if examples contradict.
        """
        rows = (self.patterns == np.asarray(pattern)).all(axis=1)
        return tuple(dict.fromkeys(self.targets[rows].tolist()))

    def _check(self) -> None:
        if self.patterns.ndim != 2 or not len(self.patterns):
            raise ValueError(
                f"patterns must have the shape (examples, lights), not {self.patterns.shape}"
            )
        check_lights(self.lights)
        if self.targets.shape != (len(self.patterns),):
            raise ValueError(
                f"there must be one answer for each of the {len(self.patterns)} patterns, "
                f"not the shape {self.targets.shape}"
            )
        if not (np.isfinite(self.patterns).all() and np.isfinite(self.targets).all()):
            raise ValueError("every pattern and every answer must be a finite number")


def all_patterns(lights: int) -> Array:
    """Return every on-off pattern, (2**lights, lights), counting up; light 1 is the first digit."""
    numbers = np.arange(2**lights)[:, np.newaxis]
    digits = np.arange(lights - 1, -1, -1)
    return ((numbers >> digits) & 1).astype(np.float64)


def _read_only(values: ArrayLike) -> Array:
    copy = np.array(values, dtype=np.float64, order="C")
    copy.setflags(write=False)
    return copy


PRESETS = {record.name: Problem(**vars(record)) for record in presets.ALL}
