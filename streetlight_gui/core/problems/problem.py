"""What is to be learned: patterns of lights, and the right answer to each."""

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import ArrayLike

from streetlight_gui.core.checks.arrays import Array, Immutable, read_only
from streetlight_gui.core.checks.limits import ANSWER, LIGHT, LIGHTS, RefusedError, as_array
from streetlight_gui.core.problems.shared_examples import SharedExamples
from streetlight_gui.core.problems.training_sets import TRAINING_SETS

_MARK = " (edited)"


class Problem(Immutable):
    """A training set.

    Attributes:
        name: a short name, such as 'streetlights'.
        patterns: (n, lights), read-only; 1 for a light that is on, 0 for one that is off.
        targets: (n,), read-only; 1 for WALK, 0 for STOP.
    """

    name: str
    _examples: SharedExamples

    def __init__(self, patterns: ArrayLike, targets: ArrayLike, name: str = "own") -> None:
        """Make a problem of patterns and the answers to them.

        Args:
            patterns: (n, lights), each light from 0 (off) to 1 (on); 1 to 6 lights.
            targets: (n,) or (n, 1) finite numbers, 1 for WALK and 0 for STOP.
            name: a short name.

        Raises:
            ValueError: no examples, not one answer for each pattern, or a number that is not
                allowed.
        """
        answers = as_array("answers", targets)
        if answers.ndim == 2 and answers.shape[1] == 1:
            answers = answers[:, 0]
        examples = _copied("patterns", patterns), _copied("answers", answers)
        _check_examples(*examples)
        vars(self).update(name=name, _examples=SharedExamples(examples))

    def __repr__(self) -> str:
        return f"<Problem {self.name!r}: {len(self)} examples of {self.lights} lights>"

    def __reduce__(self) -> tuple[object, ...]:
        """Be copied and pickled with the examples whole."""
        return Problem, (self.patterns, self.targets, self.name)

    @staticmethod
    def preset(name: str) -> "Problem":
        """Return the problem of that name; ValueError lists the names there are."""
        if name not in PROBLEMS:
            raise ValueError(f"problem must be one of {', '.join(PROBLEMS)}, not {name!r}")
        return PROBLEMS[name]

    def edited(self, patterns: ArrayLike, targets: ArrayLike) -> "Problem":
        """Make a problem of other examples; it keeps only what differs from this one.

        Raises:
            ValueError: examples that are not allowed.
        """
        problem = Problem(patterns, targets, self.name.removesuffix(_MARK) + _MARK)
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
        return self.name, self.lights, self.patterns.tobytes(), self.targets.tobytes()


@cache
def all_patterns(lights: int) -> Array:
    """Return every on-off pattern, (2**lights, lights), counting up; light 1 is the first digit.

    It is read-only.
    """
    numbers = np.arange(2**lights)[:, np.newaxis]
    digits = np.arange(lights - 1, -1, -1)
    return read_only(((numbers >> digits) & 1).astype(np.float64))


def _check_examples(patterns: Array, targets: Array) -> None:
    if patterns.ndim != 2 or not len(patterns):
        raise ValueError(f"patterns must have the shape (examples, lights), not {patterns.shape}")
    LIGHTS.check(patterns.shape[1])
    if targets.shape != (len(patterns),):
        raise ValueError(
            f"there must be one answer for each of the {len(patterns)} patterns, "
            f"not the shape {targets.shape}"
        )
    outside = ~((patterns >= 0) & (patterns <= 1))  # nan, too
    if outside.any():
        raise RefusedError(LIGHT.sentence, patterns[outside][0].item())
    if not np.isfinite(targets).all():
        raise RefusedError(ANSWER.sentence, targets[~np.isfinite(targets)][0].item())


def _copied(name: str, values: ArrayLike) -> Array:
    return read_only(np.array(as_array(name, values), order="C") + 0.0)  # -0.0 becomes 0.0


PROBLEMS = {name: Problem(*examples, name) for name, examples in TRAINING_SETS.items()}
