"""Changes to a training set: each takes a problem and returns a new one.

Rows and lights are counted from 0 here; sentences count from 1, as people do. Every function
raises ValueError with a sentence where a row, a light or a number is not allowed.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from streetlight_gui.core.checks.limits import ANSWER, LIGHT, MAX_EXAMPLES, MAX_LIGHTS, whole
from streetlight_gui.core.problems.patterns import equal_patterns
from streetlight_gui.core.problems.problem import Problem


def with_example_added(problem: Problem, pattern: Sequence[float], answer: float) -> Problem:
    """Add an example at the end."""
    _check_room(problem)
    if len(pattern) != problem.lights:
        raise ValueError(f"a pattern must have {problem.lights} lights, not {len(pattern)}")
    patterns = np.vstack([problem.patterns, [LIGHT.check(value) for value in pattern]])
    return problem.edited(patterns, np.append(problem.targets, ANSWER.check(answer)))


def unseen_pattern(problem: Problem) -> tuple[float, ...]:
    """Return the first on-off pattern that no example shows; all off where every one is shown."""
    lights, shown = problem.patterns.astype(np.intp), np.zeros([2] * problem.lights, dtype=np.bool_)
    shown[tuple(lights[(lights == problem.patterns).all(axis=1)].T)] = True
    return tuple(map(float, np.unravel_index(shown.argmin(), shown.shape)))


def without_examples(problem: Problem, rows: Sequence[int]) -> Problem:
    """Remove examples; one at least must stay."""
    kept = np.delete(np.arange(len(problem)), [_row(problem, row) for row in rows])
    if not len(kept):
        raise ValueError("a training set must keep at least 1 example")
    return _rearranged(problem, kept)


def with_example_duplicated(problem: Problem, row: int) -> Problem:
    """Put a copy of an example right after it."""
    _check_room(problem)
    return _rearranged(problem, np.insert(np.arange(len(problem)), _row(problem, row), row))


def with_example_moved(problem: Problem, row: int, to: int) -> Problem:
    """Move an example to another row; those between make room."""
    others = np.delete(np.arange(len(problem)), _row(problem, row))
    return _rearranged(problem, np.insert(others, _row(problem, to), row))


def with_light(problem: Problem, row: int, light: int, value: float) -> Problem:
    """Set one light of one example to a brightness from 0 to 1."""
    patterns = problem.patterns.copy()
    patterns[_row(problem, row), _light(problem, light)] = LIGHT.check(value)
    return problem.edited(patterns, problem.targets)


def with_answer(problem: Problem, row: int, answer: float) -> Problem:
    """Give one example another answer: 1 for WALK, 0 for STOP, or any finite number."""
    targets = problem.targets.copy()
    targets[_row(problem, row)] = ANSWER.check(answer)
    return problem.edited(problem.patterns, targets)


def with_light_added(problem: Problem) -> Problem:
    """Add a light after the last one, off in every example."""
    if problem.lights >= MAX_LIGHTS:
        raise ValueError(f"there can be at most {MAX_LIGHTS} lights")
    return problem.edited(np.pad(problem.patterns, ((0, 0), (0, 1))), problem.targets)


def with_light_removed(problem: Problem, light: int) -> Problem:
    """Remove a light from every example; one at least must stay."""
    column = _light(problem, light)
    if problem.lights == 1:
        raise ValueError("a traffic light must keep at least 1 light")
    return problem.edited(np.delete(problem.patterns, column, axis=1), problem.targets)


def contradicted_by(problem: Problem) -> NDArray[np.intp]:
    """Return for each row the first row of the same pattern with another answer, or -1; (n,)."""
    answers, none, (first, group) = problem.targets, len(problem), equal_patterns(problem)
    is_other = answers != answers[first[group]]
    first_other = np.full(len(first), none)
    np.minimum.at(first_other, group[is_other], np.flatnonzero(is_other))
    found = np.where(is_other, first[group], first_other[group])
    return np.where(found == none, -1, found)


def _rearranged(problem: Problem, rows: NDArray[np.intp]) -> Problem:
    return problem.edited(problem.patterns[rows], problem.targets[rows])


def _check_room(problem: Problem) -> None:
    if len(problem) >= MAX_EXAMPLES:
        raise ValueError(f"a training set can have at most {MAX_EXAMPLES:,} examples")


def _row(problem: Problem, row: int) -> int:
    return whole("example", 1, len(problem)).check(row + 1) - 1


def _light(problem: Problem, light: int) -> int:
    return whole("light", 1, problem.lights).check(light + 1) - 1
