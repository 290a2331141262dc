"""What is to be learned: patterns of lights, and the right answer to each."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from streetlight_gui.core.checks.arrays import Array
from streetlight_gui.core.checks.immutable import HASH, Immutable
from streetlight_gui.core.checks.limits import (
    ALPHA,
    ANSWER,
    LIGHT,
    LIGHTS,
    MAX_LIGHTS,
    SEED,
    RefusedError,
    as_array,
    check_hidden,
)
from streetlight_gui.core.nn.network import Network
from streetlight_gui.core.problems import presets
from streetlight_gui.core.problems.shared_examples import SharedExamples


class Problem(Immutable):
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

    name: str
    about: str
    source: str
    hidden: tuple[int, ...]
    alpha: float
    seed: int
    given: Network | None
    _examples: SharedExamples

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
        """Make a problem of patterns and the answers to them.

        Args:
            patterns: (n, lights), each light from 0 (off) to 1 (on); 1 to 6 lights.
            targets: (n,) or (n, 1) finite numbers, 1 for WALK and 0 for STOP.
            name: a short name.
            about: one sentence on what it teaches.
            source: where it comes from.
            hidden: units of each hidden layer, up to three layers of 1 to 16; () for none.
            alpha: the learning rate, above 0 and at most 1000.
            seed: of the start weights, 0 to 2**32 - 1.
            start_weights: a network with these lights and hidden layers, or its matrices
                (fan_in, fan_out); None where the seed makes them.

        Raises:
            ValueError: no examples, not one answer for each pattern, a number that is not allowed,
                or start weights of another shape.
        """
        if start_weights is not None and not isinstance(start_weights, Network):
            start_weights = Network(start_weights)
        answers = as_array("answers", targets)
        if answers.ndim == 2 and answers.shape[1] == 1:
            answers = answers[:, 0]
        vars(self).update(
            name=name,
            about=about,
            source=source,
            _examples=SharedExamples(
                (_read_only("patterns", patterns), _read_only("answers", answers))
            ),
            hidden=check_hidden(hidden),
            alpha=ALPHA.check(alpha),
            seed=SEED.check(seed),
            given=start_weights,
        )
        self._check_examples()
        self._check_start()

    def __repr__(self) -> str:
        return f"<Problem {self.name!r}: {len(self)} examples of {self.lights} lights>"

    def __getstate__(self) -> dict[str, object]:
        """Return what a copy or a pickle needs, with the examples whole."""
        own = {name: value for name, value in vars(self).items() if name != HASH}
        return {**own, "_examples": self._examples.arrays}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take over the attributes of a copy or a pickle, whose arrays come writable."""
        for values in state["_examples"]:
            values.setflags(write=False)
        vars(self).update(state, _examples=SharedExamples(state["_examples"]))

    @staticmethod
    def preset(name: str) -> "Problem":
        """Return the preset of that name; ValueError lists the names there are."""
        if name not in PRESETS:
            raise ValueError(f"problem must be one of {', '.join(PRESETS)}, not {name!r}")
        return PRESETS[name]

    def edited(self, patterns: ArrayLike, targets: ArrayLike, name: str) -> "Problem":
        """Make a problem of other examples, with the settings of this one.

        It keeps only what differs from this one. Start weights go where they do not fit any more.

        Raises:
            ValueError: examples that are not allowed.
        """
        fits = np.shape(patterns)[1] == self.lights
        problem = Problem(
            patterns,
            targets,
            name=name,
            hidden=self.hidden,
            alpha=self.alpha,
            seed=self.seed,
            start_weights=self.given if fits else None,
        )
        vars(problem)["_examples"] = self._examples.edited(problem._examples.arrays)
        return problem

    @property
    def patterns(self) -> Array:
        """The lights of the examples; large training sets that were edited make it when asked."""
        return self._examples.arrays[0]

    @property
    def targets(self) -> Array:
        """The answers, like the patterns."""
        return self._examples.arrays[1]

    @property
    def lights(self) -> int:
        """How many lights a pattern has."""
        return int(self._examples.shape[1])

    @property
    def has_finite_squares(self) -> bool:
        """Whether the sum of the squared answers is finite; else no error ever is."""
        with np.errstate(over="ignore"):
            return bool(np.isfinite(self.targets.dot(self.targets)))

    def __len__(self) -> int:
        """How many examples there are; training on all of them once is one iteration."""
        return int(self._examples.shape[0])

    def targets_of(self, pattern: Sequence[float]) -> tuple[float, ...]:
        """Return the different answers the training set gives to a pattern, in its order.

        There is none if it never shows the pattern, and more than one if examples contradict.
        """
        rows = (self.patterns == np.asarray(pattern)).all(axis=1)
        return tuple(dict.fromkeys(self.targets[rows].tolist()))

    def _values(self) -> tuple[object, ...]:
        numbers = self.patterns.tobytes(), self.targets.tobytes()
        words = self.name, self.about, self.source
        return *words, self.hidden, self.alpha, self.seed, self.given, self.lights, *numbers

    def _check_start(self) -> None:
        sizes = (self.lights, *self.hidden, 1)
        if self.given is not None and self.given.sizes != sizes:
            found, needed = ("-".join(map(str, each)) for each in (self.given.sizes, sizes))
            raise ValueError(f"the start weights must be those of a {needed} network, not {found}")

    def _check_examples(self) -> None:
        if self.patterns.ndim != 2 or not len(self.patterns):
            raise ValueError(
                f"patterns must have the shape (examples, lights), not {self.patterns.shape}"
            )
        LIGHTS.check(self.lights)
        if self.targets.shape != (len(self.patterns),):
            raise ValueError(
                f"there must be one answer for each of the {len(self.patterns)} patterns, "
                f"not the shape {self.targets.shape}"
            )
        outside = ~((self.patterns >= 0) & (self.patterns <= 1))  # nan, too
        if outside.any():
            raise RefusedError(LIGHT.sentence, self.patterns[outside][0].item())
        if not np.isfinite(self.targets).all():
            raise RefusedError(ANSWER.sentence, self.targets[~np.isfinite(self.targets)][0].item())


@lru_cache(MAX_LIGHTS)
def all_patterns(lights: int) -> Array:
    """Return every on-off pattern, (2**lights, lights), counting up; light 1 is the first digit.

    It is read-only.
    """
    numbers = np.arange(2**lights)[:, np.newaxis]
    digits = np.arange(lights - 1, -1, -1)
    patterns = ((numbers >> digits) & 1).astype(np.float64)
    patterns.setflags(write=False)
    return patterns


def _read_only(name: str, values: ArrayLike) -> Array:
    copy = np.array(as_array(name, values), order="C") + 0.0  # -0.0 becomes 0.0
    copy.setflags(write=False)
    return copy


PRESETS = {record.name: Problem(**vars(record)) for record in presets.ALL}
