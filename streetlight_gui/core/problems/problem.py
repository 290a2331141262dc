"""What is to be learned: patterns of lights, and the right answer to each."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from streetlight_gui.core.checks.arrays import Array, Immutable, read_only
from streetlight_gui.core.problems.answered import Answered, answered
from streetlight_gui.core.problems.names import Names, checked_names
from streetlight_gui.core.problems.shared_examples import SharedExamples
from streetlight_gui.core.problems.training_sets import TRAINING_SETS


class Origin(NamedTuple):
    """Where a problem comes from.

    Attributes:
        preset: the name of the one that it is or was; None for a person's own.
        is_edited: whether its training set was changed since.
    """

    preset: str | None = None
    is_edited: bool = False


OWN = Origin()


class Problem(Immutable):
    """A training set, and perhaps patterns whose answers are held out: known, never trained on.

    Attributes:
        name: a short name, such as 'streetlights', edited or not.
        origin: where it comes from.
        names: what the lights are called, and the answer last; () for no names of their own.
    """

    name: str
    origin: Origin
    names: Names
    _rows: SharedExamples  # those in training first
    _trained: int

    def __init__(
        self,
        patterns: ArrayLike,
        targets: ArrayLike,
        name: str = "own",
        held_out: tuple[ArrayLike, ArrayLike] | None = None,
        origin: Origin = OWN,
        names: Sequence[str] = (),
    ) -> None:
        """Make a problem of patterns and the answers to them.

        Args:
            patterns: (n, lights), each light from 0 (off) to 1 (on); 1 to 6 lights.
            targets: (n,) or (n, 1) finite numbers, 1 for WALK and 0 for STOP.
            name: a short name.
            held_out: more patterns and targets, as many as one likes; training never sees them.
            origin: where it comes from.
            names: what the lights are called, and the answer last, or none.

        Raises:
            ValueError: no examples, not one answer for each pattern, or a number or a name that is
                not allowed.
        """
        rows = examples = answered(patterns, targets)
        if held_out is not None and np.size(held_out[1]):
            others = answered(*held_out)
            if others.patterns.shape[1] != examples.patterns.shape[1]:
                raise ValueError(
                    f"held-out patterns must have {examples.patterns.shape[1]} lights, "
                    f"not {others.patterns.shape[1]}"
                )
            rows = Answered(*map(np.concatenate, zip(examples, others, strict=True)))
        shared = SharedExamples((read_only(rows.patterns), read_only(rows.targets)))
        trained = len(examples.targets)
        vars(self).update(name=name, origin=origin, _rows=shared, _trained=trained)
        vars(self).update(names=checked_names(names, self.lights))

    def __repr__(self) -> str:
        held_out = f", {self.held_out_count} held out" if self.held_out_count else ""
        return f"<Problem {self.name!r}: {len(self)} examples of {self.lights} lights{held_out}>"

    def __reduce__(self) -> tuple[object, ...]:
        """Be copied and pickled with the examples whole."""
        held_out = tuple(self.held_out)
        return Problem, (*self.examples, self.name, held_out, self.origin, self.names)

    @staticmethod
    def preset(name: str) -> "Problem":
        """Return the problem of that name; ValueError lists the names there are."""
        if name not in PROBLEMS:
            raise ValueError(f"problem must be one of {', '.join(PROBLEMS)}, not {name!r}")
        return PROBLEMS[name]

    def edited(
        self,
        patterns: Array,
        targets: Array,
        trained: int | None = None,
        names: Names | None = None,
    ) -> "Problem":
        """Make a problem of other patterns (n, lights) and targets (n,); it keeps what differs.

        Its origin says so where it is another training set.

        trained: how many of them, from the first on, are in training; the others are held out.
            Without a number all are.
        names: where they are others.

        Raises:
            ValueError: examples that are not allowed.
        """
        end = len(targets) if trained is None else trained
        held_out = patterns[end:], targets[end:]
        problem = self._shared(patterns[:end], targets[:end], held_out, names)
        if not problem.trains_as(self):
            vars(problem)["origin"] = self.origin._replace(is_edited=True)
        return problem

    def holding_out(self, held_out: tuple[ArrayLike, ArrayLike] | None) -> "Problem":
        """Return the same training set, under the same name, with these answers held out.

        held_out: patterns (m, lights) and targets (m,); None for none.

        Raises:
            ValueError: patterns or answers that are not allowed.
        """
        return self._shared(*self.examples, held_out)

    @property
    def rows(self) -> Answered:
        """The examples in training and after them those held out, (n + m, ...).

        Large training sets that were edited make it when asked.
        """
        return Answered(*self._rows.arrays)

    @property
    def examples(self) -> Answered:
        """The examples in training, (n, ...)."""
        return Answered(*(values[: self._trained] for values in self._rows.arrays))

    @property
    def patterns(self) -> Array:
        """The lights of the examples in training, (n, lights), read-only."""
        return self._rows.arrays[0][: self._trained]

    @property
    def targets(self) -> Array:
        """Their answers, (n,), read-only."""
        return self._rows.arrays[1][: self._trained]

    @property
    def held_out(self) -> Answered:
        """The patterns whose answers are held out, and these, (m, ...)."""
        return Answered(*(values[self._trained :] for values in self._rows.arrays))

    @property
    def held_out_count(self) -> int:
        """How many answers are held out."""
        return int(self._rows.shape[0]) - self._trained

    @property
    def lights(self) -> int:
        """How many lights a pattern has."""
        return int(self._rows.shape[1])

    @property
    def has_finite_squares(self) -> bool:
        """Whether the sum of the squared answers is finite; else no error ever is."""
        with np.errstate(over="ignore"):
            return bool(np.isfinite(self.targets.dot(self.targets)))

    def __len__(self) -> int:
        """How many examples there are; training on all of them once is one iteration."""
        return self._trained

    def trains_as(self, other: "Problem") -> bool:
        """Tell whether the training set is the same, whatever its name and what is held out."""
        mine, others = (self.patterns, self.targets), (other.patterns, other.targets)
        return self is other or all(map(np.array_equal, mine, others))

    def _values(self) -> tuple[object, ...]:
        rows = (values.tobytes() for values in self.rows)
        return self.name, self.origin, self.names, self.lights, len(self), *rows

    def _shared(
        self,
        patterns: Array,
        targets: Array,
        held_out: tuple[ArrayLike, ArrayLike] | None,
        names: Names | None = None,
    ) -> "Problem":
        """Make one of the same name and origin that keeps only what differs from this one."""
        called = self.names if names is None else names
        problem = Problem(patterns, targets, self.name, held_out, self.origin, called)
        vars(problem)["_rows"] = self._rows.edited(problem._rows.arrays)
        return problem


@cache
def all_patterns(lights: int) -> Array:
    """Return every on-off pattern, (2**lights, lights), counting up; light 1 is the first digit.

    It is read-only.
    """
    numbers = np.arange(2**lights)[:, np.newaxis]
    digits = np.arange(lights - 1, -1, -1)
    return read_only(((numbers >> digits) & 1).astype(np.float64))


PROBLEMS = {
    name: Problem(*examples, name, origin=Origin(name)) for name, examples in TRAINING_SETS.items()
}
